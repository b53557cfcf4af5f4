"""What of a line is written, into which stream, and what is new in a form that is saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from gbdesk.domain import registers
from gbdesk.domain.activities import WARNING, FieldProblem
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.entries import check_entry
from gbdesk.domain.ids import derived_id
from gbdesk.domain.merge import CREATE, PUT
from gbdesk.domain.names import fold
from gbdesk.domain.ops import Fields, Value
from gbdesk.domain.refusals import Refused
from gbdesk.domain.registers import ACTIVE, CODE, ENTRY, HERE, REGISTER, REVIEWED, STATUS, Register
from gbdesk.store import lines
from gbdesk.store.lines import EntryQuery
from gbdesk.store.oplog import Draft, differs

if TYPE_CHECKING:
    from sqlalchemy import Connection

OF: Final = "of"
MOST_PLACES: Final = 200


def begun(spec: Register) -> Fields:
    """What a line is unless it says otherwise: of its register, active."""
    return {REGISTER: spec.id, **({STATUS: ACTIVE} if spec.states else {})}


def looked_at(spec: Register, period: str | None, day: date) -> Fields:
    """What says that a line was confirmed in a period."""
    if not period or not spec.states:
        return {}
    return {REVIEWED + period: day.isoformat()}


def places_named(catalogue: Catalogue, text: str) -> tuple[str, ...]:
    """The places whose names hold every word typed."""
    words = fold(text).split()
    if not words:
        return ()
    every = catalogue.places.values()
    named = [one.id for one in every if all(word in fold(one.name) for word in words)]
    return tuple(named[:MOST_PLACES])


def problems_of(
    catalogue: Catalogue, db: Connection, line: tuple[str, str | None], values: Fields
) -> tuple[FieldProblem, ...]:
    """Everything to be said about a line (office, id), that another one is called the same too."""
    (office, ident), spec = line, registers.register(str(values.get(REGISTER)))
    found = check_entry(spec, values, catalogue)
    title = spec.title_of(values)
    same = lines.rows(db, lines.named(db, spec.id, office, title)) if title else []
    if any(one.id != ident and _is_twin(spec, one.fields, values) for one in same):
        field = next(name for name in spec.title if values.get(name))
        found += (FieldProblem(field=field, severity=WARNING, code="entry.same"),)
    return found


def _is_twin(spec: Register, one: Mapping[str, Value], other: Mapping[str, Value]) -> bool:
    names = ["place", spec.type] if spec.states else ["place", spec.type, spec.day]
    return all(one.get(name) == other.get(name) for name in names)


def here_of(db: Connection) -> dict[str, Fields]:
    """By line: what only this PC knows about it."""
    return {
        ident: {name: said for name, said in fields.items() if name not in {REGISTER, OF}}
        for ident, fields in lines.kept_here(db).items()
    }


def both(
    spec: Register, key: tuple[str, str], before: Fields, whole: Fields
) -> tuple[list[Draft], list[Draft]]:
    """What is written of a line (office, id) for everybody, and what stays on this PC.

    Raises:
        Refused: what stayed on this PC so far would leave it, or the reverse: it may have left.
    """
    office, ident = key
    inside = {one.id for one in spec.fields if one.stays_here(whole)}
    if before and inside != {one.id for one in spec.fields if one.stays_here(before)}:
        raise Refused("entry.kept_here")
    changed = {name: value for name, value in whole.items() if differs(before.get(name), value)}
    shared = {name: value for name, value in changed.items() if name not in inside}
    kept = {name: value for name, value in changed.items() if name in inside}
    drafts = [
        Draft(
            entity=ENTRY,
            kind=PUT if before else CREATE,
            record=ident,
            office=office,
            fields=shared,
        )
    ]
    if not kept:
        return drafts, []
    fields: Fields = {REGISTER: HERE, OF: ident, **kept}
    record = derived_id(HERE, office, ident)
    return drafts, [Draft(entity=ENTRY, kind=PUT, record=record, office=office, fields=fields)]


def next_code(db: Connection, spec: Register, office: str, values: Mapping[str, Value]) -> str:
    """The next free code of lines of this type, empty where they have none."""
    field = next((one for one in spec.applying(values) if one.kind == CODE), None)
    prefix = (field.prefix or {}).get(spec.type_of(values)) if field else None
    if field is None or prefix is None:
        return ""
    asked = EntryQuery(register=spec.id, offices=(office,))
    codes = (str(row.fields.get(field.id)) for row in lines.rows(db, lines.keys(db, asked)))
    begins = f"{prefix}-"
    used = [one.removeprefix(begins) for one in codes if one.startswith(begins)]
    number = max((int(one) for one in used if one.isdecimal()), default=0) + 1
    return f"{begins}{number:02d}"
