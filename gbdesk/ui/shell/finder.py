"""Ctrl K: one field that finds pages, commands, activities and places; never a figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gbdesk.domain.dates import read_iso, short
from gbdesk.domain.names import fold
from gbdesk.services.progress import Progress
from gbdesk.store.listing import ActivityQuery
from gbdesk.text import translate
from gbdesk.ui import commands, theme
from gbdesk.ui.commands import Command
from gbdesk.ui.icons import icon
from gbdesk.ui.registry import pages

if TYPE_CHECKING:
    from gbdesk.app import App
    from gbdesk.ui.doing import Doing
    from gbdesk.ui.shell.shell import Shell

REST_MS: Final = 150
MOST: Final = 8
WIDTH: Final = 600
FOUND: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Found:
    """One answer: a page with facts, or a command."""

    words: str
    aside: str
    picture: str
    page: str = ""
    facts: tuple[tuple[str, Any], ...] = ()
    command: Command | None = None


class Finder(QDialog):
    """Typing narrows, arrows choose, Enter goes there."""

    def __init__(self, shell: Shell, doing: Doing, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Search", "Search everything"))
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self._shell, self._doing = shell, doing
        self._asked = 0
        held = QFrame(self)
        held.setObjectName("found")
        self.field = QLineEdit(held)
        self.field.setPlaceholderText(
            translate("Search", "Page, command, activity or place – accents are not needed")
        )
        self.field.setAccessibleName(translate("Search", "Search everything"))
        self.list = QListWidget(held)
        self.list.setObjectName("foundList")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setIconSize(QSize(theme.px(18), theme.px(18)))
        self.list.itemClicked.connect(self._chosen)
        inner = QVBoxLayout(held)
        inner.setContentsMargins(8, 8, 8, 8)
        inner.addWidget(self.field)
        inner.addWidget(self.list)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(held)
        self.resize(theme.px(WIDTH), theme.px(400))
        self.move(parent.mapToGlobal(parent.rect().center()).x() - self.width() // 2, 0)
        self.move(self.x(), parent.mapToGlobal(parent.rect().topLeft()).y() + theme.px(60))
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._search)
        self.field.textEdited.connect(self._typed)
        self._show(list(self._here("")))

    def _typed(self, _text: str) -> None:
        self._rest.start()

    def _search(self) -> None:
        asked = self.field.text()
        self._asked += 1
        here = list(self._here(asked))
        self._show(here)
        if len(asked.strip()) > 1:
            work = partial(_stored, self._shell.app, asked)
            self._shell.read(work, partial(self._more, self._asked, here))

    def _more(self, asked: int, here: list[Found], found: list[Found]) -> None:
        if asked == self._asked and self.isVisible():
            self._show([*here, *found])

    def _here(self, asked: str) -> Iterator[Found]:
        hub = self._shell.app.session.hub
        for page in pages(hub=hub):
            name = page.name(self._shell.words)
            if _fits(asked, name, page.short(self._shell.words)):
                yield Found(name, translate("Search", "page"), page.icon, page.key)
        if not asked.strip():
            return
        for command in commands.commands(hub=hub):
            title = commands.title_of(command, self._doing.words)
            if _fits(asked, title):
                keys = commands.shown_keys(command) or translate("Search", "command")
                yield Found(title, keys, "keyboard", command=command)

    def _show(self, found: list[Found]) -> None:
        self.list.clear()
        for one in found:
            item = QListWidgetItem(icon(one.picture), f"{one.words}   ·   {one.aside}", self.list)
            item.setData(FOUND, one)
        if found:
            self.list.setCurrentRow(0)
        elif self.field.text().strip():
            item = QListWidgetItem(translate("Search", "Nothing found."), self.list)
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Enter are for the list, everything else for the field."""
        key = event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(
                max(0, min(self.list.count() - 1, self.list.currentRow() + step))
            )
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if (item := self.list.currentItem()) is not None:
                self._chosen(item)
        else:
            super().keyPressEvent(event)

    def _chosen(self, item: QListWidgetItem) -> None:
        found = item.data(FOUND)
        if not isinstance(found, Found):
            return
        self.accept()
        if found.command is not None:
            self._doing.run(found.command)
        else:
            self._shell.go(found.page, **dict(found.facts))


def _fits(asked: str, *texts: str) -> bool:
    wanted = fold(asked).split()
    return any(all(word in fold(text) for word in wanted) for text in texts)


def _stored(app: App, asked: str, _progress: Progress) -> list[Found]:
    """Activities and places; figures and notes on violence are in no search."""
    office = None if app.session.hub else app.session.office
    listing = app.activities.ids(ActivityQuery(office=office, text=asked))
    found = [
        Found(row.title, _day(row.start), "notebook-pen", "activities", (("open", row.id),))
        for row in app.activities.rows(list(listing.keys[:MOST]))
    ]
    places = [place for place in app.catalogue.places.values() if _fits(asked, place.name)]
    found += [
        Found(
            place.name,
            translate("Search", "activities there"),
            "landmark",
            "activities",
            (("place", place.id),),
        )
        for place in places[:MOST]
    ]
    return found


def _day(iso: str) -> str:
    day = read_iso(iso)
    return short(day) if day is not None else ""
