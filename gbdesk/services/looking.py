"""Looking at a package: every check, down to the last op, with nothing written but the log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gbdesk.domain.refusals import Refused
from gbdesk.services import aside, cut_off, identity, looks, packing, quarantine, unit
from gbdesk.services.arriving import Noted, Scan, Scope, check_empty
from gbdesk.services.desk import Desk
from gbdesk.services.looks import Order
from gbdesk.services.messages import describe
from gbdesk.services.outcomes import ALREADY, FIRST, OK, OK_GAP, OLDER
from gbdesk.services.progress import Progress
from gbdesk.services.receiving_parts import ADDRESSEE, ORDER, SENDER, WHOLE, Look
from gbdesk.services.tray import Tray, Waiting
from gbdesk.store import ledger
from gbdesk.store.ledger import Attempt, Received
from gbdesk.sync import reading
from gbdesk.sync.errors import code_of
from gbdesk.sync.reading import Outside, Trust, Verified
from gbdesk.sync.writing import OFFICE_OPS
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

RECENT: Final = 300
WHY: Final = frozenset({"missing", "number", "newer", "seems", "of"})
Said = Callable[[int, int], object]


def look_at(desk: Desk, path: Path, progress: Progress) -> Look:
    """Check a file; a refused one is noted in the log, one that can be taken in waits in the tray.

    Raises:
        Refused: this workspace is not set up to receive.
    """
    with desk.read() as db:
        trust = packing.trust_of(desk, db, identity.of(db), {OFFICE_OPS})
        looking = _Looking(desk, db, path, trust)
        found = looking.run(progress)
    if found.ready:
        _wait(desk, found, path)
    elif not found.ok:
        note_refused(desk, path, looking.why or Refused(found.outcome), looking.outside)
        _keep(desk, path, found, looking.outside)
    return found


def _keep(desk: Desk, path: Path, found: Look, outside: Outside | None) -> None:
    """What waits or needs a decision stays here, also when the stick is gone."""
    kept = aside.keep(desk, path, outside.ident, found.outcome) if outside is not None else None
    if kept is not None and found.outcome in FIRST:
        _wait(desk, found, kept)


def _wait(desk: Desk, found: Look, path: Path) -> None:
    Tray(desk.store).put(
        Waiting(
            package=found.ident,
            path=str(path),
            office=found.office,
            periods=found.periods,
            seen=desk.clock.stamp(),
        )
    )


def said_of(progress: Progress, name: str) -> Said:
    """Progress of a file as the reader tells it, in bytes."""

    def said(done: int, total: int) -> None:
        progress.step(done, total, name)

    return said


def allowed(db: Connection, found: Verified) -> tuple[str, ...]:
    """The sender's device, where somebody asked its office about this package's fork."""
    accepted = quarantine.is_accepted(db, found.outside.ident)
    return (found.certificate.device,) if accepted else ()


class _Looking:
    """One look at one file."""

    def __init__(self, desk: Desk, db: Connection, path: Path, trust: Trust) -> None:
        self._desk, self._db, self._path, self._trust = desk, db, path, trust
        self._passed: dict[str, str] = {}
        self.outside: Outside | None = None
        self.why: Refused | None = None

    def run(self, progress: Progress) -> Look:
        try:
            verified = reading.verify(self._path, self._trust)
            return self._verified(verified, progress)
        except Refused as refused:
            if not refused.code.startswith("package."):
                raise
            return self._refused(refused)

    def _verified(self, verified: Verified, progress: Progress) -> Look:
        catalogue, self.outside = self._desk.catalogue, verified.outside
        facts = looks.header_facts(catalogue, verified.outside)
        self._passed = {
            WHOLE: looks.whole_words(),
            SENDER: looks.sender_words(facts["office_name"]),
            ADDRESSEE: looks.addressee_words(catalogue),
        }
        known = ledger.by_ident(self._db, verified.outside.ident)
        if known is not None and known.accepted:
            return self._told(ALREADY, already_words(known), Order(), facts)
        desk = self._desk
        scope = Scope(verified.certificate, here=desk.offices, hub=desk.session.hub)
        scan = Scan(self._db, scope, allowed=allowed(self._db, verified))
        said = said_of(progress, self._path.name)
        read = reading.read(self._path, self._trust, scan.sink, said, verified)
        check_empty(self._db, read.manifest.segments, ())
        return self._scanned(verified, scan, facts)

    def _scanned(self, verified: Verified, scan: Scan, facts: dict[str, Any]) -> Look:
        ident = verified.outside.ident
        cut_off.check_begun(self._db, scan.new_branches, ident, self._trust.revoked)
        noted, header = scan.noted, verified.outside.header
        order = Order(items=len(noted.records), ops=noted.fresh)
        if not noted.fresh:
            newer = newer_seq(self._db, header.sender.office, header.sender.device, header.seq)
            return self._told(OLDER, older_words(self._desk, newer), order, facts)
        outcome, words = OK, order_words(self._db, header.sender.device, header.seq)
        if noted.gaps:
            outcome, words = OK_GAP, gap_words(noted)
        if scan.new_branches:
            words = translate(
                "Receiving", "Written after a backup was put back; both sides are kept."
            )
        return self._told(outcome, words, order, facts)

    def _told(self, outcome: str, words: str, order: Order, facts: dict[str, Any]) -> Look:
        passed = {**self._passed, ORDER: words}
        made = looks.checks(passed, None, "")
        happened = words
        if outcome == OK:
            happened = translate(
                "Receiving", "All checks hold: {n} new or changed entries.", n=order.items
            )
        message = looks.fine(happened, outcome)
        return looks.look(self._path, outcome, message, order=order, made=made, facts=facts)

    def _refused(self, refused: Refused) -> Look:
        catalogue = self._desk.catalogue
        self.why = refused = unit.explained(self._desk, self._path, refused)
        outcome, message = code_of(refused), unit.described(self._desk, refused)
        if self.outside is None:
            self.outside = glance(self._path, self._trust)
        facts = looks.header_facts(catalogue, self.outside) if self.outside else {}
        made = looks.checks(self._passed, looks.failed_at(outcome), message.happened)
        found = looks.look(self._path, outcome, message, made=made, facts=facts)
        said = quarantine.verdict(self._db, found.ident) if outcome == quarantine.FORKED else {}
        if said.get("verdict") != quarantine.REFUSED:
            return found
        return looks.refused(found, quarantine.refused_words(said))


def glance(path: Path, trust: Trust) -> Outside | None:
    """The header of a file that is damaged further back, where its signature still holds."""
    try:
        found = reading.glance(path, trust)
    except Refused:
        return None
    return found.outside if found is not None else None


def note_refused(desk: Desk, path: Path, refused: Refused, outside: Outside | None) -> None:
    """Note a refused file in the log, once for the same file with the same outcome."""
    tried = attempt(desk, path, code_of(refused), outside, refused)
    same = ("outcome", "package", "facts", "who")
    with desk.store.write() as db:
        for one in ledger.attempts(db, most=RECENT):
            if all(getattr(one, name) == getattr(tried, name) for name in same):
                return
        ledger.note_attempt(db, tried)


def attempt(
    desk: Desk,
    path: Path,
    outcome: str,
    outside: Outside | None,
    refused: Refused | None = None,
) -> Attempt:
    """One try to take in a file, for the log; names of files are kept, never used as paths.

    What a refusal says in numbers and words is kept, so that the log can tell it again.
    """
    said = refused.facts if refused is not None else {}
    facts: dict[str, Any] = {
        "name": path.name,
        **({"why": why} if (why := {k: v for k, v in said.items() if k in WHY}) else {}),
    }
    if outside is None:
        return Attempt(outcome=outcome, who=desk.session.user, facts=facts, at=desk.clock.stamp())
    header = outside.header
    periods = [] if header.period is None else [header.period.first, header.period.last]
    return Attempt(
        outcome=outcome,
        who=desk.session.user,
        package=outside.ident,
        office=header.sender.office,
        device=header.sender.device,
        seq=header.seq,
        facts={**facts, "periods": list(dict.fromkeys(periods))},
        header=outside.header_bytes,
        signatures=outside.signature_bytes,
        at=desk.clock.stamp(),
    )


def newer_seq(db: Connection, office: str, device: str, seq: int) -> int:
    """The number of the newest package of a device that was taken in after this one."""
    found = [
        came.seq
        for came in ledger.received(db, office, accepted_only=True)
        if came.device == device and came.seq > seq
    ]
    return max(found, default=seq)


def already_words(known: Received) -> str:
    """The very package is here."""
    return translate(
        "Receiving", "The same package was taken in on {day}.", day=looks.day_of(known.taken)
    )


def older_words(desk: Desk, newer: int) -> str:
    """Everything in the package is here."""
    message = describe(Refused("package.OLDER", newer=newer), desk.catalogue)
    return f"{message.happened} {message.kept}"


def gap_words(noted: Noted) -> str:
    """Something before it is missing."""
    first, last = noted.gaps[0]
    return translate(
        "Receiving",
        "An earlier package is missing (changes {first} to {last}); this one can be taken in.",
        first=first,
        last=last,
    )


def order_words(db: Connection, device: str, seq: int) -> str:
    """What the package follows on."""
    before = [
        came
        for came in ledger.received(db, accepted_only=True)
        if came.device == device and came.seq < seq
    ]
    if not before:
        return translate("Receiving", "The first package of this computer.")
    newest = max(before, key=lambda came: came.seq)
    return translate(
        "Receiving",
        "Follows package {seq}, taken in on {day}.",
        seq=newest.seq,
        day=looks.day_of(newest.taken),
    )
