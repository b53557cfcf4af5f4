"""A unit's own documents: pages on the screen, files, the printer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gbdesk.domain.disclosure import INTERNAL, SHARED
from gbdesk.services.changed import Changed
from gbdesk.services.office_report import REPORT, Wanted, Written
from gbdesk.text import translate
from gbdesk.ui.dialogs import ask_folder
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.look import px
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.files import show_folder
from gbdesk.ui.hub.page import HubPage
from gbdesk.ui.hub.paper import PaperView
from gbdesk.ui.hub.parts import Banner, button, scrolled, small
from gbdesk.ui.hub.password import PasswordQuestion
from gbdesk.ui.pages.printing.choices import Choices
from gbdesk.ui.printing import print_pdf

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

COLUMN: Final = 330
WATCHED: Final = (
    Changed.FIGURES
    | Changed.ACTIVITIES
    | Changed.NARRATIVES
    | Changed.CONFLICTS
    | Changed.CATALOGUE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """A document as it will be printed."""

    wanted: Wanted
    pdf: bytes
    changed: Changed = Changed.NOTHING


class PrintingPage(HubPage):
    """`buttons` go into the page's first line."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._what, self._profile, self._reason = REPORT, SHARED.id, ""
        self._folder: Path | None = None
        self.write_files = button(
            translate("Printing", "Write to a folder…"), "download", primary=True
        )
        self.print = button(translate("Printing", "Print…"), "printer")
        self.head, self.buttons = (), (self.write_files, self.print)
        self.choices = Choices(around.app.catalogue.threshold, self)
        self.done = Banner("circle-check", "success")
        self.notice = Banner("circle-alert", "danger")
        self.open = small(translate("Printing", "Open the folder"), "folder-open")
        self.open.hide()
        self.paper = PaperView(around, self)
        self._lay()
        self.choices.chosen.connect(self._document_chosen)
        self.choices.profile_asked.connect(self._profile_asked)
        self.choices.heading_changed.connect(self._heading_changed)
        for tick in self.choices.kinds.values():
            tick.toggled.connect(self._kinds_changed)
        self.write_files.clicked.connect(self.ask_where)
        self.print.clicked.connect(self._print)
        self.open.clicked.connect(self._open)
        self.setFocusProxy(self.choices.documents[REPORT])
        self.period_changed()

    def _lay(self) -> None:
        held = QWidget(self)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(10)
        for part in (self.notice, self.done, self.open):
            column.addWidget(part)
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
        """Show the document of the period now chosen; full figures are asked for anew."""
        self.choices.show_heading(self._around.app.office_reports.heading())
        self._use(SHARED.id, "")
        self._tell("", "")
        self._make()

    def _use(self, profile: str, reason: str) -> None:
        self._profile, self._reason = profile, reason
        self.choices.choose_profile(profile)

    def wanted(self) -> Wanted:
        """The document as it is chosen now."""
        return Wanted(
            what=self._what,
            period=self._around.period,
            profile=self._profile,
            reason=self._reason,
        )

    def _make(self) -> None:
        self.paper.say(translate("Printing", "The pages are being made…"))
        self.print.setEnabled(False)
        app, wanted = self._around.app, self.wanted()

        def work(_progress: Progress) -> Pages:
            checked = bool(wanted.reason)
            pdf = app.office_reports.preview(wanted, password_checked=checked)
            return Pages(wanted=wanted, pdf=pdf)

        # looking at full figures is written into the audit
        lane = self._around.write if wanted.reason else self._around.read
        lane(work, self._show, self._not_made)

    def _show(self, pages: Pages) -> None:
        if pages.wanted == self.wanted():
            self.paper.show_pdf(pages.pdf)
            self.print.setEnabled(True)

    def _not_made(self, error: Exception) -> None:
        self.paper.say(words_of(error, self._around))

    # what is chosen
    def _document_chosen(self, what: str) -> None:
        self._what = what
        self.choices.allow_profiles(allowed=what == REPORT)
        if what != REPORT:
            self._use(SHARED.id, "")
        self._tell("", "")
        self._make()

    def _profile_asked(self, ident: str) -> None:
        if ident == self._profile:
            return
        if ident == INTERNAL.id:
            asked = PasswordQuestion(
                self._around,
                translate("Printing", "Show and write full figures"),
                translate(
                    "Printing",
                    "Full figures can point to persons. Who looked, when and why is kept in the "
                    "log; the files are marked internal.",
                ),
                translate("Printing", "Show full figures"),
                self,
            )
            if not asked.answered():
                self.choices.choose_profile(self._profile)
                return
            self._use(ident, asked.said_reason())
        else:
            self._use(ident, "")
        self._make()

    def _heading_changed(self) -> None:
        reports, said = self._around.app.office_reports, self.choices.said_heading()
        if said == reports.heading():
            return
        reports.keep_heading(said)
        self.choices.show_heading(reports.heading())
        self._make()

    def _kinds_changed(self, _on: bool) -> None:
        self.write_files.setEnabled(bool(self.choices.formats()))

    # what is written
    def ask_where(self) -> None:
        """Ask where, then write."""
        folder = ask_folder(self, translate("Printing", "Folder for the document"))
        if folder is not None:
            self.write_to(folder)

    def write_to(self, folder: Path) -> None:
        """Write the files into a folder."""
        self.write_files.setEnabled(False)
        app, wanted, formats = self._around.app, self.wanted(), self.choices.formats()

        def work(_progress: Progress) -> Written:
            checked = bool(wanted.reason)
            done: Written = app.office_reports.write(
                wanted, folder, formats, password_checked=checked
            )
            return done

        self._around.write(work, self._written, self._not_written)

    def _written(self, done: Written) -> None:
        self._kinds_changed(_on=True)
        self._folder = done.paths[0].parent
        names = "\n".join(path.name for path in done.paths)
        self._tell(f"{done.words}\n{names}", "")
        self._around.tell(done.words)

    def _not_written(self, error: Exception) -> None:
        self._kinds_changed(_on=True)
        self._tell("", words_of(error, self._around))

    def _tell(self, done: str, wrong: str) -> None:
        self.done.say(done)
        self.open.setVisible(bool(done))
        self.notice.say(wrong)

    def _open(self) -> None:
        if self._folder is not None:
            show_folder(self._folder)

    def _print(self) -> None:
        print_pdf(self.paper.pdf, self)

    # what the window tells
    def on_changed(self, changed: Changed) -> None:
        """Make the pages anew where something in them changed."""
        if changed & WATCHED:
            self.choices.show_heading(self._around.app.office_reports.heading())
            self._make()


def build(around: Around) -> QWidget:
    """The page."""
    return PrintingPage(around)
