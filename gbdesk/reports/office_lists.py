"""Lists of one unit: its activities and its tasks of the plan, as documents and as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from gbdesk.domain.plan import COVERED, TaskCoverage
from gbdesk.reports.consolidated import recipients
from gbdesk.reports.document import (
    Annex,
    Block,
    Column,
    Document,
    Entry,
    Gap,
    Paragraph,
    Row,
    Signature,
    Table,
    figure,
    words,
)
from gbdesk.reports.facts import PeriodFacts, ReportFacts
from gbdesk.reports.sentences import Template, counted, load, short_day

_TASK_WIDTHS: Final = (
    ("no", 11.0, "center"),
    ("task", 82.0, "left"),
    ("state", 28.0, "left"),
    ("count", 16.0, "right"),
    ("note", 30.0, "left"),
)
NAMED: Final = 3
_WIDTHS: Final = (
    ("no", 11.0, "center"),
    ("day", 23.0, "center"),
    ("activity", 58.0, "left"),
    ("kind", 32.0, "left"),
    ("place", 28.0, "left"),
    ("people", 15.0, "right"),
    ("women_among", 13.0, "right"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLine:
    """One activity of the list; people are None where nobody said how many."""

    start: date | None
    end: date | None
    title: str
    kind: str
    places: tuple[str, ...]
    attendees: int | None
    women: int | None
    planned: bool = False


@cache
def texts() -> Template:
    """The texts of the consolidated report with those of a unit over them."""
    base, own = load("consolidated").raw, load("office").raw
    tables: dict[str, Any] = {
        name: {**base.get(name, {}), **found} for name, found in own.items() if name != "instead"
    }
    tables = {**base, **tables}
    said: dict[str, str] = own["instead"]
    tables["dv"] = [{**one, "text": _instead(one["text"], said)} for one in base["dv"]]
    return Template(tables)


def _instead(text: str, said: dict[str, str]) -> str:
    for old, new in said.items():
        text = text.replace(old, new)
    return text


def activity_list(
    facts: ReportFacts, period: PeriodFacts, start: date, activities: Sequence[ActivityLine]
) -> Document:
    """The activities of a unit in a period, as a list to be signed."""
    template = texts()
    names = {"period": period.title, "office": facts.hub}
    opening = template.sentence(
        "list_opening",
        **names,
        start=short_day(start),
        end=short_day(period.as_of),
        n=counted(len(activities)),
    )
    closing = template.sentence("list_closing", n=counted(len(activities)))
    blocks: list[Block] = [
        Paragraph(text=opening),
        activity_table(activities),
        Paragraph(text=closing),
    ]
    if not activities:
        blocks = [Gap(missing=template.sentence("list_none"), what="nội dung")]
    return Document(
        letterhead=facts.letterhead,
        kind=template.text("outline", "list_kind"),
        subject=template.text("outline", "list_subject", **names),
        title=template.text("outline", "list_title", period=period.title),
        blocks=tuple(blocks),
        signature=Signature(authority=facts.authority, name=facts.signer),
        recipients=_to(facts),
    )


def task_list(facts: ReportFacts, period: PeriodFacts, tasks: Sequence[TaskCoverage]) -> Document:
    """The tasks of the plan that a unit owns, with what was recorded for each this year."""
    template, names = texts(), {"year": period.year, "office": facts.hub}
    done = sum(one.state == COVERED for one in tasks)
    opening = template.sentence("tasks_opening", **names, of=counted(len(tasks)), n=counted(done))
    columns = tuple(
        Column(title=template.text("columns", name), width=width, align=align)
        for name, width, align in _TASK_WIDTHS
    )
    rows = tuple(Row(cells=_task_cells(at, one)) for at, one in enumerate(tasks, start=1))
    return Document(
        letterhead=facts.letterhead,
        kind=template.text("outline", "tasks_kind"),
        subject=template.text("outline", "tasks_subject", **names),
        title=template.text("outline", "tasks_title", **names),
        blocks=(
            Paragraph(text=opening),
            Table(columns=columns, rows=rows, size=11),
            Paragraph(text=template.sentence("tasks_closing", of=counted(len(tasks)))),
        ),
        signature=Signature(authority=facts.authority, name=facts.signer),
        recipients=_to(facts),
    )


def _to(facts: ReportFacts) -> tuple[str, ...]:
    """Who gets a list: the addressee of reports is named, for there is no address above."""
    kept = recipients(facts)[len(facts.addressees) :]
    return (*(f"- {one};" for one in facts.addressees), *kept)


def _task_cells(number: int, one: TaskCoverage) -> tuple[Entry, ...]:
    state = texts().text("task_states", one.state)
    count = figure(one.count) if one.count else words("")
    return (words(str(number)), words(one.task.text), words(state), count, words(one.note))


def activity_annex(period: PeriodFacts, activities: Sequence[ActivityLine]) -> Annex:
    """Every activity of the period, oldest first."""
    template = texts()
    title = template.text("annexes", "activities", PERIOD=period.title.upper())
    return Annex(title=title, blocks=(activity_table(activities),))


def activity_table(activities: Sequence[ActivityLine]) -> Table:
    """The table of activities, in the order given."""
    template = texts()
    columns = tuple(
        Column(title=template.text("columns", name), width=width, align=align)
        for name, width, align in _WIDTHS
    )
    rows = tuple(Row(cells=_cells(at, one)) for at, one in enumerate(activities, start=1))
    notes = () if rows else (template.text("annexes", "none"),)
    return Table(columns=columns, rows=rows, notes=notes, size=11)


def _cells(number: int, one: ActivityLine) -> tuple[Entry, ...]:
    title = f"{one.title} ({texts().sentence('planned')})" if one.planned else one.title
    return (
        words(str(number)),
        words(_days(one)),
        words(title),
        words(one.kind),
        words(_places(one.places)),
        words("") if one.attendees is None else figure(one.attendees),
        words("") if one.women is None else figure(one.women),
    )


def _days(one: ActivityLine) -> str:
    first = short_day(one.start) if one.start else ""
    if one.end is None or one.end == one.start:
        return first
    return f"{first} - {short_day(one.end)}"


def _places(names: Sequence[str]) -> str:
    """The names of a few places, else how many they are."""
    if len(names) <= NAMED:
        return ", ".join(names)
    return texts().sentence("places_many", n=counted(len(names)))
