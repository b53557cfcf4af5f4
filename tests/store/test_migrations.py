from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text

from gbdesk.domain.ids import new_row_id
from gbdesk.domain.refusals import Refused
from gbdesk.store import meta, projections, schema, tables, upgrades
from gbdesk.store.engine import open_engine
from gbdesk.store.ring import DataKey
from gbdesk.store.workspace import Store
from helpers import log


def structure(engine: Engine) -> set[tuple[str, str, str]]:
    with engine.connect() as db:
        rows = db.execute(text("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"))
        return {(kind, name, " ".join(sql.split())) for kind, name, sql in rows}


def test_the_migrations_make_the_tables_the_program_knows(tmp_path: Path) -> None:
    key = DataKey.new()
    made = open_engine(tmp_path / "made.gbdesk", key, writes=True)
    with made.begin() as db:
        schema.create(db)
    migrated = open_engine(tmp_path / "migrated.gbdesk", key, writes=True)
    with migrated.begin() as db:
        schema.migrate(db)
    with migrated.connect() as db:
        assert schema.revision(db) == schema.HEAD
    wanted = {row for row in structure(made) if row[1] != "alembic_version"}
    assert {row for row in structure(migrated) if row[1] != "alembic_version"} == wanted
    made.dispose()
    migrated.dispose()


def test_a_failed_migration_leaves_nothing_behind(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "x.gbdesk", DataKey.new(), writes=True)
    with engine.begin() as db:
        db.execute(text("CREATE TABLE sheet (id INTEGER PRIMARY KEY)"))
    with pytest.raises(Exception, match="sheet"), engine.begin() as db:
        schema.migrate(db)
    assert {name for _, name, _ in structure(engine)} == {"sheet"}
    engine.dispose()


def test_a_file_of_a_newer_program_is_refused_and_unchanged(tmp_path: Path) -> None:
    path, key = tmp_path / "x.gbdesk", DataKey.new()
    Store.create(path, key).close()
    engine = open_engine(path, key.copy(), writes=True)
    with engine.begin() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(Refused) as caught:
        Store.open(path, key)
    assert caught.value.code == "store.newer"


def test_a_file_of_before_is_opened_and_its_entries_are_folded_anew(tmp_path: Path) -> None:
    path, key = tmp_path / "x.gbdesk", DataKey.new()
    store = Store.create(path, key.copy())
    club = {"register": "model", "type": "family-club", "name": "CLB Bản Mới", "status": "active"}
    with store.write() as db:
        log.put(db, "entry", new_row_id(1, bytes(10)), {**club, "reviewed.2024-6T": "2024-05-20"})
        before = db.execute(select(tables.register_line)).one()
        read_as = meta.get(db, upgrades.READ_AS)
    store.close()
    engine = open_engine(path, key.copy(), writes=True)
    with engine.begin() as db:
        db.execute(text("DROP INDEX activity_by_end"))
        db.execute(text("DROP TABLE register_line"))
        db.execute(text("DROP TABLE official_report"))
        db.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    engine.dispose()
    again = Store.open(path, key)
    with again.write() as db:
        assert upgrades.is_due(db)
        assert projections.differences(db) != []
        assert upgrades.catch_up(db) == 1
        assert projections.differences(db) == []
        assert db.execute(select(tables.register_line)).one() == before
        assert meta.get(db, upgrades.READ_AS) == read_as
    again.close()
