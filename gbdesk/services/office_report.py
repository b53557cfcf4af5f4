"""A unit's own documents: its report of a period, its lists, blank forms for its communes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gbdesk.domain.disclosure import SHARED
from gbdesk.domain.refusals import Refused
from gbdesk.reports import blank_form, office, office_lists
from gbdesk.reports.document import Document
from gbdesk.reports.facts import period_facts
from gbdesk.services import office_figures, office_heading
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
from gbdesk.services.plan import Plan
from gbdesk.services.publishing import remember
from gbdesk.text import translate

REPORT: Final = "report"
ACTIVITIES: Final = "activities"
TASKS: Final = "tasks"
FORMS: Final = "forms"
WHAT: Final = (REPORT, ACTIVITIES, TASKS, FORMS)
_NAMES: Final = {
    REPORT: "BC",
    ACTIVITIES: "DS-hoat-dong",
    TASKS: "KH-nhiem-vu",
    FORMS: "Phieu-trang",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which document: `what` is one of `WHAT`; full figures need a reason."""

    what: str
    period: str
    profile: str = SHARED.id
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files written."""

    paths: tuple[Path, ...]
    changed: Changed = Changed.NOTHING

    @property
    def words(self) -> str:
        """What was written, in one sentence."""
        return translate("Printing", "{n} files written and read back.", n=len(self.paths))


class OfficeReports:
    """What a unit prints and saves of its own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    # the heading
    def heading(self) -> dict[str, str]:
        """The heading of documents of this unit."""
        kept = self._desk.store.drafts.get(*office_heading.DRAFT) or {}
        return office_heading.tidied(kept, self.proposed_heading())

    def proposed_heading(self) -> dict[str, str]:
        """What the catalogue proposes for it."""
        desk = self._desk
        return office_heading.proposed(desk.catalogue, desk.catalogue.office(desk.session.office))

    def keep_heading(self, said: Mapping[str, str]) -> None:
        """Keep what was put right; what is as proposed follows the catalogue."""
        base = self.proposed_heading()
        own = {name: said[name] for name in base if said.get(name, "").strip() != base[name]}
        self._desk.store.drafts.put(*office_heading.DRAFT, own)

    # documents
    def document(self, wanted: Wanted) -> Document:
        """The document, for the preview.

        Raises:
            Refused: this is the hub, or there is no such period, profile or document.
        """
        desk = self._desk
        if desk.session.hub:
            raise Refused("report.office_only")
        if wanted.what not in WHAT:
            raise Refused("report.format", said=wanted.what)
        period = period_facts(desk.catalogue, wanted.period)
        profile = profile_of(wanted.profile)
        if wanted.what == FORMS:
            return self._blank(wanted.period)
        plan = Plan(desk).tasks(wanted.period)
        if wanted.what == TASKS:
            return office_lists.task_list(self._facts(), period, plan)
        with desk.read() as db:
            lines = office_figures.activities_of(desk, db, wanted.period)
            if wanted.what == ACTIVITIES:
                start = desk.catalogue.period(wanted.period).start
                return office_lists.activity_list(self._facts(), period, start, lines)
            told = office_figures.figures_of(desk, db, self._facts(), wanted.period, profile, plan)
        done = [one for one in lines if not one.planned]
        return office.build(told, desk.catalogue.kinds.values(), done)

    def preview(self, wanted: Wanted, *, password_checked: bool = False) -> bytes:
        """The printed pages as a PDF, for the screen; looking at full figures is audited.

        Raises:
            Refused: as `document`, or full figures without password and reason.
        """
        self._allow(wanted, password_checked=password_checked)
        made = file_bytes(self.document(wanted), "pdf")
        if _is_full(wanted):
            self._note(wanted, "view")
        return made

    def write(
        self,
        wanted: Wanted,
        folder: Path,
        formats: Sequence[str] = FORMATS,
        *,
        password_checked: bool = False,
    ) -> Written:
        """Write the document; full figures need the password again and a reason, and are audited.

        Raises:
            Refused: as `preview`, or the folder does not take it.
        """
        check_formats(formats)
        self._allow(wanted, password_checked=password_checked)
        document = self.document(wanted)
        self.printed(wanted)
        stem = self._name(wanted)
        paths = tuple(write_file(document, folder, stem, kind) for kind in formats)
        self._note(wanted, "report")
        return Written(paths=paths)

    def printed(self, wanted: Wanted) -> None:
        """Keep what a shared report tells that now goes to a printer or into files."""
        desk = self._desk
        if wanted.what != REPORT or _is_full(wanted):
            return
        profile, plan = profile_of(wanted.profile), Plan(desk).tasks(wanted.period)
        with desk.store.write() as db:  # who may only look prints too
            told = office_figures.figures_of(desk, db, self._facts(), wanted.period, profile, plan)
            remember(db, wanted.period, told.told)

    def _allow(self, wanted: Wanted, *, password_checked: bool) -> None:
        full = _is_full(wanted)
        check_allowed(full=full, password_checked=password_checked, reason=wanted.reason)

    def _note(self, wanted: Wanted, deed: str) -> None:
        what = wanted.profile if wanted.what == REPORT else wanted.what
        with self._desk.write() as db:
            said = f"{wanted.period} {wanted.reason.strip()}".strip()
            self._desk.note(db, f"{deed} {what}", "period", said)

    def _name(self, wanted: Wanted) -> str:
        """`BC_6T-2024_PhongVHTTSongMay`, and which profile where the figures are full."""
        year, _, half = wanted.period.partition("-")
        office = self._desk.catalogue.office(self._desk.session.office)
        parts = [_NAMES[wanted.what], f"{half}-{year}", office.ascii]
        return "_".join([*parts, "noi-bo"] if _is_full(wanted) else parts)

    def _blank(self, period: str) -> Document:
        """Blank forms for the places this unit reports by place."""
        catalogue, office = self._desk.catalogue, self._desk.session.office
        asked = [
            (form, [place.name for place in catalogue.duty_places(office, form.id, period)])
            for form in catalogue.forms_of(period)
            if form.grain == "place"
        ]
        facts, start = period_facts(catalogue, period), catalogue.period(period).start
        return blank_form.blank_forms(self._facts(), facts, start, asked)

    # what they tell
    def _facts(self) -> Any:
        desk = self._desk
        office = desk.catalogue.office(desk.session.office)
        return office_heading.facts_of(desk.catalogue, office, self.heading(), desk.today())


def _is_full(wanted: Wanted) -> bool:
    """Whether the document tells figures of families in full."""
    return wanted.what == REPORT and profile_of(wanted.profile).marked
