"""The typed code of an invitation: 16 Crockford digits and a check character, in four groups.

80 bits, spread by Argon2id before use (`package.md` 3.2); the check catches a slip of the finger
before anything is computed.
"""

from __future__ import annotations

import os
from typing import Final

from gbdesk.domain.ids import CROCKFORD, crockford
from gbdesk.sync.errors import fault

LENGTH: Final = 16
_PRIME: Final = 37
_CHECKS: Final = CROCKFORD + "*~$=u"
_GROUPS: Final = ((0, 4), (4, 8), (8, 12), (12, LENGTH + 1))
_LOOKALIKE: Final = str.maketrans({"o": "0", "i": "1", "l": "1"})
_SPACERS: Final = str.maketrans(dict.fromkeys("-–—_."))


def new_code() -> str:
    """A random code, 16 digits without its check."""
    return crockford(os.urandom(10), LENGTH)


def shown(code: str) -> str:
    """A code as it is printed and read out: `XXXX-XXXX-XXXX-XXXXC`, C the check character."""
    whole = code + _check(code)
    return "-".join(whole[start:end] for start, end in _GROUPS).upper()


def normal(typed: str) -> str:
    """What was typed as the 16 digits: 0 for O, 1 for I and L, any case, spaces and dashes.

    Raises:
        Refused: E_CODE, another length, a foreign character, or the check does not fit.
    """
    tidy = "".join(typed.split()).translate(_SPACERS).lower().translate(_LOOKALIKE)
    digits, check = tidy[:LENGTH], tidy[LENGTH:]
    if len(digits) != LENGTH or set(digits) - set(CROCKFORD) or check != _check(digits):
        raise fault("E_CODE")
    return digits


def _check(digits: str) -> str:
    value = 0
    for digit in digits:
        value = value * 32 + CROCKFORD.index(digit)
    return _CHECKS[value % _PRIME]
