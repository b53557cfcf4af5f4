"""Foreign JSON: one meaning or none, then a closed typed shape (`package.md` 6.3).

Refused before any field is looked at: duplicate keys, floats, -0, NaN, integers past 2^53, deep
nesting, bad UTF-8, lone surrogates, control and bidirectional characters, text that is not NFC.
"""

from __future__ import annotations

import base64
import json
import re
import unicodedata
from typing import Any, Final, NoReturn, TypeVar

import msgspec

from gbdesk.domain.characters import has_forbidden
from gbdesk.domain.ops import MAX_INT, canonical
from gbdesk.sync.errors import fault

DEPTH: Final = 8
_DIGITS: Final = 17
_QUOTED: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_BRACKETS: Final = re.compile(r"[\[\]{}]")

T = TypeVar("T")


class _Odd(ValueError):  # noqa: N818 - a fault in foreign data
    """Valid JSON that our profile leaves out."""


def decode(raw: bytes, shape: type[T], *, json_code: str, shape_code: str) -> T:
    """The value in these bytes.

    Raises:
        Refused: `json_code` where it is no JSON of our profile, `shape_code` for another shape.
    """
    found = loads(raw, json_code)
    try:
        return msgspec.convert(found, shape, strict=True)
    except msgspec.ValidationError as error:
        raise fault(shape_code, detail=str(error)) from None


def loads(raw: bytes, code: str = "E_JSON") -> Any:
    """Plain values out of JSON of our profile.

    Raises:
        Refused: `code`.
    """
    try:
        text = raw.decode("utf-8")
        _check_depth(text)
        found = json.loads(
            text,
            object_pairs_hook=_pairs,
            parse_float=_no_number,
            parse_int=_integer,
            parse_constant=_no_number,
        )
        _check_texts(found)
    except (ValueError, RecursionError) as error:
        raise fault(code, detail=type(error).__name__) from None
    return found


def decode_canonical(raw: bytes, shape: type[T], *, shape_code: str, canon_code: str) -> T:
    """The value in these bytes where they are its one canonical spelling.

    Raises:
        Refused: E_JSON, `shape_code` or `canon_code`.
    """
    try:
        found = msgspec.json.decode(raw, type=shape, strict=True)
    except msgspec.ValidationError as error:
        raise fault(shape_code, detail=str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise fault("E_JSON") from None
    if canonical(found) != raw:
        raise fault(canon_code)
    try:
        _check_texts(msgspec.to_builtins(found))
    except _Odd:
        raise fault("E_TEXT") from None
    return found


def from_base64(text: str, code: str, length: int | None = None) -> bytes:
    """Bytes out of standard base64 in its one spelling.

    Raises:
        Refused: `code`.
    """
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        raise fault(code) from None
    if to_base64(raw) != text or (length is not None and len(raw) != length):
        raise fault(code)
    return raw


def to_base64(raw: bytes) -> str:
    """Bytes as standard base64."""
    return base64.b64encode(raw).decode()


def _check_depth(text: str) -> None:
    depth = 0
    for bracket in _BRACKETS.findall(_QUOTED.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > DEPTH:
            raise _Odd


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Odd
    return found


def _integer(digits: str) -> int:
    if len(digits) > _DIGITS or digits == "-0" or abs(int(digits)) > MAX_INT:
        raise _Odd
    return int(digits)


def _no_number(_said: str) -> NoReturn:
    raise _Odd


def _check_texts(value: Any) -> None:
    if isinstance(value, str):
        if value.isascii() and value.isprintable():
            return
        if has_forbidden(value) or "\n" in value or "\t" in value:
            raise _Odd
        if not unicodedata.is_normalized("NFC", value):
            raise _Odd
    elif isinstance(value, dict):
        for key, inner in value.items():
            _check_texts(key)
            _check_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            _check_texts(inner)
