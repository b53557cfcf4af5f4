"""A later release: the next year's periods and plan; what was planned before keeps its words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gbdesk.domain import catalogue_periods, catalogue_plan
from gbdesk.domain.catalogue_lines import ID, Line, Lists, lists_of
from gbdesk.domain.catalogue_making import next_release
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.owner_groups import groups, in_words, meant
from gbdesk.domain.templates import template

DAY = date(2026, 11, 28)


@pytest.fixture(scope="module")
def real() -> dict[str, Any]:
    return template("tuyen-quang-2025", chance=b"x" * 32)


def lists(raw: dict[str, Any]) -> Lists:
    found = lists_of(raw)
    found.periods = catalogue_periods.lines_of(raw)
    return found


def planned(raw: dict[str, Any], year: int, lines: list[Line]) -> dict[str, Any]:
    found = lists(raw)
    found.plans[str(year)] = lines
    return next_release(raw, found, DAY)


def test_what_is_not_touched_stays_as_it_was(real: dict[str, Any]) -> None:
    found = lists(real)
    found.plans = {str(year): catalogue_plan.lines_of(real, year) for year in (2024, 2026)}
    after = next_release(real, found, DAY)
    for name in ("periods", "bindings", "tasks"):
        assert after[name] == real[name]


def test_the_next_year_has_periods_with_the_same_forms(real: dict[str, Any]) -> None:
    found = lists(real)
    more = catalogue_periods.next_year(found.periods)
    assert [one[ID] for one in more] == ["2028-6T", "2028-N"]
    assert (more[0]["start"], more[0]["due"]) == ("2027-12-01", "2028-06-05")
    found.periods += more
    now = read_catalogue(next_release(real, found, DAY))
    for ending in ("6T", "N"):
        before, after = now.forms_of(f"2027-{ending}"), now.forms_of(f"2028-{ending}")
        assert before
        assert after == before
    assert now.expected("2028-N")
    assert now.period("2028-N").year == 2028


def test_a_leap_day_moves_to_the_last_of_february() -> None:
    line = {ID: "2024-N", "start": "2024-02-29", "end": "2024-12-01", "due": "2024-12-05"}
    assert catalogue_periods.next_year([line])[0]["start"] == "2025-02-28"


@pytest.mark.parametrize(
    ("column", "said", "code"),
    [
        ("due", "", "day.odd"),
        ("due", "ngày mai", "day.odd"),
        ("end", "2025-11-01", "period.order"),
        ("due", "2025-11-01", "period.due"),
        ("start", "2020-12-01", "period.year"),
    ],
)
def test_dates_that_cannot_be(real: dict[str, Any], column: str, said: str, code: str) -> None:
    found = catalogue_periods.lines_of(real)
    row = next(at for at, one in enumerate(found) if one[ID] == "2026-N")
    assert not list(catalogue_periods.wrong(found))
    found[row][column] = said
    assert list(catalogue_periods.wrong(found)) == [(row, column, code)]


def test_another_years_plan_begins_this_one(real: dict[str, Any]) -> None:
    before = catalogue_plan.lines_of(real, 2024)
    begun = catalogue_plan.begun_with(before, 2027, 2024)
    after = planned(real, 2027, begun)
    now = read_catalogue(after)
    then = [one for one in now.tasks.values() if one.is_of(2024)]
    coming = [one for one in now.tasks.values() if one.is_of(2027)]
    assert len(then) == len(coming) == len(before) == 54
    assert [one.text for one in then] == [line["text"] for line in before]
    month = next(one for one in coming if "15/12/2027" in one.text)
    old = next(one for one in then if "15/12/2024" in one.text)
    assert month.conditions == old.conditions
    assert month.proofs == old.proofs
    assert month.due == "15/11/2027–15/12/2027"
    assert old.due == "2024-11-15/2024-12-15"
    assert month.lead == old.lead
    assert not any("2024" in one.text for one in coming)
    assert sum(one.years == (2024, 2027) for one in coming) > 30
    assert catalogue_plan.lines_of(after, 2027) == [
        {**line, ID: one.id} for line, one in zip(begun, coming, strict=True)
    ]


def test_words_changed_for_one_year_stay_in_the_others(real: dict[str, Any]) -> None:
    both = planned(real, 2027, catalogue_plan.lines_of(real, 2024))
    lines = catalogue_plan.lines_of(both, 2027)
    old, lines[0] = lines[0], {**lines[0], "text": "Việc khác"}
    after = planned(both, 2027, lines)
    assert catalogue_plan.lines_of(after, 2024) == catalogue_plan.lines_of(real, 2024)
    made = next(one for one in after["tasks"] if one["text"] == "Việc khác")
    assert made["years"] == [2027]
    assert made[ID] != old[ID]
    again = planned(after, 2027, catalogue_plan.lines_of(after, 2027))
    assert again["tasks"] == after["tasks"]
    changed = catalogue_plan.lines_of(after, 2027)
    changed[0]["note"] = "đã sửa"
    third = planned(after, 2027, changed)
    assert next(one for one in third["tasks"] if one[ID] == made[ID])["note"] == "đã sửa"
    assert len(third["tasks"]) == len(after["tasks"])


def test_a_task_left_out_is_known_but_in_no_plan(real: dict[str, Any]) -> None:
    lines = catalogue_plan.lines_of(real, 2024)
    after = planned(real, 2024, lines[1:])
    now = read_catalogue(after)
    gone = now.tasks[lines[0][ID]]
    assert not any(gone.is_of(year) for year in range(2020, 2100))
    assert len(catalogue_plan.lines_of(after, 2024)) == len(lines) - 1


def test_a_task_of_every_year_leaves_only_the_one(real: dict[str, Any]) -> None:
    every = {**real, "tasks": [{**one, "years": []} for one in real["tasks"]]}
    lines = catalogue_plan.lines_of(every, 2026)
    after = planned(every, 2026, lines[1:])
    assert catalogue_plan.lines_of(after, 2025) == catalogue_plan.lines_of(every, 2025)
    assert len(catalogue_plan.lines_of(after, 2026)) == len(lines) - 1


def test_a_new_task_of_ones_own(real: dict[str, Any]) -> None:
    line = {"section": "II.2", "text": "Việc mới", "lead": "Cấp huyện, cấp xã; Thư viện tỉnh"}
    after = planned(real, 2026, [line])
    made = read_catalogue(after).tasks["II.2-2026.1"]
    by_id = {one["id"]: one for one in after["offices"]}
    wanted = set(groups()["group.district"].members(after["offices"], 2026))
    assert wanted < set(made.lead)
    assert {by_id[one]["title"] for one in set(made.lead) - wanted} == {"Thư viện tỉnh"}
    assert made.text_en == made.text


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ({"text": "Việc", "lead": "Tất cả đơn vị"}, "section", "task.section"),
        (
            {"section": "IX", "text": "Việc", "lead": "Tất cả đơn vị"},
            "section",
            "task.section_unknown",
        ),
        ({"section": "II.2", "lead": "Tất cả đơn vị"}, "text", "task.text"),
        ({"section": "II.2", "text": "Việc"}, "lead", "task.lead"),
        ({"section": "II.2", "text": "Việc", "lead": "Sở nào đó"}, "lead", "task.owner"),
        ({"section": "II.2", "text": "V" * 1001, "lead": "Tất cả đơn vị"}, "text", "long"),
    ],
)
def test_lines_that_cannot_be_published(
    real: dict[str, Any], line: Line, column: str, code: str
) -> None:
    found = [one[:3] for one in catalogue_plan.wrong(real, 2026, [{}, line])]
    assert found == [(1, column, code)]


def test_the_same_task_twice(real: dict[str, Any]) -> None:
    line = {"section": "II.2", "text": "Việc", "lead": "Tất cả đơn vị"}
    assert [one[2] for one in catalogue_plan.wrong(real, 2026, [line, line])] == ["task.twice"]


def test_owners_in_words_are_the_same_owners_again(real: dict[str, Any]) -> None:
    for task in real["tasks"]:
        said = in_words(task["lead"], real["offices"], 2026)
        found, unknown = meant(said, real["offices"], 2026)
        assert not unknown
        assert set(found) == set(task["lead"])


def test_a_plan_goes_over_to_the_units_there_are_then() -> None:
    old = template("sample-2024")
    task = next(one for one in old["tasks"] if one[ID] == "II.1.2-c")
    line = next(one for one in catalogue_plan.lines_of(old, 2024) if one[ID] == task[ID])
    assert line["lead"] == "Cấp huyện, cấp xã"
    fresh = {
        **old["offices"][-1],
        "id": "u_new",
        "key": "own.new",
        "kind": "commune-office",
        "valid_from": "2025-07-01",
        "valid_to": None,
    }
    world = {**old, "offices": [*old["offices"], fresh], "tasks": [{**task, "years": [2024]}]}
    raw = {**world, "tasks": [dict(one) for one in world["tasks"]]}
    catalogue_plan.put(raw, 2026, catalogue_plan.lines_of(raw, 2024))
    then, now = raw["tasks"]
    assert (then["years"], now["years"]) == ([2024], [2026])
    assert then["lead"] == task["lead"]
    assert now["lead"] == ["u_new"]
