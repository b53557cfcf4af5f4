"""What an activity must say: checks with one-click corrections, and what is still missing.

An `error` keeps it from being recorded, a `warning` may be kept as it is, `missing` may follow
later and shows as the status of the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as given
from datetime import date
from itertools import chain
from typing import Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_parts import Kind
from gbdesk.domain.dates import read_iso, short
from gbdesk.domain.names import nfc, nfc_lines
from gbdesk.domain.numbers import group
from gbdesk.domain.ops import Fields, Value
from gbdesk.domain.periods import Period
from gbdesk.domain.pii import ADDRESS, find_personal
from gbdesk.domain.places import bare_name

ERROR: Final = "error"
WARNING: Final = "warning"
MISSING: Final = "missing"

DONE: Final = "done"
PLANNED: Final = "planned"
COMPLETE: Final = "complete"

TITLE_MOST: Final = 200
NOTES_MOST: Final = 2000
UNUSUAL_FROM: Final = 500
UNUSUAL_TIMES: Final = 3
MEASURE: Final = "measure."
PLACE: Final = "place."
AUDIENCE_MEASURES: Final = ("attendees", "viewers", "readers")
DECIMALS: Final = frozenset({"area"})
LONG_TEXTS: Final = frozenset({"notes"})
SCANNED: Final = ("title", "venue_text", "partner_text", "funding", "notes")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFix:
    """A correction a click can make: the fields to set; `code` names its words."""

    code: str
    set: Mapping[str, Value]
    facts: Mapping[str, object] = given(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldProblem:
    """Something about one field, told under it; `code` names its words."""

    field: str
    severity: str
    code: str
    facts: Mapping[str, object] = given(default_factory=dict)
    fixes: tuple[FieldFix, ...] = ()


def tidy(values: Mapping[str, Value]) -> Fields:
    """The values as they are recorded: NFC, trimmed, empty text as nothing, points in decimals."""
    kept: Fields = {}
    for name, value in values.items():
        if not isinstance(value, str):
            kept[name] = value
            continue
        said = nfc_lines(value) if name in LONG_TEXTS else nfc(value)
        if name.removeprefix(MEASURE) in DECIMALS:
            said = said.replace(",", ".")
        kept[name] = said or None
    return kept


def check_activity(
    values: Mapping[str, Value],
    catalogue: Catalogue,
    period: Period | None = None,
    *,
    highest: int | None = None,
) -> tuple[FieldProblem, ...]:
    """Everything to be said about these values, in the order of the form.

    `highest` is the largest attendance recorded before, for what is out of the usual.
    """
    return (
        *_title(values),
        *_dates(values, period),
        *_kind(values, catalogue),
        *_places(values),
        *_numbers(values, catalogue, highest),
        *_absent(values, catalogue),
        *_texts(values, catalogue),
    )


def first_error(values: Mapping[str, Value], catalogue: Catalogue) -> FieldProblem | None:
    """What keeps these values from counting; the checks that never do are left out."""
    first = chain(_title(values), _dates(values, None), _kind(values, catalogue))
    rest = chain(_amounts(values, catalogue), _long_notes(values))
    return next((found for found in chain(first, rest) if found.severity == ERROR), None)


def is_blocking(problems: tuple[FieldProblem, ...]) -> bool:
    """Whether one of these keeps the activity from being recorded."""
    return any(problem.severity == ERROR for problem in problems)


def status_of(fields: Mapping[str, Value], catalogue: Catalogue) -> str:
    """`planned`, `missing` or `complete`."""
    if fields.get("status") == PLANNED:
        return PLANNED
    return MISSING if missing_of(fields, catalogue) else COMPLETE


def missing_of(fields: Mapping[str, Value], catalogue: Catalogue) -> tuple[str, ...]:
    """What a done activity does not say yet: measure ids, `places`."""
    if fields.get("status") == PLANNED:
        return ()
    found = () if places_of(fields) else ("places",)
    kind = catalogue.kinds.get(str(fields.get("kind") or ""))
    if kind is None:
        return found
    wanted = required_of(kind, catalogue)
    return (*found, *(name for name in wanted if fields.get(MEASURE + name) is None))


def required_of(kind: Kind, catalogue: Catalogue) -> tuple[str, ...]:
    """The measures an activity of a kind needs: those not optional, and whom it reached."""
    known = catalogue.measures
    needed = [name for name in kind.measures if name in known and not known[name].optional]
    reached = [name for name in kind.measures if name in AUDIENCE_MEASURES][:1]
    return tuple(dict.fromkeys((*needed, *reached)))


def places_of(fields: Mapping[str, Value]) -> tuple[str, ...]:
    """The ids of the places ticked."""
    return tuple(
        name.removeprefix(PLACE)
        for name, value in fields.items()
        if name.startswith(PLACE) and value is True
    )


def days_of(fields: Mapping[str, Value]) -> tuple[date, date] | None:
    """First and last day, None where there is no valid first day."""
    start = _day(fields.get("start"))
    if start is None:
        return None
    end = _day(fields.get("end"))
    return start, max(start, end) if end else start


def _day(value: Value | None) -> date | None:
    try:
        return read_iso(value)
    except ValueError:
        return None


def _title(values: Mapping[str, Value]) -> Iterator[FieldProblem]:
    title = values.get("title")
    if not isinstance(title, str) or not title.strip():
        yield FieldProblem(field="title", severity=ERROR, code="activity.title")
    elif len(title) > TITLE_MOST:
        facts = {"length": len(title), "most": TITLE_MOST}
        yield FieldProblem(field="title", severity=ERROR, code="activity.title_long", facts=facts)


def _dates(values: Mapping[str, Value], period: Period | None) -> Iterator[FieldProblem]:
    given_start, given_end = values.get("start"), values.get("end")
    start, end = _day(given_start), _day(given_end)
    if start is None:
        code = "activity.date" if given_start else "activity.start"
        yield FieldProblem(field="start", severity=ERROR, code=code, facts={"typed": given_start})
        return
    if given_end and end is None:
        facts = {"typed": given_end}
        yield FieldProblem(field="end", severity=ERROR, code="activity.date", facts=facts)
    elif end is not None and end < start:
        swap = FieldFix(code="swap_dates", set={"start": given_end, "end": given_start})
        yield FieldProblem(field="end", severity=ERROR, code="activity.end_first", fixes=(swap,))
    if period is not None and not period.contains(start):
        facts = {"date": short(start), "period": period.title}
        yield FieldProblem(
            field="start", severity=WARNING, code="activity.outside_period", facts=facts
        )


def _kind(values: Mapping[str, Value], catalogue: Catalogue) -> Iterator[FieldProblem]:
    if str(values.get("kind") or "") not in catalogue.kinds:
        yield FieldProblem(field="kind", severity=ERROR, code="activity.kind")


def _places(values: Mapping[str, Value]) -> Iterator[FieldProblem]:
    if not places_of(values):
        yield FieldProblem(field="places", severity=MISSING, code="activity.places")


def _amounts(values: Mapping[str, Value], catalogue: Catalogue) -> Iterator[FieldProblem]:
    for name, value in values.items():
        if name.startswith(MEASURE) and value is not None and not _is_amount(name, value):
            yield FieldProblem(field=name, severity=ERROR, code="activity.number")
    for name, limit in catalogue.limits:
        yield from _at_most(values, catalogue, name, limit)


def _numbers(
    values: Mapping[str, Value], catalogue: Catalogue, highest: int | None
) -> Iterator[FieldProblem]:
    yield from _amounts(values, catalogue)
    attendees = values.get(MEASURE + "attendees")
    if (
        isinstance(attendees, int)
        and highest is not None
        and attendees >= UNUSUAL_FROM
        and attendees > UNUSUAL_TIMES * highest
    ):
        yield FieldProblem(
            field=MEASURE + "attendees",
            severity=WARNING,
            code="activity.unusual",
            facts={"value": group(attendees), "highest": group(highest)},
        )


def _is_amount(name: str, value: Value) -> bool:
    if value.__class__ is int:
        return value >= 0
    if name.removeprefix(MEASURE) in DECIMALS and isinstance(value, str):
        whole, _, part = value.replace(",", ".").partition(".")
        return whole.isascii() and whole.isdecimal() and (not part or part.isdecimal())
    return False


def _at_most(
    values: Mapping[str, Value], catalogue: Catalogue, name: str, limit: str
) -> Iterator[FieldProblem]:
    part, whole = values.get(MEASURE + name), values.get(MEASURE + limit)
    if not isinstance(part, int) or not isinstance(whole, int) or part <= whole:
        return
    facts = {
        "part": group(part),
        "whole": group(whole),
        "part_label": catalogue.measures[name].name,
        "whole_label": catalogue.measures[limit].name,
    }
    swap = FieldFix(
        code="swap_numbers", set={MEASURE + name: whole, MEASURE + limit: part}, facts=facts
    )
    yield FieldProblem(
        field=MEASURE + name,
        severity=ERROR,
        code="activity.women" if (name, limit) == ("women", "attendees") else "activity.part",
        facts=facts,
        fixes=(swap,),
    )


def _absent(values: Mapping[str, Value], catalogue: Catalogue) -> Iterator[FieldProblem]:
    kind = catalogue.kinds.get(str(values.get("kind") or ""))
    for name in missing_of(values, catalogue):
        measure = catalogue.measures.get(name)
        if kind is None or measure is None:
            continue
        facts = {"kind": kind.name, "measure": measure.name, "unit": kind.unit}
        code, field = "activity.measure", MEASURE + name
        yield FieldProblem(field=field, severity=MISSING, code=code, facts=facts)


def _long_notes(values: Mapping[str, Value]) -> Iterator[FieldProblem]:
    notes = values.get("notes")
    if isinstance(notes, str) and len(notes) > NOTES_MOST:
        facts = {"length": len(notes), "most": NOTES_MOST}
        yield FieldProblem(field="notes", severity=ERROR, code="activity.notes_long", facts=facts)


def _texts(values: Mapping[str, Value], catalogue: Catalogue) -> Iterator[FieldProblem]:
    """Traces of persons. A hamlet is where something was held; in notes somebody may live there."""
    yield from _long_notes(values)
    for name in SCANNED:
        text = values.get(name)
        if not isinstance(text, str) or not find_personal(text):
            continue
        for hit in find_personal(text, public_words(catalogue)):
            if name == "notes" or hit.kind != ADDRESS:
                facts, code = {"start": hit.start, "end": hit.end}, f"personal.{hit.kind}"
                yield FieldProblem(field=name, severity=WARNING, code=code, facts=facts)


def public_words(catalogue: Catalogue) -> frozenset[str]:
    """Names of places and bodies: never a trace of a person."""
    places = {bare_name(place.name) for place in catalogue.places.values()}
    return frozenset(places | {office.name for office in catalogue.offices.values()})
