"""The lines of a register as a document: counted by type, each with the units behind it, then all.

Shelters are counted and never listed (ux.md S08).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gbdesk.domain.registers import STATES
from gbdesk.domain.tally import Coverage
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
from gbdesk.reports.facts import ReportFacts
from gbdesk.reports.sentences import Template, counted, load, short_day

_NARROW: Final = 20.0
_WIDE: Final = 45.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeCount:
    """Lines of one type, by state where lines have one, and of how many units."""

    label: str
    by_state: dict[str, int]
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRegister:
    """A register as it is listed: `columns` are titles with whether they hold counts.

    `narrowed` says what was left out; `coverage` is None in a unit's own list, `without` names
    the units that have no line; `guarded` shelters are counted and not in `rows`; `unreviewed` is
    None where lines have no review.
    """

    label: str
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[str | int, ...], ...]
    types: tuple[TypeCount, ...]
    states: bool
    narrowed: str = ""
    coverage: Coverage | None = None
    without: tuple[str, ...] = ()
    guarded: int = 0
    unreviewed: int | None = None
    period: str = ""


def register_list(facts: ReportFacts, listed: ListedRegister) -> Document:
    """The list as a document."""
    template = load("registers")
    day = facts.letterhead.day
    subject = template.text(
        "outline", "subject", register=listed.label, day=short_day(day) if day else ""
    )
    blocks: list[Block] = [Paragraph(text=one) for one in _told(listed, template)]
    annexes = []
    if listed.types:
        blocks.append(_sums(listed, template))
    else:
        blocks.append(Gap(missing=template.sentence("none"), what="nội dung"))
    if listed.rows:
        title = template.text("outline", "list")
        annexes.append(Annex(title=title, blocks=(_list(listed, template),)))
    return Document(
        letterhead=facts.letterhead,
        kind=template.text("outline", "kind"),
        subject=subject,
        title=listed.label,
        blocks=tuple(blocks),
        annexes=tuple(annexes),
        signature=Signature(authority=facts.authority, name=facts.signer),
        recipients=(),
    )


def _told(listed: ListedRegister, template: Template) -> list[str]:
    """How many lines, of which units, what is left out."""
    told = [template.sentence("count", n=counted(len(listed.rows)))]
    if listed.narrowed:
        told.append(template.sentence("filtered", what=listed.narrowed))
    if listed.coverage is not None:
        told.append(template.sentence("units", n=listed.coverage.n, of=listed.coverage.of))
    if listed.without:
        told.append(template.sentence("without", names=", ".join(listed.without)))
    if listed.unreviewed is not None:
        left = counted(listed.unreviewed)
        told.append(template.sentence("open", period=listed.period, n=left))
    if listed.guarded:
        told.append(template.sentence("guarded", n=counted(listed.guarded)))
    return told


def _sums(listed: ListedRegister, template: Template) -> Table:
    states = STATES if listed.states else ()
    titles = [template.text("states", one) for one in states]
    titles.append(template.text("columns", "lines"))
    if listed.coverage is not None:
        titles.append(template.text("columns", "units"))
    columns = (
        Column(title=template.text("columns", "type"), width=80),
        *(Column(title=one, width=22, align="right") for one in titles),
    )
    rows = [_sum(one, listed, states) for one in listed.types]
    return Table(columns=columns, rows=tuple(rows), caption=template.text("outline", "sums"))


def _sum(one: TypeCount, listed: ListedRegister, states: Sequence[str]) -> Row:
    cells = [words(one.label), *(figure(one.by_state.get(state, 0)) for state in states)]
    cells.append(figure(sum(one.by_state.values())))
    if listed.coverage is not None:
        cells.append(figure(one.units))
    return Row(cells=tuple(cells))


def _list(listed: ListedRegister, template: Template) -> Table:
    columns = [Column(title=template.text("columns", "no"), width=11, align="center")]
    columns += [
        Column(
            title=title,
            width=_NARROW if is_count else _WIDE,
            align="right" if is_count else "left",
        )
        for title, is_count in listed.columns
    ]
    rows = tuple(
        Row(cells=(words(str(number)), *map(_entry, row)))
        for number, row in enumerate(listed.rows, start=1)
    )
    return Table(columns=tuple(columns), rows=rows, size=11)


def _entry(value: str | int) -> Entry:
    return figure(value) if isinstance(value, int) else words(value)
