"""A PC asks for other keys: their public halves, proven to be held, in a change of its own chain.

The change is signed with the package by the older key; the hub's officer compares the code of the
newer one with what the office reads out (`package.md` 3.3).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gbdesk.domain.ids import crockford
from gbdesk.domain.ops import Fields, Value, canonical
from gbdesk.sync import codes
from gbdesk.sync.errors import fault
from gbdesk.sync.keys import (
    KEY_BYTES,
    SIGNATURE_BYTES,
    SigningKey,
    check_public,
    check_recipient,
    same_bytes,
    verify,
)
from gbdesk.sync.statements import pae
from gbdesk.sync.strict import from_base64, to_base64

ROTATE: Final = "rotate"
_TYPE: Final = "application/vnd.gbdesk.rotate.v1+json"
_CODE: Final = "application/vnd.gbdesk.rotate-code.v1+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The keys a device wants to have: to sign (32 bytes) and to receive (an age recipient)."""

    public: bytes
    recipient: str


def written(device: str, sign: SigningKey, recipient: str) -> Fields:
    """The fields of the change by which a device asks for these keys."""
    public = to_base64(sign.public)
    proof = sign.sign(pae(_TYPE, canonical([device, public, recipient])))
    return {"sign": public, "recipient": recipient, "proof": to_base64(proof)}


def code(device: str, wanted: Wanted) -> str:
    """What is read out of these keys and typed at the hub: 16 Crockford digits of their hash.

    80 bits, as for every code that is typed (`package.md` 3.2): nobody finds other keys with it.
    """
    said = canonical([device, to_base64(wanted.public), wanted.recipient])
    return crockford(hashlib.sha256(pae(_CODE, said)).digest(), codes.LENGTH)


def read(device: str, fields: Mapping[str, Value]) -> Wanted:
    """The keys that are asked for.

    Raises:
        Refused: E_CERT for another shape, E_WEAK_KEY, E_SIGNATURE where they are not held.
    """
    said = [str(fields.get(name) or "") for name in ("sign", "recipient", "proof")]
    public = check_public(from_base64(said[0], "E_CERT", KEY_BYTES))
    recipient, proof = check_recipient(said[1]), from_base64(said[2], "E_CERT", SIGNATURE_BYTES)
    if same_bytes(public, recipient):
        raise fault("E_WEAK_KEY")
    if not verify(public, pae(_TYPE, canonical([device, said[0], recipient])), proof):
        raise fault("E_SIGNATURE")
    return Wanted(public=public, recipient=recipient)
