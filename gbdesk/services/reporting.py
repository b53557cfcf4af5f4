"""The consolidated report: gathered, built once, written as Word, PDF and Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from gbdesk.domain.disclosure import INTERNAL, Profile
from gbdesk.domain.refusals import Refused
from gbdesk.domain.tally import Coverage
from gbdesk.reports.consolidated import build
from gbdesk.reports.document import Document
from gbdesk.reports.facts import ConsolidatedFigures
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.document_files import (
    FORMATS,
    check_allowed,
    check_formats,
    file_bytes,
    profile_of,
    write_file,
)
from gbdesk.services.gathering import gather
from gbdesk.services.late import counted
from gbdesk.services.monitoring import Monitoring
from gbdesk.services.publishing import remember
from gbdesk.text import translate

COMMITTEE: Final = "committee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files written, what is missing in them, how many offices stand behind them."""

    paths: tuple[Path, ...]
    profile: str
    gaps: tuple[str, ...]
    coverage: Coverage
    changed: Changed = Changed.NOTHING

    @property
    def words(self) -> str:
        """What was written, in one sentence."""
        return translate(
            "Report",
            "Report from {covered} of {expected} units.",
            covered=self.coverage.n,
            expected=self.coverage.of,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The report as it will be printed: a PDF kept in memory, and what it covers."""

    pdf: bytes
    profile: str
    gaps: tuple[str, ...]
    coverage: Coverage


class Reporting:
    """Reports of the hub."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def document(
        self, period: str, profile: str, *, recipient: str = COMMITTEE, today: date | None = None
    ) -> Document:
        """The report as a document, for the preview.

        Raises:
            Refused: this is not the hub, or there is no such period, profile or recipient.
        """
        return self.made(period, profile, recipient, today)[1]

    def made(
        self, period: str, profile: str, recipient: str, today: date | None
    ) -> tuple[ConsolidatedFigures, Document]:
        """What the report tells, and the report.

        Raises:
            Refused: as `document`.
        """
        figures = self._figures(period, profile, recipient, today)
        return figures, build(figures, self._desk.catalogue.kinds.values())

    def preview(
        self,
        period: str,
        profile: str,
        *,
        recipient: str = COMMITTEE,
        password_checked: bool = False,
        reason: str = "",
    ) -> Preview:
        """The printed pages, for the screen; full figures as for `report`, and audited.

        Raises:
            Refused: as `report`.
        """
        figures = self._figures(period, profile, recipient, None)
        self._allow(figures.profile, reason, password_checked=password_checked)
        document = build(figures, self._desk.catalogue.kinds.values())
        if figures.profile.marked:
            self._note(period, figures.profile, reason, what="view")
        return Preview(
            pdf=file_bytes(document, "pdf"),
            profile=figures.profile.id,
            gaps=tuple(office.short for office in figures.missing),
            coverage=figures.coverage,
        )

    def report(
        self,
        period: str,
        *,
        profile: str,
        folder: Path,
        formats: Sequence[str] = FORMATS,
        recipient: str = COMMITTEE,
        today: date | None = None,
        password_checked: bool = False,
        reason: str = "",
    ) -> Written:
        """Write the report; full figures need the password again and a reason, and are audited.

        Raises:
            Refused: as `document`, or the folder does not take it.
        """
        check_formats(formats)
        figures = self._figures(period, profile, recipient, today)
        self._allow(figures.profile, reason, password_checked=password_checked)
        document = build(figures, self._desk.catalogue.kinds.values())
        self._remember(figures)
        stem = self._name(figures)
        paths = tuple(write_file(document, folder, stem, kind) for kind in formats)
        self._note(period, figures.profile, reason)
        return Written(
            paths=paths,
            profile=figures.profile.id,
            gaps=tuple(office.short for office in figures.missing),
            coverage=figures.coverage,
        )

    def printed(self, period: str, profile: str, *, recipient: str = COMMITTEE) -> None:
        """Keep what the pages tell that now go to a printer.

        Raises:
            Refused: as `document`.
        """
        self._remember(self._figures(period, profile, recipient, None))

    def _remember(self, figures: ConsolidatedFigures) -> None:
        if figures.told is not None:
            with self._desk.store.write() as db:  # who may only look prints too
                remember(db, figures.period.id, figures.told)

    def _allow(self, profile: Profile, reason: str, *, password_checked: bool) -> None:
        check_allowed(full=profile.marked, password_checked=password_checked, reason=reason)

    def _figures(
        self, period: str, profile: str, recipient: str, today: date | None
    ) -> ConsolidatedFigures:
        desk = self._desk
        if not desk.session.hub:
            raise Refused("report.hub_only")
        told = profile_of(profile)
        with counted(desk, period) as db:
            matrix = Monitoring(desk).matrix_in(db, [period])
        return gather(desk, matrix, period, told, recipient, today or desk.today())

    def _name(self, figures: ConsolidatedFigures) -> str:
        """`BC_6T-2024_SVHTTDL`, and which profile where the figures are full."""
        year, _, half = figures.period.id.partition("-")
        symbol = figures.facts.letterhead.symbol.partition("-")[2]
        parts = ["BC", f"{half}-{year}", symbol]
        if figures.profile == INTERNAL:
            parts.append("noi-bo")
        return "_".join(part for part in parts if part)

    def _note(self, period: str, profile: Profile, reason: str, what: str = "report") -> None:
        with self._desk.write() as db:
            said = f"{period} {reason.strip()}".strip()
            self._desk.note(db, f"{what} {profile.id}", "period", said)
