"""Traces of a person in free text: numbers, names with a title, addresses, dates of birth.

Only a warning: the person who writes decides. What is public (hotlines, documents, streets named
after people) stands in a white list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

PHONE: Final = "phone"
IDENTITY: Final = "identity"
PERSON: Final = "person"
ADDRESS: Final = "address"
BIRTH: Final = "birth"

_UPPER: Final = "".join(
    chr(code)
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if unicodedata.category(chr(code)) == "Lu"
)
_WORD: Final = rf"[{_UPPER}][^\W\d_]*"
_NAME: Final = rf"{_WORD}(?:[ \t]+{_WORD}){{0,4}}"
_TITLE: Final = r"(?:ông|bà|anh|chị|cháu|em|cô|chú|bác|cụ|thím|dì|cậu|mợ)"
_HAMLET: Final = r"(?:thôn|xóm|bản|làng|ấp|buôn|phum|sóc|khu phố|tổ dân phố|tổ|đội)"
_DATE: Final = r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}"

_PATTERNS: Final = (
    (IDENTITY, re.compile(r"(?<!\d)\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}(?!\d)")),
    (PHONE, re.compile(r"(?<![\d/])(?:\+84|0)(?:[ .-]?\d){9}(?!\d)")),
    (
        BIRTH,
        re.compile(rf"(?i:sinh\s+(?:ngày|năm)|ngày\s+sinh|s\.?n\.?:?)\s*:?\s*(?:{_DATE}|\d{{4}})"),
    ),
    (PERSON, re.compile(rf"\b(?i:{_TITLE})[ \t]+({_NAME})")),
    (ADDRESS, re.compile(r"(?i:\bsố\s+nhà)\s*:?\s*\d+\w*")),
    (ADDRESS, re.compile(rf"\b(?i:{_HAMLET})[ \t]+(?:{_NAME}|\d+\b)")),
)
ALLOWED: Final = frozenset(
    {
        "1800599920",
        "18001567",
        "Hai Bà Trưng",
        "Bà Trưng",
        "Bà Triệu",
        "Ông Ích Khiêm",
        "Bà Rịa",
        "Bà Nà",
        "Chị Em Phụ Nữ",
        "Em Yêu Khoa Học",
        "Cháu Ngoan Bác Hồ",
        "Bác Hồ",
        "Bác Tôn",
        "Cô Tô",
    }
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A trace of a kind between two positions of the text."""

    kind: str
    start: int
    end: int


def find_personal(text: str, allowed: Collection[str] = ()) -> tuple[Hit, ...]:
    """Traces of a person in NFC text, in the order they stand, none inside another.

    `allowed` adds public words to the white list: the hub's own numbers, names of places.
    """
    public = _public_spans(text, {*ALLOWED, *allowed})
    found: list[Hit] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            hit = Hit(kind, *match.span())
            if not _inside(hit, public) and not any(_overlap(hit, other) for other in found):
                found.append(hit)
    return tuple(sorted(found, key=lambda hit: hit.start))


def without(text: str, hits: Collection[Hit]) -> str:
    """The text with the traces taken out and the gaps closed."""
    kept = text
    for hit in sorted(hits, key=lambda hit: hit.start, reverse=True):
        kept = kept[: hit.start] + kept[hit.end :]
    return re.sub(r"[ \t]{2,}", " ", re.sub(r"[ \t]+([,.;:])", r"\1", kept)).strip()


def _public_spans(text: str, allowed: Collection[str]) -> list[tuple[int, int]]:
    return [
        match.span()
        for words in allowed
        if words in text
        for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    ]


def _inside(hit: Hit, spans: list[tuple[int, int]]) -> bool:
    """Whether public words reach to the end of the trace or hold it."""
    return any(start < hit.end <= end for start, end in spans)


def _overlap(left: Hit, right: Hit) -> bool:
    return left.start < right.end and right.start < left.end
