"""The laws of the merge (`package.md` 4.2), on any set of writes in any order."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gbdesk.domain import ids, merge, ops

OFFICE = "u_" + "0" * 26
RECORD = ids.new_row_id(1, bytes(10))
DEVICES = ("d_a", "d_b", "d_hub")
RANK = {"d_hub": 1}


def write(  # noqa: PLR0917 - one op, said in full
    device: str, n: int, kind: str, fields: ops.Fields, over: list[str], clock: int = 0
) -> ops.Op:
    head = ops.Env(
        e="activity", h=f"{clock:016x}", k=kind, n=n, o=over, ou=OFFICE, r=RECORD, sv=1, u="a"
    )
    start = ops.chain_start(device, ops.REPORT)
    return ops.write_op(start, device, ops.REPORT, head, fields, n.to_bytes(16, "big"))


@st.composite
def history(draw: st.DrawFn) -> list[ops.Op]:
    """Writes by three devices, each having seen some of the earlier ones."""
    made = [write("d_a", 1, "create", {"x": 0, "y": 0}, [], draw(st.integers(0, 9)))]
    for n in range(2, draw(st.integers(2, 8))):
        seen = [op for op in made if draw(st.booleans())]
        device, clock = draw(st.sampled_from(DEVICES)), draw(st.integers(0, 9))
        if draw(st.integers(0, 5)) == 0:
            made.append(write(device, n, "delete", {}, merge.over(seen) if seen else [], clock))
            continue
        names = draw(st.sets(st.sampled_from(("x", "y")), min_size=1))
        fields: ops.Fields = {name: draw(st.integers(0, 3)) for name in names}
        over = merge.over(seen, fields) if seen else []
        made.append(write(device, n, "put", fields, over, clock))
    return made


def shown(ops_: list[ops.Op]) -> tuple[object, ...]:
    result = merge.fold(ops_, RANK)
    conflicts = {name: {op.id for op in heads} for name, heads in result.conflicts.items()}
    return (result.fields, conflicts, result.hidden, result.pending, result.newest.id)


@given(history(), st.randoms())
def test_the_order_of_arrival_does_not_matter(made: list[ops.Op], chance: object) -> None:
    mixed = list(made)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert shown(mixed) == shown(made)


@given(history(), st.randoms())
def test_writes_that_follow_each_other_are_folded_the_same(
    made: list[ops.Op], chance: object
) -> None:
    """The short way that nearly every record takes says what the long one says."""
    chance.shuffle(made)  # type: ignore[attr-defined]
    quick = shown(made)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merge, "_in_turn", lambda _writes: None)
        patch.setattr(merge, "_AMONG_OWN", lambda op: merge.order(op, RANK))
        assert shown(made) == quick


def test_the_short_way_is_taken() -> None:
    made = [write("d_a", 1, "create", {"x": 0, "y": 0}, [])]
    made.append(write("d_a", 2, "put", {"x": 1}, merge.over(made, ["x"]), 1))
    made.append(write("d_a", 3, "put", {"y": 2}, merge.over(made, ["y"]), 2))
    assert merge._in_turn(made) == ({"x": 1, "y": 2}, made[2:])
    apart = [*made, write("d_b", 1, "put", {"x": 3}, merge.over(made[:1], ["x"]), 1)]
    assert merge._in_turn(apart) is None
    assert merge._in_turn(made[::-1]) is None


@given(history())
def test_exactly_one_head_is_no_conflict(made: list[ops.Op]) -> None:
    result = merge.fold(made, RANK)
    for heads in result.conflicts.values():
        assert len(heads) > 1
        assert {heads[0].fields[name] for name in result.fields if name in heads[0].fields}


@given(history())
def test_a_value_nobody_knowingly_replaced_is_shown_or_listed(made: list[ops.Op]) -> None:
    result = merge.fold(made, RANK)
    replaced = {ref for op in made for ref in op.head.o}
    for op in made:
        for name, value in op.fields.items():
            if op.ref in replaced:
                continue
            listed = [head.fields[name] for head in result.conflicts.get(name, ())]
            assert result.fields[name] == value or value in listed


@given(history())
def test_a_knowingly_replaced_value_never_returns(made: list[ops.Op]) -> None:
    result = merge.fold(made, RANK)
    for name in result.fields:
        wrote = [op for op in made if name in op.fields]
        replaced = {ref for op in wrote for ref in op.head.o}
        for head in result.conflicts.get(name, ()):
            assert head.ref not in replaced
        live = {op.fields[name] for op in wrote if op.ref not in replaced}
        assert result.fields[name] in live


@given(history(), st.lists(st.integers(0, 99), min_size=8, max_size=8))
def test_h01_clocks_never_decide_what_is_in_conflict(made: list[ops.Op], clocks: list[int]) -> None:
    before = merge.fold(made, RANK)
    retimed: list[ops.Op] = []
    names: dict[str, str] = {}
    for op, clock in zip(made, clocks, strict=False):
        over = [names[ref] for ref in op.head.o]
        again = write(op.device, op.n, op.head.k, dict(op.fields), sorted(over), clock)
        names[op.ref] = again.ref
        retimed.append(again)
    assume(len(retimed) == len(made))
    after = merge.fold(retimed, RANK)
    assert set(after.conflicts) == set(before.conflicts)
    assert after.hidden == before.hidden
    settled = set(before.fields) - set(before.conflicts)
    assert {n: after.fields[n] for n in settled} == {n: before.fields[n] for n in settled}


def test_an_edit_the_deleter_had_not_seen_keeps_the_record() -> None:
    made = write("d_a", 1, "create", {"x": 1}, [])
    gone = write("d_a", 2, "delete", {}, [made.ref])
    edit = write("d_b", 3, "put", {"x": 2}, [made.ref])
    result = merge.fold([made, gone, edit], RANK)
    assert not result.hidden
    assert result.edited_after_delete


def test_the_higher_rank_wins_whatever_the_clock_says() -> None:
    made = write("d_a", 1, "create", {"x": 1}, [])
    office = write("d_a", 2, "put", {"x": 2}, [made.ref], clock=99)
    hub = write("d_hub", 3, "put", {"x": 3}, [made.ref], clock=1)
    result = merge.fold([made, office, hub], RANK)
    assert result.fields["x"] == 3
    assert [head.fields["x"] for head in result.conflicts["x"]] == [3, 2]


def test_an_office_that_has_seen_a_correction_may_change_it_again() -> None:
    made = write("d_a", 1, "create", {"x": 1}, [])
    hub = write("d_hub", 2, "put", {"x": 3}, [made.ref])
    office = write("d_a", 3, "put", {"x": 2}, [hub.ref])
    result = merge.fold([made, hub, office], RANK)
    assert result.fields["x"] == 2
    assert not result.conflicts


def test_true_and_one_are_different_values() -> None:
    made = write("d_a", 1, "create", {"x": 0}, [])
    left = write("d_a", 2, "put", {"x": 1}, [made.ref])
    right = write("d_b", 3, "put", {"x": True}, [made.ref])
    assert "x" in merge.fold([made, left, right], RANK).conflicts


def test_a_record_without_its_first_op_is_pending() -> None:
    edit = write("d_b", 3, "put", {"x": 2}, ["0" * 32])
    assert merge.fold([edit], RANK).pending
