"""Files that people attach, made fit to be kept: what they are, without what they tell beside it.

Decides by the bytes, never by the name. What comes out is written anew: pictures hold the picture
alone, documents no authors, no programs, no files inside.
"""

from __future__ import annotations

from typing import Final

from gbdesk.domain.evidence import DOCX, FILE_MOST, JPG, MB, PDF, PNG, promised
from gbdesk.domain.refusals import Refused
from gbdesk.reports import clean_pdf, clean_picture, clean_word

_WITHIN: Final = 1024  # a PDF may have some bytes before its beginning
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES: Final = frozenset({JPG, PNG})


def cleaned(name: str, data: bytes) -> tuple[str, bytes]:
    """The kind of a file (jpg, png, pdf, docx) and the bytes to be kept.

    Raises:
        Refused: too large, no picture or document that is taken, not what its name says, locked,
            with programs or files inside, or a picture of too many points.
    """
    if len(data) > FILE_MOST:
        raise too_large(name, len(data))
    kind = kind_of(data)
    if kind is None:
        raise _unknown(name, data)
    said = promised(name)
    if said and said != kind and not {said, kind} <= _PICTURES:
        raise Refused("evidence.other", name=name)
    clean = {
        JPG: clean_picture.cleaned,
        PNG: clean_picture.cleaned,
        PDF: clean_pdf.cleaned,
        DOCX: clean_word.cleaned,
    }
    kept = clean[kind](name, data)
    if len(kept) > FILE_MOST:
        raise too_large(name, len(kept))
    return kind, kept


def kind_of(data: bytes) -> str | None:
    """What a file is by its first bytes, None where it is nothing that is taken."""
    if data.startswith(b"\xff\xd8\xff"):
        return JPG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if b"%PDF-" in data[:_WITHIN]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return DOCX
    return None


def too_large(name: str, size: int) -> Refused:
    """The refusal of a file of so many bytes."""
    return Refused("evidence.large", name=name, size=-(-size // MB), most=FILE_MOST // MB)


def _unknown(name: str, data: bytes) -> Refused:
    if promised(name) and not data.startswith(_OLE):
        is_picture = promised(name) in _PICTURES and data[4:8] == b"ftyp"
        if not is_picture:
            return Refused("evidence.other", name=name)
    picture = data[4:8] == b"ftyp" or data[:4] in {b"RIFF", b"GIF8", b"II*\0", b"MM\0*"}
    if data.startswith(_OLE) and promised(name) == DOCX:
        return Refused("evidence.secret", name=name)  # an Office file is put into OLE to lock it
    more = {"of": "picture"} if picture else {}
    return Refused("evidence.format", name=name, **more)
