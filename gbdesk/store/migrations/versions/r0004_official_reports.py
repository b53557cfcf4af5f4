"""Official versions of the hub's reports; in an office's file the table stays empty."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXTS: Final = ("period", "profile", "recipient", "made", "who", "facts")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "official_report",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in TEXTS),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=True),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Files only move forward."""
