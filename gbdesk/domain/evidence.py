"""Evidence: what may be attached, how much of it, and what a stored picture may consist of.

The bytes stay on the PC; a record says title, kind, size and SHA-256 (`decisions.md` 15).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final

from gbdesk.domain.names import nfc
from gbdesk.domain.ops import Value

EVIDENCE: Final = "evidence"
JPG, PNG, PDF, DOCX = "jpg", "png", "pdf", "docx"
KINDS: Final = (JPG, PNG, PDF, DOCX)
MB: Final = 1 << 20
FILE_MOST: Final = 10 * MB
RECORD_MOST: Final = 50 * MB
EDGE: Final = 1920
PIXELS_MOST: Final = {JPG: 64_000_000, PNG: 24_000_000}
TITLE_MOST: Final = 120
KEPT_DAYS: Final = 180
DAY_MS: Final = 24 * 3600 * 1000

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_PARTS: Final = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_JFIF: Final = b"JFIF\0"
_JFIF_LENGTH: Final = 16  # without the small picture that may follow
_SOI, _EOI, _SOS, _APP0, _APP14 = 0xD8, 0xD9, 0xDA, 0xE0, 0xEE
_JPG_PARTS: Final = frozenset(
    {*range(0xC0, 0xD0), 0xDB, 0xDD, _APP0, _APP14}  # tables, frames, restarts; JFIF and Adobe
) - {0xC8}
_ENDINGS: Final = {"jpg": JPG, "jpeg": JPG, "jpe": JPG, "png": PNG, "pdf": PDF, "docx": DOCX}


def register_of(entity: str, record: str) -> str:
    """Under what the evidence of a record is listed."""
    return f"{entity}:{record}"


def promised(name: str) -> str:
    """What the ending of a file's name says it is, "" where it is nothing that may be attached."""
    _, dot, ending = name.rpartition(".")
    return _ENDINGS.get(ending.lower(), "") if dot else ""


def tidy_title(title: Value) -> str:
    """A title as it is recorded: one line, NFC, trimmed."""
    return nfc(str(title or ""))


def is_bare(kind: str, data: bytes) -> bool:
    """Whether a picture holds nothing but the picture: no place, maker, time, words, small copy.

    Every part of the file is named and must be one of the few a decoder needs; nothing follows it.
    """
    parts = _jpg_parts(data) if kind == JPG else _png_parts(data)
    return all(parts)


def _png_parts(data: bytes) -> Iterator[bool]:
    yield data.startswith(_PNG)
    at, name = len(_PNG), b""
    while name != b"IEND":
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + size
        yield name in _PNG_PARTS and end <= len(data)
        if end > len(data):
            return
        check = int.from_bytes(data[end - 4 : end], "big")
        yield zlib.crc32(data[at + 4 : end - 4]) == check
        at = end
    yield at == len(data)


def _jpg_parts(data: bytes) -> Iterator[bool]:
    yield data[:2] == bytes((0xFF, _SOI))
    at = 2
    while True:
        mark, size = data[at + 1 : at + 2], int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at : at + 1] != b"\xff" or not mark or at + 2 + size > len(data):
            yield False
            return
        if mark[0] == _EOI:
            yield at + 2 == len(data)
            return
        held = data[at + 4 : at + 2 + size]
        yield mark[0] == _SOS or (mark[0] in _JPG_PARTS and _is_plain(mark[0], held))
        at += 2 + size
        if mark[0] == _SOS:
            at = after_scan(data, at)


def _is_plain(mark: int, held: bytes) -> bool:
    if mark == _APP0:
        return held.startswith(_JFIF) and len(held) == _JFIF_LENGTH - 2
    return mark != _APP14 or (held.startswith(b"Adobe") and len(held) == 12)


def after_scan(data: bytes | bytearray, at: int) -> int:
    """Where the coded data of a JPEG end: at a marker that is neither stuffing nor a restart."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
    return len(data)
