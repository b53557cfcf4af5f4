"""How an office stands in one period, dataset by dataset."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

from gbdesk.domain.activities import DONE
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_parts import Office
from gbdesk.domain.forms import CADRE, DV, PRODUCTS
from gbdesk.domain.periods import Period
from gbdesk.services.status import (
    BROKEN,
    EXCUSED,
    INCOMPLETE,
    NIL,
    NONE,
    PAPER,
    WAITING,
    WHOLE,
    Known,
    Status,
)
from gbdesk.store import figures, measures, papers
from gbdesk.store.listing import ActivityQuery
from gbdesk.text import mark, say

if TYPE_CHECKING:
    from sqlalchemy import Connection

ACTIVITIES: Final = "activities"
NARRATIVE: Final = "narrative"
DATASETS: Final = (DV, ACTIVITIES, CADRE, PRODUCTS, NARRATIVE)
_TITLES: Final = {
    DV: mark("Monitoring", "DV figures"),
    ACTIVITIES: mark("Monitoring", "Activities"),
    CADRE: mark("Monitoring", "Women cadres"),
    PRODUCTS: mark("Monitoring", "Products"),
    NARRATIVE: mark("Monitoring", "Report texts"),
}


def title_of(dataset: str) -> str:
    """A dataset in the language in use."""
    return say(_TITLES[dataset])


class DatasetStates:
    """What has come of each dataset, for one period."""

    def __init__(self, db: Connection, catalogue: Catalogue, period: Period, known: Known) -> None:
        self._catalogue, self._period, self._known = catalogue, period, known
        self._papers: Collection[papers.Key] = papers.counting(db, period=period.id).keys()
        window = ActivityQuery(
            start=period.start.isoformat(), end=period.end.isoformat(), status=DONE
        )
        self._active = {row.office for row in measures.totals(db, window)}
        self._begun = figures.begun(db, period.id)
        self._texts = {row.office for row in figures.narratives(db, period.id) if row.text}

    def of(self, office: Office) -> Mapping[str, Status]:
        """By dataset; those that it does not owe are not in it."""
        owed = self._catalogue.datasets(office.id, self._period.id)
        return {one: self._status(office, one) for one in DATASETS if one in owed}

    def _status(self, office: Office, dataset: str) -> Status:
        forms = [
            form
            for owing, form in self._catalogue.expected(self._period.id)
            if owing.id == office.id and self._catalogue.form(form).dataset == dataset
        ]
        states = [self._known.states.get(office.id, {}).get(form, "") for form in forms]
        if any((office.id, form, self._period.id) in self._papers for form in forms):
            lacking = tuple(
                form for form, state in zip(forms, states, strict=True) if state not in _DONE
            )
            return Status(kind=INCOMPLETE if lacking else PAPER, missing=lacking)
        if forms and all(state in _DONE for state in states):
            return Status(kind=NIL if all(state == NIL for state in states) else WHOLE)
        if any(states) or any((office.id, form) in self._begun for form in forms):
            return Status(kind=INCOMPLETE)
        return Status(kind=self._without(office, dataset, is_form=bool(forms)))

    def _without(self, office: Office, dataset: str, *, is_form: bool) -> str:
        """How it stands where no return of a form is there."""
        here = {ACTIVITIES: self._active, NARRATIVE: self._texts}.get(dataset, set())
        if not is_form and office.id in here:
            return WHOLE
        if self._known.packages.get(office.id):
            return NONE
        if office.id in self._known.excused:
            return EXCUSED
        if office.device and office.id in self._known.waiting:
            return WAITING
        return BROKEN if office.device and office.id in self._known.damaged else NONE


_DONE: Final = frozenset({"complete", "nil"})
