"""Who may speak for whom: root statements, certificates of devices, catalogue releases.

All are signed statements. The root key signs who the hub is; the hub's operational key signs
certificates and releases. Versions are integers; no clock decides (`package.md` 3.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Final, TypeAlias

import msgspec
from msgspec import Meta, Struct

from gbdesk.domain.ids import key_id
from gbdesk.domain.ops import MAX_INT, OfficeText, canonical
from gbdesk.domain.refusals import Refused
from gbdesk.sync import keys, statements
from gbdesk.sync.errors import fault
from gbdesk.sync.keys import KEY_BYTES, SigningKey, check_public, check_recipient, device_of
from gbdesk.sync.strict import decode_canonical, from_base64, to_base64

Number: TypeAlias = Annotated[int, Meta(ge=0, le=MAX_INT)]
Text: TypeAlias = Annotated[str, Meta(min_length=1, max_length=400)]
Recipient: TypeAlias = Annotated[str, Meta(pattern=r"^age1[02-9ac-hj-np-z]{58}$")]
Public: TypeAlias = Annotated[str, Meta(min_length=44, max_length=44)]
DeviceText: TypeAlias = Annotated[str, Meta(pattern=r"^d_[0-9a-hjkmnp-tv-z]{26}$")]
CertText: TypeAlias = Annotated[str, Meta(pattern=r"^c_[0-9a-hjkmnp-tv-z]{26}$")]
MAX_OFFICES: Final = 200
MAX_RANK: Final = 2


class _Root(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Text
    number: Annotated[int, Meta(ge=1, le=MAX_INT)]
    office: OfficeText
    operational: Public
    recipients: Annotated[list[Recipient], Meta(min_length=1, max_length=16)]
    recovery: Recipient
    root: Public
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """Who a hub is: its root key (32 bytes), the key it works with, where to encrypt to.

    `recipients` are age recipients, newest first; `recovery` is the one on the printed root sheet
    and receives every package.
    """

    number: int
    office: str
    name: str
    public: bytes
    operational: bytes
    recipients: tuple[str, ...]
    recovery: str
    sample: bool

    @property
    def to(self) -> tuple[str, ...]:
        """Whom a package for this hub is encrypted to."""
        return tuple(dict.fromkeys((self.recipients[0], self.recovery)))


class _Certificate(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    catalogue: Number
    cert: CertText
    device: DeviceText
    enc: Recipient
    office: OfficeText
    offices: Annotated[list[OfficeText], Meta(min_length=1, max_length=MAX_OFFICES)]
    rank: Annotated[int, Meta(ge=0, le=MAX_RANK)]
    sample: bool
    serial: Number
    sign: Public
    renewed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What the hub vouches for: this device speaks for `office` and may write for `offices`.

    A device is named by its first key; `renewed` says that it has another one by now. `rank` is 0
    for an office, 1 for a hub, 2 for a hub above; `catalogue` the release it was issued in.
    """

    id: str
    device: str
    office: str
    offices: tuple[str, ...]
    public: bytes
    recipient: str
    rank: int
    serial: int
    catalogue: int
    sample: bool
    renewed: bool = False


def certificate_id(device: str, serial: int) -> str:
    """The id of the certificate with this serial number of a device."""
    return key_id("c_", f"{device}\n{serial}".encode())


def write_root(key: SigningKey, root: Root, *older: SigningKey) -> bytes:
    """The root statement signed by its own key; a change of key is signed by the old one too."""
    body = _Root(
        name=root.name,
        number=root.number,
        office=root.office,
        operational=to_base64(root.operational),
        recipients=list(root.recipients),
        recovery=root.recovery,
        root=to_base64(root.public),
        sample=root.sample,
    )
    return statements.seal(statements.ROOT, canonical(body), key, *older)


@lru_cache(maxsize=16)
def read_root(signed: bytes, pinned: bytes | None) -> Root:
    """The root statement, by the pinned root key; without one only in agreement with itself.

    The same bytes say the same: the one kept here is read once, not for every group of packages.

    Raises:
        Refused: E_ROOT, another root or a bad statement; E_WEAK_KEY.
    """
    root = _root(signed)
    if pinned is not None and pinned != root.public:
        raise fault("E_ROOT")
    _signed_by(signed, root.public)
    return root


def follow_root(signed: bytes, current: Root) -> Root:
    """The root statement that is in force after `current`: the same or exactly the next one.

    Raises:
        Refused: E_ROOT, a number is skipped or goes back, the same number says something else,
            another hub, or not signed by the old and the new root key.
    """
    root = _root(signed)
    _signed_by(signed, root.public, current.public)
    same = root.number == current.number and root == current
    if not same and root.number != current.number + 1:
        raise fault("E_ROOT")
    if (root.office, root.sample) != (current.office, current.sample):
        raise fault("E_ROOT")
    return root


def _root(signed: bytes) -> Root:
    try:
        body = statements.unverified(statements.ROOT, signed)
        said = decode_canonical(body, _Root, shape_code="E_ROOT", canon_code="E_ROOT")
        public, operational = (
            from_base64(text, "E_ROOT", KEY_BYTES) for text in (said.root, said.operational)
        )
    except Refused:
        raise fault("E_ROOT") from None
    for key in (public, operational):
        check_public(key)
    for recipient in (*said.recipients, said.recovery):
        check_recipient(recipient)
    return Root(
        number=said.number,
        office=said.office,
        name=said.name,
        public=public,
        operational=operational,
        recipients=tuple(said.recipients),
        recovery=said.recovery,
        sample=said.sample,
    )


def _signed_by(signed: bytes, *publics: bytes) -> None:
    try:
        statements.opened(statements.ROOT, signed, *publics)
    except Refused:
        raise fault("E_ROOT") from None


def write_certificate(operational: SigningKey, certificate: Certificate) -> bytes:
    """The certificate signed by the hub's operational key.

    Raises:
        Refused: E_WEAK_KEY, a key in it must not be enrolled; E_CERT, it does not fit itself.
    """
    check_public(certificate.public)
    check_recipient(certificate.recipient)
    _check_fits(certificate)
    body = _Certificate(
        catalogue=certificate.catalogue,
        cert=certificate.id,
        device=certificate.device,
        enc=certificate.recipient,
        office=certificate.office,
        offices=list(certificate.offices),
        rank=certificate.rank,
        sample=certificate.sample,
        serial=certificate.serial,
        sign=to_base64(certificate.public),
        renewed=certificate.renewed,
    )
    return statements.seal(statements.CERTIFICATE, canonical(body), operational)


def read_certificate(signed: bytes, operational: bytes) -> Certificate:
    """The certificate, where this operational public key signed it.

    Raises:
        Refused: E_CERT.
    """
    try:
        body = statements.opened(statements.CERTIFICATE, signed, operational)
        return _certificate(body)
    except Refused:
        raise fault("E_CERT") from None


def peek_certificate(signed: bytes) -> Certificate:
    """What a certificate says while nobody has checked who signed it: for hints only.

    Raises:
        Refused: E_CERT.
    """
    try:
        return _certificate(statements.unverified(statements.CERTIFICATE, signed))
    except Refused:
        raise fault("E_CERT") from None


def _certificate(body: bytes) -> Certificate:
    said = decode_canonical(body, _Certificate, shape_code="E_CERT", canon_code="E_CERT")
    found = Certificate(
        id=said.cert,
        device=said.device,
        office=said.office,
        offices=tuple(said.offices),
        public=check_public(from_base64(said.sign, "E_CERT", KEY_BYTES)),
        recipient=check_recipient(said.enc),
        rank=said.rank,
        serial=said.serial,
        catalogue=said.catalogue,
        sample=said.sample,
        renewed=said.renewed,
    )
    _check_fits(found)
    return found


def _check_fits(found: Certificate) -> None:
    """One key must not serve for signing and receiving; the device is named by its first key."""
    is_first = found.device == device_of(found.public)
    fits = is_first is not found.renewed and found.office in found.offices
    if not fits or keys.same_bytes(found.public, found.recipient):
        raise fault("E_CERT")


def write_release(operational: SigningKey, raw: Mapping[str, Any]) -> bytes:
    """A catalogue release signed by the hub's operational key."""
    return statements.seal(statements.RELEASE, canonical(dict(raw)), operational)


def read_release(signed: bytes, operational: bytes) -> dict[str, Any]:
    """The plain values of a release, where this operational public key signed it.

    Raises:
        Refused: E_CERT, another signer; E_JSON or E_CANON, not one canonical object.
    """
    try:
        body = statements.opened(statements.RELEASE, signed, operational)
    except Refused:
        raise fault("E_CERT") from None
    try:
        found = msgspec.json.decode(body, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise fault("E_JSON") from None
    if canonical(found) != body:
        raise fault("E_CANON")
    return found
