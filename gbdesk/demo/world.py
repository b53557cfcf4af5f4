"""The days of the demo, its folders, and its workspaces as they are opened and left again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

from gbdesk.app import App
from gbdesk.bootstrap import open_app
from gbdesk.services.setup import Person
from gbdesk.store.vault import CHEAPEST, Cost

HERE: Final = timezone(timedelta(hours=7))
PASSWORD: Final = "mat-khau-dung-thu"  # noqa: S105 - told on the screen
STEP_MS: Final = 211
FOLDERS: Final = ("hub", "offices", "enrolment", "packages", "arrived", "receipts", "reports")

Tell = Callable[[str], None]


class Calendar:
    """The clock of the whole demo: days are chosen, within a day it runs on by itself."""

    def __init__(self, day: date) -> None:
        self._now = 0
        self.go_to(day)

    def go_to(self, day: date, hour: int = 8) -> None:
        """Go on to the morning of a day; never back."""
        moment = datetime(day.year, day.month, day.day, hour, tzinfo=HERE)
        self._now = max(self._now, int(moment.timestamp()) * 1000)

    def now_ms(self) -> int:
        """The next moment, in milliseconds since 1970."""
        self._now += STEP_MS
        return self._now

    def today(self) -> date:
        """The day."""
        return datetime.fromtimestamp(self._now / 1000, tz=HERE).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A workspace with the person who works in it; `office` is "" for the hub."""

    path: Path
    user: str
    display: str
    office: str = ""
    name: str = ""

    @property
    def person(self) -> Person:
        """The first user."""
        return Person(user=self.user, display=self.display, password=PASSWORD)


class World:
    """Folders below one, the calendar, and what every workspace takes from outside.

    Passwords are stretched as little as can be: they are printed on the screen anyway, and the demo
    opens every workspace several times.
    """

    def __init__(self, folder: Path, calendar: Calendar) -> None:
        self.folder, self.calendar = folder, calendar
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)

    def at(self, *parts: str) -> Path:
        """A path below the folder of the demo."""
        return self.folder.joinpath(*parts)

    def shown(self, path: Path) -> str:
        """A path as the summary names it."""
        return path.relative_to(self.folder).as_posix()

    def surroundings(self) -> dict[str, Any]:
        """Clocks and anchor for setting up."""
        cost: Cost = CHEAPEST
        return {**self._outside(), "cost": cost}

    @contextmanager
    def open(self, site: Site) -> Iterator[App]:
        """A workspace, open for as long as it is worked in."""
        app = open_app(site.path, site.user, PASSWORD, **self._outside())
        try:
            yield app
        finally:
            app.close()

    def _outside(self) -> dict[str, Any]:
        calendar = self.calendar
        return {
            "now_ms": calendar.now_ms,
            "today": calendar.today,
            "anchor": self.folder / "anchors",
        }
