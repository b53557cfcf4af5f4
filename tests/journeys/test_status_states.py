"""Who has reported, in every state: excused, withdrawn, corrected, late by which clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.domain.refusals import Refused
from gbdesk.services import dataset_status, status
from gbdesk.services.status import Status, clock_words
from helpers.journey import PERIOD, Province, complete, figure, meeting, province, send, take


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path, "a", "b") as made:
        yield made


def cell(at: Province, name: str = "a") -> Status:
    rows = {row.office: row for row in at.hub.monitoring.matrix([PERIOD]).rows}
    return rows[at.apps[name].session.office].cells[PERIOD]


def datasets(at: Province, name: str = "a") -> dict[str, str]:
    rows = {row.office: row for row in at.hub.monitoring.datasets(PERIOD).rows}
    return {key: one.kind for key, one in rows[at.apps[name].session.office].cells.items()}


def test_an_excused_unit_is_not_expected_and_counts_again_once_it_sends(at: Province) -> None:
    office = at.apps["a"].session.office
    before = at.hub.monitoring.matrix([PERIOD]).counts[PERIOD]
    done = at.hub.monitoring.excuse(PERIOD, office, "Mới thành lập ngày 15/5")
    assert (cell(at).kind, cell(at).reason) == (status.EXCUSED, "Mới thành lập ngày 15/5")
    after = at.hub.monitoring.matrix([PERIOD]).counts[PERIOD]
    assert after.expected == before.expected - 1
    assert set(datasets(at).values()) == {status.EXCUSED}
    at.hub.undo(done.undo)
    assert cell(at).kind == status.NONE
    at.hub.monitoring.excuse(PERIOD, office, "Mới thành lập")
    complete(at.apps["a"])
    take(at, send(at, "a").path)
    assert cell(at).kind == status.COMPLETE
    counts = at.hub.monitoring.matrix([PERIOD]).counts[PERIOD]
    assert (counts.reported, counts.expected) == (1, before.expected)
    assert counts.reported <= counts.expected


@pytest.mark.parametrize(
    ("reason", "code"), [("  ", "excuse.reason"), ("Gọi 0912345678", "send.personal")]
)
def test_an_excuse_needs_a_reason_that_names_nobody(at: Province, reason: str, code: str) -> None:
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        at.hub.monitoring.excuse(PERIOD, at.apps["a"].session.office, reason)
    assert cell(at).kind == status.NONE


def test_only_the_hub_excuses_and_not_in_a_locked_period(at: Province) -> None:
    office = at.apps["a"].session.office
    with pytest.raises(Refused, match=r"enrolment\.hub_only"):
        at.apps["a"].monitoring.excuse(PERIOD, office, "Lý do")
    with pytest.raises(Refused, match=r"excuse\.none"):
        at.hub.monitoring.owes_again(PERIOD, office)
    at.hub.locks.lock(PERIOD)
    with pytest.raises(Refused, match=r"excuse\.locked"):
        at.hub.monitoring.excuse(PERIOD, office, "Lý do")


def test_what_was_taken_back_is_not_the_same_as_nothing_yet(at: Province) -> None:
    figure(at.apps["a"], 4)
    (taken,) = take(at, send(at, "a").path)
    at.hub.receiving.undo(taken.number)
    assert (cell(at).kind, cell(at).returned, cell(at).words) == (status.NONE, True, "Đã rút")
    assert not cell(at, "b").returned


def test_late_says_both_moments_and_what_came_after(at: Province) -> None:
    complete(at.apps["a"])
    path = send(at, "a").path
    at.wait(14)
    take(at, path)
    found = cell(at)
    assert (found.kind, found.days_late, found.sent_late) == (status.LATE, 3, 0)
    signed, in_time = clock_words(found)
    assert "24/05/2024" in signed
    assert "07/06/2024" in signed
    assert in_time == "Theo đồng hồ của đơn vị thì ký đúng hạn."
    meeting(at.apps["a"], "Thêm sau hạn")
    take(at, send(at, "a").path)
    assert cell(at).days_late == 3
    assert clock_words(cell(at))[-1] == "Sau đó có thêm 1 gói."


def test_each_dataset_stands_by_itself(at: Province) -> None:
    figure(at.apps["a"], 4)
    meeting(at.apps["a"])
    take(at, send(at, "a").path)
    found = datasets(at)
    assert found[dataset_status.DV] == status.INCOMPLETE
    assert found[dataset_status.ACTIVITIES] == status.WHOLE
    assert found[dataset_status.NARRATIVE] == status.NONE
    assert set(datasets(at, "b").values()) == {status.NONE}
    complete(at.apps["a"])
    take(at, send(at, "a").path)
    assert set(datasets(at).values()) == {status.WHOLE}
