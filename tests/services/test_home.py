from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from gbdesk.services.activities import Activities
from gbdesk.services.desk import Desk
from gbdesk.services.home import Home
from gbdesk.services.home_parts import ATTENTION, DONE, NONE, Step
from gbdesk.services.monitoring import Monitoring
from gbdesk.services.narratives import Narratives
from gbdesk.services.plan import Plan
from gbdesk.services.returns import Returns
from helpers.entering import desk

KEYS = ["activities", "figures", "cadre", "products", "narrative", "send"]
PERIOD = "2024-6T"


def home(at: Desk, backup: datetime | None = None) -> Home:
    return Home(at, Plan(at), Monitoring(at), lambda: backup)


def steps(at: Desk) -> dict[str, Step]:
    return {step.key: step for step in home(at).office(PERIOD).steps}


def test_the_first_day_has_nothing_done_and_one_button_each(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        found = home(at).office(PERIOD)
        assert found.is_first_day
        assert [step.key for step in found.steps] == KEYS
        assert found.deadline == date(2024, 6, 4)
        assert found.days_left == 15
        assert found.unsent.all == 0
        assert found.last_package is None
        assert found.backup_age is None
        assert all(step.reason and step.action.label for step in found.steps)


def test_steps_follow_what_is_entered_and_lead_to_what_lacks(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        activities, returns = Activities(at), Returns(at)
        saved = activities.save(
            None, {"title": "Họp thôn", "kind": "meeting", "start": "2024-05-20"}
        )
        assert steps(at)["activities"].state == ATTENTION
        assert steps(at)["activities"].action.facts == {"lacking": True}
        place = next(iter(at.catalogue.places_of(at.session.office, date(2024, 5, 20))))
        more = {"measure.quantity": 1, "measure.attendees": 20, f"place.{place.id}": True}
        activities.save(saved.id, more)
        assert steps(at)["activities"].state == DONE
        first = at.catalogue.duty_places(at.session.office, "TT07-2017", PERIOD)[0].id
        returns.none_occurred("TT07-2017", PERIOD, first)
        assert steps(at)["figures"].state == ATTENTION
        assert steps(at)["figures"].action.facts["place"] == first
        returns.declare_nil("TT07-2017", PERIOD)
        assert steps(at)["figures"].state == DONE
        Narratives(at).save(PERIOD, "results", "Đã làm.")
        assert steps(at)["narrative"].state == DONE
        unsent = home(at).office(PERIOD).unsent
        assert unsent.activities == 1
        assert unsent.cells > 0
        assert steps(at)["send"].state == NONE


def test_what_is_ahead_stands_in_order_with_planned_activities(tmp_path: Path) -> None:
    with desk(tmp_path, today=date(2024, 5, 20)) as at:
        Activities(at).save(
            None,
            {"title": "Dự kiến", "kind": "talk", "start": "2024-06-02", "status": "planned"},
        )
        found = home(at).office(PERIOD).upcoming
        assert [one.kind for one in found] == ["occasion", "activity", "due", "occasion"]
        assert found[0].action.facts["new"]["status"] == "planned"
        assert [one.start for one in found] == sorted(one.start for one in found)


def test_the_age_of_the_backup_is_told_in_days(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        made = datetime(2024, 5, 17, 8, tzinfo=UTC)
        assert home(at, made).office(PERIOD).backup_age == 3


def test_the_period_to_begin_with_is_the_next_that_is_due(tmp_path: Path) -> None:
    with desk(tmp_path, today=date(2024, 6, 4)) as at:
        assert home(at).current() == "2024-6T"
    with desk(tmp_path / "", "library", today=date(2024, 8, 5)) as at:
        assert home(at).current() == "2024-N"


def test_a_report_just_overdue_comes_before_the_next(tmp_path: Path) -> None:
    with desk(tmp_path, today=date(2024, 6, 5)) as at:
        assert home(at).current() == "2024-6T"
    with desk(tmp_path, "dept", today=date(2024, 7, 1)) as hub:
        assert home(hub).current() == "2024-6T"


def test_the_hub_sees_counts_and_what_needs_a_person(tmp_path: Path) -> None:
    with desk(tmp_path, "dept", today=date(2024, 6, 10)) as hub:
        found = home(hub).hub(PERIOD)
        assert found.expected > 0
        assert found.reported == 0
        assert found.days_left == -6
        assert (found.places_covered, found.conflicts, found.waiting) == (0, 0, 0)
        assert found.places > 0
        keys = [step.key for step in found.todo]
        assert "enrolment" in keys
        assert "late" in keys
