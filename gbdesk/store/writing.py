"""Small files replaced whole: temporary name, flush, rename, flush of the folder."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from gbdesk.domain.refusals import Refused

FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else -1})


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into a refusal with the file's name."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise Refused("disk.full", name=path.name) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise Refused("disk.denied", name=path.name) from error
        if isinstance(error, FileNotFoundError):
            raise Refused("disk.missing", name=path.name) from error
        raise Refused("disk.failed", name=path.name) from error


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Put this content in the place of a file: the old or the new one stands, never half.

    A `private` file holds a secret: nobody but its owner may open it.

    Raises:
        Refused: the disk did not take it.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    with told(path):
        try:
            with open(temporary, "wb", opener=_owned if private else None) as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            temporary.replace(path)
            sync_folder(path.parent)
        finally:
            temporary.unlink(missing_ok=True)


def _owned(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last, where the system allows it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
