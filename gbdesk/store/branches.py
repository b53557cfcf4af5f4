"""Chains that split: a file put back from a backup goes on beside what was written after it.

The ops of a branch keep their bytes and ids; they lie in a chain of their own, whose name is the
stream, `~` and the first digits of the branch's first op (`package.md` 3.4). A branch must say that
it begins after a restoration (`open` with `restore`), or somebody must have allowed it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Final, TypeAlias

import msgspec
from sqlalchemy import Connection, select

from gbdesk.domain.ops import Op, body_hash, chain_next, chain_start
from gbdesk.store import chains, meta, stored, tables
from gbdesk.store.chains import Head
from gbdesk.store.taken import Fork

SIGN: Final = "~"
OPEN: Final = "open"
_META: Final = "branches"
Chain: TypeAlias = tuple[str, str]
Hashes: TypeAlias = dict[int, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """From `start` on a device's stream goes on in the chain `name`, before it in `parent`.

    `older`: what was written before the restoration, and came after it was known.
    """

    device: str
    stream: str
    name: str
    start: int
    parent: str
    older: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One way a stream goes: the chain of its newest part and how far it is whole."""

    name: str
    head: Head
    gaps: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A run of ops that the newest line of a stream does not have; `chain` is where it lies."""

    chain: str
    base: Head
    head: Head


class Branches:
    """Which chain each op of a package belongs to; nothing is written before `save`.

    `fresh` holds those of the last batch that are not stored yet.
    """

    def __init__(self, db: Connection, *, allowed: Collection[str] = ()) -> None:
        """Read what is known; the devices in `allowed` may split without saying why."""
        self._db, self._allowed = db, allowed
        self._all = known(db)
        self._before = len(self._all)
        self._lines: dict[Chain, list[str]] = {}
        self._last: dict[Chain, Op] = {}
        self.fresh: list[Op] = []

    @property
    def new(self) -> tuple[Branch, ...]:
        """The branches that begin in this package."""
        return tuple(self._all[self._before :])

    def route(self, ops: Sequence[Op]) -> list[Op]:
        """The same ops, each in the stream of its line.

        Raises:
            Fork: an op stands where another one is known, and nothing says why.
        """
        routed: list[Op] = []
        self.fresh = []
        for chain, group in chains.by_chain(ops).items():
            plain = self._is_plain(chain, group[0])
            routed += group if plain else self._placed(chain, group)
            self.fresh += group if plain else ()
            self._last[chain] = group[-1]
        return routed

    def save(self) -> None:
        """Remember the branches that began."""
        if self.new:
            meta.put(self._db, _META, [asdict(each) for each in self._all])

    def _is_plain(self, chain: Chain, first: Op) -> bool:
        """Whether the ops only go on after what is known of a chain that never split."""
        if any((each.device, each.stream) == chain for each in self._all):
            return False
        head = chains.chain_head(self._db, *chain)
        return head.n < first.n - 1 or (head.n == first.n - 1 and _follows(head.ch, first))

    def _placed(self, chain: Chain, ops: Sequence[Op]) -> list[Op]:
        lines = self._lines.get(chain) or ordered(self._of(chain), chain[1])
        low, high = ops[0].n - 1, ops[-1].n + 1
        seen = {name: self._hashes(chain, name, low, high) for name in lines}
        last, placed = self._last.get(chain), []
        for op in ops:
            fits = [name for name in lines if seen[name].get(op.n) == op.id]
            if not fits:
                self.fresh.append(op)
                fits = [
                    name
                    for name in lines
                    if _goes_on(seen[name], op, last) and self._leads_on(chain, name, seen, op)
                ]
            if not fits:
                parents = [name for name in lines if _may_follow(seen[name], op, last)]
                branch = self._begun(chain, parents, op)
                above = seen[branch.parent].items()
                seen[branch.name] = {n: ch for n, ch in above if n < op.n}
                fits = [branch.name]
            for name in fits:
                seen[name][op.n] = op.id
            lines, last = fits, op
            owner = self._owner(chain, lines[-1], op.n)
            same = owner == chain[1]
            placed.append(op if same else msgspec.structs.replace(op, stream=owner))
        self._lines[chain] = lines
        return placed

    def _leads_on(self, chain: Chain, line: str, seen: dict[str, Hashes], op: Op) -> bool:
        """Whether what is stored after a gap goes on from the op that closes it."""
        ch = seen[line].get(op.n + 1)
        if ch is None:
            return True
        after = chains.op_at(self._db, chain[0], self._owner(chain, line, op.n + 1), op.n + 1)
        return after is not None and _follows(op.id, after)

    def _begun(self, chain: Chain, parents: Sequence[str], op: Op) -> Branch:
        if not parents:
            raise Fork(*chain, max(op.n - 1, 1))
        parent = parents[-1]
        known = chains.op_at(self._db, chain[0], self._owner(chain, parent, op.n), op.n)
        older = known is not None and announces(known) and not announces(op)
        if not (announces(op) or older or chain[0] in self._allowed):
            raise Fork(*chain, op.n)
        branch = Branch(
            device=chain[0],
            stream=chain[1],
            name=f"{chain[1]}{SIGN}{op.id[:4].hex()}",
            start=op.n,
            parent=parent,
            older=older,
        )
        self._all.append(branch)
        return branch

    def _of(self, chain: Chain) -> list[Branch]:
        return [each for each in self._all if (each.device, each.stream) == chain]

    def _owner(self, chain: Chain, line: str, n: int) -> str:
        return next(name for name, start in path(self._of(chain), line) if n >= start)

    def _hashes(self, chain: Chain, line: str, low: int, high: int) -> Hashes:
        found: Hashes = {}
        for name, start in reversed(path(self._of(chain), line)):
            found = {n: ch for n, ch in found.items() if n < start}
            found |= _range(self._db, (chain[0], name), max(low, start), high)
        if low == 0:
            found[0] = chain_start(*chain)
        return found


def known(db: Connection) -> list[Branch]:
    """Every branch, oldest first."""
    return [Branch(**each) for each in meta.get(db, _META) or ()]


def announces(op: Op) -> bool:
    """Whether an op says that what follows was written after a restoration."""
    return op.head.e == OPEN and op.fields.get("restore") is True


def ordered(branches: Sequence[Branch], stream: str) -> list[str]:
    """The lines of a stream, the newest last."""
    older = [each.name for each in branches if each.older]
    return [*older, stream, *(each.name for each in branches if not each.older)]


def path(branches: Sequence[Branch], line: str) -> list[tuple[str, int]]:
    """The chains a line goes through, newest first, each with the position it begins at."""
    by_name = {each.name: each for each in branches}
    found: list[tuple[str, int]] = []
    while line in by_name:
        found.append((line, by_name[line].start))
        line = by_name[line].parent
    return [*found, (line, 0)]


def lines(db: Connection, device: str, stream: str) -> list[Line]:
    """Every line of a stream, oldest first: how far it is whole and what is missing."""
    of_stream = [b for b in known(db) if (b.device, b.stream) == (device, stream)]
    found = {stream: _line(db, device, stream)}
    for branch in of_stream:
        above = found[branch.parent]
        if stored.chain_number(db, device, branch.name) is None:
            continue
        missing = [gap for gap in chains.gaps(db, device, branch.name) if gap[1] >= branch.start]
        if above.head.n < branch.start - 1:
            found[branch.name] = Line(name=branch.name, head=above.head, gaps=above.gaps)
            continue
        head = chains.chain_head(db, device, branch.name)
        if missing:
            n = missing[0][0] - 1
            head = Head(n, chains.chain_hash(db, device, branch.name, n) or above.head.ch)
        found[branch.name] = Line(name=branch.name, head=head, gaps=tuple(missing))
    return [found[name] for name in ordered(of_stream, stream) if name in found]


def is_whole(db: Connection, device: str, stream: str) -> bool:
    """Whether nothing is missing in any line of a stream."""
    if not any((each.device, each.stream) == (device, stream) for each in known(db)):
        return chains.is_whole(db, device, stream)
    return not any(line.gaps for line in lines(db, device, stream))


def forget_empty(db: Connection) -> None:
    """Forget branches of which nothing is left after an import was undone."""
    every = known(db)
    left = [each for each in every if stored.chain_number(db, each.device, each.name) is not None]
    if len(left) < len(every):
        meta.put(db, _META, [asdict(each) for each in left] or None)


def lost(db: Connection, device: str, stream: str) -> Iterator[Lost]:
    """What the newest line of a split stream does not have, oldest branch first."""
    split = [b for b in known(db) if (b.device, b.stream) == (device, stream)]
    if not split:
        return
    newest = path(split, ordered(split, stream)[-1])
    cuts = {name: newest[at - 1][1] for at, (name, _) in enumerate(newest) if at}
    for line in lines(db, device, stream):
        if line.name == newest[0][0]:
            continue
        own = next((b for b in split if b.name == line.name), None)
        start = cuts.get(line.name, own.start if own else 1)
        below = _hash_at(db, split, (device, line.name), start - 1, stream)
        if line.head.n >= start and below is not None:
            yield Lost(chain=line.name, base=Head(start - 1, below), head=line.head)


def holds(db: Connection, device: str, stream: str, head: Head) -> bool:
    """Whether any line of a stream has this op at this position."""
    names = [stream, *(b.name for b in known(db) if (b.device, b.stream) == (device, stream))]
    return any(chains.chain_hash(db, device, name, head.n) == head.ch for name in names)


def _hash_at(
    db: Connection, split: Sequence[Branch], chain: Chain, n: int, stream: str
) -> bytes | None:
    """The hash at a position of a line, by way of the chains it goes through."""
    if n == 0:
        return chain_start(chain[0], stream)
    owner = next(name for name, start in path(split, chain[1]) if n >= start)
    return chains.chain_hash(db, chain[0], owner, n)


def _line(db: Connection, device: str, stream: str) -> Line:
    gaps = tuple(chains.gaps(db, device, stream))
    return Line(name=stream, head=chains.contiguous(db, device, stream), gaps=gaps)


def _range(db: Connection, chain: Chain, low: int, high: int) -> Hashes:
    number, row = stored.chain_number(db, *chain), tables.op
    wanted = select(row.c.n, row.c.ch).where(row.c.chain == number, row.c.n.between(low, high))
    return dict(db.execute(wanted).all()) if number is not None else {}


def _goes_on(seen: Hashes, op: Op, last: Op | None) -> bool:
    return op.n not in seen and _may_follow(seen, op, last)


def _may_follow(seen: Hashes, op: Op, last: Op | None) -> bool:
    before = seen.get(op.n - 1)
    return before is None or (last is not None and before == last.id) or _follows(before, op)


def _follows(before: bytes, op: Op) -> bool:
    return chain_next(before, op.env, body_hash(op.body)) == op.id
