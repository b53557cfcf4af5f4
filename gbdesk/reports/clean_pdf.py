"""A PDF written anew out of its pages: no author, no history, no programs, no files inside.

The pages are taken over as they are (text stays text); what stands beside them, catalogue, names,
forms, notes of readers, is left behind. What phones write into a scanned picture is overwritten.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any, Final

from gbdesk.domain.evidence import after_scan
from gbdesk.domain.refusals import Refused
from gbdesk.reports.preview import one_at_a_time

PAGES_MOST: Final = 300
_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
_XMP: Final = re.compile(rb"<x:xmpmeta\b.*?</x:xmpmeta>", re.DOTALL)
_PICTURE: Final = re.compile(rb"stream\r?\n(?=\xff\xd8\xff)")
_META: Final = re.compile(
    rb"<<[^<>]*/Type\s*/Metadata\b[^<>]*>>\s*stream\r?\n(.*?)\r?\nendstream", re.DOTALL
)
_PACKED: Final = re.compile(rb"<<[^<>]*/DCTDecode\b[^<>]*>>\s*stream\r?\n(?!\xff\xd8)")
_TOLD: Final = (*range(0xE0, 0xEE), 0xEF, 0xFE)  # what a JPEG says beside its picture
_SOS, _EOI, _JFIF = 0xDA, 0xD9, 14  # of JFIF only the small picture that may follow


def cleaned(name: str, data: bytes) -> bytes:
    """The pages alone.

    Raises:
        Refused: it cannot be read, is locked, or has more than 300 pages.
    """
    import pypdfium2

    try:
        with one_at_a_time():
            kept = _pages(pypdfium2, data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD or b"/Encrypt" in data[-4096:]
        code = "evidence.secret" if locked else "evidence.format"
        raise Refused(code, name=name) from error
    if kept is None or _PACKED.search(kept):  # pictures packed twice cannot be looked through
        raise Refused("evidence.format", name=name)
    return blanked(kept)


def _pages(library: Any, data: bytes) -> bytes | None:
    """The pages in a new document; None where there are none or too many.

    Forms filled in and stamps are made part of the page first.
    """
    out = BytesIO()
    with library.PdfDocument(data) as given, library.PdfDocument.new() as made:
        if not 0 < len(given) <= PAGES_MOST:
            return None
        given.init_forms()
        for page in given:
            if page.flatten() == library.raw.FLATTEN_FAIL:
                return None
            page.close()
        made.import_pages(given)
        for page in made:
            for at in reversed(range(library.raw.FPDFPage_GetAnnotCount(page))):
                library.raw.FPDFPage_RemoveAnnot(page, at)
            page.close()
        made.save(out)
    return out.getvalue()


def blanked(pdf: bytes) -> bytes:
    """The same bytes in the same places, but what pictures and pages tell beside themselves."""
    kept = bytearray(pdf)
    for shape, part in ((_XMP, 0), (_META, 1)):
        for found in shape.finditer(pdf):
            kept[slice(*found.span(part))] = b" " * len(found[part])
    for found in _PICTURE.finditer(pdf):
        _blank_picture(kept, found.end() + 2)
    return bytes(kept)


def _blank_picture(kept: bytearray, at: int) -> None:
    """Overwrite what a JPEG tells beside its picture, and what follows it; lengths stay."""
    while kept[at : at + 1] == b"\xff" and at + 4 <= len(kept):
        mark, size = kept[at + 1], int.from_bytes(kept[at + 2 : at + 4], "big")
        if mark == _EOI:
            end = kept.find(b"endstream", at)
            kept[at + 2 : end] = b"\n" * (end - at - 2)
            return
        end = at + 2 + size
        if end > len(kept):
            return
        first = at + 4 + _JFIF * kept.startswith(b"JFIF\0", at + 4)
        if mark in _TOLD and first < end:
            kept[first:end] = bytes(end - first)
        at = after_scan(kept, end) if mark == _SOS else end
