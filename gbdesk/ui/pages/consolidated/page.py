"""The consolidated report: what it tells to whom, its pages on the screen, its files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gbdesk.domain.disclosure import INTERNAL, SHARED
from gbdesk.services.changed import Changed
from gbdesk.services.reporting import COMMITTEE, Preview, Written
from gbdesk.text import translate
from gbdesk.ui.dialogs import ask_folder
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.look import px
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.page import HubPage
from gbdesk.ui.hub.paper import PaperView
from gbdesk.ui.hub.parts import button, scrolled
from gbdesk.ui.hub.password import PasswordQuestion
from gbdesk.ui.hub.printing import Printing
from gbdesk.ui.pages.consolidated.choices import Choices
from gbdesk.ui.pages.consolidated.done import Done

if TYPE_CHECKING:
    from pathlib import Path

    from gbdesk.services.progress import Progress

COLUMN: Final = 330
WATCHED: Final = (
    Changed.PACKAGES
    | Changed.FIGURES
    | Changed.ACTIVITIES
    | Changed.NARRATIVES
    | Changed.CONFLICTS
    | Changed.CATALOGUE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The pages, and how many differences are open behind them."""

    preview: Preview
    open_: int
    changed: Changed = Changed.NOTHING


class ConsolidatedPage(HubPage):
    """`buttons` go into the page's first line."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._profile, self._reason = SHARED.id, ""
        self.write_files = button(
            translate("Consolidated", "Write to a folder…"), "download", primary=True
        )
        self.print = button(translate("Consolidated", "Print…"), "printer")
        self.head, self.buttons = (), (self.write_files, self.print)
        self.choices = Choices(around.app.catalogue.threshold, self)
        self.done = Done(self)
        self.paper, self.printing = PaperView(around, self), Printing(around, self)
        self._lay()
        self.choices.profile_asked.connect(self._profile_asked)
        self.choices.recipient_chosen.connect(self._recipient_chosen)
        self.choices.conflicts_asked.connect(self._to_conflicts)
        self.choices.status_asked.connect(self._to_status)
        for tick in self.choices.kinds.values():
            tick.toggled.connect(self._kinds_changed)
        self.write_files.clicked.connect(self.ask_where)
        self.print.clicked.connect(self._print)
        self._keys = QShortcut(QKeySequence("Ctrl+P"), self, self._print)
        self._keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.choices.profiles[SHARED.id])
        self.period_changed()

    def _lay(self) -> None:
        held = QWidget(self)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(12)
        column.addWidget(self.done)
        column.addWidget(self.choices, 1)
        side = scrolled(held)
        side.setFixedWidth(px(COLUMN))
        frame = QFrame(self)
        frame.setObjectName("card")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.paper)
        box = QHBoxLayout(self)
        box.setContentsMargins(18, 0, 18, 14)
        box.setSpacing(14)
        box.addWidget(side)
        box.addWidget(frame, 1)

    # what is shown
    def period_changed(self) -> None:
        """Show the report of the period now chosen; full figures are asked for anew."""
        app = self._around.app
        today = app.today()
        self.choices.offer([one for one in app.catalogue.recipients if one.alive(today)])
        self._use(SHARED.id, "")
        self.done.hide()
        self._make()

    def _use(self, profile: str, reason: str) -> None:
        self._profile, self._reason = profile, reason
        self.choices.choose_profile(profile)

    def _recipient(self) -> str:
        return str(self.choices.recipient.currentData() or COMMITTEE)

    def _make(self) -> None:
        self.paper.say(translate("Consolidated", "The pages are being made…"))
        self._may_print(may=False)
        app, period, profile = self._around.app, self._around.period, self._profile
        recipient, reason = self._recipient(), self._reason

        def work(_progress: Progress) -> Made:
            made = app.reporting.preview(
                period, profile, recipient=recipient, password_checked=bool(reason), reason=reason
            )
            return Made(preview=made, open_=app.conflicts.count())

        # looking at full figures is written into the audit
        lane = self._around.write if reason else self._around.read
        lane(work, self._show, self._not_made)

    def _show(self, answer: Made) -> None:
        made = answer.preview
        if made.profile != self._profile:
            return
        covers = made.coverage
        self.choices.show_coverage(covers.n, covers.of, made.gaps, answer.open_)
        self.paper.show_pdf(made.pdf)
        self._may_print(may=True)

    def _not_made(self, error: Exception) -> None:
        self.paper.say(words_of(error, self._around))

    # what is chosen
    def _profile_asked(self, ident: str) -> None:
        if ident == self._profile:
            return
        if ident == INTERNAL.id:
            asked = PasswordQuestion(
                self._around,
                translate("Consolidated", "Show and write full figures"),
                translate(
                    "Consolidated",
                    "Full figures can point to persons. Who looked, when and why is kept in the "
                    "audit; the files are marked internal.",
                ),
                translate("Consolidated", "Show full figures"),
                self,
            )
            if not asked.answered():
                self.choices.choose_profile(self._profile)
                return
            self._use(ident, asked.said_reason())
        else:
            self._use(ident, "")
        self._make()

    def _recipient_chosen(self, _ident: str) -> None:
        self._make()

    def _kinds_changed(self, _on: bool) -> None:
        self.write_files.setEnabled(bool(self.choices.formats()))

    def _to_conflicts(self) -> None:
        self._around.go("conflicts")

    def _to_status(self) -> None:
        self._around.go("status", filter="lacking")

    def _may_print(self, *, may: bool) -> None:
        self.print.setEnabled(may)
        self._keys.setEnabled(may)

    def _print(self) -> None:
        self.printing.ask(self.paper.pdf)

    # what is written
    def ask_where(self) -> None:
        """Ask where, then write."""
        folder = ask_folder(self, translate("Consolidated", "Folder for the report"))
        if folder is not None:
            self.write_to(folder)

    def write_to(self, folder: Path) -> None:
        """Write the files into a folder."""
        self.write_files.setEnabled(False)
        self._around.write(partial(self._report, folder), self._written, self._not_written)

    def _report(self, folder: Path, _progress: Progress) -> Written:
        app = self._around.app
        written: Written = app.reporting.report(
            self._around.period,
            profile=self._profile,
            folder=folder,
            formats=self.choices.formats(),
            recipient=self._recipient(),
            password_checked=bool(self._reason),
            reason=self._reason,
        )
        return written

    def _written(self, written: Written) -> None:
        self.write_files.setEnabled(True)
        self.done.tell(written.paths, written.words)
        self._around.tell(translate("Consolidated", "The report is written."))

    def _not_written(self, error: Exception) -> None:
        self.write_files.setEnabled(True)
        self.done.hide()
        self._around.tell(words_of(error, self._around))

    # what the window tells
    def on_changed(self, changed: Changed) -> None:
        """Make the pages anew where the figures changed."""
        if changed & WATCHED:
            self._make()


def build(around: Around) -> QWidget:
    """The page."""
    return ConsolidatedPage(around)
