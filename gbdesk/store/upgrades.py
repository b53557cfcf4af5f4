"""After an update of the program: what the older one could not read yet is folded anew.

The file keeps which kinds of record, in which version, its typed tables were made with.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, or_, select

from gbdesk.domain import upcasting
from gbdesk.store import meta, shapes, terms
from gbdesk.store.certificates import ranks as known_ranks
from gbdesk.store.projections import Projector, Valid
from gbdesk.store.tables import NEWER, record

READ_AS: Final = "read-as"


def known() -> dict[str, int]:
    """The kinds of record this program has tables for, with the version it knows."""
    steps = upcasting.STEPS
    return {kind: upcasting.version_of(kind, steps) for kind in sorted(shapes.KINDS)}


def note(db: Connection) -> None:
    """The typed tables stand as this program makes them."""
    meta.put(db, READ_AS, known())


def is_due(db: Connection) -> bool:
    """Whether the typed tables were made by a program that knew other kinds or versions."""
    return meta.get(db, READ_AS) != known()


def catch_up(db: Connection, valid: Valid | None = None) -> int:
    """Fold again the records this program reads in another way; how many.

    Those are the ones of kinds it did not know and of kinds whose version has changed.
    """
    was, now = meta.get(db, READ_AS) or {}, known()
    numbers = terms.by_text(db, now)
    changed = [
        number for kind, number in numbers.items() if was.get(kind, upcasting.FIRST) != now[kind]
    ]
    row = record.c
    is_new = (row.state == NEWER) & row.kind.in_(numbers.values())
    wanted = select(row.id).where(or_(is_new, row.kind.in_(changed)))
    found = list(db.scalars(wanted))
    Projector(db, known_ranks(db), valid).refold(found)
    note(db)
    return len(found)
