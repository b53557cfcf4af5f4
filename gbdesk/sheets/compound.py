"""The one stream of an old workbook (.xls) that holds its sheets, out of the file around it.

The file is a small file system of its own (Microsoft, MS-CFB): a table says which sector follows
which. A hostile one may say anything; what leads nowhere gives nothing.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Final

MAGIC: Final = bytes.fromhex("d0cf11e0a1b11ae1")
HEADER: Final = 512
ENTRY: Final = 128
SMALL: Final = 4096  # shorter streams lie in the small sectors of the root's stream
SMALL_SECTOR: Final = 64
IN_HEADER: Final = 109
LAST: Final = 0xFFFFFFFA  # from here on a number is no sector
NAMES: Final = ("Workbook", "Book")
STREAM: Final = 2
ROOT: Final = 5


def workbook_stream(path: Path) -> bytes:
    """The stream; empty where the file is no such workbook or is damaged."""
    raw = path.read_bytes()
    if not raw.startswith(MAGIC) or len(raw) < HEADER:
        return b""
    try:
        return _Compound(raw).stream(NAMES)
    except (struct.error, IndexError, ValueError):
        return b""


class _Compound:
    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        (shift,) = struct.unpack_from("<H", raw, 30)
        if shift not in {9, 12}:
            raise ValueError("a sector of no known size")
        self._size = 1 << shift
        self._next = self._table()
        first_directory, first_small = struct.unpack_from("<I8xI", raw, 48)
        self._directory = self._joined(first_directory)
        self._small_next = array("I", _whole(self._joined(first_small)))

    def stream(self, names: Sequence[str]) -> bytes:
        """The first stream with one of these names, empty where there is none."""
        known = {name.upper() for name in names}
        small = b""
        for at in range(0, len(self._directory) - ENTRY + 1, ENTRY):
            entry = self._directory[at : at + ENTRY]
            length, kind = struct.unpack_from("<HB", entry, 64)
            name = entry[: max(0, length - 2)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", entry, 116)
            if kind == ROOT:
                small = self._joined(start)
            elif kind == STREAM and name.upper() in known:
                if size >= SMALL:
                    return self._joined(start)[:size]
                parts = _chain(self._small_next, start)
                whole = b"".join(small[n * SMALL_SECTOR : (n + 1) * SMALL_SECTOR] for n in parts)
                return whole[:size]
        return b""

    def _table(self) -> array[int]:
        """Which sector follows which."""
        raw = self._raw
        holders = [*struct.unpack_from(f"<{IN_HEADER}I", raw, 76)]
        (more,) = struct.unpack_from("<I", raw, 68)
        seen = 0
        while more < LAST and seen <= len(raw) // self._size:
            *listed, more = struct.unpack(f"<{self._size // 4}I", self._sector(more))
            holders += listed
            seen += 1
        found = array("I")
        for holder in holders:
            if holder < LAST:
                found.frombytes(_whole(self._sector(holder)))
        return found

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._raw[start : start + self._size]

    def _joined(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _chain(self._next, start))


def _whole(raw: bytes) -> bytes:
    return raw[: len(raw) // 4 * 4]


def _chain(following: Sequence[int], start: int) -> list[int]:
    """The sectors from one on; a chain that bites its tail ends."""
    found: list[int] = []
    while start < len(following) and len(found) <= len(following):
        found.append(start)
        start = following[start]
    return found
