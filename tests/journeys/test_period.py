"""One reporting period: two offices, a hub, and everything that can happen to files on the way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from gbdesk.services import taking
from gbdesk.services.sending_parts import Exported
from gbdesk.store import digests, projections
from helpers.enrolled import PERIOD
from helpers.journey import (
    Province,
    complete,
    content,
    correct,
    figure,
    meeting,
    ops,
    province,
    same_for,
    send,
    shown,
    take,
)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a", "b") as made:
        yield made


def office(at: Province, name: str) -> str:
    return at.apps[name].session.office


def kinds(at: Province) -> dict[str, str]:
    rows = at.hub.monitoring.matrix([PERIOD]).rows
    return {row.office: row.cells[PERIOD].kind for row in rows if PERIOD in row.cells}


def test_two_offices_report_one_file_is_damaged_one_comes_twice(at: Province) -> None:
    complete(at.apps["a"])
    meeting(at.apps["a"])
    figure(at.apps["b"], 4)
    one, two = send(at, "a").path, send(at, "b").path
    whole = two.read_bytes()
    two.write_bytes(whole[:-9_000])
    taken = take(at, one, one, two)
    assert [each.outcome for each in taken] == ["OK", "ALREADY", "E_TRUNCATED"]
    assert kinds(at)[office(at, "a")] == "complete"
    assert kinds(at)[office(at, "b")] == "damaged"
    (row,) = at.apps["b"].sending.sent()
    again = at.apps["b"].sending.rewrite(row.number, at.usb)
    assert take(at, again)[0].outcome == "OK"
    assert kinds(at)[office(at, "b")] == "incomplete"
    for name in ("a", "b"):
        assert at.receipt(name).seq == 1
        assert same_for(at.hub, at.apps[name], office(at, name))


def test_f03_a_lost_package_is_made_good_by_the_next(at: Province) -> None:
    app = at.apps["a"]
    figure(app, 1)
    send(at, "a").path.unlink()
    figure(app, 2, place=1)
    (taken,) = take(at, send(at, "a").path)
    assert taken.outcome == "OK"
    assert (shown(at.hub, app), shown(at.hub, app, place=1)) == (1, 2)
    assert at.receipt("a").seq == 2
    assert same_for(at.hub, app, app.session.office)


def four_packages(at: Province) -> list[Exported]:
    """Four packages, the third beginning after a receipt for the second."""
    app, made = at.apps["a"], []
    for value in (1, 2, 3, 4):
        figure(app, value)
        figure(app, value, place=value)
        made.append(send(at, "a"))
        if value == 2:
            take(at, made[-1].path)
            at.receipt("a")
            at.hub.receiving.undo(1)
    return made


def test_f01_order_loss_and_doubling_do_not_matter(at: Province) -> None:
    made = four_packages(at)
    found = set()
    for order in [*permutations(range(1, 4)), (3, 0, 2, 1), (2, 1, 3, 3, 1)]:
        numbers = {take(at, made[one].path)[0].number for one in order} - {0}
        numbers |= {row.number for row in at.hub.receiving.history() if not row.undone}
        found.add((content(at.hub), ops(at.hub)))
        assert same_for(at.hub, at.apps["a"], office(at, "a"))
        for number in sorted(numbers):
            at.hub.receiving.undo(number)
    assert len(found) == 1


def test_f17_undo_in_the_middle_and_again(at: Province) -> None:
    made = four_packages(at)
    numbers = [take(at, one.path)[0].number for one in made[1:]]
    before = content(at.hub), ops(at.hub)
    number = min(one for one in numbers if one)
    at.hub.receiving.undo(number)
    low = at.receipt("a").until
    taken = [take(at, one.path)[0] for one in made[1:]]
    assert all(each.ok for each in taken)
    assert (content(at.hub), digests_without_receipts(at)) == (before[0], digests_of(at))
    assert at.receipt("a").until > low


def digests_of(at: Province) -> str | None:
    with at.apps["a"].desk.read() as db:
        return digests.both(db).ops_by_office.get(office(at, "a"))


def digests_without_receipts(at: Province) -> str | None:
    with at.hub.desk.read() as db:
        return digests.both(db).ops_by_office.get(office(at, "a"))


def test_a_difference_is_settled_and_both_sides_agree(at: Province) -> None:
    app = at.apps["a"]
    figure(app, 7)
    take(at, send(at, "a").path)
    correct(at, app, 8)
    figure(app, 9)
    path = send(at, "a").path
    (view,) = at.hub.receiving.preview(path).conflicts
    at.hub.receiving.take_in(path, [(view.key, 1)])
    at.receipt("a")
    assert (shown(at.hub, app), shown(app, app)) == (9, 9)
    assert at.hub.conflicts.count() == app.conflicts.count() == 0
    assert same_for(at.hub, app, office(at, "a"))
    figure(app, 10)
    take(at, send(at, "a").path)
    assert shown(at.hub, app) == 10
    assert at.hub.conflicts.count() == 0


def test_the_tables_are_the_fold_of_the_log_after_all_of_it(at: Province) -> None:
    complete(at.apps["a"])
    meeting(at.apps["b"])
    taken = take(at, send(at, "a").path, send(at, "b").path)
    at.hub.receiving.undo(taken[0].number)
    for name in ("b",):
        at.receipt(name)
    with at.hub.desk.store.tried() as db:
        before = digests.content(db)
        projections.rebuild(db)
        assert digests.content(db) == before


def test_i08_many_packages_in_one_go(at: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "GROUP", 4)
    app, paths = at.apps["a"], []
    for value in range(10):
        figure(app, value % 7, place=value % 12)
        paths.append(send(at, "a").path)
    steps: list[int] = []

    class Watching:
        def step(self, done: int, total: int | None, what: str = "") -> None:
            if total == len(paths):
                steps.append(done)

    taken = at.hub.receiving.take_in_all(paths, Watching())
    assert [one.outcome for one in taken] == ["OK"] * len(paths)
    assert sorted(set(steps)) == list(range(len(paths)))
    assert steps == sorted(steps)
    assert len(at.hub.receiving.history()) == len(paths)
    assert same_for(at.hub, app, app.session.office)
