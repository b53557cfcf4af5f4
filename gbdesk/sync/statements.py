"""Signed statements: DSSE envelopes (v1.0.2) around canonical JSON.

The type of a statement is part of what is signed, so that no signature serves for another kind.
"""

from __future__ import annotations

from typing import Annotated, Final

from msgspec import Meta, Struct

from gbdesk.domain.ops import canonical
from gbdesk.sync.errors import fault
from gbdesk.sync.keys import SIGNATURE_BYTES, SigningKey, verify
from gbdesk.sync.strict import decode, from_base64, to_base64

_TYPE: Final = "application/vnd.gbdesk.{}.v1+json"
ROOT: Final = _TYPE.format("root")
CERTIFICATE: Final = _TYPE.format("office-cert")
RELEASE: Final = _TYPE.format("release")
HEADER: Final = _TYPE.format("package-header")
MAX_STATEMENT: Final = 16 << 20
MAX_SIGNATURES: Final = 8

KeyId = Annotated[str, Meta(min_length=1, max_length=64)]


class Signature(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One signature; `keyid` is a hint and decides nothing."""

    keyid: KeyId
    sig: Annotated[str, Meta(min_length=1, max_length=128)]

    def raw(self, code: str = "E_SIG_FORMAT") -> bytes:
        """The 64 bytes.

        Raises:
            Refused: `code`, not base64 of 64 bytes.
        """
        return from_base64(self.sig, code, SIGNATURE_BYTES)


class _Envelope(
    Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"payload_type": "payloadType"},
):
    payload: str
    payload_type: str
    signatures: Annotated[list[Signature], Meta(min_length=1, max_length=MAX_SIGNATURES)]


def pae(kind: str, body: bytes) -> bytes:
    """What is signed: kind and body with their lengths (DSSE pre-authentication encoding)."""
    said = kind.encode()
    return b"DSSEv1 %d %s %d %s" % (len(said), said, len(body), body)


def seal(kind: str, body: bytes, *keys: SigningKey) -> bytes:
    """A statement of this kind signed by every one of these keys."""
    message = pae(kind, body)
    signatures = [Signature(keyid=key.device, sig=to_base64(key.sign(message))) for key in keys]
    return canonical(_Envelope(payload=to_base64(body), payload_type=kind, signatures=signatures))


def countersigned(kind: str, signed: bytes, key: SigningKey) -> bytes:
    """The same statement with one more signature before the others; the oldest gives way.

    Raises:
        Refused: E_LIMIT, E_SIG_FORMAT, or E_SIGNATURE for another kind.
    """
    body, envelope = _read(kind, signed)
    own = Signature(keyid=key.device, sig=to_base64(key.sign(pae(kind, body))))
    signatures = [own, *envelope.signatures][:MAX_SIGNATURES]
    return canonical(_Envelope(payload=envelope.payload, payload_type=kind, signatures=signatures))


def opened(kind: str, signed: bytes, *publics: bytes) -> bytes:
    """The body of a statement of this kind, signed by every one of these public keys.

    Raises:
        Refused: E_LIMIT, E_SIG_FORMAT, or E_SIGNATURE where one of them did not sign this.
    """
    body, envelope = _read(kind, signed)
    message = pae(kind, body)
    given = [signature.raw() for signature in envelope.signatures]
    for public in publics:
        if not any(verify(public, message, signature) for signature in given):
            raise fault("E_SIGNATURE")
    if not publics:
        raise fault("E_SIGNATURE")
    return body


def unverified(kind: str, signed: bytes) -> bytes:
    """The body of a statement whose signature nobody has checked: for hints only.

    Raises:
        Refused: E_LIMIT or E_SIG_FORMAT.
    """
    return _read(kind, signed)[0]


def _read(kind: str, signed: bytes) -> tuple[bytes, _Envelope]:
    if len(signed) > MAX_STATEMENT:
        raise fault("E_LIMIT", what="statement")
    code = "E_SIG_FORMAT"
    envelope = decode(signed, _Envelope, json_code=code, shape_code=code)
    if envelope.payload_type != kind:
        raise fault("E_SIGNATURE")
    return from_base64(envelope.payload, code), envelope
