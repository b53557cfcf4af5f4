"""The printed recovery code: 28 Crockford characters and a check character, in groups."""

from __future__ import annotations

import os
from typing import Final

from gbdesk.domain.ids import crockford
from gbdesk.domain.refusals import Refused
from gbdesk.domain.typed_codes import checked, digits_of

LENGTH: Final = 28
_GROUP: Final = 4


def new_code() -> str:
    """A code of 140 random bits as it is printed: `XXXX-XXXX-…-X`, capitals."""
    return shown(checked(crockford(os.urandom(18), LENGTH)))


def shown(code: str) -> str:
    """A code in groups of four, capitals."""
    groups = [code[at : at + _GROUP] for at in range(0, len(code), _GROUP)]
    return "-".join(groups).upper()


def normal(typed: str) -> str:
    """What was typed as the digits of the code.

    Raises:
        Refused: it is no such code.
    """
    try:
        return digits_of(typed, LENGTH)
    except ValueError as error:
        raise Refused("unlock.code") from error
