"""Making a new file's tables and bringing an older file up to date.

Alembic is imported only when the stored revision differs; it runs in our own transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, text

from gbdesk.domain.refusals import Refused
from gbdesk.store import search
from gbdesk.store.tables import metadata

HEAD: Final = "0004"
MIGRATIONS: Final = Path(__file__).resolve().parent / "migrations"


def create(db: Connection) -> None:
    """All tables of a new file, stamped with the newest revision."""
    metadata.create_all(db, checkfirst=False)
    search.create(db)
    db.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    db.execute(text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": HEAD})


def revision(db: Connection) -> str | None:
    """The revision this file was written with, None where it has no tables at all."""
    known = text("SELECT count(*) FROM sqlite_schema WHERE name = 'alembic_version'")
    if not db.execute(known).scalar_one():
        return None
    return db.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def bring_up_to_date(engine: Engine, before: Callable[[str], None]) -> bool:
    """Run the migrations the file lacks, all in one transaction; whether there were any.

    `before` is told the old revision and makes a copy of the file first.

    Raises:
        Refused: the file was written by a newer program, or is no workspace.
    """
    with engine.connect() as db:
        found = revision(db)
    if found == HEAD:
        return False
    if found is None:
        raise Refused("store.damaged", reason="no tables")
    if found > HEAD:
        raise Refused("store.newer", found=found)
    before(found)
    with engine.begin() as db:
        migrate(db)
    return True


def migrate(db: Connection, target: str = "head") -> None:
    """Run the migration scripts up to `target` on this connection, in its transaction."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)

    def steps(found: Any, _context: Any) -> Any:
        return scripts._upgrade_revs(target, found)  # noqa: SLF001 - as alembic's own command does

    with EnvironmentContext(config, scripts, fn=steps, destination_rev=target) as environment:
        environment.configure(connection=db, transactional_ddl=False)
        environment.run_migrations()
