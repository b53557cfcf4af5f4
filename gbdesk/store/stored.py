"""Ops as they lie in the file: read back by record or by chain, bytes unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, select

from gbdesk.domain import upcasting
from gbdesk.domain.ops import Body, Env, Op, is_erased, stored_env
from gbdesk.store import terms
from gbdesk.store.rows import Prepared, portions
from gbdesk.store.shapes import Subject
from gbdesk.store.tables import chain, op, record

PORTION: Final = 400
_NUMBER: Final = Prepared(
    lambda: select(chain.c.id).where(
        chain.c.device == bindparam("of_device"), chain.c.stream == bindparam("of_stream")
    )
)
_body = msgspec.json.Decoder(Body)


class Kept(Struct, frozen=True, gc=False):
    """An op and its number in this file; later written ops have higher numbers."""

    number: int
    op: Op


def chains(db: Connection) -> dict[int, tuple[str, str]]:
    """Device and stream of every chain by its number."""
    found = db.execute(select(chain.c.id, chain.c.device, chain.c.stream))
    return {ident: (device, stream) for ident, device, stream in found}


def chain_number(db: Connection, device: str, stream: str) -> int | None:
    """The number of a chain, None where nothing of it is stored."""
    found: int | None = _NUMBER(db, of_device=device, of_stream=stream).scalar_one_or_none()
    return found


def decode(row: Sequence[Any], chain_names: dict[int, tuple[str, str]]) -> Op:
    """An op from (chain, ch, env, body), its fields as today's version has them."""
    number, ch, env, body = row
    device, stream = chain_names[number]
    found = Op(
        id=ch,
        device=device,
        stream=stream,
        env=env,
        body=body,
        head=stored_env(env),
        fields={} if is_erased(body) else _body.decode(body).f,
    )
    return upcasting.as_today(found, upcasting.STEPS)


def read_head(env: bytes) -> Env:
    """A stored envelope."""
    return stored_env(env)


def by_record(db: Connection, records: Iterable[int]) -> Iterator[dict[int, list[Kept]]]:
    """The ops of these records, a portion of records at a time, oldest number first."""
    asked = sorted(records)
    names = chains(db) if asked else {}
    for wanted in portions(asked, PORTION):
        found: dict[int, list[Kept]] = {number: [] for number in wanted}
        rows = db.execute(
            select(op.c.record, op.c.id, op.c.chain, op.c.ch, op.c.env, op.c.body)
            .where(op.c.record.in_(wanted))
            .order_by(op.c.record, op.c.id)
        )
        for number, ident, *rest in rows:
            found[number].append(Kept(ident, decode(tuple(rest), names)))
        yield found


class Standing(Struct, frozen=True, gc=False):
    """A record's row: what it is about and how it stands."""

    subject: Subject
    state: int
    flag: int
    fault: str | None


def standings(db: Connection, records: Sequence[int]) -> dict[int, Standing]:
    """How these records stand, by number."""
    texts = terms.reading(db)
    found: dict[int, Standing] = {}
    for wanted in portions(records, PORTION):
        for row in db.execute(select(record).where(record.c.id.in_(wanted))):
            subject = Subject(row.id, texts[row.kind], texts[row.office], row.uid.hex())
            found[row.id] = Standing(subject, row.state, row.flag, row.fault)
    return found


def record_number(db: Connection, kind: str, office: str, uid: str) -> int | None:
    """The number of a record, None where no op names it."""
    found = terms.by_text(db, [kind, office])
    if kind not in found or office not in found:
        return None
    wanted = select(record.c.id).where(
        record.c.office == found[office],
        record.c.uid == bytes.fromhex(uid),
        record.c.kind == found[kind],
    )
    return db.execute(wanted).scalar_one_or_none()
