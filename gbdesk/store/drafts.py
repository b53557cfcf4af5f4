"""Drafts: unsaved forms in a second encrypted file, so that typing never waits for an import."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from gbdesk.store.engine import connect, translated
from gbdesk.store.ring import DataKey

_TABLE = (
    "CREATE TABLE IF NOT EXISTS draft (page TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL, "
    "payload TEXT NOT NULL, PRIMARY KEY (page, key)) STRICT, WITHOUT ROWID"
)
_STEPS = (
    "CREATE TABLE IF NOT EXISTS step (n INTEGER PRIMARY KEY, who TEXT NOT NULL, run TEXT NOT NULL, "
    "forth INTEGER NOT NULL, words TEXT NOT NULL, payload TEXT NOT NULL) STRICT"
)
_LIKINGS = (
    "CREATE TABLE IF NOT EXISTS liking (who TEXT NOT NULL, name TEXT NOT NULL, "
    "payload TEXT NOT NULL, PRIMARY KEY (who, name)) STRICT, WITHOUT ROWID"
)
_HOLDING = ("draft", "step", "liking")
_PUT = (
    "INSERT INTO draft (page, key, at, payload) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (page, key) DO UPDATE SET at = excluded.at, payload = excluded.payload"
)


class Drafts:
    """What is being typed, per page and key; every call may come from any thread."""

    def __init__(self, path: Path, key: DataKey) -> None:
        """Open the drafts, making the file when it is not there.

        Raises:
            Refused: the file is damaged or the disk does not take it.
        """
        self.path = path
        self._guard = threading.Lock()
        with translated():
            self._db: Any = connect(path, key, cache_kib=2_000, create=True)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute(_TABLE)
            self._db.execute(_STEPS)
            self._db.execute(_LIKINGS)

    def put(self, page: str, key: str, payload: dict[str, Any]) -> None:
        """Keep what is typed, in the place of what was kept before."""
        said = json.dumps(payload, ensure_ascii=False)
        self.run(_PUT, (page, key, time.time_ns() // 1_000_000, said))

    def get(self, page: str, key: str) -> dict[str, Any] | None:
        """What was kept, if anything."""
        rows = self.run("SELECT payload FROM draft WHERE page = ? AND key = ?", (page, key))
        return dict(json.loads(rows[0][0])) if rows else None

    def list(self, page: str) -> Sequence[tuple[str, dict[str, Any]]]:
        """Every draft of a page with its key, newest first."""
        rows = self.run("SELECT key, payload FROM draft WHERE page = ? ORDER BY at DESC", (page,))
        return [(str(key), dict(json.loads(payload))) for key, payload in rows]

    def newest(self, pages: Sequence[str]) -> tuple[str, str, int] | None:
        """Page, key and time (milliseconds since 1970) of the newest draft of these pages."""
        marks = ", ".join("?" * len(pages))
        rows = self.run(
            f"SELECT page, key, at FROM draft WHERE page IN ({marks}) ORDER BY at DESC LIMIT 1",  # noqa: S608
            tuple(pages),
        )
        return (str(rows[0][0]), str(rows[0][1]), int(rows[0][2])) if rows else None

    def drop(self, page: str, key: str) -> None:
        """Forget a draft."""
        self.run("DELETE FROM draft WHERE page = ? AND key = ?", (page, key))

    def forget(self, text: str) -> None:
        """Forget whatever is kept here in which this text stands, and what is left in the file."""
        said = json.dumps(text, ensure_ascii=False)[1:-1]
        for table in _HOLDING:
            self.run(f"DELETE FROM {table} WHERE instr(payload, ?) > 0", (said,))  # noqa: S608
        self.run("VACUUM", ())
        self.run("PRAGMA wal_checkpoint(TRUNCATE)", ())

    def holding(self, texts: Collection[str]) -> int:
        """How many drafts, steps and views there are in which one of these texts stands."""
        said = [json.dumps(text, ensure_ascii=False)[1:-1] for text in texts]
        rows = [row for table in _HOLDING for row in self.run(f"SELECT payload FROM {table}", ())]  # noqa: S608
        return sum(any(one in payload for one in said) for (payload,) in rows)

    def count(self) -> int:
        """How many drafts there are."""
        return int(self.run("SELECT count(*) FROM draft", ())[0][0])

    def copy_to(self, target: Path, key: DataKey) -> None:
        """A whole copy in another file under the same key."""
        copy = connect(target, key, cache_kib=2_000, create=True)
        try:
            with self._guard, translated():
                self._db.backup(copy)
        finally:
            copy.close()

    def close(self) -> None:
        """Close the file."""
        with self._guard:
            self._db.close()

    def run(self, sql: str, values: tuple[Any, ...]) -> Sequence[Any]:
        """One statement and its rows; for what is kept beside the drafts.

        Raises:
            Refused: the file is damaged or the disk does not take it.
        """
        with self._guard, translated():
            return list(self._db.execute(sql, values).fetchall())
