"""Very many changes of one record: the work and the memory grow as the changes do, no faster.

Work is counted in calls and comparisons, not in seconds: no machine is too slow for it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from gbdesk.bench import deep
from gbdesk.bench.place import hub_desk
from gbdesk.domain import merge
from gbdesk.domain.ops import Op
from gbdesk.domain.template_scaled import sample_catalogue
from gbdesk.store import oplog

SIZE = 600
CATALOGUE = sample_catalogue(1)
OFFICE = deep.office_of(CATALOGUE)


class Counted(str):
    """A name of an op that counts how often it is hashed or compared."""

    __slots__ = ()
    times = 0

    def __hash__(self) -> int:
        Counted.times += 1
        return str.__hash__(self)

    def __eq__(self, other: object) -> bool:
        Counted.times += 1
        return str.__eq__(self, other)


def calls(work: Callable[[], object]) -> int:
    """How many functions, of Python or of C, are called meanwhile."""
    found = [0]

    def note(_frame: FrameType, event: str, _about: Any) -> None:
        found[0] += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return found[0]


def importing(count: int, *, is_one: bool) -> int:
    ops = list(deep.changes(OFFICE, count, is_one=is_one))
    with hub_desk(CATALOGUE) as desk:
        found = calls(lambda: deep.take_in(desk, ops))
        with desk.read() as db:
            last = ops[-1].head
            shown = oplog.fields_of(db, OFFICE, last.r, "activity")
    assert shown == ops[-1].fields
    return found


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a record comes in several batches, as it does with a hundred thousand changes."""
    monkeypatch.setattr(deep, "BATCH", SIZE // 4)


def named(op: Op) -> Op:
    """The same op, its references counted."""
    head = op.head
    return Op(
        id=op.id,
        device=op.device,
        stream=op.stream,
        env=op.env,
        body=op.body,
        head=type(head)(
            e=head.e,
            h=head.h,
            k=head.k,
            n=head.n,
            o=[Counted(one) for one in head.o],
            ou=head.ou,
            r=head.r,
            sv=head.sv,
            u=head.u,
        ),
        fields=op.fields,
    )


def folding(count: int) -> int:
    ops = [named(op) for op in deep.changes(OFFICE, count, is_one=True)]
    Counted.times = 0
    assert merge.fold(ops, {}).fields == ops[-1].fields
    return Counted.times


def test_g12_one_record_costs_less_than_twice_as_many_records() -> None:
    one, many = importing(SIZE, is_one=True), importing(SIZE, is_one=False)
    assert one < 2 * many


def test_g12_twice_the_changes_of_a_record_are_twice_the_work() -> None:
    once, twice = (importing(size, is_one=True) for size in (SIZE, 2 * SIZE))
    assert twice < 2.2 * once
    first, second = folding(SIZE), folding(2 * SIZE)
    assert SIZE < first < 20 * SIZE
    assert second < 2.2 * first


def test_g12_twice_the_changes_of_a_record_need_twice_the_memory() -> None:
    once, twice = (deep.peak(CATALOGUE, size, is_one=True) for size in (2 * SIZE, 4 * SIZE))
    assert twice < 2.5 * once
