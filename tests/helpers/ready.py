"""A hub and an enrolled office with something entered, made once and copied for each test."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path
from random import Random

from gbdesk.app import App
from gbdesk.demo.invented import figures
from gbdesk.services.returns import CellChange
from helpers.enrolled import PASSWORD, PERIOD, TODAY, Places, enrol

__all__ = ["FORM", "PASSWORD", "PERIOD", "TODAY", "pair"]

FORM = "TT07-2017"
_KEEP: list[tempfile.TemporaryDirectory[str]] = []


@cache
def _made() -> Path:
    held = tempfile.TemporaryDirectory(prefix="gbdesk-test-")
    _KEEP.append(held)
    places = Places(Path(held.name) / "made")
    places.folder.mkdir()
    places.make_hub()
    hub = places.open("hub")
    office = enrol(places, hub, "office", "district-office.901")
    _fill(office)
    office.close()
    hub.close()
    return places.folder


def pair(folder: Path) -> tuple[App, App]:
    """The office and its hub, both open, in a folder of their own."""
    mine = folder / "ready"
    shutil.copytree(_made(), mine)
    places = Places(mine)
    return places.open("office"), places.open("hub")


def _fill(app: App) -> None:
    place = app.catalogue.places_of(app.session.office, TODAY)[0]
    for title, day in (("Nói chuyện chuyên đề", "2024-05-20"), ("Hội thi gia đình", "2024-03-08")):
        app.activities.save(
            None,
            {
                "title": title,
                "kind": "talk",
                "start": day,
                f"place.{place.id}": True,
                "measure.quantity": 1,
                "measure.attendees": 56,
                "measure.women": 41,
            },
        )
    for period, rows in (("2023-6T", 12), (PERIOD, 9)):
        chance, sheet = Random(period), app.returns.open(FORM, period)
        changes = [
            CellChange(place=row, indicator=line, value=value)
            for row in sheet.rows[:rows]
            for line, value in figures(chance).items()
        ]
        app.returns.set_cells(FORM, period, changes)
