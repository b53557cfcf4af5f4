"""A trial workspace and pictures of its pages, to look at while working on them.

`PYTHONPATH=.:tests python -m helpers.looking hub status --size 1366x720 --dark --en --out FOLDER`
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from gbdesk.app import App
from gbdesk.bootstrap import open_app
from gbdesk.domain.clock import system_ms
from gbdesk.services import setup
from gbdesk.services.setup import Person
from gbdesk.store import vault
from gbdesk.ui import shots

TODAY = date(2024, 5, 24)
PASSWORD = "suối xanh chiều thứ tư"
USER = "ha"


def today() -> date:
    return TODAY


def trial(folder: Path, side: str = "office", world: str = "2024") -> Path:
    """A fresh trial workspace in which `USER` unlocks with `PASSWORD`."""
    path = folder / f"{side}.gbdesk"
    setup.create_trial(
        path,
        Person(user=USER, display="Nông Thị Hà", password=PASSWORD),
        side,
        world,
        now_ms=system_ms,
        today=today,
        anchor=folder / "anchor",
        cost=vault.CHEAPEST,
    )
    return path


def opened(path: Path, clock: Callable[[], date] = today) -> App:
    """The trial workspace, open."""
    anchor = path.parent / "anchor"
    return open_app(path, USER, PASSWORD, today=clock, anchor=anchor, cost=vault.CHEAPEST)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("side", choices=("office", "hub"))
    asked.add_argument("pages", nargs="+")
    asked.add_argument("--size", default="1366x720")
    asked.add_argument("--dark", action="store_true")
    asked.add_argument("--en", action="store_true")
    asked.add_argument("--percent", type=int, default=100)
    asked.add_argument("--out", default="/tmp/shots")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = trial(folder, given.side)
        kind = f"{given.size}{'-dark' if given.dark else ''}{'-en' if given.en else ''}"
        plan = {
            "workspace": str(path),
            "user": USER,
            "password": PASSWORD,
            "language": "en" if given.en else "vi",
            "dark": given.dark,
            "percent": given.percent,
            "size": [int(one) for one in given.size.split("x")],
            "out": given.out,
            "today": TODAY.isoformat(),
            "anchor": str(folder / "anchor"),
            "pages": [{"page": page, "name": f"{page}-{kind}"} for page in given.pages],
        }
        for file in shots.take(plan):
            sys.stdout.write(f"{file}\n")


if __name__ == "__main__":
    main()
