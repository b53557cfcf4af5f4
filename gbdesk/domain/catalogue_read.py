"""Reading a catalogue from its signed dictionary, and seeing that it agrees with itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from gbdesk.domain import catalogue_parts as parts
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.forms import read_form
from gbdesk.domain.periods import Period
from gbdesk.domain.places import Alias, Place, Succession
from gbdesk.domain.refusals import Refused

T = TypeVar("T")
Raw = Mapping[str, Any]


def read_catalogue(raw: Raw) -> Catalogue:
    """Read a release.

    Raises:
        Refused: "catalogue.shape" where it is not one, or what `validate` says.
    """
    try:
        found = _read(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refused("catalogue.shape", detail=str(error)) from error
    validate(found)
    return found


def _read(raw: Raw) -> Catalogue:
    return Catalogue(
        number=int(raw["number"]),
        title=raw["title"],
        title_en=raw["title_en"],
        sample=bool(raw["sample"]),
        world=raw["world"],
        hub=parts.HubFacts(**raw["hub"]),
        words={key: (pair[0], pair[1]) for key, pair in raw["words"].items()},
        places=_by_id(raw["places"], _place),
        succession=tuple(Succession(**entry) for entry in raw["succession"]),
        aliases=tuple(Alias(**entry) for entry in raw["aliases"]),
        offices=_by_id(raw["offices"], _dated(parts.Office)),
        duties=tuple(_duty(entry) for entry in raw["duties"]),
        forms={entry["id"]: read_form(entry) for entry in raw["forms"]},
        bindings=tuple((form, period) for form, period in raw["bindings"]),
        periods=_by_id(raw["periods"], _period),
        kinds=_by_id(raw["kinds"], _kind),
        measures=_by_id(raw["measures"], _plain(parts.Measure)),
        topics=_by_id(raw["topics"], _plain(parts.Choice)),
        themes=_by_id(raw["themes"], _plain(parts.Choice)),
        audiences=_by_id(raw["audiences"], _plain(parts.Choice)),
        venues=_by_id(raw["venues"], _plain(parts.Choice)),
        levels=_by_id(raw["levels"], _plain(parts.Choice)),
        occasions=_by_id(raw["occasions"], _dated(parts.Occasion)),
        tasks=_by_id(raw["tasks"], _task),
        threshold=int(raw["threshold"]),
        letterhead=parts.Letterhead(**raw["letterhead"]),
        recipients=tuple(_dated(parts.Recipient)(entry) for entry in raw["recipients"]),
        signers=tuple(
            parts.Signer(id=entry["id"], lines=tuple(entry["lines"])) for entry in raw["signers"]
        ),
        raw=raw,
    )


def _by_id(entries: Iterable[Raw], read: Callable[[Raw], T]) -> dict[str, T]:
    return {entry["id"]: read(entry) for entry in entries}


def _plain(made: type[T]) -> Callable[[Raw], T]:
    return lambda entry: made(**entry)


def _dated(made: type[T]) -> Callable[[Raw], T]:
    def read(entry: Raw) -> T:
        days = {key: _day(entry.get(key)) for key in ("valid_from", "valid_to")}
        return made(**{**entry, **days})

    return read


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_place = _dated(Place)


def _duty(entry: Raw) -> parts.Duty:
    return _dated(parts.Duty)({**entry, "places": tuple(entry["places"])})


def _period(entry: Raw) -> Period:
    days = {key: date.fromisoformat(entry[key]) for key in ("start", "end", "due")}
    return Period(**{**entry, **days})


def _kind(entry: Raw) -> parts.Kind:
    lists = {key: tuple(entry[key]) for key in ("measures", "synonyms")}
    return parts.Kind(**{**entry, **lists})


def _task(entry: Raw) -> parts.PlanTask:
    conditions = tuple((key, tuple(values)) for key, values in entry["conditions"])
    lists = {key: tuple(entry[key]) for key in ("lead", "partners", "proofs")}
    return parts.PlanTask(**{**entry, **lists, "conditions": conditions})


def validate(found: Catalogue) -> None:
    """See that a release agrees with itself.

    Raises:
        Refused: a duty names what is not there, or two duties overlap.
    """
    for office in found.offices.values():
        if office.place and office.place not in found.places:
            raise Refused("catalogue.place", office=office.title, place=office.place)
    for duty in found.duties:
        if duty.office not in found.offices:
            raise Refused("catalogue.office", office=duty.office)
        if duty.form and duty.form not in found.forms:
            raise Refused("catalogue.form", form=duty.form)
        for place in duty.places:
            if place not in found.places:
                raise Refused("catalogue.place", office=duty.office, place=place)
    for form, period in found.bindings:
        found.form(form)
        found.period(period)
    if found.hub.office not in found.offices:
        raise Refused("catalogue.office", office=found.hub.office)
    _no_overlap(found)


def _no_overlap(found: Catalogue) -> None:
    held: dict[tuple[str, str], list[parts.Duty]] = {}
    for duty in found.duties:
        for place in duty.places if duty.form else ():
            for other in held.setdefault((duty.form, place), []):
                if _meet(duty, other):
                    raise Refused("catalogue.overlap", place=found.places[place].name)
            held[duty.form, place].append(duty)


def _meet(one: parts.Duty, other: parts.Duty) -> bool:
    first, last = date.min, date.max
    return (one.valid_from or first) <= (other.valid_to or last) and (
        other.valid_from or first
    ) <= (one.valid_to or last)
