"""What a form of an activity begins with, and what of it is new when it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from gbdesk.domain.activities import AUDIENCE_MEASURES, DONE, MEASURE, PLACE
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.ops import Fields, Value
from gbdesk.domain.refusals import Refused
from gbdesk.services.desk import Desk
from gbdesk.services.labels import field_label
from gbdesk.store.oplog import differs

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
    today, window = desk.today(), desk.catalogue.period(period)
    found = usual(desk.catalogue, office, window.end)
    if window.contains(today):
        found["start"] = today.isoformat()
    return found


def usual(catalogue: Catalogue, office: str, day: date) -> Fields:
    """What an activity is unless it says otherwise: the level of its office, the only place."""
    owner = catalogue.office(office)
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
    places = catalogue.places_of(owner.id, day) if owner.place else ()
    if len(places) == 1:
        found[PLACE + places[0].id] = True
    return found


def with_default_quantity(values: Mapping[str, Value], catalogue: Catalogue) -> dict[str, Value]:
    """One meeting, one class, one session, where a form people attend has no number yet."""
    kind = catalogue.kinds.get(str(values.get("kind") or ""))
    name = f"{MEASURE}quantity"
    attended = kind is not None and any(one in kind.measures for one in AUDIENCE_MEASURES)
    if attended and values.get(name) is None:
        return {**values, name: 1}
    return dict(values)


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


def mine(given: Mapping[str, Value], seen: Mapping[str, Value]) -> Fields:
    """The fields that are other than they were seen: what the person changed."""
    return {name: value for name, value in given.items() if _differ(value, seen.get(name))}


def moved(
    changed: Mapping[str, Value], seen: Mapping[str, Value], now: Mapping[str, Value]
) -> tuple[str, ...]:
    """Which of these fields say by now neither what was seen nor what is wanted."""
    return tuple(
        name
        for name, value in changed.items()
        if _differ(now.get(name), seen.get(name)) and _differ(now.get(name), value)
    )


def changed_since(
    catalogue: Catalogue,
    kind: str,
    given: Mapping[str, Value],
    seen: Mapping[str, Value],
    now: Mapping[str, Value],
) -> Fields:
    """What the person changed of a record that was looked at, beside what others changed.

    Raises:
        Refused: "<kind>.moved", somebody else changed the same field meanwhile.
    """
    changed = mine(given, seen)
    if names := moved(changed, seen, now):
        labels = sorted({field_label(catalogue, kind, now, name) for name in names})
        raise Refused(f"{kind}.moved", fields=", ".join(labels))
    return changed


def _differ(one: Value, other: Value) -> bool:
    """A flag never set is the same as one taken away."""
    return differs(None if one is False else one, None if other is False else other)
