"""What a file says of itself while nobody has checked it: for hints, never to be believed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from gbdesk.domain.refusals import Refused
from gbdesk.sync.frame import PREAMBLE, opened, read_frame
from gbdesk.sync.signing import Block
from gbdesk.sync.strict import loads
from gbdesk.sync.trust import Certificate, peek_certificate


def ident_of(path: Path) -> str:
    """The id that a file has by its header (hex SHA-256), empty where it has none."""
    try:
        return hashlib.sha256(_outer(path)[0]).hexdigest()
    except Refused:
        return ""


def claimed(path: Path) -> list[Certificate]:
    """What the certificates in a file say.

    Raises:
        Refused: the framing or the block is not whole.
    """
    return [peek_certificate(one) for one in Block(_outer(path)[1]).certs]


def extension(path: Path) -> dict[str, Any]:
    """The `ext` of a header, empty where there is none."""
    try:
        found = loads(_outer(path)[0], "E_JSON")
    except Refused:
        return {}
    said = found.get("ext") if isinstance(found, dict) else None
    return said if isinstance(said, dict) else {}


def _outer(path: Path) -> tuple[bytes, bytes]:
    """The header and the signature block."""
    with opened(path) as file:
        frame = read_frame(file, whole=False)
        file.seek(PREAMBLE)
        return file.exactly(frame.header), file.exactly(frame.block)
