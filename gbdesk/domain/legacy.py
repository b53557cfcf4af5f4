"""Old Vietnamese fonts: TCVN3 (TCVN 5712:1993, fonts `.Vn…`) and VNI (`VNI-…`).

Such text is Latin-1 that looks right in its own font only. The tables are facts of the two
encodings; which one a text is in is told by the font, else by how many of its words can be
Vietnamese syllables (`stack.md`: a whole column tells it, one cell often does not).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

UNICODE: Final = "unicode"
TCVN3: Final = "tcvn3"
VNI: Final = "vni"
ENCODINGS: Final = (UNICODE, TCVN3, VNI)

_LETTERS: Final = (
    *("A1Ă", "A2Â", "A3Ê", "A4Ô", "A5Ơ", "A6Ư", "A7Đ"),
    *("A8ă", "A9â", "AAê", "ABô", "ACơ", "ADư", "AEđ"),
    *("B5à", "B6ả", "B7ã", "B8á", "B9ạ"),
    *("BBằ", "BCẳ", "BDẵ", "BEắ", "C6ặ"),
    *("C7ầ", "C8ẩ", "C9ẫ", "CAấ", "CBậ"),
    *("CCè", "CEẻ", "CFẽ", "D0é", "D1ẹ"),
    *("D2ề", "D3ể", "D4ễ", "D5ế", "D6ệ"),
    *("D7ì", "D8ỉ", "DCĩ", "DDí", "DEị"),
    *("DFò", "E1ỏ", "E2õ", "E3ó", "E4ọ"),
    *("E5ồ", "E6ổ", "E7ỗ", "E8ố", "E9ộ"),
    *("EAờ", "EBở", "ECỡ", "EDớ", "EEợ"),
    *("EFù", "F1ủ", "F2ũ", "F3ú", "F4ụ"),
    *("F5ừ", "F6ử", "F7ữ", "F8ứ", "F9ự"),
    *("FAỳ", "FBỷ", "FCỹ", "FDý", "FEỵ"),
)
_FROM_TCVN3: Final = {int(entry[:2], 16): entry[2] for entry in _LETTERS}

_TONE_MARKS: Final = "\u0300\u0301\u0309\u0303\u0323"
_ROOF, _BREVE = "\u0302", "\u0306"
_TONES: Final = dict(zip("øùûõï", _TONE_MARKS, strict=True))
_ROOFED: Final = dict(zip("âàáåãä", (_ROOF, *(_ROOF + tone for tone in _TONE_MARKS)), strict=True))
_BREVED: Final = dict(
    zip("êèéúüë", (_BREVE, *(_BREVE + tone for tone in _TONE_MARKS)), strict=True)
)
_MARKS: Final = {
    "a": {**_TONES, **_ROOFED, **_BREVED},
    **{base: {**_TONES, **_ROOFED} for base in "eo"},
    **dict.fromkeys("uyôö", _TONES),
}
_ALONE: Final = dict(zip("ôöñìíæóòî", "ơưđìíỉĩịỵ", strict=True))
_VNI_LETTER: Final = re.compile(
    f"([aeouyôö])([{''.join(_TONES)}{''.join(_ROOFED)}{''.join(_BREVED)}])|([{''.join(_ALONE)}])",
    re.IGNORECASE,
)

_WORD: Final = re.compile(r"[A-Za-z\u00a1-\u00ff]+")  # signs too: `®ã n÷` is `đã nữ`
_TONE: Final = re.compile(f"[{_TONE_MARKS}]")
_RHYMES: Final = (
    "iêu|oai|oay|oao|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu|yêu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe"
    "|oi|oo|ôi|ơi|ua|uâ|ue|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y"
)
_SYLLABLE: Final = re.compile(
    f"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?(?:{_RHYMES})(?:ng|nh|ch|[cmnpt])?"
)


def decode(text: str, encoding: str, *, capitals: bool = False) -> str:
    """Text of an old font as Unicode; `capitals` for fonts whose small letters look like capitals.

    Text with letters beyond Latin-1 is no text of an old font and stays as it is.
    """
    if encoding == UNICODE or any(ord(char) > 0xFF and char.isalpha() for char in text):
        return text
    if encoding == TCVN3:
        plain = text.translate(_FROM_TCVN3)
        return plain.upper() if capitals else plain
    return unicodedata.normalize("NFC", _VNI_LETTER.sub(_vni, text))


def _vni(found: re.Match[str]) -> str:
    base, mark, alone = found.groups()
    if alone:
        return _cased(_ALONE[alone.lower()], alone)
    marks = _MARKS[base.lower()].get(mark.lower())
    if marks is None:
        return _cased(_ALONE.get(base.lower(), base), base) + _VNI_LETTER.sub(_vni, mark)
    return _cased(_ALONE.get(base.lower(), base.lower()), base) + marks


def _cased(letter: str, like: str) -> str:
    return letter.upper() if like.isupper() else letter


def encoding_of_font(font: str) -> tuple[str, bool]:
    """Which encoding a font is for, and whether it shows small letters as capitals."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return TCVN3, name.endswith("h")
    return (VNI, False) if name.startswith("vni-") else (UNICODE, False)


def guess(texts: Iterable[str]) -> str:
    """The encoding in which most words of these texts can be Vietnamese; Unicode when in doubt."""
    old = (text for text in texts if not any(ord(char) > 0xFF for char in text))
    words = [word for text in old for word in _WORD.findall(text) if not word.isascii()]
    if not words:
        return UNICODE
    found = {name: sum(is_syllable(decode(word, name)) for word in words) for name in ENCODINGS}
    best = max(ENCODINGS, key=lambda name: found[name])
    sure = found[best] * 10 >= len(words) * 7 and found[best] > found[UNICODE]
    return best if sure else UNICODE


def is_syllable(word: str) -> bool:
    """Whether a word can be written so in Vietnamese: its letters, one tone, its capitals."""
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    parted = unicodedata.normalize("NFD", word.lower())
    if len(_TONE.findall(parted)) > 1:
        return False
    bare = unicodedata.normalize("NFC", _TONE.sub("", parted))
    return bool(_SYLLABLE.fullmatch(bare))
