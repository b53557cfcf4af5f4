"""Which column of a table holds which line of a form: by its heading and those above it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from gbdesk.domain.columns import doubts_of_counts
from gbdesk.domain.forms import FormSpec, Indicator
from gbdesk.domain.places import Alias, Place, match
from gbdesk.services.activity_columns import Question
from gbdesk.services.sheet_heading import Known, plain
from gbdesk.services.sheet_tables import SheetTable
from gbdesk.text import translate

PLACE: Final = "@place"
LOOKED_AT: Final = 60
_PLACES: Final = (
    *("xa", "xa phuong", "xa phuong thi tran", "ten xa", "don vi", "dia ban", "dia phuong"),
    *("ten don vi", "place", "commune", "don vi hanh chinh"),
)
_NUMBERED: Final = re.compile(r"^[\s(]*(?:[0-9]+(?:\.[0-9]+)*|[IVX]+|[a-z])[.)]\s*(?=\S)")


def offered(form: FormSpec) -> list[tuple[str, str]]:
    """What a column can be, with its name: the place, then every line in the order of the form."""
    place = [(PLACE, translate("Excel", "Commune, unit"))] if form.grain == "place" else []
    return [*place, *((line.id, form.line_name(line.id)) for line in form.entry_lines)]


def headings(form: FormSpec) -> Known:
    """Tells the line of a heading; where several lines are called so, by the headings above it."""
    names: dict[str, list[Indicator]] = {}
    for line in form.entry_lines:
        for name in dict.fromkeys(_names(form, line)):
            names.setdefault(name, []).append(line)

    def known(path: tuple[str, ...]) -> str:
        if not path:
            return ""
        leaf = _bare(path[-1])
        if leaf in _PLACES:
            return PLACE
        found = names.get(leaf, [])
        if len(found) > 1:
            found = _under(form, found, [_bare(above) for above in path[:-1]])
        return found[0].id if len(found) == 1 else ""

    return known


def _names(form: FormSpec, line: Indicator) -> Iterator[str]:
    for text in (line.label, line.label_en, line.short, line.short_en, line.id):
        yield plain(text)
    yield plain(form.line_name(line.id))


def _bare(heading: str) -> str:
    """A heading without its number: `4.2. Thân thể` is `than the`."""
    return plain(_NUMBERED.sub("", heading))


def _under(form: FormSpec, lines: Sequence[Indicator], above: Sequence[str]) -> list[Indicator]:
    """Those of the lines that stand under what the headings above say."""
    fits = Counter[str]()
    for line in lines:
        over = {plain(text) for text in _over(form, line)} - {""}
        fits[line.id] = sum(
            said == known or known in said or said in known
            for said in above
            if said
            for known in over
        )
    most = max(fits.values(), default=0)
    return [line for line in lines if most and fits[line.id] == most]


def _over(form: FormSpec, line: Indicator) -> Iterator[str]:
    """What stands over a line: its group on screen, its parents in the printed form."""
    if line.group:
        group = form.group(line.group)
        yield from (group.label, group.label_en)
    above = line.parent
    while above:
        parent = form.by_id[above]
        yield from (parent.label, parent.label_en, parent.short)
        above = parent.parent


def guess(
    table: SheetTable, form: FormSpec, places: Sequence[Place], aliases: Sequence[Alias]
) -> dict[int, str]:
    """Column to line or place: by the headings; the place also by what stands in a column."""
    known = headings(form)
    found: dict[int, str] = {}
    for at, path in enumerate(table.titles):
        name = known(path)
        if name and name not in found.values():
            found[at] = name
    if form.grain == "place" and PLACE not in found.values():
        for at in range(table.width):
            texts = [cell for cell in table.column(at) if isinstance(cell, str)][:LOOKED_AT]
            hits = sum(len(match(text, places, aliases)) == 1 for text in texts)
            if at not in found and texts and 2 * hits > len(texts):
                return {at: PLACE, **found}
    return found


def questions(table: SheetTable, columns: Mapping[int, str]) -> list[Question]:
    """What has to be asked before the figures of these columns can be read."""
    return [
        Question(column=column, doubt=doubt)
        for column, name in columns.items()
        if name != PLACE
        for doubt in doubts_of_counts(table.column(column), may_be_na=True)
    ]
