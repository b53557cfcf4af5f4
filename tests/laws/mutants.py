"""Ways in which the merge could be wrong; each must be seen by a law (`package.md` 4.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

from sqlalchemy import Connection

from gbdesk.domain import merge
from gbdesk.domain.merge import Folded, Rank
from gbdesk.domain.ops import Op
from gbdesk.store import (
    contributions,
    intake,
    locked,
    merging,
    oplog,
    projections,
    redaction,
    search,
    spared,
)
from gbdesk.store.projections import Projector


@dataclass(frozen=True)
class Mutant:
    """One fault: what is put in the place of what, and the law that must see it."""

    what: str
    law: str
    target: Any
    name: str
    instead: Callable[..., Any]

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """The fault, for a while."""
        with mock.patch.object(self.target, self.name, self.instead):
            yield


def _by_clock_only(op: Op, _rank: Rank) -> tuple[int, str, str, bytes]:
    return (0, op.head.h, op.device, op.id)


def _by_arrival(wrote: list[Op], _rank: Rank) -> tuple[Op, ...]:
    replaced = {ref for op in wrote for ref in op.head.o}
    return tuple(op for op in wrote if op.ref not in replaced)


def _last_writer(wrote: list[Op], rank: Rank) -> tuple[Op, ...]:
    return (max(wrote, key=lambda op: merge.order(op, rank)),)


def _all_heads(wrote: list[Op], rank: Rank) -> tuple[Op, ...]:
    return tuple(sorted(wrote, key=lambda op: merge.order(op, rank), reverse=True))


def _near_in_time(wrote: list[Op], rank: Rank) -> tuple[Op, ...]:
    """Heads that are more than a minute older than the newest are thought to have been seen."""
    heads = _heads(wrote, rank)
    newest = max(int(op.head.h[:12], 16) for op in heads)
    return tuple(op for op in heads if newest - int(op.head.h[:12], 16) < 60_000)


def _sees_nothing(_ops: Sequence[Op], _names: Iterable[str] | None = None) -> list[str]:
    return []


def _open_ends_only(ops: Sequence[Op], _names: Iterable[str] | None = None) -> list[str]:
    return _over(ops)


def _delete_wins(ops: Sequence[Op], ranks: Rank) -> Folded | None:
    found = _fold_writes(ops, ranks)
    if found is None or not found.edited_after_delete:
        return found
    return Folded(
        fields=found.fields,
        conflicts=found.conflicts,
        hidden=True,
        pending=found.pending,
        edited_after_delete=False,
        newest=found.newest,
    )


def _latest_only(ops: Sequence[Op], ranks: Rank) -> Folded | None:
    """Folds a record from its newest op alone, as an upsert of whole rows would."""
    return _fold_writes(ops[-1:], ranks)


def _nothing_again(self: Projector, numbers: Iterable[int], mark: int | None = None) -> list[Any]:
    return _refold(self, [], mark) if list(numbers) else []


def _equal_is_equal(_left: object, _right: object) -> bool:
    return True


def _takes_all_away(intervals: Iterable[Any], _taken: Iterable[Any]) -> list[Any]:
    return contributions.joined(intervals)


def _brings_only_new(self: contributions.Runs, number: int, positions: Iterable[int]) -> None:
    _add_runs(self, number, sorted(positions)[1:])


def _refolds_later(db: Connection, ops: Iterable[Op], *, package: int) -> Any:
    """Ops are committed, then the tables are brought up to date."""
    taking = intake.Intake(db, package=package)
    taking.add(list(ops))
    db.exec_driver_sql("COMMIT")
    db.exec_driver_sql("BEGIN IMMEDIATE")
    return taking.finish()


def _never_dropped(_db: Connection, _texts: Sequence[Any]) -> None:
    return None


def _covers_nothing(_wanted: Any, _op: Op, _ranks: Rank) -> bool:
    return False


def _nothing_named(_db: Connection, _ranks: Rank) -> dict[tuple[str, str], int]:
    return {}


def _none_spared(_db: Connection, _cuts: Any, _ranks: Rank) -> dict[int, Any]:
    return {}


def _never_within(_order: Op, _ends: Any) -> bool:
    return False


def _no_conflict_rows(*given: Any) -> Any:
    subject, folded, *rest = given
    if folded is not None:
        folded = Folded(
            fields=folded.fields,
            conflicts={},
            hidden=folded.hidden,
            pending=folded.pending,
            edited_after_delete=folded.edited_after_delete,
            newest=folded.newest,
        )
    return _place(subject, folded, *rest)


_heads, _over = merge._heads, merge.over
_fold_writes, _refold = merging.fold_writes, Projector.refold
_add_runs, _place = contributions.Runs.add, projections.place

ALL: Sequence[Mutant] = (
    Mutant("the hub's rank does not count", "folds", merge, "order", _by_clock_only),
    Mutant("who came first shows", "commutes", merge, "_heads", _by_arrival),
    Mutant("the last writer wins", "loses_nothing", merge, "_heads", _last_writer),
    Mutant("what was replaced comes back", "loses_nothing", merge, "_heads", _all_heads),
    Mutant("the clock says what was seen", "ignores_clocks", merge, "_heads", _near_in_time),
    Mutant("a write names nothing it saw", "sequential_work_is_calm", oplog, "over", _sees_nothing),
    Mutant("field heads are not named", "sequential_work_is_calm", oplog, "over", _open_ends_only),
    Mutant("a delete wins over an edit", "keeps_edits", projections, "fold_writes", _delete_wins),
    Mutant("only the last op is folded", "folds", projections, "fold_writes", _latest_only),
    Mutant("known records are not refolded", "folds", Projector, "refold", _nothing_again),
    Mutant("every second head is a conflict", "loses_nothing", merge, "_differs", _equal_is_equal),
    Mutant("undo takes what others brought", "undoes", contributions, "without", _takes_all_away),
    Mutant("a package forgets an op", "undoes", contributions.Runs, "add", _brings_only_new),
    Mutant("tables follow after the commit", "is_atomic", oplog, "take_in", _refolds_later),
    Mutant("the search index keeps old words", "folds", search, "drop", _never_dropped),
    Mutant("what is to be erased stays", "erases", redaction, "covers", _covers_nothing),
    Mutant("what comes after an erasing stays", "erases", redaction, "named", _nothing_named),
    Mutant("a lock loses what is erased", "keeps_the_lock", locked.spared, "spared", _none_spared),
    Mutant("an accepted erasing comes back", "keeps_the_lock", spared, "_within", _never_within),
    Mutant("conflicts are not listed", "loses_nothing", projections, "place", _no_conflict_rows),
)
