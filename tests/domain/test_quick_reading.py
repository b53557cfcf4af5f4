"""Reading envelopes, bodies and rules the quick way says exactly what the full checks say."""

from __future__ import annotations

import base64
from functools import cache

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gbdesk.domain import activities, ops, rules_value
from gbdesk.domain.activities_plain import is_plainly_right
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.ops import Env, OpFault, Value, canonical, read_body, read_env, stored_env
from gbdesk.domain.rules_parse import parse
from gbdesk.domain.templates import load_template

HEX = st.text("0123456789abcdef", min_size=1, max_size=33)
NAMES = st.sampled_from(["row", "a.b-c_1", "", "1a", "A", "a" * 64, "a" * 65, "row\n", 'a"b'])
OFFICES = st.sampled_from(
    ["u_" + "0" * 26, "u_" + "l" * 26, "u_" + "0" * 25, "u_" + "0" * 26 + "\n"]
)
RECORDS = st.one_of(st.sampled_from(["0" * 32, "f" * 32 + "\n", "F" * 32]), HEX)
NUMBERS = st.sampled_from(
    [-1, 0, 1, 9_999, 10_000, 10_001, 10**15 - 1, 10**15, (1 << 53) - 1, 1 << 53]
)
ACTORS = st.sampled_from(["", "hoa", "hòa", 'a"b', "a\\b", "a\tb", "\x7f", "u" * 64, "u" * 65])
SALTS = st.one_of(
    st.binary(min_size=15, max_size=17).map(lambda raw: base64.b64encode(raw).decode()),
    st.sampled_from(["", "A" * 22, "A" * 21 + "B==", "A" * 21 + "Q=", "-" * 22 + "=="]),
)
LINES = "a + b <= c + 2", "a = 0 => b = 0", "a = b iff c = 1", "a <= 3 or b + c <= 2"


@cache
def sample() -> Catalogue:
    return load_template("sample-2024")


def envelopes() -> st.SearchStrategy[bytes]:
    return st.fixed_dictionaries(
        {
            "e": NAMES,
            "h": st.one_of(st.sampled_from(["0" * 16, "0" * 16 + "\n"]), HEX),
            "k": NAMES,
            "n": NUMBERS,
            "o": st.lists(RECORDS, max_size=2),
            "ou": OFFICES,
            "r": RECORDS,
            "sv": NUMBERS,
            "u": ACTORS,
        }
    ).map(canonical)


def slowly(check: object, raw: bytes, name: str, monkeypatch: pytest.MonkeyPatch) -> object:
    """What the same function says where the quick way matches nothing."""
    with monkeypatch.context() as patch:
        patch.setattr(ops, name, ops.re.compile(rb"(?!)"))
        return told(check, raw)


def told(check: object, raw: bytes) -> object:
    assert callable(check)
    try:
        return check(raw)
    except OpFault as fault:
        return fault.code
    except msgspec.DecodeError:
        return "DecodeError"


def spoiled(raw: bytes, at: int, byte: int) -> bytes:
    """The same bytes with one of them another."""
    at %= len(raw)
    return raw[:at] + bytes([byte]) + raw[at + 1 :]


GOOD = canonical(
    Env(
        e="row",
        h="0123456789abcdef",
        k="put",
        n=12,
        o=["0" * 32, "1" * 32],
        ou="u_" + "0" * 26,
        r="a" * 32,
        sv=1,
        u="hoa",
    )
)
FIGURE = b'{"f":{"lib.books":-12},"s":"AAAAAAAAAAAAAAAAAAAAAA=="}'


@given(envelopes())
def test_an_envelope_is_judged_the_same(raw: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        assert told(read_env, raw) == slowly(read_env, raw, "_ENV", patch)
        assert told(stored_env, raw) == slowly(stored_env, raw, "_ENV", patch)


@given(st.integers(0, 500), st.integers(0, 255))
def test_a_spoiled_line_is_judged_the_same(at: int, byte: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        env, body = spoiled(GOOD, at, byte), spoiled(FIGURE, at, byte)
        assert told(read_env, env) == slowly(read_env, env, "_ENV", patch)
        assert told(read_body, body) == slowly(read_body, body, "_FIGURE", patch)


@given(
    st.sampled_from(["lib.books", "", "a b", "a" * 128, "a" * 129, "ò", 'a"b']),
    st.one_of(NUMBERS, NUMBERS.map(lambda n: -n), st.sampled_from(["5", True, None, 1.5])),
    SALTS,
)
def test_a_figure_is_judged_the_same(name: str, value: object, salt: str) -> None:
    raw = canonical({"f": {name: value}, "s": salt})
    with pytest.MonkeyPatch.context() as patch:
        assert told(read_body, raw) == slowly(read_body, raw, "_FIGURE", patch)


@given(
    st.one_of(st.just(GOOD), envelopes()), st.sampled_from([b"\t", b"", b"\t\t", b"\r\t"]), SALTS
)
def test_a_line_is_judged_the_same(env: bytes, between: bytes, salt: str) -> None:
    line = env + between + canonical({"f": {"lib.books": 3}, "s": salt})
    with pytest.MonkeyPatch.context() as patch:
        assert told(_op, line) == slowly(_op, line, "_FIGURE_LINE", patch)


@given(st.integers(0, 500), st.integers(0, 255))
def test_a_spoiled_figure_is_judged_the_same(at: int, byte: int) -> None:
    line = spoiled(GOOD + b"\t" + FIGURE, at, byte)
    with pytest.MonkeyPatch.context() as patch:
        assert told(_op, line) == slowly(_op, line, "_FIGURE_LINE", patch)


def _op(line: bytes) -> ops.Op:
    return ops.read_op(b"0" * 32, "d_one", ops.REPORT, line)


def test_the_quick_way_is_taken() -> None:
    assert ops._ENV.fullmatch(GOOD)
    assert ops._FIGURE_LINE.fullmatch(GOOD + b"\t" + FIGURE)
    assert ops._FIGURE.fullmatch(FIGURE)
    assert read_body(FIGURE) == {"lib.books": -12}
    assert read_env(GOOD).o == ["0" * 32, "1" * 32]


@given(
    st.fixed_dictionaries(
        {"title": st.sampled_from(["Hội nghị", "", " ", "x" * 201, None, 5])},
        optional={
            "kind": st.sampled_from(["talk", "", "no-such-kind", None]),
            "start": st.sampled_from(["2024-05-01", "2024-5-1", "2024-02-30", "", None]),
            "end": st.sampled_from(["2024-05-02", "2024-04-30", "soon", "", None]),
            "notes": st.sampled_from(["said", "x" * 2001, None]),
            "measure.attendees": st.sampled_from([0, 3, -1, True, "5", None]),
            "measure.women": st.sampled_from([0, 3, 4, "x", None]),
            "measure.area": st.sampled_from([2, "2.5", "2,5", "wide", None]),
        },
    )
)
def test_an_activity_that_is_plainly_right_has_no_error(values: dict[str, Value]) -> None:
    if is_plainly_right(values, sample()):
        assert activities.first_error(values, sample()) is None


def test_an_ordinary_activity_is_plainly_right() -> None:
    said: dict[str, Value] = {"title": "Hội nghị", "kind": "talk", "start": "2024-05-01"}
    said |= {"measure.attendees": 3, "measure.women": 3}
    assert is_plainly_right(said, sample())
    assert not is_plainly_right(said | {"measure.women": 4}, sample())


@given(
    st.sampled_from(LINES),
    st.dictionaries(st.sampled_from("abc"), st.sampled_from([0, 1, 2, 4, True, None, "?", "-"])),
)
def test_a_rule_on_a_row_says_what_its_sides_say(
    words: str, values: dict[str, int | str | bool | None]
) -> None:
    expression = parse(words)
    found = rules_value.sides(expression, rules_value.of_values(values))
    expected = found is not None and not rules_value.holds(expression, found)
    assert rules_value.broken(expression, values) is expected
