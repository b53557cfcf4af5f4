"""Codes that a person types from paper: Crockford digits and one check character.

The check catches a slip of the finger before anything is computed.
"""

from __future__ import annotations

from typing import Final

from gbdesk.domain.ids import CROCKFORD

_PRIME: Final = 37
_CHECKS: Final = CROCKFORD + "*~$=u"
_LOOKALIKE: Final = str.maketrans({"o": "0", "i": "1", "l": "1"})
_SPACERS: Final = str.maketrans(dict.fromkeys("-–—_."))


def checked(digits: str) -> str:
    """The digits with their check character behind them."""
    return digits + _check(digits)


def digits_of(typed: str, length: int) -> str:
    """The digits typed: 0 for O, 1 for I and L, any case, any spaces and dashes.

    Raises:
        ValueError: another length, a foreign character, or the check does not fit.
    """
    tidy = "".join(typed.split()).translate(_SPACERS).lower().translate(_LOOKALIKE)
    digits, check = tidy[:length], tidy[length:]
    if len(digits) != length or set(digits) - set(CROCKFORD) or check != _check(digits):
        raise ValueError("no code of this kind")
    return digits


def _check(digits: str) -> str:
    value = 0
    for digit in digits:
        value = value * 32 + CROCKFORD.index(digit)
    return _CHECKS[value % _PRIME]
