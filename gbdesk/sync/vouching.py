"""A hub's signing key is replaced: what it signed before stays believed, nothing new is.

What the hub still says gets a second signature, so that whoever has not heard of the change finds
the older one on it; an older key is believed for the very certificates it had signed by then.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

import msgspec

from gbdesk.domain.refusals import Refused
from gbdesk.sync import statements
from gbdesk.sync.errors import fault
from gbdesk.sync.keys import SigningKey


class _Numbered(msgspec.Struct, frozen=True):
    number: int


def digest(signed: bytes) -> str:
    """The SHA-256 (hex) of what a certificate says, whoever signed it.

    Raises:
        Refused: E_CERT.
    """
    try:
        return hashlib.sha256(statements.unverified(statements.CERTIFICATE, signed)).hexdigest()
    except Refused:
        raise fault("E_CERT") from None


def may_still(signed: bytes, key: bytes, closed: Mapping[bytes, Collection[str]]) -> bool:
    """Whether this key may vouch for this certificate: it is in use, or it had signed it before."""
    return key not in closed or digest(signed) in closed[key]


def certificate(signed: bytes, operational: SigningKey) -> bytes:
    """A certificate that the next key vouches for as well; it says the same."""
    return statements.countersigned(statements.CERTIFICATE, signed, operational)


def release(signed: bytes, operational: SigningKey) -> bytes:
    """As `certificate`, a catalogue release."""
    return statements.countersigned(statements.RELEASE, signed, operational)


def same_release(one: bytes, other: bytes) -> bool:
    """Whether two signed releases say the same, whoever signed them."""
    bodies = [statements.unverified(statements.RELEASE, signed) for signed in (one, other)]
    return bodies[0] == bodies[1]


def release_number(signed: bytes) -> int:
    """The number that a release gives itself while nobody has checked who signed it: for hints.

    Raises:
        Refused: E_JSON or E_SIG_FORMAT, it is none.
    """
    try:
        body = statements.unverified(statements.RELEASE, signed)
        return msgspec.json.decode(body, type=_Numbered).number
    except msgspec.MsgspecError:
        raise fault("E_JSON") from None
