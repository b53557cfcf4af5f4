"""Making a workspace beside its place: it appears whole under its name, or not at all.

Everything is made in a hidden folder `.X.new`. The renaming of that folder to `.X.ready` is the
moment from which the workspace exists: what comes after (moving the files out) is finished by
whoever looks next. What was broken off before is swept away by whoever makes the next one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from gbdesk.domain.refusals import Refused
from gbdesk.store.lock import FileLock
from gbdesk.store.writing import sync_folder, told

SUFFIXES: Final = (".gbdesk", ".keys", ".keys.bak", ".drafts", ".archive", ".gbroot")
_LOCK: Final = "making.lock"


@contextmanager
def staged(path: Path) -> Iterator[Path]:
    """The place in which to make the workspace `path`; it gets its name on leaving.

    Raises:
        Refused: there is one of this name, it is being made, or the disk does not take it.
    """
    finish(path)
    if not path.stem or path.suffix != ".gbdesk":
        raise Refused("setup.name", name=path.name)
    if any(os.path.lexists(path.with_suffix(suffix)) for suffix in SUFFIXES):
        raise Refused("store.exists", name=path.name)
    folder = _new(path)
    with told(path):
        folder.mkdir()
    lock = FileLock(folder / _LOCK)
    try:
        yield folder / path.name
        lock.release()
        _make_last(folder, path)
    except BaseException:
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finish(path)


def finish(path: Path) -> None:
    """Finish what was ready under this name and sweep away what was broken off.

    Raises:
        Refused: the workspace is being made by another program, or the disk refuses.
    """
    ready, broken = _ready(path), _new(path)
    if ready.is_dir():
        with told(path):
            for made in sorted(ready.iterdir()):
                made.replace(path.with_name(made.name))
            ready.rmdir()
            sync_folder(path.parent)
    if broken.is_dir():
        FileLock(broken / _LOCK).release()
        shutil.rmtree(broken, ignore_errors=True)


def _make_last(folder: Path, path: Path) -> None:
    with told(path):
        (folder / _LOCK).unlink()
        for made in folder.glob("*.lock"):
            made.unlink()
        sync_folder(folder)
        folder.rename(_ready(path))
        sync_folder(path.parent)


def _new(path: Path) -> Path:
    return path.with_name(f".{path.stem}.new")


def _ready(path: Path) -> Path:
    return path.with_name(f".{path.stem}.ready")
