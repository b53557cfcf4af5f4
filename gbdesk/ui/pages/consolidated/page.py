"""The consolidated report: what it tells to whom, its pages on the screen, its files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from gbdesk.domain.disclosure import SHARED
from gbdesk.services.changed import Changed
from gbdesk.services.reporting import COMMITTEE, Preview, Written
from gbdesk.ui.forms.around import Around
from gbdesk.ui.hub.document import DocumentPage
from gbdesk.ui.pages.consolidated.choices import Choices

if TYPE_CHECKING:
    from pathlib import Path

    from gbdesk.services.progress import Progress

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


class ConsolidatedPage(DocumentPage):
    """To whom the report goes, what it covers and what it lacks."""

    choices: Choices

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, Choices(around.app.catalogue.threshold), parent)
        self.asked.connect(self._make)
        self.folder_chosen.connect(self._write)
        self.printing.began.connect(self._keep)
        self.choices.recipient_chosen.connect(self._recipient_chosen)
        self.choices.conflicts_asked.connect(self._to_conflicts)
        self.choices.status_asked.connect(self._to_status)
        self.setFocusProxy(self.choices.profiles[SHARED.id])
        self.period_changed()

    # what is shown
    def period_changed(self) -> None:
        """Show the report of the period now chosen."""
        app = self._around.app
        today = app.today()
        self.choices.offer([one for one in app.catalogue.recipients if one.alive(today)])
        self.begin()

    def _recipient(self) -> str:
        return str(self.choices.recipient.currentData() or COMMITTEE)

    def _make(self) -> None:
        app, period, profile = self._around.app, self._around.period, self._profile
        recipient, reason = self._recipient(), self._reason

        def work(_progress: Progress) -> Made:
            made = app.reporting.preview(
                period, profile, recipient=recipient, password_checked=bool(reason), reason=reason
            )
            return Made(preview=made, open_=app.conflicts.count())

        # looking at full figures is written into the audit
        lane = self._around.write if reason else self._around.read
        lane(work, self._show, self.not_made)

    def _show(self, answer: Made) -> None:
        made = answer.preview
        if made.profile != self._profile:
            return
        covers = made.coverage
        self.choices.show_coverage(covers.n, covers.of, made.gaps, answer.open_)
        self.show_pages(made.pdf)

    # what is chosen
    def _recipient_chosen(self, _ident: str) -> None:
        self.make()

    def _to_conflicts(self) -> None:
        self._around.go("conflicts")

    def _to_status(self) -> None:
        self._around.go("status", filter="lacking")

    # what is written
    def _write(self, folder: Path, formats: list[str]) -> None:
        app, period, profile = self._around.app, self._around.period, self._profile
        recipient, reason = self._recipient(), self._reason

        def work(_progress: Progress) -> Written:
            done: Written = app.reporting.report(
                period,
                profile=profile,
                folder=folder,
                formats=formats,
                recipient=recipient,
                password_checked=bool(reason),
                reason=reason,
            )
            return done

        self._around.write(work, self._written, self.not_written)

    def _written(self, done: Written) -> None:
        self.written(done.paths, done.words)

    def _keep(self) -> None:
        app, period, profile = self._around.app, self._around.period, self._profile
        recipient = self._recipient()
        if profile != SHARED.id:
            return

        def work(_progress: Progress) -> Changed:
            app.reporting.printed(period, profile, recipient=recipient)
            return Changed.NOTHING

        self._around.write(work, self.kept, self.not_written)

    # what the window tells
    def on_changed(self, changed: Changed) -> None:
        """Make the pages anew where the figures changed."""
        if changed & WATCHED:
            self.make()


def build(around: Around) -> QWidget:
    """The page."""
    return ConsolidatedPage(around)
