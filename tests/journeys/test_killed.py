"""The program is killed at its work: files open again, nothing is half there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

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
import sys
from pathlib import Path
from gbdesk.bootstrap import open_app
from gbdesk.services.returns import CellChange
folder, user, name = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
app = open_app(folder / (name + ".gbdesk"), user, {PASSWORD!r}, anchor=folder / "anchors")
"""
READY = """
print("ready", flush=True)
"""
BEGIN = OPEN + READY
EXPORT = (
    BEGIN
    + f"""
for number in range(1000):
    change = CellChange(place=sys.argv[4], indicator=sys.argv[5], value=number)
    app.returns.set_cells({FORM!r}, {PERIOD!r}, [change])
    app.sending.export({PERIOD!r}, folder / "usb")
"""
)
IMPORT = (
    BEGIN
    + """
while True:
    for path in sorted((folder / "usb").glob("*.gbpkg")):
        taken = app.receiving.take_in(path)
        if taken.number:
            app.receiving.undo(taken.number)
"""
)
UNDO = (
    OPEN
    + """
(path,) = (folder / "usb").glob("*.gbpkg")
known = [row.number for row in app.receiving.history() if not row.undone]
number = known[0] if known else app.receiving.take_in(path).number
"""
    + READY
    + """
while True:
    app.receiving.undo(number)
    number = app.receiving.take_in(path).number
"""
)
RECEIPTS = (
    BEGIN
    + """
while True:
    app.receiving.receipts(folder / "back")
"""
)
BACKUP = (
    BEGIN
    + """
kept = folder / "kept"
kept.mkdir(exist_ok=True)
while True:
    app.backups.make(kept)
"""
)
ONCE = (
    BEGIN
    + """
taken = app.receiving.take_in_all(sorted((folder / "usb").glob("*.gbpkg")))
print(" ".join(one.outcome for one in taken), flush=True)
"""
)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        yield made


@contextmanager
def started(at: Province, script: str, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A script that runs and is ready."""
    with subprocess.Popen(
        [sys.executable, "-c", script, str(at.folder), *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as work:
        assert work.stdout is not None
        assert work.stdout.readline().strip() == b"ready"
        yield work


def killed(
    at: Province,
    script: str,
    chance: Random,
    *words: str,
    within: tuple[float, float] = (0.02, 0.6),
) -> None:
    """Run a script and kill it a little after it is ready, in so many seconds."""
    with started(at, script, *words) as work:
        time.sleep(chance.uniform(*within))
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
    with started(at, ONCE, "ha", "hub") as work:
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
    for _ in range(RUNS):
        at.apps.pop("a").close()
        killed(at, EXPORT, chance, "mai", "a", place, indicator)
        app = at.apps["a"] = at.open("a")
        written = sorted(at.usb.glob("*.gbpkg"))
        for path in written:
            reading.outside(path)
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
    for _ in range(RUNS):
        at.apps.pop("hub").close()
        killed(at, IMPORT, chance, "ha", "hub")
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
    for _ in range(RUNS):
        at.apps.pop("hub").close()
        killed(at, UNDO, chance, "ha", "hub", within=(0.0, 0.25))
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
    for _ in range(RUNS):
        at.apps.pop("hub").close()
        killed(at, RECEIPTS, chance, "ha", "hub")
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
    for number in range(RUNS):
        at.apps.pop("a").close()
        killed(at, BACKUP, chance, "mai", "a")
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
