"""What a lock of a period says, and what came after it, as values and in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import msgspec

from gbdesk.domain.activities import days_of
from gbdesk.domain.ops import Value
from gbdesk.domain.periods import Period
from gbdesk.services import looks
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.labels import (
    ACTIVITY,
    ROW,
    field_label,
    office_name,
    record_title,
    value_label,
)
from gbdesk.store import figures
from gbdesk.store.locked import Late
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

LOCK: Final = "lock"
LOCKED: Final = "locked"
OPENED: Final = "open"
WAITING: Final = "waiting"
RETURNED: Final = "returned"
NAMING: Final = frozenset({"form", "period", "place", "section"})
CHANGES: Final = (
    Changed.PACKAGES | Changed.FIGURES | Changed.ACTIVITIES | Changed.NARRATIVES | Changed.CONFLICTS
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """One office's lock of one period; `ends` and `refused` name how far each chain went."""

    office: str
    period: str
    state: str
    at: str
    number: int
    reason: str
    ends: Mapping[str, int]
    refused: Mapping[str, int]

    @property
    def is_locked(self) -> bool:
        """Whether it is in force."""
        return self.state == LOCKED


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodLock:
    """How a period stands; `number` counts its issued reports, from 1, `since` when locked.

    `reason`: why it was opened again.
    """

    period: str
    is_locked: bool
    since: str
    number: int
    reason: str
    hub_short: str

    @property
    def corrected(self) -> int:
        """How many issued reports the next one replaces with other figures."""
        return self.number - self.is_locked

    @property
    def words(self) -> str:
        """The same in the language in use; empty where it was never locked."""
        if not self.is_locked:
            if not self.number:
                return ""
            return translate("Locks", "Opened again: {reason}", reason=self.reason)
        day = looks.day_of(self.since)
        if self.corrected:
            return translate(
                "Locks", "Locked on {day}, corrected {n} times", day=day, n=self.corrected
            )
        return translate("Locks", "Locked on {day}", day=day)

    @property
    def warning(self) -> str:
        """What an office reads before it changes something; empty where nothing is locked."""
        if not self.is_locked:
            return ""
        return translate(
            "Locks",
            "{hub} locked this period on {day}. You can still change it; what you change is "
            "sent as a late change and counts only when {hub} accepts it.",
            hub=self.hub_short,
            day=looks.day_of(self.since),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LateLine:
    """One field: as locked and as it is."""

    title: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LateEdit:
    """What one office changed in a locked period; `state` is waiting or returned."""

    office: str
    office_name: str
    period: str
    period_name: str
    state: str
    reason: str
    users: tuple[str, ...]
    lines: tuple[LateLine, ...]

    @property
    def words(self) -> str:
        """How it stands, in the language in use."""
        if self.state == RETURNED:
            return translate("Locks", "Not accepted: {reason}", reason=self.reason)
        return translate("Locks", "Waits for your decision")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Something was decided about a lock."""

    words: str
    changed: Changed = CHANGES


def locks_of(db: Connection, office: str | None = None) -> list[Lock]:
    """Every lock known here (of an office)."""
    offices = None if office is None else [office]
    return [
        Lock(
            office=row.office,
            period=str(row.fields.get("period") or ""),
            state=str(row.fields.get("state") or ""),
            at=str(row.fields.get("at") or ""),
            number=_whole(row.fields.get("number")),
            reason=str(row.fields.get("reason") or ""),
            ends=_ends(row.fields.get("ends")),
            refused=_ends(row.fields.get("refused")),
        )
        for row in figures.entries(db, LOCK, offices=offices)
    ]


def _whole(said: object) -> int:
    return said if type(said) is int else 0


def _ends(said: object) -> dict[str, int]:
    try:
        return msgspec.json.decode(str(said or "{}"), type=dict[str, int])
    except msgspec.DecodeError:
        return {}


def concerns_of(period: Period) -> Callable[[str, Mapping[str, Value]], bool]:
    """Whether a record, by kind and fields, belongs to a period."""

    def concerns(kind: str, fields: Mapping[str, Value]) -> bool:
        if kind == ACTIVITY:
            days = days_of(fields)
            return days is not None and period.contains(days[0])
        return fields.get("period") == period.id

    return concerns


def edit_of(desk: Desk, lock: Lock, found: Sequence[Late], *, returned: bool) -> LateEdit:
    """What an office changed after its lock, field by field."""
    return LateEdit(
        office=lock.office,
        office_name=office_name(desk.catalogue, lock.office),
        period=lock.period,
        period_name=desk.catalogue.period(lock.period).short,
        state=RETURNED if returned else WAITING,
        reason=lock.reason,
        users=tuple(sorted({one.user for one in found})),
        lines=tuple(line for one in found for line in changes(desk, one)),
    )


def items_of(desk: Desk, one: Late) -> int:
    """How many entries that is: figures count one by one."""
    return len(changes(desk, one)) if one.subject.kind == ROW else int(one.locked != one.now)


def changes(desk: Desk, one: Late) -> list[LateLine]:
    """What later ops change in a record, field by field."""
    catalogue, kind = desk.catalogue, one.subject.kind
    old, new = one.locked or {}, one.now or {}
    shown = new or old
    if kind != ROW and not (old and new):
        word = translate("Locks", "new entry") if new else translate("Locks", "deleted entry")
        return [LateLine(title=record_title(catalogue, kind, shown), field=word, old="", new="")]
    return [
        LateLine(
            title=record_title(catalogue, kind, shown),
            field=field_label(catalogue, kind, shown, name),
            old=value_label(catalogue, kind, name, old.get(name)),
            new=value_label(catalogue, kind, name, new.get(name)),
        )
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name) and (kind == ACTIVITY or name not in NAMING)
    ]
