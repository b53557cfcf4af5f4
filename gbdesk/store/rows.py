"""Writing many rows at once, near the driver's own speed, through SQLAlchemy's tables."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, bindparam, delete, insert
from sqlalchemy.engine import Dialect, IteratorResult, Result
from sqlalchemy.engine.result import SimpleResultMetaData

T = TypeVar("T")


@cache
def _insert_sql(table: Table, dialect: Dialect) -> str:
    return str(insert(table).compile(dialect=dialect))


@cache
def _delete_sql(table: Table, column: str, dialect: Dialect) -> str:
    return str(delete(table).where(table.c[column] == bindparam("x")).compile(dialect=dialect))


def insert_many(db: Connection, table: Table, rows: list[tuple[Any, ...]]) -> None:
    """Insert rows whose values stand in the order of the table's columns."""
    if rows:
        db.exec_driver_sql(_insert_sql(table, db.dialect), rows)


def delete_by(db: Connection, table: Table, column: str, values: Iterable[int]) -> None:
    """Delete the rows that hold one of these values in a column."""
    given: list[tuple[Any, ...]] = [(value,) for value in values]
    if given:
        db.exec_driver_sql(_delete_sql(table, column, db.dialect), given)


class Prepared:
    """A statement put into words once and asked many times; values are given by name.

    Building and compiling the same statement costs several times what the engine needs for it, and
    so does describing its columns anew: both are kept.
    """

    def __init__(self, build: Callable[[], Any]) -> None:
        self._build = build
        self._texts: dict[Dialect, tuple[str, tuple[str, ...], dict[str, Any]]] = {}
        self._columns: SimpleResultMetaData | None = None

    def __call__(self, db: Connection, **values: Any) -> Result[Any]:
        """The rows with these values; a statement that gives none has an empty result."""
        text, names, fixed = self._texts.get(db.dialect) or self._put(db.dialect)
        given = {**fixed, **values}
        asked = tuple(given[name] for name in names)
        if not db.in_transaction():
            db.begin()
        cursor: Any = db.connection.cursor()
        for heard in db.dispatch.before_cursor_execute:
            heard(db, cursor, text, asked, None, False)  # noqa: FBT003 - as SQLAlchemy calls it
        cursor.execute(text, asked)
        rows = cursor.fetchall()
        if self._columns is None:
            self._columns = SimpleResultMetaData([one[0] for one in cursor.description or ()])
        cursor.close()
        return IteratorResult(self._columns, iter(rows))

    def _put(self, dialect: Dialect) -> tuple[str, tuple[str, ...], dict[str, Any]]:
        compiled: Any = self._build().compile(dialect=dialect)
        names, fixed = tuple(compiled.positiontup or ()), dict(compiled.params)
        self._texts[dialect] = found = (str(compiled), names, fixed)
        return found


def integers(db: Connection, wanted: Select[Any]) -> array[int]:
    """The one column of a question as numbers; no row is made of each: they may be very many."""
    result = db.execute(wanted)
    cursor: Any = result.cursor
    found = array("q", (number for (number,) in cursor))
    result.close()
    return found


def portions(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The values, so many at a time."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
