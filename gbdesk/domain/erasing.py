"""Erased ops: the body is gone, its hash stands in its place (`package.md` 2.3, G10, L14)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from gbdesk.domain.merge import WRITES, Folded, over
from gbdesk.domain.ops import Op, Value, body_hash, is_erased

__all__ = ["REDACT", "Plan", "erased", "is_erased", "named_in", "plan_for"]

REDACT: Final = "redact"
MOST: Final = 1000
_REF: Final = re.compile(r"[0-9a-f]{32}")


def erased(op: Op) -> Op:
    """The same op without what it said; its id does not change."""
    return msgspec.structs.replace(op, body=body_hash(op.body).hex().encode(), fields={})


def named_in(op: Op) -> tuple[str, ...]:
    """The ops that a `redact` op names; what is no name is passed over."""
    said = str(op.fields.get("refs") or "").split(",") if op.head.e == REDACT else []
    return tuple(ref for ref in said[:MOST] if _REF.fullmatch(ref))


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How a text leaves a record: `refs` are erased; `fields` say the rest again, over `over`."""

    refs: list[str]
    fields: dict[str, Value]
    over: list[str]


def plan_for(ops: Sequence[Op], now: Folded, field: str, instead: Value) -> Plan:
    """Erase every text this field of a record ever had; what else those ops wrote is kept as shown.

    The new write replaces every write of its fields: with a body gone, what it had replaced would
    otherwise come back. A deleted record is not written again.
    """
    writes = [op for op in ops if op.head.k in WRITES]
    going = [op for op in writes if _tells(op.fields.get(field), instead)]
    names = sorted({name for op in going for name in op.fields})
    fields: dict[str, Value] = {}
    if not now.hidden:
        fields = {name: now.fields[name] for name in names} | ({field: instead} if going else {})
    wrote = {op.ref for op in writes if not op.fields.keys().isdisjoint(names)}
    return Plan(
        refs=[op.ref for op in going],
        fields=fields,
        over=sorted(wrote | set(over(ops, names))),
    )


def _tells(value: Value, instead: Value) -> bool:
    return isinstance(value, str) and value not in {"", instead}
