"""Packages before a real hub: what became of them, the line in the log, and that nothing changed.

A case of the adversarial list (`package.md` 7) is more than a code: the data must be the same
before and after, the attempt must be on record, and the file on the stick must be left alone.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gbdesk.app import App
from gbdesk.domain.ops import Op
from gbdesk.domain.refusals import Refused
from gbdesk.services import founding, identity, packing
from gbdesk.services.outcomes import ALREADY
from gbdesk.services.receiving_parts import Taken
from gbdesk.store import ledger, secrets
from gbdesk.store.digests import Digests
from gbdesk.store.ledger import Attempt
from gbdesk.store.tables import certificate
from gbdesk.sync.errors import code_of
from gbdesk.sync.keys import ReceivingKey
from gbdesk.sync.reading import Trust
from gbdesk.sync.writing import OFFICE_OPS
from helpers.journey import Province, meeting, root_of, send, take
from helpers.packages import Craft, Device, World, put, read_all


@dataclass(frozen=True)
class Court(World):
    """A real hub with something of a third office in it, and two real offices."""

    app: App = field(kw_only=True, repr=False)
    office: App = field(kw_only=True, repr=False)

    def read(self, path: Path) -> list[Op]:
        """The ops of a package as the hub's reader gives them, by what the hub really trusts."""
        return read_all(path, trust_of(self.app, OFFICE_OPS))[1]


def court(at: Province) -> Court:
    """The hub and the offices a and b of a province; of c a package is in."""
    with at.hub.desk.read() as db:
        who = identity.of(db)
    assert who.operational is not None
    root_key, recovery = founding.read_root_file(*root_of(at.made))
    meeting(at.apps["c"])
    assert take(at, send(at, "c").path)[0].ok
    return Court(
        root_key=root_key,
        operational=who.operational,
        hub_receive=who.receive[0],
        recovery=recovery[0],
        root=who.root,
        hub=device_of(at.hub),
        one=device_of(at.apps["a"]),
        two=device_of(at.apps["b"]),
        app=at.hub,
        office=at.apps["a"],
    )


def device_of(app: App) -> Device:
    """The computer of an open workspace with its real keys."""
    with app.desk.read() as db:
        who = identity.of(db)
    assert who.certificate is not None
    assert who.certificate_signed is not None
    return Device(
        app.session.office, who.sign, who.receive[0], who.certificate, who.certificate_signed
    )


def trust_of(app: App, kind: str) -> Trust:
    """Whom this workspace believes now."""
    with app.desk.read() as db:
        return packing.trust_of(app.desk, db, identity.of(db), {kind})


@dataclass
class Standing:
    """What a workspace held before, and the lines its log of packages got since."""

    digests: Digests
    lines: list[Attempt] = field(default_factory=list)

    @property
    def outcomes(self) -> list[str]:
        return [one.outcome for one in self.lines]


@contextmanager
def unchanged(*apps: App) -> Iterator[Standing]:
    """Inside, nothing changes what these workspaces hold: the same content, the same ops.

    The log of the first may grow; its new lines (oldest first) stand in what is given.
    """
    before = [app.selfcheck.digests() for app in apps]
    known = _last_line(apps[0])
    standing = Standing(before[0])
    yield standing
    standing.lines = _lines_after(apps[0], known)
    assert [app.selfcheck.digests() for app in apps] == before


def _last_line(app: App) -> int:
    with app.desk.read() as db:
        newest = ledger.attempts(db, most=1)
    return newest[0].id if newest else 0


def _lines_after(app: App, known: int) -> list[Attempt]:
    with app.desk.read() as db:
        return [one for one in reversed(ledger.attempts(db, most=5000)) if one.id > known]


def refused(codes: str | set[str], path: Path, hub: Court) -> Refused:
    """The hub refuses this file with (one of) these codes, notes it, and changes nothing else.

    What is given is the refusal as the reader says it.
    """
    wanted = {codes} if isinstance(codes, str) else codes
    kept = _bytes_of(path)
    with unchanged(hub.app) as log:
        taken = hub.app.receiving.take_in(path)
    assert not taken.ok
    assert taken.outcome in wanted
    assert [(one.outcome, one.facts["name"]) for one in log.lines] == [(taken.outcome, path.name)]
    assert _bytes_of(path) == kept
    return _said(taken, lambda: hub.read(path))


def answer_refused(code: str, path: Path, hub: Court) -> Refused:
    """Office one does not believe this file of the hub, notes it, and changes nothing else."""
    kept = _bytes_of(path)
    why: Refused | None = None
    with unchanged(hub.office) as log:
        try:
            hub.office.enrolment.accept(path)
        except Refused as caught:
            why = caught
    assert why is not None
    assert code_of(why) == code
    assert [(one.outcome, one.facts["name"]) for one in log.lines] == [(code, path.name)]
    assert _bytes_of(path) == kept
    return why


def nothing_new(code: str, path: Path, hub: Court) -> Taken:
    """The hub has all that is in this package: noted with this code, nothing changes."""
    with unchanged(hub.app) as log:
        done = hub.app.receiving.take_in(path)
    assert (done.ok, done.outcome, done.ops) == (True, code, 0)
    assert [(one.outcome, one.facts["name"]) for one in log.lines] == [(code, path.name)]
    return done


def judge(paths: Sequence[Path], hub: Court) -> list[str]:
    """What becomes of files of which none may be taken in; one look at the data for all."""
    with unchanged(hub.app) as log:
        done = hub.app.receiving.take_in_all(paths)
    assert not [one.path.name for one in done if one.ok]
    assert log.outcomes == [one.outcome for one in done]
    return log.outcomes


def taken(path: Path, hub: Court, ops: Sequence[Op], code: str = "OK") -> Taken:
    """The hub takes this package in with exactly these new ops, and undoing gives what was.

    In between it holds what an ordinary package with the same ops would have brought.
    """
    before = hub.app.selfcheck.digests()
    ordinary = _digests_with(hub, ops) if ops else before
    with unchanged(hub.app) as log:
        done = hub.app.receiving.take_in(path)
        with undone(hub, done):
            assert (done.ok, done.outcome, done.ops) == (True, code, len(ops)), done
            assert hub.app.selfcheck.digests() == ordinary
            assert bool(ops) is (ordinary != before)
    assert [(one.outcome, one.facts["name"]) for one in log.lines][:1] == [(code, path.name)]
    return done


def _digests_with(hub: Court, ops: Sequence[Op]) -> Digests:
    by = next(one for one in (hub.one, hub.two) if one.key.device == ops[0].device)
    plain = put(hub.app.store.archive, Craft(hub, by, list(ops)).make(), "plain")
    done = hub.app.receiving.take_in(plain)
    plain.unlink()
    with undone(hub, done):
        return hub.app.selfcheck.digests()


@contextmanager
def undone(hub: Court, done: Taken) -> Iterator[None]:
    """Inside, what was taken in is there; then it is undone."""
    try:
        yield
    finally:
        if done.number and done.outcome != ALREADY:
            hub.app.receiving.undo(done.number)


@contextmanager
def cut_off(hub: Court, by: Device, number: int) -> Iterator[None]:
    """Inside, the hub believes this computer up to its change `number` only."""
    change = certificate.update().where(certificate.c.device == by.key.device)
    with hub.app.store.write() as db:
        db.execute(change.values(revoked_n=number))
    try:
        yield
    finally:
        with hub.app.store.write() as db:
            db.execute(change.values(revoked_n=None))


@contextmanager
def older_key(hub: Court, key: ReceivingKey) -> Iterator[None]:
    """Inside, the hub still keeps a key that it received with before."""
    name = f"{identity.OLDER_RECEIVE}1"
    with hub.app.store.write() as db:
        secrets.put(db, name, key.to_text().encode())
    try:
        yield
    finally:
        with hub.app.store.write() as db:
            secrets.drop(db, name)


def _said(done: Taken, read: Callable[[], Any]) -> Refused:
    try:
        read()
    except Refused as why:
        return why
    return Refused(f"package.{done.outcome}")


def _bytes_of(path: Path) -> bytes | None:
    try:
        ordinary = stat.S_ISREG(path.lstat().st_mode)
        return path.read_bytes() if ordinary and path.stat().st_size < 1 << 22 else None
    except (OSError, ValueError):
        return None
