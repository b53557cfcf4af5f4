"""The lists of a hub's catalogue: what they begin with, what is wrong with them, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from gbdesk.domain import (
    catalogue_making,
    catalogue_periods,
    catalogue_plan,
    mergers,
    template_blank,
)
from gbdesk.domain.catalogue_faults import Fault, enters_by_place, faults, filled_in
from gbdesk.domain.catalogue_lines import (
    FACTS,
    OFFICES,
    PERIODS,
    PLACES,
    TASKS,
    Lists,
    lists_of,
    office_kinds,
)
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.mergers import Merger
from gbdesk.domain.names import nfc, tone_fold
from gbdesk.domain.refusals import Refused
from gbdesk.text import mark, say

__all__ = ["enters_by_place", "faults", "filled_in", "office_kinds"]

BLANK: Final = template_blank.BLANK
BASES: Final = template_blank.BASES
COLUMN_NAMES: Final = {
    (OFFICES, "name"): mark("Lists", "Name"),
    (OFFICES, "short"): mark("Lists", "Short name"),
    (OFFICES, "kind"): mark("Lists", "Kind, level"),
    (OFFICES, "area"): mark("Lists", "Area"),
    (OFFICES, "parent"): mark("Lists", "Belongs to"),
    (OFFICES, "phone"): mark("Lists", "Telephone"),
    (OFFICES, "closed"): mark("Lists", "Last day"),
    (PLACES, "name"): mark("Lists", "Commune, ward"),
    (PLACES, "code"): mark("Lists", "Code"),
    (PLACES, "office"): mark("Lists", "Entered by"),
    (PLACES, "closed"): mark("Lists", "Last day"),
    (PERIODS, "title"): mark("Lists", "Period"),
    (PERIODS, "start"): mark("Lists", "Figures from"),
    (PERIODS, "end"): mark("Lists", "Figures until"),
    (PERIODS, "due"): mark("Lists", "Due"),
    (PERIODS, "inclusive"): mark("Lists", "That day in time"),
    (TASKS, "section"): mark("Lists", "Part of the plan"),
    (TASKS, "text"): mark("Lists", "Task"),
    (TASKS, "lead"): mark("Lists", "Who leads it"),
    (TASKS, "partners"): mark("Lists", "Together with"),
    (TASKS, "due"): mark("Lists", "When"),
    (TASKS, "note"): mark("Lists", "Note"),
    (TASKS, "text_en"): mark("Lists", "Task in English"),
}
FACT_NAMES: Final = {
    "hub": mark("Lists", "Name of the receiving body"),
    "hub_short": mark("Lists", "Its short name"),
    "province": mark("Lists", "Province"),
    "above": mark("Lists", "Superior body, first line of a report"),
    "issuer": mark("Lists", "Issuing body, second line of a report"),
    "seat": mark("Lists", "Place before the date"),
    "symbol": mark("Lists", "Symbol of reports"),
    "drafter": mark("Lists", "Office that drafts (in “Lưu: VT, …”)"),
    "addressee": mark("Lists", "Addressee of reports"),
}
FAULTS: Final = {
    "fact.empty": mark("Lists", "This is needed for the heading of reports."),
    "fact.symbol": mark("Lists", "A symbol has no blanks and no “/”, for example BC-SVHTTDL."),
    "long": mark("Lists", "Longer than {most} characters; shorten it."),
    "many": mark("Lists", "More than {most} lines; leave out what does not report."),
    "none": mark("Lists", "No unit is listed that reports; add at least one."),
    "name.empty": mark("Lists", "This unit has no name."),
    "name.twice": mark("Lists", "“{name}” stands here twice; change or remove one."),
    "short.twice": mark("Lists", "Another unit has the short name “{name}” too."),
    "kind.unknown": mark("Lists", "“{said}” is no kind of unit; choose one of the list."),
    "area.empty": mark("Lists", "For which commune or district? Type its name."),
    "area.twice": mark("Lists", "Two units enter the figures of “{name}”; only one can."),
    "phone.odd": mark("Lists", "“{said}” is no telephone number."),
    "parent.unknown": mark("Lists", "“{said}” is not the name of one other unit of this list."),
    "closed.odd": mark("Lists", "“{said}” is not a day; write it as 31/12/2026."),
    "place.empty": mark("Lists", "This commune has no name."),
    "place.large": mark("Lists", "“{name}” is no commune, ward or township."),
    "place.twice": mark("Lists", "“{name}” stands here twice for the same unit."),
    "place.owned": mark("Lists", "“{name}” enters its figures itself, in the list of units."),
    "office.empty": mark("Lists", "Which unit enters its figures?"),
    "office.unknown": mark("Lists", "“{said}” is not one unit that enters by commune."),
    "office.bare": mark("Lists", "No commune is listed for {name} yet."),
    "code.twice": mark("Lists", "The code {said} stands here twice."),
    "code.odd": mark("Lists", "“{said}” is no code of a place."),
    "day.odd": mark("Lists", "A day is missing here; write it as 31/05/2027."),
    "period.order": mark("Lists", "The last day of the figures lies before their first."),
    "period.due": mark("Lists", "The due date lies before the first day of the figures."),
    "period.year": mark("Lists", "These days do not belong to the year of the period."),
    "task.section": mark("Lists", "In which part of the plan does the task stand?"),
    "task.section_unknown": mark("Lists", "“{said}” is no part of the plan; choose one."),
    "task.text": mark("Lists", "The words of the task are missing."),
    "task.lead": mark("Lists", "Which unit leads the task?"),
    "task.owner": mark("Lists", "“{said}” is no unit or group of units; “;” goes between names."),
    "task.twice": mark("Lists", "The same task stands in line {number}."),
}


def begun(name: str) -> Lists:
    """What the lists begin with: those of a template, or empty ones.

    Raises:
        Refused: there is no such template.
    """
    return lists_of(_base(name))


def follow(lists: Lists, old: str, new: str) -> None:
    """Let the lines that name a unit go on naming it after it was renamed."""
    for line, column in (
        *((one, "office") for one in lists.places),
        *((one, "parent") for one in lists.offices),
    ):
        if line.get(column) and tone_fold(nfc(line[column])) == tone_fold(old):
            line[column] = new


def release_of(name: str, lists: Lists) -> dict[str, Any]:
    """The first release of a hub, from a template and these lists.

    Raises:
        Refused: "catalogue.faults" where something has to be mended first, or the release does
            not agree with itself.
    """
    found = faults(lists)
    if found:
        raise Refused("catalogue.faults", count=len(found), detail=fault_words(found[0]))
    raw = catalogue_making.first_release(_base(name), lists)
    read_catalogue(raw)
    return raw


def next_of(before: Mapping[str, Any], lists: Lists, day: date) -> dict[str, Any]:
    """The release that follows another.

    Raises:
        Refused: as `release_of`.
    """
    found = faults_after(before, lists, day)
    if found:
        raise Refused("catalogue.faults", count=len(found), detail=fault_words(found[0]))
    raw = catalogue_making.next_release(before, lists, day)
    read_catalogue(raw)
    return raw


def faults_after(before: Mapping[str, Any], lists: Lists, day: date) -> list[Fault]:
    """What has to be mended before the next release: of units first, then of dates and plans."""
    if found := faults(lists, day):
        return found
    found = [
        Fault(table=PERIODS, row=row, column=column, code=code)
        for row, column, code in catalogue_periods.wrong(lists.periods)
    ]
    if lists.plans:
        raw = catalogue_making.next_release(before, replace(lists, periods=[], plans={}), day)
        for year, lines in lists.plans.items():
            found += [
                Fault(table=TASKS + year, row=row, column=column, code=code, facts=facts)
                for row, column, code, facts in catalogue_plan.wrong(raw, int(year), lines)
            ]
    return found


def merged(before: Mapping[str, Any], merger: Merger) -> dict[str, Any]:
    """The release in which units become one.

    Raises:
        Refused: "merger.…" for a choice that does not hold, else as `release_of`.
    """
    found = faults(mergers.lists_after(before, merger), merger.day)
    if found:
        raise Refused("catalogue.faults", count=len(found), detail=fault_words(found[0]))
    raw = mergers.release_after(before, merger)
    read_catalogue(raw)
    return raw


def _base(name: str) -> dict[str, Any]:
    if name not in BASES:
        raise Refused("setup.template")
    return template_blank.base(name)


def fault_words(fault: Fault) -> str:
    """What is wrong and what helps, in one sentence."""
    return say(FAULTS[fault.code], n=None, **fault.facts)


def plain(table: str) -> str:
    """The kind of list: every year has a plan of its own, `tasks2027`."""
    return TASKS if table.startswith(TASKS) else table


def column_name(table: str, column: str) -> str:
    """What a column is called."""
    table = plain(table)
    return say(FACT_NAMES[column] if table == FACTS else COLUMN_NAMES[table, column])


def column_hint(table: str, column: str) -> str:
    """What belongs into a column."""
    return say(HINTS[plain(table), column]) if (plain(table), column) in HINTS else ""


HINTS: Final = {
    (OFFICES, "short"): mark("Lists", "As tables and file names show it; else the name"),
    (OFFICES, "kind"): mark("Lists", "Guessed from the name where nothing is chosen"),
    (OFFICES, "area"): mark("Lists", "The commune or district whose figures it enters"),
    (OFFICES, "parent"): mark("Lists", "Another unit of this list; else the receiving body"),
    (OFFICES, "phone"): mark("Lists", "Of the office, not of a person"),
    (OFFICES, "closed"): mark("Lists", "The last day on which it reports; empty while it does"),
    (PLACES, "code"): mark("Lists", "The official code; may stay empty"),
    (PLACES, "office"): mark("Lists", "The unit that enters its figures"),
    (PLACES, "closed"): mark("Lists", "The last day on which it exists; empty while it does"),
    (PERIODS, "inclusive"): mark("Lists", "Without it the last day in time is the day before"),
    (TASKS, "lead"): mark("Lists", "Short names or groups, “;” between them"),
    (TASKS, "partners"): mark("Lists", "Short names or groups, “;” between them"),
    (TASKS, "due"): mark("Lists", "In the words of the plan; empty for the whole year"),
    (TASKS, "text_en"): mark("Lists", "Empty where nobody reads English"),
}
