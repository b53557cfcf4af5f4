"""Two computers of one office, and three writers of one figure: one row, told, settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.store import figures
from helpers.enrolled import PERIOD
from helpers.journey import (
    Province,
    correct,
    figure,
    meeting,
    province,
    send,
    shown,
    take,
)
from helpers.judged import unchanged


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a", "a2") as made:
        yield made


def test_g06_both_write_one_row_and_one_difference_is_settled_for_both(at: Province) -> None:
    one, two = at.apps["a"], at.apps["a2"]
    assert one.session.office == two.session.office
    assert one.session.device != two.session.device
    figure(one, 3)
    figure(one, 5, number=1)
    figure(two, 4)
    meeting(two, "Từ máy thứ hai")
    taken = take(at, send(at, "a").path, send(at, "a2").path)
    assert [each.outcome for each in taken] == ["OK", "OK_CONFLICTS"]
    with at.hub.desk.read() as db:
        rows = list(figures.cells(db, periods=[PERIOD], offices=[one.session.office]))
    assert len(rows) == 2
    (view,) = at.hub.conflicts.list()
    assert {side.shown for side in view.sides} == {"3", "4"}
    assert view.preselected is None
    side = next(n for n, side in enumerate(view.sides) if side.shown == "3")
    at.hub.conflicts.settle([(view.key, side)])
    (receipt,) = at.hub.receiving.receipts(at.back)
    for app in (one, two):
        answered = app.enrolment.accept(receipt)
        assert answered.seq == 1
        assert not answered.fork
        assert shown(app, app) == 3
        assert app.conflicts.count() == 0
    assert shown(at.hub, one) == 3
    assert shown(at.hub, one, number=1) == 5
    with unchanged(at.hub) as log:
        take(at, *(each.path for each in taken))
    assert log.outcomes == ["ALREADY", "ALREADY"]


def test_g04_a_difference_settled_while_a_third_value_arrives(at: Province) -> None:
    one, two = at.apps["a"], at.apps["a2"]
    figure(one, 3)
    take(at, send(at, "a").path)
    correct(at, one, 8)
    figure(one, 9)
    take(at, send(at, "a").path)
    (view,) = at.hub.conflicts.list()
    at.hub.conflicts.settle([(view.key, 1)])
    figure(two, 4)
    (taken,) = take(at, send(at, "a2").path)
    assert taken.outcome == "OK_CONFLICTS"
    (view,) = at.hub.conflicts.list()
    assert [side.shown for side in view.sides] == ["9", "4"]
    assert shown(at.hub, one) == 9
    with unchanged(at.hub) as log:
        take(at, taken.path)
    assert log.outcomes == ["ALREADY"]
