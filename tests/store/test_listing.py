"""Lists of activities: search without marks, Vietnamese order, filters, no offset."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import event, text

from gbdesk.domain.names import fold
from gbdesk.store import listing, oplog, projections, search
from gbdesk.store.listing import ActivityQuery
from gbdesk.store.workspace import Store
from helpers import log

ORDERED = [
    "An toàn",
    "Ăn mừng",
    "Ấm no",
    "Ba Bể",
    "Cà phê",
    "Dân ca",
    "Đá bóng",
    "Ea H'leo",
    "Ê a",
    "Gia đình",
    "Hoa",
    "Hòa",
    "Hỏa",
    "Hóa",
    "Họa",
    "Oanh",
    "Ôn bài",
    "Ơn nghĩa",
    "Uống",
    "Ước mơ",
    "Xã",
    "Ý kiến",
]


def titles(store: Store, **asked: object) -> list[str]:
    with store.read() as db:
        keys = listing.activity_ids(db, ActivityQuery(**asked))  # type: ignore[arg-type]
        return [row.title for row in listing.activity_rows(db, keys)]


@pytest.fixture
def filled(store: Store) -> Store:
    mixed = list(ORDERED)
    random.Random(7).shuffle(mixed)
    with store.write() as db:
        for number, title in enumerate(mixed):
            log.activity(db, number, title)
    return store


def test_titles_sort_as_vietnamese_sorts(filled: Store) -> None:
    assert titles(filled, order="title", descending=False) == ORDERED
    assert titles(filled, order="title") == ORDERED[::-1]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("da bong", ["Đá bóng"]),
        ("ĐÁ", ["Đá bóng", "Dân ca"]),
        ("hoa", ["Họa", "Hóa", "Hỏa", "Hòa", "Hoa"]),
        ("hoà", ["Họa", "Hóa", "Hỏa", "Hòa", "Hoa"]),
        ("uoc m", ["Ước mơ"]),
        ("bong da", ["Đá bóng"]),
        ("ea hleo", []),
        ("ea h'leo", ["Ea H'leo"]),
        ('" OR *', []),
        ("không có", []),
    ],
)
def test_e16_search_ignores_marks_case_and_order(
    filled: Store, typed: str, found: list[str]
) -> None:
    assert titles(filled, text=typed, order="title") == found


def test_the_tone_may_stand_on_either_letter(store: Store) -> None:
    with store.write() as db:
        log.activity(db, 1, "Hòa giải ở cơ sở")
        log.activity(db, 2, "Hoà giải ở thôn")
    assert len(titles(store, text="hoà giải")) == 2
    assert len(titles(store, text="hòa giải")) == 2
    assert titles(store, order="title", descending=False)[0] == "Hòa giải ở cơ sở"


def test_search_follows_an_edit_and_a_deletion(store: Store) -> None:
    with store.write() as db:
        ident = log.activity(db, 1, "Hội thi")
    with store.write() as db:
        log.put(db, "activity", ident, {"title": "Đêm diễn"})
    assert titles(store, text="hoi thi") == []
    assert titles(store, text="dem dien") == ["Đêm diễn"]
    with store.write() as db:
        log.put(db, "activity", ident, {}, kind="delete")
        assert search.is_whole(db)
    assert titles(store, text="dem") == []


def test_filters_narrow_together(store: Store) -> None:
    with store.write() as db:
        place = {"place.vn2004:02260": True}
        log.activity(db, 1, "Diễn ở xã", level="commune", **place)
        log.activity(db, 2, "Nói chuyện", kind="talk", **place, **{"measure.attendees": 30})
        log.activity(db, 3, "Diễn ở huyện", level="district", **{"topic.t1": True})
    assert titles(store, kinds=("performance",), places=("vn2004:02260",)) == ["Diễn ở xã"]
    assert titles(store, levels=("district", "commune"), order="title", descending=False) == [
        "Diễn ở huyện",
        "Diễn ở xã",
    ]
    assert titles(store, tags=("topic.t1",)) == ["Diễn ở huyện"]
    assert titles(store, tags=("topic.t",)) == []
    assert titles(store, start="2024-03-03", end="2024-03-03") == ["Nói chuyện"]
    assert titles(store, places=("vn2004:99999",)) == []
    required = {"talk": ("attendees",), "performance": ("quantity",)}
    assert titles(store, complete=True, required=required) == ["Nói chuyện"]
    assert titles(store, complete=False, required=required, order="title") == [
        "Diễn ở xã",
        "Diễn ở huyện",
    ]
    with store.read() as db:
        assert listing.activity_count(db, ActivityQuery()) == (3, 30, 0)
        since = oplog.chain_head(db, log.DEVICE, "report").n
    with store.write() as db:
        log.put(db, "activity", titles_key(store, "Nói chuyện"), {"title": "Nói chuyện 2"})
    assert titles(store, unsent=(log.DEVICE, "report", since)) == ["Nói chuyện 2"]


def titles_key(store: Store, title: str) -> str:
    with store.read() as db:
        keys = listing.activity_ids(db, ActivityQuery())
        return next(row.id for row in listing.activity_rows(db, keys) if row.title == title)


def test_a_list_is_read_by_keys_never_by_an_offset_and_gone_rows_are_left_out(
    filled: Store,
) -> None:
    asked: list[str] = []
    with filled.read() as db:

        @event.listens_for(db, "before_cursor_execute")
        def _seen(_db: object, _cursor: object, statement: str, *_rest: object) -> None:
            asked.append(statement.upper())

        keys = listing.activity_ids(db, ActivityQuery(order="title"))
        assert len(keys) == len(ORDERED)
        page = listing.activity_rows(db, keys[5:10])
    assert [row.key for row in page] == list(keys[5:10])
    assert not any("OFFSET" in statement for statement in asked)
    with filled.write() as db:
        log.put(db, "activity", page[2].id, {}, kind="delete")
    with filled.read() as db:
        left = listing.activity_rows(db, keys[5:10])
    assert [row.key for row in left] == [k for k in keys[5:10] if k != page[2].key]


def test_a_sorted_list_uses_the_index(filled: Store) -> None:
    with filled.read() as db:
        plan = db.execute(
            text("EXPLAIN QUERY PLAN SELECT record FROM activity ORDER BY sort, record")
        ).all()
    assert "activity_by_title" in str(plan)
    assert "TEMP B-TREE" not in str(plan)


def test_folded_text_is_what_search_looks_for(filled: Store) -> None:
    with filled.read() as db:
        rows = db.execute(text("SELECT title, folded FROM activity")).all()
        assert projections.differences(db) == []
    assert all(folded.strip() == fold(title) for title, folded in rows)


def test_days_and_words_narrow_together_and_a_few_are_asked_for(store: Store) -> None:
    with store.write() as db:
        for number in range(4):
            log.activity(db, number, f"Hội thi {number}")
        log.activity(db, 29, "Đêm diễn")
    days = {"start": "2024-03-02", "end": "2024-03-03"}
    assert titles(store, text="hoi thi", **days) == ["Hội thi 2", "Hội thi 1"]
    with store.read() as db:
        assert len(listing.activity_ids(db, ActivityQuery(), 2)) == 2
