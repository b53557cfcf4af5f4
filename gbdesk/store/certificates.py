"""The certificates known here: which device speaks for which office, with which rank."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select

from gbdesk.store.rows import Prepared
from gbdesk.store.tables import certificate

_RANKS = Prepared(lambda: select(certificate.c.device, certificate.c.rank))
_KNOWN = Prepared(lambda: select(certificate).order_by(certificate.c.device))
_OF_DEVICE = Prepared(
    lambda: select(certificate).where(certificate.c.device == bindparam("of_device"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CertRow:
    """A device's certificate as stored; `revoked_n` is the last op number still accepted."""

    device: str
    office: str
    rank: int
    serial: int
    revoked_n: int | None
    signed: bytes
    facts: Mapping[str, Any] = field(default_factory=dict)


def put(db: Connection, device: str, signed: bytes, facts: Mapping[str, Any]) -> None:
    """Keep a certificate in the place of the device's older one.

    `facts` holds `office`, `rank`, `serial`, `revoked_n` and anything else to be remembered.
    """
    rest = dict(facts)
    drop(db, device)
    db.execute(
        insert(certificate).values(
            device=device,
            office=str(rest.pop("office")),
            rank=int(rest.pop("rank", 0)),
            serial=int(rest.pop("serial", 0)),
            revoked_n=rest.pop("revoked_n", None),
            signed=signed,
            facts=json.dumps(rest, sort_keys=True),
        )
    )


def drop(db: Connection, device: str) -> None:
    """Forget the certificate of a device."""
    db.execute(delete(certificate).where(certificate.c.device == device))


def known(db: Connection) -> dict[str, CertRow]:
    """Every certificate by device."""
    return {row.device: row for row in map(_row, _KNOWN(db))}


def of_device(db: Connection, device: str) -> CertRow | None:
    """The certificate of one device, None where none is known."""
    return next(map(_row, _OF_DEVICE(db, of_device=device)), None)


def _row(row: Any) -> CertRow:
    return CertRow(
        device=row.device,
        office=row.office,
        rank=row.rank,
        serial=row.serial,
        revoked_n=row.revoked_n,
        signed=row.signed,
        facts=msgspec.json.decode(row.facts),
    )


def ranks(db: Connection) -> dict[str, int]:
    """The rank of every device that has a certificate."""
    return {row.device: row.rank for row in _RANKS(db)}


def revoke(db: Connection, device: str, last_n: int) -> None:
    """Accept a device's ops up to this number only."""
    changing = certificate.update().where(certificate.c.device == device)
    db.execute(changing.values(revoked_n=last_n))
