"""Op lines: what is written is read, and nothing else is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gbdesk.domain import ids, ops
from gbdesk.domain.characters import has_forbidden

OFFICE = "u_" + "0" * 26
START = ops.chain_start("d_one", ops.REPORT)
SALT = bytes(16)

TEXT = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=40).filter(
    lambda value: not has_forbidden(value)
)
VALUE = st.one_of(st.none(), st.booleans(), st.integers(-ops.MAX_INT, ops.MAX_INT), TEXT)
FIELDS = st.dictionaries(st.from_regex(r"\A[a-z][a-z0-9.\-]{0,20}\Z"), VALUE, max_size=6)


def head(n: int = 1, **changed: object) -> ops.Env:
    facts = {"e": "activity", "h": "0" * 16, "k": "create", "n": n, "o": [], "ou": OFFICE}
    facts |= {"r": ids.new_row_id(n), "sv": 1, "u": "a1"} | changed
    return ops.Env(**facts)


@given(FIELDS)
def test_what_is_written_is_read(fields: ops.Fields) -> None:
    op = ops.write_op(START, "d_one", ops.REPORT, head(), fields)
    assert ops.read_op(START, "d_one", ops.REPORT, ops.line_of(op)) == op


@given(FIELDS, st.data())
def test_a_changed_byte_is_refused_or_is_another_op(
    fields: ops.Fields, data: st.DataObject
) -> None:
    line = bytearray(ops.line_of(ops.write_op(START, "d_one", ops.REPORT, head(), fields)))
    at = data.draw(st.integers(0, len(line) - 1))
    line[at] ^= data.draw(st.integers(1, 255))
    genuine = ops.write_op(START, "d_one", ops.REPORT, head(), fields)
    try:
        read = ops.read_op(START, "d_one", ops.REPORT, bytes(line))
    except ops.OpFault:
        return
    assert read.id != genuine.id


def test_text_is_written_in_nfc() -> None:
    op = ops.write_op(START, "d_one", ops.REPORT, head(), {"title": "Tập huấn"})
    nfd = unicodedata.normalize("NFD", "Tập huấn")
    again = ops.write_op(START, "d_one", ops.REPORT, op.head, {"title": nfd}, SALT)
    assert again.fields["title"] == "Tập huấn"


@pytest.mark.parametrize(
    ("env", "body", "code"),
    [
        (b'{"e":"activity"}', b'{"f":{},"s":""}', "E_OP"),
        (b"[]", b'{"f":{},"s":""}', "E_OP"),
        (b"{", b'{"f":{},"s":""}', "E_JSON"),
        (None, b'{"f":{"a":1.5},"s":"AAAAAAAAAAAAAAAAAAAAAA=="}', "E_OP"),
        (None, b'{"f":{"a":{}},"s":"AAAAAAAAAAAAAAAAAAAAAA=="}', "E_OP"),
        (None, b'{"f":{"a":1,"a":2},"s":"AAAAAAAAAAAAAAAAAAAAAA=="}', "E_CANON"),
        (None, b'{"f": {},"s":"AAAAAAAAAAAAAAAAAAAAAA=="}', "E_CANON"),
        (None, b'{"f":{"b":1,"a":2},"s":"AAAAAAAAAAAAAAAAAAAAAA=="}', "E_CANON"),
        (None, b'{"f":{"a":9007199254740993},"s":"AAAAAAAAAAAAAAAAAAAAAA=="}', "E_OP"),
        (None, b'{"f":{"a":NaN},"s":"AAAAAAAAAAAAAAAAAAAAAA=="}', "E_JSON"),
        (None, '{"f":{"a":"e\u0302\u0301"},"s":"AAAAAAAAAAAAAAAAAAAAAA=="}'.encode(), "E_TEXT"),
        (None, '{"f":{"a":"x\u202ey"},"s":"AAAAAAAAAAAAAAAAAAAAAA=="}'.encode(), "E_TEXT"),
        (None, b'{"f":{},"s":"AAAA"}', "E_OP"),
        (None, b'{"f":{},"s":"!!"}', "E_OP"),
    ],
)
def test_a_line_that_is_not_canonical_is_refused(env: bytes | None, body: bytes, code: str) -> None:
    env = ops.canonical(head()) if env is None else env
    with pytest.raises(ops.OpFault) as fault:
        ops.read_op(START, "d_one", ops.REPORT, env + b"\t" + body)
    assert fault.value.code == code


@pytest.mark.parametrize("line", [b"", b"{}", b"{}\t{}\t{}", b"{}\r\t{}"])
def test_a_line_is_one_env_one_tab_one_body(line: bytes) -> None:
    with pytest.raises(ops.OpFault):
        ops.read_op(START, "d_one", ops.REPORT, line)


@pytest.mark.parametrize(
    "record", ["A" * 32, "0" * 31, "0" * 33, "00000000-0000-7000-8000-000000000000"]
)
def test_a_record_id_is_32_lower_case_hex_digits(record: str) -> None:
    op = ops.write_op(START, "d_one", ops.REPORT, head(r=record), {})
    with pytest.raises(ops.OpFault):
        ops.read_op(START, "d_one", ops.REPORT, ops.line_of(op))


def test_the_same_op_after_another_op_has_another_id() -> None:
    first = ops.write_op(START, "d_one", ops.REPORT, head(), {"a": 1}, SALT)
    moved = ops.write_op(first.id, "d_one", ops.REPORT, first.head, {"a": 1}, SALT)
    assert first.id != moved.id
