"""What the first page shows: steps, what is coming, where the last package is, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from gbdesk.domain.forms import CADRE, DV, PRODUCTS
from gbdesk.domain.plan import TaskCoverage

DONE: Final = "done"
ATTENTION: Final = "attention"
NONE: Final = "none"
# The page on which each kind of return is entered.
RETURN_PAGES: Final[Mapping[str, str]] = {DV: "figures", CADRE: "cadres", PRODUCTS: "products"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Where one click leads: a page and what it should show; `label` is on the button."""

    page: str
    label: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the work of a period, with its one-line reason and one button."""

    key: str
    state: str
    label: str
    reason: str
    action: Action
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upcoming:
    """Something ahead: a due date, a commemorative day, a planned activity."""

    kind: str
    start: date
    end: date
    title: str
    has_activity: bool
    action: Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """What has not gone out yet."""

    activities: int = 0
    cells: int = 0
    others: int = 0

    @property
    def all(self) -> int:
        """Together."""
        return self.activities + self.cells + self.others


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """The last package: `written`, `received` or `returned` with the reason."""

    seq: int
    period: str
    made: str
    state: str
    at: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHome:
    """The first page of an office."""

    period: str
    deadline: date
    days_left: int
    steps: tuple[Step, ...]
    unsent: Unsent
    last_package: Track | None
    upcoming: tuple[Upcoming, ...]
    plan: tuple[TaskCoverage, ...]
    backup_age: int | None

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.state == DONE for step in self.steps)

    @property
    def is_first_day(self) -> bool:
        """Whether nothing was entered yet."""
        return all(step.state == NONE for step in self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class HubHome:
    """The first page of the hub: counts of the period and what needs a person."""

    period: str
    deadline: date
    days_left: int
    reported: int
    expected: int
    places_covered: int
    places: int
    conflicts: int
    waiting: int
    todo: tuple[Step, ...]
    upcoming: tuple[Upcoming, ...]
    backup_age: int | None
