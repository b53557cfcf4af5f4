"""Writing many rows at once, near the driver's own speed, through SQLAlchemy's tables."""

from __future__ import annotations

from array import array
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, bindparam, delete, insert
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import MultipleResultsFound, NoResultFound

T = TypeVar("T")


@cache
def insert_sql(table: Table, dialect: Dialect) -> str:
    """The statement that takes a whole row of a table, its values in the order of the columns."""
    return str(insert(table).compile(dialect=dialect))


@cache
def _shorter_sql(table: Table, dialect: Dialect) -> str | None:
    """The same without the last column; None where that one must not be empty."""
    *names, last = table.c.keys()
    if not table.c[last].nullable:
        return None
    return str(insert(table).compile(dialect=dialect, column_keys=names))


@cache
def _delete_sql(table: Table, column: str, dialect: Dialect) -> str:
    return str(delete(table).where(table.c[column] == bindparam("x")).compile(dialect=dialect))


def insert_many(db: Connection, table: Table, rows: list[tuple[Any, ...]]) -> None:
    """Insert rows whose values stand in the order of the table's columns.

    The driver looks long for somebody who adapts a None: an empty last column is left out instead.
    """
    shorter = _shorter_sql(table, db.dialect)
    if shorter and (short := [row[:-1] for row in rows if row[-1] is None]):
        _many(db, shorter, short)
        rows = [row for row in rows if row[-1] is not None] if len(short) < len(rows) else []
    if rows:
        _many(db, insert_sql(table, db.dialect), rows)


def delete_by(db: Connection, table: Table, column: str, values: Iterable[int]) -> None:
    """Delete the rows that hold one of these values in a column."""
    given: list[tuple[Any, ...]] = [(value,) for value in values]
    if given:
        _many(db, _delete_sql(table, column, db.dialect), given)


def run(db: Connection, text: str) -> None:
    """A statement without values, near the driver's own speed too."""
    cursor = _announced(db, text, (), many=False)
    cursor.execute(text)
    cursor.close()


def _many(db: Connection, text: str, rows: list[tuple[Any, ...]]) -> None:
    cursor = _announced(db, text, rows, many=True)
    cursor.executemany(text, rows)
    cursor.close()


def _announced(db: Connection, text: str, values: object, *, many: bool) -> Any:
    """A cursor of the driver's for this statement, after everybody who listens has heard of it."""
    if not db.in_transaction():
        db.begin()
    driver: Any = db.connection.dbapi_connection
    cursor = driver.cursor()
    if listeners := db.dispatch.before_cursor_execute:
        for heard in listeners:
            heard(db, cursor, text, values, None, many)
    return cursor


class Found:
    """The rows of a `Prepared`; their values go by name too."""

    __slots__ = ("_rows",)

    def __init__(self, rows: list[Any]) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def first(self) -> Any:
        """The first row, None where there is none."""
        return self._rows[0] if self._rows else None

    def one(self) -> Any:
        """The only row.

        Raises:
            NoResultFound, MultipleResultsFound: there is none, or another one.
        """
        if not self._rows:
            raise NoResultFound
        if len(self._rows) > 1:
            raise MultipleResultsFound
        return self._rows[0]

    def scalar_one(self) -> Any:
        """The first value of the only row; raises as `one`."""
        return self.one()[0]

    def scalar_one_or_none(self) -> Any:
        """As `scalar_one`, None where there is no row."""
        return self.one()[0] if self._rows else None


class Prepared:
    """A statement put into words once and asked many times; values are given by name.

    Building and compiling the same statement costs several times what the engine needs for it, and
    so does describing its columns anew: both are kept.
    """

    def __init__(self, build: Callable[[], Any]) -> None:
        self._build = build
        self._texts: dict[Dialect, tuple[str, tuple[str, ...], dict[str, Any]]] = {}
        self._row: Any = None

    def __call__(self, db: Connection, **values: Any) -> Found:
        """The rows with these values; a statement that gives none has an empty result."""
        text, names, fixed = self._texts.get(db.dialect) or self._put(db.dialect)
        asked = tuple([values[name] if name in values else fixed[name] for name in names])
        cursor = _announced(db, text, asked, many=False)
        cursor.execute(text, asked)
        rows = cursor.fetchall()
        if rows:
            if self._row is None:
                self._row = _row_of([one[0] for one in cursor.description])
            rows = [self._row._make(row) for row in rows]
        cursor.close()
        return Found(rows)

    def _put(self, dialect: Dialect) -> tuple[str, tuple[str, ...], dict[str, Any]]:
        compiled: Any = self._build().compile(dialect=dialect)
        names, fixed = tuple(compiled.positiontup or ()), dict(compiled.params)
        self._texts[dialect] = found = (str(compiled), names, fixed)
        return found


def _row_of(names: Sequence[str]) -> Any:
    """What a row with columns of these names is made of."""
    return namedtuple("Row", names, rename=True)  # noqa: PYI024 - the names come from the statement


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
