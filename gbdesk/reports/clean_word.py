"""A Word document written anew: no authors, no company, no macros, nothing embedded.

The parts of the package are copied one by one. Properties are emptied, names of who wrote, changed
or commented are taken out, pictures inside are cleaned as any picture is.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from typing import Final

from gbdesk.domain.evidence import JPG, PNG, promised
from gbdesk.domain.refusals import Refused
from gbdesk.reports import clean_picture

PARTS_MOST: Final = 2_000
UNPACKED_MOST: Final = 100 << 20
_MAIN: Final = "word/document.xml"
_TYPES: Final = "[Content_Types].xml"
_WHEN: Final = (1980, 1, 1, 0, 0, 0)
_LOCKED: Final = 0x1
_ACTIVE: Final = re.compile(
    r"(?:.*/)?(?:vbaProject\.bin|vbaData\.xml|activeX/.*|embeddings/.*|.*\.bin|oleObject.*)",
    re.IGNORECASE,
)
_LEFT_OUT: Final = re.compile(
    r"docProps/(?!core\.xml$|app\.xml$)|customXml/|.*/people\.xml$", re.IGNORECASE
)
_MACROS: Final = b"macroEnabled"
_CORE: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp="http://'
    b'schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_APP: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://'
    b'schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_EMPTIED: Final = {"docprops/core.xml": _CORE, "docprops/app.xml": _APP}
_NAMES: Final = re.compile(
    rb"(\s(?:\w+:)?(?:author|initials|userId|providerId|lastModifiedBy|originalAuthor)\s*=\s*)"
    rb"(?:\"[^\"]*\"|'[^']*')"
)
_FILES: Final = re.compile(  # names of picture files and paths of computers
    rb"(\s(?:descr|name|title)\s*=\s*)(\"[^\"]*(?:\\[^\"]*|\.(?:jpe?g|png|heic|bmp|gif|tiff?))\")",
    re.IGNORECASE,
)
_HIDDEN: Final = re.compile(rb"<w:(?:del|moveFrom)\s")
_OUTSIDE: Final = re.compile(
    rb"(Target\s*=\s*)[\"'](?!https?:|mailto:|#)[^\"']*[\"']", re.IGNORECASE
)
_POINTS: Final = re.compile(rb"<(?:\w+:)?(?:Relationship|Override)\b[^>]*?/>")
_TARGET: Final = re.compile(rb"(?:Target|PartName)\s*=\s*[\"']([^\"']*)[\"']")


def cleaned(name: str, data: bytes) -> bytes:
    """The document without what it tells of its writers.

    Raises:
        Refused: it is no Word document, is locked, holds programs or files, or would unpack to
            more than 100 MB.
    """
    out = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
            listed = _listed(given, name)
            for one in listed:
                if not _LEFT_OUT.match(one.filename):
                    info = zipfile.ZipInfo(one.filename, _WHEN)
                    info.compress_type = zipfile.ZIP_DEFLATED
                    made.writestr(info, _part(one.filename, _read(given, one, name), name))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as error:
        raise Refused("evidence.format", name=name) from error
    return out.getvalue()


def _listed(given: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    listed = [one for one in given.infolist() if not one.is_dir()]
    names = [one.filename for one in listed]
    if _MAIN not in names or _TYPES not in names or len(set(names)) != len(names):
        raise Refused("evidence.format", name=name)
    if len(listed) > PARTS_MOST or sum(one.file_size for one in listed) > UNPACKED_MOST:
        raise Refused("evidence.format", name=name)
    if any(one.flag_bits & _LOCKED for one in listed):
        raise Refused("evidence.secret", name=name)
    if any(_ACTIVE.fullmatch(one) for one in names):
        raise Refused("evidence.active", name=name)
    return listed


def _read(given: zipfile.ZipFile, one: zipfile.ZipInfo, name: str) -> bytes:
    with given.open(one) as part:
        held = part.read(one.file_size + 1)
    if len(held) != one.file_size:
        raise Refused("evidence.format", name=name)
    return held


def _part(path: str, held: bytes, name: str) -> bytes:
    if path.lower() in _EMPTIED:
        return _EMPTIED[path.lower()]
    if path == _TYPES and _MACROS in held:
        raise Refused("evidence.active", name=name)
    if "/media/" in path and promised(path) in {JPG, PNG}:
        return _picture(path, held)
    if path.lower().endswith((".xml", ".rels")):
        if b"\0" in held:  # another encoding: it cannot be looked through
            raise Refused("evidence.format", name=name)
        if _HIDDEN.search(held):
            raise Refused("evidence.changes", name=name)
        return _FILES.sub(rb'\1""', _NAMES.sub(rb'\1""', _POINTS.sub(_kept, held)))
    return held


def _picture(path: str, held: bytes) -> bytes:
    """A picture inside, cleaned; one that is not what it says is emptied."""
    try:
        return clean_picture.cleaned(path, held)
    except Refused:
        return b""


def _kept(found: re.Match[bytes]) -> bytes:
    """What points at a part, unless the part is left out."""
    target = _TARGET.search(found[0])
    path = target[1].decode("utf-8", "replace").lstrip("/") if target else ""
    left_out = _LEFT_OUT.match(path) or path.startswith("../customXml/") or path == "people.xml"
    if left_out:
        return b""
    if b"attachedTemplate" in found[0]:
        return _TARGET.sub(b'Target="Normal.dotm"', found[0])
    return _OUTSIDE.sub(rb'\1"left-out"', found[0]) if b"External" in found[0] else found[0]
