"""Search that ignores diacritics and case: FTS5 over text folded beforehand. SQLite only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, Integer, Select, column, select, table, text
from sqlalchemy.exc import DatabaseError

from gbdesk.domain.names import fold

TABLE: Final = (
    "CREATE VIRTUAL TABLE activity_search USING fts5("
    "folded, content='activity', content_rowid='record', detail='none', "
    "tokenize='unicode61 remove_diacritics 0')"
)
_ADD: Final = "INSERT INTO activity_search (rowid, folded) VALUES (?, ?)"
_DROP: Final = (
    "INSERT INTO activity_search (activity_search, rowid, folded) VALUES ('delete', ?, ?)"
)

_index: Final = table("activity_search", column("rowid", Integer))


def create(db: Connection) -> None:
    """The search index of a new file."""
    db.exec_driver_sql(TABLE)


def add(db: Connection, texts: Sequence[tuple[int, str]]) -> None:
    """Index folded texts of activities."""
    if texts:
        db.exec_driver_sql(_ADD, list(texts))


def drop(db: Connection, texts: Sequence[tuple[int, str]]) -> None:
    """Take texts out of the index, as they were added."""
    if texts:
        db.exec_driver_sql(_DROP, list(texts))


def expression(typed: str) -> str:
    """What was typed as an FTS5 question: every word, the last letters may be missing."""
    words = "".join(char if char.isalnum() else " " for char in fold(typed)).split()
    return " AND ".join(f'"{word}"*' for word in words)


def matching(typed: str) -> Select[tuple[int]] | None:
    """The records with every word typed, None where no word was typed."""
    question = expression(typed)
    if not question:
        return None
    asked = text("activity_search MATCH :question").bindparams(question=question)
    return select(_index.c.rowid).where(asked)


def is_whole(db: Connection) -> bool:
    """Whether the index says exactly what the activities say."""
    try:
        db.exec_driver_sql(
            "INSERT INTO activity_search (activity_search, rank) VALUES ('integrity-check', 1)"
        )
    except DatabaseError:
        return False
    return True


def rebuild(db: Connection) -> None:
    """Index every activity anew."""
    db.exec_driver_sql("INSERT INTO activity_search (activity_search) VALUES ('rebuild')")
