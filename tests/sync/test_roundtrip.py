"""What is written is what is read, whatever stands in it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gbdesk.domain.characters import has_forbidden
from gbdesk.domain.ops import REPORT, Env, Op, Value, chain_start, line_of, write_op
from gbdesk.domain.refusals import Refused
from gbdesk.sync import padding, reading, writing
from gbdesk.sync.errors import code_of
from gbdesk.sync.writing import HUB_OPS, Enclosure, write_package
from helpers.packages import (
    Craft,
    World,
    chain,
    outgoing,
    put,
    read_all,
    segment,
)

TEXT = st.text(max_size=200).filter(lambda text: not has_forbidden(text))
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**53) + 1, 2**53 - 1), TEXT
)
NAMES = st.from_regex(r"[a-z][a-z0-9_.]{0,20}", fullmatch=True)


def written(hub: World, ops: list[Op], folder: Path) -> tuple[Path, writing.PackageFacts]:
    path = folder / "x.gbpkg"
    run = segment(hub.one, ops)
    with path.open("wb") as file:
        said = outgoing(hub.one, hub.root.to, [run])
        facts = write_package(file, said, map(line_of, ops), hub.one.key)
    return path, facts


@given(st.lists(st.dictionaries(NAMES, VALUES, max_size=6), max_size=12))
def test_ops_come_back_as_they_went(
    hub: World, tmp_path: Path, written_fields: list[dict[str, Value]]
) -> None:
    by, ops = hub.one, []
    ch = chain_start(by.key.device, REPORT)
    for n, fields in enumerate(written_fields, 1):
        head = Env(
            e="row", h="0" * 16, k="put", n=n, o=["a" * 32], ou=by.office, r="b" * 32, sv=1, u="ha"
        )
        ops.append(write_op(ch, by.key.device, REPORT, head, fields))
        ch = ops[-1].id
    path, facts = written(hub, ops, tmp_path)
    found, got = read_all(path, hub.trust())
    assert got == ops
    assert found.verified.outside.ident == facts.ident
    assert found.manifest.n == facts.ops == len(ops)
    assert path.stat().st_size == facts.size


def test_a_hand_made_package_is_read(hub: World, craft: Craft, tmp_path: Path) -> None:
    found, got = read_all(put(tmp_path, craft.make()), hub.trust())
    assert got == craft.ops
    assert found.verified.certificate == hub.one.certificate


def test_the_recovery_key_opens_every_package(hub: World, tmp_path: Path) -> None:
    path, _ = written(hub, chain(hub.one, 3), tmp_path)
    assert len(read_all(path, hub.trust(identities=(hub.recovery,)))[1]) == 3


def test_ops_arrive_in_batches_while_decrypting(hub: World, tmp_path: Path) -> None:
    ops = chain(hub.one, 9001)
    path, _ = written(hub, ops, tmp_path)
    sizes: list[int] = []
    said: list[tuple[int, int]] = []
    reading.read(
        path, hub.trust(), lambda batch: sizes.append(len(batch)), lambda *at: said.append(at)
    )
    assert sizes == [4000, 4000, 1001]
    assert said[-1][0] == said[-1][1]


def test_what_a_sink_raises_comes_through_unchanged(hub: World, tmp_path: Path) -> None:
    path, _ = written(hub, chain(hub.one, 3), tmp_path)

    def full(_batch: list[Op]) -> None:
        raise OSError(28, "no space left")

    with pytest.raises(OSError, match="no space left"):
        reading.read(path, hub.trust(), full)


def test_a_nil_return_is_as_large_as_a_busy_month(hub: World, tmp_path: Path) -> None:
    sizes = {
        reading.outside(written(hub, chain(hub.one, count), tmp_path)[0]).header.content.bytes
        for count in (0, 1, 300, 700)
    }
    assert sizes == {64 << 10}


@given(st.integers(1, 1 << 40))
def test_padding_hides_the_size_and_costs_at_most_an_eighth(size: int) -> None:
    padded = padding.padded(size)
    assert padded >= size
    assert padding.padded(padded) == padded
    if size > padding.BUCKETS[-1]:
        assert padded - size <= size * 0.12


def test_enclosed_statements_come_back_whole(hub: World, tmp_path: Path) -> None:
    enclosed = (
        Enclosure(kind="certificate", data=hub.one.signed),
        Enclosure(kind="release", data=b'{"x":"' + b"y" * 1_500_000 + b'"}'),
    )
    path = tmp_path / "x.gbpkg"
    ops = chain(hub.hub, 2, stream="to." + hub.one.office, office=hub.one.office)
    said = outgoing(
        hub.hub,
        [hub.one.receive.recipient],
        [segment(hub.hub, ops, stream="to." + hub.one.office)],
        kind=HUB_OPS,
        enclosed=enclosed,
        needs_catalogue=9,
    )
    with path.open("wb") as file:
        write_package(file, said, map(line_of, ops), hub.hub.key)
    found, got = read_all(path, hub.office_trust())
    assert found.enclosed == enclosed
    assert got == ops


def test_a_package_is_read_back_and_compared(hub: World, tmp_path: Path) -> None:
    path, facts = written(hub, chain(hub.one, 2), tmp_path)
    assert reading.check_written(path, facts).ident == facts.ident
    other, _ = written(hub, chain(hub.one, 2), tmp_path)
    with pytest.raises(Refused) as caught:
        reading.check_written(other, facts)
    assert code_of(caught.value) == "E_DAMAGED"


def test_the_writer_sends_nothing_that_does_not_fit_its_chain(hub: World) -> None:
    ops = chain(hub.one, 3)
    said = outgoing(hub.one, hub.root.to, [segment(hub.one, ops)])
    lines = [line_of(op) for op in ops]
    for wrong, code in (
        (lines[:2], "E_COUNT"),
        ([*lines, lines[0]], "E_COUNT"),
        ([lines[1], lines[0], lines[2]], "E_CHAIN"),
    ):
        out = io.BytesIO()
        with pytest.raises(Refused) as caught:
            write_package(out, said, wrong, hub.one.key)
        assert code_of(caught.value) == code
        assert not out.getvalue()


def test_the_local_stream_never_leaves(hub: World) -> None:
    ops = chain(hub.one, 1, stream="local")
    said = outgoing(hub.one, hub.root.to, [segment(hub.one, ops, stream="local")])
    with pytest.raises(ValueError, match="local"):
        write_package(io.BytesIO(), said, map(line_of, ops), hub.one.key)


def test_private_keys_show_nothing(hub: World) -> None:
    shown = repr(hub.one.key) + repr(hub.hub_receive) + repr(hub.trust())
    assert hub.hub_receive.to_text() not in shown
    assert hub.one.key.to_bytes().hex() not in shown
    assert "hidden" in shown


def test_a_known_sender_is_believed_for_the_very_same_bytes_only(
    hub: World, tmp_path: Path
) -> None:
    path, _ = written(hub, chain(hub.one, 3), tmp_path)
    known = reading.verify(path, hub.trust())
    stranger = hub.trust(operational=(hub.root_key.public,))
    assert reading.read(path, stranger, list, known=known).verified is known
    other, _ = written(hub, chain(hub.one, 4), tmp_path)
    assert reading.read(other, hub.trust(), list, known=known).verified != known
    with pytest.raises(Refused) as caught:
        reading.read(other, stranger, list, known=known)
    assert code_of(caught.value) == "E_CERT"
