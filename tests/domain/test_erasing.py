"""What an erasure leaves: nothing that had been replaced comes back, and the hash stays."""

from __future__ import annotations

from gbdesk.domain.erasing import erased, named_in, plan_for
from gbdesk.domain.merge import fold, over
from gbdesk.domain.ops import Env, Op, Value, chain_start, line_of, read_op, write_op

OFFICE, DEVICE = "u_" + "1" * 26, "d_" + "a" * 26


def written(
    ops: list[Op],
    fields: dict[str, Value],
    replaced: list[str] | None = None,
    entity: str = "activity",
) -> Op:
    head = Env(
        e=entity,
        h=f"{len(ops) + 1:016x}",
        k="put" if ops else "create",
        n=len(ops) + 1,
        o=over(ops, fields) if replaced is None else replaced,
        ou=OFFICE,
        r="7" * 32,
        sv=1,
        u="ha",
    )
    previous = ops[-1].id if ops else chain_start(DEVICE, "report")
    ops.append(write_op(previous, DEVICE, "report", head, fields))
    return ops[-1]


def test_l14_what_an_erased_op_had_replaced_does_not_come_back() -> None:
    ops: list[Op] = []
    written(ops, {"title": "Chị Mỷ", "kind": "talk"})
    written(ops, {"kind": "contest"})
    written(ops, {"title": "Chị Mỷ ở thôn", "kind": "film"})
    plan = plan_for(ops, fold(ops, {}), "title", "…")
    assert plan.refs == [ops[0].ref, ops[2].ref]
    again = written(ops, plan.fields, plan.over)
    left = [erased(op) if op.ref in plan.refs else op for op in ops]
    now = fold(left, {})
    assert now.fields == {"title": "…", "kind": "film"}
    assert not now.conflicts
    assert ops[1].ref in again.head.o


def test_l14_an_erased_line_reads_to_the_same_id() -> None:
    ops: list[Op] = []
    first = written(ops, {"title": "Chị Mỷ"})
    line = line_of(erased(first))
    assert "Mỷ".encode() not in line
    again = read_op(chain_start(DEVICE, "report"), DEVICE, "report", line)
    assert (again.id, again.fields) == (first.id, {})
    assert erased(again).body == again.body


def test_only_names_of_ops_are_taken_from_a_redact_op() -> None:
    op = written([], {"refs": "ab," + "0" * 32})
    assert named_in(op) == ()


def test_what_stands_for_a_figure_is_not_erased_with_the_note_beside_it() -> None:
    ops: list[Op] = []
    written(ops, {"1": "?", "1.note": "Chị Mỷ kể"}, entity="row")
    assert plan_for(ops, fold(ops, {}), "1", "…").refs == []
    plan = plan_for(ops, fold(ops, {}), "1.note", "…")
    assert plan.refs == [ops[0].ref]
    assert plan.fields == {"1": "?", "1.note": "…"}
