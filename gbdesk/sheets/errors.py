"""Cells that hold an error (#REF!, #N/A …), which the reader of values gives as blank.

Of .xlsx and .xlsm `gbdesk.sheets.looks` tells them; here are .xls, .ods and separated text.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import IO, Final

from gbdesk.sheets.compound import workbook_stream

Cell = tuple[int, int]

CHUNK: Final = 1 << 20
LONGEST_ROW: Final = 8 * CHUNK
MOST_REPEATED: Final = 10_000
CONTENT: Final = "content.xml"
WORDS: Final = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"}
)
_NUMBERED: Final = re.compile(r"Err:\d{3}")

_FORMULA, _BOOL_OR_ERROR, _SHEET, _END = 0x0006, 0x0205, 0x0085, 0x000A
_ERROR_RESULT: Final = 2
_NO_NUMBER: Final = b"\xff\xff"

_PIECE: Final = re.compile(rb"<table:table(-row)?(?=[\s>/])")
_CELL: Final = re.compile(rb"<table:(?:covered-)?table-cell(?=[\s>/])")
_NAME: Final = re.compile(rb'\btable:name="([^"<>]*)"')
_ROWS: Final = re.compile(rb'\btable:number-rows-repeated="(\d+)"')
_COLUMNS: Final = re.compile(rb'\btable:number-columns-repeated="(\d+)"')
_SAID: Final = re.compile(rb"<text:p\b[^<>]*>([^<]*)</text:p>")
_IS_ERROR: Final = b'calcext:value-type="error"'


def is_error(text: str) -> bool:
    """Whether a spreadsheet shows this in the place of a result."""
    return text in WORDS or _NUMBERED.fullmatch(text) is not None


def errors_of(path: Path, sheet: str, number: int) -> frozenset[Cell]:
    """The cells with an error of a sheet of .xls (its number, from 0) or .ods (its name).

    Row and column, from 1; none where the file does not tell it.
    """
    stream = workbook_stream(path)
    if stream:
        return frozenset(_in_records(stream, number))
    try:
        with zipfile.ZipFile(path) as packed, packed.open(CONTENT) as opened:
            return frozenset(_in_marks(opened, sheet))
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, EOFError, RuntimeError, zlib.error):
        return frozenset()


# .xls: records, each a kind, a length and its bytes (Microsoft, MS-XLS)
def _in_records(stream: bytes, number: int) -> Iterator[Cell]:
    sheets = [held for kind, held in _records(stream, 0) if kind == _SHEET and len(held) >= 4]
    if number >= len(sheets):
        return
    (start,) = struct.unpack_from("<I", sheets[number])
    for kind, held in _records(stream, start):
        if kind == _BOOL_OR_ERROR and len(held) >= 8:
            is_one = held[7] == 1
        elif kind == _FORMULA and len(held) >= 14:
            is_one = held[12:14] == _NO_NUMBER and held[6] == _ERROR_RESULT
        else:
            continue
        if is_one:
            row, column = struct.unpack_from("<HH", held)
            yield row + 1, column + 1


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """From a place on to the end of the part that begins there."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _END:
            return
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


# .ods: pieces of plain XML read by their marks
def _in_marks(opened: IO[bytes], sheet: str) -> Iterator[Cell]:
    row, is_here = 0, False
    for is_row, piece in _pieces(opened):
        head = piece.partition(b">")[0]
        if not is_row:
            named = _NAME.search(head)
            is_here = named is not None and unescape(named[1].decode("utf-8", "replace")) == sheet
            row = 0
        elif is_here:
            times = _count(_ROWS, head)
            if _IS_ERROR in piece or b">#" in piece or b">Err:" in piece:
                columns = list(_columns(piece))
                for number in range(row + 1, row + 1 + min(times, MOST_REPEATED)):
                    yield from ((number, column) for column in columns)
            row += times


def _columns(row: bytes) -> Iterator[int]:
    column = 0
    for cell in _CELL.split(row)[1:]:
        attributes, _, inside = cell.partition(b">")
        times = _count(_COLUMNS, attributes)
        said = _SAID.search(inside)
        words = unescape(said[1].decode("utf-8", "replace")) if said else ""
        if _IS_ERROR in attributes or is_error(words):
            yield from range(column + 1, column + 1 + min(times, MOST_REPEATED))
        column += times


def _count(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1][:9]) if found else 1


def _pieces(opened: IO[bytes]) -> Iterator[tuple[bool, bytes]]:
    """What stands behind each beginning of a table or of a row, and whether it is a row."""
    rest, is_row, begun = b"", False, False
    while chunk := opened.read(CHUNK):
        parts = _PIECE.split(rest + chunk)
        for at in range(1, len(parts), 2):
            if begun:
                yield is_row, parts[at - 1]
            is_row, begun = bool(parts[at]), True
        rest = parts[-1]
        if len(rest) > LONGEST_ROW:
            return
    if begun:
        yield is_row, rest
