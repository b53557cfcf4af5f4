"""Which activities are taken for the same: those of one day, name and places."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from gbdesk.domain.activities import places_of
from gbdesk.domain.names import fold
from gbdesk.domain.ops import Value
from gbdesk.store import listing
from gbdesk.store.listing import ActivityQuery

if TYPE_CHECKING:
    from sqlalchemy import Connection

PORTION: Final = 500
MARK: Final = 10  # bytes: by chance two are alike once in 10^14 lists of a hundred thousand

Same: TypeAlias = bytes


def known(db: Connection, office: str) -> set[Same]:
    """What tells the activities of an office apart that are recorded already."""
    keys = listing.activity_ids(db, ActivityQuery(office=office))
    return {
        _mark(row.start, row.title, row.places)
        for at in range(0, len(keys), PORTION)
        for row in listing.activity_rows(db, keys[at : at + PORTION])
    }


def same_as(fields: Mapping[str, Value]) -> Same:
    """Two activities of the same day, name and places are taken for the same."""
    return _mark(str(fields.get("start")), str(fields.get("title") or ""), places_of(fields))


def _mark(start: str, title: str, places: Iterable[str]) -> Same:
    """Small, since there may be a hundred thousand of them."""
    said = "\n".join((start, fold(title), *sorted(places)))
    return hashlib.blake2b(said.encode(), digest_size=MARK).digest()
