"""Several activities at once: the changes, each looked at as one that is typed would be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gbdesk.domain.activities import ERROR, PLACE, check_activity
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.merge import CREATE, DELETE
from gbdesk.domain.ops import Fields, Value
from gbdesk.domain.refusals import Refused
from gbdesk.services.activity_drafts import copied, without_places
from gbdesk.services.labels import ACTIVITY, field_label
from gbdesk.store import listing
from gbdesk.store.oplog import Draft

if TYPE_CHECKING:
    from sqlalchemy import Connection

_DAYS: Final = ("start", "end")


def found(db: Connection, office: str, ident: str) -> Fields:
    """Every field of an activity.

    Raises:
        Refused: it is not there.
    """
    fields = listing.activity(db, office, ident)
    if fields is None:
        raise Refused("activity.gone")
    return fields


def elsewhere(source: Mapping[str, Value], places: Iterable[str]) -> list[Fields]:
    """The same on the same days, once for each of these places; without people and evidence."""
    days = {name: source[name] for name in _DAYS if source.get(name) is not None}
    copy: Fields = {**without_places(copied(source)), **days}
    return [{**copy, PLACE + place: True} for place in places]


def looked_at(db: Connection, catalogue: Catalogue, drafts: Sequence[Draft]) -> list[Draft]:
    """These changes, without flags taken away that were never set.

    What was wrong with an activity before does not count.

    Raises:
        Refused: an activity is not there, or one would be wrong.
    """
    kept = []
    for draft in drafts:
        before = {} if draft.kind == CREATE else found(db, draft.office, draft.record)
        fields = {
            name: value
            for name, value in draft.fields.items()
            if value is not False or name in before
        }
        kept.append(replace(draft, fields=fields))
        if draft.kind == DELETE:
            continue
        whole = {**before, **fields}
        wrong = _errors(whole, catalogue) - (_errors(before, catalogue) if before else set())
        if wrong:
            names = sorted({field_label(catalogue, ACTIVITY, whole, name) for name, _ in wrong})
            facts = {"title": str(whole.get("title") or ""), "fields": ", ".join(names)}
            raise Refused("activity.one_wrong", **facts)
    return kept


def _errors(fields: Mapping[str, Value], catalogue: Catalogue) -> set[tuple[str, str]]:
    problems = check_activity(fields, catalogue)
    return {(one.field, one.code) for one in problems if one.severity == ERROR}
