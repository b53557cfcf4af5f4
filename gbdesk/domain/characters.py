"""Characters that no text of an op or of a statement may hold (`package.md` 6.3)."""

from __future__ import annotations

import re
from typing import Final

_BIDI: Final = "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_NONCHARACTERS: Final = "".join(
    chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_FORBIDDEN: Final = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_BIDI}\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]"
)


def has_forbidden(text: str) -> bool:
    """Whether a text holds control, bidirectional-control, surrogate or noncharacters."""
    return not text.isprintable() and _FORBIDDEN.search(text) is not None
