"""A workspace: the encrypted file with its lock and connections, drafts and evidence beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Self

from sqlalchemy import Connection, Engine

from gbdesk.domain.refusals import Refused
from gbdesk.store import leftovers, schema, upgrades
from gbdesk.store.drafts import Drafts
from gbdesk.store.engine import connect, open_engine, translated
from gbdesk.store.evidence import SUFFIX, Evidence
from gbdesk.store.lock import FileLock
from gbdesk.store.ring import DataKey
from gbdesk.store.writing import told

READER_KIB: Final = 16_000


class Store:
    """An open workspace; `read` and `write` give connections, one writer at a time."""

    def __init__(self, path: Path, key: DataKey, lock: FileLock, writer: Engine) -> None:
        self.path = path
        self._lock = lock
        self._key = key
        self.is_closed = False
        self._writer = writer
        self._readers = open_engine(path, key, writes=False, cache_kib=READER_KIB)
        self.drafts = Drafts(path.with_suffix(".drafts"), key)
        self.evidence = Evidence(path.with_suffix(SUFFIX), key)

    @classmethod
    def create(cls, path: Path, key: DataKey) -> Self:
        """Make a new, empty workspace and open it.

        Raises:
            Refused: there is one already, or the disk does not take it.
        """
        if path.exists():
            raise Refused("store.exists", name=path.name)
        return cls._opened(path, key, new=True)

    @classmethod
    def open(cls, path: Path, key: DataKey) -> Self:
        """Open a workspace, bringing an older one up to date after copying it.

        Raises:
            Refused: it is open elsewhere, damaged, newer than this program, or not there.
        """
        if not path.exists():
            raise Refused("store.missing", name=path.name)
        return cls._opened(path, key, new=False)

    @classmethod
    def _opened(cls, path: Path, key: DataKey, *, new: bool) -> Self:
        lock, own = FileLock(path.with_suffix(".lock")), key.copy()
        writer = open_engine(path, own, writes=True)
        try:
            with translated():
                if new:
                    with writer.begin() as db:
                        schema.create(db)
                        upgrades.note(db)
                else:
                    schema.bring_up_to_date(writer, lambda found: _copy(path, own, found))
            leftovers.sweep(path)
            return cls(path, own, lock, writer)
        except BaseException:
            writer.dispose()
            lock.release()
            raise

    @property
    def archive(self) -> Path:
        """The folder of received files, still encrypted."""
        return self.path.with_suffix(".archive")

    @property
    def key(self) -> DataKey:
        """The data key, for the vault and for backups; dropped by `close`."""
        return self._key

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One unchanging view of the data; cannot write.

        Raises:
            Refused: busy, damaged, or the disk failed.
        """
        with translated(), self._readers.connect() as db:
            yield db

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: committed on leaving, rolled back on an exception.

        Raises:
            Refused: busy, disk full, damaged.
        """
        with translated(), self._writer.begin() as db:
            yield db

    @contextmanager
    def tried(self) -> Iterator[Connection]:
        """One transaction that is always rolled back: to see what something would do.

        Raises:
            Refused: busy, disk full, damaged.
        """
        with translated(), self._writer.connect() as db, db.begin() as transaction:
            yield db
            transaction.rollback()

    @property
    def was_restored(self) -> bool:
        """Whether this file came out of a backup and nothing has been written since."""
        return restored_mark(self.path).exists()

    @contextmanager
    def in_doubt(self) -> Iterator[None]:
        """While something written outside waits for its commit: a kill counts as a restoration.

        The next session then says so, and its changes are told from those that were lost.
        """
        marked = restored_mark(self.path)
        was_marked = marked.exists()
        with told(marked):
            marked.touch()
        try:
            yield
        finally:
            if not was_marked:
                marked.unlink(missing_ok=True)

    def settle_restored(self) -> None:
        """The restoration has been written into the op log."""
        restored_mark(self.path).unlink(missing_ok=True)

    def close(self) -> None:
        """Fold the WAL into the file, close every connection, drop the key, let go of the lock."""
        if self.is_closed:
            return
        self.is_closed = True
        self._readers.dispose()
        with suppress(Refused):  # on a full or damaged disk the WAL stays and is read next time
            self._fold_wal()
        self._writer.dispose()
        self.drafts.close()
        self.evidence.close()
        self._key.destroy()
        self._lock.release()

    def compact(self) -> None:
        """Write the file anew without what was deleted from it, and empty its log.

        Raises:
            Refused: the disk is full or failed, or somebody else reads for long.
        """
        with translated(), self._writer.connect() as db:
            db.rollback()
            raw = db.connection.driver_connection
            if raw is not None:
                raw.execute("VACUUM")
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _fold_wal(self) -> None:
        with translated(), self._writer.connect() as db:
            db.rollback()
            raw = db.connection.driver_connection
            if raw is not None:
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def restored_mark(path: Path) -> Path:
    """The small file that says: this workspace came out of a backup."""
    return path.with_suffix(".restored")


def _copy(path: Path, key: DataKey, found: str) -> None:
    target = path.with_name(f"{path.stem}.before-{found}.gbdesk")
    if target.exists():
        return
    source = connect(path, key, cache_kib=READER_KIB)
    copy = connect(target, key, cache_kib=READER_KIB, create=True)
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()
