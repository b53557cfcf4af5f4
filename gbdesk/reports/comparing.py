"""Two versions of a document side by side: the lines of which they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from gbdesk.reports.document import (
    Block,
    Document,
    Figure,
    Gap,
    Heading,
    PageBreak,
    Paragraph,
    Table,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What stood in the earlier version, what stands in the later one, and below which heading."""

    under: str
    old: tuple[str, ...]
    new: tuple[str, ...]


def differences(old: Document, new: Document) -> tuple[Difference, ...]:
    """Where two versions say different things, in the order of the later one.

    A cell that is empty in both takes no room; what is at the same place on both sides is left out.
    """
    before, after = list(_lines(old)), list(_lines(new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found = []
    for what, i, to_i, j, to_j in matcher.get_opcodes():
        if what == "equal":
            continue
        under = (after[j:to_j] or before[i:to_i])[0][0]
        gone = tuple(line for _, line in before[i:to_i])
        come = tuple(line for _, line in after[j:to_j])
        found.append(Difference(under=under, old=gone, new=come))
    return tuple(found)


def _lines(told: Document) -> Iterator[tuple[str, str]]:
    head = told.letterhead
    first = (
        *(head.parent, head.issuer, head.number_line, head.place_date, told.kind, told.subject),
        *(told.mark, *told.addressee_lines),
    )
    yield from (("", line) for line in first if line)
    yield from _of_blocks(told.blocks, "")
    last = (*told.signature.authority, told.signature.name, *told.recipients)
    yield from (("", line) for line in last if line)
    for annex in told.annexes:
        yield annex.title, annex.title
        yield from _of_blocks(annex.blocks, annex.title)
    if sources := told.provenance:
        yield from ((sources.title, f"{name}: {said}") for name, said in sources.facts)
        yield from ((sources.title, line) for line in _of_table(sources.packages))
        yield from ((sources.title, line) for line in sources.notes)


def _of_blocks(blocks: Iterable[Block], under: str) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if isinstance(block, Heading):
            under = block.text
        yield from ((under, line) for line in _of_block(block))


def _of_block(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph() | Gap():
            yield block.text
        case Table():
            yield from _of_table(block)
        case Figure():
            yield block.caption
            pairs = zip(block.labels, block.values, strict=True)
            yield from (f"{label}: {value} {block.unit}".rstrip() for label, value in pairs)
        case PageBreak():
            return


def _of_table(table: Table) -> Iterator[str]:
    yield from (line for line in (table.caption, table.unit, table.coverage) if line)
    yield " | ".join(column.title for column in table.columns)
    for row in table.rows:
        yield " | ".join((*(cell.text for cell in row.cells), row.coverage)).rstrip(" |")
    yield from table.notes
