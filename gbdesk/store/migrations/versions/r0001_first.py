"""The first tables."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEARCH: Final = (
    "CREATE VIRTUAL TABLE activity_search USING fts5("
    "folded, content='activity', content_rowid='record', detail='none', "
    "tokenize='unicode61 remove_diacritics 0')"
)
TYPES: Final[dict[str, Any]] = {"int": sa.Integer, "text": sa.Text, "blob": sa.LargeBinary}

# Each table as words `name:type`, `*` for a key, `?` where there may be nothing.
TABLES: Final = (
    ("meta", "key:text* value:text", True),
    ("secret", "name:text* value:blob", True),
    ("account", "id:text* display:text role:text added:text", True),
    ("catalogue", "number:int* signed:blob digest:blob seen:text kind:text", True),
    (
        "certificate",
        "device:text* office:text rank:int serial:int revoked_n:int? signed:blob facts:text",
        True,
    ),
    (
        "audit",
        "id:int* at:text who:text what:text kind:text ref:text previous:blob hash:blob",
        True,
    ),
    ("term", "id:int* text:text", True),
    ("chain", "id:int* device:text stream:text own:int", True),
    ("op", "id:int* chain:int n:int ch:blob record:int env:blob body:blob", True),
    ("record", "id:int* kind:int office:int uid:blob state:int flag:int fault:text?", True),
    (
        "activity",
        (
            "record:int* office:int start:text finish:text? kind:int level:int role:int "
            "integrated:int status:int task:int quantity:int? attendees:int? women:int? "
            "title:text sort:text folded:text tags:text"
        ),
        True,
    ),
    ("activity_place", "record:int* place:int*", False),
    ("activity_measure", "record:int* measure:int* value:int? decimal:text?", False),
    ("return_state", "record:int* office:int form:int period:int state:text note:text", True),
    ("sheet", "record:int* office:int form:int period:int place:int", True),
    ("cell", "record:int* indicator:int* value:int? state:int note:text?", False),
    ("narrative", "record:int* office:int period:int section:text text:text", True),
    ("submission", "record:int* office:int period:int device:int made:int fields:text", True),
    ("entry", "record:int* kind:int office:int register:text fields:text", True),
    ("conflict", "record:int* field:text* heads:text", False),
    (
        "attempt",
        (
            "id:int* at:text outcome:text who:text package:text office:text device:text "
            "seq:int facts:text header:blob? signatures:blob? previous:blob hash:blob"
        ),
        True,
    ),
    (
        "package",
        (
            "id:int* ident:text accepted:int kind:text office:text device:text seq:int "
            "made:text taken:text archive:text facts:text"
        ),
        True,
    ),
    ("contribution", "package:int* chain:int* from_n:int* to_n:int", False),
    (
        "sent",
        (
            "id:int* ident:text device:text stream:text receiver:text seq:int base_n:int "
            "head_n:int head_ch:blob made:text facts:text"
        ),
        True,
    ),
    ("receipt", "device:text* stream:text* n:int ch:blob at:text facts:text", True),
)
UNIQUE: Final = {
    "term": "text",
    "chain": "device stream",
    "op": "chain n",
    "record": "office uid kind",
    "package": "ident",
    "sent": "device seq",
}
INDEXES: Final = (
    ("op_of_record", "op", "record"),
    (
        "activity_by_date",
        "activity",
        "start office kind level role integrated status task quantity attendees women",
    ),
    ("activity_by_title", "activity", "sort"),
    ("place_of_activity", "activity_place", "place record"),
    ("return_by_period", "return_state", "period form office"),
    ("sheet_by_period", "sheet", "period form office place"),
    ("narrative_by_period", "narrative", "period office"),
    ("submission_by_period", "submission", "period office"),
    ("entry_by_register", "entry", "kind register office"),
    ("attempt_of_package", "attempt", "package"),
    ("contribution_to_chain", "contribution", "chain"),
)


def upgrade() -> None:
    """Make every table."""
    for name, columns, rowid in TABLES:
        parts: list[Any] = [_column(*column.split(":")) for column in columns.split()]
        if name in UNIQUE:
            parts.append(sa.UniqueConstraint(*UNIQUE[name].split()))
        op.create_table(name, *parts, sqlite_strict=True, sqlite_with_rowid=rowid)
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns.split())
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SEARCH)


def downgrade() -> None:
    """Files only move forward."""


def _column(name: str, kind: str) -> Any:
    return sa.Column(
        name,
        TYPES[kind.rstrip("*?")],
        primary_key=kind.endswith("*"),
        nullable=kind.endswith("?"),
        autoincrement=False,
    )
