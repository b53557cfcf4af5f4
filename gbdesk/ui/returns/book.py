"""One return between the grid and the service: opened, kept step by step, completed."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import TYPE_CHECKING, Any, Final

from gbdesk.domain.cells import CellValue
from gbdesk.domain.refusals import Refused
from gbdesk.domain.register_feeds import Fed
from gbdesk.services.beside import beside, earlier_periods, usual
from gbdesk.services.register_counts import counted_for
from gbdesk.services.returns import KEEP, CellChange
from gbdesk.services.undo import Undo
from gbdesk.ui.forms.parts import place_words
from gbdesk.ui.grid.history import Step
from gbdesk.ui.grid.sheet import Change, Gaps, Row, Sheet

if TYPE_CHECKING:
    from gbdesk.app import App
    from gbdesk.services.papers import Papers
    from gbdesk.services.progress import Progress
    from gbdesk.services.returns import Returns, ReturnSheet

DRAFT: Final = "draft"
PAST: Final = 4


def short_period(period: str) -> str:
    """`6T24`, `N23`: for the bars."""
    year, _, part = period.partition("-")
    return f"{part}{year[2:]}"


class ReturnBook:
    """Reads one return; what is to be kept comes back as work for the writing lane."""

    def __init__(
        self, app: App, form: str, period: str, office: str, *, paper: bool = False
    ) -> None:
        self.form, self.period, self.office, self.paper = form, period, office, paper
        self._app = app
        self._service: Returns | Papers = app.papers if paper else app.returns
        self.document = app.papers.of(form, period, office) if app.session.hub else None
        self.kept: ReturnSheet = self.now()
        self._past: dict[str, ReturnSheet] | None = None
        self._fed: tuple[Fed, ...] | None = None

    @property
    def key(self) -> str:
        """The return, as drafts call it."""
        return f"{self.office}/{self.form}/{self.period}{'/paper' if self.paper else ''}"

    def now(self) -> ReturnSheet:
        """The return as it stands: the office's own, or that of its document."""
        if self.paper:
            return self._app.papers.sheet(self.form, self.period, self.office)
        return self._app.returns.open(self.form, self.period, self.office)

    @property
    def is_own(self) -> bool:
        """Whether these figures are entered in this workspace."""
        return self._is_here if not self.paper else bool(self.document and self.document.counts)

    @property
    def may_correct(self) -> bool:
        """Whether the hub may correct single figures: of an office's own return that counts."""
        instead = self.document is not None and self.document.counts
        return self._app.session.hub and not (self._is_here or self.paper or instead)

    @property
    def _is_here(self) -> bool:
        session = self._app.session
        found = self._app.catalogue.offices.get(self.office)
        here = session.hub and found is not None and not found.device
        return self.office in self._app.desk.offices or here

    @property
    def may_edit(self) -> bool:
        """Whether figures may be entered now: an own return that is not completed."""
        return self.is_own and self.kept.state == DRAFT

    def where(self, place: str, line: str) -> tuple[str, str]:
        """The place and line of the return for those of the grid."""
        return place, line

    def spot(self, _place: str, line: str) -> tuple[str, str]:
        """The place and line of the grid for those of the return."""
        return _place, line

    def words(self, count: int) -> str:
        """The word for so many rows of the grid."""
        return place_words(self._app.catalogue, count)

    def sheet(self) -> Sheet:
        """The figures for the grid, with the same period of last year to compare."""
        rows = [Row(place.id, place.name) for place in self.kept.places]
        office = self._app.catalogue.office(self.office)
        before = self._app.catalogue.period(self.period).same_last_year()
        earlier: ReturnSheet | None = None
        if before in self._app.catalogue.periods:
            earlier = self._app.returns.open(self.form, before, self.office)
        return Sheet(
            self._app.catalogue.form(self.form),
            rows or [Row(one, office.name) for one in self.kept.rows],
            self.kept.cells,
            beside=beside(self._app.desk, self.form, self.period, self.office),
            usual=usual(self._app.desk, self.form, self.period, self.office),
            totals_before=_sums(earlier),
            unsent=self._unsent(),
        )

    def _unsent(self) -> Container[str] | None:
        """The rows that are not as they were sent; None where nothing was, or is, sent."""
        if not self.kept.sent or self._app.session.hub:
            return None
        return self._app.returns.unsent(self.kept)

    def past(self, place: str, line: str) -> Sequence[tuple[str, CellValue]]:
        """The figure of the periods before, oldest first."""
        if self._past is None:
            self._past = self._read_past()
        at = self.where(place, line)
        return [
            (short_period(period), sheet.cells[at].value)
            for period, sheet in self._past.items()
            if at in sheet.cells
        ]

    def registered(self) -> tuple[Fed, ...]:
        """What registers count for in this return."""
        if self._fed is None:
            self._fed = counted_for(self._app.desk, self.form, self.period, self.office)
        return self._fed

    def forget_registers(self) -> None:
        """Count anew: lines of registers changed."""
        self._fed = None

    def keep(self, step: Step, how: str) -> Callable[[Progress], Any]:
        """The work that keeps a step: do it, take it back, do it again."""
        service, form, period, office = self._service, self.form, self.period, self.office

        def work(_progress: Progress) -> Any:
            if how == "undo" and isinstance(step.token, Undo):
                return self._app.returns.undo(step.token)
            was, then = step.before, step.after
            if how == "undo":
                was, then = then, was
            changes = [self._change(one, seen) for one, seen in zip(then, was, strict=True)]
            done = service.set_cells(form, period, changes, office=office)
            step.token = done.undo
            return done

        return work

    def complete(self, gaps: Gaps) -> Any:
        """Declare the return complete, once the reason given for large changes is kept.

        Raises:
            Refused: it is not at one of their cells, since its figure changed meanwhile; else as
                the service.
        """
        cells = [self.where(row.place, found.lines[0]) for row, found in gaps.unexplained]
        now = self.now()
        if lacking := sum(not now.cell(*at).note for at in cells):
            raise Refused("return.moved", count=lacking)
        return self._service.complete(self.form, self.period, office=self.office)

    def declare_nil(self) -> Any:
        """Declare that nothing occurred.

        Raises:
            Refused: as the service.
        """
        return self._service.declare_nil(self.form, self.period, office=self.office)

    def take_up_again(self) -> Any:
        """Reopen a completed return.

        Raises:
            Refused: as the service.
        """
        return self._service.reopen(self.form, self.period, office=self.office)

    def _change(self, change: Change, seen: Change) -> CellChange:
        """A change for the service; what was not shown is never replaced."""
        place, line = self.where(change.place, change.line)
        return CellChange(
            place=place,
            indicator=line,
            value=change.value,
            note=KEEP if change.note is None else change.note,
            seen=seen.value,
        )

    def _read_past(self) -> dict[str, ReturnSheet]:
        ended = earlier_periods(self._app.catalogue, self.form, self.period)
        return {
            period: self._app.returns.open(self.form, period, self.office)
            for period in ended[-PAST:]
        }


def _sums(sheet: ReturnSheet | None) -> dict[str, int]:
    if sheet is None:
        return {}
    sums = {line: total.value for line, total in sheet.coverage.items()}
    return {line: value for line, value in sums.items() if value is not None}
