"""Text with separators (.csv): which signs and which separator, told by the content."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Final

from gbdesk.domain.refusals import Refused

ENDINGS: Final = (".csv", ".tsv", ".txt")
SEPARATORS: Final = ";\t,"
SAMPLE: Final = 20
LONGEST_CELL: Final = 32_767  # as a spreadsheet takes it


def read_separated(path: Path) -> list[list[str]]:
    """The cells of a file; UTF-8 or UTF-16 by its mark, else UTF-8, else the old eight bits.

    Raises:
        Refused: it is no text.
    """
    text = _decoded(path.read_bytes())
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=_separator(lines[:SAMPLE]))
    try:
        rows = [] if "\0" in text else list(reader)
    except csv.Error as error:
        raise Refused("sheet.unreadable", name=path.name) from error
    if "\0" in text or any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        raise Refused("sheet.unreadable", name=path.name)
    return rows


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _separator(lines: list[str]) -> str:
    """The sign that parts most lines into the same number of cells."""

    def steady(sign: str) -> tuple[int, int]:
        counts = Counter(line.count(sign) for line in lines if sign in line)
        return max(((times, count) for count, times in counts.items()), default=(0, 0))

    return max(SEPARATORS, key=steady)
