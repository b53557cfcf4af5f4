"""The short code by which two people compare a package on the telephone."""

from __future__ import annotations

from typing import Final

from gbdesk.domain.ids import crockford

LENGTH: Final = 8


def check_code(ident: str) -> str:
    """`7K3M-9QX2` of a package's id (hex)."""
    digits = crockford(bytes.fromhex(ident), LENGTH).upper()
    return f"{digits[:4]}-{digits[4:]}"
