"""Activities of several days are found by their last day, however long ago they began."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index; it holds only activities that have a last day."""
    lasts = sa.column("finish").is_not(None)
    op.create_index("activity_by_end", "activity", ["finish"], sqlite_where=lasts)


def downgrade() -> None:
    """Files only move forward."""
