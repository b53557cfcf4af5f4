"""The typed code of an invitation: 16 Crockford digits and a check character, in four groups.

80 bits, spread by Argon2id before use (`package.md` 3.2).
"""

from __future__ import annotations

import os
from typing import Final

from gbdesk.domain.ids import crockford
from gbdesk.domain.typed_codes import checked, digits_of
from gbdesk.sync.errors import fault

LENGTH: Final = 16
_GROUPS: Final = ((0, 4), (4, 8), (8, 12), (12, LENGTH + 1))


def new_code() -> str:
    """A random code, 16 digits without its check."""
    return crockford(os.urandom(10), LENGTH)


def shown(code: str) -> str:
    """A code as it is printed and read out: `XXXX-XXXX-XXXX-XXXXC`, C the check character."""
    whole = checked(code)
    return "-".join(whole[start:end] for start, end in _GROUPS).upper()


def normal(typed: str) -> str:
    """What was typed as the 16 digits.

    Raises:
        Refused: E_CODE, it is no such code.
    """
    try:
        return digits_of(typed, LENGTH)
    except ValueError as error:
        raise fault("E_CODE") from error
