"""Lines of registers as lists show them: labels, state, review, and whether they were sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gbdesk.domain import registers
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.dates import read_iso, short
from gbdesk.domain.entries import lacking
from gbdesk.domain.ops import Fields, Value
from gbdesk.domain.registers import ACTIVE, DISSOLVED, PAUSED, REVIEWED, Field, Register
from gbdesk.services.labels import office_name, value_label
from gbdesk.store.lines import EntryLine
from gbdesk.text import mark, say, translate

STATE_WORDS: Final = {
    ACTIVE: mark("Entries", "Active"),
    PAUSED: mark("Entries", "Paused"),
    DISSOLVED: mark("Entries", "Dissolved"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One line in a list; `fields` is all it says, what stays on this PC with it.

    `reviewed_label` is the day it was last looked at, `lacking_label` the first thing it does not
    say, `is_guarded` that it is a code of which no place is ever told.
    """

    key: int
    id: str
    office: str
    office_label: str
    register: str
    title: str
    type: str
    type_label: str
    place: str
    place_label: str
    day_label: str
    status: str
    status_label: str
    reviewed: tuple[str, ...]
    reviewed_label: str
    lacking_label: str
    is_guarded: bool
    fields: Fields
    sent: bool

    def label(self, catalogue: Catalogue, name: str) -> str:
        """A field as a person reads it; empty where it says nothing."""
        value = self.fields.get(name)
        return "" if value is None else value_label(catalogue, registers.ENTRY, name, value)


def row_of(
    catalogue: Catalogue, stored: EntryLine, here: Mapping[str, Value], exported: int | None
) -> EntryRow:
    """A line of the store in words; `exported` is the last op sent, None where nothing is sent."""
    spec = registers.register(stored.register)
    fields: Fields = {**stored.fields, **here}
    types = spec.by_id[spec.type].options(catalogue)
    kind, place = spec.type_of(fields), str(fields.get("place") or "")
    status = str(fields.get(registers.STATUS) or ACTIVE) if spec.states else ""
    absent = _absent(spec, fields, at_hub=exported is None)
    return EntryRow(
        key=stored.key,
        id=stored.id,
        office=stored.office,
        office_label=office_name(catalogue, stored.office),
        register=spec.id,
        title=spec.title_of(fields),
        type=kind,
        type_label=types[kind].name if kind in types else kind,
        place=place,
        place_label=catalogue.places[place].name if place in catalogue.places else "",
        day_label=day_label(fields.get(spec.day)),
        status=status,
        status_label=status_label(fields) if status else "",
        reviewed=registers.reviewed_in(fields),
        reviewed_label=_reviewed_label(fields),
        lacking_label=absent[0].name if absent else "",
        is_guarded=_is_guarded(spec, fields),
        fields=fields,
        sent=exported is not None and stored.last_own <= exported,
    )


def day_label(said: Value) -> str:
    """A day as `05/03/2024`, a year as it is."""
    day = read_iso(said) if isinstance(said, str) and len(said) > len("2024") else None
    return short(day) if day else str(said or "")


def status_label(fields: Mapping[str, Value]) -> str:
    """The state of a line, with the day where it is not simply active."""
    status = str(fields.get(registers.STATUS) or ACTIVE)
    word, day = say(STATE_WORDS.get(status, STATE_WORDS[ACTIVE])), fields.get(registers.STATUS_DAY)
    if status == ACTIVE or not day:
        return word
    return translate("Entries", "{state} since {day}", state=word, day=day_label(day))


def _absent(spec: Register, fields: Mapping[str, Value], *, at_hub: bool) -> list[Field]:
    """What a line does not say yet; at the hub what never leaves the unit's PC is not missed."""
    found = lacking(spec, fields)
    return [one for one in found if not (at_hub and one.stays_here(fields))]


def _is_guarded(spec: Register, fields: Mapping[str, Value]) -> bool:
    return any(one.stays_here(fields) for one in spec.fields)


def _reviewed_label(fields: Mapping[str, Value]) -> str:
    days = [said for name, said in fields.items() if name.startswith(REVIEWED) and said]
    return day_label(max(map(str, days))) if days else ""
