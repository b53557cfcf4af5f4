"""What differs between two releases of the catalogue, told in sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_parts import Office, PlanTask
from gbdesk.domain.dates import short
from gbdesk.domain.places import Place
from gbdesk.text import translate

SHOWN: Final = 6


def differences(before: Catalogue, now: Catalogue) -> tuple[str, ...]:
    """Every difference that a person at an office or the hub would notice, units first."""
    return (
        *_offices(before.offices, now.offices),
        *_places(before.places, now.places),
        *_forms(before, now),
        *_headings(before, now),
        *_periods(before, now),
        *_plans(before, now),
    )


def brief(found: Sequence[str]) -> str:
    """The first differences as one text, and how many more there are."""
    told = " ".join(found[:SHOWN])
    if len(found) > SHOWN:
        return f"{told} {translate('Release', 'And {n} more.', n=len(found) - SHOWN)}"
    return told


def _offices(before: Mapping[str, Office], now: Mapping[str, Office]) -> Iterator[str]:
    for ident, office in now.items():
        was = before.get(ident)
        if was is None:
            yield translate("Release", "New unit: {name}.", name=office.title)
            yield from _joined((), office, now)
            continue
        yield from _joined(was.predecessors, office, now)
        if was.title != office.title:
            yield translate(
                "Release", "{before} is now called {name}.", before=was.title, name=office.title
            )
        elif was.short != office.short:
            yield translate(
                "Release", "{before} is now called {name}.", before=was.short, name=office.short
            )
        if was.valid_to != office.valid_to and office.valid_to:
            day = short(office.valid_to)
            yield translate("Release", "{name} reports until {day}.", name=office.short, day=day)
        elif was.valid_to != office.valid_to:
            yield translate("Release", "{name} reports again.", name=office.short)
        if (was.kind, was.place, was.parent, was.phone) != (
            *(office.kind, office.place, office.parent),
            office.phone,
        ):
            yield translate("Release", "Facts of {name} changed.", name=office.short)


def _joined(before: Sequence[str], office: Office, now: Mapping[str, Office]) -> Iterator[str]:
    """Which units were merged into this one."""
    if names := [now[one].short for one in office.predecessors if one not in before]:
        yield translate(
            "Release", "{name} takes over from {names}.", name=office.short, names=", ".join(names)
        )


def _places(before: Mapping[str, Place], now: Mapping[str, Place]) -> Iterator[str]:
    for ident, place in now.items():
        was = before.get(ident)
        if was is None:
            yield translate("Release", "New place: {name}.", name=place.name)
            continue
        if was.name != place.name:
            yield translate(
                "Release", "{before} is now called {name}.", before=was.name, name=place.name
            )
        if was.valid_to != place.valid_to and place.valid_to:
            day = short(place.valid_to)
            yield translate("Release", "{name} exists until {day}.", name=place.name, day=day)
        above = now.get(place.parent)
        if was.parent != place.parent and above is not None and above.name != place.name:
            yield translate(
                "Release",
                "{name} belongs to {parent} now.",
                name=place.name,
                parent=above.name,
            )
        if was.code != place.code:
            yield translate("Release", "{name} has another code.", name=place.name)


def _forms(before: Catalogue, now: Catalogue) -> Iterator[str]:
    """Forms that are reported now and were not, each with its first period."""
    known = {form for form, _ in before.bindings}
    for ident in dict.fromkeys(form for form, _ in now.bindings if form not in known):
        periods = [now.period(period) for form, period in now.bindings if form == ident]
        first = min(periods, key=lambda one: (one.due, one.id))
        yield translate(
            "Release",
            "New form: “{name}”, from “{period}” on.",
            name=now.form(ident).name,
            period=first.title[:1].lower() + first.title[1:],
        )


def _headings(before: Catalogue, now: Catalogue) -> Iterator[str]:
    if before.letterhead != now.letterhead or before.hub != now.hub:
        yield translate("Release", "Names in the headings of reports changed.")
    if before.recipients != now.recipients:
        yield translate("Release", "The addressee of reports changed.")


def _periods(before: Catalogue, now: Catalogue) -> Iterator[str]:
    for ident, period in now.periods.items():
        was = before.periods.get(ident)
        name, day = period.title, short(period.last_day)
        if was is None:
            yield translate(
                "Release", "New period: {period}, in time until {day}.", period=name, day=day
            )
        elif was.last_day != period.last_day:
            yield translate("Release", "{period} is in time until {day} now.", period=name, day=day)
        if was is not None and (was.start, was.end) != (period.start, period.end):
            yield translate(
                "Release",
                "{period} gathers figures from {start} to {end} now.",
                period=period.title,
                start=short(period.start),
                end=short(period.end),
            )


def _plans(before: Catalogue, now: Catalogue) -> Iterator[str]:
    known = before.offices.keys()
    for year in sorted({one.year for one in now.periods.values()}):
        was = {task.id: task for task in before.tasks.values() if task.is_of(year)}
        has = {task.id: task for task in now.tasks.values() if task.is_of(year)}
        if was and has:
            new, gone = len(has.keys() - was.keys()), len(was.keys() - has.keys())
            both = was.keys() & has.keys()
            changed = sum(_said(was[one], known) != _said(has[one], known) for one in both)
            if new or gone or changed:
                yield translate(
                    "Release",
                    "Plan {year}: {new} tasks new, {gone} gone, {changed} changed.",
                    year=year,
                    new=new,
                    gone=gone,
                    changed=changed,
                )
        elif has:
            yield translate("Release", "Plan {year}: {n} tasks.", year=year, n=len(has))
        elif was:
            yield translate("Release", "Plan {year} has no tasks any more.", year=year)


def _said(task: PlanTask, known: Collection[str]) -> tuple[object, ...]:
    """What a task says; that a unit which is new itself got it is no change of the task."""
    owners = [[one for one in ids if one in known] for ids in (task.lead, task.partners)]
    return (task.section, task.text, task.text_en, task.due, task.note, *owners)
