"""Seeing that a catalogue agrees with itself before it is signed or used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_parts import Duty
from gbdesk.domain.refusals import Refused


def validate(found: Catalogue) -> None:
    """See that everything named is there and that no figure is owed twice.

    Raises:
        Refused: "catalogue.place", "catalogue.office", "catalogue.form", "catalogue.period",
            "catalogue.shape" or "catalogue.overlap".
    """
    found.office(found.hub.office)
    for named, place in _places_named(found):
        if place and place not in found.places:
            raise Refused("catalogue.place", office=named, place=place)
    for office in found.offices.values():
        if office.parent:
            found.office(office.parent)
        for one in office.predecessors:
            found.office(one)
    for duty in found.duties:
        _known(found, duty)
    for form, period in found.bindings:
        found.form(form)
        found.period(period)
    for said in _unknown(found):
        raise Refused("catalogue.shape", detail=said)
    _no_overlap(found)


def _places_named(found: Catalogue) -> Iterator[tuple[str, str]]:
    """Every place that something names, with what names it."""
    yield from ((place.name, place.parent) for place in found.places.values())
    for step in found.succession:
        yield from ((step.new, step.new), (step.new, step.old))
    yield from ((office.title, office.place) for office in found.offices.values())
    for duty in found.duties:
        yield from ((duty.office, place) for place in duty.places)
    yield found.hub.name, found.hub.province


def _known(found: Catalogue, duty: Duty) -> None:
    found.office(duty.office)
    if duty.form:
        found.form(duty.form)
    for period in duty.periods:
        found.period(period)


def _unknown(found: Catalogue) -> Iterator[str]:
    """What lists name and the release lacks."""
    for kind in found.kinds.values():
        yield from (f"{kind.id}: {name}" for name in kind.measures if name not in found.measures)
    for measure in found.measures.values():
        if measure.at_most and measure.at_most not in found.measures:
            yield f"{measure.id}: {measure.at_most}"
    for task in found.tasks.values():
        owners = (*task.lead, *task.partners)
        yield from (f"{task.id}: {owner}" for owner in owners if owner not in found.offices)
    for period in found.periods.values():
        if period.end < period.start:
            yield f"{period.id}: {period.start} > {period.end}"


def _no_overlap(found: Catalogue) -> None:
    """A form is owed once for a place, any other dataset once by an office."""
    held: dict[tuple[str, ...], list[Duty]] = {}
    for duty in found.duties:
        for place in duty.places or ("",):
            owed = (duty.form, place) if place else (duty.dataset, duty.form, duty.office)
            for other in held.setdefault(owed, []):
                if _meet(duty, other):
                    where = found.places[place].name if place else found.office(duty.office).title
                    raise Refused("catalogue.overlap", place=where)
            held[owed].append(duty)


def _meet(one: Duty, other: Duty) -> bool:
    if one.periods and other.periods and not set(one.periods) & set(other.periods):
        return False
    return (one.valid_from or date.min) <= (other.valid_to or date.max) and (
        other.valid_from or date.min
    ) <= (one.valid_to or date.max)
