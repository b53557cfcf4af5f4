"""Something fails at any step of a backup, an undo or a receipt: nothing is half done.

A backup that failed leaves no file that could be taken for one; one that stands whole is listed,
though it could not be noted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.services import backups
from gbdesk.sync.reading import outside
from helpers.faults import each, failing_file, failing_statement
from helpers.journey import Province, content, figure, meeting, ops, province, send, take

STEPS = [pytest.param(4, id="some"), pytest.param(1, id="all", marks=pytest.mark.slow)]


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        figure(made.apps["a"], 3)
        meeting(made.apps["a"])
        yield made


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    folder = tmp_path / "kept"
    folder.mkdir()
    return folder


def whole(app: App, kept: Path) -> Callable[[], None]:
    """What checks that the workspace is as it is now, and that every file there is a backup."""
    before, counts = (content(app), ops(app)), dict(app.backups.counts())

    def check() -> None:
        assert (content(app), ops(app)) == before
        for file in kept.iterdir():
            assert dict(backups.facts(file).counts) == counts
            last = app.backups.last()
            assert last is not None
            assert (last.path, dict(last.counts)) == (file, counts)
            file.unlink()

    return check


def comes_back(app: App, kept: Path, into: Path) -> None:
    """What a try without a fault makes in the end opens and is the same."""
    made = app.backups.make(kept)
    assert list(kept.iterdir()) == [made.path]
    found = backups.restore(made.path, into)
    assert dict(found.counts) == dict(app.backups.counts())
    assert into.exists()
    assert app.selfcheck.run().ok


@pytest.mark.parametrize("step", STEPS)
def test_every_statement_of_a_backup(at: Province, kept: Path, tmp_path: Path, step: int) -> None:
    app = at.apps["a"]
    failures = each(
        lambda number: failing_statement(app, number),
        lambda: app.backups.make(kept),
        whole(app, kept),
        step,
    )
    assert failures
    comes_back(app, kept, tmp_path / "again.gbdesk")


@pytest.mark.parametrize("step", STEPS)
def test_every_file_operation_of_a_backup(
    at: Province, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    app = at.apps["a"]
    failures = each(
        lambda number: failing_file(number, monkeypatch),
        lambda: app.backups.make(kept),
        whole(app, kept),
        step,
    )
    assert failures
    comes_back(app, kept, tmp_path / "again.gbdesk")


def test_every_file_operation_of_an_undo(at: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = content(at.hub)
    number = take(at, send(at, "a").path)[0].number
    full = content(at.hub)

    def undone_or_not() -> None:
        assert content(at.hub) == (empty if at.hub.receiving.history()[0].undone else full)

    each(
        lambda at_n: failing_file(at_n, monkeypatch),
        lambda: at.hub.receiving.undo(number),
        undone_or_not,
        1,
    )
    assert content(at.hub) == empty
    assert at.hub.selfcheck.run().ok


def test_every_file_operation_of_a_receipt_and_its_opening(
    at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(at, send(at, "a").path)
    hub, app = at.hub, at.apps["a"]

    def readable() -> None:
        assert hub.selfcheck.run().ok
        for path in at.back.iterdir():
            outside(path)

    failures = each(
        lambda number: failing_file(number, monkeypatch),
        lambda: hub.receiving.receipts(at.back),
        readable,
        1,
    )
    assert failures

    def sound() -> None:
        assert app.selfcheck.run().ok

    path = max(at.back.iterdir(), key=lambda one: outside(one).header.seq)
    each(
        lambda number: failing_file(number, monkeypatch),
        lambda: app.enrolment.accept(path),
        sound,
        1,
    )
    assert app.sending.sent()[0].state == "received"
