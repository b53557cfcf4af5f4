"""The first page: one glance at the deadline, what is missing, what is not sent, what is safe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.periods import Period
from gbdesk.services import outgoing
from gbdesk.services.coming import upcoming
from gbdesk.services.desk import Desk
from gbdesk.services.home_parts import (
    ATTENTION,
    NONE,
    Action,
    HubHome,
    OfficeHome,
    Step,
)
from gbdesk.services.home_steps import last_package, steps, unsent
from gbdesk.services.monitoring import Monitoring, OfficeRow
from gbdesk.services.plan import Plan
from gbdesk.services.status import BROKEN
from gbdesk.services.status import NONE as NOT_IN
from gbdesk.services.tray import Tray
from gbdesk.store import certificates, conflicts, figures, papers
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

LATE: Final = timedelta(days=45)


class Home:
    """The first page of both sides."""

    def __init__(
        self,
        desk: Desk,
        plan: Plan,
        monitoring: Monitoring,
        last_backup: Callable[[], datetime | None],
    ) -> None:
        self._desk, self._plan, self._monitoring = desk, plan, monitoring
        self._last_backup = last_backup

    def current(self) -> str:
        """The period to begin with: one that is overdue and still owed goes first."""
        return current_period(self._desk.catalogue, self._desk.today(), self._owes)

    def _owes(self, period: str) -> bool:
        """Whether a report for the period is still outstanding: ours, or at the hub anybody's."""
        desk = self._desk
        if desk.session.hub:
            counts = self._monitoring.matrix([period]).counts[period]
            return counts.reported < counts.expected
        office = desk.session.office
        with desk.read() as db:
            sent = figures.submissions(db, periods=[period], offices=[office])
            lacking = outgoing.declared(db, desk.catalogue, office, period).open_forms
        return bool(desk.catalogue.datasets(office, period)) and (not sent or bool(lacking))

    def office(self, period: str) -> OfficeHome:
        """The first page of an office.

        Raises:
            Refused: the catalogue knows no such period.
        """
        desk, window = self._desk, self._desk.catalogue.period(period)
        tasks = tuple(self._plan.tasks(period))
        with desk.read() as db:
            return OfficeHome(
                period=period,
                deadline=window.last_day,
                days_left=(window.last_day - desk.today()).days,
                steps=tuple(steps(desk, db, window)),
                unsent=unsent(desk, db),
                last_package=last_package(desk, db),
                upcoming=upcoming(desk, db),
                plan=tasks,
                backup_age=self._backup_age(),
            )

    def hub(self, period: str) -> HubHome:
        """The first page of the hub.

        Raises:
            Refused: the catalogue knows no such period.
        """
        desk, window = self._desk, self._desk.catalogue.period(period)
        matrix = self._monitoring.matrix([period])
        counts = matrix.counts[period]
        with desk.read() as db:
            covered, places = _places(desk, db, window)
            open_conflicts = conflicts.count(db)
            waiting = len(Tray(desk.store).all())
            return HubHome(
                period=period,
                deadline=window.last_day,
                days_left=(window.last_day - desk.today()).days,
                reported=counts.reported,
                expected=counts.expected,
                places_covered=covered,
                places=places,
                conflicts=open_conflicts,
                waiting=waiting,
                todo=(
                    *_waiting(waiting),
                    *_conflicts(open_conflicts),
                    *_rows(matrix.rows, window, desk.today()),
                    *_unknown(desk, db),
                ),
                upcoming=upcoming(desk, db),
                backup_age=self._backup_age(),
            )

    def _backup_age(self) -> int | None:
        last = self._last_backup()
        return None if last is None else max(0, (self._desk.today() - last.date()).days)


def current_period(
    catalogue: Catalogue, today: date, owes: Callable[[str], bool] | None = None
) -> str:
    """The period just overdue and still owed, else the first not yet due, else the last.

    Periods after the end of the catalogue's own province are passed over.
    """
    province, every = catalogue.places[catalogue.hub.province], catalogue.periods.values()
    alive = [one for one in every if province.alive(one.end)]
    known = sorted(alive or every, key=lambda one: one.due)
    open_ones = [one for one in known if one.last_day >= today]
    late = [one for one in known if one.last_day < today <= one.last_day + LATE]
    owed = [one for one in late[-1:] if owes is not None and owes(one.id)]
    return (owed or open_ones or known[-1:])[0].id


def _places(desk: Desk, db: Connection, period: Period) -> tuple[int, int]:
    """How many places with a duty have any figure, and how many there are."""
    owed: set[tuple[str, str]] = set()
    for office, form in desk.catalogue.expected(period.id):
        found = desk.catalogue.duty_places(office.id, form, period.id)
        owed |= {(office.id, place.id) for place in found}
    told = {(row.office, row.place) for row in papers.cells(db, periods=[period.id])}
    return len(owed & told), len(owed)


def _waiting(count: int) -> Iterator[Step]:
    if count:
        yield _todo(
            "waiting",
            translate("Home", "Packages"),
            translate("Home", "{n} wait to be taken in", n=count),
            Action(page="import", label=translate("Home", "Take in")),
        )


def _conflicts(count: int) -> Iterator[Step]:
    if count:
        yield _todo(
            "conflicts",
            translate("Home", "Differences"),
            translate("Home", "{n} wait for a choice", n=count),
            Action(page="conflicts", label=translate("Home", "Choose")),
        )


def _rows(rows: tuple[OfficeRow, ...], period: Period, today: date) -> Iterator[Step]:
    """Offices whose package is damaged, and after the last day those that sent nothing."""
    late = today > period.last_day
    for row in rows:
        status = row.cells.get(period.id)
        if status is None or not (status.kind == BROKEN or (late and status.kind == NOT_IN)):
            continue
        broken = status.kind == BROKEN
        yield _todo(
            "damaged" if broken else "late",
            row.short,
            translate("Home", "The package is damaged")
            if broken
            else translate("Home", "Nothing received, the last day is over"),
            Action(
                page="status",
                label=translate("Home", "Remind"),
                facts={"office": row.office, "period": period.id},
            ),
        )


def _unknown(desk: Desk, db: Connection) -> Iterator[Step]:
    known = {row.office for row in certificates.known(db).values() if row.revoked_n is None}
    today = desk.today()
    owing = (one for one in desk.catalogue.offices.values() if one.device)
    missing = [one for one in owing if one.id not in known and not one.is_over(today)]
    if missing:
        yield Step(
            key="enrolment",
            state=NONE,
            label=translate("Home", "Units and signatures"),
            reason=translate("Home", "{n} units are not registered yet", n=len(missing)),
            action=Action(page="enrolment", label=translate("Home", "Invite")),
            facts={"count": len(missing)},
        )


def _todo(key: str, label: str, reason: str, action: Action) -> Step:
    return Step(key=key, state=ATTENTION, label=label, reason=reason, action=action)
