"""What a line of a register must say: checks for the form, and what keeps a line from counting.

A field that does not apply to a line says nothing: a shelter and a private trusted address are a
code (`decisions.md` 16).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from gbdesk.domain.activities import (
    ERROR,
    MISSING,
    WARNING,
    FieldFix,
    FieldProblem,
    public_words,
)
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.dates import read_iso
from gbdesk.domain.names import nfc, nfc_lines
from gbdesk.domain.numbers import group
from gbdesk.domain.ops import Fields, Value
from gbdesk.domain.pii import ADDRESS, find_personal
from gbdesk.domain.registers import (
    ACTIVE,
    CHOICE,
    CODE,
    COUNT,
    DAY,
    LONG,
    PLACE,
    SINCE,
    STATES,
    STATUS,
    STATUS_DAY,
    STATUS_REASON,
    TEXT,
    Field,
    Register,
)
from gbdesk.domain.registers import PHONE as TELEPHONE

REASON_MOST: Final = 300
LARGEST: Final = 999_999_999_999
EARLIEST: Final = 1945
_CODE: Final = re.compile(r"[A-Z]{1,6}-?[0-9]{1,6}")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_PHONE: Final = re.compile(r"\+?[0-9](?:[ .-]?[0-9]){2,14}")


def tidy(spec: Register, values: Mapping[str, Value]) -> Fields:
    """The values as they are recorded: NFC, trimmed, empty text as nothing."""
    kept: Fields = {}
    for name, value in values.items():
        if isinstance(value, str):
            field = spec.by_id.get(name)
            said = nfc_lines(value) if field and field.kind == LONG else nfc(value)
            kept[name] = (said.upper() if field and field.kind == CODE else said) or None
        else:
            kept[name] = value
    return kept


def fitted(spec: Register, values: Mapping[str, Value]) -> Fields:
    """The same with nothing in the fields that do not apply."""
    idle = {one.id for one in spec.fields if not one.applies(values)}
    if spec.is_quiet(values) or (values.get(STATUS) or ACTIVE) == ACTIVE:
        idle.add(STATUS_REASON)
    return {name: None if name in idle else value for name, value in values.items()}


def check_entry(
    spec: Register, values: Mapping[str, Value], catalogue: Catalogue
) -> tuple[FieldProblem, ...]:
    """Everything to be said about a line, in the order of the form."""
    found: list[FieldProblem] = []
    for field in spec.applying(values):
        found += _said(field, values.get(field.id), catalogue)
        found += _personal(field.id, field.kind, values, catalogue)
    found += _limits(spec, values)
    if spec.states:
        found += _status(values)
        found += _personal(STATUS_REASON, LONG, values, catalogue)
    return tuple(found)


def fault(spec: Register, values: Mapping[str, Value], catalogue: Catalogue) -> str | None:
    """The field that keeps a line that came in from counting, None where it counts.

    A field that does not apply or that stays on its PC must say nothing; texts may be erased.
    """
    for field in spec.fields:
        value = values.get(field.id)
        if value is None:
            if field.required and field.applies(values):
                return field.id
        elif not _may_stand(field, values) or (
            field.kind != TELEPHONE and _wrong(field, value, catalogue)
        ):
            return field.id
    if values.get(STATUS_REASON) is not None and spec.is_quiet(values):
        return STATUS_REASON
    problems = (*_limits(spec, values), *(_status(values) if spec.states else ()))
    return next((one.field for one in problems if one.severity == ERROR), None)


def _may_stand(field: Field, values: Mapping[str, Value]) -> bool:
    return field.always or (field.applies(values) and not field.stays_here(values))


def lacking(spec: Register, values: Mapping[str, Value]) -> tuple[Field, ...]:
    """What a line does not say yet."""
    return tuple(
        one
        for one in spec.applying(values)
        if (one.wanted or one.required) and values.get(one.id) is None
    )


def _said(field: Field, value: Value, catalogue: Catalogue) -> Iterator[FieldProblem]:
    facts = {"label": field.name, "most": field.most}
    if value is None or value == "":
        if field.required or field.wanted:
            severity = ERROR if field.required else MISSING
            yield FieldProblem(
                field=field.id, severity=severity, code="entry.required", facts=facts
            )
    elif code := _wrong(field, value, catalogue):
        facts["typed"] = value
        yield FieldProblem(field=field.id, severity=ERROR, code=f"entry.{code}", facts=facts)


def _wrong(field: Field, value: Value, catalogue: Catalogue) -> str:
    """What is wrong with a value, as a word; empty where nothing is."""
    if field.kind == COUNT:
        right = value.__class__ is int and 0 <= _whole(value) <= LARGEST
        return "" if right else "number"
    if not isinstance(value, str):
        return "text"
    return _wrong_text(field, value, catalogue)


def _wrong_text(field: Field, value: str, catalogue: Catalogue) -> str:
    kind = field.kind
    if kind in {TEXT, LONG}:
        return "long" if len(value) > field.most else ""
    return "" if _RIGHT[kind](field, value, catalogue) else kind


def _is_year(said: str) -> bool:
    return bool(_YEAR.fullmatch(said)) and int(said) >= EARLIEST


def _whole(value: Value) -> int:
    return value if isinstance(value, int) else -1


def _day(said: Value) -> date | None:
    try:
        return read_iso(said)
    except ValueError:
        return None


_RIGHT: Final[Mapping[str, Callable[[Field, str, Catalogue], bool]]] = {
    CHOICE: lambda field, value, catalogue: value in field.options(catalogue),
    PLACE: lambda _field, value, catalogue: value in catalogue.places,
    DAY: lambda _field, value, _catalogue: bool(_day(value)),
    SINCE: lambda _field, value, _catalogue: _is_year(value) or bool(_day(value)),
    CODE: lambda _field, value, _catalogue: bool(_CODE.fullmatch(value)),
    TELEPHONE: lambda _field, value, _catalogue: bool(_PHONE.fullmatch(value)),
}


def _limits(spec: Register, values: Mapping[str, Value]) -> Iterator[FieldProblem]:
    for name, limit in spec.limits:
        part, whole = values.get(name), values.get(limit)
        if not isinstance(part, int) or not isinstance(whole, int) or part <= whole:
            continue
        facts = {
            "part": group(part),
            "whole": group(whole),
            "part_label": spec.by_id[name].name,
            "whole_label": spec.by_id[limit].name,
        }
        swap = FieldFix(code="swap_numbers", set={name: whole, limit: part}, facts=facts)
        yield FieldProblem(
            field=name, severity=ERROR, code="entry.part", facts=facts, fixes=(swap,)
        )


def _status(values: Mapping[str, Value]) -> Iterator[FieldProblem]:
    status, day = values.get(STATUS) or ACTIVE, values.get(STATUS_DAY)
    if status not in STATES:
        yield FieldProblem(field=STATUS, severity=ERROR, code="entry.status")
    if day is not None and not _day(day):
        facts = {"typed": day}
        yield FieldProblem(field=STATUS_DAY, severity=ERROR, code="entry.day", facts=facts)
    elif day is None and status != ACTIVE:
        yield FieldProblem(field=STATUS_DAY, severity=ERROR, code="entry.status_day")
    reason = values.get(STATUS_REASON)
    if isinstance(reason, str) and len(reason) > REASON_MOST:
        facts = {"most": REASON_MOST}
        yield FieldProblem(field=STATUS_REASON, severity=ERROR, code="entry.long", facts=facts)


def _personal(
    name: str, kind: str, values: Mapping[str, Value], catalogue: Catalogue
) -> Iterator[FieldProblem]:
    """Traces of persons (M20). A hamlet names where a club meets; in notes somebody may live there.

    The telephone of a body is its own field, and public.
    """
    text = values.get(name)
    if kind not in {TEXT, LONG} or not isinstance(text, str) or not find_personal(text):
        return
    for hit in find_personal(text, public_words(catalogue)):
        if kind == LONG or hit.kind != ADDRESS:
            facts, code = {"start": hit.start, "end": hit.end}, f"personal.{hit.kind}"
            yield FieldProblem(field=name, severity=WARNING, code=code, facts=facts)
