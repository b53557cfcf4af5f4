"""Units reminded of a report: an official letter (Decree 30/2020), a list to telephone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from gbdesk.reports.consolidated import recipients
from gbdesk.reports.document import (
    LETTER,
    Column,
    Document,
    Entry,
    Paragraph,
    Row,
    Signature,
    Table,
    words,
)
from gbdesk.reports.facts import PeriodFacts, ReportFacts
from gbdesk.reports.sentences import Template, counted, load, short_day

NAMED: Final = 5  # addressees named above the letter; more of them stand in its list
_LETTER: Final = (("no", 11.0, "center"), ("unit", 70.0, "left"), ("state", 30.0, "left"))
_REST: Final = {"missing": 54.0, "phone": 30.0, "answer": 40.0}
_PHONE: Final = (("no", 11.0, "center"), ("unit", 54.0, "left"), ("state", 30.0, "left"))
_REPORT: Final = "BC-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """A unit to remind: how it stands (as in the matrix), the forms it lacks, its telephone."""

    name: str
    state: str
    missing: tuple[str, ...] = ()
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The day before which the report is due, and the day of the letter; `over`: it has passed."""

    day: date
    today: date
    over: bool


def letter(
    facts: ReportFacts, period: PeriodFacts, due: Due, reminded: Sequence[Reminded]
) -> Document:
    """The letter: what is missing of whom, until when; its number is left to be written."""
    template = _texts()
    names = _names(facts, period, due, reminded)
    when = "over" if due.over else "before"
    several = template.text("letter", "several")
    addressees = tuple(one.name for one in reminded) if len(reminded) <= NAMED else (several,)
    columns = (*_LETTER, ("missing", _REST["missing"], "left"))
    rows = [(*_cells(at, one), words("; ".join(one.missing))) for at, one in _counted(reminded)]
    head = facts.letterhead
    own = replace(facts, addressees=addressees)
    symbol = "-".join(part for part in (head.symbol.removeprefix(_REPORT), facts.drafter) if part)
    return Document(
        letterhead=replace(head, symbol=symbol.upper()),
        kind=LETTER,
        subject=template.text("letter", "subject", **names),
        title=template.text("letter", "title", **names),
        addressees=addressees,
        blocks=(
            Paragraph(text=template.text("letter", when, **names)),
            _table(template, columns, rows),
            Paragraph(text=template.text("letter", f"ask_{when}", **names)),
            Paragraph(text=template.text("letter", "ignore")),
        ),
        signature=Signature(authority=facts.authority, name=facts.signer),
        recipients=recipients(own),
    )


def phone_list(
    facts: ReportFacts, period: PeriodFacts, due: Due, reminded: Sequence[Reminded]
) -> Document:
    """The same units with the telephones of their offices, and room for what was answered."""
    template = _texts()
    names = _names(facts, period, due, reminded)
    columns = (
        *_PHONE,
        ("phone", _REST["phone"], "left"),
        ("answer", _REST["answer"], "left"),
    )
    rows = [(*_cells(at, one), words(one.phone), words("")) for at, one in _counted(reminded)]
    return Document(
        letterhead=replace(facts.letterhead, symbol=facts.letterhead.symbol.removeprefix(_REPORT)),
        kind=template.text("phone", "kind"),
        subject=template.text("phone", "subject", **names),
        title=template.text("phone", "title", **names),
        blocks=(
            Paragraph(text=template.text("phone", "opening", **names)),
            _table(template, columns, rows),
            Paragraph(text=template.text("phone", "closing")),
        ),
        signature=Signature(authority=facts.authority, name=facts.signer),
        recipients=recipients(replace(facts, addressees=())),
    )


@cache
def _texts() -> Template:
    return load("reminder")


def _counted(reminded: Sequence[Reminded]) -> Sequence[tuple[int, Reminded]]:
    return list(enumerate(reminded, start=1))


def _cells(at: int, one: Reminded) -> tuple[Entry, ...]:
    states: dict[str, str] = _texts().raw["states"]
    return words(str(at)), words(one.name), words(states.get(one.state, states["none"]))


def _table(
    template: Template,
    columns: Sequence[tuple[str, float, str]],
    rows: Sequence[tuple[Entry, ...]],
) -> Table:
    return Table(
        columns=tuple(
            Column(title=template.text("columns", name), width=width, align=align)
            for name, width, align in columns
        ),
        rows=tuple(Row(cells=cells) for cells in rows),
        size=12,
    )


def _names(
    facts: ReportFacts, period: PeriodFacts, due: Due, reminded: Sequence[Reminded]
) -> dict[str, str]:
    return {
        "period": period.title,
        "hub": facts.hub,
        "due": short_day(due.day),
        "today": short_day(due.today),
        "n": counted(len(reminded)),
    }
