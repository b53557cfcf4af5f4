"""Looking into a folder for packages that others put there: nothing in it is ever changed.

A file counts once two looks one after the other saw it with the same size and time, so that one
still being copied is waited for. Best effort: a folder on a network may be gone at any moment.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

Mark: TypeAlias = tuple[int, int]
MOST: Final = 5_000
_NAMED: Final = ".gbpkg"
_HALF: Final = (".part", ".partial", ".tmp", ".crdownload", ".download", ".filepart")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One look: every package with its size in bytes and time of change in ns.

    `settled` are those that the look before saw just so; `reachable` False where the folder could
    not be read: nothing is known then.
    """

    marks: Mapping[Path, Mark] = field(default_factory=dict)
    settled: tuple[Path, ...] = ()
    reachable: bool = True

    @property
    def growing(self) -> int:
        """How many may still be being copied."""
        return len(self.marks) - len(self.settled)


def look(folder: Path, before: Mapping[Path, Mark]) -> Sight:
    """Look into a folder and one level below; `before` is what the last look saw."""
    try:
        marks = dict(_files(folder))
    except OSError:
        return Sight(reachable=False)
    settled = tuple(path for path, mark in sorted(marks.items()) if before.get(path) == mark)
    return Sight(marks=marks, settled=settled)


def _files(folder: Path) -> Iterator[tuple[Path, Mark]]:
    """The files that are named as packages.

    Raises:
        OSError: the folder itself cannot be read; one below it is left out.
    """
    found, below = 0, []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                below.append(Path(entry.path))
            elif is_package(entry.name) and found < MOST:
                found += 1
                yield from _marked(entry)
    for each in below:
        try:
            with os.scandir(each) as entries:
                inside = [entry for entry in entries if is_package(entry.name)]
        except OSError:
            continue
        for entry in inside[: MOST - found]:
            yield from _marked(entry)


def is_package(name: str) -> bool:
    """Whether a file is named as a package, also as a mail program renames one."""
    said = name.lower()
    return _NAMED in said and not said.startswith((".", "~")) and not said.endswith(_HALF)


def _marked(entry: os.DirEntry[str]) -> Iterator[tuple[Path, Mark]]:
    """Size and time as they are now: what the list says of a file being written may be old."""
    try:
        told = Path(entry.path).lstat()
        if entry.is_file(follow_symlinks=False):
            yield Path(entry.path), (told.st_size, told.st_mtime_ns)
    except OSError:  # gone between the list and the look
        return
