"""The merge said a second time, slowly and straight from its definition (`package.md` 4.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gbdesk.domain.ops import Op
from laws.world import RANKS

Fact = tuple[str, Any]


@dataclass(frozen=True)
class Shown:
    """What a record should show: values, fields in conflict with every open value, standing."""

    values: dict[str, Fact]
    conflicts: dict[str, frozenset[Fact]]
    hidden: bool
    pending: bool
    edited_after_delete: bool


def fact(value: Any) -> Fact:
    """A value that true and one do not share."""
    return (type(value).__name__, value)


def overwritten(op: Op, others: Iterable[Op], field: str | None = None) -> bool:
    """Whether another op (that writes the field) says that it replaces this one."""
    return any(
        op.ref in other.head.o and (field is None or field in other.fields) for other in others
    )


def expected(ops: Iterable[Op]) -> dict[tuple[str, str], Shown]:
    """Every record that is written, by kind and id."""
    by_record: dict[tuple[str, str], list[Op]] = {}
    for op in ops:
        if op.head.k in {"create", "put", "delete"}:
            by_record.setdefault((op.head.e, op.head.r), []).append(op)
    return {key: _shown(writes) for key, writes in by_record.items()}


def _shown(writes: list[Op]) -> Shown:
    values: dict[str, Fact] = {}
    conflicts: dict[str, frozenset[Fact]] = {}
    for field in {name for op in writes for name in op.fields}:
        wrote = [op for op in writes if field in op.fields]
        heads = [op for op in wrote if not overwritten(op, wrote, field)]
        best = max(heads, key=lambda op: (RANKS.get(op.device, 0), op.head.h, op.device, op.id))
        values[field] = fact(best.fields[field])
        told = frozenset(fact(op.fields[field]) for op in heads)
        if len(told) > 1:
            conflicts[field] = told
    ends = [op for op in writes if not overwritten(op, writes)]
    deletes = [op for op in ends if op.head.k == "delete"]
    return Shown(
        values=values,
        conflicts=conflicts,
        hidden=len(deletes) == len(ends),
        pending=not any(op.head.k == "create" for op in writes),
        edited_after_delete=bool(deletes) and len(deletes) < len(ends),
    )
