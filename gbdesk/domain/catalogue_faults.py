"""What stands in the way of lists becoming a release, told by cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from gbdesk.domain.catalogue_lines import (
    BELOW,
    CLOSED,
    COLUMNS,
    FACTS,
    ID,
    OFFICES,
    OWN,
    PLACES,
    Line,
    Lists,
    OfficeKind,
    filled,
    guessed_area,
    guessed_kind,
    is_blank,
    kind_of,
    place_kind,
)
from gbdesk.domain.dates import read_iso
from gbdesk.domain.names import fold, nfc, tone_fold
from gbdesk.domain.places import bare_name

LONGEST: Final = 200
MOST_LINES: Final = 2_000
NEEDED: Final = ("hub", "hub_short", "province", "issuer", "seat", "symbol", "addressee")
_PHONE: Final = re.compile(r"[0-9+(). -]{5,24}")
_CODE: Final = re.compile(r"[0-9A-Za-z]{1,10}")
_SYMBOL: Final = re.compile(r"[^\s/]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong in one cell; `row` counts from 0 in the list as it is shown, -1 for none."""

    table: str
    row: int
    column: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


def faults(lists: Lists, today: date | None = None) -> list[Fault]:
    """Everything that has to be mended first, in the order of the lists.

    What is closed before `today` is no longer looked at; before the first release everything is.
    """
    if max(len(lists.offices), len(lists.places)) > MOST_LINES:
        return [
            Fault(table=OFFICES, row=-1, column="name", code="many", facts={"most": MOST_LINES})
        ]
    return [*_facts(lists), *_offices(lists, today), *_places(lists, today)]


def enters_by_place(lists: Lists) -> bool:
    """Whether some unit enters the figures of several communes, so that these are listed."""
    return any(_figures(line) == BELOW for line in filled(lists).offices)


def _figures(line: Line) -> str:
    kind = kind_of(line.get("kind", ""))
    return kind.figures if kind else ""


def _facts(lists: Lists) -> Iterator[Fault]:
    for name in NEEDED:
        if not nfc(lists.facts.get(name, "")):
            yield Fault(table=FACTS, row=-1, column=name, code="fact.empty")
    symbol = nfc(lists.facts.get("symbol", ""))
    if symbol and not _SYMBOL.fullmatch(symbol):
        yield Fault(table=FACTS, row=-1, column="symbol", code="fact.symbol")
    for name, text in lists.facts.items():
        if len(text) > LONGEST:
            yield Fault(table=FACTS, row=-1, column=name, code="long", facts={"most": LONGEST})


def _shown(lines: Sequence[Line], table: str) -> list[tuple[int, Line]]:
    """The lines with something in them, each with its row."""
    return [(row, line) for row, line in enumerate(lines) if not is_blank(line, COLUMNS[table])]


def _is_alive(line: Line, today: date | None) -> bool:
    closed = line.get(CLOSED, "")
    return not closed or today is None or closed >= today.isoformat()


def _offices(lists: Lists, today: date | None) -> Iterator[Fault]:
    rows = _shown(lists.offices, OFFICES)
    tidy = dict(zip((row for row, _ in rows), filled(lists).offices, strict=True))
    alive = {row: line for row, line in tidy.items() if _is_alive(line, today)}
    if not any((kind := kind_of(line["kind"])) and kind.device for line in alive.values()):
        yield Fault(table=OFFICES, row=-1, column="name", code="none")
    hub = {fold(nfc(lists.facts.get(name, ""))) for name in ("hub", "hub_short")} - {""}
    names = _twice(alive, "name") | {row for row, one in alive.items() if fold(one["name"]) in hub}
    shorts = _twice(alive, "short") | {
        row for row, one in alive.items() if fold(one["short"]) in hub
    }
    areas = _areas_twice(alive)
    for row, line in alive.items():
        yield from _lengths(OFFICES, row, line)
        yield from _of_office(row, line, list(alive.values()))
        if row in names:
            yield _fault(row, "name", "name.twice", name=line["name"])
        elif row in shorts:
            yield _fault(row, "short", "short.twice", name=line["short"])
        if row in areas:
            yield _fault(row, "area", "area.twice", name=line["area"])


def _fault(row: int, column: str, code: str, **facts: object) -> Fault:
    return Fault(table=OFFICES, row=row, column=column, code=code, facts=facts)


def _twice(lines: Mapping[int, Line], column: str) -> set[int]:
    """The rows whose cell says what another one says, empty ones apart."""
    counted = Counter(tone_fold(line[column]) for line in lines.values())
    return {
        row for row, line in lines.items() if line[column] and counted[tone_fold(line[column])] > 1
    }


def _areas_twice(lines: Mapping[int, Line]) -> set[int]:
    """Rows whose figures somebody else of the same kind of figures enters as well."""
    counted: Counter[tuple[str, str]] = Counter()
    for line in lines.values():
        counted[_figures(line), tone_fold(line.get("area", ""))] += 1
    return {
        row
        for row, line in lines.items()
        if _figures(line) in {OWN, BELOW}
        and line.get("area")
        and counted[_figures(line), tone_fold(line["area"])] > 1
    }


def _of_office(row: int, line: Line, every: Sequence[Line]) -> Iterator[Fault]:
    name = line.get("name", "")
    if not name:
        yield _fault(row, "name", "name.empty")
    kind = kind_of(line["kind"])
    if kind is None:
        yield _fault(row, "kind", "kind.unknown", said=line["kind"])
    elif kind.figures in {OWN, BELOW} and not line.get("area"):
        yield _fault(row, "area", "area.empty")
    if (phone := line.get("phone", "")) and not _PHONE.fullmatch(phone):
        yield _fault(row, "phone", "phone.odd", said=phone)
    if line.get("parent"):
        found = [one for one in every if is_named(one, line["parent"])]
        if len(found) != 1 or found[0] is line:
            yield _fault(row, "parent", "parent.unknown", said=line["parent"])


def is_named(line: Line, said: str) -> bool:
    """Whether a unit is called so: by its name, its short name or its area."""
    names = (line.get("name", ""), line.get("short", ""))
    return tone_fold(nfc(said)) in {tone_fold(nfc(one)) for one in names if one}


def office_meant(said: str, offices: Sequence[Line]) -> Line | None:
    """The unit that enters a commune: called by name, short name or area; None where unclear."""
    entering = [one for one in offices if _figures(one) == BELOW]
    for wanted in (
        [one for one in entering if is_named(one, said)],
        [one for one in entering if tone_fold(one.get("area", "")) == tone_fold(nfc(said))],
        [one for one in entering if _bare(one.get("area", "")) == _bare(said)],
    ):
        if len(wanted) == 1:
            return wanted[0]
    return None


def _bare(name: str) -> str:
    return tone_fold(bare_name(name))


def _lengths(table: str, row: int, line: Line) -> Iterator[Fault]:
    closed = line.get(CLOSED, "")
    if closed and read_iso(closed) is None:
        facts: dict[str, object] = {"said": closed}
        yield Fault(table=table, row=row, column=CLOSED, code="closed.odd", facts=facts)
    for column in COLUMNS[table]:
        if len(line.get(column, "")) > LONGEST:
            yield Fault(table=table, row=row, column=column, code="long", facts={"most": LONGEST})


def _places(lists: Lists, today: date | None) -> Iterator[Fault]:
    if not enters_by_place(lists):
        return
    offices = [one for one in filled(lists).offices if _is_alive(one, today)]
    shown = _shown(lists.places, PLACES)
    rows = {row: line for row, line in shown if _is_alive(line, today)}
    known: Counter[tuple[str, str]] = Counter()
    meant: dict[int, Line | None] = {}
    for row, line in rows.items():
        meant[row] = office_meant(line.get("office", ""), offices)
        known[_key(line, meant[row])] += 1
    codes = Counter(nfc(line.get("code", "")) for line in rows.values())
    own = {tone_fold(one.get("area", "")) for one in offices if _figures(one) == OWN}
    for row, line in rows.items():
        yield from _lengths(PLACES, row, line)
        if (name := nfc(line.get("name", ""))) and tone_fold(name) in own:
            facts = {"name": name}
            yield Fault(table=PLACES, row=row, column="name", code="place.owned", facts=facts)
        yield from _of_place(row, line, meant[row])
        if nfc(line.get("name", "")) and known[_key(line, meant[row])] > 1:
            facts = {"name": nfc(line["name"])}
            yield Fault(table=PLACES, row=row, column="name", code="place.twice", facts=facts)
        code = nfc(line.get("code", ""))
        if code and codes[code] > 1 and not line.get(ID):
            yield Fault(
                table=PLACES, row=row, column="code", code="code.twice", facts={"said": code}
            )
    empty = {id(one) for one in offices if _figures(one) == BELOW} - {
        id(one) for one in meant.values()
    }
    for one in offices:
        if id(one) in empty:
            facts = {"name": one["short"]}
            yield Fault(table=PLACES, row=-1, column="office", code="office.bare", facts=facts)


def _key(line: Line, office: Line | None) -> tuple[str, str]:
    return tone_fold(nfc(line.get("name", ""))), office["name"] if office else ""


def _of_place(row: int, line: Line, office: Line | None) -> Iterator[Fault]:
    def fault(column: str, code: str, **facts: object) -> Fault:
        return Fault(table=PLACES, row=row, column=column, code=code, facts=facts)

    if not nfc(line.get("name", "")):
        yield fault("name", "place.empty")
    elif place_kind(line["name"]) in {"district", "provincial-city"}:
        yield fault("name", "place.large", name=nfc(line["name"]))
    if not nfc(line.get("office", "")):
        yield fault("office", "office.empty")
    elif office is None:
        yield fault("office", "office.unknown", said=nfc(line["office"]))
    code = nfc(line.get("code", ""))
    if code and not _CODE.fullmatch(code):
        yield fault("code", "code.odd", said=code)


def filled_in(line: Line) -> dict[str, str]:
    """What the program would fill into the empty cells of a unit, shown in grey."""
    if is_blank(line, COLUMNS[OFFICES]):
        return {}
    name = nfc(line.get("name", ""))
    kind: OfficeKind | None = kind_of(line["kind"]) if line.get("kind") else guessed_kind(name)
    guessed = {"short": name, "kind": kind.name if kind else ""}
    if kind is not None and kind.figures in {OWN, BELOW}:
        guessed["area"] = guessed_area(name)
    return {column: text for column, text in guessed.items() if not line.get(column) and text}
