"""What a file that is no package seems to be, told by its first bytes and never by its name."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import Final

LOOK: Final = 4096
_MAGICS: Final = (
    (b"gbpkg/", "gbpkg"),
    (b"gbinv/", "gbinv"),
    (b"gbreq/", "gbreq"),
    (b"\xef\xbb\xbfgbpkg/", "edited"),
    (b"\xff\xfeg\x00b\x00", "edited"),
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-office"),
    (b"\x78\x9f\x3e\x22", "winmail"),
    (b64encode(b"gbpkg/"), "base64"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"age-encryption.org/", "age"),
    (b"-----BEGIN AGE", "age"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
)
_OUTLOOK: Final = "__substg1.0_".encode("utf-16-le")
_MAIL: Final = re.compile(
    rb"(?:\A|\n)(?:received|return-path|mime-version|message-id|content-type|"
    rb"content-transfer-encoding):\s",
    re.IGNORECASE,
)
_INSIDE_ZIP: Final = ((b"xl/", "xlsx"), (b"word/", "docx"), (b"ppt/", "pptx"))


def kind_of(start: bytes) -> str:
    """What these first bytes look like: `zip`, `pdf`, `xlsx`, `gbinv`…; `""` when unknown."""
    if start.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _INSIDE_ZIP if mark in start[:LOOK]), "zip")
    found = next((kind for magic, kind in _MAGICS if start.startswith(magic)), "")
    if found == "old-office" and _OUTLOOK in start:
        return "outlook"
    if not found and _MAIL.search(start[:LOOK]):
        return "mail"
    if not found and b'"gbroot"' in start[:LOOK]:
        return "gbroot"
    return found
