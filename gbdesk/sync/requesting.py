"""The answer of an office to an invitation: its public keys, proven by the code, encrypted.

Where the code was lost, digits that are read out prove it instead (`sync.digits`).
"""

from __future__ import annotations

import hashlib
import hmac
import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Meta, Struct

from gbdesk.domain.characters import has_forbidden
from gbdesk.domain.ops import OfficeText, canonical
from gbdesk.domain.refusals import Refused
from gbdesk.sync import agefile, digits
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
from gbdesk.sync.statements import Signature, pae
from gbdesk.sync.strict import decode, decode_canonical, from_base64, to_base64
from gbdesk.sync.trust import Public, Recipient

REQUEST: Final = b"gbreq/1\n"
MAX_REQUEST: Final = 64 << 10
_MAX_LABEL: Final = 200
_SELF: Final = "application/vnd.gbdesk.request.v1+json"

InviteText = Annotated[str, Meta(pattern=r"^i_[0-9a-hjkmnp-tv-z]{26}$")]


class _Request(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    invite: InviteText
    label: Annotated[str, Meta(max_length=_MAX_LABEL)]
    office: OfficeText
    recipient: Recipient
    sign: Public


class _Sealed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    mac: Annotated[str, Meta(pattern=r"^([0-9a-f]{64})?$")]
    request: str
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """A proven request: the public keys of a device that knows the code."""

    invite: str
    office: str
    public: bytes
    recipient: str
    label: str


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
    """The `.gbreq` file: this device's public keys, proven by the code, encrypted to the hub.

    Without a key the hub's officer types digits that are read out.
    """
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
    mac = code_mac(key, b"request", said) if key else ""
    sealed = _Sealed(mac=mac, request=to_base64(said), signature=own)
    out = io.BytesIO()
    agefile.encrypt(io.BytesIO(canonical(sealed)), out, to)
    return REQUEST + out.getvalue()


def read_request(
    raw: bytes, identities: Sequence[ReceivingKey], keys: Mapping[str, bytes], heard: str = ""
) -> Requested:
    """The request, proven by the key of its invitation; `keys` maps invitations to their keys.

    One without a code is proven by the digits that were heard.

    Raises:
        Refused: E_NOT_PACKAGE for a foreign file, E_NOT_FOR_US, E_DAMAGED, E_INVITE where the
            invitation is not known, E_CODE where it is not proven, E_WEAK_KEY, E_SIGNATURE,
            `enrolment.digits` where digits have to be heard first.
    """
    sealed = _unsealed(raw, identities)
    said = from_base64(sealed.request, "E_INVITE")
    request = decode_canonical(said, _Request, shape_code="E_INVITE", canon_code="E_INVITE")
    key = keys.get(request.invite)
    if key is None:
        raise fault("E_INVITE")
    if sealed.mac and not hmac.compare_digest(sealed.mac, code_mac(key, b"request", said)):
        raise fault("E_CODE")
    public = check_public(from_base64(request.sign, "E_WEAK_KEY", KEY_BYTES))
    recipient = check_recipient(request.recipient)
    if same_bytes(public, recipient):
        raise fault("E_WEAK_KEY")
    if not verify(public, pae(_SELF, said), sealed.signature.raw()):
        raise fault("E_SIGNATURE")
    if not sealed.mac:
        _check_heard(heard, digits.request_mark(request.office, public, recipient))
    return Requested(
        invite=request.invite,
        office=request.office,
        public=public,
        recipient=recipient,
        label=request.label,
    )


def _check_heard(heard: str, mark: str) -> None:
    if not heard.strip():
        raise Refused("enrolment.digits")
    if not digits.fit(heard, mark):
        raise fault("E_CODE")


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


def code_mac(key: bytes, purpose: bytes, message: bytes) -> str:
    """What proves, by the key of a code, that a file of this purpose came unchanged."""
    own = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"gbdesk " + purpose).derive(key)
    return hmac.new(own, message, hashlib.sha256).hexdigest()


def _tidy(label: str) -> str:
    """A label as files may carry it: one line, NFC, nothing invisible."""
    kept = (char for char in unicodedata.normalize("NFC", label) if not has_forbidden(char))
    return " ".join("".join(kept).split())[:_MAX_LABEL]
