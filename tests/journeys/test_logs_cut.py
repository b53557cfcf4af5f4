"""The end of a log can be cut off without breaking its chain: other things in the file tell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Table, delete

from gbdesk.app import App
from gbdesk.store.tables import attempt, audit
from helpers.journey import Province, close, figure, keep, province, put_back, send, shown, take


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        figure(made.apps["a"], 1)
        take(made, send(made, "a").path)
        made.receipt("a")
        yield made


def wrong(app: App) -> list[str]:
    return [step.key for step in app.selfcheck.run().steps if not step.ok]


def cut(app: App, log: Table, first: int) -> None:
    """Take a line and all that follow it off a log."""
    with app.store.write() as db:
        db.execute(delete(log).where(log.c.id >= first))


@pytest.mark.parametrize("name", ["hub", "a"])
def test_an_audit_that_was_cut_is_found_by_the_heads_that_were_sent(
    at: Province, name: str
) -> None:
    app = at.apps[name]
    assert wrong(app) == []
    cut(app, audit, 2)
    assert wrong(app) == ["audit"]
    cut(app, audit, 1)
    assert wrong(app) == ["audit"]


@pytest.mark.parametrize("name", ["hub", "a"])
def test_a_package_log_that_was_cut_is_found_by_the_imports(at: Province, name: str) -> None:
    app = at.apps[name]
    cut(app, attempt, 1)
    assert wrong(app) == ["ledger"]


def test_a_backup_that_was_opened_is_no_cut_log_when_the_lost_packages_come_back(
    at: Province,
) -> None:
    close(at, "a")
    aside = keep(at, "a", "aside")
    app = at.apps["a"] = at.open("a")
    figure(app, 2, place=1)
    lost = send(at, "a").path
    close(at, "a")
    put_back(at, "a", aside, anchor=False)
    app = at.apps["a"] = at.open("a")
    figure(app, 3, place=2)
    assert all(one.ok for one in take(at, lost, send(at, "a").path))
    at.receipt("a")
    assert shown(app, app, place=1) == 2
    assert wrong(app) == []
    assert wrong(at.hub) == []
