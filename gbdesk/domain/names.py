"""Vietnamese text: one form for storing, others for finding, matching and ordering."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_SPACES: Final = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_TONES: Final = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES: Final = {"\u0306": "1", "\u0302": "2", "\u031b": "3"}
_D: Final = {ord("đ"): "d", ord("Đ"): "d", ord("ð"): "d", ord("Ð"): "d"}
_EITHER: Final = re.compile(r"^((?:qu|[b-df-hj-np-tv-xđ]+)?)y(\d*)$")
_ALIKE: Final = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕһΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν",
    "ABEKMHOPCTYXIJSaeopcyxijshABEZHIKMNOPTYXoav",
)
_ICELANDIC: Final = {ord("ð"): "đ"}


def nfc(text: str) -> str:
    """One line as it is stored: NFC, plain single spaces, nothing invisible, trimmed."""
    if text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text):
        return text.strip()  # the only space that is printable is the plain one
    return " ".join(nfc_lines(text).split())


def nfc_lines(text: str) -> str:
    """As `nfc`, line breaks kept."""
    tidy = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    lines = tidy.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_SPACES.sub(" ", line).strip() for line in lines).strip()


def _visible(text: str) -> str:
    return text if text.isprintable() else text.translate(_INVISIBLE)


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text.translate(_INVISIBLE).lower())


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """For finding: lower case, no marks, đ as d, single spaces; hòa = hoà = hoa."""
    return " ".join(filter(None, map(_bare, _visible(text).split())))


@lru_cache(maxsize=20_000)
def _bare(word: str) -> str:
    """One word of `fold`; the same few thousand syllables come again and again."""
    bare = (char for char in _decomposed(word) if not unicodedata.combining(char))
    return " ".join("".join(bare).translate(_D).split())


@lru_cache(maxsize=20_000)
def looks(text: str) -> str:
    """What a name looks like: letters of other alphabets that cannot be told apart are one."""
    return nfc(text).translate(_ALIKE).casefold().translate(_ALIKE)


@lru_cache(maxsize=20_000)
def tone_fold(text: str) -> str:
    """For matching unit names: wherever the tone mark stands in the syllable, the same key.

    Vowel marks are kept, so Hà and Hạ, or Ba and Bà, stay different.
    """
    return " ".join(_syllable(word) for word in _decomposed(text).split())


def iy_fold(text: str) -> str:
    """As `tone_fold`, and `y` as `i` where people write either: Mỹ and Mĩ, Quý and Quí.

    Not after a vowel: Thúy and Thúi stay different.
    """
    return " ".join(_EITHER.sub(r"\1i\2", word) for word in tone_fold(text).split())


def _syllable(word: str) -> str:
    tone = "".join(sorted(_TONES[char] for char in word if char in _TONES))
    rest = "".join(char for char in word if char not in _TONES)
    return unicodedata.normalize("NFC", rest).translate(_ICELANDIC) + tone


@lru_cache(maxsize=20_000)
def sort_key(text: str) -> str:
    """A key that sorts by bytes as Vietnamese sorts: a ă â b … d đ e ê …, tones after letters.

    Tones count by syllable, so `hòa` and `hoà` have the same key.
    """
    words = [_letters(word) for word in _visible(text).split()]
    letters = " ".join(word for word, _ in words)
    return letters + "\t" + "".join(tone for _, tone in words).rstrip("0")


@lru_cache(maxsize=20_000)
def _letters(word: str) -> tuple[str, str]:
    """The letters of a syllable as digraphs that sort, and its tone as a digit."""
    letters: list[str] = []
    tone = "0"
    for char in _decomposed(word).translate(_ICELANDIC):
        if char in _TONES:
            tone = max(tone, _TONES[char])
        elif char in _SHAPES:
            if letters and len(letters[-1]) == 2:
                letters[-1] = letters[-1][0] + _SHAPES[char]
        elif char in "đĐ":
            letters.append("d1")
        elif char.isalpha():
            letters.append(f"{char}0")
        elif not unicodedata.combining(char):
            letters.append(char)
    return "".join(letters), tone
