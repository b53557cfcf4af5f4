"""What waits on which page, counted off the window's thread for badges and the lowest line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from gbdesk.services.home_parts import ATTENTION
from gbdesk.services.locks_parts import WAITING
from gbdesk.services.progress import Progress
from gbdesk.services.session import ADMIN, APPROVE, ENTER, VIEW
from gbdesk.text import mark, say
from gbdesk.ui.shell.nav import NEEDS, SEND

if TYPE_CHECKING:
    from gbdesk.app import App

_ROLES: Final = {
    ENTER: mark("Roles", "Data entry"),
    APPROVE: mark("Roles", "Approver"),
    VIEW: mark("Roles", "Viewer"),
    ADMIN: mark("Roles", "Administrator"),
}
_COUNTS: Final = ("lacking", "errors")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Badges by page, changes the hub has not seen, days since the newest backup, the deadline."""

    badges: Mapping[str, tuple[int, str]]
    unsent: int
    backup_age: int | None
    may_send: bool = False
    days_left: int | None = None
    deadline: date | None = None


def role_words(role: str) -> str:
    """A role as people call it."""
    return say(_ROLES[role]) if role in _ROLES else role


def read_standing(app: App, period: str, _progress: Progress) -> Standing:
    """Count what waits in a period."""
    return _hub(app, period) if app.session.hub else _office(app, period)


def _office(app: App, period: str) -> Standing:
    home = app.home.office(period)
    badges: dict[str, tuple[int, str]] = {}
    for step in home.steps:
        if step.state == ATTENTION and step.action.page != "export":
            count = max((int(step.facts.get(name) or 0) for name in _COUNTS), default=0)
            badges[step.action.page] = (max(1, count), NEEDS)
    badges["export"] = (home.unsent.all, SEND)
    badges["conflicts"] = (app.conflicts.count(), NEEDS)
    return Standing(
        badges=badges,
        unsent=home.unsent.all,
        backup_age=home.backup_age,
        may_send=app.enrolment.state() == "enrolled",
        days_left=home.days_left,
        deadline=home.deadline,
    )


def _hub(app: App, period: str) -> Standing:
    home = app.home.hub(period)
    waits = {one.path for one in app.tray.all()}
    in_folder = sum(str(path) not in waits for path in app.inbox.new())
    badges = {
        "import": (home.waiting + in_folder, NEEDS),
        "status": (max(0, home.expected - home.reported), NEEDS),
        "conflicts": (home.conflicts, NEEDS),
        "locking": (sum(one.state == WAITING for one in app.locks.late(period)), NEEDS),
    }
    return Standing(badges=badges, unsent=0, backup_age=home.backup_age)
