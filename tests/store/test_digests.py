"""Digests: the same content, however it came, has the same digest; any change another."""

from __future__ import annotations

from gbdesk.store import audit, digests, ledger, unsent
from gbdesk.store.ring import DataKey
from gbdesk.store.workspace import Store
from helpers import log


def test_two_files_with_the_same_ops_agree_by_content_ops_and_office(
    store: Store, key: DataKey
) -> None:
    with store.write() as db:
        ident = log.activity(db, 1, "Hội thi")
        log.figures(db, "vn2004:02260", {"1": 3}, office=log.OTHER)
        log.put(db, "activity", ident, {"title": "Hội thi gia đình"})
        ops = log.chain_of(db)
        audit.add(db, "ha", "x", "y", "z", at="2024-06-01")
    hub = Store.create(store.path.with_name("hub.gbdesk"), key)
    with hub.write() as db:
        for number, op in enumerate(reversed(ops)):
            log.take(db, [op], f"p{number}")
        theirs = digests.both(db)
    hub.close()
    with store.read() as db:
        assert digests.both(db) == theirs
        assert digests.content(db) == theirs.content
    assert set(theirs.content_by_office) == {log.OFFICE, log.OTHER}


def test_a_detour_changes_the_ops_and_not_the_content(store: Store) -> None:
    with store.write() as db:
        ident = log.activity(db, 1, "Hội thi")
        before = digests.both(db)
        log.put(db, "activity", ident, {"title": "Khác"})
        between = digests.both(db)
        log.put(db, "activity", ident, {"title": "Hội thi"})
        after = digests.both(db)
    assert before.content == after.content != between.content
    assert len({before.ops, between.ops, after.ops}) == 3


def test_what_stays_on_the_pc_is_not_in_what_office_and_hub_compare(store: Store) -> None:
    with store.write() as db:
        ident = log.activity(db, 1, "Hội thi")
        before = digests.both(db)
        log.put(db, "entry", ident, {"register": "places", "street": "…"}, stream="local")
        after = digests.both(db)
    assert after.content_by_office == before.content_by_office
    assert after.ops_by_office == before.ops_by_office
    assert after.content != before.content


def test_receipts_and_openings_are_no_content(store: Store) -> None:
    with store.write() as db:
        log.activity(db, 1, "Hội thi")
        before = digests.both(db)
        log.put(db, digests.RECEIPT, "ab" * 16, {"n": 3})
        log.put(db, "open", "cd" * 16, {"session": "1"})
        after = digests.both(db)
    assert after.content == before.content
    assert after.content_by_office == before.content_by_office
    assert after.ops != before.ops


def test_unsent_counts_records_whose_value_differs_from_the_last_export(store: Store) -> None:
    with store.write() as db:
        ident = log.activity(db, 1, "Hội thi")
        log.activity(db, 2, "Đêm diễn")
        assert unsent.counts(db, log.DEVICE, "report") == {"activity": 2}
        ledger.note_sent(
            db,
            ledger.Sent(
                ident="1",
                device=log.DEVICE,
                stream="report",
                receiver="u",
                seq=1,
                base_n=0,
                head_n=2,
                head_ch=bytes(32),
                made="2024",
            ),
        )
        assert not unsent.counts(db, log.DEVICE, "report")
        log.put(db, "activity", ident, {"title": "Khác"})
        (one,) = unsent.unsent(db, log.DEVICE, "report")
        assert one.fields == ("title",)
        log.put(db, "activity", ident, {"title": "Hội thi"})
        assert not unsent.counts(db, log.DEVICE, "report")
        log.put(db, "activity", ident, {}, kind="delete")
        (gone,) = unsent.unsent(db, log.DEVICE, "report")
        assert gone.now is None
        log.put(db, "open", ident, {"restore": True}, kind="open")
        assert len(unsent.unsent(db, log.DEVICE, "report")) == 1
