"""The fields of a register as a form shows them, and the way back to what is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from gbdesk.domain import registers
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.dates import parse_date
from gbdesk.domain.ops import Value
from gbdesk.domain.registers import ACTIVE, STATES, STATUS, STATUS_DAY, STATUS_REASON, Register
from gbdesk.services.entry_rows import STATE_WORDS, day_label
from gbdesk.text import say, translate
from gbdesk.ui.forms import fields
from gbdesk.ui.forms.fields import FieldSpec, Option

_KINDS: Final = {
    registers.TEXT: fields.TEXT,
    registers.LONG: fields.LINES,
    registers.CODE: fields.TEXT,
    registers.PHONE: fields.TEXT,
    registers.SINCE: fields.TEXT,
    registers.COUNT: fields.COUNT,
    registers.DAY: fields.DATE,
    registers.CHOICE: fields.CHOICE,
    registers.PLACE: fields.CHOICE,
}
_NARROW: Final = frozenset(
    {registers.CODE, registers.SINCE, registers.COUNT, registers.DAY, registers.PHONE}
)
_HALVES: Final = frozenset({"place", "hamlet", "meets", "number", "sign", "decision"})
YEAR: Final = 4


def specs_of(spec: Register, catalogue: Catalogue, office: str, day: date) -> tuple[FieldSpec, ...]:
    """Every field of a register, with its state at the end."""
    found = [_spec(one, catalogue, office, day) for one in spec.fields]
    if spec.states:
        found += _state()
    return tuple(found)


def _spec(one: registers.Field, catalogue: Catalogue, office: str, day: date) -> FieldSpec:
    return FieldSpec(
        key=one.id,
        label=one.name,
        kind=_KINDS[one.kind],
        span=6 if one.kind in _NARROW or one.id in _HALVES else 12,
        options=_options(one, catalogue, office, day),
        hint=_hint(one.kind),
    )


def _options(
    one: registers.Field, catalogue: Catalogue, office: str, day: date
) -> tuple[Option, ...]:
    if one.kind == registers.PLACE:
        places = catalogue.places_of(office, day)
        return tuple(Option(place.id, place.name) for place in places)
    if one.kind != registers.CHOICE:
        return ()
    return tuple(Option(each.id, each.name) for each in one.options(catalogue).values())


def _hint(kind: str) -> str:
    if kind == registers.SINCE:
        return translate("Registers", "2019 or 15/3/2024")
    if kind == registers.LONG:
        return translate("Registers", "No names, addresses or telephone numbers")
    return translate("Registers", "Type to find") if kind == registers.CHOICE else ""


def _state() -> list[FieldSpec]:
    states = tuple(Option(one, say(STATE_WORDS[one])) for one in STATES)
    return [
        FieldSpec(
            key=STATUS,
            label=translate("Registers", "State"),
            kind=fields.CHOICE,
            options=states,
            span=6,
        ),
        FieldSpec(key=STATUS_DAY, label=translate("Registers", "Since"), kind=fields.DATE, span=6),
        FieldSpec(key=STATUS_REASON, label=translate("Registers", "Why"), kind=fields.TEXT),
    ]


def shown_keys(spec: Register, values: Mapping[str, Value]) -> list[str]:
    """The fields a line with these values has."""
    shown = [one.id for one in spec.applying(values)]
    if not spec.states:
        return shown
    shown.append(STATUS)
    if (values.get(STATUS) or ACTIVE) != ACTIVE:
        shown.append(STATUS_DAY)
        shown += [] if spec.is_quiet(values) else [STATUS_REASON]
    return shown


def to_form(spec: Register, stored: Mapping[str, Value]) -> dict[str, Any]:
    """Stored fields as the form shows them."""
    shown: dict[str, Any] = dict(stored)
    for one in spec.fields:
        if one.kind == registers.SINCE and stored.get(one.id):
            shown[one.id] = day_label(stored[one.id])
    return shown


def to_fields(spec: Register, shown: Mapping[str, Any], today: date) -> dict[str, Value]:
    """What the form holds as fields."""
    kept: dict[str, Value] = {}
    for name, value in shown.items():
        field = spec.by_id.get(name)
        is_since = field is not None and field.kind == registers.SINCE
        kept[name] = _since(value, today) if is_since and isinstance(value, str) else value
    return kept


def _since(text: str, today: date) -> str:
    """A year as it is, a day as it is stored, anything else to be complained about."""
    said = text.strip()
    if len(said) == YEAR and said.isdecimal():
        return said
    day = parse_date(said, today)
    return day.isoformat() if day else said


def type_options(spec: Register, catalogue: Catalogue) -> Sequence[Option]:
    """The types to narrow a list by."""
    found = spec.by_id[spec.type].options(catalogue)
    return [Option(one.id, one.name) for one in found.values()]
