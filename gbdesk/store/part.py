"""A part of a transaction that falls back alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from gbdesk.store.rows import run


@contextmanager
def part(db: Connection) -> Iterator[None]:
    """What is written inside stays with the transaction, or not at all where it raises."""
    run(db, "SAVEPOINT part")
    try:
        yield
    except BaseException:
        with suppress(DBAPIError):  # the engine may have given the whole transaction up already
            db.exec_driver_sql("ROLLBACK TO part")
            db.exec_driver_sql("RELEASE part")
        db.info.clear()
        raise
    run(db, "RELEASE part")
