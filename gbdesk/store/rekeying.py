"""A closed workspace under another data key: copied beside it, then put in its place.

The copy is made in a hidden folder `.X.rekey`; the renaming of that folder to `.X.rekeyed` is the
one moment from which the new key holds. What comes after (moving the files over the older ones) is
finished by whoever looks next. Killed before it, or on a full disk, the older files stand.
The archive stays where it is: its files are encrypted to the keys of this PC, not under this key.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from gbdesk.domain.refusals import Refused
from gbdesk.store import backups
from gbdesk.store.engine import connect, translated
from gbdesk.store.evidence import SUFFIX as EVIDENCE
from gbdesk.store.lock import FileLock
from gbdesk.store.ring import DataKey
from gbdesk.store.writing import sync_folder, told

_DATA: Final = (".gbdesk", ".drafts", EVIDENCE)
_MADE: Final = (".keys", ".keys.bak", *_DATA)
_WITH: Final = ("-wal", "-shm", "-journal")
_CACHE_KIB: Final = 16_000


@contextmanager
def rekeyed(path: Path, key: DataKey, fresh: DataKey) -> Iterator[Path]:
    """The copy of a closed workspace under `fresh`; it takes the place of the other on leaving.

    Whoever asks writes the key file of the copy, and may open and change it, before leaving.

    Raises:
        Refused: it is open elsewhere, damaged, or the disk does not take the copy.
    """
    lock = FileLock(path.with_suffix(".lock"))
    try:
        _put(path)
        folder = _new(path)
        shutil.rmtree(folder, ignore_errors=True)
        _check_room(path)
        try:
            with told(path):
                folder.mkdir()
            place = folder / path.name
            held = _copied(path, key, place, fresh)
            yield place
            _check(place, fresh, held)
            _make_last(folder, path)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        _put(path)
    finally:
        lock.release()


def finish(path: Path) -> None:
    """Finish an exchange that was broken off, unless whoever makes it is still at work.

    Raises:
        Refused: the disk refuses.
    """
    if not (_ready(path).is_dir() or _new(path).is_dir()):
        return
    try:
        lock = FileLock(path.with_suffix(".lock"))
    except Refused as refused:
        if refused.code != "store.open_elsewhere":
            raise
        return
    try:
        _put(path)
        shutil.rmtree(_new(path), ignore_errors=True)
    finally:
        lock.release()


def _put(path: Path) -> None:
    ready = _ready(path)
    if not ready.is_dir():
        return
    with told(path):
        for suffix in _MADE:
            made, target = ready / path.with_suffix(suffix).name, path.with_suffix(suffix)
            if made.exists():
                for beside in _WITH:  # what is left of the older file must not be read into this
                    target.with_name(target.name + beside).unlink(missing_ok=True)
                made.replace(target)
        sync_folder(path.parent)
        shutil.rmtree(ready)


def _copied(path: Path, key: DataKey, place: Path, fresh: DataKey) -> dict[str, int]:
    """Copy the files; how much of each thing the workspace holds, every page of it checked."""
    with translated():
        for suffix in _DATA:
            if suffix == EVIDENCE and not path.with_suffix(suffix).exists():
                continue  # there is none before the first one is added
            source = connect(path.with_suffix(suffix), key, cache_kib=_CACHE_KIB)
            try:
                target = place.with_suffix(suffix)
                copy = connect(target, fresh, cache_kib=_CACHE_KIB, create=True)
                try:
                    source.backup(copy)
                finally:
                    copy.close()
            finally:
                source.close()
    return backups.counts(path, path.with_suffix(".drafts"), key)


def _check(place: Path, fresh: DataKey, held: dict[str, int]) -> None:
    if backups.counts(place, place.with_suffix(".drafts"), fresh) != held:
        raise Refused("rekey.differs")


def _make_last(folder: Path, path: Path) -> None:
    names = {path.with_suffix(suffix).name for suffix in _MADE}
    with told(path):
        for left in folder.iterdir():
            if left.name not in names:
                left.unlink()
        for name in sorted(one.name for one in folder.iterdir()):
            handle = os.open(folder / name, os.O_RDWR)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        sync_folder(folder)
        folder.rename(_ready(path))
        sync_folder(path.parent)


def _check_room(path: Path) -> None:
    with told(path):
        there = [path.with_suffix(suffix) for suffix in _DATA]
        size = sum(one.stat().st_size for one in there if one.exists())
        free = shutil.disk_usage(path.parent).free
    if free < size + size // 10:
        raise Refused("disk.full", name=path.name)


def _new(path: Path) -> Path:
    return path.with_name(f".{path.stem}.rekey")


def _ready(path: Path) -> Path:
    return path.with_name(f".{path.stem}.rekeyed")
