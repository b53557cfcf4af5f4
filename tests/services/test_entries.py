"""Lines of registers over a real encrypted file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gbdesk.domain import registers
from gbdesk.domain.ops import LOCAL, REPORT, Fields
from gbdesk.domain.refusals import Refused
from gbdesk.services import outgoing
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.entries import Entries
from gbdesk.services.plan import Plan
from gbdesk.store import audit, lines, oplog, projections, unsent
from helpers.entering import desk

PERIOD = "2024-6T"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        yield made


def place(at: Desk, number: int = 1) -> str:
    root = at.catalogue.office(at.session.office).place
    return [one.id for one in at.catalogue.places.values() if one.parent == root][number]


def club(at: Desk, **more: object) -> Fields:
    fields: Fields = {
        "register": "model",
        "type": "family-club",
        "name": "CLB gia đình  bản Mới",
        "place": place(at),
        "since": "2019",
        "members": 30,
        "women": 18,
        "meets": "monthly",
    }
    return {**fields, **more}  # type: ignore[dict-item]


def shelter(at: Desk, **more: object) -> Fields:
    return {"register": "model", "type": "shelter", "code": "NTL-01", "place": place(at), **more}  # type: ignore[dict-item]


def codes(problems: object) -> list[str]:
    return [one.code for one in problems]  # type: ignore[attr-defined]


def titles(entries: Entries, register: str = "model", **how: object) -> list[str]:
    asked = entries.own(register)
    for name, value in how.items():
        asked = lines.EntryQuery(**{**_asdict(asked), name: value})  # type: ignore[arg-type]
    return [row.title for row in entries.find(asked)]


def _asdict(asked: lines.EntryQuery) -> dict[str, object]:
    return {name: getattr(asked, name) for name in asked.__slots__}


def test_a_line_is_listed_with_its_words(at: Desk) -> None:
    entries = Entries(at)
    saved = entries.save(None, club(at), period=PERIOD)
    assert (saved.changed, saved.problems) == (Changed.ENTRIES, ())
    (row,) = entries.find(entries.own("model"))
    assert (row.id, row.title) == (saved.id, "CLB gia đình bản Mới")
    assert row.type_label == "Câu lạc bộ gia đình phát triển bền vững"
    assert row.place_label == at.catalogue.places[place(at)].name
    assert (row.day_label, row.status_label) == ("2019", "Đang hoạt động")
    assert (row.reviewed, row.reviewed_label, row.sent) == ((PERIOD,), "20/05/2024", False)
    assert row.label(at.catalogue, "meets") == "Hằng tháng"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": " "}, "entry.required"),
        ({"name": "x" * 201}, "entry.long"),
        ({"type": "dance"}, "entry.choice"),
        ({"type": None}, "entry.required"),
        ({"place": "vn2004:0"}, "entry.place"),
        ({"members": -1}, "entry.number"),
        ({"members": "30"}, "entry.number"),
        ({"women": 31}, "entry.part"),
        ({"since": "1899"}, "entry.since"),
        ({"since": "2024-02-30"}, "entry.since"),
        ({"meets": "never"}, "entry.choice"),
        ({"status": "asleep"}, "entry.status"),
        ({"status": "paused"}, "entry.status_day"),
        ({"status_day": "2024-13-01"}, "entry.day"),
        ({"type": "trusted-address"}, "entry.required"),
        ({"type": "hotline", "phone": "chị Lan"}, "entry.phone"),
    ],
)
def test_what_cannot_be_recorded_is_refused(at: Desk, change: Fields, code: str) -> None:
    entries, values = Entries(at), {**club(at), **change}
    assert code in codes(entries.check(values))
    with pytest.raises(Refused) as refusal:
        entries.save(None, values)
    assert refusal.value.code == "entry.invalid"
    assert titles(entries) == []


def test_what_is_missing_may_follow(at: Desk) -> None:
    entries = Entries(at)
    saved = entries.save(None, club(at, place=None))
    assert [(one.severity, one.field) for one in saved.problems] == [("missing", "place")]
    assert entries.find(entries.own("model"))[0].lacking_label == "Địa bàn"


def test_a_private_address_is_a_code_and_nothing_else(at: Desk) -> None:
    entries = Entries(at)
    given = club(
        at,
        type="trusted-address",
        holder="individual",
        code="dc-02",
        hamlet="Thôn 3",
        phone="0912345678",
        agency="Bà Lan",
        notes="nhà chị Lan",
        status="paused",
        status_day="2024-05-02",
        status_reason="chị Lan bận",
    )
    saved = entries.save(None, given)
    told = {name for name, said in entries.get(saved.id).items() if said is not None}
    assert told == {
        *("register", "type", "holder", "code", "place", "since", "status", "status_day")
    }
    assert entries.get(saved.id)["code"] == "DC-02"
    with pytest.raises(Refused):
        entries.save(None, {**given, "code": "Chị Lan"})
    assert entries.code_for(given) == "DC-03"


def test_the_commune_of_a_shelter_never_leaves_the_pc(at: Desk) -> None:
    entries = Entries(at)
    saved = entries.save(None, shelter(at, notes="gần chợ", hamlet="Thôn 3", members=4))
    (row,) = entries.find(entries.own("model"))
    assert (row.title, row.place, row.is_guarded) == ("NTL-01", place(at), True)
    with at.read() as db:
        office, device = at.session.office, at.session.device
        shared = [op for op in oplog.ops_of_kind(db, "entry", office) if op.stream == REPORT]
        assert [set(op.fields) for op in shared] == [{"register", "type", "code", "status"}]
        kept = [op for op in oplog.ops_of_kind(db, "entry", office) if op.stream == LOCAL]
        assert [op.fields["place"] for op in kept] == [place(at)]
        going = outgoing.changes(db, device, REPORT)
        assert place(at) not in str([one.now for one in going])
    entries.save(saved.id, {"place": place(at, 2)})
    assert entries.get(saved.id)["place"] == place(at, 2)
    with at.read() as db:
        assert outgoing.counted(unsent.unsent(db, device, REPORT))["entry"].new == 1


def test_both_halves_of_a_step_are_taken_back_together(at: Desk) -> None:
    entries = Entries(at)
    saved = entries.save(None, shelter(at))
    step = entries.save(saved.id, {"code": "NTL-07", "place": place(at, 2)})
    undone = entries.undo(step.undo)
    assert [entries.get(saved.id)[name] for name in ("code", "place")] == ["NTL-01", place(at)]
    entries.undo(undone.undo)
    assert [entries.get(saved.id)[name] for name in ("code", "place")] == ["NTL-07", place(at, 2)]


@pytest.mark.parametrize("back", [False, True])
def test_a_line_that_was_sent_with_its_place_becomes_no_shelter(at: Desk, *, back: bool) -> None:
    entries = Entries(at)
    saved = entries.save(None, shelter(at) if back else club(at))
    other = club(at) if back else {"type": "shelter", "code": "NTL-02"}
    with pytest.raises(Refused) as refusal:
        entries.save(saved.id, other)
    assert refusal.value.code == "entry.kept_here"


def test_a_text_with_a_person_in_it_is_told_and_noted(at: Desk) -> None:
    entries = Entries(at)
    saved = entries.save(None, club(at, notes="Hỏi chị Lan ở thôn 3, 0912345678"))
    assert {"personal.phone", "personal.person"} <= set(codes(saved.problems))
    with at.read() as db:
        assert ("kept-personal", "entry", saved.id) in [
            (one.what, one.kind, one.ref) for one in audit.lines(db)
        ]


def test_a_name_that_is_there_already_is_told(at: Desk) -> None:
    entries = Entries(at)
    first = entries.save(None, club(at))
    assert codes(entries.check(club(at))) == ["entry.same"]
    assert codes(entries.check(club(at), ident=first.id)) == []
    assert codes(entries.check(club(at, place=place(at, 2)))) == []


def test_a_stale_form_replaces_nothing(at: Desk) -> None:
    entries = Entries(at)
    saved = entries.save(None, club(at))
    seen = entries.get(saved.id)
    entries.save(saved.id, {"members": 40})
    entries.save(saved.id, {**seen, "women": 20}, seen=seen)
    assert [entries.get(saved.id)[name] for name in ("members", "women")] == [40, 20]
    with pytest.raises(Refused) as refusal:
        entries.save(saved.id, {**seen, "members": 35}, seen=seen)
    assert refusal.value.code == "entry.moved"
    assert refusal.value.facts["fields"] == "Số thành viên"


def test_only_written_fields_are_written(at: Desk) -> None:
    entries = Entries(at)
    saved = entries.save(None, club(at))
    entries.save(saved.id, {**entries.get(saved.id), "members": 31})
    with at.read() as db:
        *_, last = oplog.ops_of(db, at.session.office, saved.id)
    assert last.fields == {"members": 31}


def test_the_review_of_a_period_begins_anew_with_the_period(at: Desk) -> None:
    entries = Entries(at)
    ids = [entries.save(None, club(at, name=f"CLB {n}")).id for n in range(3)]
    done = entries.review(ids[:1], PERIOD)
    entries.set_status(
        ids[1:2], "dissolved", date(2024, 5, 2), reason="Sáp nhập thôn", period=PERIOD
    )
    review = entries.review_of(PERIOD, "model")
    assert (review.going_on, review.open) == (2, 1)
    assert titles(entries, unreviewed=PERIOD) == ["CLB 2"]
    assert entries.review_of("2024-N", "model").open == 2
    (gone,) = [row for row in entries.find(entries.own("model")) if row.status == "dissolved"]
    assert gone.status_label == "Giải thể từ 02/05/2024"
    entries.undo(done.undo)
    assert entries.review_of(PERIOD, "model").open == 2
    again = entries.set_status(ids[1:2], "active", date(2024, 5, 20))
    assert entries.get(ids[1])["status_reason"] is None
    with pytest.raises(Refused):
        entries.set_status(again.ids, "asleep", date(2024, 5, 20))
    with pytest.raises(Refused):
        entries.review(ids, "2099-6T")


def test_deleted_and_taken_back(at: Desk) -> None:
    entries = Entries(at)
    saved = entries.save(None, club(at))
    done = entries.delete([saved.id])
    assert titles(entries) == []
    with pytest.raises(Refused):
        entries.get(saved.id)
    entries.undo(done.undo)
    assert titles(entries) == ["CLB gia đình bản Mới"]


def test_search_ignores_marks_and_finds_places(at: Desk) -> None:
    entries = Entries(at)
    entries.save(None, club(at))
    entries.save(None, club(at, name="Nhóm Đồi Thông", type="dv-group", place=place(at, 2)))
    assert titles(entries, text="ban moi") == ["CLB gia đình bản Mới"]
    assert titles(entries, text="doi thong") == ["Nhóm Đồi Thông"]
    assert titles(entries, text=at.catalogue.places[place(at, 2)].name) == ["Nhóm Đồi Thông"]
    assert titles(entries, types=("dv-group",)) == ["Nhóm Đồi Thông"]
    assert titles(entries, statuses=("paused",)) == []


def test_documents_are_ordered_by_their_day_and_prove_a_task_of_their_year(at: Desk) -> None:
    entries, plan = Entries(at), Plan(at)
    paper: Fields = {
        "register": "document",
        "type": "plan",
        "number": "12",
        "sign": "KH-VHTT",
        "date": "2024-02-01",
        "title": "Kế hoạch bình đẳng giới năm 2024",
    }
    before = {one.task.id for one in plan.tasks(PERIOD) if one.count}
    entries.save(None, {**paper, "date": "2023-02-01"})
    assert {one.task.id for one in plan.tasks(PERIOD) if one.count} == before
    entries.save(None, paper)
    assert {one.task.id for one in plan.tasks(PERIOD) if one.count} > before
    assert len(titles(entries, "document", start="2024-01-01", end="2024-12-31")) == 1


def test_a_model_that_is_dissolved_proves_nothing(at: Desk) -> None:
    entries, plan = Entries(at), Plan(at)
    before = sum(one.count for one in plan.tasks(PERIOD))
    saved = entries.save(None, club(at, type="dv-prevention"))
    assert sum(one.count for one in plan.tasks(PERIOD)) > before
    entries.set_status([saved.id], "dissolved", date(2024, 5, 2))
    assert sum(one.count for one in plan.tasks(PERIOD)) == before


def test_tables_are_what_the_log_gives(at: Desk) -> None:
    entries = Entries(at)
    entries.save(None, club(at))
    entries.save(None, shelter(at))
    with at.write() as db:
        assert projections.differences(db) == []
        projections.rebuild(db)
        assert projections.differences(db) == []
    assert titles(entries) == ["CLB gia đình bản Mới", "NTL-01"]


def test_no_line_of_an_unknown_register_is_recorded(at: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        Entries(at).save(None, {"register": "here", "name": "x"})
    assert refusal.value.code == "entry.register"
    assert registers.of({"register": "not-ours"}) is None
