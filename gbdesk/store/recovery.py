"""The printed recovery code: 28 Crockford characters and a check character, in groups."""

from __future__ import annotations

import os
from typing import Final

from gbdesk.domain.ids import CROCKFORD, crockford
from gbdesk.domain.refusals import Refused

LENGTH: Final = 28
_PRIME: Final = 37
_CHECKS: Final = CROCKFORD + "*~$=u"
_GROUP: Final = 4
_LOOKALIKE: Final = str.maketrans({"o": "0", "i": "1", "l": "1"})


def new_code() -> str:
    """A code of 140 random bits as it is printed: `XXXX-XXXX-…-X`, capitals."""
    digits = crockford(os.urandom(18), LENGTH)
    return shown(digits + _check(digits))


def shown(code: str) -> str:
    """A code in groups of four, capitals."""
    groups = [code[at : at + _GROUP] for at in range(0, len(code), _GROUP)]
    return "-".join(groups).upper()


def normal(typed: str) -> str:
    """What was typed as the digits of the code: 0 for O, 1 for I and L, any case or spacing.

    Raises:
        Refused: it has another length, a foreign character, or its check does not fit.
    """
    tidy = "".join(typed.split()).replace("-", "").replace("–", "").lower()
    digits, check = tidy[:LENGTH].translate(_LOOKALIKE), tidy[LENGTH:]
    check = check.translate(_LOOKALIKE)
    if len(digits) != LENGTH or len(check) != 1 or set(digits) - set(CROCKFORD):
        raise Refused("unlock.code")
    if check != _check(digits):
        raise Refused("unlock.code")
    return digits


def _check(digits: str) -> str:
    value = 0
    for digit in digits:
        value = value * 32 + CROCKFORD.index(digit)
    return _CHECKS[value % _PRIME]
