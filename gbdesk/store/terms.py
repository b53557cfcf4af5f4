"""Texts that repeat, each stored once: text to number when writing, number to text when reading."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from gbdesk.store.rows import Prepared, insert_many
from gbdesk.store.tables import term

_KEY = "terms"
_READ_KEY = "term texts"
_ONE = Prepared(lambda: select(term.c.id).where(term.c.text == bindparam("wanted")))


class Terms(dict[str, int]):
    """Text to number; asking for a new text gives it the next number, written by `flush`."""

    def __init__(self, known: list[tuple[int, str]]) -> None:
        super().__init__((text, ident) for ident, text in known)
        self.texts = dict(known)
        self._next = max(self.texts, default=0) + 1
        self._new: list[tuple[int, str]] = []

    def __missing__(self, text: str) -> int:
        ident, self._next = self._next, self._next + 1
        self[text] = ident
        self.texts[ident] = text
        self._new.append((ident, text))
        return ident

    def flush(self, db: Connection) -> None:
        """Write the new texts."""
        if self._new:
            insert_many(db, term, self._new)
            self._new = []


def writing(db: Connection) -> Terms:
    """The texts, for the one writing connection; forgotten when a transaction rolls back."""
    found = db.info.get(_KEY)
    if not isinstance(found, Terms):
        found = db.info[_KEY] = Terms(_all(db))
    return found


def reading(db: Connection) -> dict[int, str]:
    """Every text by its number; learns what was written since the last call."""
    known: dict[int, str] = db.info.setdefault(_READ_KEY, {})
    newest = max(known, default=0)
    known.update(
        (ident, text)
        for ident, text in db.execute(select(term.c.id, term.c.text).where(term.c.id > newest))
    )
    return known


def by_text(db: Connection, texts: Iterable[str]) -> dict[str, int]:
    """The numbers of those texts that are stored."""
    wanted = sorted(set(texts))
    if len(wanted) == 1:
        return _alone(db, wanted[0])
    found = db.execute(select(term.c.text, term.c.id).where(term.c.text.in_(wanted)))
    return dict(found.all())


def _alone(db: Connection, text: str) -> dict[str, int]:
    number = _ONE(db, wanted=text).scalar_one_or_none()
    return {} if number is None else {text: number}


def numbers(db: Connection, texts: Iterable[str]) -> list[int]:
    """The numbers of those texts that are stored."""
    return list(by_text(db, texts).values())


def _all(db: Connection) -> list[tuple[int, str]]:
    return [(ident, text) for ident, text in db.execute(select(term.c.id, term.c.text))]
