"""The register of packages: what came, what did not, what came twice, clocks, backups."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.services.tracking import TrackRow
from helpers.journey import Province, figure, province, send, take
from helpers.judged import unchanged


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a", "b") as made:
        yield made


def row(at: Province, name: str = "a") -> TrackRow:
    device = at.apps[name].session.device
    return next(one for one in at.hub.receiving.tracks() if one.device == device)


def wrote(at: Province, count: int) -> list[Path]:
    """The office writes packages, a figure in each."""
    paths = []
    for number in range(count):
        figure(at.apps["a"], number + 1, place=number % 3)
        paths.append(send(at, "a").path)
    return paths


def test_f11_numbers_that_came_did_not_come_and_came_twice(at: Province) -> None:
    paths = wrote(at, 8)
    take(at, *paths[:6], paths[7])
    found = row(at)
    assert (found.packages, found.missing) == ("1–6, 8", ((7, 7),))
    assert found.lacking == ()
    assert any("Chưa nhận gói 7; nội dung đã có" in one for one in found.words)
    at.apps.pop("a").close()
    kept = at.folder / "kept"
    kept.mkdir()
    for one in at.folder.glob("a.*"):
        (shutil.copytree if one.is_dir() else shutil.copy2)(one, kept / one.name)
    at.apps["a"] = at.open("a")
    figure(at.apps["a"], 31)
    take(at, send(at, "a").path)
    at.apps.pop("a").close()
    for one in at.folder.glob("a.*"):
        shutil.rmtree(one) if one.is_dir() else one.unlink()
    for one in kept.iterdir():
        (shutil.copytree if one.is_dir() else shutil.copy2)(one, at.folder / one.name)
    at.apps["a"] = at.open("a")
    figure(at.apps["a"], 32, place=1)
    (taken,) = take(at, send(at, "a").path)
    assert taken.ok
    found = row(at)
    assert (found.packages, found.twice) == ("1–6, 8–9", (9,))
    assert found.restored == (at.today.isoformat(),)
    with unchanged(at.hub) as log:
        take(at, paths[0], paths[7])
    assert log.outcomes == ["ALREADY", "ALREADY"]
    said = " ".join(found.words)
    assert "hai gói khác nhau cùng số 9" in said
    assert "bản sao lưu" in said


def test_changes_that_no_package_brought_say_from_where_to_ask(at: Province) -> None:
    (first,) = wrote(at, 1)
    (taken,) = take(at, first)
    at.receipt("a")
    assert row(at).receipt_n == 0 or row(at).receipt_at
    figure(at.apps["a"], 5, place=1)
    take(at, send(at, "a").path)
    at.hub.receiving.undo(taken.number)
    found = row(at)
    assert (found.packages, found.undone) == ("2", (1,))
    assert found.lacking[0][0] == 1
    assert any("xuất gói từ số 1" in one for one in found.words)


def test_the_last_receipt_and_an_office_that_sent_nothing(at: Province) -> None:
    (first,) = wrote(at, 1)
    take(at, first)
    assert row(at).receipt_at == ""
    at.receipt("a")
    found = row(at)
    assert found.receipt_at
    with at.hub.desk.read():
        assert found.receipt_n > 0
    other = row(at, "b")
    assert (other.packages, other.words) == ("", ("Chưa nhập gói nào của máy này.",))


def test_a_clock_that_is_wrong_shows(at: Province) -> None:
    (first,) = wrote(at, 1)
    take(at, first)
    at.receipt("a")
    assert row(at).ahead == 0
    at.wait(3)
    figure(at.apps["a"], 7, place=1)
    fast = send(at, "a").path
    at.wait(-3)
    take(at, fast)
    assert 3 * 86_400 - 3_600 < row(at).ahead <= 3 * 86_400
    assert any("chạy nhanh 3 ngày" in one for one in row(at).words)
    at.receipt("a")
    at.wait(-2)
    figure(at.apps["a"], 8, place=1)
    slow = send(at, "a").path
    at.wait(5)
    take(at, slow)
    assert -2 * 86_400 - 3_600 < row(at).ahead < -2 * 86_400 + 3_600
    assert any("chậm ít nhất 2 ngày" in one for one in row(at).words)
