from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gbdesk.domain.ops import Fields
from gbdesk.domain.refusals import Refused
from gbdesk.services.activities import Activities, ActivityQuery
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.evidence import Evidence, Given, Target
from gbdesk.services.figures import Figures
from gbdesk.services.session import VIEW
from gbdesk.store import audit, oplog
from helpers.attached import jpeg
from helpers.entering import DISTRICT, desk, office_id, sample

PERIOD = "2024-6T"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        yield made


def place(at: Desk, number: int = 1) -> str:
    root = at.catalogue.office(at.session.office).place
    return [one.id for one in at.catalogue.places.values() if one.parent == root][number]


def meeting(at: Desk, **more: object) -> Fields:
    fields: Fields = {
        "title": "Hội nghị  tuyên truyền\u00a0Luật",
        "kind": "meeting",
        "start": "2024-05-20",
        "level": "commune",
        f"place.{place(at)}": True,
        "measure.quantity": 1,
        "measure.attendees": 56,
        "measure.women": 30,
    }
    return {**fields, **more}  # type: ignore[dict-item]


def all_rows(at: Desk) -> list[str]:
    activities = Activities(at)
    return [row.title for row in activities.rows(activities.ids(ActivityQuery()).keys)]


def test_a_saved_activity_is_listed_with_its_words(at: Desk) -> None:
    activities = Activities(at)
    saved = activities.save(None, meeting(at))
    assert saved.changed is Changed.ACTIVITIES
    assert saved.problems == ()
    (row,) = activities.rows(activities.ids(activities.query_of(PERIOD)).keys)
    assert (row.id, row.title) == (saved.id, "Hội nghị tuyên truyền Luật")
    assert row.kind_label == "Hội nghị, cuộc họp"
    assert row.places_label == at.catalogue.places[place(at)].name
    assert (row.status, row.missing_label, row.sent) == ("complete", "", False)
    assert activities.totals_of(PERIOD) == (1, 56, 30)


def test_what_is_missing_is_a_status_not_an_error(at: Desk) -> None:
    activities = Activities(at)
    values = {k: v for k, v in meeting(at).items() if not k.startswith(("measure.a", "measure.w"))}
    saved = activities.save(None, values)
    assert [one.code for one in saved.problems] == ["activity.measure"]
    (row,) = activities.rows(activities.ids(ActivityQuery(complete=False)).keys)
    assert (row.status, row.missing_label) == ("missing", "Số người")
    assert activities.ids(ActivityQuery(complete=True)).total == 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": " "}, "activity.title"),
        ({"title": "x" * 201}, "activity.title_long"),
        ({"start": None}, "activity.start"),
        ({"start": "2024-04-31"}, "activity.date"),
        ({"end": "2024-05-19"}, "activity.end_first"),
        ({"kind": "dance"}, "activity.kind"),
        ({"measure.attendees": -1}, "activity.number"),
        ({"measure.women": 65}, "activity.women"),
        ({"measure.ethnic-minority": 60}, "activity.part"),
        ({"notes": "x" * 2001}, "activity.notes_long"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_nothing_is_kept(
    at: Desk, change: Fields, code: str
) -> None:
    activities = Activities(at)
    values = {**meeting(at), **change}
    assert code in [one.code for one in activities.check(values, PERIOD)]
    with pytest.raises(Refused) as refusal:
        activities.save(None, values)
    assert refusal.value.code == "activity.invalid"
    assert all_rows(at) == []


def test_swapped_numbers_are_put_right_by_one_click(at: Desk) -> None:
    activities = Activities(at)
    values = meeting(at, **{"measure.attendees": 56, "measure.women": 65})
    (problem,) = activities.check(values, PERIOD)
    (fix,) = problem.fixes
    assert activities.check({**values, **fix.set}, PERIOD) == ()
    assert fix.set == {"measure.women": 56, "measure.attendees": 65}


def test_a_day_outside_the_period_is_a_warning_and_kept(at: Desk) -> None:
    activities = Activities(at)
    values = meeting(at, start="2024-08-12")
    (problem,) = activities.check(values, PERIOD)
    assert (problem.severity, problem.code) == ("warning", "activity.outside_period")
    activities.save(None, values)
    assert activities.totals_of(PERIOD)[0] == 0


def test_an_unusual_attendance_is_a_warning(at: Desk) -> None:
    activities = Activities(at)
    first = activities.save(None, meeting(at))
    many = meeting(at, **{"measure.attendees": 5600})
    assert [one.code for one in activities.check(many)] == ["activity.unusual"]
    assert activities.check(many, ident=first.id) == ()


def test_traces_of_a_person_are_told_and_keeping_them_is_on_record_without_the_text(
    at: Desk,
) -> None:
    activities = Activities(at)
    saved = activities.save(None, meeting(at, notes="Liên hệ bà Nguyễn Thị Hoa 0912345678"))
    assert {one.code for one in saved.problems} == {"personal.person", "personal.phone"}
    with at.read() as db:
        lines = audit.lines(db)
    assert [line.what for line in lines] == ["kept-personal"]
    assert "Hoa" not in repr(lines)


def test_editing_writes_only_what_changed_and_can_be_taken_back(at: Desk) -> None:
    activities = Activities(at)
    saved = activities.save(None, meeting(at))
    changed = activities.save(saved.id, meeting(at, title="Hội nghị tuyên truyền Luật 2024"))
    with at.read() as db:
        newest = oplog.ops_of(db, at.session.office, saved.id)[-1]
    assert set(newest.fields) == {"title"}
    undone = activities.undo(changed.undo)
    assert all_rows(at) == ["Hội nghị tuyên truyền Luật"]
    activities.undo(undone.undo)
    assert all_rows(at) == ["Hội nghị tuyên truyền Luật 2024"]


def test_a_new_activity_can_be_taken_back_and_done_again(at: Desk) -> None:
    activities = Activities(at)
    saved = activities.save(None, meeting(at))
    undone = activities.undo(saved.undo)
    assert all_rows(at) == []
    activities.undo(undone.undo)
    assert len(all_rows(at)) == 1
    assert activities.get(saved.id)["measure.attendees"] == 56


def test_deleting_several_is_one_step_back(at: Desk) -> None:
    activities = Activities(at)
    ids = [activities.save(None, meeting(at, title=f"Hoạt động {n}")).id for n in range(3)]
    done = activities.delete(ids)
    assert all_rows(at) == []
    with pytest.raises(Refused, match=r"activity\.gone"):
        activities.get(ids[0])
    activities.undo(done.undo)
    assert len(all_rows(at)) == 3
    assert activities.get(ids[0])["measure.women"] == 30


def test_duplicates_carry_no_people_and_go_to_several_places(at: Desk) -> None:
    activities = Activities(at)
    saved = activities.save(None, meeting(at))
    copy = activities.duplicate(saved.id)
    assert "start" not in copy
    assert "measure.attendees" not in copy
    done = activities.duplicate_to([saved.id], [place(at, 2), place(at, 3)])
    assert len(done.ids) == 2
    assert activities.get(done.ids[0])[f"place.{place(at, 2)}"] is True
    assert f"place.{place(at)}" not in activities.get(done.ids[0])
    activities.undo(done.undo)
    assert len(all_rows(at)) == 1
    assert len(activities.duplicate_all([saved.id]).ids) == 1
    activities.put([saved.id], {"task": "II.1.1-a"})
    assert activities.get(saved.id)["task"] == "II.1.1-a"


def test_a_new_activity_begins_today_at_the_level_of_the_office(at: Desk) -> None:
    activities = Activities(at)
    found = activities.defaults(PERIOD)
    assert (found["start"], found["level"], found["role"]) == ("2024-05-20", "district", "lead")
    assert "start" not in activities.defaults("2023-6T")


def test_titles_used_before_are_offered_once(at: Desk) -> None:
    activities = Activities(at)
    for _ in range(2):
        activities.save(None, meeting(at))
    assert activities.titles("meeting") == ("Hội nghị tuyên truyền Luật",)
    assert activities.titles("film") == ()


def test_all_places_of_a_district_have_one_name(at: Desk) -> None:
    activities = Activities(at)
    root = at.catalogue.office(at.session.office).place
    whole = [one.id for one in at.catalogue.places.values() if one.parent == root]
    activities.save(None, meeting(at, **{f"place.{ident}": True for ident in whole}))
    (row,) = activities.rows(activities.ids(ActivityQuery()).keys)
    assert row.places_label == f"Tất cả {len(whole)} xã"


def test_an_office_cannot_write_for_another(at: Desk) -> None:
    with pytest.raises(Refused, match=r"office\.not_ours"):
        Activities(at).save(None, meeting(at), office=office_id("dept"))


def test_the_hub_enters_for_its_rooms_and_not_for_offices_with_a_device(tmp_path: Path) -> None:
    with desk(tmp_path, "dept") as hub:
        activities, room = Activities(hub), office_id("dept.family")
        values = {**meeting(hub), f"place.{next(iter(sample().places))}": True}
        saved = activities.save(None, values, office=room)
        assert activities.get(saved.id, office=room)["title"] == "Hội nghị tuyên truyền Luật"
        assert activities.ids(ActivityQuery(), unsent=True).total == 0
        with pytest.raises(Refused, match=r"office\.not_ours"):
            activities.save(None, values, office=office_id(DISTRICT))


def test_who_may_only_look_changes_nothing(tmp_path: Path) -> None:
    with desk(tmp_path, role=VIEW) as made, pytest.raises(Refused, match=r"account\.view_only"):
        Activities(made).save(None, meeting(made))


def test_setting_a_field_in_several_is_looked_at_like_anything_typed(at: Desk) -> None:
    activities = Activities(at)
    ids = [activities.save(None, meeting(at, title=f"Hội nghị {n}")).id for n in range(2)]
    for wrong in ({"kind": "dance"}, {"measure.women": 65}, {"start": None}):
        with pytest.raises(Refused, match=r"activity\.one_wrong") as refusal:
            activities.put(ids, wrong)  # type: ignore[arg-type]
        assert refusal.value.facts["title"] == "Hội nghị 0"
    assert [activities.get(one)["kind"] for one in ids] == ["meeting", "meeting"]
    done = activities.put(ids, {"kind": "talk", f"place.{place(at)}": False})
    assert [activities.get(one)["kind"] for one in ids] == ["talk", "talk"]
    activities.undo(done.undo)
    assert activities.get(ids[1])["kind"] == "meeting"


def test_what_was_wrong_before_does_not_keep_a_task_from_being_set(at: Desk) -> None:
    activities = Activities(at)
    kept = activities.save(None, meeting(at)).id
    with at.write() as db:
        fields: Fields = {"measure.women": 65}
        office = at.session.office
        draft = oplog.Draft(
            entity="activity", kind="put", record=kept, office=office, fields=fields
        )
        at.record(db, [draft])
    activities.put([kept], {"task": "II.1.1"})
    assert activities.get(kept)["task"] == "II.1.1"


def test_places_are_exchanged_without_flags_that_were_never_set(at: Desk) -> None:
    activities = Activities(at)
    kept = activities.save(None, meeting(at)).id
    wanted = {f"place.{place(at)}": False, f"place.{place(at, 3)}": False}
    activities.put([kept], {**wanted, f"place.{place(at, 2)}": True})
    fields = activities.get(kept)
    assert f"place.{place(at, 3)}" not in fields
    assert fields[f"place.{place(at)}"] is False
    assert fields[f"place.{place(at, 2)}"] is True


def test_copies_in_other_places_keep_both_days(at: Desk) -> None:
    activities = Activities(at)
    saved = activities.save(None, meeting(at, end="2024-05-22"))
    done = activities.duplicate_to([saved.id], [place(at, 2)])
    copy = activities.get(done.ids[0])
    assert (copy["start"], copy["end"]) == ("2024-05-20", "2024-05-22")
    assert "measure.attendees" not in copy


def test_the_sums_of_a_list_are_those_of_the_report(at: Desk) -> None:
    """A joint event counts at the office that led it; the annex of the report says the same."""
    activities = Activities(at)
    activities.save(None, meeting(at))
    partner = {"role": "partner", "measure.attendees": 200, "measure.women": 90}
    activities.save(None, meeting(at, title="Liên tịch", **partner))
    planned = {"status": "planned", "measure.attendees": 70, "measure.women": 10}
    activities.save(None, meeting(at, title="Dự kiến", start="2024-05-28", **planned))
    activities.save(None, meeting(at, title="Chưa rõ", role=None))
    query = activities.query_of(PERIOD)
    sums = activities.sums(query)
    assert (sums.listed, sums.counted, sums.people, sums.women) == (4, 1, 56, 30)
    assert (sums.partner, sums.no_role, sums.planned) == (1, 1, 1)
    assert activities.totals_of(PERIOD) == (1, 56, 30)
    tally = Figures(at).communication(PERIOD).tally
    assert (tally.partnered, tally.no_role) == (1, 1)
    assert activities.sums(query, unsent=True) == sums
    assert activities.sums(replace(query, kinds=("talk",)), unsent=True).listed == 0


def test_the_list_is_put_in_order_by_what_its_columns_show(at: Desk) -> None:
    """Also by optional columns: what says nothing comes first, last where the order descends."""
    activities, tasks = Activities(at), list(at.catalogue.tasks)
    said: dict[str, Fields] = {
        "một": {"kind": "talk", "task": tasks[1], "occasion": "womens-day"},
        "hai": {"kind": "meeting", "task": tasks[0], "measure.ethnic-minority": 5},
        "ba": {"kind": "training", "start": "2024-05-21", "measure.ethnic-minority": 12},
    }
    ids = {
        title: activities.save(None, meeting(at, title=title, **more)).id  # type: ignore[arg-type]
        for title, more in said.items()
    }
    activities.save(ids["một"], {"notes": "thêm"})

    def order(by: str, *, descending: bool = False) -> list[str]:
        query = ActivityQuery(order=by, descending=descending)
        return [row.title for row in activities.rows(activities.ids(query).keys)]

    assert order("kind") == ["hai", "ba", "một"]  # Hội nghị · Tập huấn · Tọa đàm
    assert order("task") == ["ba", "hai", "một"]
    assert order("minority", descending=True) == ["ba", "hai", "một"]
    assert order("minority")[0] == "một"
    assert order("occasion", descending=True)[0] == "một"
    assert order("changed", descending=True) == ["một", "ba", "hai"]
    assert sorted(order("entered")) == sorted(said)
    Evidence(at).add(Target.activity(at.session.office, ids["hai"]), [Given.of("x.jpg", jpeg())])
    assert order("evidence", descending=True) == ["hai", "ba", "một"]
    assert order("title", descending=True) == ["một", "hai", "ba"]


def test_an_activity_is_found_by_its_id_and_counted(at: Desk) -> None:
    activities = Activities(at)
    saved = activities.save(None, meeting(at))
    (key,) = activities.ids(ActivityQuery()).keys
    assert activities.key_of(saved.id) == key
    assert activities.key_of(saved.id, office=at.session.office) == key
    assert activities.key_of(saved.id, office="u_" + "0" * 26) is None
    assert activities.key_of("00" * 16) is None
    assert activities.count(ActivityQuery()) == 1
    assert activities.count(ActivityQuery(), unsent=True) == 1
    assert activities.count(ActivityQuery(complete=False)) == 0
