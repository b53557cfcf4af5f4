"""Which column of a table holds what of a line of a register: by its heading, else by content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.columns import Doubt, doubts_of_counts, doubts_of_days
from gbdesk.domain.names import fold
from gbdesk.domain.places import match
from gbdesk.domain.registers import (
    CHOICE,
    COUNT,
    DAY,
    PLACE,
    SINCE,
    STATES,
    STATUS,
    STATUS_DAY,
    STATUS_REASON,
    Register,
)
from gbdesk.services.activity_columns import LOOKED_AT, MOST, Question
from gbdesk.services.entry_rows import STATE_WORDS
from gbdesk.services.sheet_heading import Known, plain
from gbdesk.services.sheet_tables import SheetTable
from gbdesk.sheets.workbook import CellContent
from gbdesk.text import catalogue as words_in
from gbdesk.text import mark, say

STATE_NAMES: Final = {
    STATUS: mark("Registers", "State"),
    STATUS_DAY: mark("Registers", "Since"),
    STATUS_REASON: mark("Registers", "Why"),
}
_ALSO: Final = {
    STATUS: ("tinh trang", "trang thai", "hien trang"),
    STATUS_DAY: ("tu ngay", "ngay tam dung", "ngay giai the"),
    STATUS_REASON: ("ly do",),
}
_SHORT: Final = {
    "clb": "cau lac bo",
    "mh": "mo hinh",
    "pcblgd": "phong chong bao luc gia dinh",
    "blgd": "bao luc gia dinh",
    "dctc": "dia chi tin cay",
}
_WORD: Final = re.compile(r"[a-z0-9]+")


def offered(spec: Register) -> list[tuple[str, str]]:
    """Everything a column can be, in the order of the form, with what it is called."""
    found = [(one.id, one.name) for one in spec.fields]
    states = [(name, say(words)) for name, words in STATE_NAMES.items()]
    return [*found, *(states if spec.states else ())]


def headings(spec: Register) -> Known:
    """Tells the field of a heading: by its lowest row, else by all of its rows together."""
    names = _names(spec)

    def known(path: tuple[str, ...]) -> str:
        if not path:
            return ""
        ways = (path[-1], " ".join(path), path[0])
        return next((names[plain(way)] for way in ways if plain(way) in names), "")

    return known


def _names(spec: Register) -> dict[str, str]:
    names: dict[str, str] = {}
    for field in spec.fields:
        for label in (field.label, field.label_en):
            names.setdefault(plain(label), field.id)
    for field in spec.fields:
        for label in field.also:
            names.setdefault(plain(label), field.id)
    for name, (context, source) in STATE_NAMES.items() if spec.states else ():
        said = str(words_in("vi").get(context, {}).get(source, source))
        for label in (said, source, *_ALSO[name]):
            names.setdefault(plain(label), name)
    return names


def guess(
    spec: Register, table: SheetTable, catalogue: Catalogue, office: str, today: date
) -> dict[int, str]:
    """Column to field: by the headings; without any, by what stands in the columns."""
    if not table.has_heading:
        return _by_content(spec, table, catalogue, office, today)
    known, found = headings(spec), dict[int, str]()
    for at, path in enumerate(table.titles):
        field = known(path)
        if field and field not in found.values():
            found[at] = field
    return found


def _by_content(
    spec: Register, table: SheetTable, catalogue: Catalogue, office: str, today: date
) -> dict[int, str]:
    """By what most cells of a column are: a type, a place; of the rest the longest is the name."""
    places, types = catalogue.places_of(office, today), choices(spec, spec.type, catalogue)
    tests: dict[str, Callable[[CellContent], bool]] = {
        spec.type: lambda cell: len(matching(str(cell), types)) == 1,
        PLACE: lambda cell: len(match(str(cell), places, catalogue.aliases)) == 1,
    }
    cells = [[cell for cell in table.column(at) if cell is not None] for at in range(table.width)]
    found: dict[int, str] = {}
    for at, column in enumerate(cells):
        for field, holds in tests.items():
            if field in spec.by_id and field not in found.values() and _most(column, holds):
                found[at] = field
                break
    left = [at for at, column in enumerate(cells) if at not in found and _most(column, _is_words)]
    if left:
        longest = max(left, key=lambda at: sum(len(str(cell)) for cell in cells[at]))
        found[longest] = spec.title[-1]
    return dict(sorted(found.items()))


def _most(column: Sequence[CellContent], holds: Callable[[CellContent], bool]) -> bool:
    looked_at = column[:LOOKED_AT]
    return bool(looked_at) and sum(map(holds, looked_at)) >= MOST * len(looked_at)


def _is_words(cell: CellContent) -> bool:
    return isinstance(cell, str) and any(char.isalpha() for char in cell)


def choices(spec: Register, name: str, catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """What may stand in a field of a list: ids with their labels, Vietnamese first."""
    if name == STATUS:
        said = words_in("vi").get("Entries", {})
        return {one: (str(said.get(STATE_WORDS[one][1], one)), one) for one in STATES}
    options = spec.by_id[name].options(catalogue).values()
    return {one.id: (one.label, one.label_en, one.id) for one in options}


def matching(said: str, among: Mapping[str, Iterable[str]]) -> list[str]:
    """The ids a word of a list can mean: the one that is called so, else those that hold it."""
    wanted = _spelled_out(said)
    labels = {ident: [_spelled_out(one) for one in words] for ident, words in among.items()}
    if same := [ident for ident, words in labels.items() if wanted in words]:
        return same
    return [ident for ident, words in labels.items() if any(wanted in one for one in words)]


def is_loose(said: str, labels: Iterable[str]) -> bool:
    """Whether a word of a list was written otherwise than the list says it."""
    return fold(said) not in {fold(one) for one in labels}


def _spelled_out(text: str) -> str:
    words = _WORD.findall(fold(text))
    return " ".join(_SHORT.get(word, word) for word in words)


def is_count(spec: Register, name: str) -> bool:
    """Whether a field holds whole numbers."""
    return name in spec.by_id and spec.by_id[name].kind == COUNT


def is_day(spec: Register, name: str) -> bool:
    """Whether a field holds days."""
    return name == STATUS_DAY or (name in spec.by_id and spec.by_id[name].kind in {DAY, SINCE})


def is_choice(spec: Register, name: str) -> bool:
    """Whether a field holds one of a list."""
    return name == STATUS or (name in spec.by_id and spec.by_id[name].kind == CHOICE)


def questions(spec: Register, table: SheetTable, columns: Mapping[int, str]) -> list[Question]:
    """What has to be asked before the cells of these columns can be read."""
    found: list[Question] = []
    for column, name in columns.items():
        doubts: list[Doubt] = []
        if is_day(spec, name):
            doubts = doubts_of_days(table.column(column))
        elif is_count(spec, name):
            doubts = doubts_of_counts(table.column(column))
        found += [Question(column=column, doubt=doubt) for doubt in doubts]
    return found
