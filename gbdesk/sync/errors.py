"""How this layer says no: one refusal with one of the stable codes of `package.md` 7.2."""

from __future__ import annotations

from typing import Final

from gbdesk.domain.refusals import Refused

_AREA: Final = "package."


def fault(code: str, **facts: object) -> Refused:
    """The refusal for an outcome code such as `E_DAMAGED`."""
    return Refused(_AREA + code, **facts)


def code_of(refused: Refused) -> str:
    """The outcome code of a refusal; a refusal of another area keeps its whole code."""
    return refused.code.removeprefix(_AREA)


def truncated(have: int, want: int) -> Refused:
    """The refusal of a file that ends too early; `have` and `want` in bytes."""
    of = {} if have else {"of": "empty"}
    return fault("E_TRUNCATED", have=have, want=want, missing=size_text(want - have), **of)


def size_text(size: int) -> str:
    """A number of bytes as a person reads it: `512 byte`, `64 KB`, `3 MB`."""
    if size < 1 << 10:
        return f"{size} byte"
    if size < 1 << 20:
        return f"{-(-size >> 10)} KB"
    return f"{-(-size >> 20)} MB"
