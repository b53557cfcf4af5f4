"""The op log on a real file: writing, taking in, removing, and tables that always are its fold."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from gbdesk.domain.ids import new_row_id
from gbdesk.domain.ops import Env, write_op
from gbdesk.store import (
    certificates,
    conflicts,
    digests,
    figures,
    listing,
    oplog,
    projections,
    search,
)
from gbdesk.store.oplog import Fork
from gbdesk.store.ring import DataKey
from gbdesk.store.workspace import Store
from helpers import log

IDENT = new_row_id(1, bytes(10))


def other(store: Store, key: DataKey, name: str) -> Store:
    return Store.create(store.path.with_name(f"{name}.gbdesk"), key)


def count(store: Store, table: str) -> int:
    with store.read() as db:
        return int(db.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608


def test_a_change_that_changes_nothing_writes_no_op(store: Store) -> None:
    with store.write() as db:
        assert len(log.put(db, "entry", IDENT, {"name": "CLB", "members": 10})) == 1
        assert log.put(db, "entry", IDENT, {"name": "CLB", "members": 10}) == []
        (op,) = log.put(db, "entry", IDENT, {"name": "CLB", "members": 12})
        assert op.fields == {"members": 12}
        assert log.put(db, "entry", IDENT, {"members": True})[0].fields == {"members": True}
        assert log.put(db, "entry", new_row_id(2, bytes(10)), {}, kind="delete") == []


def test_the_first_write_creates_and_each_names_what_it_replaces(store: Store) -> None:
    with store.write() as db:
        (first,) = log.put(db, "entry", IDENT, {"name": "CLB"})
        (second,) = log.put(db, "entry", IDENT, {"name": "CLB Phiêng Bung"})
        (gone,) = log.put(db, "entry", IDENT, {}, kind="delete")
        (back,) = log.put(db, "entry", IDENT, {"name": "CLB"})
        assert oplog.fields_of(db, log.OFFICE, IDENT, "entry") == {"name": "CLB"}
    assert [op.head.k for op in (first, second, gone, back)] == ["create", "put", "delete", "put"]
    assert [op.n for op in (first, second, gone, back)] == [1, 2, 3, 4]
    assert second.head.o == [first.ref]
    assert gone.head.o == [second.ref]
    assert set(back.head.o) == {gone.ref, second.ref}
    assert first.head.h < second.head.h < gone.head.h < back.head.h


def test_text_is_stored_composed_and_ops_keep_their_bytes(store: Store) -> None:
    with store.write() as db:
        log.put(db, "entry", IDENT, {"name": "Hội thi tuyên truyền vie\u0302\u0323t"})
        assert oplog.fields_of(db, log.OFFICE, IDENT, "entry") == {
            "name": "Hội thi tuyên truyền việt"
        }
    with store.read() as db:
        assert [op.n for op in log.chain_of(db)] == [1]


def test_the_same_id_under_two_offices_or_kinds_is_two_records(store: Store) -> None:
    with store.write() as db:
        log.put(db, "entry", IDENT, {"name": "một"})
        log.put(db, "entry", IDENT, {"name": "hai"}, office=log.OTHER)
        log.put(db, "decision", IDENT, {"name": "ba"})
        assert oplog.fields_of(db, log.OFFICE, IDENT, "entry") == {"name": "một"}
        assert oplog.fields_of(db, log.OTHER, IDENT, "entry") == {"name": "hai"}
        assert oplog.fields_of(db, log.OFFICE, IDENT, "decision") == {"name": "ba"}


def test_many_records_at_once_show_what_each_shows_alone(store: Store) -> None:
    gone, unknown = new_row_id(2, bytes(10)), new_row_id(3, bytes(10))
    with store.write() as db:
        log.put(db, "entry", IDENT, {"name": "một"})
        log.put(db, "entry", IDENT, {"members": 2})
        log.put(db, "entry", IDENT, {"name": "hai"}, office=log.OTHER)
        log.put(db, "entry", gone, {"name": "ba"})
        log.put(db, "entry", gone, {}, kind="delete")
        offices = log.OFFICE, log.OTHER, "u_" + "9" * 26
        keys = [(office, uid, "entry") for office in offices for uid in (IDENT, gone, unknown)]
        alone = {key: oplog.fields_of(db, *key) for key in keys}
        assert oplog.fields_of_all(db, keys) == {k: v for k, v in alone.items() if v is not None}
        assert len([v for v in alone.values() if v]) == 2


def test_blank_is_not_zero_and_marks_are_no_numbers(store: Store) -> None:
    said = {"1": 0, "2": None, "3": "?", "4": "-", "5": "12", "6": True, "2.note": "chưa có sổ"}
    with store.write() as db:
        log.figures(db, "vn2004:02260", said)
    with store.read() as db:
        found = {c.indicator: (c.state, c.value, c.note) for c in figures.cells(db)}
    assert found == {
        "1": ("number", 0, ""),
        "2": ("blank", None, "chưa có sổ"),
        "3": ("unknown", None, ""),
        "4": ("na", None, ""),
        "5": ("odd", None, ""),
        "6": ("odd", None, ""),
    }


def test_a_row_whose_id_is_not_derived_from_what_it_says_is_kept_but_not_counted(
    store: Store,
) -> None:
    with store.write() as db:
        log.put(db, "row", IDENT, {"form": log.FORM, "period": log.PERIOD, "place": "x", "1": 9})
        assert db.execute(text("SELECT fault FROM record")).scalar_one() == "shape.id"
        assert list(figures.cells(db)) == []
        assert oplog.fields_of(db, log.OFFICE, IDENT, "row") is not None


def test_taking_in_says_what_is_new_changed_known_and_wrong(store: Store, key: DataKey) -> None:
    office = other(store, key, "office")
    with office.write() as db:
        ident = log.activity(db, 1, "Hội thi", **{"measure.attendees": 120})
        log.activity(db, 2, "Đêm diễn")
        first = log.chain_of(db)
        log.put(db, "activity", ident, {"title": "Hội thi gia đình"})
        log.put(db, "activity", new_row_id(3, (3).to_bytes(10, "big")), {"title": "Không ngày"})
        log.put(db, "gadget", IDENT, {"size": 3})
        second = log.chain_of(db, low=3)
    office.close()
    with store.write() as db:
        taken = log.take(db, first)
        assert (taken.new_ops, taken.known_ops, dict(taken.new)) == (2, 0, {"activity": 2})
        taken = log.take(db, [*first[1:], *second], "p2", difference=True)
        assert (taken.new_ops, taken.known_ops) == (3, 1)
        assert dict(taken.changed) == {"activity": 1}
        assert taken.newer == 1
        assert [fault.reason for fault in taken.invalid] == ["shape.start"]
        told = {(d.field, d.old, d.new) for d in taken.differences}
        assert ("title", "Hội thi", "Hội thi gia đình") in told
        assert taken.newest_clock == second[-1].head.h
        assert projections.differences(db) == []
        assert search.is_whole(db)


def test_what_the_judge_says_is_kept_not_counted_and_survives_a_rebuild(
    store: Store, key: DataKey
) -> None:
    office = other(store, key, "office")
    with office.write() as db:
        log.figures(db, "vn2004:02260", {"1": 3})
        ops = log.chain_of(db)
    office.close()
    with store.write() as db:
        log.take(db, ops, valid=lambda _kind, _office, _fields: "place.outside")
        assert list(figures.cells(db)) == []
        projections.rebuild(db)
        assert list(figures.cells(db)) == []
        assert db.execute(text("SELECT fault FROM record")).scalar_one() == "place.outside"


def test_g09_what_a_newer_version_wrote_is_kept_passed_on_and_survives_an_edit(
    store: Store, key: DataKey
) -> None:
    office = other(store, key, "office")
    with office.write() as db:
        ident = log.activity(db, 1, "Hội thi", **{"future.rating": 5})
        log.put(db, "gadget", IDENT, {"size": 3})
        ops = log.chain_of(db)
    office.close()
    with store.write() as db:
        log.take(db, ops)
        assert [op.body for op in log.chain_of(db)] == [op.body for op in ops]
        log.put(db, "activity", ident, {"title": "Hội thi gia đình"}, device=log.SECOND)
        shown = oplog.fields_of(db, log.OFFICE, ident, "activity")
        assert shown is not None
        assert (shown["future.rating"], shown["title"]) == (5, "Hội thi gia đình")
        assert oplog.fields_of(db, log.OFFICE, IDENT, "gadget") == {"size": 3}
        assert projections.differences(db) == []


def test_two_ops_at_one_position_are_a_fork_and_change_nothing(store: Store, key: DataKey) -> None:
    office, clone = other(store, key, "office"), other(store, key, "clone")
    with office.write() as db:
        log.activity(db, 1, "Hội thi")
        shared = log.chain_of(db)
        log.activity(db, 2, "Bản này")
        mine = log.chain_of(db)
    with clone.write() as db:
        log.take(db, shared)
        log.activity(db, 2, "Bản kia")
        theirs = log.chain_of(db)
    office.close()
    clone.close()
    with store.write() as db:
        log.take(db, mine)
    before = store.path.with_suffix(".gbdesk-wal").read_bytes()
    with pytest.raises(Fork) as caught, store.write() as db:
        log.take(db, theirs, "p2")
    assert (caught.value.device, caught.value.n) == (log.DEVICE, 2)
    assert store.path.with_suffix(".gbdesk-wal").read_bytes() == before
    assert count(store, "op") == 2


def test_ops_that_do_not_continue_each_other_are_a_fork(store: Store, key: DataKey) -> None:
    office = other(store, key, "office")
    with office.write() as db:
        for number in range(1, 5):
            log.activity(db, number, f"Số {number}")
        ops = log.chain_of(db)
    office.close()
    head = Env(e="entry", h="0" * 16, k="create", n=4, o=[], ou=log.OFFICE, r=IDENT, sv=1, u="ha")
    forged = write_op(b"\0" * 32, log.DEVICE, "report", head, {"name": "giả"})
    with store.write() as db:
        log.take(db, ops[:3])
    with pytest.raises(Fork), store.write() as db:
        log.take(db, [forged], "p2")
    with store.write() as db:
        log.take(db, ops[3:], "p3")
        assert oplog.gaps(db, log.DEVICE, "report") == []


def test_a_gap_is_known_and_heals(store: Store, key: DataKey) -> None:
    office = other(store, key, "office")
    with office.write() as db:
        for number in range(1, 7):
            log.activity(db, number, f"Số {number}")
        ops = log.chain_of(db)
    office.close()
    with store.write() as db:
        log.take(db, [*ops[:2], *ops[4:]])
        assert oplog.gaps(db, log.DEVICE, "report") == [(3, 4)]
        assert oplog.contiguous(db, log.DEVICE, "report").n == 2
        log.take(db, ops[2:4], "p2")
        assert oplog.gaps(db, log.DEVICE, "report") == []
        assert oplog.contiguous(db, log.DEVICE, "report").n == 6


def test_g07_an_edit_that_came_before_its_record_waits(store: Store, key: DataKey) -> None:
    office = other(store, key, "office")
    with office.write() as db:
        ident = log.activity(db, 1, "Hội thi")
        log.put(db, "activity", ident, {"title": "Hội thi gia đình"})
        ops = log.chain_of(db)
        wanted = digests.both(db).content
    office.close()
    with store.write() as db:
        assert log.take(db, ops[1:]).pending == 1
        assert oplog.fields_of(db, log.OFFICE, ident, "activity") is None
        log.take(db, ops[:1], "p2")
        shown = oplog.fields_of(db, log.OFFICE, ident, "activity")
        assert shown is not None
        assert shown["title"] == "Hội thi gia đình"
        assert digests.both(db).content == wanted


def test_undo_takes_away_only_what_no_other_package_brought(store: Store, key: DataKey) -> None:
    office = other(store, key, "office")
    with office.write() as db:
        for number in range(1, 6):
            log.activity(db, number, f"Số {number}")
        ops = log.chain_of(db)
    office.close()
    with store.write() as db:
        log.take(db, ops[:4], "p1")
        log.take(db, ops[2:], "p2")
        leaving = oplog.what_leaves(db, 1)
        assert (leaving.ops, leaving.kept, leaving.kept_by) == (2, 2, (2,))
        gone = oplog.remove(db, 1)
        assert (gone.ops, dict(gone.records)) == (2, {"activity": 2})
        assert db.execute(text("SELECT count(*) FROM record")).scalar_one() == 3
        assert oplog.remove(db, 2).ops == 3
        for table in ("op", "record", "chain", "activity", "contribution"):
            left = db.execute(text(f"SELECT count(*) FROM {table}"))  # noqa: S608
            assert left.scalar_one() == 0, table
        assert search.is_whole(db)


def test_what_was_written_here_never_leaves_with_a_package(store: Store) -> None:
    with store.write() as db:
        log.activity(db, 1, "Của mình")
        ops = log.chain_of(db)
        assert log.take(db, ops).known_ops == 1
        assert oplog.remove(db, 1).ops == 0
        assert db.execute(text("SELECT count(*) FROM activity")).scalar_one() == 1


def test_a_difference_is_listed_with_both_sides_and_settled_by_naming_them(
    store: Store, key: DataKey
) -> None:
    office = other(store, key, "office")
    with office.write() as db:
        ident = log.activity(db, 1, "Hội thi")
        first = log.chain_of(db)
        log.put(db, "activity", ident, {"title": "Bản của huyện"})
        later = log.chain_of(db, low=2)
    office.close()
    with store.write() as db:
        certificates.put(db, log.HUB, b"", {"office": log.OTHER, "rank": 1})
        log.take(db, first)
        log.put(db, "activity", ident, {"title": "Bản của Sở"}, device=log.HUB)
        log.take(db, later, "p2")
        (row,) = conflicts.list(db)
        assert [side.value for side in row.sides] == ["Bản của Sở", "Bản của huyện"]
        assert row.fields["title"] == "Bản của Sở"
        log.put(db, "activity", ident, {"title": "Bản của huyện"}, device=log.HUB)
        assert conflicts.list(db) == ()
        assert projections.differences(db) == []


def test_a_rank_that_becomes_known_later_settles_what_shows(store: Store, key: DataKey) -> None:
    office = other(store, key, "office")
    with office.write() as db:
        ident = log.activity(db, 1, "Hội thi")
        first = log.chain_of(db)
    office.close()
    with store.write() as db:
        log.take(db, first)
        (hub,) = log.put(db, "activity", ident, {"title": "Bản của Sở"}, device=log.HUB)
    late = other(store, key, "late")
    with late.write() as db:
        log.take(db, first)
        log.put(db, "activity", ident, {"title": "Bản của huyện"}, device=log.SECOND)
        log.take(db, [hub], "p2")
        assert conflicts.list(db)[0].sides[0].value == "Bản của huyện"
        certificates.put(db, log.HUB, b"", {"office": log.OTHER, "rank": 1})
        projections.refold_device(db, log.HUB)
        assert conflicts.list(db)[0].sides[0].value == "Bản của Sở"
        assert projections.differences(db) == []
        keys = listing.activity_ids(db, listing.ActivityQuery(text="ban cua so"))
        assert len(keys) == 1
    late.close()


def test_a_rebuild_gives_what_was_there_and_finds_what_was_meddled_with(store: Store) -> None:
    with store.write() as db:
        for number in range(40):
            log.activity(db, number, f"Hội thi số {number}", **{"place.vn2004:02260": True})
        log.figures(db, "vn2004:02260", {"1": 3, "1.note": "theo sổ"})
        assert projections.differences(db) == []
        before = {t: db.execute(text(f"SELECT * FROM {t}")).all() for t in TABLES}  # noqa: S608
        assert projections.rebuild(db) == 41
        after = {t: db.execute(text(f"SELECT * FROM {t}")).all() for t in TABLES}  # noqa: S608
        assert after == before
        db.execute(text("UPDATE cell SET value = 4 WHERE value = 3"))
        db.execute(text("UPDATE activity SET title = 'khác' WHERE record = 7"))
        db.execute(text("DELETE FROM activity_place WHERE record = 9"))
        wrong = projections.differences(db)
        assert {"activity 7", "cell 41", "activity_place 9"} <= set(wrong)
        projections.rebuild(db)
        assert projections.differences(db) == []
        db.execute(text("UPDATE activity SET folded = 'khac' WHERE record = 5"))
        assert not search.is_whole(db)


TABLES = ("activity", "activity_place", "activity_measure", "sheet", "cell", "record", "conflict")
