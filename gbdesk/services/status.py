"""How one office stands in one period: on time, late, incomplete, waiting, nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_parts import Office
from gbdesk.domain.dates import short
from gbdesk.domain.forms import DV
from gbdesk.domain.owed import forms_expected
from gbdesk.domain.periods import Period
from gbdesk.store.ledger import Received
from gbdesk.text import mark, say, translate

COMPLETE: Final = "complete"
WHOLE: Final = "whole"
INCOMPLETE: Final = "incomplete"
LATE: Final = "late"
WAITING: Final = "waiting"
BROKEN: Final = "damaged"
NONE: Final = "none"
EXCUSED: Final = "excused"
NIL: Final = "nil"
PAPER: Final = "paper"
IN: Final = frozenset({COMPLETE, WHOLE, LATE, NIL, PAPER})
HAVE: Final = mark("Monitoring", "To: {name}. {hub} has the report for {period}. Thank you.")
LACK: Final = mark(
    "Monitoring",
    "To: {name}. {hub} has no complete report for {period} yet; the last day is {day}.",
)
ASTRAY: Final = timedelta(minutes=30)
_DONE: Final = frozenset({"complete", "nil"})
_WORDS: Final = {
    COMPLETE: mark("Monitoring", "On time"),
    WHOLE: mark("Monitoring", "Complete"),
    INCOMPLETE: mark("Monitoring", "Incomplete"),
    WAITING: mark("Monitoring", "Waiting"),
    BROKEN: mark("Monitoring", "Damaged"),
    NONE: mark("Monitoring", "Nothing yet"),
    EXCUSED: mark("Monitoring", "Excused"),
    NIL: mark("Monitoring", "Nothing occurred"),
    PAPER: mark("Monitoring", "On paper"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """One cell: `days_late` by the day of receipt, `sent_late` by the sender's own clock.

    `made` is when the sender signed the deciding package, by its clock, `received` when it was
    taken in, `later` how many packages came since. `returned`: every import of what came was
    undone.
    `unreviewed`: lines of its registers here that it did not confirm in the period.
    """

    kind: str
    days_late: int = 0
    sent_late: int = 0
    missing: tuple[str, ...] = ()
    reason: str = ""
    received: str = ""
    made: str = ""
    package: int = 0
    later: int = 0
    returned: bool = False
    unreviewed: int = 0

    @property
    def words(self) -> str:
        """The cell in the language in use."""
        return status_words(self)


@dataclass(slots=True)
class Known:
    """What the store says about a period, by office; `documents`: the day the last one came."""

    packages: dict[str, list[Received]] = field(default_factory=lambda: defaultdict(list))
    states: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    waiting: frozenset[str] = frozenset()
    damaged: frozenset[str] = frozenset()
    excused: dict[str, str] = field(default_factory=dict)
    paper: frozenset[str] = frozenset()
    documents: dict[str, str] = field(default_factory=dict)
    undone: frozenset[str] = frozenset()
    active: frozenset[str] = frozenset()
    unreviewed: dict[str, int] = field(default_factory=dict)


def status_of(catalogue: Catalogue, office: Office, period: Period, known: Known) -> Status:
    """How an office stands in a period."""
    found = _standing(catalogue, office, period, known)
    count = known.unreviewed.get(office.id, 0)
    return replace(found, unreviewed=count) if count else found


def _standing(catalogue: Catalogue, office: Office, period: Period, known: Known) -> Status:
    forms = forms_expected(catalogue, office.id, period.id)
    states = known.states.get(office.id, {})
    open_forms = tuple(form for form in forms if states.get(form) not in _DONE)
    told = [form for form in forms if catalogue.form(form).dataset == DV] or forms
    nil = bool(told) and all(states.get(form) == NIL for form in told)
    if came := known.documents.get(office.id):
        return _on_paper(period, came, open_forms)
    if packages := known.packages.get(office.id):
        return _arrived(period, packages, open_forms, nil=nil)
    if office.id in known.paper:
        return Status(kind=PAPER, missing=open_forms)
    if office.id in known.excused:
        return Status(kind=EXCUSED, reason=known.excused[office.id])
    if not office.device:
        return _here(open_forms, begun=bool(states) or office.id in known.active, nil=nil)
    waits, broken = office.id in known.waiting, office.id in known.damaged
    kind = WAITING if waits else BROKEN if broken else NONE
    return Status(kind=kind, missing=forms, returned=kind == NONE and office.id in known.undone)


def _arrived(
    period: Period, packages: Sequence[Received], open_forms: tuple[str, ...], *, nil: bool
) -> Status:
    """By the first package with nothing open, else by the newest."""
    ordered = sorted(packages, key=lambda came: (came.taken, came.id))
    whole = [came for came in ordered if not came.facts.get("open_forms")]
    deciding = whole[0] if whole and not open_forms else ordered[-1]
    late = period.days_late(day_of(deciding.taken))
    sent_late = period.days_late(day_of(deciding.made))
    kind = INCOMPLETE if open_forms else LATE if late else NIL if nil else COMPLETE
    return Status(
        kind=kind,
        days_late=late,
        sent_late=sent_late,
        missing=open_forms,
        received=deciding.taken,
        made=deciding.made,
        package=deciding.id,
        later=len(ordered) - 1 - ordered.index(deciding),
    )


def _on_paper(period: Period, came: str, open_forms: tuple[str, ...]) -> Status:
    """An office whose document was entered here, on the day on which it came."""
    return Status(
        kind=INCOMPLETE if open_forms else PAPER,
        days_late=period.days_late(date.fromisoformat(came)),
        missing=open_forms,
        reason=translate(
            "Monitoring",
            "Entered here from a document that came on {day}.",
            day=short(date.fromisoformat(came)),
        ),
    )


def _here(open_forms: tuple[str, ...], *, begun: bool, nil: bool) -> Status:
    """An office whose data are entered at the hub: no package, only what stands."""
    if not begun:
        return Status(kind=NONE, missing=open_forms)
    if open_forms:
        return Status(kind=INCOMPLETE, missing=open_forms)
    return Status(kind=NIL if nil else COMPLETE)


def day_of(moment: str) -> date:
    """The day a moment of the ledger was on, where this computer stands."""
    return datetime.fromisoformat(moment).astimezone().date()


def status_words(status: Status) -> str:
    """A status in the language in use."""
    if status.returned:
        return translate("Monitoring", "Withdrawn")
    if status.kind == LATE:
        return translate("Monitoring", "{n} days late", n=status.days_late)
    if status.kind == PAPER and status.days_late:
        return translate("Monitoring", "On paper, {n} days late", n=status.days_late)
    return say(_WORDS[status.kind])


def clock_words(status: Status) -> tuple[str, ...]:
    """When a report was signed and when it came, what its sender's clock says, what came later."""
    if not status.received or not status.made:
        return ()
    made, came = (
        datetime.fromisoformat(one).astimezone() for one in (status.made, status.received)
    )
    words = [
        translate(
            "Monitoring",
            "Signed on {made} by the clock of the unit, received on {came}.",
            made=_moment(made),
            came=_moment(came),
        )
    ]
    if made - came > ASTRAY:
        words.append(
            translate("Monitoring", "The unit's clock is ahead: {n} hours.", n=_hours(made - came))
        )
    elif status.days_late and not status.sent_late:
        words.append(translate("Monitoring", "By the unit's clock it was signed in time."))
    if status.later:
        words.append(translate("Monitoring", "{n} more packages came since.", n=status.later))
    return tuple(words)


def _moment(at: datetime) -> str:
    return f"{at:%H:%M} {short(at.date())}"


def _hours(by: timedelta) -> int:
    return round(by / timedelta(hours=1))


def reminder_of(catalogue: Catalogue, office: Office, period: Period, status: Status) -> str:
    """One office told what is missing until when; no figures."""
    facts: dict[str, Any] = {
        "hub": catalogue.hub.name,
        "name": office.name,
        "period": period.title,
        "day": short(period.last_day),
    }
    if status.kind in IN | {EXCUSED}:
        return say(HAVE, **facts)
    parts = [say(LACK, **facts)]
    if status.missing:
        forms = ", ".join(catalogue.form(form).name for form in status.missing)
        parts.append(translate("Monitoring", "Still missing: {forms}.", forms=forms))
    if status.unreviewed:
        n = status.unreviewed
        parts.append(translate("Monitoring", "{n} lines of registers are not reviewed yet.", n=n))
    if status.kind == BROKEN:
        parts.append(
            translate(
                "Monitoring", "The file that came was damaged on the way; please write it again."
            )
        )
    return " ".join(parts)
