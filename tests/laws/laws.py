"""The laws of `package.md` 4.2, each a statement about three real files after any script."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from gbdesk.domain.erasing import REDACT
from gbdesk.domain.ops import Op
from laws.oracle import expected, fact, overwritten
from laws.scripts import Edit, Step, Story
from laws.world import ALWAYS, COUNTED, DEVICES, GONE, OFFICE, Dump, Packet, Replica

Script = list[Step]
NEVER = 10_000
Law = Callable[[Story, Script, list[int], random.Random], None]


def commutes(story: Story, script: Script, offsets: list[int], chance: random.Random) -> None:
    """L1, L2: any order and any batching of the same packets gives the same tables."""
    story.start(offsets)
    story.run(script)
    packets = [one.packet(one.device) for one in story.replicas]
    pieces = [piece for packet in packets if packet for piece in _pieces(packet, chance)]
    first, second, third = story.replicas
    dumps = []
    for replica in (first, second, third):
        replica.clear()
        chance.shuffle(pieces)
        for piece in pieces:
            replica.take(piece, batches=chance.choice((1, 2, 3)))
        dumps.append(replica.dump())
    assert dumps[0] == dumps[1] == dumps[2]


def repeats(story: Story, script: Script, offsets: list[int], chance: random.Random) -> None:
    """L3: what is in already changes not one byte of any table."""
    story.start(offsets)
    story.run(script)
    taker = story.replicas[2]
    for device in DEVICES:
        for source in story.replicas[:2]:
            packet = source.packet(device)
            if packet is None:
                continue
            taker.take(packet)
            before = taker.raw()
            taken = taker.take(packet, batches=chance.choice((1, 2)))
            assert taken.new_ops == 0
            assert taker.raw() == before


def folds(story: Story, script: Script, offsets: list[int], _chance: random.Random) -> None:
    """L4: the tables kept up with every step are those made anew, and those of the definition."""
    story.start(offsets)
    story.run(script)
    story.exchange()
    for replica in story.replicas:
        assert replica.check() == []
        _defined(replica)
        before = replica.raw()
        replica.rebuild()
        assert replica.raw() == before
        assert replica.check() == []


def loses_nothing(story: Story, script: Script, offsets: list[int], _c: random.Random) -> None:
    """L5, L6, L11: unreplaced is shown or listed; one head is no conflict; replaced never shows."""
    story.start(offsets)
    story.run(script)
    story.exchange()
    for replica in story.replicas:
        ops, dump = replica.ops(), replica.dump()
        listed = _listed(dump, ops)
        for key, writes in _writes(ops).items():
            for name in {field for op in writes for field in op.fields}:
                wrote = [op for op in writes if name in op.fields]
                heads = [op for op in wrote if not overwritten(op, wrote, name)]
                told = listed.get((*key, name), frozenset())
                wanted = {op.ref for op in heads}
                values = {fact(op.fields[name]) for op in heads}
                assert told == (wanted if len(values) > 1 else set())


def undoes(story: Story, script: Script, offsets: list[int], chance: random.Random) -> None:
    """L7: taking an import back leaves what the others brought; taking it in again restores."""
    story.start(offsets)
    story.run(script)
    taker = story.replicas[2]
    for source in story.replicas[:2]:
        whole = source.packet(source.device)
        if whole is None:
            continue
        low = chance.randint(1, len(whole.ops))
        part = Packet(whole.ops[low - 1 :], "part")
        before = taker.dump()
        taker.take(part)
        after = taker.dump()
        taker.undo(part)
        assert taker.dump() == before
        taker.take(Packet(whole.ops, "whole"))
        both = taker.dump()
        taker.take(part)
        assert taker.dump() == both
        taker.undo(part)
        assert taker.dump() == both
        taker.undo(Packet(whole.ops, "whole"))
        assert taker.dump() == before
        taker.take(part)
        assert taker.dump() == after
        assert taker.check() == []


def is_atomic(story: Story, script: Script, offsets: list[int], chance: random.Random) -> None:
    """L8: a stop at any SQL statement leaves every table as it was; the next try succeeds."""
    story.start(offsets)
    story.run(script)
    first, _, taker = story.replicas
    packet = first.packet(first.device)
    if packet is None:
        return
    packet = Packet(packet.ops, "new")
    logical = taker.dump()
    total = _stopped(taker, packet, NEVER)
    after = taker.dump()
    taker.undo(packet)
    assert taker.dump() == logical
    before = taker.raw()
    for at in sorted(chance.sample(range(total), min(total, 8))):
        if _stopped(taker, packet, at) <= at:
            break
        assert taker.raw() == before
    taker.take(packet)
    assert taker.dump() == after
    assert taker.check() == []


def ignores_clocks(story: Story, script: Script, offsets: list[int], _c: random.Random) -> None:
    """L9: other clocks give the same rows, the same fields in conflict, the same settled values."""
    seen = []
    for chosen in (offsets, [0, 0, 0]):
        story.start(chosen)
        story.run(script)
        story.exchange()
        seen.append([_settled(replica) for replica in story.replicas])
    assert seen[0] == seen[1]


def keeps_edits(story: Story, script: Script, offsets: list[int], _c: random.Random) -> None:
    """L10: a record with an edit that the deleter had not seen stays and is flagged."""
    story.start(offsets)
    story.run(script)
    story.exchange()
    for replica in story.replicas:
        standing = {row[3]: row for row in _records(replica.dump())}
        for (_, ident), writes in _writes(replica.ops()).items():
            ends = [op for op in writes if not overwritten(op, writes)]
            kinds = {op.head.k for op in ends}
            hidden = kinds == {"delete"}
            state, flag = standing[ident][4], standing[ident][5]
            assert (state == 2) == (hidden and any(op.head.k == "create" for op in writes))
            assert bool(flag) == ("delete" in kinds and not hidden)


def converges(story: Story, script: Script, offsets: list[int], _c: random.Random) -> None:
    """L12, L13: after everybody has given everything, all are equal, as if nothing was lost."""
    story.start(offsets)
    story.run(script)
    story.exchange()
    dumps = [replica.dump() for replica in story.replicas]
    for left, right in pairwise(dumps):
        assert left == right
    for replica in story.replicas:
        assert replica.check() == []


def sequential_work_is_calm(
    story: Story, script: Script, offsets: list[int], _c: random.Random
) -> None:
    """Who has seen everything before writing never makes a conflict (L6, from outside)."""
    story.start(offsets)
    for step in script:
        if isinstance(step, Edit):
            story.do(step)
            story.exchange()
    for replica in story.replicas:
        assert replica.dump()["conflict"] == []


def erases(story: Story, script: Script, offsets: list[int], chance: random.Random) -> None:
    """L14: erasing changes no id and no other record; nothing replaced comes back; all follow."""
    story.start(offsets)
    story.run(script)
    eraser, taker = story.replicas[2], story.replicas[0]
    for other in story.replicas[:2]:
        if packet := other.packet(other.device):
            eraser.take(packet)
    packets = [found for one in DEVICES if (found := eraser.packet(one))]
    before, held = eraser.dump(), {op.id: op for op in eraser.ops()}
    texts = [
        ((op.head.e, op.head.r), name)
        for op in held.values()
        for name, said in op.fields.items()
        if isinstance(said, str) and said and name not in ALWAYS[op.head.e, op.head.r]
    ]
    if not texts:
        return
    record, field = chance.choice(texts)
    stood = eraser.state(record)
    gone = set(eraser.erase(record, field))
    if not gone:
        return
    after = {op.id: op for op in eraser.ops()}
    assert held.keys() <= after.keys()
    for ident, op in held.items():
        assert after[ident].fields == ({} if op.ref in gone else op.fields)
    _same_elsewhere(before, eraser.dump(), {record, (REDACT, f"{77:032x}")})
    now = eraser.state(record)
    assert stood is not None
    assert now is not None
    assert now.hidden == stood.hidden
    if not now.hidden:
        assert now.fields == {**stood.fields, field: GONE}
        assert now.conflicts.keys() <= stood.conflicts.keys()
    told = eraser.packet(eraser.device)
    pieces = [piece for packet in (*packets, told) if packet for piece in _pieces(packet, chance)]
    chance.shuffle(pieces)
    taker.clear()
    for piece in pieces:
        taker.take(piece)
    assert taker.dump() == eraser.dump()
    assert taker.check() == []


def keeps_the_lock(story: Story, script: Script, offsets: list[int], chance: random.Random) -> None:
    """No order to erase that comes after a lock moves what the lock counts, honest or not."""
    story.start(offsets)
    story.run(script)
    story.exchange()
    eraser, hub = story.replicas[0], story.replicas[2]
    ends = hub.ends()
    before = hub.counted(ends)
    for record in chance.sample(COUNTED, len(COUNTED)):
        refs = [op.ref for op in eraser.ops() if (op.head.e, op.head.r) == record]
        if not refs:
            continue
        eraser.order(record, chance.sample(refs, chance.randint(1, len(refs))))
        if chance.random() < 0.5:
            eraser.edit(record, {"measure.attendees": 77})
        if packet := eraser.packet(eraser.device):
            hub.take(packet)
        assert hub.counted(ends) == before
    assert hub.check() == []
    accepted = hub.ends()
    assert hub.counted(accepted) == {record: hub.bare(record) for record in COUNTED}


LAWS: Mapping[str, Law] = {
    law.__name__: law
    for law in (
        commutes,
        repeats,
        folds,
        loses_nothing,
        undoes,
        is_atomic,
        ignores_clocks,
        keeps_edits,
        converges,
        sequential_work_is_calm,
        erases,
        keeps_the_lock,
    )
}


def _same_elsewhere(before: Dump, after: Dump, but: set[tuple[str, str]]) -> None:
    """No row of another record differs."""
    for table in before:
        left, right = (
            [row for row in dump[table] if not _of(row, but)] for dump in (before, after)
        )
        assert left == right


def _of(row: tuple[Any, ...], records: set[tuple[str, str]]) -> bool:
    return any(
        isinstance(value, tuple) and len(value) == 3 and (value[0], value[2]) in records
        for value in row
    )


def _pieces(packet: Packet, chance: random.Random) -> list[Packet]:
    """The packet whole or in two parts, one of them twice."""
    cut = chance.randint(0, len(packet.ops))
    parts = [Packet(ops) for ops in (packet.ops[:cut], packet.ops[cut:]) if ops]
    return [*parts, chance.choice(parts)]


def _stopped(taker: Replica, packet: Packet, at: int) -> int:
    with taker.breaking(at) as seen:
        taker.take(packet)
    return len(seen)


def _writes(ops: list[Op]) -> dict[tuple[str, str], list[Op]]:
    found: dict[tuple[str, str], list[Op]] = {}
    for op in ops:
        found.setdefault((op.head.e, op.head.r), []).append(op)
    return found


def _listed(dump: Dump, _ops: list[Op]) -> dict[tuple[str, str, str], frozenset[str]]:
    return {
        (record[0], record[2], name): frozenset(json.loads(heads))
        for record, name, heads in dump["conflict"]
    }


def _records(dump: Dump) -> list[tuple[Any, ...]]:
    """(key, kind, office, uid hex, state, flag, fault)."""
    return [(row[0], row[1], row[2], row[0][2], *row[4:]) for row in dump["record"]]


def _settled(replica: Replica) -> Any:
    """What clocks must not change."""
    ops = replica.ops()
    shown = expected(ops)
    dump = replica.dump()
    conflicts = sorted((record, name) for record, name, _ in dump["conflict"])
    standing = {row[3]: (row[4] in {1, 5}, row[5]) for row in _records(dump)}
    calm = {
        key: {name: value for name, value in each.values.items() if name not in each.conflicts}
        for key, each in shown.items()
    }
    return conflicts, standing, calm


def _defined(replica: Replica) -> None:
    """Compare the tables with the definition, said a second time in `oracle`."""
    dump = replica.dump()
    by_key = {(row[1], row[3]): row for row in _records(dump)}
    cells = {(row[0][2], row[1]): row[2:] for row in dump["cell"]}
    titles = {row[0][2]: row[13] for row in dump["activity"]}
    entries = {row[0][2]: json.loads(row[4]) for row in dump["entry"]}
    for key, shown in expected(replica.ops()).items():
        state, flag, fault = by_key[key][4:]
        assert (state == 0) == shown.pending
        assert (state == 2) == (shown.hidden and not shown.pending)
        assert bool(flag) == shown.edited_after_delete
        there = state == 1
        told = replica.fields(key)
        assert told == (None if shown.pending else shown.values)
        values = {name: value for name, (_, value) in shown.values.items()}
        if key[0] == "activity":
            assert (key[1] in titles) == there
            bad = values.get("start") in {None, "soon"}
            assert fault == ("shape.start" if bad and state == 5 else None)
            if there:
                assert titles[key[1]] == values.get("title", "")
        if key[0] == "row":
            line = cells.get((key[1], "1"))
            number = values.get("1")
            assert (line is not None and line[0] is not None) == (there and _counts(number))
            if there and _counts(number):
                assert line is not None
                assert line[0] == number
        if key[0] == "entry":
            assert entries.get(key[1]) == (values if there else None)
    assert all(row[2] == OFFICE for row in dump["record"])


def _counts(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
