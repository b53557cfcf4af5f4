from __future__ import annotations

from pathlib import Path

import pytest

from gbdesk.domain.ops import Fields
from gbdesk.domain.plan import COVERED, NONE, NOT_OURS, TaskCoverage
from gbdesk.domain.refusals import Refused
from gbdesk.services.activities import Activities
from gbdesk.services.desk import Desk
from gbdesk.services.plan import Plan
from gbdesk.services.returns import Returns
from helpers.entering import desk

PERIOD = "2024-6T"


def record(at: Desk, kind: str, **more: object) -> str:
    fields: Fields = {"title": "Hoạt động", "kind": kind, "start": "2024-05-20"}
    return Activities(at).save(None, {**fields, **more}).id  # type: ignore[dict-item]


def task(at: Desk, ident: str) -> TaskCoverage:
    return next(one for one in Plan(at).tasks(PERIOD) if one.task.id == ident)


def test_a_task_is_covered_by_kind_conditions_or_link(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        assert {one.state for one in Plan(at).tasks(PERIOD)} == {NONE}
        meeting = record(at, "meeting")
        assert task(at, "II.1.2-a").state == COVERED
        assert task(at, "II.1.2-d").state == NONE
        Activities(at).save(meeting, {"integrated": True})
        assert task(at, "II.1.2-d").state == COVERED
        record(at, "poster", task="II.1.2-c")
        assert task(at, "II.1.2-c").count == 1
        record(at, "broadcast", **{"topic.stereotypes": True})
        assert (task(at, "II.1.1-b").state, task(at, "II.1.1-b").count) == (COVERED, 1)


def test_an_activity_only_planned_does_not_cover(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        record(at, "meeting", status="planned")
        found = task(at, "II.1.2-a")
        assert (found.state, found.count, found.planned) == (NONE, 0, 1)


def test_the_month_of_action_is_met_by_date(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        record(at, "talk", start="2024-11-20")
        assert task(at, "II.1.2-e").state == COVERED
        assert Plan(at).suggest({"kind": "talk", "start": "2024-11-20"}) is not None
        assert Plan(at).suggest({"kind": "talk", "start": "2024-04-01"}) is None


def test_a_completed_return_proves_its_task(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        assert task(at, "II.2-f").state == NONE
        Returns(at).declare_nil("TT07-2017", PERIOD)
        assert task(at, "II.2-f").state == COVERED


def test_a_task_is_not_ours_only_with_a_reason(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        plan = Plan(at)
        with pytest.raises(Refused, match=r"plan\.reason"):
            plan.exclude("II.1.2-c", PERIOD, " ")
        with pytest.raises(Refused, match=r"plan\.task"):
            plan.exclude("III.6-a", PERIOD, "Không có đoàn")
        plan.exclude("II.1.2-c", PERIOD, "Không có đài truyền thanh")
        found = task(at, "II.1.2-c")
        assert (found.state, found.note) == (NOT_OURS, "Không có đài truyền thanh")
        plan.include("II.1.2-c", PERIOD)
        assert task(at, "II.1.2-c").state == NONE
