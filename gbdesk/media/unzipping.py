"""Packages out of a zip archive, as mail programs pack several attachments into one.

Nothing in the archive is believed: names are only shown, sizes are counted while unpacking, and a
package hardly shrinks, so what grows beyond four times its packed size is no package.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from gbdesk.media.inbox import is_package

ENDING: Final = ".zip"
MOST: Final = 500
LARGEST: Final = 256 << 20
TOGETHER: Final = 1 << 30
GROWTH: Final = 4
NAME_BYTES: Final = 100
_SPARE: Final = 1 << 20
_CHUNK: Final = 1 << 20
_ODD: Final = re.compile(r"[^\w .()+,&-]")
_BOUNDED: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Other ways of packing give no bound to what a bite of them unpacks to."""
_BROKEN: Final = (
    OSError, EOFError, ValueError, struct.error, zipfile.BadZipFile, zlib.error, RuntimeError
)  # fmt: skip
"""The last one is raised for a password and for an unknown way of packing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """The packages that were unpacked; `left_out` are those that could not be."""

    paths: tuple[Path, ...] = ()
    left_out: int = 0


def unpacked(archive: Path, into: Path) -> Unpacked:
    """The packages of an archive, written into a folder; none where it is no archive.

    What is damaged, locked with a password, too large or too many is left out.
    """
    found: list[Path] = []
    wanted: list[zipfile.ZipInfo] = []
    with suppress(*_BROKEN), zipfile.ZipFile(archive) as opened:
        every = (one for one in opened.infolist() if not one.is_dir())
        wanted = [one for one in every if is_package(PurePosixPath(one.filename).name)]
        left = TOGETHER
        for number, member in enumerate(wanted[:MOST], 1):
            target = into / f"{number}_{_name(member.filename)}"
            size = _copy(opened, member, target, min(left, LARGEST))
            if size is None:
                target.unlink(missing_ok=True)
            else:
                left -= size
                found.append(target)
    return Unpacked(paths=tuple(found), left_out=len(wanted) - len(found))


def _copy(opened: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, most: int) -> int | None:
    """How many bytes were written; None where it is damaged, locked, or grows like no package."""
    most, size = min(most, member.compress_size * GROWTH + _SPARE), 0
    if member.compress_type not in _BOUNDED:
        return None
    try:
        with opened.open(member) as packed, target.open("xb") as out:
            while part := packed.read(_CHUNK):
                size += len(part)
                if size > most:
                    return None
                out.write(part)
    except _BROKEN:
        return None
    return size


def _name(said: str) -> str:
    """A name to be shown and used on any disk."""
    last = PurePosixPath(said.replace("\\", "/")).name
    return _ODD.sub("_", last).encode()[-NAME_BYTES:].decode(errors="ignore").strip() or "x.gbpkg"
