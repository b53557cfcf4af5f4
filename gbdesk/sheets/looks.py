"""What the reader of values does not tell of a workbook: old fonts, hidden rows, empty formulas.

Only .xlsx and .xlsm say it; of .xls and .ods only errors are known. The parts are small pieces of
plain XML read by their marks, never by an XML reader: what a hostile file could make such a reader
do is not possible here.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import IO, Final

from gbdesk.domain.legacy import UNICODE, encoding_of_font
from gbdesk.sheets.errors import errors_of

CHUNK: Final = 1 << 20
LONGEST_ROW: Final = 8 * CHUNK
LARGEST_PART: Final = 16 * CHUNK

Cell = tuple[int, int]

_FONTS: Final = re.compile(rb"<fonts\b.*?</fonts>", re.DOTALL)
_FONT: Final = re.compile(rb"<font\b[^>]*?/>|<font\b.*?</font>", re.DOTALL)
_NAME: Final = re.compile(rb'<name\b[^>]*?val="([^"]*)"')
_FORMATS: Final = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_FORMAT: Final = re.compile(rb"<xf\b[^>]*?>")
_FONT_OF: Final = re.compile(rb'\bfontId="(\d+)"')
_SHEET: Final = re.compile(rb"<sheet\b[^>]*?>")
_RELATION: Final = re.compile(rb"<Relationship\b[^>]*?>")
_ATTRIBUTE: Final = re.compile(rb'([\w:]{1,60})="([^"]*)"')
_CELL: Final = re.compile(rb"<c(?=[\s/>])")
_STORED: Final = re.compile(rb"<v\b[^<>]*>[^<]|<is\b")
_ERROR: Final = b't="e"'
_NUMBER: Final = re.compile(rb'\br="(\d+)"')
_HIDDEN: Final = re.compile(rb'\bhidden="(?:1|true)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """Rows and columns begin at 1; `fonts` has only the cells in an old font, by row and column.

    Rows that look alike share what is said of their columns. `unstored` are formulas whose result
    is not in the file, or is an error.
    """

    fonts: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    unstored: frozenset[Cell] = frozenset()

    def font(self, row: int, column: int) -> str:
        """The old font of a cell, empty where it has none."""
        columns = self.fonts.get(row)
        return columns.get(column, "") if columns else ""


NONE: Final = Looks()


def looks_of(path: Path, sheet: str, number: int = 0) -> Looks:
    """What the cells of a sheet look like; nothing where the file does not tell it.

    `number` is its place among all sheets, from 0.
    """
    if found := errors_of(path, sheet, number):
        return Looks(unstored=found)
    try:
        with zipfile.ZipFile(path) as packed:
            part = _part(packed, sheet)
            if part is None:
                return NONE
            styles = _old_fonts(_small(packed, "xl/styles.xml"))
            with packed.open(part) as opened:
                return _read(opened, styles)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, EOFError, RuntimeError, zlib.error):
        return NONE


def _small(packed: zipfile.ZipFile, name: str) -> bytes:
    with packed.open(name) as opened:
        return opened.read(LARGEST_PART)


def _attributes(tag: bytes) -> dict[str, str]:
    found = _ATTRIBUTE.findall(tag)
    return {name.decode(): unescape(value.decode("utf-8", "replace")) for name, value in found}


def _part(packed: zipfile.ZipFile, sheet: str) -> str | None:
    """The name of the part that holds a sheet."""
    listed = (_attributes(tag) for tag in _SHEET.findall(_small(packed, "xl/workbook.xml")))
    wanted = next((one.get("r:id") for one in listed if one.get("name") == sheet), None)
    for tag in _RELATION.findall(_small(packed, "xl/_rels/workbook.xml.rels")):
        relation = _attributes(tag)
        if wanted and relation.get("Id") == wanted:
            target = relation.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return None


def _old_fonts(styles: bytes) -> dict[int, str]:
    """The cell formats in an old font, each with the name of the font."""
    listed, formats = _FONTS.search(styles), _FORMATS.search(styles)
    if listed is None or formats is None:
        return {}
    names = [
        unescape(found[1].decode("utf-8", "replace")) if (found := _NAME.search(font)) else ""
        for font in _FONT.findall(listed[0])
    ]
    found_in: dict[int, str] = {}
    for at, tag in enumerate(_FORMAT.findall(formats[0])):
        font = _FONT_OF.search(tag)
        name = names[int(font[1])] if font and int(font[1]) < len(names) else ""
        if encoding_of_font(name)[0] != UNICODE:
            found_in[at] = name
    return found_in


def _read(opened: IO[bytes], styles: Mapping[int, str]) -> Looks:
    fonts: dict[int, Mapping[int, str]] = {}
    alike: dict[tuple[tuple[int, str], ...], Mapping[int, str]] = {}
    hidden: set[int] = set()
    unstored: set[Cell] = set()
    number = 0
    for row in _rows(opened):
        head, _, cells = row.partition(b">")
        stated = _NUMBER.search(head)
        number = int(stated[1]) if stated else number + 1
        if _HIDDEN.search(head):
            hidden.add(number)
        if not styles and b"<f" not in cells and _ERROR not in cells:
            continue
        old: list[tuple[int, str]] = []
        for column, style, inside, is_error in _cells(cells):
            if style in styles:
                old.append((column, styles[style]))
            if is_error or (b"<f" in inside and not _STORED.search(inside)):
                unstored.add((number, column))
        if old:
            fonts[number] = alike.setdefault(tuple(old), dict(old))
    return Looks(fonts=fonts, hidden=frozenset(hidden), unstored=frozenset(unstored))


def _rows(opened: IO[bytes]) -> Iterator[bytes]:
    """What stands behind each `<row`, up to the next one."""
    rest, first = b"", True
    while chunk := opened.read(CHUNK):
        *whole, rest = (rest + chunk).split(b"<row ")
        if len(rest) > LONGEST_ROW:
            return
        yield from whole[1:] if first and whole else whole
        first = first and not whole
    if not first:
        yield rest


def _cells(row: bytes) -> Iterator[tuple[int, int, bytes, bool]]:
    """Column, number of the format and content of each cell, and whether it is an error."""
    column = 0
    for cell in _CELL.split(row)[1:]:
        attributes, _, rest = cell.partition(b">")
        inside = b"" if attributes.endswith(b"/") else rest.partition(b"</c>")[0]
        told = dict(_ATTRIBUTE.findall(attributes))
        letters = told.get(b"r", b"").rstrip(b"0123456789").decode()
        column = column_number(letters) if letters.isalpha() else column + 1
        style = told.get(b"s", b"")
        yield column, int(style) if style.isdigit() else 0, inside, told.get(b"t") == b"e"


def column_number(letters: str) -> int:
    """1, 2, … 27 for `A`, `B`, … `AA`."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
