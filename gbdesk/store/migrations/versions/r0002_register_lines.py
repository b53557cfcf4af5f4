"""Lines of registers in a table of their own; every entry is folded anew when the file opens."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBERS: Final = ("office", "register", "type", "status", "place")
TEXTS: Final = ("day", "reviewed", "sort", "folded")
INDEXED: Final = ["register", "office", "status", "type"]


def upgrade() -> None:
    """Make the table; the mark of how entries were read is that of no version."""
    op.create_table(
        "register_line",
        sa.Column("record", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in NUMBERS),
        *(sa.Column(name, sa.Text, nullable=False) for name in TEXTS),
        sqlite_strict=True,
    )
    op.create_index("line_of_register", "register_line", INDEXED)
    meta = sa.table("meta", sa.column("key"), sa.column("value"))
    marked = sa.func.json_set(meta.c.value, "$.entry", 0)
    changing = sa.update(meta).where(meta.c.key == "read-as").values(value=marked)
    if not op.get_bind().execute(changing).rowcount:
        op.execute(sa.insert(meta).values(key="read-as", value='{"entry": 0}'))


def downgrade() -> None:
    """Files only move forward."""
