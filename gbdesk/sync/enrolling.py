"""The two files that make a hub and an office known to each other without a network.

An invitation goes out in the open and is proven by a code that travels by another way; what
answers it is encrypted to the hub and proven by the same code (`package.md` 3.2).
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Annotated, Final

import zstandard
from msgspec import Meta, Struct

from gbdesk.domain.ids import key_id
from gbdesk.domain.ops import OfficeText, canonical
from gbdesk.domain.refusals import Refused
from gbdesk.sync import digits
from gbdesk.sync.codes import normal
from gbdesk.sync.errors import fault
from gbdesk.sync.foreign import kind_of
from gbdesk.sync.requesting import (
    MAX_REQUEST,
    REQUEST,
    InviteText,
    Requested,
    code_mac,
    read_request,
    write_request,
)
from gbdesk.sync.rootfile import Kdf, derived, new_kdf
from gbdesk.sync.statements import MAX_STATEMENT
from gbdesk.sync.stretch import NORMAL, Spending
from gbdesk.sync.strict import decode_canonical
from gbdesk.sync.trust import Text

__all__ = [
    "INVITATION",
    "MAX_INVITATION",
    "MAX_REQUEST",
    "REQUEST",
    "Invited",
    "Requested",
    "new_invite_id",
    "peek_invitation",
    "read_invitation",
    "read_request",
    "write_invitation",
    "write_request",
]

INVITATION: Final = b"gbinv/1\n"
MAX_INVITATION: Final = 2 * MAX_STATEMENT
_MAX_HEAD: Final = 8 << 10
_MAC: Final = 64
_LEVEL: Final = 9


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
    mac = code_mac(key, b"invitation", start + body)
    return start + mac.encode() + b"\n" + body, key


def peek_invitation(raw: bytes) -> str:
    """The office that an invitation names; NOT verified, for the line above the code field.

    Raises:
        Refused: E_INVITE or E_NOT_PACKAGE.
    """
    return _split(raw)[0].office_name


def read_invitation(raw: bytes, code: str) -> Invited:
    """The invitation, where the code proves that it came from the hub unchanged.

    Where digits of the file were told instead, they are typed, and `key` stays empty.

    Raises:
        Refused: E_CODE for another code or a changed file, E_INVITE for a damaged one,
            E_NOT_PACKAGE for a foreign one, E_KDF_PARAMS.
    """
    head, start, mac, body = _split(raw)
    if digits.are_digits(code):
        key, proven = b"", digits.fit(code, digits.invitation_mark(raw))
    else:
        key = derived(normal(code), head.kdf)
        proven = hmac.compare_digest(mac, code_mac(key, b"invitation", start + body))
    if not proven:
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
