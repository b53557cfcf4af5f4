"""Files written by a version of gbdesk and kept for good: `python -m helpers.kept FOLDER` in tests.

A hub that holds one package of an office, and a second package that it has not taken in. Invented
data, test keys and a public password; never made anew for a version that was kept already.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from helpers.journey import Province, complete, meeting, province, send, take

PACKAGE = "second.gbpkg"


def make(folder: Path) -> None:
    """Write the files of the present version into an empty folder."""
    with tempfile.TemporaryDirectory() as temp, province(Path(temp) / "p", "a") as at:
        _work(at)
        second = send(at, "a").path
        at.hub.store.compact()
        at.close()
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(second, folder / PACKAGE)
        for name in ("hub.gbdesk", "hub.keys"):
            shutil.copy(at.folder / name, folder / name)


def _work(at: Province) -> None:
    complete(at.apps["a"])
    meeting(at.apps["a"])
    take(at, send(at, "a").path)
    meeting(at.apps["a"], "Hội thi tìm hiểu Luật")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
