"""The merge: what a record shows, folded from every op about it, in any order (`package.md` 4.1).

For a field, the heads are the ops that wrote it and that no other op writing it names in `over`.
The value is that of the head with the highest (rank, clock, device, id); two heads with different
values are a conflict. A record is hidden when every op that nothing replaced is a delete.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from msgspec import Struct

from gbdesk.domain.ops import Op, Value

CREATE: Final = "create"
PUT: Final = "put"
DELETE: Final = "delete"
WRITES: Final = frozenset({CREATE, PUT, DELETE})

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
    writes = [op for op in ops if op.head.k in WRITES]
    if not writes:
        raise ValueError("no write to fold")
    if len(writes) == 1:
        return _single(writes[0])
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
    open_ends = [op for op in writes if op.ref not in replaced] if replaced else writes
    deletes = [op for op in open_ends if op.head.k == DELETE]
    return Folded(
        fields=fields,
        conflicts=conflicts,
        hidden=len(deletes) == len(open_ends),
        pending=not any(op.head.k == CREATE for op in writes),
        edited_after_delete=bool(deletes) and len(deletes) < len(open_ends),
        newest=max(writes, key=lambda op: order(op, rank)),
        version=max(op.head.sv for op in writes),
    )


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
