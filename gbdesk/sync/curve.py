"""What the curve libraries let through and we do not: weak points and second spellings.

A device enrolled with a point of low order could later claim or deny anything (`package.md` 3.1).
"""

from __future__ import annotations

from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

POINT_BYTES: Final = 32
_P: Final = 2**255 - 19
_D: Final = -121665 * pow(121666, -1, _P) % _P
_ORDER: Final = 2**252 + 27742317777372353535851937790883648493
_SIGN: Final = 1 << 255
_EIGHTH: Final = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
# Both signs of these five y make the 14 encodings of low order once y >= p is refused.
_LOW_ORDER: Final = frozenset({0, 1, _P - 1, _EIGHTH, _P - _EIGHTH})
_PROBE: Final = X25519PrivateKey.from_private_bytes(b"\x01" * POINT_BYTES)
_BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def is_plain_point(encoded: bytes) -> bool:
    """Whether 32 bytes are the one spelling of a y that is not of low order."""
    if len(encoded) != POINT_BYTES:
        return False
    y = int.from_bytes(encoded, "little") & (_SIGN - 1)
    return y < _P and y not in _LOW_ORDER


def is_on_curve(encoded: bytes) -> bool:
    """Whether a point of edwards25519 has this y (RFC 8032 5.1.3)."""
    y = int.from_bytes(encoded, "little") & (_SIGN - 1)
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    return pow(square, (_P - 1) // 2, _P) in {0, 1}


def is_reduced(scalar: bytes) -> bool:
    """Whether the second half of a signature is below the order of the group."""
    return int.from_bytes(scalar, "little") < _ORDER


def is_safe_share(share: bytes) -> bool:
    """Whether an X25519 public key gives a shared secret at all."""
    try:
        _PROBE.exchange(X25519PublicKey.from_public_bytes(share))
    except ValueError:
        return False
    return True


def share_of(recipient: str) -> bytes:
    """The 32 bytes in a recipient `age1…` whose check sum was verified before."""
    value = 0
    for digit in recipient[4:56]:
        value = value << 5 | _BECH32.index(digit)
    return (value >> 4).to_bytes(POINT_BYTES, "big")
