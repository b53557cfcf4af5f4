"""Where the first run stands, kept in a small file so that it can be taken up again.

Passwords, codes and keys never stand in it.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from platformdirs import user_state_path

OFFICE: Final = "office"
HUB: Final = "hub"
TRIAL: Final = "trial"
BACKUP: Final = "backup"
AGAIN: Final = "again"
ROLES: Final = (OFFICE, HUB, TRIAL, BACKUP, AGAIN)
PROVEN: Final = "proven"
REFUSED: Final = "refused"
SHEET: Final = ("first-run", "sheet")  # the draft that stands while there is no recovery sheet

PLACES: Final = "places"

_ORDERS: Final = {
    OFFICE: ("words", "role", "invitation", "person", "sheet", "safety", "end"),
    HUB: (
        "words",
        "role",
        "hub",
        "names",
        "units",
        PLACES,
        "person",
        "sheet",
        "root",
        "safety",
        "end",
    ),
    TRIAL: ("words", "role", "trial", "person", "sheet", "safety", "end"),
    BACKUP: ("words", "role", "restore"),
    AGAIN: ("words", "role", "again", "person", "sheet", "safety", "end"),
}


@dataclass(slots=True, kw_only=True)
class State:
    """What was answered so far; `made` once the data file is there, then nobody goes back.

    `lists` are the hub's own lists by the template they began with, so that trying another one
    loses nothing; `by_place`: some of its units enter by commune.
    """

    step: str = "words"
    role: str = OFFICE
    invitation: str = ""
    template: str = "tuyen-quang-2025"
    lists: dict[str, Any] = field(default_factory=dict)
    by_place: bool = False
    side: str = OFFICE
    world: str = "2024"
    display: str = ""
    user: str = ""
    workspace: str = ""
    own_place: bool = False
    made: bool = False
    sheet: str = ""

    @property
    def order(self) -> tuple[str, ...]:
        """The steps of the role chosen."""
        steps = _ORDERS[self.role]
        return steps if self.by_place else tuple(one for one in steps if one != PLACES)

    def after(self, step: str, by: int = 1) -> str:
        """The next step, or the one before."""
        order = self.order
        return order[max(0, min(len(order) - 1, order.index(step) + by))]


def file() -> Path:
    """Where the answers are kept."""
    return user_state_path("gbdesk", appauthor=False) / "first-run.json"


def load() -> State:
    """The answers kept; an untouched start where there are none."""
    try:
        raw = json.loads(file().read_bytes())
        known = {one.name for one in fields(State)}
        state = State(**{name: value for name, value in raw.items() if name in known})
        if (
            not isinstance(state.lists, dict)
            or state.role not in ROLES
            or state.step not in state.order
        ):
            return State()
    except (OSError, ValueError, TypeError, AttributeError):
        return State()
    return state


def save(state: State) -> None:
    """Keep the answers; a full disk is no reason to stop."""
    target = file()
    new = target.with_suffix(f".{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps(asdict(state), ensure_ascii=False), encoding="utf-8")
        new.replace(target)
    except OSError:
        return


def drop() -> None:
    """The first run is over."""
    try:
        file().unlink(missing_ok=True)
    except OSError:
        return
