"""The program is killed at its work: files open again, nothing is half there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from typing import Self

import pytest
from hypothesis import settings

from gbdesk.services import backups
from gbdesk.sync import reading
from helpers.enrolled import PASSWORD, PERIOD
from helpers.journey import (
    FORM,
    Province,
    content,
    figure,
    line,
    meeting,
    places,
    province,
    same_for,
    send,
    take,
)

ROOT = Path(__file__).resolve().parents[2]
RUNS = max(5, settings.default.max_examples // 50)
"""Two hundred in the long run (`python3 dev.py long`)."""
OPEN = f"""
import os, signal, sys
from pathlib import Path
from gbdesk.bootstrap import open_app
from gbdesk.services.returns import CellChange
folder, user, name = Path(sys.argv[1]), sys.argv[2], sys.argv[3]

def opened():
    return open_app(folder / (name + ".gbdesk"), user, {PASSWORD!r}, anchor=folder / "anchors")

def ready(after):
    print("ready", flush=True)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, after)
"""
EXPORT = f"""
def work(after):
    app = opened()
    ready(after)
    for number in range(1000):
        change = CellChange(place=sys.argv[4], indicator=sys.argv[5], value=number)
        app.returns.set_cells({FORM!r}, {PERIOD!r}, [change])
        app.sending.export({PERIOD!r}, folder / "usb")
"""
IMPORT = """
def work(after):
    app = opened()
    ready(after)
    while True:
        for path in sorted((folder / "usb").glob("*.gbpkg")):
            taken = app.receiving.take_in(path)
            if taken.number:
                app.receiving.undo(taken.number)
"""
UNDO = """
def work(after):
    app = opened()
    (path,) = (folder / "usb").glob("*.gbpkg")
    known = [row.number for row in app.receiving.history() if not row.undone]
    number = known[0] if known else app.receiving.take_in(path).number
    ready(after)
    while True:
        app.receiving.undo(number)
        number = app.receiving.take_in(path).number
"""
RECEIPTS = """
def work(after):
    app = opened()
    ready(after)
    while True:
        app.receiving.receipts(folder / "back")
"""
BACKUP = """
def work(after):
    app, kept = opened(), folder / "kept"
    kept.mkdir(exist_ok=True)
    ready(after)
    while True:
        app.backups.make(kept)
"""
ONCE = """
app = opened()
print("ready", flush=True)
taken = app.receiving.take_in_all(sorted((folder / "usb").glob("*.gbpkg")))
print(" ".join(one.outcome for one in taken), flush=True)
"""
KILLED = """
for line in sys.stdin:
    child = os.fork() if hasattr(os, "fork") else 0
    if not child:
        work(float(line))
    print("killed by", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
WITHIN = (0.002, 0.4)
"""Seconds of a processor's time: on a slow machine the work gets as far as on a fast one."""


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        yield made


@contextmanager
def started(at: Province, script: str, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A script that runs."""
    with subprocess.Popen(
        [sys.executable, "-c", script, str(at.folder), *words],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as work:
        try:
            yield work
        finally:
            if work.stdin is not None and not work.stdin.closed:
                work.stdin.close()


class Killing:
    """A process at some work that is killed a little after it has begun, as often as is asked.

    Where a process can be copied, all that is killed are copies of one that has read the program.
    """

    def __init__(self, at: Province, script: str, chance: Random, *words: str) -> None:
        self._given = (at, OPEN + script + KILLED, *words)
        self._chance = chance
        self._open = ExitStack()
        self._work: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def once(self) -> None:
        """Begin and kill."""
        after = self._chance.uniform(*WITHIN)
        if sys.platform == "win32":
            self._from_outside(after)
            return
        if self._work is None:
            self._work = self._open.enter_context(started(*self._given))
        said = self._told(self._work, after)
        assert said == [b"ready", b"killed by %d" % -signal.SIGPROF], said

    def _told(self, work: subprocess.Popen[bytes], after: float) -> list[bytes]:
        assert work.stdin is not None
        assert work.stdout is not None
        work.stdin.write(b"%f\n" % after)
        work.stdin.flush()
        return [work.stdout.readline().strip() for _ in range(2)]

    def _from_outside(self, after: float) -> None:
        with started(*self._given) as work:
            assert work.stdin is not None
            assert work.stdout is not None
            work.stdin.write(b"0\n")
            work.stdin.flush()
            assert work.stdout.readline().strip() == b"ready"
            time.sleep(after)
            work.kill()
            _, said = work.communicate()
        assert not said, said.decode()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no signal there stops a program for a while")
def test_i10_asleep_while_taking_in(at: Province) -> None:
    """The whole program stands still for seconds, again and again, as when a lid is closed."""
    app = at.apps["a"]
    for number in range(60):
        meeting(app, f"Việc {number}")
        send(at, "a")
    at.apps.pop("hub").close()
    with started(at, OPEN + ONCE, "ha", "hub") as work:
        assert work.stdout is not None
        assert work.stdout.readline().strip() == b"ready"
        slept = 0
        while work.poll() is None and slept < 3:
            time.sleep(0.1)
            work.send_signal(signal.SIGSTOP)
            time.sleep(1.5)
            work.send_signal(signal.SIGCONT)
            slept += 1
        said, wrong = work.communicate()
    assert not wrong, wrong.decode()
    assert slept
    outcomes = said.decode().split()
    assert len(outcomes) == 60
    assert set(outcomes) <= {"OK", "OK_LATE"}
    hub = at.apps["hub"] = at.open("hub")
    assert hub.selfcheck.run().ok
    assert same_for(hub, app, app.session.office)


@pytest.mark.slow
def test_i02_killed_while_exporting(at: Province) -> None:
    app, chance = at.apps["a"], Random(7)
    office = app.session.office
    place, indicator = places(app)[0], line(app)
    seen: set[Path] = set()
    with Killing(at, EXPORT, chance, "mai", "a", place, indicator) as killing:
        for _ in range(RUNS):
            at.apps.pop("a").close()
            killing.once()
            app = at.apps["a"] = at.open("a")
            written = set(at.usb.glob("*.gbpkg"))
            for path in written - seen:
                reading.outside(path)
            seen = written
            listed = {row.name for row in app.sending.sent()}
            assert len({path.name for path in written} - listed) <= RUNS
    figure(app, 99, place=1)
    send(at, "a")
    taken = take(at, *sorted(at.usb.glob("*.gbpkg")))
    assert all(one.ok for one in taken), [one.outcome for one in taken if not one.ok]
    at.receipt("a")
    assert same_for(at.hub, app, office)


@pytest.mark.slow
def test_i02_killed_while_taking_in(at: Province) -> None:
    app, chance = at.apps["a"], Random(11)
    for value in range(4):
        figure(app, value)
        meeting(app, f"Việc {value}")
        send(at, "a")
    empty = content(at.hub)
    with Killing(at, IMPORT, chance, "ha", "hub") as killing:
        for _ in range(RUNS):
            at.apps.pop("hub").close()
            killing.once()
            hub = at.apps["hub"] = at.open("hub")
            rows = [row for row in hub.receiving.history() if not row.undone]
            assert len(rows) <= 1
            for row in rows:
                hub.receiving.undo(row.number)
            assert content(hub) == empty
            assert hub.selfcheck.run().ok
    taken = take(at, *sorted(at.usb.glob("*.gbpkg")))
    assert all(one.ok for one in taken)
    assert same_for(at.hub, app, app.session.office)
    assert not list(at.hub.store.archive.glob(".*"))


@pytest.mark.slow
def test_i02_killed_while_undoing(at: Province) -> None:
    app, chance = at.apps["a"], Random(12)
    for number in range(60):
        meeting(app, f"Việc {number}")
    path = send(at, "a").path
    empty = content(at.hub)
    (taken,) = take(at, path)
    whole = content(at.hub)
    assert taken.ok
    with Killing(at, UNDO, chance, "ha", "hub") as killing:
        for _ in range(RUNS):
            at.apps.pop("hub").close()
            killing.once()
            hub = at.apps["hub"] = at.open("hub")
            standing = [row for row in hub.receiving.history() if not row.undone]
            assert content(hub) == (whole if standing else empty)
            assert len(standing) <= 1
            assert hub.selfcheck.run().ok
    for row in standing:
        hub.receiving.undo(row.number)
    assert content(hub) == empty
    assert all(one.ok for one in take(at, path))
    assert same_for(hub, app, app.session.office)
    assert not list(hub.store.archive.glob(".*"))


@pytest.mark.slow
def test_i02_killed_while_writing_receipts(at: Province) -> None:
    app, chance = at.apps["a"], Random(13)
    figure(app, 5)
    take(at, send(at, "a").path)
    office = app.session.office
    with Killing(at, RECEIPTS, chance, "ha", "hub") as killing:
        for _ in range(RUNS):
            at.apps.pop("hub").close()
            killing.once()
            hub = at.apps["hub"] = at.open("hub")
            for path in at.back.glob("*.gbpkg"):
                reading.outside(path)
            assert hub.selfcheck.run().ok
    at.receipt("a")
    assert app.sending.sent()[0].state == "received"
    assert same_for(at.hub, app, office)


@pytest.mark.slow
def test_i02_killed_while_a_backup_is_made(at: Province, tmp_path: Path) -> None:
    app, chance = at.apps["a"], Random(17)
    figure(app, 5)
    meeting(app)
    held = content(app)
    counts = dict(app.backups.counts())
    with Killing(at, BACKUP, chance, "mai", "a") as killing:
        for number in range(RUNS):
            at.apps.pop("a").close()
            killing.once()
            app = at.apps["a"] = at.open("a")
            made = sorted((at.folder / "kept").glob("*.gbbackup"))
            for file in made:
                assert dict(backups.facts(file).counts) == counts
            for file in made[-1:]:
                backups.restore(file, tmp_path / f"again-{number}.gbdesk")
            for file in made:
                file.unlink()
            assert content(app) == held
            assert app.selfcheck.run().ok
