"""Files that commands read and write: never over an existing one."""

from __future__ import annotations

import errno
from pathlib import Path

from gbdesk.domain.refusals import Refused
from gbdesk.media.writing import write_verified


def read_file(path: Path, most: int = 64 * 1024 * 1024) -> bytes:
    """The content of a file.

    Raises:
        Refused: it is not there, too large, or cannot be read.
    """
    try:
        if path.stat().st_size > most:
            raise Refused("package.E_LIMIT")
        return path.read_bytes()
    except OSError as error:
        code = "disk.missing" if error.errno == errno.ENOENT else "disk.failed"
        raise Refused(code, name=path.name) from error


def write_new(path: Path, content: bytes, *, private: bool = False) -> Path:
    """Write a small file under a name that is still free, and read it back; the name.

    A `private` file is its owner's alone.

    Raises:
        Refused: the folder does not take it.
    """
    target = free_name(path)

    def check(written: Path) -> None:
        if written.read_bytes() != content:
            raise Refused("send.readback")

    write_verified(target, lambda out: out.write(content), check, private=private)
    return target


def free_name(path: Path) -> Path:
    """The path, or the same with a number where a file has that name."""
    found, number = path, 2
    while found.exists():
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return found
