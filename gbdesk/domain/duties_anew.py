"""What offices owe after units or communes were added, closed or given to another unit.

What was owed for periods that are over stays as it was: a duty that changes ends, and a new one
begins on the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from gbdesk.domain import template_offices

Raw = dict[str, Any]


def duties_after(before: Mapping[str, Any], now: Mapping[str, Any], day: date) -> list[Raw]:
    """The duties of the release `now`, which came from `before` on this day."""
    old = {one["id"]: one for one in before["offices"]}
    new_places = {one["id"] for one in now["places"]} - {one["id"] for one in before["places"]}
    published = {"", *(form["id"] for form in now["forms"])}
    made: list[Raw] = []
    for office in now["offices"]:
        mine = [deepcopy(one) for one in before["duties"] if one["office"] == office["id"]]
        due = template_offices.duties([office], now["places"])
        wanted = [one for one in due if one["form"] in published]
        if office["id"] not in old:
            made += wanted
            continue
        last = office["valid_to"]
        if last and last < day.isoformat():
            found = mine
        elif _kind(office) != _kind(old[office["id"]]):
            found = _replaced(mine, wanted, day)
        else:
            found = _by_place(mine, wanted, new_places, day)
        made += [_until(one, last) for one in found] if last else found
    return made


def _kind(office: Mapping[str, Any]) -> tuple[str, bool, str]:
    return office["kind"], office["device"], office["place"]


def _until(duty: Raw, last: str) -> Raw:
    if not duty["valid_to"] or duty["valid_to"] > last:
        duty["valid_to"] = last
    return duty


def _before(day: date) -> str:
    return (day - timedelta(days=1)).isoformat()


def _is_open(duty: Raw, day: date) -> bool:
    return not duty["valid_to"] or duty["valid_to"] >= day.isoformat()


def _from(duty: Raw, day: date) -> Raw:
    return duty | {"valid_from": max(duty["valid_from"] or "", day.isoformat())}


def _replaced(mine: list[Raw], wanted: list[Raw], day: date) -> list[Raw]:
    """Everything anew from this day on."""
    ended = [_until(one, _before(day)) for one in mine]
    return [one for one in ended if _is_real(one)] + [_from(one, day) for one in wanted]


def _by_place(mine: list[Raw], wanted: list[Raw], new: set[str], day: date) -> list[Raw]:
    """The figures by place follow the list of communes; everything else stays."""
    covered: list[str] = next((one["places"] for one in wanted if one["dataset"] == "dv"), [])
    made: list[Raw] = []
    open_ = False
    for duty in mine:
        if duty["dataset"] != "dv" or not _is_open(duty, day):
            made.append(duty)
            continue
        open_ = True
        if set(duty["places"]) == set(covered):
            made.append(duty)
        elif set(covered) - set(duty["places"]) <= new and set(duty["places"]) <= set(covered):
            made.append(duty | {"places": list(covered)})
        else:
            ended = _until(deepcopy(duty), _before(day))
            made += [ended] if _is_real(ended) else []
            made.append(_from(duty | {"places": list(covered)}, day))
    if covered and not open_:
        made += [_from(one, day) for one in wanted if one["dataset"] == "dv"]
    return [one for one in made if one["places"] or one["dataset"] != "dv"]


def _is_real(duty: Raw) -> bool:
    """Whether a duty holds on any day."""
    return not duty["valid_from"] or not duty["valid_to"] or duty["valid_from"] <= duty["valid_to"]
