"""A unit's own documents: pages on the screen, files, the printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from gbdesk.domain.disclosure import SHARED
from gbdesk.services.changed import Changed
from gbdesk.services.office_report import REPORT, Wanted, Written
from gbdesk.ui.forms.around import Around
from gbdesk.ui.hub.document import DocumentPage
from gbdesk.ui.pages.printing.choices import Choices

if TYPE_CHECKING:
    from pathlib import Path

    from gbdesk.services.progress import Progress

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


class PrintingPage(DocumentPage):
    """Which document, under which heading."""

    choices: Choices

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, Choices(around.app.catalogue.threshold), parent)
        self._what = REPORT
        self.asked.connect(self._make)
        self.folder_chosen.connect(self._write)
        self.printing.began.connect(self._keep)
        self.choices.chosen.connect(self._document_chosen)
        self.choices.heading_changed.connect(self._heading_changed)
        self.setFocusProxy(self.choices.documents[REPORT])
        self.period_changed()

    # what is shown
    def period_changed(self) -> None:
        """Show the document of the period now chosen."""
        self.choices.show_heading(self._around.app.office_reports.heading())
        self.begin()

    def wanted(self) -> Wanted:
        """The document as it is chosen now."""
        return Wanted(
            what=self._what,
            period=self._around.period,
            profile=self._profile,
            reason=self._reason,
        )

    def _make(self) -> None:
        app, wanted = self._around.app, self.wanted()

        def work(_progress: Progress) -> Pages:
            checked = bool(wanted.reason)
            pdf = app.office_reports.preview(wanted, password_checked=checked)
            return Pages(wanted=wanted, pdf=pdf)

        # looking at full figures is written into the audit
        lane = self._around.write if wanted.reason else self._around.read
        lane(work, self._show, self.not_made)

    def _show(self, pages: Pages) -> None:
        if pages.wanted == self.wanted():
            self.show_pages(pages.pdf)

    # what is chosen
    def _document_chosen(self, what: str) -> None:
        self._what = what
        self.choices.allow_profiles(allowed=what == REPORT)
        if what != REPORT:
            self._use(SHARED.id, "")
        self._forget()
        self.make()

    def _heading_changed(self) -> None:
        reports, said = self._around.app.office_reports, self.choices.said_heading()
        if said == reports.heading():
            return
        reports.keep_heading(said)
        self.choices.show_heading(reports.heading())
        self.make()

    # what is written
    def _write(self, folder: Path, formats: list[str]) -> None:
        app, wanted = self._around.app, self.wanted()

        def work(_progress: Progress) -> Written:
            checked = bool(wanted.reason)
            done: Written = app.office_reports.write(
                wanted, folder, formats, password_checked=checked
            )
            return done

        self._around.write(work, self._written, self.not_written)

    def _written(self, done: Written) -> None:
        self.written(done.paths, done.words)

    def _keep(self) -> None:
        app, wanted = self._around.app, self.wanted()
        if wanted.what != REPORT or wanted.profile != SHARED.id:
            return

        def work(_progress: Progress) -> Changed:
            app.office_reports.printed(wanted)
            return Changed.NOTHING

        self._around.write(work, self.kept, self.not_written)

    # what the window tells
    def on_changed(self, changed: Changed) -> None:
        """Make the pages anew where something in them changed."""
        if changed & WATCHED:
            self.choices.show_heading(self._around.app.office_reports.heading())
            self.make()


def build(around: Around) -> QWidget:
    """The page."""
    return PrintingPage(around)
