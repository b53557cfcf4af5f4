"""Something fails at any step of exporting, taking in or answering: nothing is half done.

Every SQL statement and every file operation is made to fail once, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gbdesk.domain.refusals import Refused
from gbdesk.store import ledger
from gbdesk.sync.reading import outside
from helpers.faults import Broken, every, failing_file, failing_statement, standing
from helpers.journey import Province, content, figure, meeting, province, send, take

STEP = 5


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        figure(made.apps["a"], 3)
        meeting(made.apps["a"])
        yield made


STEPS = [pytest.param(STEP, id="some"), pytest.param(1, id="all", marks=pytest.mark.slow)]


@pytest.mark.parametrize("step", STEPS)
def test_every_statement_of_an_export(at: Province, step: int) -> None:
    app, before = at.apps["a"], standing(at.apps["a"], at.usb)

    def same() -> None:
        assert standing(app, at.usb) == before
        assert not app.store.was_restored

    failures = every(
        lambda number: failing_statement(app, number), lambda: send(at, "a"), same, step
    )
    assert failures > 40 // step
    (path,) = at.usb.iterdir()
    assert take(at, path)[0].outcome == "OK"


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Province]:
    """Two computers of one office that know each other."""
    with province(tmp_path / "p", "a", "a2") as made:
        answers = made.folder.glob("GB_*_DANGKY_*.gbpkg")
        (both,) = [path for path in answers if len(outside(path).header.to) > 3]
        made.apps["a"].enrolment.accept(both)
        figure(made.apps["a"], 3)
        yield made


@pytest.mark.parametrize("step", STEPS)
def test_every_statement_of_a_file_for_another_computer(pair: Province, step: int) -> None:
    one, two = pair.apps["a"], pair.apps["a2"]
    before, other = standing(one, pair.usb), standing(two)

    def same() -> None:
        assert standing(one, pair.usb) == before
        assert standing(two) == other

    failures = every(
        lambda number: failing_statement(one, number),
        lambda: one.sharing.write(pair.usb),
        same,
        step,
    )
    assert failures > 10 // step
    (path,) = pair.usb.iterdir()
    before = standing(one, pair.usb)
    failures = every(
        lambda number: failing_statement(two, number),
        lambda: two.receiving.take_in(path),
        same,
        step,
    )
    assert failures > 40 // step
    assert content(one) == content(two)


@pytest.mark.parametrize("step", STEPS)
def test_i01_every_statement_of_taking_in(at: Province, step: int) -> None:
    path, hub = send(at, "a").path, at.hub
    before, raw = standing(hub), path.read_bytes()

    def same() -> None:
        assert standing(hub) == before
        assert path.read_bytes() == raw

    failures = every(
        lambda number: failing_statement(hub, number), lambda: take(at, path), same, step
    )
    assert failures > 40 // step
    assert take(at, path)[0].outcome == "ALREADY"


@pytest.mark.parametrize("step", STEPS)
def test_every_statement_of_a_receipt_and_its_opening(at: Province, step: int) -> None:
    take(at, send(at, "a").path)
    hub, app = at.hub, at.apps["a"]
    before = standing(hub, at.back)

    def same() -> None:
        assert standing(hub, at.back) == before

    every(
        lambda number: failing_statement(hub, number),
        lambda: hub.receiving.receipts(at.back),
        same,
        step * 2,
    )
    (path,) = at.back.iterdir()
    old = standing(app)

    def as_it_was() -> None:
        assert standing(app) == old

    every(
        lambda number: failing_statement(app, number),
        lambda: app.enrolment.accept(path),
        as_it_was,
        step * 2,
    )
    assert app.sending.sent()[0].state == "received"


def test_every_statement_of_an_undo(at: Province) -> None:
    number = take(at, send(at, "a").path)[0].number
    before = standing(at.hub)

    def same() -> None:
        assert standing(at.hub) == before

    every(
        lambda at_n: failing_statement(at.hub, at_n),
        lambda: at.hub.receiving.undo(number),
        same,
        3,
    )
    assert at.hub.receiving.history()[0].undone


def test_every_file_operation_of_an_export(at: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    app, before = at.apps["a"], standing(at.apps["a"], at.usb)

    def same() -> None:
        assert standing(app, at.usb) == before

    failures = every(
        lambda number: failing_file(number, monkeypatch),
        lambda: send(at, "a"),
        same,
        1,
        is_tolerant=True,
    )
    assert failures > 6
    (path,) = at.usb.iterdir()
    assert take(at, path)[0].outcome == "OK"


def test_d12_every_file_operation_of_taking_in(
    at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, hub = send(at, "a").path, at.hub
    before = standing(hub)

    def in_or_not() -> Any:
        (taken,) = take(at, path)
        if not taken.ok:
            raise Broken
        return taken

    def same() -> None:
        now = standing(hub)
        assert (now[0], now[1], now[2][0], now[3]) == (
            before[0],
            before[1],
            before[2][0],
            before[3],
        )

    failures = every(
        lambda number: failing_file(number, monkeypatch), in_or_not, same, 1, is_tolerant=True
    )
    assert failures > 3
    assert len(hub.receiving.history()) == 1


def test_i06_a_log_that_cannot_be_written_stops_the_import(
    at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, before = send(at, "a").path, standing(at.hub)

    def broken(*_: Any) -> int:
        raise Broken

    monkeypatch.setattr(ledger, "note_attempt", broken)
    with pytest.raises(Broken):
        take(at, path)
    assert standing(at.hub) == before


def test_i03_a_second_program_waits_outside(at: Province) -> None:
    before = standing(at.hub)
    with pytest.raises(Refused) as refused:
        at.open("hub")
    assert refused.value.code.startswith("store.")
    assert standing(at.hub) == before
    assert take(at, send(at, "a").path)[0].outcome == "OK"
