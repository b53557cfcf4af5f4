"""The keys of a new hub: made once, signed from the root down (`package.md` 3.1).

The root key and the age identity for emergencies leave in the `.gbroot` file and on the printed
sheet; the keys the hub works with stay in its encrypted file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.services import identity
from gbdesk.store import catalogues, secrets
from gbdesk.sync import rootfile, trust
from gbdesk.sync.keys import ReceivingKey, SigningKey
from gbdesk.sync.stretch import Spending
from gbdesk.sync.trust import Certificate, Root

if TYPE_CHECKING:
    from sqlalchemy import Connection

RANK: Final = 1
_FIRST: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """A new hub with every key, its root statement and its first release as signed bytes."""

    root_key: SigningKey
    recovery: ReceivingKey
    operational: SigningKey
    sign: SigningKey
    receive: ReceivingKey
    root: bytes
    release: bytes
    certificate: Certificate


def found(raw: Mapping[str, Any], catalogue: Catalogue) -> Founded:
    """Make a hub out of the plain values of its first release."""
    root_key, operational, sign = SigningKey.new(), SigningKey.new(), SigningKey.new()
    recovery, receive = ReceivingKey.new(), ReceivingKey.new()
    office = catalogue.hub.office
    root = Root(
        number=_FIRST,
        office=office,
        name=catalogue.hub.name,
        public=root_key.public,
        operational=operational.public,
        recipients=(receive.recipient,),
        recovery=recovery.recipient,
        sample=catalogue.sample,
    )
    certificate = Certificate(
        id=trust.certificate_id(sign.device, _FIRST),
        device=sign.device,
        office=office,
        offices=(office,),
        public=sign.public,
        recipient=receive.recipient,
        rank=RANK,
        serial=_FIRST,
        catalogue=catalogue.number,
        sample=catalogue.sample,
    )
    return Founded(
        root_key=root_key,
        recovery=recovery,
        operational=operational,
        sign=sign,
        receive=receive,
        root=trust.write_root(root_key, root),
        release=trust.write_release(operational, raw),
        certificate=certificate,
    )


def keep(db: Connection, hub: Founded, number: int, at: str) -> None:
    """Keep what the hub works with; the root key and the emergency identity are not kept."""
    identity.keep(db, hub.sign, hub.receive, hub.root)
    secrets.put(db, identity.OPERATIONAL, hub.operational.to_bytes())
    signed = trust.write_certificate(hub.operational, hub.certificate)
    identity.keep_certificate(db, signed, hub.certificate)
    catalogues.add(db, number, hub.release, at)


def root_file(hub: Founded, code: str, name: str, cost: Spending) -> bytes:
    """The `.gbroot` file of a new hub."""
    return write_root_file(hub.root_key, (hub.recovery,), code, name, cost)


def write_root_file(
    key: SigningKey, recovery: Sequence[ReceivingKey], code: str, name: str, cost: Spending
) -> bytes:
    """The `.gbroot` file: the root key's 32 bytes and age identities, sealed under the code.

    The newest identity comes first; the older ones open what was written before.
    """
    texts = "\n".join(one.to_text() for one in recovery)
    return rootfile.wrap_root(key.to_bytes() + texts.encode(), code, name, cost)


def read_root_file(raw: bytes, code: str) -> tuple[SigningKey, tuple[ReceivingKey, ...]]:
    """The root key and the age identities out of a `.gbroot` file, the newest first.

    Raises:
        Refused: E_CODE for another code, E_KDF_PARAMS, E_NOT_PACKAGE for another file.
    """
    kept = rootfile.unwrap_root(raw, code)
    texts = kept[32:].decode().split("\n")
    return SigningKey.from_bytes(kept[:32]), tuple(map(ReceivingKey.from_text, texts))
