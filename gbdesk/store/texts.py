"""Finding words in what ops say, also in versions that were replaced and in deleted entries."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, select

from gbdesk.domain.erasing import is_free
from gbdesk.domain.names import fold
from gbdesk.domain.ops import Body, Value, is_erased
from gbdesk.store import tables, terms

_ROW: Final = "row"
_NOTE: Final = b'.note"'
_body = msgspec.json.Decoder(Body)


def saying(
    db: Connection, words: Sequence[str], kinds: Collection[str], *, office: str | None, most: int
) -> list[int]:
    """The numbers of records with a text in which all these folded words stand, newest first."""
    op, record = tables.op, tables.record
    names = {number: text for text, number in terms.by_text(db, kinds).items()}
    wanted = (
        select(op.c.record, record.c.kind, op.c.body)
        .join(record, record.c.id == op.c.record)
        .where(record.c.kind.in_(list(names)))
        .order_by(op.c.id.desc())
    )
    if office is not None:
        wanted = wanted.where(record.c.office.in_(terms.numbers(db, [office])))
    found: dict[int, None] = {}
    for number, kind, body in db.execute(wanted):
        entity = names[kind]
        if number in found or is_erased(body) or (entity == _ROW and _NOTE not in body):
            continue
        if matching(entity, _body.decode(body).f, words):
            found[number] = None
            if len(found) >= most:
                break
    return list(found)


def matching(entity: str, fields: Mapping[str, Value], words: Sequence[str]) -> list[str]:
    """The fields written in a person's own words in which all these folded words stand."""
    return [
        name
        for name, said in fields.items()
        if isinstance(said, str) and is_free(entity, name) and _holds(said, words)
    ]


def _holds(said: str, words: Sequence[str]) -> bool:
    folded = fold(said)
    return all(word in folded for word in words)
