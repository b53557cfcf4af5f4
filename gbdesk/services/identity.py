"""Who this installation is to others: its keys, the root it trusts, the release in force.

The private keys lie in `store.secrets` under the names below, the root statement as the bytes that
were signed; the certificate of this device is the row of its device in `store.certificates`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.refusals import Refused
from gbdesk.store import catalogues, certificates, secrets
from gbdesk.sync import trust
from gbdesk.sync.keys import ReceivingKey, SigningKey
from gbdesk.sync.trust import Certificate, Root

if TYPE_CHECKING:
    from sqlalchemy import Connection

SIGN: Final = "sign"
RECEIVE: Final = "receive"
OLDER_RECEIVE: Final = "receive."
ROOT: Final = "root"
OPERATIONAL: Final = "operational"
REQUEST: Final = "request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """This device's keys, the hub it belongs to and, once enrolled, its certificate.

    `receive` holds the receiving keys, newest first; older ones open packages that come late.
    `operational` is there at the hub only.
    """

    sign: SigningKey
    receive: tuple[ReceivingKey, ...]
    root: Root
    root_signed: bytes = field(repr=False)
    certificate: Certificate | None = None
    certificate_signed: bytes | None = field(default=None, repr=False)
    operational: SigningKey | None = None

    @property
    def device(self) -> str:
        """The id of this device."""
        return self.sign.device


def of(db: Connection) -> Identity:
    """Who this installation is.

    Raises:
        Refused: it was never set up completely, or its own certificate is not signed by its hub.
    """
    sign, signed = secrets.get(db, SIGN), secrets.get(db, ROOT)
    if sign is None or signed is None:
        raise Refused("setup.unfinished")
    key, root = SigningKey.from_bytes(sign), trust.read_root(signed, None)
    operational = secrets.get(db, OPERATIONAL)
    own = certificates.known(db).get(key.device)
    return Identity(
        sign=key,
        receive=_receiving(db),
        root=root,
        root_signed=signed,
        certificate=None if own is None else trust.read_certificate(own.signed, root.operational),
        certificate_signed=None if own is None else own.signed,
        operational=None if operational is None else SigningKey.from_bytes(operational),
    )


def keep(db: Connection, sign: SigningKey, receive: ReceivingKey, root: bytes) -> None:
    """Keep this device's keys and the root it trusts."""
    secrets.put(db, SIGN, sign.to_bytes())
    secrets.put(db, RECEIVE, receive.to_text().encode())
    secrets.put(db, ROOT, root)


def keep_certificate(
    db: Connection, signed: bytes, found: Certificate, **facts: str | int | None
) -> None:
    """Keep the certificate of a device in the place of its older one."""
    about = {"office": found.office, "rank": found.rank, "serial": found.serial}
    keys = {"cert": found.id, "recipient": found.recipient}
    certificates.put(db, found.device, signed, {**facts, **keys, **about})


def keep_newer_certificate(db: Connection, signed: bytes, found: Certificate) -> None:
    """Keep the certificate of a device unless one with a higher serial number is there."""
    held = certificates.known(db).get(found.device)
    if held is None or held.serial < found.serial:
        facts = {} if held is None else dict(held.facts)
        revoked = None if held is None else held.revoked_n
        keep_certificate(db, signed, found, **{**facts, "revoked_n": revoked})


def read_release(db: Connection) -> Catalogue:
    """The newest stored release.

    Raises:
        Refused: there is none, or it is not what the hub signed.
    """
    signed, root = catalogues.current(db), secrets.get(db, ROOT)
    if signed is None or root is None:
        raise Refused("setup.unfinished")
    operational = trust.read_root(root, None).operational
    return read_catalogue(trust.read_release(signed, operational))


def _receiving(db: Connection) -> tuple[ReceivingKey, ...]:
    older = [name for name in secrets.names(db) if name.startswith(OLDER_RECEIVE)]
    found = (secrets.get(db, name) for name in (RECEIVE, *reversed(older)))
    return tuple(ReceivingKey.from_text(raw.decode()) for raw in found if raw is not None)
