"""What an office enters for the period: activities, figures place by place, texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from gbdesk.app import App
from gbdesk.demo.invented import FORM, NARRATIVES, activity, figures
from gbdesk.domain.cells import UNKNOWN
from gbdesk.domain.ops import Fields
from gbdesk.services.returns import CellChange

PERIOD: Final = "2024-6T"
LAST_DAY: Final = date(2024, 5, 24)
LINKED: Final = 0.5
DOUBTED: Final = "dv.households"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How an office reports: all of it, with gaps, with a figure nobody knows, or nothing."""

    gaps: bool = False
    unknown: bool = False
    nil: bool = False


@dataclass(slots=True)
class Entered:
    """What was entered."""

    activities: int = 0
    figures: int = 0
    sections: int = 0


def enter(app: App, chance: Random, activities: int, manner: Manner) -> Entered:
    """Enter the period of one office as its people would; what was entered."""
    done = Entered()
    _activities(app, chance, activities, done)
    if app.catalogue.duty_places(app.session.office, FORM, PERIOD):
        _figures(app, chance, manner, done)
    for section, texts in NARRATIVES.items():
        app.narratives.save(PERIOD, section, chance.choice(texts))
        done.sections += 1
    return done


def _activities(app: App, chance: Random, count: int, done: Entered) -> None:
    catalogue, office = app.catalogue, app.session.office
    period = catalogue.period(PERIOD)
    places = [place.id for place in catalogue.places_of(office, LAST_DAY)]
    below = [ident for ident in places if ident != catalogue.office(office).place] or places
    tasks = [task.id for task in catalogue.tasks_of(office, period.year)]
    topics = tuple(catalogue.topics)
    for _ in range(count):
        fields: Fields = activity(chance, below, topics, (period.start, LAST_DAY))
        if tasks and chance.random() < LINKED:
            fields["task"] = chance.choice(tasks)
        app.activities.save(None, fields)
        done.activities += 1


def _figures(app: App, chance: Random, manner: Manner, done: Entered) -> None:
    sheet = app.returns.open(FORM, PERIOD)
    nil = {line.id for line in app.catalogue.form(FORM).nil_lines}
    rows = sheet.rows[:-1] if manner.gaps else sheet.rows
    for at, row in enumerate(rows):
        values = figures(chance)
        changes = [
            CellChange(place=row, indicator=line, value=value)
            for line, value in values.items()
            if not (manner.nil and line in nil)
        ]
        if manner.unknown and at == 0:
            note = "Chưa tổng hợp được, sẽ bổ sung."
            changes = [one for one in changes if one.indicator != DOUBTED]
            changes.append(CellChange(place=row, indicator=DOUBTED, value=UNKNOWN, note=note))
        app.returns.set_cells(FORM, PERIOD, changes)
        done.figures += len(changes)
    if manner.nil:
        app.returns.declare_nil(FORM, PERIOD)
    elif not manner.gaps:
        app.returns.complete(FORM, PERIOD)
