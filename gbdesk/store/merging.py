"""The merge over ops in hand, also where some of them write nothing."""

from __future__ import annotations

from collections.abc import Sequence

from gbdesk.domain.merge import WRITES, Folded, Rank, fold
from gbdesk.domain.ops import Op


def fold_writes(ops: Sequence[Op], ranks: Rank) -> Folded | None:
    """The fold of a record's ops, None where none of them writes (opens, receipts)."""
    if len(ops) == 1:
        return fold(ops, ranks) if ops[0].head.k in WRITES else None
    if not any(op.head.k in WRITES for op in ops):
        return None
    return fold(ops, ranks)
