"""The orders of the list of activities, also those by what only its optional columns show."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from gbdesk.domain.names import sort_key
from gbdesk.services.activity_history import who_of
from gbdesk.services.activity_rows import MINORITY, OCCASION
from gbdesk.store import authors, listing, marks
from gbdesk.store.listing import ActivityQuery

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from gbdesk.domain.catalogue import Catalogue
    from gbdesk.services.desk import Desk

BY_HISTORY: Final = frozenset({"entered", "changed"})
ONE_BY_ONE: Final = BY_HISTORY | {"minority", "evidence", "occasion"}
SLOW: Final = ONE_BY_ONE | {"title"}


def is_slow(query: ActivityQuery) -> bool:
    """Whether more has to be read of every activity than the index of days holds."""
    return bool(query.text) or query.complete is not None or query.order in SLOW


def ordered(db: Connection, desk: Desk, query: ActivityQuery) -> array[int]:
    """The keys asked for in order: labels as Vietnamese sorts, tasks as the plan lists them.

    What says nothing stands first, or last where the order descends; of equal ones the newest day
    comes first.
    """
    if query.order not in ONE_BY_ONE:
        ranked = _ranked(desk.catalogue, query.order)
        return listing.activity_ids(db, replace(query, ranked=ranked))
    newest = replace(query, order="start", descending=True)
    keys = listing.activity_ids(db, newest)
    value = _values(db, desk, newest, query.order, keys)

    def place(key: int) -> tuple[Any, ...]:
        return (1, value[key]) if key in value else (0,)

    return array("q", sorted(keys, key=place, reverse=query.descending))


def _ranked(catalogue: Catalogue, order: str) -> tuple[str, ...]:
    if order == "task":
        return ("", *catalogue.tasks)
    if order == "kind":
        kinds = catalogue.kinds.values()
        return tuple(one.id for one in sorted(kinds, key=lambda one: sort_key(one.name)))
    if order == "office":
        offices = catalogue.offices.values()
        return tuple(one.id for one in sorted(offices, key=lambda one: sort_key(one.short)))
    return ()


def _values(
    db: Connection, desk: Desk, query: ActivityQuery, order: str, keys: array[int]
) -> Mapping[int, Any]:
    """What an activity is put in order by; none where it says nothing."""
    if order == "minority":
        return marks.measured(db, MINORITY)
    if order == "evidence":
        return marks.attached(db)
    if order == "occasion":
        known = desk.catalogue.occasions
        labels = {ident: sort_key(one.name) for ident, one in known.items()}
        found = marks.tagged(db, query, OCCASION)
        return {key: labels.get(ident, sort_key(ident)) for key, ident in found.items()}
    written = authors.written(db, keys)
    if order == "changed":
        return {key: one.clock for key, one in written.items()}
    names = who_of(db, desk.session.device, written)
    return {key: sort_key(name) for key, name in names.items()}
