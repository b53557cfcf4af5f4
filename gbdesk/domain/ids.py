"""Identifiers: permanent, opaque, never an administrative code."""

from __future__ import annotations

import hashlib
import os
from typing import Final, NewType

RowId = NewType("RowId", str)
OfficeId = NewType("OfficeId", str)
DeviceId = NewType("DeviceId", str)
PlaceId = NewType("PlaceId", str)

CROCKFORD: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_RETURN: Final = b"gbdesk return v1\n"


def new_row_id(milliseconds: int, chance: bytes | None = None) -> RowId:
    """A UUIDv7 (RFC 9562) as 32 lower-case hex digits; `chance` is 10 random bytes."""
    random = int.from_bytes(chance or os.urandom(10), "big")
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 7 << 76 | (random >> 68 & 0xFFF) << 64
    value |= 2 << 62 | random & (1 << 62) - 1
    return RowId(f"{value:032x}")


def derived_id(*parts: str) -> RowId:
    """A UUIDv8 from what the record is about, so that two devices name the same record alike."""
    digest = hashlib.sha256(_RETURN + "\n".join(parts).encode()).digest()[:16]
    value = int.from_bytes(digest, "big")
    value &= ~(0xF << 76) & ~(0x3 << 62)
    return RowId(f"{value | 8 << 76 | 2 << 62:032x}")


def return_id(office: str, form: str, period: str) -> RowId:
    """The id of the one return of an office on a form for a period (`decisions.md` 3)."""
    return derived_id("return", office, form, period)


def return_row_id(office: str, form: str, period: str, place: str) -> RowId:
    """The id of the row of one place in a return; place `""` where the grain is whole."""
    return derived_id("row", office, form, period, place)


def crockford(data: bytes, length: int) -> str:
    """The first `length` Crockford base-32 digits of the bytes, lower case."""
    value, bits = int.from_bytes(data, "big"), len(data) * 8
    pad = -bits % 5
    value, bits = value << pad, bits + pad
    digits = (CROCKFORD[value >> shift & 31] for shift in range(bits - 5, -1, -5))
    return "".join(digits)[:length]


def new_office_id(chance: bytes | None = None) -> OfficeId:
    """A random permanent id for an office: `u_` and 26 Crockford digits."""
    return OfficeId("u_" + crockford(chance or os.urandom(17), 26))


def key_id(prefix: str, public: bytes) -> str:
    """The id of a key or device: a hash of the public bytes with a prefix such as `d_` or `k_`."""
    return prefix + crockford(hashlib.sha256(b"gbdesk key\n" + public).digest(), 26)
