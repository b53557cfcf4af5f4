"""One package: what was checked, what it would change, what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gbdesk.services.conflicts import Own
from gbdesk.services.outcomes import ALREADY
from gbdesk.services.receiving_parts import Look, Preview
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.look import px
from gbdesk.ui.hub.moments import moment_words
from gbdesk.ui.hub.parts import (
    CheckCard,
    Empty,
    Tag,
    cut,
    emptied,
    picture,
    row,
    said,
)
from gbdesk.ui.pages.receive.changes import Changes
from gbdesk.ui.pages.receive.counts import Counts
from gbdesk.ui.pages.receive.entries import DONE, Entry, package_words

TITLE: Final = 380
LOW: Final = 520


class Head(QWidget):
    """The name of the package, whether its check held, when it was made; the four checks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(9)
        self._short = False

    def show_look(self, entry: Entry, look: Look, approver: str = "") -> None:
        """Show another package."""
        emptied(self._box)
        if look.office_name:
            name = translate(
                "Receive",
                "{office} – {package}",
                office=look.office_name,
                package=package_words(look.seq).lower(),
            )
        else:
            name = entry.title
        title = cut(name, "hubTitle")
        passed = look.ready or look.outcome == ALREADY
        tag = (
            Tag(translate("Receive", "Check passed"), "success", "shield-check")
            if passed
            else Tag(look.pill, look.tone, "circle-slash")
        )
        title.ensurePolished()
        title.setMinimumWidth(min(title.sizeHint().width(), px(TITLE)))
        line = row(title, tag, None, spacing=10)
        self._box.addWidget(HeadLine(line, _history(look, approver)))
        if look.checks:
            cards = row(
                *(CheckCard(one.title, one.words, held=one.ok) for one in look.checks), spacing=9
            )
            for at in range(len(look.checks)):
                cards.setStretch(at, 1)
            self._add(cards)
        self.shorten(short=self._short)

    def shorten(self, *, short: bool) -> None:
        """Where there is little room the checks say only whether they held."""
        self._short = short
        for card in self.findChildren(CheckCard):
            card.shorten(short=short)

    def _add(self, line: QHBoxLayout) -> None:
        held = QWidget()
        held.setLayout(line)
        self._box.addWidget(held)


class HeadLine(QWidget):
    """The name of a package; beside it, or below where there is little room, its history."""

    def __init__(self, name: QHBoxLayout, history: Sequence[str]) -> None:
        super().__init__()
        self._told = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._told.setSpacing(0)
        for words in history:
            self._told.addWidget(cut(words, "hubAside"))
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addLayout(name, 1)
        self._line.addLayout(self._told)
        self._name = name

    # Qt's names
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side only where all of it is whole."""
        super().resizeEvent(event)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._told.setDirection(down)
        wanted = self._name.sizeHint().width() + self._told.sizeHint().width() + 20
        beside = wanted <= self.width()
        self._line.setDirection(across if beside else down)
        self._line.setSpacing(10 if beside else 3)
        self._told.setDirection(down if beside else across)
        self._told.setSpacing(0 if beside else 14)


def _history(look: Look, approver: str) -> tuple[str, ...]:
    """When it was written, the code of its slip, who approved it."""
    made = translate("Receive", "Written {when}", when=moment_words(look.made)) if look.made else ""
    who = translate("Receive", "Approved: {who}", who=approver) if approver else ""
    code = translate("Receive", "Check code {code}", code=look.check_code)
    told = (made, code if look.check_code else "", who)
    return tuple(words for words in told if words)


class Told(QWidget):
    """A package that cannot be taken in, or was: what happened, what was kept, what to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 4, 0, 0)
        self._box.setSpacing(10)

    def show_entry(self, entry: Entry) -> None:
        """Show its sentences."""
        emptied(self._box)
        if entry.group == DONE and entry.taken is not None:
            message, done = entry.taken.message, True
        elif entry.look is not None:
            message, done = entry.look.message, entry.look.ok
        else:
            return
        shade = "success" if done else "danger"
        parts = (
            ("circle-check" if done else "circle-alert", shade, message.happened, "hubStrong"),
            ("shield", "text_2", message.kept, "hubWords"),
            ("arrow-right", "primary", message.todo, "hubWords"),
        )
        for name, token, words, looks in parts:
            if words:
                line = row(picture(name, token), said(words, looks, wraps=True), spacing=10)
                line.setStretch(1, 1)
                held = QWidget()
                held.setLayout(line)
                self._box.addWidget(held)
        if message.code and not done:
            code = translate("Receive", "Code: {code}", code=message.code.rpartition(".")[2])
            self._box.addWidget(said(code, "hubHint"))
        self._box.addStretch(1)


def waiting_words() -> str:
    """What stands where no file was given yet."""
    return translate(
        "Receive",
        "No package is waiting. Drop .gbpkg files here, plug in a stick, or choose files.",
    )


class Detail(QFrame):
    """The panel beside the list."""

    decided = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hubPanel")
        self.preview: Preview | None = None
        self.head, self.counts = Head(self), Counts(self)
        self.changes, self.told = Changes(around, self), Told(self)
        self.changes.decided.connect(self.decided)
        self.empty = Empty("inbox", waiting_words())
        self._waits = said("", "hubAside")
        body = QVBoxLayout()
        body.setContentsMargins(18, 12, 18, 10)
        body.setSpacing(11)
        for part in (self.head, self.counts, self._waits):
            body.addWidget(part)
        body.addWidget(self.changes, 1)
        body.addWidget(self.told, 1)
        body.addWidget(self.empty, 1)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0)
        self.box.addLayout(body, 1)
        self.setMinimumWidth(px(380))

    def show_entry(self, entry: Entry | None) -> None:
        """Show a file as far as it is known now."""
        self.preview = None
        look = entry.look if entry is not None else None
        shown: dict[QWidget, bool] = {self.head: look is not None, self.empty: entry is None}
        if entry is not None and look is not None:
            self.head.show_look(entry, look)
            self.told.show_entry(entry)
        waits = entry is not None and (look is None or (look.ready and entry.group != DONE))
        shown[self.told] = look is not None and not waits
        shown |= dict.fromkeys((self.counts, self.changes), False)
        for part, visible in shown.items():
            part.setVisible(visible)
        self._waits.setVisible(waits)
        self._waits.setText(
            translate("Receive", "Looking at what it would change…")
            if look is not None
            else translate("Receive", "This file waits for its check.")
        )

    def show_preview(self, entry: Entry, found: Preview) -> None:
        """Show what taking it in would do."""
        self.preview = found
        self._waits.hide()
        if entry.look is not None:
            self.head.show_look(entry, entry.look, found.approver)
        self.counts.show_preview(found)
        self.changes.show_preview(found)
        self.counts.show()
        self.changes.show()

    # Qt's names
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Little room: shorter checks."""
        super().resizeEvent(event)
        self.head.shorten(short=self.height() < px(LOW))

    def choices(self) -> list[tuple[str, int | Own]]:
        """What is decided of the differences."""
        return self.changes.differences.choices() if self.preview else []

    def left(self) -> int:
        """How many differences stay open."""
        count = len(self.preview.conflicts) if self.preview else 0
        return count - len(self.choices())
