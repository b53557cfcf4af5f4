"""The import centre: many files checked, each shown with what it would change, taken in or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gbdesk.domain.dates import day_month
from gbdesk.media.unzipping import ENDING
from gbdesk.services.changed import Changed
from gbdesk.services.receiving_parts import READY
from gbdesk.text import translate
from gbdesk.ui.dialogs import ask_files
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.look import px
from gbdesk.ui.hub.files import PACKAGE
from gbdesk.ui.hub.page import HubPage
from gbdesk.ui.hub.parts import Banner, button, cut
from gbdesk.ui.pages.receive import foot
from gbdesk.ui.pages.receive.deeds import Deeds
from gbdesk.ui.pages.receive.detail import Detail
from gbdesk.ui.pages.receive.entries import DONE, Entry
from gbdesk.ui.pages.receive.files import Files
from gbdesk.ui.pages.receive.foot import Feet
from gbdesk.ui.pages.receive.listing import PackageList
from gbdesk.ui.pages.receive.zone import DropZone, paths_of

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

LEFT: Final = 384
NARROW: Final = 340
WIDE: Final = 1_080


class ReceivePage(HubPage):
    """`head` and `buttons` go into the page's first line."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._shown: Entry | None = None
        self.setAcceptDrops(True)
        self.told = cut("", "hubAside")
        self.head, self.buttons = (self.told,), self._actions()
        self.zone, self.list = DropZone(around, self), PackageList(self)
        self.detail = Detail(around, self)
        self.feet = Feet(self, hub=around.app.session.hub)
        self.notice = Banner("circle-alert", "danger")
        self.files, self.deeds = Files(around, self), Deeds(around, self)
        self._lay()
        self._join()
        self.setFocusProxy(self.list)
        self.period_changed()
        self._show(None)
        self.files.begin()

    def _actions(self) -> tuple[QPushButton, ...]:
        """The buttons in the first line."""
        receipts = button(translate("Receive", "Receipts…"), "mail-check")
        history = button(translate("Receive", "Import history"), "history")
        receipts.clicked.connect(self._receipts)
        history.clicked.connect(self._history)
        return receipts, history

    def _lay(self) -> None:
        self._left = QWidget(self)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(18, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.zone)
        column.addWidget(self.notice)
        column.addWidget(self.list, 1)
        self.detail.box.addWidget(self.feet)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        box.addWidget(self._left)
        box.addWidget(self.detail, 1)

    def _join(self) -> None:
        self.zone.given.connect(self.give)
        self.zone.choose_asked.connect(self._choose)
        self.zone.cancel_asked.connect(self.files.cancel)
        self.list.chosen.connect(self._show)
        self.list.take_all.connect(self._take_all)
        self.list.drop_asked.connect(self.files.drop)
        self.files.changed.connect(self._refresh)
        self.files.looked.connect(self._looked)
        self.files.wrong.connect(self._warn)
        self.files.told.connect(self.zone.say_folder)
        self.files.checking.moved.connect(self.zone.show_progress)
        self.files.checking.ended.connect(self._ended)
        self.detail.decided.connect(self._exactly)
        self.feet.asked.connect(self._asked)
        self.deeds.done.connect(self._done)
        self.deeds.refused.connect(self._warn)
        QShortcut(QKeySequence("Ctrl+O"), self, self._choose)

    # what comes in
    def arrive(self, **facts: Any) -> None:
        """Come here with files dropped elsewhere."""
        self.give([Path(one) for one in facts.get("files", ())])

    def give(self, paths: Iterable[Path]) -> None:
        """Check these files, and the packages in these folders."""
        self.files.give(paths)

    def _choose(self) -> None:
        title = translate("Receive", "Packages to check")
        self.give(ask_files(self, title, (PACKAGE, ENDING)))

    def _looked(self, entry: Entry) -> None:
        if entry is self._shown:
            self._show(entry)

    def _ended(self) -> None:
        self.zone.show_progress(0, 0)

    # what is shown
    def period_changed(self) -> None:
        """The line at the top is of the period now chosen; packages are of every period."""
        self._around.read(self._count, self._counted)

    def _count(self, _progress: Progress) -> str:
        app, period = self._around.app, self._around.period
        counts = app.monitoring.matrix([period]).counts[period]
        last = app.catalogue.period(period).last_day
        return translate(
            "Receive",
            "{reported}/{expected} units have reported · due {day}",
            reported=counts.reported,
            expected=counts.expected,
            day=day_month(last),
        )

    def _counted(self, words: str) -> None:
        self.told.setText(words)

    @property
    def entries(self) -> list[Entry]:
        """Every file on the list."""
        return self.files.entries

    def _refresh(self) -> None:
        if self._shown is not None and self._shown not in self.entries:
            self._show(None)
        self.list.show_entries(self.entries, self._shown)
        self.list.setVisible(bool(self.entries))
        if self._shown is None and self.entries:
            self._show(self.entries[0])

    def _show(self, entry: Entry | None) -> None:
        if entry is not self._shown:
            self._warn("")
        self._shown = entry
        if entry is not None and self.list.entry() is not entry:
            self._refresh()
        self.detail.show_entry(entry)
        self.feet.show_entry(entry)
        found = entry.preview if entry is not None and entry.group != DONE else None
        self.feet.take.setEnabled(found is not None)
        if entry is not None and found is not None:
            self.detail.show_preview(entry, found)
            self._exactly()

    def _exactly(self) -> None:
        found = self.detail.preview
        if found is not None:
            left = self.detail.left()
            self.feet.say_exactly(max(0, found.items), left)

    def _warn(self, words: str) -> None:
        self.notice.say(words)

    # what is done
    def _asked(self, deed: str) -> None:
        entry = self._shown
        if entry is None or entry.look is None:
            return
        if deed == foot.TAKE:
            self.list.setFocus()  # else Qt moves the caret far away from the button shut now
            self.feet.take.setEnabled(False)
            self.deeds.take(entry, self.detail.choices())
        elif deed == foot.LATER:
            entry.aside = not entry.aside
            self._done([entry])
        elif deed == foot.ENROL:
            self._around.go("enrolment")
        else:
            self.deeds.do(deed, entry)

    def _take_all(self) -> None:
        ready = [one for one in self.list.entries() if one.group == READY]
        self.list.setFocus()
        self.list.all_button.setEnabled(False)
        self.deeds.take_all(ready)

    def _done(self, entries: Sequence[Entry]) -> None:
        """Show what became of them; what else is said of the same offices may differ now."""
        self.period_changed()
        self.files.again(entries)
        self._refresh()
        self._show(self._shown)

    def _receipts(self) -> None:
        self.deeds.receipts()

    def _history(self) -> None:
        self._around.go("history")

    # what the window tells
    def on_changed(self, changed: Changed) -> None:
        """The line at the top follows."""
        if changed & (Changed.PACKAGES | Changed.CATALOGUE):
            self.period_changed()
            self.files.follow()

    # Qt's names
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may come in anywhere on the page."""
        if paths_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They came in."""
        self.give(paths_of(event.mimeData()))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list gives way where there is little room."""
        self._left.setFixedWidth(px(LEFT if self.width() >= px(WIDE) else NARROW) + 18)
        super().resizeEvent(event)


def build(around: Around) -> QWidget:
    """The page."""
    return ReceivePage(around)
