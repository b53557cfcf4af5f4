"""A locked period gathers the days it was locked with."""

from __future__ import annotations

from pathlib import Path

import pytest

from gbdesk.domain import catalogue_periods
from gbdesk.domain.refusals import Refused
from helpers.journey import FORM, PERIOD, complete, meeting, places, province, send, take


def test_the_days_of_a_locked_period_are_not_changed_by_a_release(tmp_path: Path) -> None:
    with province(tmp_path, "a") as at:
        meeting(at.apps["a"])
        take(at, send(at, "a").path)
        at.hub.locks.lock(PERIOD)
        before = at.hub.figures.communication(PERIOD)
        lists = at.hub.releasing.lists()
        lists.periods = catalogue_periods.lines_of(at.hub.catalogue.raw)
        line = next(one for one in lists.periods if one["id"] == PERIOD)
        line["end"] = "2024-05-15"
        with pytest.raises(Refused, match=r"catalogue\.locked"):
            at.hub.releasing.publish(lists)
        assert at.hub.figures.communication(PERIOD) == before
        line |= {"end": "2024-05-31", "due": "2024-06-10"}
        at.hub.releasing.publish(lists)  # the last day of grace counts nothing
        assert at.hub.figures.communication(PERIOD) == before


def test_a_commune_is_not_closed_within_a_locked_period(tmp_path: Path) -> None:
    with province(tmp_path, "a") as at:
        complete(at.apps["a"])
        take(at, send(at, "a").path)
        at.hub.locks.lock(PERIOD)
        before = at.hub.figures.consolidated(PERIOD, FORM)
        lists = at.hub.releasing.lists()
        line = next(one for one in lists.places if one["id"] == places(at.apps["a"])[0])
        line["closed"] = "2024-05-01"
        with pytest.raises(Refused, match=r"catalogue\.locked_owed"):
            at.hub.releasing.publish(lists)
        assert at.hub.figures.consolidated(PERIOD, FORM) == before
        line["closed"] = "2024-06-30"
        at.hub.releasing.publish(lists)
        assert at.hub.figures.consolidated(PERIOD, FORM) == before
