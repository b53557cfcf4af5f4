"""Three real encrypted files that write, exchange, lose, repeat and undo; what each then holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Engine, delete, event, select

from gbdesk.domain.clock import HybridClock
from gbdesk.domain.erasing import REDACT, is_free, plan_for
from gbdesk.domain.ids import derived_id, return_id, return_row_id
from gbdesk.domain.merge import Folded
from gbdesk.domain.ops import Op, Value, chain_start, read_op
from gbdesk.store import (
    certificates,
    ledger,
    locked,
    oplog,
    projections,
    redaction,
    schema,
    search,
    stored,
    tables,
)
from gbdesk.store.engine import open_engine
from gbdesk.store.oplog import Author, Draft, Taken
from gbdesk.store.ring import DataKey

OFFICE: Final = "u_" + "1" * 26
STREAM: Final = "report"
DEVICES: Final = ("d_" + "a" * 26, "d_" + "b" * 26, "d_" + "h" * 26)
RANKS: Final = {DEVICES[2]: 1}
GONE: Final = "…"
BASE_MS: Final = 1_700_000_000_000
FORM, PERIOD, PLACE = "TT07-2017", "2024-6T", "vn2004:02260"

Key = tuple[str, str]
ACTIVITY: Final[Key] = ("activity", f"{7:032x}")
ROW: Final[Key] = ("row", return_row_id(OFFICE, FORM, PERIOD, PLACE))
RETURN: Final[Key] = ("return", return_id(OFFICE, FORM, PERIOD))
TEXT: Final[Key] = ("narrative", derived_id("narrative", OFFICE, PERIOD, "results"))
ENTRY: Final[Key] = ("entry", f"{8:032x}")
NEWER: Final[Key] = ("gadget", f"{9:032x}")
RECORDS: Final = (ACTIVITY, ROW, RETURN, TEXT, ENTRY, NEWER)
COUNTED: Final = (ACTIVITY, ROW, RETURN, TEXT)
ALWAYS: Final[Mapping[Key, dict[str, Value]]] = {
    ACTIVITY: {},
    ROW: {"form": FORM, "period": PERIOD, "place": PLACE},
    RETURN: {"form": FORM, "period": PERIOD},
    TEXT: {"period": PERIOD, "section": "results"},
    ENTRY: {"register": "models"},
    NEWER: {},
}

_TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    "record": ("kind", "office"),
    "activity": ("office", "kind", "level", "role", "status", "task"),
    "activity_place": ("place",),
    "activity_measure": ("measure",),
    "return_state": ("office", "form", "period"),
    "sheet": ("office", "form", "period", "place"),
    "cell": ("indicator",),
    "narrative": ("office", "period"),
    "submission": ("office", "period", "device"),
    "entry": ("kind", "office"),
}
_EMPTYING: Final = tuple(str(delete(table)) for table in tables.metadata.sorted_tables)
Dump = dict[str, list[tuple[Any, ...]]]


class Broken(Exception):  # noqa: N818 - what a test throws in the way
    """The disk, the power or the program stopped here."""


@dataclass(frozen=True)
class Packet:
    """Ops of one chain as they travel; the same ops make the same packet."""

    ops: tuple[Op, ...]
    mark: str = ""

    @property
    def ident(self) -> str:
        names = "".join(op.ref for op in self.ops) + self.mark
        return hashlib.sha256(names.encode()).hexdigest()


@dataclass
class Replica:
    """One installation: its file, its device, a PC clock that the test sets."""

    engine: Engine
    device: str
    now_ms: int = BASE_MS
    told: int = 0
    clock: HybridClock = field(init=False)

    def __post_init__(self) -> None:
        self.clock = HybridClock(now_ms=lambda: self.now_ms)

    def edit(self, record: Key, fields: Mapping[str, Value]) -> list[Op]:
        """Write fields of a record, as every service does."""
        return self._append(record, "put", {**ALWAYS[record], **fields})

    def drop(self, record: Key) -> list[Op]:
        """Delete a record."""
        return self._append(record, "delete", {})

    def _append(self, record: Key, kind: str, fields: dict[str, Value]) -> list[Op]:
        author = Author(device=self.device, stream=STREAM, user="ha", office=OFFICE)
        draft = Draft(entity=record[0], kind=kind, record=record[1], office=OFFICE, fields=fields)
        with self.engine.begin() as db:
            return oplog.append(db, author, [draft], self.clock)

    def erase(self, record: Key, field: str) -> list[str]:
        """Erase every text a field ever had; the ops erased."""
        with self.engine.begin() as db:
            ranks = certificates.ranks(db)
            ops = oplog.ops_of(db, OFFICE, record[1], record[0])
            now = oplog.state_of(db, OFFICE, record[1], record[0])
            if now is None or now.pending:
                return []
            plan = plan_for(ops, now, field, GONE)
            told = {"entity": record[0], "record": record[1], "refs": ",".join(plan.refs)}
            again = Draft(
                entity=record[0],
                kind="put",
                record=record[1],
                office=OFFICE,
                fields=plan.fields,
                over=plan.over,
            )
            redact = Draft(
                entity=REDACT, kind="create", record=f"{77:032x}", office=OFFICE, fields=dict(told)
            )
            author = Author(device=self.device, stream=STREAM, user="ha", office=OFFICE)
            wanted = [again, redact] if plan.fields else [redact]
            written = oplog.append(db, author, wanted, self.clock)
            swept = redaction.carry_out(db, written[-1:], ranks)
            projections.Projector(db, ranks).refold(sorted(swept.records))
        return plan.refs

    def order(self, record: Key, refs: Sequence[str]) -> None:
        """Order ops of a record to be erased, and say nothing again in their place."""
        self.told += 1
        told = {"entity": record[0], "record": record[1], "refs": ",".join(refs)}
        self._append((REDACT, f"{90 + self.told:032x}"), "create", dict(told))

    def ends(self) -> dict[str, int]:
        """How far every chain goes, as a lock names it."""
        with self.engine.connect() as db:
            return locked.ends(db)

    def counted(self, ends: Mapping[str, int]) -> dict[Key, object]:
        """What a lock with these ends counts: every record without its texts."""
        with self.engine.connect() as db:
            late = locked.late(db, {OFFICE: ends}, _any, (PERIOD, "", "9999"))
            locked.leave_out(db, late, [], None)
            found = {record: _bare(db, record) for record in COUNTED}
            db.rollback()
            db.info.clear()
        return found

    def bare(self, record: Key) -> object:
        """A record without its texts, as it is."""
        with self.engine.connect() as db:
            return _bare(db, record)

    def packet(self, device: str, low: int = 1, high: int | None = None) -> Packet | None:
        """The ops of a chain this file holds from `low` to `high`, None where there is none."""
        with self.engine.connect() as db:
            ops = [op for op in all_ops(db) if op.device == device and op.n >= low]
        ops = [op for op in ops if high is None or op.n <= high]
        return Packet(tuple(ops)) if ops else None

    def take(self, packet: Packet, *, batches: int = 1) -> Taken:
        """Take a packet in, as an import does: ledger, ops and fold in one transaction."""
        with self.engine.begin() as db:
            number = ledger.accept(db, _received(packet))
            if batches == 1:
                taken = oplog.take_in(db, packet.ops, package=number)
            else:
                intake = oplog.Intake(db, package=number)
                size = max(1, len(packet.ops) // batches)
                for start in range(0, len(packet.ops), size):
                    intake.add(packet.ops[start : start + size])
                taken = intake.finish()
        self.clock.absorb(taken.newest_clock)
        return taken

    def undo(self, packet: Packet) -> None:
        """Take back an import; nothing where it is not accepted."""
        with self.engine.begin() as db:
            found = ledger.by_ident(db, packet.ident)
            if found is not None and found.accepted:
                oplog.remove(db, found.id)
                ledger.withdraw(db, found.id)

    def accepted(self) -> list[str]:
        """The packets that are in, by ident."""
        with self.engine.connect() as db:
            return [each.ident for each in ledger.received(db, accepted_only=True)]

    def dump(self) -> Dump:
        """Op log and every typed table, numbers replaced by what they stand for."""
        with self.engine.connect() as db:
            return dump(db)

    def raw(self) -> Dump:
        """Every row of every table as it lies in the file."""
        with self.engine.connect() as db:
            return {
                table.name: sorted((tuple(row) for row in db.execute(select(table))), key=repr)
                for table in tables.metadata.sorted_tables
            }

    def fields(self, record: Key) -> dict[str, tuple[str, Value]] | None:
        """What a record shows, hidden or not; None before its first op is known."""
        with self.engine.connect() as db:
            now = oplog.state_of(db, OFFICE, record[1], record[0])
        if now is None or now.pending:
            return None
        return {name: (type(value).__name__, value) for name, value in now.fields.items()}

    def state(self, record: Key) -> Folded | None:
        """A record as it is folded."""
        with self.engine.connect() as db:
            return oplog.state_of(db, OFFICE, record[1], record[0])

    def ops(self) -> list[Op]:
        """Every op held, of every chain."""
        with self.engine.connect() as db:
            return all_ops(db)

    def check(self) -> list[str]:
        """Where the tables are not the fold of the log, the search index included."""
        with self.engine.begin() as db:
            whole = search.is_whole(db)
            return [*projections.differences(db), *([] if whole else ["search"])]

    def rebuild(self) -> None:
        """Make every typed table anew from the log."""
        with self.engine.begin() as db:
            projections.rebuild(db)

    def clear(self) -> None:
        """An empty file again."""
        with self.engine.begin() as db:
            for statement in _EMPTYING:
                db.exec_driver_sql(statement)
            search.rebuild(db)
            for device in DEVICES:
                facts = {"office": OFFICE, "rank": RANKS.get(device, 0)}
                certificates.put(db, device, b"", facts)
            db.info.clear()
        self.now_ms = BASE_MS
        self.__post_init__()

    @contextmanager
    def breaking(self, at: int) -> Iterator[list[str]]:
        """Fail before the SQL statement number `at` (from 0); the statements seen."""
        seen: list[str] = []

        def before(_db: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if len(seen) == at:
                seen.append(statement)
                raise Broken
            seen.append(statement)

        event.listen(self.engine, "before_cursor_execute", before)
        try:
            with suppress(Broken):
                yield seen
        finally:
            event.remove(self.engine, "before_cursor_execute", before)


def _any(_kind: str, _fields: Mapping[str, Value]) -> bool:
    return True


def _bare(db: Connection, record: Key) -> object:
    now = oplog.state_of(db, OFFICE, record[1], record[0])
    if now is None or now.pending or now.hidden:
        return None
    return {name: said for name, said in now.fields.items() if not is_free(record[0], name)}


def _received(packet: Packet) -> ledger.Received:
    return ledger.Received(
        ident=packet.ident,
        kind="office-ops",
        office=OFFICE,
        device=packet.ops[0].device,
        seq=1,
        made="2024-06-01T00:00:00+00:00",
        taken="2024-06-02T00:00:00+00:00",
    )


def open_replica(path: Path, device: str) -> Replica:
    """A new real file. Nothing is lost with the power here, so the disk need not wait."""
    engine = open_engine(path, DataKey.new(), writes=True)

    @event.listens_for(engine, "connect")
    def _quick(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA synchronous = OFF")

    with engine.begin() as db:
        schema.create(db)
    replica = Replica(engine, device)
    replica.clear()
    return replica


def all_ops(db: Connection) -> list[Op]:
    """Every op, read back from its verbatim bytes, its chain checked where it is whole."""
    found: list[Op] = []
    for device, stream in sorted(stored.chains(db).values()):
        previous, expected = chain_start(device, stream), 1
        for n, ch, line in oplog.lines_after(db, device, stream, 0):
            op = read_op(previous, device, stream, line)
            assert op.id == ch or n != expected
            found.append(msgspec.structs.replace(op, id=ch))
            previous, expected = ch, n + 1
    return found


def dump(db: Connection) -> Dump:
    """The logical rows of op log and projections; equal dumps show and know the same."""
    texts = {row.id: row.text for row in db.execute(select(tables.term))}
    chains = stored.chains(db)
    row = tables.record
    records = {
        each.id: (texts[each.kind], texts[each.office], each.uid.hex())
        for each in db.execute(select(row))
    }
    said: Dump = {}
    for table in (*tables.PROJECTIONS, tables.record, tables.op):
        named = _TEXTS.get(table.name, ())
        readers = [
            _reader(table.name, each.name, named, texts, chains, records) for each in table.c
        ]
        rows = [
            tuple(read(value) for read, value in zip(readers, found, strict=True))
            for found in db.execute(select(table))
        ]
        said[table.name] = sorted(rows, key=repr)
    return said


def _reader(  # noqa: PLR0917 - one column, said in full
    table: str,
    column: str,
    named: Sequence[str],
    texts: Mapping[int, str],
    chains: Mapping[int, Any],
    records: Mapping[int, Any],
) -> Callable[[Any], Any]:
    if (table, column) == ("op", "id"):
        return lambda _number: ""
    if column == "record" or (table, column) == ("record", "id"):
        return lambda number: records[number]
    if (table, column) == ("op", "chain"):
        return lambda number: chains[number]
    if column in named:
        return lambda number: texts[number]
    return lambda value: value
