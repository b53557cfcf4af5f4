"""Branches of a chain: whatever order ops come in, the same lines and the same set come out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gbdesk.domain.ids import crockford
from gbdesk.domain.merge import CREATE
from gbdesk.domain.ops import REPORT, Env, Op, chain_start, write_op
from gbdesk.store import branches, digests
from gbdesk.store.branches import Branches
from gbdesk.store.intake import Intake
from gbdesk.store.ring import DataKey
from gbdesk.store.taken import Fork
from gbdesk.store.workspace import Store

DEVICE = "d_" + "0" * 26
OFFICE = "u_" + crockford(b"0" * 17, 26)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("branches")
    made = Store.create(folder / "x.gbdesk", DataKey.new())
    yield made
    made.close()
    shutil.rmtree(folder)


def grown(before: Sequence[Op], size: int, numbers: Iterator[int], *, says: bool) -> list[Op]:
    """A chain that goes on after these ops, first saying that it was put back, or not."""
    chain = list(before)
    for at in range(size):
        n = len(chain) + 1
        opening = at == 0
        head = Env(
            e="open" if opening else "entry",
            h=f"{n:016x}",
            k=CREATE,
            n=n,
            o=[],
            ou=OFFICE,
            r=f"{next(numbers):032x}",
            sv=1,
            u="u",
        )
        fields = {"restore": says and bool(before)} if opening else {"register": "x"}
        ch = chain[-1].id if chain else chain_start(DEVICE, REPORT)
        chain.append(write_op(ch, DEVICE, REPORT, head, fields))
    return chain


def take(store: Store, packages: Sequence[Sequence[Op]], **how: object) -> tuple[object, ...]:
    """Take packages in, in this order, and roll all of it back: what stood there."""
    with store.tried() as db:
        for number, ops in enumerate(packages, start=1):
            routing = Branches(db, **how)  # type: ignore[arg-type]
            intake = Intake(db, package=number)
            for at in range(0, len(ops), 3):
                intake.add(routing.route(ops[at : at + 3]))
            routing.save()
            intake.finish()
        lines = {
            (line.head.n, line.head.ch, line.gaps) for line in branches.lines(db, DEVICE, REPORT)
        }
        newest = branches.lines(db, DEVICE, REPORT)[-1].head
        lost = {(one.base.n, one.head.n, one.head.ch) for one in branches.lost(db, DEVICE, REPORT)}
        return digests.ops(db), digests.content(db), lines, newest, lost


@settings(max_examples=20)
@given(data=st.data())
def test_announced_branches_come_in_any_order(store: Store, data: st.DataObject) -> None:
    numbers = count(1)
    lives = [grown([], data.draw(st.integers(2, 6)), numbers, says=True)]
    for _ in range(data.draw(st.integers(1, 2))):
        kept = data.draw(st.integers(1, len(lives[-1]) - 1))
        lives.append(grown(lives[-1][:kept], data.draw(st.integers(1, 4)), numbers, says=True))
    everything = {op.id for life in lives for op in life}
    first = take(store, lives)
    order = data.draw(st.permutations([*lives, lives[0]]))
    found = take(store, order)
    assert found[:2] == first[:2]
    assert found[3].ch in everything  # type: ignore[attr-defined]
    assert {ch for _, ch, _ in found[2]} == {ch for _, ch, _ in first[2]}  # type: ignore[attr-defined]


def test_the_newest_life_is_the_one_announced_last(store: Store) -> None:
    numbers = count(1)
    old = grown([], 6, numbers, says=True)
    new = grown(old[:3], 4, numbers, says=True)
    for order in ([old, new], [new, old]):
        found = take(store, order)
        assert found[3].ch == new[-1].id  # type: ignore[attr-defined]
        assert found[4] == {(3, 6, old[-1].id)}


def test_what_nobody_announced_is_a_fork_unless_it_is_allowed(store: Store) -> None:
    numbers = count(1)
    one = grown([], 5, numbers, says=True)
    other = grown(one[:2], 3, numbers, says=False)
    for order in ([one, other], [other, one]):
        with pytest.raises(Fork) as fork:
            take(store, order)
        assert fork.value.n == 3
        lines = take(store, order, allowed={DEVICE})[2]
        assert {ch for _, ch, _ in lines} == {one[-1].id, other[-1].id}  # type: ignore[attr-defined]


def test_a_branch_whose_beginning_is_not_here_waits(store: Store) -> None:
    numbers = count(1)
    one = grown([], 3, numbers, says=True)
    two = grown(one[:2], 2, numbers, says=True)
    three = grown(two[:1], 2, numbers, says=True)
    with pytest.raises(Fork):
        take(store, [three, two[2:]])
    assert take(store, [three, two, two[2:]])[0] == take(store, [two, three])[0]


def test_a_branch_from_nowhere_is_a_fork(store: Store) -> None:
    numbers = count(1)
    one = grown([], 5, numbers, says=True)
    foreign = grown(grown([], 3, numbers, says=True), 3, numbers, says=True)[3:]
    with pytest.raises(Fork):
        take(store, [one, foreign], allowed={DEVICE})
