"""Ops of one package on their way in: what its sender may say, where each op belongs, the fold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from gbdesk.domain.ops import REPORT, Fields, Op
from gbdesk.services.desk import Desk
from gbdesk.services.labels import ACTIVITY, SUBMISSION
from gbdesk.services.outgoing import COUNTED
from gbdesk.services.validity import Judge
from gbdesk.store import branches, certificates
from gbdesk.store.branches import Branch, Branches
from gbdesk.store.oplog import Fork, Head, Intake, Taken
from gbdesk.sync.errors import fault
from gbdesk.sync.header import Part
from gbdesk.sync.trust import Certificate

if TYPE_CHECKING:
    from sqlalchemy import Connection

ACK: Final = "ack"
SENDBACK: Final = "sendback"
HUB_ONLY: Final = frozenset({ACK, SENDBACK, "excuse", "paper", "decision", "lock"})


@dataclass(slots=True, kw_only=True)
class Noted:
    """What the ops of a package tell about the package itself.

    `starts`: days of activities; `offices`: whose records they write.
    """

    ops: int = 0
    fresh: int = 0
    records: set[tuple[str, str]] = field(default_factory=set)
    by_device: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    submissions: list[Fields] = field(default_factory=list)
    gaps: list[tuple[int, int]] = field(default_factory=list)
    starts: dict[tuple[str, str], str] = field(default_factory=dict)
    offices: set[str] = field(default_factory=set)

    def told(self, hub: str, here: str) -> tuple[int, int] | None:
        """How many records the hub speaks of, and how many it alone; None: no other PC speaks."""
        others = [found for device, found in self.by_device.items() if device not in {hub, here}]
        said = self.by_device.get(hub, set())
        return (len(said), len(said.difference(*others))) if others else None

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods it declares something for, oldest first."""
        return tuple(sorted({str(said.get("period") or "") for said in self.submissions} - {""}))

    @property
    def last(self) -> Fields:
        """The newest declaration, empty where there is none."""
        return self.submissions[-1] if self.submissions else {}


class Scope:
    """What the sender of a package may say: an office about itself, a hub to this office.

    At an office another computer of it may speak, and of nothing else. `here` is the office first,
    then those that were merged into it.
    """

    def __init__(self, certificate: Certificate, *, here: Sequence[str], hub: bool) -> None:
        self._of_office = hub or not certificate.rank
        own = frozenset(here)
        to_us = frozenset(f"to.{one}" for one in own)
        self._streams = frozenset({REPORT}) | (frozenset() if self._of_office else to_us)
        self._allowed = frozenset(certificate.offices) | (frozenset() if hub else own)
        if self._of_office and not hub:
            self._allowed = own if certificate.office == here[0] else frozenset()

    def check(self, ops: Sequence[Op]) -> None:
        """Refuse what the sender may not say.

        Raises:
            Refused: E_UNIT_SCOPE, another office or stream; E_ROLE, a word of the hub's.
        """
        heads = [op.head for op in ops]
        if {head.ou for head in heads} - self._allowed or {op.stream for op in ops} - self._streams:
            raise fault("E_UNIT_SCOPE")
        if self._of_office and not HUB_ONLY.isdisjoint({head.e for head in heads}):
            raise fault("E_ROLE")


class Scan:
    """Looks at the ops of a package without writing anything."""

    def __init__(self, db: Connection, scope: Scope, *, allowed: Collection[str] = ()) -> None:
        self._db, self._scope = db, scope
        self._branches = Branches(db, allowed=allowed)
        self._heads: dict[tuple[str, str], int] = {}
        self.noted = Noted()

    @property
    def new_branches(self) -> tuple[Branch, ...]:
        """The branches that begin in this package."""
        return self._branches.new

    def sink(self, ops: list[Op]) -> None:
        """Take one batch.

        Raises:
            Refused: E_FORK, or the sender may not say this.
        """
        self._scope.check(ops)
        self._look_for_gaps(ops)
        with forks_told():
            self._branches.route(ops)
        note(self.noted, ops, self._branches.fresh)

    def _look_for_gaps(self, ops: Sequence[Op]) -> None:
        for op in ops:
            chain = op.device, op.stream
            if chain in self._heads:
                continue
            known = max(line.head.n for line in branches.lines(self._db, *chain))
            self._heads[chain] = known
            if op.n > known + 1:
                self.noted.gaps.append((known + 1, op.n - 1))


class Arrival:
    """Takes the ops of a package in, inside the caller's transaction."""

    def __init__(
        self,
        desk: Desk,
        db: Connection,
        certificate: Certificate,
        number: int,
        *,
        judge: Judge | None = None,
        ranks: Mapping[str, int] | None = None,
        allowed: Collection[str] = (),
        difference: bool = False,
        here: Sequence[str] = (),
    ) -> None:
        known = certificates.ranks(db) if ranks is None else ranks
        self._scope = Scope(certificate, here=here or desk.offices, hub=desk.session.hub)
        self._branches = Branches(db, allowed=allowed)
        self._intake = Intake(
            db,
            package=number,
            ranks={**known, certificate.device: certificate.rank},
            valid=(judge or desk.judge).fault,
            difference=difference,
        )
        self.noted = Noted()

    @property
    def new_branches(self) -> tuple[Branch, ...]:
        """The branches that begin in this package."""
        return self._branches.new

    def sink(self, ops: list[Op]) -> None:
        """Take one batch.

        Raises:
            Refused: E_FORK, or the sender may not say this.
        """
        self._scope.check(ops)
        with forks_told():
            routed = self._branches.route(ops)
            note(self.noted, ops, self._branches.fresh)
            self._intake.add(routed)

    def finish(self) -> Taken:
        """Fold what was there before again; what happened."""
        self._branches.save()
        with forks_told():
            return self._intake.finish()


def check_empty(db: Connection, parts: Iterable[Part], allowed: Collection[str]) -> None:
    """A run without ops still says where its chain stands: what is known there is compared.

    Raises:
        Refused: E_FORK, another op is known at that position.
    """
    for part in parts:
        if part.n or not part.base.n or part.device in allowed:
            continue
        head, chain = Head(part.base.n, part.base.raw), (part.device, part.stream)
        known = max(line.head.n for line in branches.lines(db, *chain))
        if head.n <= known and not branches.holds(db, *chain, head):
            raise fault("E_FORK", number=head.n)


def check_repeated(noted: Noted) -> None:
    """A late file of a key that the hub has replaced may only say again what is here.

    Every later file says all of it too, so nothing true is missing.

    Raises:
        Refused: E_REVOKED.
    """
    if noted.fresh:
        raise fault("E_REVOKED", of="hub")


def note(noted: Noted, ops: Sequence[Op], fresh: Sequence[Op]) -> None:
    """Add what a batch tells about its package."""
    noted.ops += len(ops)
    noted.fresh += len(fresh)
    for device, run in groupby(fresh, attrgetter("device")):
        if heads := [op.head for op in run if op.head.e in COUNTED]:
            about = {(head.e, head.r) for head in heads}
            noted.by_device.setdefault(device, set()).update(about)
            noted.records |= about
            noted.offices |= {head.ou for head in heads}
    for op in fresh:
        if op.head.e == ACTIVITY and "start" in op.fields:
            noted.starts[op.head.ou, op.head.r] = str(op.fields["start"])
    noted.submissions += [op.fields for op in ops if op.head.e == SUBMISSION]


@contextmanager
def forks_told() -> Iterator[None]:
    """Turn a fork of the log into the outcome of the package."""
    try:
        yield
    except Fork as fork:
        raise fault("E_FORK", number=fork.n) from fork
