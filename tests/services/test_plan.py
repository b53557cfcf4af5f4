from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.ops import Fields
from gbdesk.domain.plan import COVERED, NONE, NOT_OURS, TaskCoverage
from gbdesk.domain.refusals import Refused
from gbdesk.domain.templates import load_template, template
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


def in_years(years: dict[str, list[int]]) -> Catalogue:
    """The sample with tasks of other years: every task is of 2024, but those named."""
    raw = template("sample-2024")
    for one in raw["tasks"]:
        one["years"] = years.get(one["id"], [2024])
    return read_catalogue(raw)


@contextmanager
def planning(folder: Path, catalogue: Catalogue) -> Iterator[Desk]:
    with desk(folder) as at:
        at._read_catalogue = lambda _db: catalogue
        at.reload()
        yield at


def test_a_year_has_the_tasks_of_its_own_plan_only(tmp_path: Path) -> None:
    with planning(tmp_path, in_years({"II.1.2-a": [2025], "II.1.2-c": [2024, 2025]})) as at:
        now = {one.task.id for one in Plan(at).tasks(PERIOD)}
        next_year = {one.task.id for one in Plan(at).tasks("2025-N")}
        assert next_year == {"II.1.2-a", "II.1.2-c"}
        assert "II.1.2-a" not in now
        assert "II.1.2-c" in now
        assert Plan(at).tasks("2026-N") == []


def test_a_task_is_suggested_and_set_aside_in_its_year_only(tmp_path: Path) -> None:
    with planning(tmp_path, in_years({})) as at:
        assert Plan(at).suggest({"kind": "talk", "start": "2024-11-20"}) is not None
        assert Plan(at).suggest({"kind": "talk", "start": "2025-11-20"}) is None
        with pytest.raises(Refused) as refused:
            Plan(at).exclude("II.1.2-a", "2025-N", "Không có đội")
        assert refused.value.code == "plan.task"


def test_a_release_that_names_no_years_plans_every_year_alike(tmp_path: Path) -> None:
    raw = template("sample-2024")
    for one in raw["tasks"]:
        del one["years"]
    with planning(tmp_path, read_catalogue(raw)) as at:
        assert len(Plan(at).tasks("2026-N")) == len(Plan(at).tasks(PERIOD)) > 0


def test_the_templates_of_a_real_province_plan_2024_alone() -> None:
    for name in ("tuyen-quang-2024", "tuyen-quang-2025"):
        found = load_template(name)
        assert len(found.plan_of(2024)) == len(found.tasks) > 0
        assert found.plan_of(2025) == ()
    assert len(load_template("sample-2025").plan_of(2026)) > 0
