"""Decisions of imports that were undone: what they put aside is named when it comes again.

A decision names the value it replaces for good. When its import is undone the hub's value comes
back; when the package comes again there is no difference any more, so it has to be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from gbdesk.domain.ops import Value
from gbdesk.services.desk import Desk
from gbdesk.services.labels import field_label, record_title, value_label
from gbdesk.store import ledger, oplog
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

Decided: TypeAlias = Mapping[str, Any]


def decisions(db: Connection, office: str) -> tuple[Decided, ...]:
    """What was decided in imports of an office that are undone now."""
    return tuple(
        decided
        for came in ledger.undone(db, office)
        for decided in came.facts.get("decisions") or ()
    )


def words(desk: Desk, db: Connection, decided: Iterable[Decided]) -> tuple[str, ...]:
    """The values put aside by these that are here again, beside what is in use."""
    return tuple(line for one in decided for line in _lines(desk, db, one))


def _lines(desk: Desk, db: Connection, decided: Decided) -> Iterator[str]:
    office, record, entity = (str(decided[name]) for name in ("office", "record", "entity"))
    field, before = str(decided["field"]), decided["before"]
    now = oplog.fields_of(db, office, record, entity)
    if now is None or now.get(field) != before:
        return
    catalogue = desk.catalogue
    for value in _put_aside(desk, db, decided):
        if value != before:
            yield translate(
                "Receiving",
                "{title}, {field}: the unit sent {sent}; the choice made before was withdrawn, "
                "so {shown} is in use.",
                title=record_title(catalogue, entity, now),
                field=field_label(catalogue, entity, now, field),
                sent=value_label(catalogue, entity, field, value),
                shown=value_label(catalogue, entity, field, before),
            )


def _put_aside(desk: Desk, db: Connection, decided: Decided) -> Iterator[Value]:
    """What others wrote and the decision replaced."""
    field = str(decided["field"])
    ops = oplog.ops_of(db, str(decided["office"]), str(decided["record"]), str(decided["entity"]))
    replaced = {
        ref for op in ops if op.ref in decided["refs"] and field in op.fields for ref in op.head.o
    }
    for op in ops:
        if op.ref in replaced and field in op.fields and op.device != desk.session.device:
            yield op.fields[field]
