"""The two files that make a hub and an office known to each other without a network.

An invitation goes out in the open and is proven by a code that travels by another way; what
answers it is encrypted to the hub and proven by the same code (`package.md` 3.2).
"""

from __future__ import annotations

import hashlib
import hmac
import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Final

import zstandard
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Meta, Struct

from gbdesk.domain.ids import key_id
from gbdesk.domain.ops import OfficeText, canonical, has_forbidden
from gbdesk.domain.refusals import Refused
from gbdesk.sync import agefile
from gbdesk.sync.codes import normal
from gbdesk.sync.errors import fault
from gbdesk.sync.foreign import kind_of
from gbdesk.sync.keys import (
    KEY_BYTES,
    ReceivingKey,
    SigningKey,
    check_public,
    check_recipient,
    same_bytes,
    verify,
)
from gbdesk.sync.rootfile import Kdf, derived, new_kdf
from gbdesk.sync.statements import MAX_STATEMENT, Signature, pae
from gbdesk.sync.stretch import NORMAL, Spending
from gbdesk.sync.strict import decode, decode_canonical, from_base64, to_base64
from gbdesk.sync.trust import Public, Recipient, Text

INVITATION: Final = b"gbinv/1\n"
REQUEST: Final = b"gbreq/1\n"
MAX_REQUEST: Final = 64 << 10
MAX_INVITATION: Final = 2 * MAX_STATEMENT
_MAX_HEAD: Final = 8 << 10
_MAC: Final = 64
_MAX_LABEL: Final = 200
_LEVEL: Final = 9
_SELF: Final = "application/vnd.gbdesk.request.v1+json"

InviteText = Annotated[str, Meta(pattern=r"^i_[0-9a-hjkmnp-tv-z]{26}$")]


class _Head(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    body: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    hub_name: Text
    invite: InviteText
    kdf: Kdf
    office: OfficeText
    office_name: Text
    sizes: Annotated[
        list[Annotated[int, Meta(ge=1, le=MAX_STATEMENT)]], Meta(min_length=2, max_length=2)
    ]


class _Request(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    invite: InviteText
    label: Annotated[str, Meta(max_length=_MAX_LABEL)]
    office: OfficeText
    recipient: Recipient
    sign: Public


class _Sealed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    mac: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    request: str
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """A proven invitation; `root` and `release` are signed statements, `key` stays secret."""

    invite: str
    office: str
    office_name: str
    hub_name: str
    root: bytes
    release: bytes
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """A proven request: the public keys of a device that knows the code."""

    invite: str
    office: str
    public: bytes
    recipient: str
    label: str


def new_invite_id(chance: bytes) -> str:
    """The id of an invitation out of at least 16 random bytes."""
    return key_id("i_", chance)


def write_invitation(
    *,
    code: str,
    invite: str,
    office: str,
    office_name: str,
    hub_name: str,
    root: bytes,
    release: bytes,
    cost: Spending = NORMAL,
) -> tuple[bytes, bytes]:
    """The `.gbinv` file and the 32 bytes by which the hub will know the answer.

    Raises:
        Refused: E_CODE, the code is none.
    """
    kdf = new_kdf(cost)
    key = derived(normal(code), kdf)
    body = zstandard.ZstdCompressor(level=_LEVEL).compress(root + release)
    head = _Head(
        body=hashlib.sha256(body).hexdigest(),
        hub_name=hub_name,
        invite=invite,
        kdf=kdf,
        office=office,
        office_name=office_name,
        sizes=[len(root), len(release)],
    )
    start = INVITATION + canonical(head) + b"\n"
    mac = _mac(key, b"invitation", start + body)
    return start + mac.encode() + b"\n" + body, key


def peek_invitation(raw: bytes) -> str:
    """The office that an invitation names; NOT verified, for the line above the code field.

    Raises:
        Refused: E_INVITE or E_NOT_PACKAGE.
    """
    return _split(raw)[0].office_name


def read_invitation(raw: bytes, code: str) -> Invited:
    """The invitation, where the code proves that it came from the hub unchanged.

    Raises:
        Refused: E_CODE for another code or a changed file, E_INVITE for a damaged one,
            E_NOT_PACKAGE for a foreign one, E_KDF_PARAMS.
    """
    head, start, mac, body = _split(raw)
    key = derived(normal(code), head.kdf)
    if not hmac.compare_digest(mac, _mac(key, b"invitation", start + body)):
        raise fault("E_CODE")
    size, end = sum(head.sizes), head.sizes[0]
    try:
        plain = (
            zstandard.ZstdDecompressor(max_window_size=8 << 20).stream_reader(body).read(size + 1)
        )
    except zstandard.ZstdError:
        raise fault("E_INVITE") from None
    if len(plain) != size:
        raise fault("E_INVITE")
    return Invited(
        invite=head.invite,
        office=head.office,
        office_name=head.office_name,
        hub_name=head.hub_name,
        root=plain[:end],
        release=plain[end:],
        key=key,
    )


def _split(raw: bytes) -> tuple[_Head, bytes, str, bytes]:
    if not raw.startswith(INVITATION):
        raise fault("E_NOT_PACKAGE", seems=kind_of(raw))
    if len(raw) > MAX_INVITATION:
        raise fault("E_LIMIT", what="invitation")
    end = raw.find(b"\n", len(INVITATION), len(INVITATION) + _MAX_HEAD)
    mac_end = end + 1 + _MAC
    if end < 0 or raw[mac_end : mac_end + 1] != b"\n":
        raise fault("E_INVITE")
    try:
        head = decode_canonical(
            raw[len(INVITATION) : end], _Head, shape_code="E_INVITE", canon_code="E_INVITE"
        )
        mac = raw[end + 1 : mac_end].decode("ascii")
    except (Refused, UnicodeDecodeError):
        raise fault("E_INVITE") from None
    body = raw[mac_end + 1 :]
    if hashlib.sha256(body).hexdigest() != head.body:
        raise fault("E_INVITE")
    return head, raw[: end + 1], mac, body


def write_request(
    *,
    invite: str,
    key: bytes,
    device: SigningKey,
    recipient: str,
    office: str,
    label: str,
    to: Sequence[str],
) -> bytes:
    """The `.gbreq` file: this device's public keys, proven by the code, encrypted to the hub."""
    said = canonical(
        _Request(
            invite=invite,
            label=_tidy(label),
            office=office,
            recipient=check_recipient(recipient),
            sign=to_base64(device.public),
        )
    )
    own = Signature(keyid=device.device, sig=to_base64(device.sign(pae(_SELF, said))))
    mac = _mac(key, b"request", said)
    sealed = _Sealed(mac=mac, request=to_base64(said), signature=own)
    out = io.BytesIO()
    agefile.encrypt(io.BytesIO(canonical(sealed)), out, to)
    return REQUEST + out.getvalue()


def read_request(
    raw: bytes, identities: Sequence[ReceivingKey], keys: Mapping[str, bytes]
) -> Requested:
    """The request, proven by the key of its invitation; `keys` maps invitations to their keys.

    Raises:
        Refused: E_NOT_PACKAGE for a foreign file, E_NOT_FOR_US, E_DAMAGED, E_INVITE where the
            invitation is not known, E_CODE where it is not proven, E_WEAK_KEY, E_SIGNATURE.
    """
    sealed = _unsealed(raw, identities)
    said = from_base64(sealed.request, "E_INVITE")
    request = decode_canonical(said, _Request, shape_code="E_INVITE", canon_code="E_INVITE")
    key = keys.get(request.invite)
    if key is None:
        raise fault("E_INVITE")
    if not hmac.compare_digest(sealed.mac, _mac(key, b"request", said)):
        raise fault("E_CODE")
    public = check_public(from_base64(request.sign, "E_WEAK_KEY", KEY_BYTES))
    recipient = check_recipient(request.recipient)
    if same_bytes(public, recipient):
        raise fault("E_WEAK_KEY")
    if not verify(public, pae(_SELF, said), sealed.signature.raw()):
        raise fault("E_SIGNATURE")
    return Requested(
        invite=request.invite,
        office=request.office,
        public=public,
        recipient=recipient,
        label=request.label,
    )


def _unsealed(raw: bytes, identities: Sequence[ReceivingKey]) -> _Sealed:
    if not raw.startswith(REQUEST):
        raise fault("E_NOT_PACKAGE", seems=kind_of(raw))
    if len(raw) > MAX_REQUEST:
        raise fault("E_LIMIT", what="request")
    cipher = raw[len(REQUEST) :]
    out = io.BytesIO()
    try:
        agefile.check_start(cipher[: agefile.MAX_HEADER + 1])
        agefile.decrypt(io.BytesIO(cipher), out, identities)
    except Refused as refused:
        raise fault("E_NOT_FOR_US" if refused.code.endswith("E_NO_KEY") else "E_DAMAGED") from None
    return decode(out.getvalue(), _Sealed, json_code="E_INVITE", shape_code="E_INVITE")


def _mac(key: bytes, purpose: bytes, message: bytes) -> str:
    own = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"gbdesk " + purpose).derive(key)
    return hmac.new(own, message, hashlib.sha256).hexdigest()


def _tidy(label: str) -> str:
    """A label as files may carry it: one line, NFC, nothing invisible."""
    kept = (char for char in unicodedata.normalize("NFC", label) if not has_forbidden(char))
    return " ".join("".join(kept).split())[:_MAX_LABEL]
