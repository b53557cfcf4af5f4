"""The catalogue: every fact of a province that the program uses, in one signed release.

`Catalogue.raw` is what was signed, unknown keys included; the rest is read from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

from gbdesk.domain.catalogue_parts import (
    Choice,
    Duty,
    HubFacts,
    Kind,
    Letterhead,
    Measure,
    Occasion,
    Office,
    PlanTask,
    Recipient,
    Signer,
)
from gbdesk.domain.forms import FormSpec
from gbdesk.domain.periods import Period
from gbdesk.domain.places import Alias, Place, Succession
from gbdesk.domain.refusals import Refused
from gbdesk.text import language

DV_FORM = "TT07-2017"


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """One release, immutable."""

    number: int
    title: str
    title_en: str
    sample: bool
    world: str
    hub: HubFacts
    words: Mapping[str, tuple[str, str]]
    places: Mapping[str, Place]
    succession: tuple[Succession, ...]
    aliases: tuple[Alias, ...]
    offices: Mapping[str, Office]
    duties: tuple[Duty, ...]
    forms: Mapping[str, FormSpec]
    bindings: tuple[tuple[str, str], ...]
    periods: Mapping[str, Period]
    kinds: Mapping[str, Kind]
    measures: Mapping[str, Measure]
    topics: Mapping[str, Choice]
    themes: Mapping[str, Choice]
    audiences: Mapping[str, Choice]
    venues: Mapping[str, Choice]
    levels: Mapping[str, Choice]
    occasions: Mapping[str, Occasion]
    tasks: Mapping[str, PlanTask]
    model_types: Mapping[str, Choice]
    proofs: Mapping[str, Choice]
    sections: Mapping[str, Choice]
    threshold: int
    letterhead: Letterhead
    recipients: tuple[Recipient, ...]
    signers: tuple[Signer, ...]
    raw: Mapping[str, Any] = field(repr=False)

    @property
    def name(self) -> str:
        """The title in the language in use."""
        return self.title if language() == "vi" else self.title_en

    def to_dict(self) -> dict[str, Any]:
        """What is signed and stored: a copy, with every key that was read, known or not."""
        return deepcopy(dict(self.raw))

    def word(self, key: str) -> str:
        """The word for a level or body in the language in use; the key itself where none is set."""
        vi, en = self.words.get(key, (key, key))
        return vi if language() == "vi" else en

    def office(self, ident: str) -> Office:
        """An office.

        Raises:
            Refused: the release does not know it.
        """
        if ident not in self.offices:
            raise Refused("catalogue.office", office=ident)
        return self.offices[ident]

    def period(self, ident: str) -> Period:
        """A period.

        Raises:
            Refused: the release does not know it.
        """
        if ident not in self.periods:
            raise Refused("catalogue.period", period=ident)
        return self.periods[ident]

    def form(self, ident: str) -> FormSpec:
        """A form.

        Raises:
            Refused: the release does not know it.
        """
        if ident not in self.forms:
            raise Refused("catalogue.form", form=ident)
        return self.forms[ident]

    def forms_of(self, period: str) -> tuple[FormSpec, ...]:
        """The forms bound to a period."""
        return tuple(self.forms[form] for form, bound in self.bindings if bound == period)

    def duty_places(self, office: str, form: str, period: str) -> tuple[Place, ...]:
        """The places an office reports on a form for a period, in official order."""
        asked = self.period(period)
        wanted: set[str] = set()
        for duty in self.duties_of.get(office, ()):
            if duty.form == form and duty.holds(asked):
                wanted |= set(duty.places)
        known = sorted(wanted & self._order.keys(), key=self._order.__getitem__)
        found = (self.places[ident] for ident in known)
        return tuple(place for place in found if place.alive(asked.end))

    @cached_property
    def _order(self) -> dict[str, int]:
        """Where each place stands in the official order."""
        return {ident: at for at, ident in enumerate(self.places)}

    def reporting(self, period: str) -> tuple[Office, ...]:
        """The offices with any duty for the period, in catalogue order."""
        return tuple(o for o in self.offices.values() if self.datasets(o.id, period))

    def expected(self, period: str) -> tuple[tuple[Office, str], ...]:
        """(office, form) of every return expected for a period."""
        asked, duties = self.period(period), self.duties_of
        return tuple(
            (office, form.id)
            for office in self.reporting(period)
            for form in self.forms_of(period)
            if any(one.form == form.id and one.holds(asked) for one in duties[office.id])
        )

    def datasets(self, office: str, period: str) -> frozenset[str]:
        """What an office reports: `dv`, `activities`, `narrative`, `cadre`, `products`."""
        asked, mine = self.period(period), self.duties_of.get(office, ())
        return frozenset(duty.dataset for duty in mine if duty.holds(asked))

    @cached_property
    def duties_of(self) -> dict[str, list[Duty]]:
        """By office."""
        found: dict[str, list[Duty]] = defaultdict(list)
        for duty in self.duties:
            found[duty.office].append(duty)
        return found

    def plan_of(self, year: int) -> tuple[PlanTask, ...]:
        """The tasks of the plan of a year, none where the release has no plan of it."""
        return tuple(task for task in self.tasks.values() if task.is_of(year))

    def tasks_of(self, office: str, year: int | None = None) -> tuple[PlanTask, ...]:
        """The tasks that an office leads or takes part in, of one year's plan or of all."""
        of_year = self.tasks.values() if year is None else self.plan_of(year)
        return tuple(task for task in of_year if office in task.lead or office in task.partners)

    def sections_of(self, office: str) -> tuple[tuple[Choice, tuple[PlanTask, ...]], ...]:
        """The tasks of an office section by section, as lists show them."""
        grouped: dict[str, list[PlanTask]] = {}
        for task in self.tasks_of(office):
            grouped.setdefault(task.section, []).append(task)
        blank = {key: Choice(id=key, label=key, label_en=key) for key in grouped}
        return tuple((self.sections.get(key, blank[key]), tuple(grouped[key])) for key in grouped)

    def places_of(self, office: str, day: date) -> tuple[Place, ...]:
        """The units an office may name as where something happened: its own and those below.

        Those it reports for count too: where a unit was given away later, its past stays.
        """
        root = self.office(office).place
        owed = (one.places for one in self.duties_of.get(office, ()) if one.alive(day))
        below = {root, *self._below(root), *chain.from_iterable(owed)} & self._order.keys()
        found = (self.places[ident] for ident in sorted(below, key=self._order.__getitem__))
        return tuple(place for place in found if place.alive(day))

    def came_from(self, office: str) -> tuple[str, ...]:
        """The offices that became this one by mergers, those before them too."""
        found: list[str] = []
        ahead = list(self.offices[office].predecessors) if office in self.offices else []
        while ahead:
            one = ahead.pop(0)
            if one != office and one not in found:
                found.append(one)
                ahead += self.office(one).predecessors
        return tuple(found)

    def _below(self, root: str) -> Iterable[str]:
        for place in self._children.get(root, ()):
            yield place
            yield from self._below(place)

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for place in self.places.values():
            if place.parent:
                found.setdefault(place.parent, []).append(place.id)
        return found

    @cached_property
    def limits(self) -> tuple[tuple[str, str], ...]:
        """The measures that are part of another one, each with the one it cannot exceed."""
        found = self.measures.items()
        return tuple((name, measure.at_most) for name, measure in found if measure.at_most)

    @cached_property
    def own_offices(self) -> frozenset[str]:
        """The hub and its rooms: offices whose data are entered at the hub."""
        return frozenset(o.id for o in self.offices.values() if not o.device)

    def recipient(self, ident: str, day: date) -> Recipient:
        """To whom a report goes on this day.

        Raises:
            Refused: no such recipient on this day.
        """
        for recipient in self.recipients:
            if recipient.id == ident and recipient.alive(day):
                return recipient
        raise Refused("catalogue.recipient", recipient=ident)
