"""Where the files shipped with the program are found."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder() -> Path:
    """The `resources` folder: in the frozen bundle, in the wheel, or beside the repository.

    Raises:
        FileNotFoundError: the installation lacks its resources.
    """
    bundle = getattr(sys, "_MEIPASS", None)
    places: tuple[Path, ...] = (
        *((Path(bundle) / "resources",) if bundle else ()),
        _PACKAGE / "_resources",
        _PACKAGE.parent / "resources",
    )
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"resources not found beside {_PACKAGE}")


def path(*parts: str) -> Path:
    """One file or folder below `resources`."""
    return folder().joinpath(*parts)
