"""The register of packages: which numbers of each computer came, which did not, which came twice.

Numbers are counted by the sender; that one did not come matters only where its changes are missing
too, because every package repeats what was not acknowledged (`package.md` 3.4, 3.5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from gbdesk.domain.clock import moment_of
from gbdesk.domain.ops import REPORT, Op
from gbdesk.services import quarantine
from gbdesk.services.arriving import ACK
from gbdesk.services.desk import OPEN, Desk
from gbdesk.services.labels import office_name
from gbdesk.services.looks import day_of
from gbdesk.services.quarantine import SetAside
from gbdesk.store import branches, certificates, contributions, ledger, oplog
from gbdesk.store.certificates import CertRow
from gbdesk.store.ledger import Received
from gbdesk.sync.header import OFFICE_OPS
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

Run = tuple[int, int]
CLOSE: Final = timedelta(minutes=15)
HOUR: Final = 3600
DAY: Final = 24 * HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRow:
    """The packages of one registered computer.

    `have` and `missing` are runs of package numbers, `twice` numbers that two different packages
    bear; `lacking` are runs of changes that no package brought. `ahead` is by how many seconds its
    clock is fast; where negative it is slow by at least as much; 0 where nothing shows.
    `restored` are the days on which it went on from a backup or an older copy.
    """

    office: str
    office_name: str
    device: str
    label: str
    have: tuple[Run, ...] = ()
    missing: tuple[Run, ...] = ()
    twice: tuple[int, ...] = ()
    undone: tuple[int, ...] = ()
    aside: tuple[int, ...] = ()
    lacking: tuple[Run, ...] = ()
    came: str = ""
    receipt_at: str = ""
    receipt_n: int = 0
    ahead: int = 0
    restored: tuple[str, ...] = ()
    withdrawn: bool = False

    @property
    def packages(self) -> str:
        """`1–6, 8`."""
        return runs_words(self.have)

    @property
    def words(self) -> tuple[str, ...]:
        """What is to be known about it, sentence by sentence, in the language in use."""
        return track_words(self)


def tracks(desk: Desk, db: Connection) -> tuple[TrackRow, ...]:
    """Every registered computer of every office, in the order of the catalogue."""
    by_device: dict[str, list[Received]] = defaultdict(list)
    for came in ledger.received(db):
        if came.kind == OFFICE_OPS:
            by_device[came.device].append(came)
    acks: dict[str, list[Op]] = defaultdict(list)
    for op in oplog.ops_of_kind(db, ACK):
        acks[str(op.fields.get("device"))].append(op)
    aside: dict[str, list[SetAside]] = defaultdict(list)
    for one in quarantine.set_aside(desk, db):
        aside[one.device].append(one)
    restored = _restored(db)
    order = {office: at for at, office in enumerate(desk.catalogue.offices)}
    rows = [row for row in certificates.known(db).values() if not row.rank]
    rows.sort(key=lambda row: (order.get(row.office, len(order)), row.serial))
    found = []
    for row in rows:
        track = _track(desk, db, row, by_device[row.device], acks[row.device])
        kept = [one.seq for one in aside[row.device]]
        twice = {*track.twice, *(seq for seq in kept if _is_in(seq, track.have))}
        days = tuple(restored.get(row.device, ()))
        found.append(
            replace(track, aside=tuple(sorted(kept)), twice=tuple(sorted(twice)), restored=days)
        )
    return tuple(found)


def _track(
    desk: Desk, db: Connection, row: CertRow, came: Sequence[Received], acks: Sequence[Op]
) -> TrackRow:
    held = [one for one in came if one.accepted]
    seqs = [one.seq for one in held]
    undone = {one.seq for one in came if not one.accepted} - set(seqs)
    beside = {number for one in held for number in one.facts.get("beside") or ()}
    whole = set(range(1, max(seqs, default=0) + 1)) - beside
    said = max(acks, key=lambda op: (op.stream, op.n), default=None)
    number = said.fields.get("n") if said is not None else 0
    gaps = {gap for line in branches.lines(db, row.device, REPORT) for gap in line.gaps}
    return TrackRow(
        office=row.office,
        office_name=office_name(desk.catalogue, row.office),
        device=row.device,
        label=str(row.facts.get("label") or ""),
        have=runs(seqs),
        missing=runs(whole - set(seqs) - undone),
        twice=tuple(sorted({seq for seq in seqs if seqs.count(seq) > 1})),
        undone=tuple(sorted(undone)),
        lacking=tuple(sorted(gaps)),
        came=max((one.taken for one in held), default=""),
        receipt_at=str(said.fields.get("at") or "") if said is not None else "",
        receipt_n=number if isinstance(number, int) else 0,
        ahead=_ahead(db, held, acks),
        withdrawn=row.revoked_n is not None,
    )


def _ahead(db: Connection, held: Sequence[Received], acks: Sequence[Op]) -> int:
    """How the newest package shows the sender's clock to be wrong, in seconds.

    A package cannot be written after it came, nor before the receipt it goes on from was.
    """
    newest = max(held, key=lambda one: (one.taken, one.seq), default=None)
    made = _moment(newest.made) if newest is not None else None
    came = _moment(newest.taken) if newest is not None else None
    if newest is None or made is None or came is None:
        return 0
    if made - came > CLOSE:
        return int((made - came).total_seconds())
    if newest.facts.get("again"):
        return 0
    starts = [low for held in contributions.of_package(db, newest.id).values() for low, _ in held]
    base = min(starts, default=1) - 1
    said = [_moment(str(op.fields.get("at"))) for op in acks if op.fields.get("n") == base > 0]
    known = min((at for at in said if at is not None and at < came), default=None)
    if known is not None and known - made > CLOSE:
        return -int((known - made).total_seconds())
    return 0


def _moment(said: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _restored(db: Connection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for op in oplog.ops_of_kind(db, OPEN):
        if op.fields.get("restore") is True:
            at = moment_of(int(op.head.h[:12], 16)).astimezone()
            found[op.device].append(at.date().isoformat())
    return {device: list(dict.fromkeys(days)) for device, days in found.items()}


def runs(numbers: Iterable[int]) -> tuple[Run, ...]:
    """Numbers as runs: 1–6, 8."""
    return tuple(contributions.joined((number, number) for number in set(numbers)))


def _is_in(number: int, among: Iterable[Run]) -> bool:
    return any(low <= number <= high for low, high in among)


def runs_words(found: Iterable[Run]) -> str:
    """`1–6, 8`."""
    return ", ".join(str(low) if low == high else f"{low}–{high}" for low, high in found)


def clock_words(ahead: int) -> str:
    """By how much a clock is wrong, empty where nothing shows it."""
    if not ahead:
        return ""
    if abs(ahead) >= DAY:
        n = round(abs(ahead) / DAY)
        return (
            translate("Tracking", "fast by {n} days", n=n)
            if ahead > 0
            else translate("Tracking", "slow by {n} days at least", n=n)
        )
    n = max(1, round(abs(ahead) / HOUR))
    return (
        translate("Tracking", "fast by {n} hours", n=n)
        if ahead > 0
        else translate("Tracking", "slow by {n} hours at least", n=n)
    )


def track_words(row: TrackRow) -> tuple[str, ...]:
    """What is to be known about the packages of one computer."""
    said: list[str] = []
    _number_words(row, said)
    if row.ahead:
        said.append(
            translate("Tracking", "The clock of this PC is {off}.", off=clock_words(row.ahead))
        )
    said += [
        translate(
            "Tracking", "It went on from a backup or an older copy on {day}.", day=day_of(day)
        )
        for day in row.restored
    ]
    if row.withdrawn:
        said.append(translate("Tracking", "This PC was withdrawn."))
    return tuple(said)


def _number_words(row: TrackRow, said: list[str]) -> None:
    if not row.have:
        said.append(translate("Tracking", "No package of this PC is in."))
    if row.missing:
        numbers = runs_words(row.missing)
        said.append(
            translate("Tracking", "Package {numbers} did not come.", numbers=numbers)
            if row.lacking
            else translate(
                "Tracking",
                "Package {numbers} did not come; what it says came with a later one.",
                numbers=numbers,
            )
        )
    if row.lacking:
        said.append(
            translate(
                "Tracking",
                "Changes {numbers} are missing: ask the unit for a package from no. {first}.",
                numbers=runs_words(row.lacking),
                first=row.lacking[0][0],
            )
        )
    said += [
        translate("Tracking", "Two different packages have the number {number}.", number=number)
        for number in row.twice
    ]
    if row.aside:
        numbers = runs_words(runs(row.aside))
        said.append(
            translate("Tracking", "Package {numbers} is set aside for a decision.", numbers=numbers)
        )
    if row.undone:
        numbers = runs_words(runs(row.undone))
        said.append(translate("Tracking", "Package {numbers} was undone.", numbers=numbers))


def facts(row: TrackRow) -> dict[str, Any]:
    """The same for scripts, with its sentences."""
    return {
        "office": row.office,
        "office_name": row.office_name,
        "device": row.device,
        "label": row.label,
        "packages": row.packages,
        "missing": runs_words(row.missing),
        "twice": list(row.twice),
        "undone": list(row.undone),
        "set_aside": list(row.aside),
        "changes_missing": runs_words(row.lacking),
        "came": row.came,
        "receipt_at": row.receipt_at,
        "receipt_n": row.receipt_n,
        "clock_ahead_s": row.ahead,
        "restored": list(row.restored),
        "withdrawn": row.withdrawn,
        "words": list(row.words),
    }
