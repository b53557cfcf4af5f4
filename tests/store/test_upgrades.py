"""A file under an older and a newer program: the same ops give the tables of whoever reads them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from gbdesk.domain import upcasting
from gbdesk.domain.ids import new_row_id
from gbdesk.domain.ops import Env, Fields, Op, chain_start, write_op
from gbdesk.store import conflicts, oplog, projections, shapes, tables, upgrades
from gbdesk.store.ring import DataKey
from gbdesk.store.workspace import Store
from helpers import log

IDENT, GADGET = new_row_id(1, bytes(10)), new_row_id(2, bytes(10))
DAY = {"start": "2024-05-20", "kind": "meeting"}


def _renamed(fields: Fields) -> Fields:
    return {"title" if name == "headline" else name: value for name, value in fields.items()}


STEPS: upcasting.Steps = {"activity": (_renamed,)}


def chained(*said: tuple[str, str, int, Fields]) -> list[Op]:
    """The chain of an office's PC: entity, record, version and fields of each new record."""
    ch, found = chain_start(log.DEVICE, "report"), list[Op]()
    for n, (entity, record, version, fields) in enumerate(said, 1):
        head = Env(
            e=entity,
            h=f"{n:016x}",
            k="create",
            n=n,
            o=[],
            ou=log.OFFICE,
            r=record,
            sv=version,
            u="mai",
        )
        found.append(write_op(ch, log.DEVICE, "report", head, fields))
        ch = found[-1].id
    return found


@pytest.fixture
def fresh(store: Store, key: DataKey) -> Iterator[Store]:
    """A second file that never saw an older program."""
    made = Store.create(store.path.with_name("fresh.gbdesk"), key)
    yield made
    made.close()


def tables_of(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.read() as db:
        found = {
            table.name: sorted(tuple(row) for row in db.execute(select(table)))
            for table in (tables.record, *tables.PROJECTIONS)
        }
        assert projections.differences(db) == []
    return found


def bytes_of(store: Store) -> list[tuple[bytes, bytes, bytes]]:
    with store.read() as db:
        wanted = select(tables.op.c.ch, tables.op.c.env, tables.op.c.body).order_by(tables.op.c.id)
        return [tuple(row) for row in db.execute(wanted)]


def titles(store: Store) -> list[str]:
    with store.read() as db:
        return list(db.scalars(select(tables.activity.c.title)))


def test_g09_a_field_that_was_renamed_appears_after_the_upgrade(
    store: Store, fresh: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """L15: folded by the old program, then upgraded, is folded by the new one."""
    given = chained(
        ("activity", IDENT, 1, {"headline": "Tên cũ", **DAY}),
        ("entry", GADGET, 1, {"register": "models", "title": "CLB"}),
    )
    with store.write() as db:
        log.take(db, given)
    before = bytes_of(store)
    assert titles(store) == [""]
    monkeypatch.setattr(upcasting, "STEPS", STEPS)
    with store.write() as db:
        assert upgrades.is_due(db)
        assert upgrades.catch_up(db) == 1
        assert not upgrades.is_due(db)
        assert oplog.fields_of(db, log.OFFICE, IDENT, "activity") == {"title": "Tên cũ", **DAY}
    assert titles(store) == ["Tên cũ"]
    assert bytes_of(store) == before
    with fresh.write() as db:
        log.take(db, given)
    assert tables_of(store) == tables_of(fresh)


def test_g09_an_edit_replaces_what_was_written_under_the_older_name(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.write() as db:
        log.take(db, chained(("activity", IDENT, 1, {"headline": "Tên cũ", **DAY})))
    monkeypatch.setattr(upcasting, "STEPS", STEPS)
    with store.write() as db:
        upgrades.catch_up(db)
        assert log.put(db, "activity", IDENT, {"title": "Tên cũ"}, device=log.SECOND) == []
        (op,) = log.put(db, "activity", IDENT, {"title": "Tên mới"}, device=log.SECOND)
        assert (op.head.sv, len(op.head.o)) == (2, 1)
        assert conflicts.list(db) == ()
    assert titles(store) == ["Tên mới"]


def test_g09_what_a_newer_version_wrote_counts_as_far_as_it_is_known(
    store: Store, fresh: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older program: known fields show, the rest waits; after the upgrade nothing is lacking."""
    given = chained(
        ("activity", IDENT, 2, {"title": "Hội thi", "mood": 5, **DAY}),
        ("gadget", GADGET, 1, {"size": 3}),
        ("activity", new_row_id(3, bytes(10)), 1, {"title": "Tập huấn", **DAY}),
    )
    with store.write() as db:
        taken = log.take(db, given)
        assert (taken.partly, taken.newer) == (1, 1)
        assert log.take(db, given, "p2").partly == 0
    assert sorted(titles(store)) == ["Hội thi", "Tập huấn"]
    flags = sorted(row[4:6] for row in tables_of(store)["record"])
    assert flags == [(tables.SHOWN, 0), (tables.SHOWN, tables.PARTLY_NEWER), (tables.NEWER, 0)]
    monkeypatch.setattr(upcasting, "STEPS", STEPS)
    monkeypatch.setattr(shapes, "KINDS", shapes.KINDS | {"gadget"})
    with store.write() as db:
        assert upgrades.catch_up(db) == 3
    assert {row[4:6] for row in tables_of(store)["record"]} == {(tables.SHOWN, 0)}
    with fresh.write() as db:
        assert log.take(db, given).partly == 0
    assert tables_of(store) == tables_of(fresh)


def test_a_new_file_has_nothing_to_catch_up_with(store: Store) -> None:
    with store.read() as db:
        assert not upgrades.is_due(db)
