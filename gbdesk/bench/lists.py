"""The list of activities: opening it, jumping into its middle, searching in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from gbdesk.bench.place import fill, hub_desk
from gbdesk.bench.rows import Row, milliseconds
from gbdesk.domain.templates import load_template
from gbdesk.services.activities import Activities, ActivityQuery
from gbdesk.services.desk import Desk

PAGE: Final = 60
TYPED: Final = "hoa giai o co so 17"
_COLUMNS: Final = "SELECT record, start, title, kind, attendees, women FROM activity"
_KEYS: Final = "SELECT record FROM activity ORDER BY start DESC, record DESC"
_FIRST: Final = f"{_COLUMNS} ORDER BY start DESC, record DESC LIMIT {PAGE}"
_MIDDLE: Final = f"{_FIRST} OFFSET ?"
_SCAN: Final = f"{_COLUMNS} WHERE {{}} ORDER BY start DESC, record DESC LIMIT {PAGE}"


def rows(scale: int) -> Iterator[Row]:
    """The rows `list`, `jump` and `search` over `scale` activities, medians of a few runs."""
    catalogue = load_template("sample-2024")
    office = next(one for one in catalogue.offices.values() if one.kind == "district-office")
    with hub_desk(catalogue) as desk:
        fill(desk, office.id, lambda scribe: scribe.activities(scale))
        yield from _measured(desk, scale)


def _measured(desk: Desk, scale: int) -> Iterator[Row]:
    activities, everything = Activities(desk), ActivityQuery()
    keys = activities.ids(everything).keys
    middle = keys[scale // 2 : scale // 2 + PAGE]

    def first_page(query: ActivityQuery) -> None:
        activities.rows(activities.ids(query).keys[:PAGE])

    yield Row(
        name="list",
        value=round(milliseconds(lambda: first_page(everything)), 2),
        unit="ms",
        baseline=_plain(desk, _KEYS) + _plain(desk, _FIRST),
        against=f"keys of {scale} activities by date and {PAGE} rows straight from the driver",
    )
    yield Row(
        name="jump",
        value=round(milliseconds(lambda: activities.rows(middle)), 2),
        unit="ms",
        baseline=_plain(desk, _MIDDLE, scale // 2),
        against=f"{PAGE} rows by OFFSET {scale // 2} straight from the driver",
    )
    words = TYPED.split()
    scan = _SCAN.format(" AND ".join(["folded LIKE ?"] * len(words)))
    yield Row(
        name="search",
        value=round(milliseconds(lambda: first_page(ActivityQuery(text=TYPED))), 2),
        unit="ms",
        baseline=_plain(desk, scan, *(f"%{word}%" for word in words)),
        against=f"LIKE over the folded text of {scale} activities straight from the driver",
    )


def _plain(desk: Desk, statement: str, *given: Any) -> float:
    """The same question put to the driver by hand, in milliseconds."""

    def ask() -> None:
        with desk.read() as db:
            db.exec_driver_sql(statement, given).fetchall()

    return round(milliseconds(ask), 2)
