"""Every table of a workspace. The op log is the truth; the tables named projections are its fold.

Texts that repeat (offices, kinds, places, indicators) stand once in `term`; others hold its id.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

metadata: Final = MetaData()

PENDING, SHOWN, HIDDEN, NO_RECORD, NEWER, INVALID = range(6)
EDITED_AFTER_DELETE, PARTLY_NEWER = 1, 2  # bits of `record.flag`
BLANK, NUMBER, UNKNOWN, NOT_APPLICABLE, ODD = range(5)


def _table(name: str, *parts: Any, rowid: bool = True) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=rowid)


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _int(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


def _blob(name: str, *, null: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=null)


def _id(name: str = "id") -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _key(name: str, kind: Any = Text) -> Column[Any]:
    return Column(name, kind, primary_key=True, autoincrement=False)


# What the installation knows about itself
meta = _table("meta", _key("key"), _text("value"))
secret = _table("secret", _key("name"), _blob("value"))
account = _table("account", _key("id"), _text("display"), _text("role"), _text("added"))
catalogue = _table(
    "catalogue", _id("number"), _blob("signed"), _blob("digest"), _text("seen"), _text("kind")
)
certificate = _table(
    "certificate",
    _key("device"),
    _text("office"),
    _int("rank"),
    _int("serial"),
    _int("revoked_n", null=True),
    _blob("signed"),
    _text("facts"),
)
audit = _table(
    "audit",
    _id(),
    _text("at"),
    _text("who"),
    _text("what"),
    _text("kind"),
    _text("ref"),
    _blob("previous"),
    _blob("hash"),
)

# The op log
term = _table("term", _id(), _text("text"), UniqueConstraint("text"))
chain = _table(
    "chain",
    _id(),
    _text("device"),
    _text("stream"),
    _int("own"),
    UniqueConstraint("device", "stream"),
)
op = _table(
    "op",
    _id(),
    _int("chain"),
    _int("n"),
    _blob("ch"),
    _int("record"),
    _blob("env"),
    _blob("body"),
    UniqueConstraint("chain", "n"),
    Index("op_of_record", "record"),
)
record = _table(
    "record",
    _id(),
    _int("kind"),
    _int("office"),
    _blob("uid"),
    _int("state"),
    _int("flag"),
    _text("fault", null=True),
    UniqueConstraint("office", "uid", "kind"),
)

# Projections
activity = _table(
    "activity",
    _id("record"),
    _int("office"),
    _text("start"),
    _text("finish", null=True),
    _int("kind"),
    _int("level"),
    _int("role"),
    _int("integrated"),
    _int("status"),
    _int("task"),
    _int("quantity", null=True),
    _int("attendees", null=True),
    _int("women", null=True),
    _text("title"),
    _text("sort"),
    _text("folded"),
    _text("tags"),
    Index(
        "activity_by_date",
        *("start", "office", "kind", "level", "role", "integrated", "status", "task"),
        *("quantity", "attendees", "women"),
    ),
    Index("activity_by_title", "sort"),
)
Index("activity_by_end", activity.c.finish, sqlite_where=activity.c.finish.is_not(None))
activity_place = _table(
    "activity_place",
    _key("record", Integer),
    _key("place", Integer),
    Index("place_of_activity", "place", "record"),
    rowid=False,
)
activity_measure = _table(
    "activity_measure",
    _key("record", Integer),
    _key("measure", Integer),
    _int("value", null=True),
    _text("decimal", null=True),
    rowid=False,
)
return_state = _table(
    "return_state",
    _id("record"),
    _int("office"),
    _int("form"),
    _int("period"),
    _text("state"),
    _text("note"),
    Index("return_by_period", "period", "form", "office"),
)
sheet = _table(
    "sheet",
    _id("record"),
    _int("office"),
    _int("form"),
    _int("period"),
    _int("place"),
    Index("sheet_by_period", "period", "form", "office", "place"),
)
cell = _table(
    "cell",
    _key("record", Integer),
    _key("indicator", Integer),
    _int("value", null=True),
    _int("state"),
    _text("note", null=True),
    rowid=False,
)
narrative = _table(
    "narrative",
    _id("record"),
    _int("office"),
    _int("period"),
    _text("section"),
    _text("text"),
    Index("narrative_by_period", "period", "office"),
)
submission = _table(
    "submission",
    _id("record"),
    _int("office"),
    _int("period"),
    _int("device"),
    _int("made"),
    _text("fields"),
    Index("submission_by_period", "period", "office"),
)
entry = _table(
    "entry",
    _id("record"),
    _int("kind"),
    _int("office"),
    _text("register"),
    _text("fields"),
    Index("entry_by_register", "kind", "register", "office"),
)
register_line = _table(
    "register_line",
    _id("record"),
    *(_int(name) for name in ("office", "register", "type", "status", "place")),
    *(_text(name) for name in ("day", "reviewed", "sort", "folded")),
    Index("line_of_register", "register", "office", "status", "type"),
)
conflict = _table("conflict", _key("record", Integer), _key("field"), _text("heads"), rowid=False)

PROJECTIONS: Final = (
    activity,
    activity_place,
    activity_measure,
    return_state,
    sheet,
    cell,
    narrative,
    submission,
    entry,
    register_line,
    conflict,
)

# The ledger
attempt = _table(
    "attempt",
    _id(),
    *(_text(name) for name in ("at", "outcome", "who", "package", "office", "device")),
    _int("seq"),
    _text("facts"),
    _blob("header", null=True),
    _blob("signatures", null=True),
    _blob("previous"),
    _blob("hash"),
    Index("attempt_of_package", "package"),
)
package = _table(
    "package",
    _id(),
    _text("ident"),
    _int("accepted"),
    _text("kind"),
    _text("office"),
    _text("device"),
    _int("seq"),
    _text("made"),
    _text("taken"),
    _text("archive"),
    _text("facts"),
    UniqueConstraint("ident"),
)
contribution = _table(
    "contribution",
    _key("package", Integer),
    _key("chain", Integer),
    _key("from_n", Integer),
    _int("to_n"),
    Index("contribution_to_chain", "chain"),
    rowid=False,
)
sent = _table(
    "sent",
    _id(),
    _text("ident"),
    _text("device"),
    _text("stream"),
    _text("receiver"),
    _int("seq"),
    _int("base_n"),
    _int("head_n"),
    _blob("head_ch"),
    _text("made"),
    _text("facts"),
    UniqueConstraint("device", "seq"),
)
receipt = _table(
    "receipt",
    _key("device"),
    _key("stream"),
    _int("n"),
    _blob("ch"),
    _text("at"),
    _text("facts"),
)

# What the hub issued; `content` is None where it was withdrawn
official_report = _table(
    "official_report",
    _id(),
    *(_text(name) for name in ("period", "profile", "recipient", "made", "who", "facts")),
    _blob("digest"),
    _blob("content", null=True),
)
