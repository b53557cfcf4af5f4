"""What came after the lock of a period, and the data as they count without it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from gbdesk.services.desk import Desk
from gbdesk.services.locks_parts import (
    LateEdit,
    Lock,
    PeriodLock,
    concerns_of,
    edit_of,
    items_of,
    locks_of,
)
from gbdesk.services.looks import day_of
from gbdesk.store import locked
from gbdesk.store.locked import Cuts, Late
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

TELLING: Final = ("activity", "row", "return", "narrative")


def standing(desk: Desk, db: Connection, period: str) -> PeriodLock:
    """How a period stands, read in a given transaction."""
    known = [one for one in locks_of(db) if one.period == period]
    shut = [one for one in known if one.is_locked]
    newest = max(shut or known, key=lambda one: one.number, default=None)
    return PeriodLock(
        period=period,
        is_locked=bool(shut),
        since=min((one.at for one in shut), default=""),
        number=newest.number if newest else 0,
        reason=newest.reason if newest and not shut else "",
        hub_short=desk.catalogue.word("hub_short"),
    )


def standings(desk: Desk, db: Connection) -> dict[str, PeriodLock]:
    """How every period stands that was ever locked."""
    periods = sorted({one.period for one in locks_of(db)})
    return {one: standing(desk, db, one) for one in periods if one in desk.catalogue.periods}


def lock_news(desk: Desk, db: Connection, before: Mapping[str, PeriodLock]) -> tuple[str, ...]:
    """What a receipt says of locked periods that was not so before, in words."""
    return tuple(
        words
        for period, now in standings(desk, db).items()
        if (words := _lock_news(desk, now, before.get(period)))
    )


def _lock_news(desk: Desk, now: PeriodLock, before: PeriodLock | None) -> str:
    period, hub = desk.catalogue.period(now.period).short, now.hub_short
    was_locked = before is not None and before.is_locked
    if now.is_locked and not was_locked:
        return translate(
            "Locks",
            "{period} is locked since {day}: what is changed from now on is a late change and "
            "counts only when {hub} accepts it.",
            period=period,
            day=day_of(now.since),
            hub=hub,
        )
    if was_locked and not now.is_locked:
        return translate(
            "Locks", "{period} is open again: {reason}", period=period, reason=now.reason
        )
    if before is not None and now.number > before.number:
        return translate("Locks", "The later changes in {period} count now.", period=period)
    return ""


def edits(
    desk: Desk, db: Connection, period: str, known: Sequence[Lock] | None = None
) -> list[LateEdit]:
    """What came after the lock of a period, by office, as it would change the report."""
    shut = {
        one.office: one
        for one in (locks_of(db) if known is None else known)
        if one.period == period and one.is_locked
    }
    by_office: dict[str, list[Late]] = defaultdict(list)
    for one in _late(desk, db, period, {office: lock.ends for office, lock in shut.items()}):
        if _tells(one) and one.locked != one.now:
            by_office[one.subject.office].append(one)
    refused = {office: lock.refused for office, lock in shut.items() if lock.refused}
    after = {
        one.subject.office
        for one in _late(desk, db, period, refused)
        if _tells(one) and one.locked != one.now
    }
    return [
        edit_of(desk, shut[office], found, returned=office in refused and office not in after)
        for office, found in sorted(by_office.items())
    ]


def late_words(desk: Desk, db: Connection, office: str, since: int = 0) -> tuple[str, ...]:
    """What ops with numbers from `since` on change in locked periods of an office, in words."""
    said = []
    for lock in locks_of(db, office):
        if not lock.is_locked or lock.period not in desk.catalogue.periods:
            continue
        found = _late(desk, db, lock.period, {office: lock.ends})
        new = [one for one in found if _tells(one) and max(one.ops, default=0) >= since]
        if count := sum(items_of(desk, one) for one in new):
            said.append(
                translate(
                    "Locks",
                    "{n} changes are in {period}, which is locked: they are kept and count only "
                    "when the receiving body accepts them.",
                    n=count,
                    period=desk.catalogue.period(lock.period).short,
                )
            )
    return tuple(said)


def _tells(one: Late) -> bool:
    return one.subject.kind in TELLING


def _late(desk: Desk, db: Connection, period: str, cuts: Cuts) -> list[Late]:
    if not cuts:
        return []
    asked = desk.catalogue.period(period)
    within = (period, asked.start.isoformat(), asked.end.isoformat())
    return locked.late(db, cuts, concerns_of(asked), within)


@contextmanager
def counted(desk: Desk, period: str) -> Iterator[Connection]:
    """The data as they count for a period: where it is locked, without what came later.

    What came later is left out inside a transaction that is rolled back, so that everything that
    reads figures reads the same; where nothing came later it is an ordinary view.
    """
    with desk.read() as db:
        every = locks_of(db) if desk.session.hub and period in desk.catalogue.periods else []
        cuts = {one.office: one.ends for one in every if one.period == period and one.is_locked}
        if not _late(desk, db, period, cuts):
            yield db
            return
    with desk.store.tried() as db:
        found, after = _late(desk, db, period, cuts), locked.packages(db, cuts)
        locked.leave_out(db, found, after, desk.judge.fault)
        yield db
