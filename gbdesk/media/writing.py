"""Files for others, on sticks and disks: written whole, read back, or not there at all.

The steps: a temporary name in the same folder, everything written and flushed to the device, the
check of what can be read again from there, the final name without taking anybody's place, the
flush of the folder. What fails leaves no file behind; what is killed leaves at most a `.part`.
"""

from __future__ import annotations

import errno
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from gbdesk.domain.refusals import Refused

PART: Final = ".part"
_FULL: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_DENIED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_GONE: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO})
_NO_LINKS: Final = frozenset(
    {errno.EPERM, errno.ENOSYS, errno.EMLINK, errno.EOPNOTSUPP, getattr(errno, "ENOTSUP", -1)}
)
_NO_FOLDER_SYNC: Final = frozenset({errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EBADF})


def write_verified(
    target: Path,
    write: Callable[[BinaryIO], object],
    verify: Callable[[Path], None],
    *,
    private: bool = False,
) -> Path:
    """Write a new file, have it read back, and only then give it its name; the name.

    `verify` gets the temporary file and raises where it is not what was meant. A `private` file
    holds a secret: nobody but its owner may open it, where the system keeps such rights.

    Raises:
        Refused: the disk is full, may not be written, is gone or failing, or the name is taken.
            Whatever `write` or `verify` raise passes as it is, but for errors of the disk.
    """
    part = target.with_name(f".gbdesk-{secrets.token_hex(6)}{PART}")
    with told(target.name):
        if not target.parent.exists():
            raise Refused("disk.missing", name=target.parent.name)
        drive = _drive(target.parent)
        if os.path.lexists(target):
            raise Refused("disk.exists", name=target.name)
        try:
            with _new(part, private=private) as out:
                write(out)
                out.flush()
                os.fsync(out.fileno())
                _forget_cache(out)
            verify(part)
            _need_same(drive, part)
            _name(part, target)
            _settle(target)
            _need_same(drive, target)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return target


class Drive:
    """The drive a folder is on before the work begins.

    A stick that is pulled out may leave an empty folder of its name on the computer's own disk:
    what is written there is on no stick.
    """

    def __init__(self, folder: Path, of: str = "carrier") -> None:
        self._folder, self._of = folder, of
        self._number: int | None = None
        with suppress(OSError):  # whoever writes into it says that it is not there
            self._number = _drive(folder)

    def need_same(self, *written: Path) -> None:
        """See that the folder is on the same drive still; else what was written goes again.

        Raises:
            Refused: "disk.missing", it is on another one, or is not there.
        """
        try:
            same = _drive(self._folder) == self._number
        except OSError:
            same = False
        if same:
            return
        for file in written:
            with suppress(OSError):
                file.unlink()
        place = str(self._folder)
        raise Refused("disk.missing", name=self._folder.name, place=place, of=self._of)


def _drive(folder: Path) -> int:
    return folder.stat().st_dev


def _need_same(drive: int, file: Path) -> None:
    if _drive(file) != drive or _drive(file.parent) != drive:
        with suppress(OSError):
            file.unlink()
        raise FileNotFoundError(errno.ENOENT, "another drive", file.name)


def _new(part: Path, *, private: bool) -> BinaryIO:
    if private:
        return open(part, "x+b", opener=_owned)
    return part.open("x+b")


def _owned(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn what the disk refuses into a refusal that names the file.

    Raises:
        Refused: for every error of the disk.
    """
    try:
        yield
    except FileExistsError as error:
        raise Refused("disk.exists", name=name) from error
    except OSError as error:
        raise Refused(_code(error.errno), name=name) from error


@contextmanager
def on_carrier(target: Path, of: str = "carrier") -> Iterator[None]:
    """Have what the drive of this file refuses told in the words `of` sticks, or of backups.

    Raises:
        Refused: as it was, with where it happened.
    """
    try:
        yield
    except Refused as refused:
        if not refused.code.startswith("disk.") or refused.facts.get("name") != target.name:
            raise
        where = {"name": target.name, "place": str(target.parent), "of": of}
        raise Refused(refused.code, **where) from refused


def _code(number: int | None) -> str:
    for numbers, code in ((_FULL, "full"), (_DENIED, "denied"), (_GONE, "missing")):
        if number in numbers:
            return f"disk.{code}"
    return "disk.failed"


def _name(part: Path, target: Path) -> None:
    """Give the file its name; a file that has come under this name meanwhile stays.

    A second link refuses a taken name in one step. Sticks in FAT know no links: there a look
    comes before the renaming. Windows never renames over a file.
    """
    if os.name == "nt":
        part.rename(target)
        return
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "taken", target.name) from error
        part.rename(target)


def _forget_cache(out: BinaryIO) -> None:
    """Have the check read from the device instead of from memory, where the system offers it."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.posix_fadvise(out.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _settle(target: Path) -> None:
    """Make the new name last; where the folder cannot promise that, the file goes again."""
    try:
        _sync_folder(target.parent)
    except OSError:
        with suppress(OSError):
            target.unlink()
        raise


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)
