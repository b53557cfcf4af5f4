"""Files on their way: packages among what was dropped, the system's window on a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from gbdesk.media.inbox import is_package

PACKAGE: Final = ".gbpkg"
REQUEST: Final = ".gbreq"
MOST: Final = 2_000


def show_folder(folder: Path) -> None:
    """Open a folder in the system's file window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Files as they are; of folders the packages in them and one level below, by name."""
    found: dict[Path, None] = {}
    for path in paths:
        for one in _inside(path) if path.is_dir() else (path,):
            found.setdefault(one)
    return list(found)[:MOST]


def _inside(folder: Path) -> Iterator[Path]:
    for pattern in ("*", "*/*"):
        try:
            found = [one for one in folder.glob(pattern) if is_package(one.name)]
            yield from sorted(one for one in found if one.is_file())
        except OSError:
            return
