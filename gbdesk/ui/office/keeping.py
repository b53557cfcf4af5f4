"""Keeping a small file: written whole, read back, never over another."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from gbdesk.domain.refusals import Refused
from gbdesk.media.writing import write_verified


def keep(target: Path, raw: bytes) -> Path:
    """Write these bytes under a name that is free; where they stand.

    Raises:
        Refused: the disk does not take them, or what is read back differs.
    """

    def write(out: BinaryIO) -> None:
        out.write(raw)

    def verify(path: Path) -> None:
        if path.read_bytes() != raw:
            raise Refused("send.readback")

    return write_verified(target, write, verify)
