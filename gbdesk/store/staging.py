"""Making a workspace beside its place: it appears whole under its name, or not at all.

Everything is made in a hidden folder `.X.new`. The renaming of that folder to `.X.ready` is the
moment from which the workspace exists: what comes after (moving the files out) is finished by
whoever looks next. What was broken off before is swept away by whoever makes the next one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from gbdesk.domain.refusals import Refused
from gbdesk.store import rekeying
from gbdesk.store.lock import FileLock
from gbdesk.store.writing import sync_folder, told

ROOT: Final = ".gbroot"
SUFFIXES: Final = (
    *(".gbdesk", ".keys", ".keys.bak", ".drafts", ".evidence", ".archive", ".goi-mau", ROOT),
)
PARTS: Final = (
    *(".gbdesk", ".gbdesk-wal", ".gbdesk-shm", ".drafts", ".drafts-wal", ".drafts-shm"),
    *(".evidence", ".evidence-journal", ".keys", ".keys.bak", ".archive", ".restored", ".wait"),
)
_LOCK: Final = "making.lock"


@contextmanager
def staged(path: Path, *, instead: bool = False, beside: str = "") -> Iterator[Path]:
    """The place in which to make the workspace `path`; it gets its name on leaving.

    `instead` puts it in the place of one that is there, which is kept whole in `X.before-<n>`;
    a file with the ending `beside` may be there and is left alone.

    Raises:
        Refused: there is one of this name, it is open or being made, or the disk refuses.
    """
    finish(path)
    if not path.stem or path.suffix != ".gbdesk":
        raise Refused("setup.name", name=path.name)
    taken = (path.with_suffix(suffix) for suffix in SUFFIXES if suffix != beside)
    if not instead and any(os.path.lexists(one) for one in taken):
        raise Refused("store.exists", name=path.name)
    if instead:
        FileLock(path.with_suffix(".lock")).release()
    folder = _new(path)
    with told(path):
        folder.mkdir()
    lock = FileLock(folder / _LOCK)
    try:
        yield folder / path.name
        lock.release()
        made = _make_last(folder, path)
    except BaseException:
        lock.release()
        for left in (folder, _ready(path)):
            shutil.rmtree(left, ignore_errors=True)
        raise
    try:
        finish(path)
    except BaseException:
        if not instead:
            _take_back(path, made)
        raise


def finish(path: Path) -> None:
    """Finish what was ready under this name and sweep away what was broken off.

    Raises:
        Refused: the workspace is being made by another program, or the disk refuses.
    """
    rekeying.finish(path)
    ready, broken = _ready(path), _new(path)
    if ready.is_dir():
        with told(path):
            _set_aside(path, ready)
            for made in sorted(ready.iterdir(), key=lambda one: (one.name != path.name, one.name)):
                made.replace(path.with_name(made.name))
            ready.rmdir()
            sync_folder(path.parent)
    if broken.is_dir():
        FileLock(broken / _LOCK).release()
        shutil.rmtree(broken, ignore_errors=True)


def _set_aside(path: Path, ready: Path) -> None:
    """Keep what stands under the name in a folder of its own; what was moved out already stays.

    The file itself leaves `.X.ready` first and the older one goes aside last: wherever this is
    broken off, the next call can tell which is which.
    """
    if not (ready / path.name).exists():
        return
    standing = [path.with_suffix(suffix) for suffix in PARTS]
    standing = [one for one in standing if os.path.lexists(one)]
    if standing:
        aside = _aside(path)
        for one in sorted(standing, key=lambda each: each.name == path.name):
            one.rename(aside / one.name)


def _aside(path: Path) -> Path:
    """The first `X.before-<n>` that holds no whole workspace yet."""
    number = 1
    while True:
        folder = path.with_name(f"{path.stem}.before-{number}")
        if not os.path.lexists(folder / path.name):
            folder.mkdir(exist_ok=True)
            return folder
        number += 1


def _take_back(path: Path, names: list[str]) -> None:
    """Sweep away a workspace that could not be moved out; nobody has worked in it yet."""
    shutil.rmtree(_ready(path), ignore_errors=True)
    for name in names:
        left = path.with_name(name)
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _make_last(folder: Path, path: Path) -> list[str]:
    """From here on the workspace exists; the names of its files."""
    with told(path):
        (folder / _LOCK).unlink()
        for made in folder.glob("*.lock"):
            made.unlink()
        sync_folder(folder)
        names = [made.name for made in folder.iterdir()]
        folder.rename(_ready(path))
        sync_folder(path.parent)
    return names


def _new(path: Path) -> Path:
    return path.with_name(f".{path.stem}.new")


def _ready(path: Path) -> Path:
    return path.with_name(f".{path.stem}.ready")
