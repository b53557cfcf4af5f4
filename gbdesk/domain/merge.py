"""The merge: what a record shows, folded from every op about it, in any order (`package.md` 4.1).

For a field, the heads are the ops that wrote it and that no other op writing it names in `over`.
The value is that of the head with the highest (rank, clock, device, id); two heads with different
values are a conflict. A record is hidden when every op that nothing replaced is a delete.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Final, TypeAlias

from msgspec import Struct

from gbdesk.domain.ops import Op, Value

CREATE: Final = "create"
PUT: Final = "put"
DELETE: Final = "delete"
WRITES: Final = frozenset({CREATE, PUT, DELETE})

_AMONG_OWN: Final = attrgetter("head.h", "id")

Rank: TypeAlias = Mapping[str, int]


class Folded(Struct, frozen=True, gc=False, kw_only=True):
    """A record as it is now: `fields` shown, `heads` per field that is in conflict.

    `version` is the newest version of its entity that any write about it has.
    """

    fields: dict[str, Value]
    conflicts: dict[str, tuple[Op, ...]]
    hidden: bool
    pending: bool
    edited_after_delete: bool
    newest: Op
    version: int = 1


def fold(ops: Sequence[Op], rank: Rank) -> Folded:
    """Fold every write about one record; the order of `ops` does not matter.

    `rank` gives the rank of a device (0 where it is not named).

    Raises:
        ValueError: there is no write among the ops.
    """
    found = folded(ops, rank)
    if found is None:
        raise ValueError("no write to fold")
    return found


def folded(ops: Sequence[Op], rank: Rank) -> Folded | None:
    """As `fold`; None where there is no write among the ops."""
    writes = [op for op in ops if op.head.k in WRITES]
    if len(writes) < 2:
        return _single(writes[0]) if writes else None
    conflicts: dict[str, tuple[Op, ...]] = {}
    if (calm := _in_turn(writes)) is not None:
        fields, ends = calm
    else:
        fields, ends, conflicts = _side_by_side(writes, rank)
    deletes = [op for op in ends if op.head.k == DELETE]
    return Folded(
        fields=fields,
        conflicts=conflicts,
        hidden=len(deletes) == len(ends),
        pending=not any(op.head.k == CREATE for op in writes),
        edited_after_delete=bool(deletes) and len(deletes) < len(ends),
        newest=_newest(writes, rank),
        version=max([op.head.sv for op in writes]),
    )


def _in_turn(writes: Sequence[Op]) -> tuple[dict[str, Value], Sequence[Op]] | None:
    """Fields and open ends where every write of a field names the one before it; else None.

    Then the last write of a field is its only head, and there is nothing to weigh: so it is for
    nearly every record, and `_side_by_side` says the same of it.
    """
    last: dict[str, str] = {}
    fields: dict[str, Value] = {}
    replaced: set[str] = set()
    refs = [op.id[:16].hex() for op in writes]
    for ref, op in zip(refs, writes, strict=True):
        over = op.head.o
        if ref in replaced or ref in over:
            return None
        wrote = op.fields
        if last:
            for name in wrote:
                if name in last and last[name] not in over:
                    return None
        last.update(dict.fromkeys(wrote, ref))
        fields.update(wrote)
        replaced.update(over)
    ends = [op for ref, op in zip(refs, writes, strict=True) if ref not in replaced]
    return {name: fields[name] for name in sorted(fields)}, ends


def _side_by_side(
    writes: Sequence[Op], rank: Rank
) -> tuple[dict[str, Value], Sequence[Op], dict[str, tuple[Op, ...]]]:
    """Fields, open ends and conflicts of any writes at all."""
    replaced = _replaced(writes)
    fields: dict[str, Value] = {}
    conflicts: dict[str, tuple[Op, ...]] = {}
    for name, wrote in sorted(_writers(writes).items()):
        if len(wrote) == 1:
            fields[name] = wrote[0].fields[name]
            continue
        heads = _heads(wrote, rank)
        fields[name] = heads[0].fields[name]
        if any(_differs(head.fields[name], fields[name]) for head in heads[1:]):
            conflicts[name] = heads
    ends = [op for op in writes if op.ref not in replaced] if replaced else writes
    return fields, ends, conflicts


def _newest(writes: Sequence[Op], rank: Rank) -> Op:
    """The last of all in the order in which writes win; one device has one rank."""
    if len({op.device for op in writes}) == 1:
        return max(writes, key=_AMONG_OWN)
    return max(writes, key=lambda op: order(op, rank))


def _single(op: Op) -> Folded:
    return Folded(
        fields=dict(op.fields),
        conflicts={},
        hidden=op.head.k == DELETE,
        pending=op.head.k != CREATE,
        edited_after_delete=False,
        newest=op,
        version=op.head.sv,
    )


def _writers(writes: Iterable[Op]) -> dict[str, list[Op]]:
    """The ops that wrote each field."""
    found: dict[str, list[Op]] = {}
    for op in writes:
        for name in op.fields:
            if name in found:
                found[name].append(op)
            else:
                found[name] = [op]
    return found


def _replaced(wrote: Iterable[Op]) -> set[str]:
    """What these ops replace."""
    return set().union(*(op.head.o for op in wrote))


def _heads(wrote: list[Op], rank: Rank) -> tuple[Op, ...]:
    """The writes of one field that no other of them replaces, the one that shows first."""
    heads = standing(wrote) or wrote
    if len(heads) == 1:
        return (heads[0],)
    return tuple(sorted(heads, key=lambda op: order(op, rank), reverse=True))


def standing(wrote: Sequence[Op]) -> list[Op]:
    """Those of these writes that none of them replaces."""
    replaced = _replaced(wrote)
    return [op for op in wrote if op.ref not in replaced]


def _differs(left: Value, right: Value) -> bool:
    return type(left) is not type(right) or left != right


def order(op: Op, rank: Rank) -> tuple[int, str, str, bytes]:
    """The total order in which concurrent writes win: rank, clock, device, id."""
    return (rank.get(op.device, 0), op.head.h, op.device, op.id)


def over(ops: Sequence[Op], names: Iterable[str] | None = None) -> list[str]:
    """What a new write replaces: the record's open ends and the heads of the fields written."""
    writes = [op for op in ops if op.head.k in WRITES]
    seen = {op.ref for op in standing(writes)}
    for name in names or ():
        seen |= {op.ref for op in standing([op for op in writes if name in op.fields])}
    return sorted(seen)
