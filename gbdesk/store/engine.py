"""SQLAlchemy over SQLCipher: one writing connection, few reading ones, transactions of our own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool

from gbdesk.domain.refusals import Refused
from gbdesk.store.ring import DataKey

BUSY_MS: Final = 30_000
READERS: Final = 3
_BUSY, _LOCKED, _READONLY, _IO, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26
_CODES: Final = {
    _BUSY: "store.busy",
    _LOCKED: "store.busy",
    _READONLY: "disk.denied",
    _IO: "disk.failed",
    _CORRUPT: "store.damaged",
    _FULL: "disk.full",
    _CANTOPEN: "disk.missing",
    _NOTADB: "store.damaged",
}
_WORDS: Final = {  # copying a file tells its faults in words alone
    "disk I/O error": "disk.failed",
    "database or disk is full": "disk.full",
    "attempt to write a readonly database": "disk.denied",
    "database disk image is malformed": "store.damaged",
    "file is not a database": "store.damaged",
}


def connect(path: Path, key: DataKey, *, cache_kib: int, create: bool = False) -> Any:
    """A keyed driver connection; the key is its first statement and shows nowhere else."""
    address = path.absolute().as_uri() + ("?mode=rwc" if create else "?mode=rw")
    connection = driver.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000
    )
    _give_key(connection, key)
    for pragma in (
        "cipher_log_level = NONE",
        f"cache_size = -{cache_kib}",
        f"busy_timeout = {BUSY_MS}",
        "synchronous = FULL",
        "wal_autocheckpoint = 8000",  # 32 MB: a group of packages is copied back once
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _give_key(connection: Any, key: DataKey) -> None:
    connection.execute(f"PRAGMA key = \"x'{key.reveal().hex()}'\"")


def open_engine(path: Path, key: DataKey, *, writes: bool, cache_kib: int = 64_000) -> Engine:
    """An engine over one file: the writer (which may create it), or readers that cannot write."""

    def keyed() -> Any:
        connection = connect(path, key, cache_kib=cache_kib, create=writes)
        connection.execute("PRAGMA journal_mode = WAL")
        if not writes:
            connection.execute("PRAGMA query_only = ON")
        return connection

    engine = create_engine(
        "sqlite+pysqlite://",
        module=driver,
        creator=keyed,
        poolclass=QueuePool,
        pool_size=1 if writes else READERS,
        max_overflow=0 if writes else READERS,
        pool_timeout=BUSY_MS / 1000,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    @event.listens_for(engine, "rollback")
    def _forget(connection: Connection) -> None:
        connection.info.clear()

    @event.listens_for(engine, "rollback_savepoint")
    def _forget_part(connection: Connection, _name: str, _context: None) -> None:
        connection.info.clear()

    return engine


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the engine and the disk refuse into refusals; other errors pass as they are."""
    try:
        yield
    except PoolTimeout as error:
        raise Refused("store.busy") from error
    except DBAPIError as error:
        refusal = as_refusal(error.orig)
        if refusal is None:
            raise
        raise refusal from error
    except driver.Error as error:
        refusal = as_refusal(error)
        if refusal is None:
            raise
        raise refusal from error


def as_refusal(error: BaseException | None) -> Refused | None:
    """The refusal that a driver's error means, if it is about the surroundings."""
    number = getattr(error, "sqlite_errorcode", None)
    code = _WORDS.get(str(error)) if number is None else _CODES.get(number & 0xFF)
    if code is None:
        return None
    return Refused(code, reason=str(getattr(error, "sqlite_errorname", "")))
