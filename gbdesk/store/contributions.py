"""Which package brought which ops, as intervals of chain positions, so an import can be undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, bindparam, delete, select

from gbdesk.store import tables
from gbdesk.store.rows import Prepared, insert_many
from gbdesk.store.tables import chain, contribution

Interval = tuple[int, int]
_OF_PACKAGE = Prepared(
    lambda: select(contribution.c.chain, contribution.c.from_n, contribution.c.to_n).where(
        contribution.c.package == bindparam("wanted")
    )
)


class Runs:
    """Positions gathered as whole intervals per chain."""

    def __init__(self) -> None:
        self._found: dict[int, list[Interval]] = defaultdict(list)

    def add(self, number: int, positions: Collection[int]) -> None:
        """Add positions of one chain, each of them once."""
        runs = self._found[number]
        if positions and max(positions) - min(positions) + 1 == len(positions):
            runs.append((min(positions), max(positions)))
            return
        for n in sorted(positions):
            if runs and runs[-1][0] <= n <= runs[-1][1] + 1:
                runs[-1] = (runs[-1][0], max(n, runs[-1][1]))
            else:
                runs.append((n, n))

    def intervals(self) -> dict[int, list[Interval]]:
        """The intervals per chain, joined where they touch."""
        return {number: joined(runs) for number, runs in self._found.items()}


def joined(intervals: Iterable[Interval]) -> list[Interval]:
    """The same positions in as few intervals as there can be."""
    found: list[Interval] = []
    for low, high in sorted(intervals):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


def without(intervals: Iterable[Interval], taken: Iterable[Interval]) -> list[Interval]:
    """The positions of the first that are in none of the second."""
    left = joined(intervals)
    for low, high in joined(taken):
        left = [
            part
            for start, end in left
            for part in ((start, min(end, low - 1)), (max(start, high + 1), end))
            if part[0] <= part[1]
        ]
    return joined(left)


def add(db: Connection, package: int, runs: Runs) -> None:
    """Note what a package brought, known or new; joins what it brought before."""
    before = of_package(db, package)
    together = {
        number: joined([*before.get(number, []), *found])
        for number, found in runs.intervals().items()
    }
    for number in before.keys() & together.keys():
        here = contribution.c.package == package, contribution.c.chain == number
        db.execute(delete(contribution).where(*here))
    rows = [(package, number, *run) for number, found in together.items() for run in found]
    insert_many(db, contribution, rows)


def of_package(db: Connection, package: int) -> dict[int, list[Interval]]:
    """The intervals one package brought, per chain."""
    found: dict[int, list[Interval]] = defaultdict(list)
    for row in _OF_PACKAGE(db, wanted=package):
        found[row.chain].append((row.from_n, row.to_n))
    return dict(found)


def idents(db: Connection, device: str) -> list[str]:
    """The packages in force that brought something of a device, by ident."""
    row = tables.package
    wanted = (
        select(row.c.ident)
        .join(contribution, contribution.c.package == row.c.id)
        .join(chain, chain.c.id == contribution.c.chain)
        .where(row.c.accepted == 1, chain.c.device == device)
    )
    return sorted(set(db.scalars(wanted)))


def of_others(db: Connection, package: int, number: int) -> dict[int, list[Interval]]:
    """The intervals other packages brought to a chain, per package."""
    found: dict[int, list[Interval]] = defaultdict(list)
    here = contribution.c.package != package, contribution.c.chain == number
    wanted = select(contribution.c.package, contribution.c.from_n, contribution.c.to_n)
    for other, low, high in db.execute(wanted.where(*here)):
        found[other].append((low, high))
    return dict(found)


def is_own(db: Connection, number: int) -> bool:
    """Whether this installation writes the chain itself."""
    return bool(db.execute(select(chain.c.own).where(chain.c.id == number)).scalar_one())


def forget(db: Connection, package: int) -> None:
    """The package brought nothing any more."""
    db.execute(delete(contribution).where(contribution.c.package == package))
