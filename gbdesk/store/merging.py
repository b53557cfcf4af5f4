"""The merge over ops in hand, also where some of them write nothing."""

from __future__ import annotations

from collections.abc import Sequence

from gbdesk.domain.merge import Folded, Rank, folded
from gbdesk.domain.ops import Op


def fold_writes(ops: Sequence[Op], ranks: Rank) -> Folded | None:
    """The fold of a record's ops, None where none of them writes (opens, receipts)."""
    return folded(ops, ranks)
