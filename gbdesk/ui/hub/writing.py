"""Bytes into a new file, read back before anybody says that it is written."""

from __future__ import annotations

from pathlib import Path

from gbdesk.domain.refusals import Refused
from gbdesk.media.writing import write_verified


def write_new(folder: Path, name: str, data: bytes, *, private: bool = False) -> Path:
    """A file under this name, or with a number where the name is taken; `private`: its owner's.

    Raises:
        Refused: the folder does not take it, or it does not read back the same.
    """

    def verify(path: Path) -> None:
        if path.read_bytes() != data:
            raise Refused("disk.failed", name=name)

    target, number = folder / name, 2
    while target.exists():
        stem, dot, ending = name.rpartition(".")
        target, number = folder / f"{stem} ({number}){dot}{ending}", number + 1
    return write_verified(target, lambda out: out.write(data), verify, private=private)
