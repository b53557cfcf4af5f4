"""The outermost layer of a package: an ordinary file, a fixed first line, sizes that add up.

Everything is checked against its limit and the size of the file before it is read
(`package.md` 2.1). Names are never parsed.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gbdesk.domain.refusals import Refused
from gbdesk.sync.errors import fault, truncated
from gbdesk.sync.foreign import LOOK, kind_of

PREAMBLE: Final = 41
MAX_HEADER: Final = 64 << 10
MAX_BLOCK: Final = 16 << 10
MAX_PAYLOAD: Final = 2 << 30
_MAGIC: Final = b"gbpkg/1 "
_FAMILY: Final = b"gbpkg/"
_LINE: Final = re.compile(rb"gbpkg/1 h=([0-9]{6}) s=([0-9]{6}) p=([0-9]{12})\n")
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where the parts of a package lie, in bytes."""

    header: int
    block: int
    payload: int

    @property
    def start(self) -> int:
        """Where the payload begins."""
        return PREAMBLE + self.header + self.block

    @property
    def size(self) -> int:
        """The whole file."""
        return self.start + self.payload


def preamble(header: int, block: int, payload: int) -> bytes:
    """The first line of a package with parts of these sizes.

    Raises:
        Refused: E_LIMIT.
    """
    _check_limits(header, block, payload)
    return f"gbpkg/1 h={header:06d} s={block:06d} p={payload:012d}\n".encode()


class File:
    """An ordinary file open for reading; every failure of the drive is E_IO."""

    def __init__(self, number: int) -> None:
        self._number = number
        self.size = os.fstat(number).st_size

    def seek(self, to: int) -> None:
        """Go to a position from the start."""
        try:
            os.lseek(self._number, to, os.SEEK_SET)
        except OSError as error:
            raise _unreadable(error) from None

    def read(self, size: int, /) -> bytes:
        """Up to this many bytes; fewer only at the end of the file.

        Raises:
            Refused: E_IO.
        """
        parts, left = [], size
        try:
            while left and (part := os.read(self._number, left)):
                parts.append(part)
                left -= len(part)
        except OSError as error:
            raise _unreadable(error) from None
        return b"".join(parts)

    def exactly(self, size: int) -> bytes:
        """This many bytes.

        Raises:
            Refused: E_IO, E_DAMAGED where the file became shorter meanwhile.
        """
        found = self.read(size)
        if len(found) != size:
            raise fault("E_DAMAGED")
        return found


@contextmanager
def opened(path: Path) -> Iterator[File]:
    """An ordinary file: never a link, folder, pipe or device.

    Raises:
        Refused: E_IO.
    """
    number = _open(path)
    try:
        yield File(number)
    finally:
        os.close(number)


def _open(path: Path) -> int:
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise fault("E_IO", what="no file")
        number = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise _unreadable(error) from None
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise fault("E_IO", what="no file")
    return number


def _unreadable(error: Exception) -> Refused:
    return fault("E_IO", what=type(error).__name__)


def read_frame(file: File, *, whole: bool = True) -> Frame:
    """The sizes of the parts, where they fit the limits and, if it must be whole, the file.

    Raises:
        Refused: E_NOT_PACKAGE, E_WRONG_KIND, E_VERSION, E_MANGLED, E_PREAMBLE, E_LIMIT,
            E_TRUNCATED or E_TRAILING.
    """
    file.seek(0)
    start = file.read(LOOK)
    line = start[:PREAMBLE]
    _check_family(line, start, file.size)
    if line[PREAMBLE - 1 :] == b"\r":
        raise fault("E_MANGLED")
    if len(line) < PREAMBLE:
        raise truncated(file.size, PREAMBLE)
    found = _LINE.fullmatch(line)
    if found is None:
        raise fault("E_PREAMBLE")
    header, block, payload = (int(part) for part in found.groups())
    if not (header and block and payload):
        raise fault("E_PREAMBLE")
    _check_limits(header, block, payload)
    frame = Frame(header=header, block=block, payload=payload)
    if not whole:
        return frame
    if file.size < frame.size:
        raise truncated(file.size, frame.size)
    if file.size > frame.size:
        raise fault("E_TRAILING", extra=file.size - frame.size)
    return frame


def _check_family(line: bytes, start: bytes, size: int) -> None:
    if line.startswith(_MAGIC):
        return
    if _MAGIC.startswith(line):
        raise truncated(size, PREAMBLE)
    if line.startswith(_FAMILY):
        after = line[len(_FAMILY) : len(_MAGIC)]
        raise fault("E_VERSION" if after[:1].isdigit() and after[:1] > b"1" else "E_PREAMBLE")
    seems = kind_of(start)
    raise fault("E_WRONG_KIND" if seems in {"gbinv", "gbreq"} else "E_NOT_PACKAGE", seems=seems)


def _check_limits(header: int, block: int, payload: int) -> None:
    if header > MAX_HEADER or block > MAX_BLOCK or payload > MAX_PAYLOAD:
        raise fault("E_LIMIT", what="size")
