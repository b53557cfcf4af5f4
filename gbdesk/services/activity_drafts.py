"""What a new activity begins with: of itself, or as a copy of another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gbdesk.domain.activities import AUDIENCE_MEASURES, DONE, MEASURE, PLACE
from gbdesk.domain.ops import Fields, Value
from gbdesk.services.desk import Desk

_LEVELS: Final = {"province": "province", "district": "district"}
_NOT_COPIED: Final = (
    "start",
    "end",
    *(MEASURE + name for name in (*AUDIENCE_MEASURES, "women")),
    MEASURE + "ethnic-minority",
    MEASURE + "ethnic-minority-women",
)


def begun(desk: Desk, period: str, office: str) -> Fields:
    """The fields of a new activity: today, if it is in the period; the only place."""
    catalogue, today = desk.catalogue, desk.today()
    owner, window = catalogue.office(office), catalogue.period(period)
    root = catalogue.places.get(owner.place)
    level = _LEVELS.get(root.kind if root else "", "commune")
    if root is not None and root.kind.endswith("city"):
        level = "district"
    found: Fields = {
        "role": "lead",
        "status": DONE,
        "integrated": False,
        "level": level if level in catalogue.levels else "commune",
    }
    if window.contains(today):
        found["start"] = today.isoformat()
    places = catalogue.places_of(owner.id, window.end) if owner.place else ()
    if len(places) == 1:
        found[PLACE + places[0].id] = True
    return found


def copied(fields: Mapping[str, Value]) -> Fields:
    """The fields of a copy: all but days, people and evidence."""
    return {
        name: value
        for name, value in fields.items()
        if value is not None and name not in _NOT_COPIED and not name.startswith("evidence")
    }


def without_places(fields: Mapping[str, Value]) -> Fields:
    """The fields without where it was."""
    return {name: value for name, value in fields.items() if not name.startswith(PLACE)}
