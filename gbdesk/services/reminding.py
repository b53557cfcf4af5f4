"""Reminding units as documents: an official letter to send, a list to telephone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gbdesk.domain.refusals import Refused
from gbdesk.reports import reminder
from gbdesk.reports.document import Document
from gbdesk.reports.facts import ReportFacts, period_facts, report_facts
from gbdesk.reports.reminder import Due, Reminded
from gbdesk.services.desk import Desk
from gbdesk.services.document_files import write_file

if TYPE_CHECKING:
    from gbdesk.services.monitoring import OfficeRow

LETTER: Final = "letter"
PHONES: Final = "phones"
KINDS: Final = {LETTER: "CV-don-doc", PHONES: "DS-lien-he"}
FORMATS: Final = ("docx", "pdf")


def document(desk: Desk, what: str, period: str, rows: Sequence[OfficeRow]) -> Document:
    """The letter, or the list, for these units; no figure stands in it.

    Raises:
        Refused: no unit was named.
    """
    if not rows:
        raise Refused("reminder.nobody")
    catalogue = desk.catalogue
    asked = catalogue.period(period)
    due = Due(day=asked.due, today=desk.today(), over=desk.today() > asked.last_day)
    reminded = [
        Reminded(
            name=catalogue.office(row.office).title,
            state=row.cells[period].kind,
            missing=tuple(_plain(catalogue.form(form).title) for form in row.cells[period].missing),
            phone=catalogue.office(row.office).phone,
        )
        for row in rows
    ]
    make = reminder.letter if what == LETTER else reminder.phone_list
    return make(_facts(desk), period_facts(catalogue, period), due, reminded)


def write(
    desk: Desk, what: str, period: str, rows: Sequence[OfficeRow], folder: Path
) -> tuple[Path, ...]:
    """Write it as Word and PDF, read back; the files.

    Raises:
        Refused: as `document`, or the folder does not take them.
    """
    made = document(desk, what, period, rows)
    year, _, half = period.partition("-")
    stem = f"{KINDS[what]}_{half}-{year}"
    return tuple(write_file(made, folder, stem, kind) for kind in FORMATS)


def _facts(desk: Desk) -> ReportFacts:
    catalogue, day = desk.catalogue, desk.today()
    known = next((one.id for one in catalogue.recipients if one.alive(day)), "")
    return replace(report_facts(catalogue, known, day), addressees=())


def _plain(title: str) -> str:
    """The title of a form without the circular in brackets."""
    return title.partition(" (")[0]
