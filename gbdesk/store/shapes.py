"""The shape each kind of record takes in the typed tables: pure, from folded fields to rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, TypeAlias

from msgspec import Struct
from sqlalchemy import Table

from gbdesk.domain import registers
from gbdesk.domain.ids import derived_id, return_id, return_row_id
from gbdesk.domain.names import fold, sort_key
from gbdesk.domain.ops import Op, Value, canonical
from gbdesk.store import tables
from gbdesk.store.tables import BLANK, NOT_APPLICABLE, NUMBER, ODD, UNKNOWN

Fields: TypeAlias = Mapping[str, Value]
Rows: TypeAlias = dict[Table, list[tuple[Any, ...]]]

SORT_LENGTH: Final = 120
_NOTE: Final = ".note"
_SHEET: Final = frozenset({"form", "period", "place"})
_MARKS: Final = {"": BLANK, "?": UNKNOWN, "-": NOT_APPLICABLE}
_COUNTED: Final = ("measure.quantity", "measure.attendees", "measure.women")
_TAGS: Final = ("topic.", "theme.", "audience.", "minority_area", "remote_area")


class Subject(Struct, frozen=True, gc=False):
    """Which record is being shaped: its number here, kind, owner office and uid."""

    number: int
    kind: str
    office: str
    uid: str


def shape(subject: Subject, fields: Fields, newest: Op, terms: dict[str, int], out: Rows) -> str:
    """Add the rows of a visible record to `out`; a fault as a word, `""` where there is none."""
    return SHAPES.get(subject.kind, _entry)(subject, fields, newest, terms, out)


def _activity(
    subject: Subject, fields: Fields, _newest: Op, terms: dict[str, int], out: Rows
) -> str:
    start, end = _day(fields, "start"), _day(fields, "end")
    if start is None:
        return "start"
    number, title = subject.number, _text(fields, "title")
    tags = []
    for name, value in fields.items():
        if name.startswith("measure."):
            if value.__class__ is int and value >= 0:
                out[tables.activity_measure].append((number, terms[name[8:]], value, None))
            elif row := _measure(number, terms, name[8:], value):
                out[tables.activity_measure].append(row)
        elif value is True:
            if name.startswith("place."):
                out[tables.activity_place].append((number, terms[name[6:]]))
            elif name.startswith(_TAGS):
                tags.append(name)
    tags += [f"{name}.{fields[name]}" for name in ("venue", "occasion") if _text(fields, name)]
    words = [title, *[_text(fields, name) for name in ("venue_text", "partner_text", "notes")]]
    out[tables.activity].append(
        (
            number,
            terms[subject.office],
            start,
            end,
            *[terms[_text(fields, name)] for name in ("kind", "level", "role")],
            int(fields.get("integrated") is True),
            terms[_text(fields, "status") or "done"],
            terms[_text(fields, "task")],
            *[_count(fields, name) for name in _COUNTED],
            title,
            sort_key(title)[:SORT_LENGTH],
            fold(" ".join(words)),
            f" {' '.join(sorted(tags))} ",
        )
    )
    return ""


def _measure(number: int, terms: dict[str, int], name: str, value: Value) -> tuple[Any, ...] | None:
    if isinstance(value, bool) or value is None or value == "":
        return None
    if isinstance(value, int):
        return (number, terms[name], value, None) if value >= 0 else None
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return None
    return (number, terms[name], None, value) if amount.is_finite() and amount >= 0 else None


def _return(subject: Subject, fields: Fields, _newest: Op, terms: dict[str, int], out: Rows) -> str:
    form, period = _text(fields, "form"), _text(fields, "period")
    if subject.uid != return_id(subject.office, form, period):
        return "id"
    out[tables.return_state].append(
        (
            subject.number,
            terms[subject.office],
            terms[form],
            terms[period],
            _text(fields, "state") or "draft",
            _text(fields, "note"),
        )
    )
    return ""


def _row(subject: Subject, fields: Fields, _newest: Op, terms: dict[str, int], out: Rows) -> str:
    form, period, place = (_text(fields, name) for name in ("form", "period", "place"))
    if subject.uid != return_row_id(subject.office, form, period, place):
        return "id"
    number, notes = subject.number, None
    cells = out[tables.cell]
    first = len(cells)
    for name, value in fields.items():
        if value.__class__ is int:
            cells.append((number, terms[name], value, NUMBER, None))
        elif name in _SHEET or value is None:
            continue
        elif name.endswith(_NOTE):
            notes = notes or {}
            notes[name.removesuffix(_NOTE)] = value
        elif state := _MARKS.get(str(value), ODD):
            cells.append((number, terms[name], None, state, None))
    if notes:
        _annotate(number, cells, first, {terms[name]: str(said) for name, said in notes.items()})
    out[tables.sheet].append(
        (number, terms[subject.office], terms[form], terms[period], terms[place])
    )
    return ""


def _annotate(number: int, cells: list[tuple[Any, ...]], first: int, notes: dict[int, str]) -> None:
    for at in range(first, len(cells)):
        said = notes.pop(cells[at][1], None)
        if said:
            cells[at] = (*cells[at][:4], said)
    cells += [(number, indicator, None, BLANK, said) for indicator, said in notes.items() if said]


def _narrative(
    subject: Subject, fields: Fields, _newest: Op, terms: dict[str, int], out: Rows
) -> str:
    period, section = _text(fields, "period"), _text(fields, "section")
    if subject.uid != derived_id("narrative", subject.office, period, section):
        return "id"
    out[tables.narrative].append(
        (subject.number, terms[subject.office], terms[period], section, _text(fields, "text"))
    )
    return ""


def _submission(
    subject: Subject, fields: Fields, newest: Op, terms: dict[str, int], out: Rows
) -> str:
    out[tables.submission].append(
        (
            subject.number,
            terms[subject.office],
            terms[_text(fields, "period")],
            terms[newest.device],
            int(newest.head.h[:12], 16),
            canonical(dict(fields)).decode(),
        )
    )
    return ""


def _entry(subject: Subject, fields: Fields, _newest: Op, terms: dict[str, int], out: Rows) -> str:
    out[tables.entry].append(
        (
            subject.number,
            terms[subject.kind],
            terms[subject.office],
            _text(fields, "register"),
            canonical(dict(fields)).decode(),
        )
    )
    return ""


def _line(subject: Subject, fields: Fields, newest: Op, terms: dict[str, int], out: Rows) -> str:
    spec = registers.of(fields)
    if spec is None:
        return _entry(subject, fields, newest, terms, out)
    words = [_text(fields, one.id) for one in spec.fields if one.kind in registers.WORDS]
    title, periods = spec.title_of(fields), sorted(registers.reviewed_in(fields))
    out[tables.register_line].append(
        (
            subject.number,
            terms[subject.office],
            terms[spec.id],
            terms[spec.type_of(fields)],
            terms[(_text(fields, registers.STATUS) or registers.ACTIVE) if spec.states else ""],
            terms[_text(fields, "place")],
            _text(fields, spec.day),
            f" {' '.join(periods)} ",
            sort_key(title)[:SORT_LENGTH],
            fold(" ".join(words)),
        )
    )
    return _entry(subject, fields, newest, terms, out)


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _count(fields: Fields, name: str) -> int | None:
    value = fields.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        return None
    return value


def _day(fields: Fields, name: str) -> str | None:
    said = _text(fields, name)
    try:
        return date.fromisoformat(said).isoformat() if said else None
    except ValueError:
        return None


Shape: TypeAlias = Callable[[Subject, Fields, Op, dict[str, int], Rows], str]
SHAPES: Final[Mapping[str, Shape]] = {
    "activity": _activity,
    "return": _return,
    "row": _row,
    "narrative": _narrative,
    "submission": _submission,
    registers.ENTRY: _line,
}
GENERIC: Final = frozenset(
    {"evidence", "sendback", "paper", "excuse", "decision", "lock", "redact"}
)
KINDS: Final = frozenset(SHAPES) | GENERIC
OWN_TABLES: Final[Mapping[str, tuple[Table, ...]]] = {
    "activity": (tables.activity, tables.activity_place, tables.activity_measure),
    "return": (tables.return_state,),
    "row": (tables.sheet, tables.cell),
    "narrative": (tables.narrative,),
    "submission": (tables.submission,),
    registers.ENTRY: (tables.entry, tables.register_line),
}


def tables_of(kind: str) -> tuple[Table, ...]:
    """The typed tables a record of this kind stands in."""
    return OWN_TABLES.get(kind, (tables.entry,))
