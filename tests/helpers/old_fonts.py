"""Vietnamese as old fonts write it, for making workbooks: the way back from Unicode, on its own.

TCVN3 by the order of TCVN 5712:1993, VNI by base letter and mark; nothing is shared with the
program's own tables.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_TCVN_RUNS: Final = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơ",
    0xAD: "ưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
TCVN: Final = {
    letter: chr(first + at) for first, run in _TCVN_RUNS.items() for at, letter in enumerate(run)
}
_PLAIN: Final = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï", "": ""}
_ROOF: Final = {"\u0300": "à", "\u0301": "á", "\u0309": "å", "\u0303": "ã", "\u0323": "ä", "": "â"}
_BOWL: Final = {"\u0300": "è", "\u0301": "é", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë", "": "ê"}
_WHOLE: Final = dict(zip("íìỉĩịỵđơư", "íìæóòîñôö", strict=True))


def tcvn3(text: str) -> str:
    """As a font `.Vn…` writes it; capitals with marks have no place there."""
    return "".join(TCVN.get(char, char) for char in unicodedata.normalize("NFC", text))


def vni(text: str) -> str:
    """As a font `VNI-…` writes it."""
    return "".join(map(_vni, unicodedata.normalize("NFC", text)))


def _vni(letter: str) -> str:
    small = letter.lower()
    if small in _WHOLE:
        made = _WHOLE[small]
    else:
        base, *marks = unicodedata.normalize("NFD", small)
        tone = next((mark for mark in marks if mark in _PLAIN), "")
        if "\u0302" in marks:
            made = base + _ROOF[tone]
        elif "\u0306" in marks:
            made = base + _BOWL[tone]
        elif "\u031b" in marks:
            made = _WHOLE["ơ" if base == "o" else "ư"] + _PLAIN[tone]
        else:
            made = base + _PLAIN[tone]
    return made.upper() if letter.isupper() else made
