"""What taking in a package found: counts, faults, notices, the outcome, facts for the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from gbdesk.domain.activities import PLANNED
from gbdesk.domain.ops import REPORT, Value
from gbdesk.services import planning, withdrawn
from gbdesk.services.arriving import Arrival
from gbdesk.services.declaring import control, fault_words
from gbdesk.services.desk import OPEN, Desk
from gbdesk.services.labels import ACTIVITY, NARRATIVE, NOTE, RETURN, ROW
from gbdesk.services.late import late_words
from gbdesk.services.outcomes import (
    OK,
    OK_CLOCK,
    OK_CONFLICTS,
    OK_GAP,
    OK_LATE,
    OK_NEWER_FIELDS,
)
from gbdesk.services.outgoing import COUNTED, KindCount
from gbdesk.services.receiving_parts import CHANGED, DELETED, NEW
from gbdesk.services.withdrawn import Decided
from gbdesk.store import branches, oplog
from gbdesk.store.oplog import Difference
from gbdesk.store.oplog import Taken as Stored
from gbdesk.sync.renewal import ROTATE
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

FAST: Final = timedelta(hours=24)
MOST: Final = 500
NAMING: Final = {
    ROW: frozenset({"form", "period", "place"}),
    RETURN: frozenset({"form", "period"}),
    NARRATIVE: frozenset({"period", "section"}),
}


@dataclass(frozen=True, kw_only=True)
class Findings:
    """One package after its ops are folded; `facts` are those of its header.

    `decided` was decided before in imports of this office that were undone; ops of this package
    have numbers from `since` on.
    """

    desk: Desk
    db: Connection
    facts: Mapping[str, Any]
    arrival: Arrival
    stored: Stored
    decided: tuple[Decided, ...] = ()
    since: int = 0

    def counts(self) -> dict[str, KindCount]:
        """What came in by kind of record; figures count one by one."""
        stored = self.stored
        found = {
            kind: KindCount(
                new=stored.new[kind], changed=stored.changed[kind], deleted=stored.deleted[kind]
            )
            for kind in COUNTED
            if kind != ROW
        }
        found[ROW] = counted_figures(stored)
        return {kind: found[kind] for kind in COUNTED if found[kind].all}

    def faults(self) -> tuple[str, ...]:
        """What was kept but does not count, in words."""
        return fault_words(self.desk.catalogue, self.db, self.stored.invalid)

    def notices(self) -> tuple[str, ...]:
        """What is unusual, in words."""
        found = []
        if self.arrival.new_branches:
            found.append(
                translate(
                    "Receiving",
                    "This computer went on from a backup; what it wrote before is kept beside it.",
                )
            )
        found += self._wish()
        found += self._versions()
        if self._is_fast():
            found.append(translate("Receiving", "The clock of the sender is wrong."))
        if ahead := self._ahead():
            found.append(
                translate(
                    "Receiving",
                    "{n} activities are recorded as done on a day that is still to come; they "
                    "count. Ask the unit whether the day is right.",
                    n=ahead,
                )
            )
        decided = withdrawn.words(self.desk, self.db, self.decided)
        return (*found, *self._late, *self._totals(), *decided)

    def _ahead(self) -> int:
        """How many activities that came are done, by their status, after today (H06)."""
        day = self.desk.today().isoformat()
        later = [key for key, start in self.arrival.noted.starts.items() if start > day]
        shown = (oplog.fields_of(self.db, *key, ACTIVITY) for key in later)
        return sum(one is not None and is_ahead(one, day) for one in shown)

    def _totals(self) -> tuple[str, ...]:
        """What differs between the sums declared and those here."""
        ok, words = control(self.desk, self.db, self.facts["office"], self.arrival.noted.last)
        return (words,) if ok is False else ()

    @cached_property
    def _late(self) -> tuple[str, ...]:
        return late_words(self.desk, self.db, self.facts["office"], self.since)

    def _wish(self) -> tuple[str, ...]:
        if not self.stored.new[ROTATE]:
            return ()
        words = translate(
            "Receiving",
            "This computer asks for new keys: telephone the unit, then certify them under "
            "“Units & signatures”.",
        )
        return (words,)

    def _versions(self) -> Iterator[str]:
        """What only a newer version of the program reads, wholly or in part."""
        if self._newer():
            yield translate(
                "Receiving",
                "{n} entries need a newer version of gbdesk; they are kept.",
                n=self._newer(),
            )
        if self.stored.partly:
            yield translate(
                "Receiving",
                "{n} entries are from a newer version of gbdesk: what this version knows of "
                "them is shown, the rest is kept until you install the newer version.",
                n=self.stored.partly,
            )

    def _newer(self) -> int:
        return self.stored.newer - self.stored.new[OPEN] - self.stored.new[ROTATE]

    def _is_fast(self) -> bool:
        made = datetime.fromisoformat(self.facts["made"])
        return made - datetime.fromisoformat(self.desk.clock.stamp()) > FAST

    def outcome(self, left: int) -> str:
        """The outcome code; `left` differences stay open."""
        day = self.desk.today()
        known = self.desk.catalogue.periods
        device = self.facts["device"]
        if not branches.is_whole(self.db, device, REPORT):
            return OK_GAP
        if left:
            return OK_CONFLICTS
        if any(one in known and known[one].is_late(day) for one in self.facts["periods"]):
            return OK_LATE
        if self._late:
            return OK_LATE
        if self._newer() or self.stored.partly:
            return OK_NEWER_FIELDS
        return OK_CLOCK if self._is_fast() else OK

    def ledger_facts(self, outcome: str, catalogue: int) -> dict[str, Any]:
        """What is kept beside the package; `catalogue` is the release it was made with."""
        noted = self.arrival.noted
        last = noted.last
        gaps = planning.read_gaps(self.desk.catalogue, last.get("gaps"))
        forms = [form for form in str(last.get("open_forms") or "").split(",") if form]
        return {
            "periods": list(noted.periods or self.facts["periods"]),
            "outcome": outcome,
            "open_forms": forms,
            "gaps": [gap.facts() for gap in gaps],
            "note": str(last.get("note") or ""),
            "approver": str(last.get("approver") or ""),
            "audit": str(last.get("audit") or ""),
            "counts": planning.write_counts(self.counts()),
            "ops": noted.fresh,
            "again": bool(last.get("again")),
            "beside": _numbers(last.get("beside")),
            "holds": _positions(last.get("holds")),
            "offices": sorted(noted.offices - {self.facts["office"]}),
            "catalogue": catalogue,
            "app": self.facts["app"],
            "who": self.desk.session.user,
        }


def is_ahead(fields: Mapping[str, Value], day: str) -> bool:
    """Whether an activity is recorded as done although its day is after this one."""
    return str(fields.get("start") or "") > day and fields.get("status") != PLANNED


def _numbers(said: Any) -> list[int]:
    """The numbers of packages that went to the office's own computers only."""
    found = str(said or "").split(",")
    return [int(one) for one in found[:MOST] if one.isascii() and one.isdigit() and len(one) < 10]


def _positions(said: Any) -> dict[str, int]:
    """How far the sender has what the other computers of its office wrote."""
    pairs = (one.partition(":") for one in str(said or "").split(",")[:MOST])
    return {device: int(n) for device, _, n in pairs if n.isascii() and n.isdigit() and len(n) < 10}


def figure_change(one: Difference) -> str:
    """What happened to a figure; a note is part of its figure."""
    if one.field.endswith(NOTE):
        return CHANGED
    return NEW if one.old is None else DELETED if one.new is None else CHANGED


def counted_figures(stored: Stored) -> KindCount:
    """Figures new, changed and gone, one by one."""
    found = stored.figures
    return KindCount(new=found[NEW], changed=found[CHANGED], deleted=found[DELETED])
