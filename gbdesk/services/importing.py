"""One package on its way into the log: checks, ops, judgement, decisions, ledger, audit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gbdesk.domain.merge import Rank
from gbdesk.services import cut_off, looking, looks, packing, unit, withdrawn
from gbdesk.services.arriving import Arrival, check_empty
from gbdesk.services.changed import Changed
from gbdesk.services.conflicts import ConflictView, Own, decide, views
from gbdesk.services.desk import Desk
from gbdesk.services.findings import Findings
from gbdesk.services.looks import fine
from gbdesk.services.outcomes import ALREADY, OLDER
from gbdesk.services.progress import Progress
from gbdesk.services.receiving_parts import TAKEN, Taken
from gbdesk.services.validity import Judge
from gbdesk.store import conflicts, ledger, logrows, tables
from gbdesk.store.ledger import Received
from gbdesk.store.oplog import Taken as Stored
from gbdesk.sync import reading
from gbdesk.sync.reading import Outside, Read, Trust, Verified
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Nothing(Exception):  # noqa: N818 - what happened
    """There is nothing to take in: the package, or all that it says, is here."""

    def __init__(self, taken: Taken) -> None:
        super().__init__(taken.outcome)
        self.taken = taken


class Import:
    """Takes one package in, inside a part of a transaction that falls back when it raises.

    `difference` keeps what every field said before.
    """

    def __init__(
        self,
        desk: Desk,
        db: Connection,
        path: Path,
        copy: Path,
        trust: Trust,
        *,
        judge: Judge | None = None,
        ranks: Rank | None = None,
        difference: bool = False,
    ) -> None:
        self._desk, self._db, self._path, self._copy = desk, db, path, copy
        self._trust, self._judge, self._ranks, self._difference = trust, judge, ranks, difference
        self._facts: dict[str, Any] = {}
        self.outside: Outside | None = None
        self.ident = ""
        self.newest = desk.clock.last
        self.stored: Stored = Stored()
        self.new_conflicts: tuple[ConflictView, ...] = ()
        self.arrival: Arrival
        self.found: Findings

    def run(self, choices: Mapping[str, int | Own], progress: Progress) -> Taken:
        """Take it in.

        Raises:
            Refused: one of the checks does not hold.
            Nothing: everything is here.
        """
        desk, db = self._desk, self._db
        found = reading.glance(self._copy, self._trust)
        verified = found or reading.verify(self._copy, self._trust)
        self.outside, self.ident = verified.outside, verified.outside.ident
        self._facts = looks.header_facts(desk.catalogue, verified.outside)
        self._check_known(verified)
        office, since = verified.certificate.office, logrows.next_number(db, tables.op)
        decided = withdrawn.decisions(db, office)
        number = ledger.accept(db, self._received({}, verified.outside.header.kind))
        before = {view.key for view in self._open(office)}
        self.arrival = self._arriving(verified, number)
        said = looking.said_of(progress, self._path.name)
        read = reading.read(self._copy, self._trust, self.arrival.sink, said, verified)
        cut_off.check_begun(db, self.arrival.new_branches, self.ident, self._trust.revoked)
        check_empty(db, read.manifest.segments, ())
        if not self.arrival.noted.fresh:
            raise Nothing(self._older())
        self.stored = self.arrival.finish()
        cut_off.check(db, {part.device for part in read.manifest.segments}, self.ident)
        unit.meet(desk, db, verified)
        self.newest = self.stored.newest_clock
        now = views(desk, db, office) if self.stored.conflicts else ()
        self.new_conflicts = tuple(view for view in now if view.key not in before)
        self.found = Findings(
            desk=desk,
            db=db,
            facts=self._facts,
            arrival=self.arrival,
            stored=self.stored,
            decided=decided,
            since=since,
        )
        return self._settled(number, read, choices)

    def _arriving(self, verified: Verified, number: int) -> Arrival:
        return Arrival(
            self._desk,
            self._db,
            verified.certificate,
            number,
            judge=self._judge,
            ranks=self._ranks,
            allowed=looking.allowed(self._db, verified),
            difference=self._difference,
        )

    def _open(self, office: str) -> Sequence[ConflictView]:
        return views(self._desk, self._db, office) if conflicts.count(self._db, office) else ()

    def _check_known(self, verified: Verified) -> None:
        known = ledger.by_ident(self._db, self.ident)
        if known is not None and known.accepted:
            reading.verify(self._copy, self._trust, verified)
            words = looking.already_words(known)
            raise Nothing(self._taken(ALREADY, words, number=known.id))

    def _received(self, facts: dict[str, Any], kind: str) -> Received:
        return Received(
            ident=self.ident,
            kind=kind,
            office=self._facts["office"],
            device=self._facts["device"],
            seq=self._facts["seq"],
            made=self._facts["made"],
            archive=f"{self.ident}{packing.SUFFIX}",
            facts=facts,
            taken=self._desk.clock.stamp(),
        )

    def _older(self) -> Taken:
        facts = self._facts
        newer = looking.newer_seq(self._db, facts["office"], facts["device"], facts["seq"])
        return self._taken(OLDER, looking.older_words(self._desk, newer))

    def _taken(self, outcome: str, words: str, *, number: int = 0) -> Taken:
        return Taken(
            path=self._path,
            ok=True,
            outcome=outcome,
            message=fine(words, outcome),
            number=number,
            office=self._facts["office"],
            office_name=self._facts["office_name"],
            seq=self._facts["seq"],
        )

    def _settled(self, number: int, read: Read, choices: Mapping[str, int | Own]) -> Taken:
        desk, db, found = self._desk, self._db, self.found
        refs = [op.ref for op in decide(desk, db, choices)]
        own = desk.session.device
        decided = [view for view in self.new_conflicts if view.key in choices]
        decisions = [_decision(view, refs, own) for view in decided]
        left = len(self.new_conflicts) - len(decisions)
        outcome = found.outcome(left)
        facts = found.ledger_facts(outcome, read.manifest.needs_catalogue)
        facts |= {"conflicts": left, "settled": len(decisions), "decisions": decisions}
        facts["name"] = self._path.name
        ledger.set_facts(db, number, facts)
        desk.note(db, "import", "package", self.ident)
        return self._told(number, outcome, left, len(decisions))

    def _told(self, number: int, outcome: str, left: int, settled: int) -> Taken:
        found, counts = self.found, self.found.counts()
        items = sum(count.all for count in counts.values())
        words = translate(
            "Receiving",
            "Package {seq} of {name} is taken in: {n} entries.",
            seq=self._facts["seq"],
            name=self._facts["office_name"],
            n=items,
        )
        if left:
            words += " " + translate("Receiving", "{n} differences are left open.", n=left)
        return replace(
            self._taken(outcome, words, number=number),
            counts=counts,
            items=items,
            conflicts=left,
            settled=settled,
            faults=found.faults(),
            notices=found.notices(),
            ops=self.arrival.noted.fresh,
            changed=TAKEN | Changed.erased(self.stored.erased.told),
        )


def _decision(view: ConflictView, refs: Sequence[str], own: str) -> dict[str, Any]:
    """What stood here before a decision: the hub's side, that of this PC, or else the first."""
    sides = sorted(view.sides, key=lambda side: (side.who != "hub", side.device != own))
    kept = sides[0]
    return {
        "office": view.office,
        "entity": view.entity,
        "record": view.record,
        "field": view.field,
        "before": kept.value,
        "refs": list(refs),
    }
