"""A part of a transaction that falls back alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection

from gbdesk.store.rows import run


@contextmanager
def part(db: Connection) -> Iterator[None]:
    """What is written inside stays with the transaction, or not at all where it raises."""
    run(db, "SAVEPOINT part")
    try:
        yield
    except BaseException:
        with suppress(driver.Error):  # the engine may have given the whole transaction up already
            run(db, "ROLLBACK TO part")
            run(db, "RELEASE part")
        db.info.clear()
        raise
    run(db, "RELEASE part")
