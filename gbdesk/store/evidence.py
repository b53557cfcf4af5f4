"""Evidence: attached files in a third encrypted file, so that imports and lists never carry them.

A file is stored under its SHA-256 in pieces, in one transaction: killed or on a full disk, there is
nothing of it. What is deleted is overwritten and its pages are given back at once. `X.evidence` is
made when the first file comes.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final

from gbdesk.domain.refusals import Refused
from gbdesk.store.engine import connect, translated
from gbdesk.store.ring import DataKey

SUFFIX: Final = ".evidence"
COUNT: Final = "SELECT count(*) FROM file"
PIECE: Final = 1 << 18
_CACHE_KIB: Final = 2_000
_TABLES: Final = (
    """CREATE TABLE IF NOT EXISTS file (id INTEGER PRIMARY KEY, sha BLOB NOT NULL UNIQUE,
    size INTEGER NOT NULL, at INTEGER NOT NULL) STRICT""",
    """CREATE TABLE IF NOT EXISTS piece (id INTEGER PRIMARY KEY, file INTEGER NOT NULL,
    bytes BLOB NOT NULL) STRICT""",
    "CREATE INDEX IF NOT EXISTS piece_of_file ON piece (file)",
)


class Evidence:
    """Attached files by their SHA-256 in hex; every call may come from any thread."""

    def __init__(self, path: Path, key: DataKey) -> None:
        self.path = path
        self._key = key
        self._guard = threading.Lock()
        self._db: Any = None

    def put(self, data: bytes, at: int) -> str:
        """Keep a file for good; its SHA-256. `at`: milliseconds since 1970.

        Raises:
            Refused: the disk is full or failed; then nothing of it is there.
        """
        sha = hashlib.sha256(data)
        with self._guard, translated():
            db = self._opened(create=True)
            db.execute("BEGIN IMMEDIATE")
            try:
                if self._number(db, sha.digest()) is None:
                    self._insert(db, sha.digest(), data, at)
                else:
                    db.execute("UPDATE file SET at = ? WHERE sha = ?", (at, sha.digest()))
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise
        return sha.hexdigest()

    def get(self, sha: str) -> bytes | None:
        """A file as it was stored, None where it is not here.

        Raises:
            Refused: what is stored is not what was stored, or the disk failed.
        """
        with self._guard, translated():
            db = self._opened()
            number = None if db is None else self._number(db, bytes.fromhex(sha))
            if number is None:
                return None
            data = b"".join(_pieces(db, number))
        if hashlib.sha256(data).hexdigest() != sha:
            raise Refused("evidence.damaged")
        return data

    def here(self) -> dict[str, int]:
        """The SHA-256 of everything that is here, with the time it came (milliseconds)."""
        with self._guard, translated():
            db = self._opened()
            found = () if db is None else db.execute("SELECT sha, at FROM file").fetchall()
        return {sha.hex(): at for sha, at in found}

    def count(self) -> int:
        """How many files there are."""
        with self._guard, translated():
            db = self._opened()
            return 0 if db is None else int(db.execute(COUNT).fetchone()[0])

    def drop(self, shas: Collection[str]) -> int:
        """Take files away: their bytes are overwritten, nothing is kept; how many went.

        Raises:
            Refused: the disk is full or failed; then all of them are still there.
        """
        with self._guard, translated():
            db = self._opened() if shas else None
            if db is None:
                return 0
            db.execute("BEGIN IMMEDIATE")
            try:
                numbers = [self._number(db, bytes.fromhex(sha)) for sha in shas]
                going = [(number,) for number in numbers if number is not None]
                db.executemany("DELETE FROM piece WHERE file = ?", going)
                db.executemany("DELETE FROM file WHERE id = ?", going)
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise
        return len(going)

    def wrong(self) -> list[str]:
        """The files whose bytes are not those that were stored, one piece in memory at a time."""
        return [sha for sha in self.here() if not self._is_whole(sha)]

    def copy_to(self, target: Path) -> bool:
        """A whole copy in another file under the same key; False where there is nothing yet."""
        with self._guard, translated():
            db = self._opened()
            if db is None:
                return False
            copy = connect(target, self._key, cache_kib=_CACHE_KIB, create=True)
            try:
                db.backup(copy)
            finally:
                copy.close()
        return True

    def close(self) -> None:
        """Close the file."""
        with self._guard:
            if self._db is not None:
                self._db.close()
                self._db = None

    def _is_whole(self, sha: str) -> bool:
        digest = hashlib.sha256()
        with self._guard, translated():
            db = self._opened()
            number = None if db is None else self._number(db, bytes.fromhex(sha))
            if number is None:
                return True  # deleted meanwhile
            for piece in _pieces(db, number):
                digest.update(piece)
        return digest.hexdigest() == sha

    def _opened(self, *, create: bool = False) -> Any:
        """The connection; None where there is no file and none is to be made."""
        if self._db is None and (create or self.path.exists()):
            db = connect(self.path, self._key, cache_kib=_CACHE_KIB, create=True)
            try:
                for pragma in ("auto_vacuum = FULL", "secure_delete = ON"):
                    db.execute(f"PRAGMA {pragma}")
                for table in _TABLES:
                    db.execute(table)
            except BaseException:
                db.close()
                raise
            self._db = db
        return self._db

    @staticmethod
    def _number(db: Any, sha: bytes) -> int | None:
        row = db.execute("SELECT id FROM file WHERE sha = ?", (sha,)).fetchone()
        return None if row is None else int(row[0])

    @staticmethod
    def _insert(db: Any, sha: bytes, data: bytes, at: int) -> None:
        row = (sha, len(data), at)
        number = db.execute("INSERT INTO file (sha, size, at) VALUES (?, ?, ?)", row).lastrowid
        with memoryview(data) as view:
            db.executemany(
                "INSERT INTO piece (file, bytes) VALUES (?, ?)",
                ((number, view[at : at + PIECE]) for at in range(0, len(data), PIECE)),
            )


def _pieces(db: Any, number: int) -> Iterator[bytes]:
    rows = db.execute("SELECT bytes FROM piece WHERE file = ? ORDER BY id", (number,))
    return (row[0] for row in rows)
