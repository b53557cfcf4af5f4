"""What an erased op said beside its texts: counted, chosen and dated, kept in this file by its id.

The report of a locked period is read with it (`store.locked`), until the order to erase lies
within the lock too: so no order takes a figure out of a locked report or puts one in (ADR 025).
It is written at the moment of erasing, from the body that is there; what came erased was never
counted here and has nothing to keep.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection

from gbdesk.domain.erasing import beside_texts
from gbdesk.domain.ops import Op, Value
from gbdesk.store import meta

_KEY: Final = "beside-erased"


class Beside(Struct, frozen=True):
    """An erased op: whose record of which kind it is about, and what it said beside its texts."""

    ref: str
    office: str
    entity: str
    record: str
    fields: dict[str, Value]


def keep(db: Connection, ops: Iterable[Op]) -> None:
    """Keep what these ops say beside their texts, before their bodies go."""
    fresh = {op.ref: [op.head.ou, op.head.e, op.head.r, beside_texts(op)] for op in ops}
    if fresh:
        meta.put(db, _KEY, {**(meta.get(db, _KEY) or {}), **fresh})


def kept(db: Connection) -> Iterator[Beside]:
    """Every op erased here."""
    found: dict[str, list[Any]] = meta.get(db, _KEY) or {}
    return (Beside(ref, *said) for ref, said in found.items())
