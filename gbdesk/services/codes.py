"""The short codes by which two people compare on the telephone: a package, a computer."""

from __future__ import annotations

import hashlib
from typing import Final

from gbdesk.domain.ids import crockford

LENGTH: Final = 8


def check_code(ident: str) -> str:
    """`7K3M-9QX2` of a package's id (hex)."""
    digits = crockford(bytes.fromhex(ident), LENGTH).upper()
    return f"{digits[:4]}-{digits[4:]}"


def device_code(public: bytes) -> str:
    """The code of a computer, made from its public key: which one was enrolled."""
    return check_code(hashlib.sha256(public).hexdigest())
