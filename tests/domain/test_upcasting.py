"""Ops of other versions: read as today's, bytes untouched, in whatever order they come."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from gbdesk.domain import ids, merge, ops, upcasting
from gbdesk.domain.ops import Fields, Op

OFFICE, RECORD = "u_" + "0" * 26, ids.new_row_id(1, bytes(10))
DEVICES = ("d_a", "d_b")


def _renamed(fields: Fields) -> Fields:
    return {"title" if name == "headline" else name: value for name, value in fields.items()}


def _in_persons(fields: Fields) -> Fields:
    """What was given in hundreds is one by one from version 3 on, under another name."""
    given = dict(fields)
    if "hundreds" in given and isinstance(hundreds := given.pop("hundreds"), int):
        given["persons"] = hundreds * 100
    return given


STEPS: upcasting.Steps = {"activity": (_renamed, _in_persons)}
NAMES = {1: ("headline", "hundreds"), 2: ("title", "hundreds"), 3: ("title", "persons")}


def write(device: str, n: int, version: int, fields: Fields, over: list[str]) -> Op:
    head = ops.Env(
        e="activity",
        h=f"{n:016x}",
        k="put" if over else "create",
        n=n,
        o=over,
        ou=OFFICE,
        r=RECORD,
        sv=version,
        u="mai",
    )
    start = ops.chain_start(device, ops.REPORT)
    return ops.write_op(start, device, ops.REPORT, head, fields, n.to_bytes(16, "big"))


@st.composite
def history(draw: st.DrawFn) -> list[Op]:
    """Writes of programs of three versions, each having seen some of the earlier ones."""
    made: list[Op] = []
    for n in range(1, draw(st.integers(2, 8))):
        version = draw(st.integers(1, 3))
        first, second = NAMES[version]
        hundreds = draw(st.integers(0, 3))
        persons = hundreds * 100 if version == 3 else hundreds
        fields: Fields = {first: draw(st.sampled_from(("Hội nghị", "Tập huấn"))), second: persons}
        seen = [upcasting.as_today(op, STEPS) for op in made if draw(st.booleans())]
        today = {*NAMES[3]} if seen else set()
        over = merge.over(seen, today) if seen else []
        made.append(write(draw(st.sampled_from(DEVICES)), n, version, fields, over))
    return made


def shown(given: list[Op]) -> tuple[object, ...]:
    now = merge.fold([upcasting.as_today(op, STEPS) for op in given], {})
    conflicts = {name: [op.id for op in heads] for name, heads in now.conflicts.items()}
    return now.fields, conflicts, now.hidden, now.pending, now.newest.id, now.version


@given(history(), st.integers(0, 1000))
def test_reading_as_today_and_folding_do_not_mind_the_order(made: list[Op], seed: int) -> None:
    mixed = list(made)
    Random(seed).shuffle(mixed)
    assert shown(mixed) == shown(made)
    assert set(shown(made)[0]) == {"title", "persons"}  # type: ignore[call-overload]


@given(history())
def test_g09_bytes_and_ids_are_those_that_came(made: list[Op]) -> None:
    for op in made:
        read = upcasting.as_today(op, STEPS)
        assert (read.id, read.env, read.body, read.head) == (op.id, op.env, op.body, op.head)
        assert ops.line_of(read) == ops.line_of(op)


def test_each_step_is_taken_once_from_the_version_on() -> None:
    old, middle, today = (
        write("d_a", n, n, dict(zip(NAMES[n], values, strict=True)), [])
        for n, values in ((1, ("Hội nghị", 2)), (2, ("Hội nghị", 2)), (3, ("Hội nghị", 200)))
    )
    read = [upcasting.as_today(op, STEPS).fields for op in (old, middle, today)]
    assert read[0] == {"title": "Hội nghị", "persons": 200}
    assert all(left == right for left, right in pairwise(read))
    assert old.fields == {"headline": "Hội nghị", "hundreds": 2}


def test_what_a_newer_version_wrote_keeps_its_fields_and_is_told_apart() -> None:
    later = write("d_a", 1, 7, {"title": "Hội nghị", "mood": 3}, [])
    assert upcasting.as_today(later, STEPS) is later
    assert upcasting.is_newer("activity", later.head.sv, STEPS)
    assert not upcasting.is_newer("activity", 3, STEPS)
    assert upcasting.is_newer("narrative", 2, STEPS)
    assert merge.fold([later], {}).version == 7


def test_a_kind_without_steps_is_of_the_first_version() -> None:
    op = write("d_a", 1, 1, {"headline": "Hội nghị"}, [])
    assert upcasting.as_today(op, {}) is op
    assert upcasting.version_of("activity", {}) == upcasting.FIRST
    assert upcasting.version_of("activity", STEPS) == 3
