"""Who this installation is to others: its keys, the root it trusts, the release in force.

The private keys lie in `store.secrets` under the names below, the root statement as the bytes that
were signed; the certificate of this device is the row of its device in `store.certificates`.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.refusals import Refused
from gbdesk.store import catalogues, certificates, meta, secrets
from gbdesk.store.certificates import CertRow
from gbdesk.sync import trust
from gbdesk.sync.keys import ReceivingKey, SigningKey, key_of
from gbdesk.sync.trust import Certificate, Root
from gbdesk.sync.vouching import digest as certificate_digest

if TYPE_CHECKING:
    from sqlalchemy import Connection

SIGN: Final = "sign"
RECEIVE: Final = "receive"
OLDER_RECEIVE: Final = "receive."
ROOT: Final = "root"
OPERATIONAL: Final = "operational"
REQUEST: Final = "request"
SIGN_NEXT: Final = "sign.next"
RECEIVE_NEXT: Final = OLDER_RECEIVE + "next"
BY_DIGITS: Final = "request_by_digits"
LEAST: Final = "least"
TRUSTS: Final = "trusts"
BEFORE: Final = "recipient_before"
AGAIN: Final = "set_up_again"  # this hub began once more with what units had of it
_OLDER: Final = "operational_before"
_ROOTS: Final = "roots_before"
_NAMED: Final = "device_named"
_NOT_SIGNED: Final = "package.E_CERT"
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """This device's keys, the hub it belongs to and, once enrolled, its certificate.

    `receive` holds the receiving keys, newest first; older ones open packages that come late.
    `operational` is there at the hub only. `vouching` are the public keys that signed what is kept
    here, the current one first; `closed` maps older ones to the digests of what they had signed.
    """

    sign: SigningKey
    receive: tuple[ReceivingKey, ...]
    root: Root
    root_signed: bytes = field(repr=False)
    certificate: Certificate | None = None
    certificate_signed: bytes | None = field(default=None, repr=False)
    operational: SigningKey | None = None
    vouching: tuple[bytes, ...] = ()
    closed: Mapping[bytes, Collection[str]] = field(default_factory=dict)

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
    key = SigningKey.from_bytes(sign, meta.get(db, _NAMED) or "")
    root = trust.read_root(signed, None)
    operational = secrets.get(db, OPERATIONAL)
    known = certificates.known(db)
    own, older = known.get(key.device), _older(db, known)
    vouching = (root.operational, *older)
    return Identity(
        sign=key,
        receive=_receiving(db),
        root=root,
        root_signed=signed,
        certificate=None if own is None else certificate_of(own.signed, vouching),
        certificate_signed=None if own is None else own.signed,
        operational=None if operational is None else SigningKey.from_bytes(operational),
        vouching=vouching,
        closed=older,
    )


def certificate_of(signed: bytes, vouching: Sequence[bytes]) -> Certificate:
    """A certificate kept here, signed by the hub's key of its time.

    Raises:
        Refused: E_CERT, by none of them.
    """
    return _by_any(trust.read_certificate, signed, vouching)


def change_root(db: Connection, signed: bytes, before: Root, now: Root) -> None:
    """Trust the next root statement; what the older key signed until now stays believed."""
    replaced = secrets.get(db, ROOT)
    if replaced is not None:
        meta.put(db, _ROOTS, [*(meta.get(db, _ROOTS) or []), base64.b64encode(replaced).decode()])
    secrets.put(db, ROOT, signed)
    if now.operational != before.operational:
        kept = {before.operational.hex(): sorted(_digests(certificates.known(db)))}
        meta.put(db, _OLDER, {**kept, **(meta.get(db, _OLDER) or {})})


def roots(db: Connection) -> tuple[bytes, ...]:
    """Every root statement of this hub, the first one first: who was away follows them in order."""
    before = [base64.b64decode(one) for one in meta.get(db, _ROOTS) or []]
    now = secrets.get(db, ROOT)
    return tuple(before) if now is None else (*before, now)


def _older(db: Connection, known: Mapping[str, CertRow]) -> dict[bytes, frozenset[str]]:
    """Older operational keys: they are believed for what was signed before they were replaced."""
    found = meta.get(db, _OLDER) or {}
    now = _digests(known) if found else set()
    return {bytes.fromhex(key): frozenset(now.union(kept)) for key, kept in found.items()}


def _digests(known: Mapping[str, CertRow]) -> set[str]:
    return {certificate_digest(row.signed) for row in known.values() if row.signed}


def _by_any(read: Callable[[bytes, bytes], T], signed: bytes, keys: Sequence[bytes]) -> T:
    for key in keys[:-1]:
        try:
            return read(signed, key)
        except Refused as refused:
            if refused.code != _NOT_SIGNED:
                raise
    return read(signed, keys[-1])


def keep(db: Connection, sign: SigningKey, receive: ReceivingKey, root: bytes) -> None:
    """Keep this device's keys and the root it trusts."""
    secrets.put(db, SIGN, sign.to_bytes())
    secrets.put(db, RECEIVE, receive.to_text().encode())
    secrets.put(db, ROOT, root)


def keep_request(db: Connection, request: bytes, *, by_digits: bool) -> None:
    """Keep the request until it is answered; whether digits have to be read out with it."""
    secrets.put(db, REQUEST, request)
    meta.put(db, BY_DIGITS, by_digits or None)


def keep_certificate(
    db: Connection, signed: bytes, found: Certificate, **facts: str | int | None
) -> None:
    """Keep the certificate of a device in the place of its older one."""
    about = {"office": found.office, "rank": found.rank, "serial": found.serial}
    keys = {"cert": found.id, "recipient": found.recipient}
    certificates.put(db, found.device, signed, {**facts, **keys, **about})


def keep_newer_certificate(
    db: Connection, signed: bytes, found: Certificate, *, by: bytes = b""
) -> None:
    """Keep the certificate of a device unless one with a higher serial number is there.

    `by`: the hub's present key, which signed it: then also the same one, and in the place of any
    that this key did not sign, whatever its number.
    """
    held = certificates.known(db).get(found.device)
    is_newer = held is None or held.serial < found.serial + bool(by)
    if is_newer or (by and held is not None and not signed_by(held.signed, by)):
        facts = {} if held is None else dict(held.facts)
        revoked = None if held is None else held.revoked_n
        keep_certificate(db, signed, found, **{**facts, "revoked_n": revoked})


def promote(db: Connection, who: Identity, found: Certificate) -> bool:
    """Take the keys into use that were made for this certificate of this device, if they were."""
    raw, text = secrets.get(db, SIGN_NEXT), secrets.get(db, RECEIVE_NEXT)
    if raw is None or text is None:
        return False
    sign, receive = SigningKey.from_bytes(raw), ReceivingKey.from_text(text.decode())
    if (sign.public, receive.recipient) != (found.public, found.recipient):
        return False
    older = f"{OLDER_RECEIVE}{found.serial:06d}"
    secrets.put(db, older, who.receive[0].to_text().encode())
    for name, value in ((SIGN, raw), (RECEIVE, text)):
        secrets.put(db, name, value)
    for name in (SIGN_NEXT, RECEIVE_NEXT):
        secrets.drop(db, name)
    meta.put(db, _NAMED, who.device)
    return True


def keep_own_key(db: Connection, who: Identity, sign: SigningKey) -> None:
    """Sign with another key from now on; the device keeps the name its first key gave it."""
    secrets.put(db, SIGN, sign.to_bytes())
    name_device(db, who.device)


def name_device(db: Connection, device: str) -> None:
    """Go on as this device, whatever key signs for it now."""
    meta.put(db, _NAMED, device)


def note_used(db: Connection, came: Certificate) -> None:
    """A device's newer key is in use: from now on nothing by its older one is accepted."""
    row = certificates.of_device(db, came.device)
    if row is not None and row.serial == came.serial and BEFORE in row.facts:
        facts = {name: value for name, value in row.facts.items() if name != BEFORE}
        about = {"office": row.office, "rank": row.rank, "serial": row.serial}
        more = {"revoked_n": row.revoked_n, LEAST: row.serial}
        certificates.put(db, row.device, row.signed, {**facts, **about, **more})


def note_trust(db: Connection, came: Certificate, to: Collection[str]) -> None:
    """Remember that a device encrypts for the present emergency key: it trusts the present root.

    Every root key brings an emergency key of its own, so the signed address of a package says
    which root its writer knows.
    """
    row, mark = certificates.of_device(db, came.device), key_of(_present(db).recovery)
    if row is not None and mark in to and row.facts.get(TRUSTS) != mark:
        about = {"office": row.office, "rank": row.rank, "serial": row.serial}
        facts = {**row.facts, **about, "revoked_n": row.revoked_n, TRUSTS: mark}
        certificates.put(db, row.device, row.signed, facts)


def trusts(db: Connection) -> dict[str, bool]:
    """Whether each device was seen to trust the root key in force; empty if no other was."""
    root = _present(db)
    earlier = (trust.read_root(signed, None).public for signed in roots(db))
    if all(public == root.public for public in earlier):
        return {}
    mark = key_of(root.recovery)
    held = (row for row in certificates.known(db).values() if not row.rank)
    return {row.device: row.facts.get(TRUSTS) == mark for row in held}


def _present(db: Connection) -> Root:
    signed = secrets.get(db, ROOT)
    if signed is None:
        raise Refused("setup.unfinished")
    return trust.read_root(signed, None)


def signed_by(signed: bytes, operational: bytes) -> bool:
    """Whether this key of the hub signed a certificate."""
    try:
        trust.read_certificate(signed, operational)
    except Refused:
        return False
    return True


def recipients_of(row: CertRow) -> tuple[str, ...]:
    """Whom to encrypt to for a device: its key, and the one before until the newer one is used."""
    found = (trust.peek_certificate(row.signed).recipient, str(row.facts.get(BEFORE) or ""))
    return tuple(one for one in found if one)


def read_release(db: Connection) -> Catalogue:
    """The newest stored release.

    Raises:
        Refused: there is none, or it is not what the hub signed.
    """
    signed, root = catalogues.current(db), secrets.get(db, ROOT)
    if signed is None or root is None:
        raise Refused("setup.unfinished")
    older = _older(db, certificates.known(db))
    vouching = (trust.read_root(root, None).operational, *older)
    return read_catalogue(_by_any(trust.read_release, signed, vouching))


def _receiving(db: Connection) -> tuple[ReceivingKey, ...]:
    older = [name for name in secrets.names(db) if name.startswith(OLDER_RECEIVE)]
    found = (secrets.get(db, name) for name in (RECEIVE, *reversed(older)))
    return tuple(ReceivingKey.from_text(raw.decode()) for raw in found if raw is not None)
