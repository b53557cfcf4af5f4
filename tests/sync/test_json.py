"""Section E of the adversarial list: JSON and text, in header, block, manifest and ops."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gbdesk.domain.ops import canonical, chain_next, chain_start
from gbdesk.domain.refusals import Refused
from gbdesk.sync.errors import code_of
from gbdesk.sync.strict import loads
from helpers.judged import Court, judge, refused, taken
from helpers.packages import Craft, chain, put
from helpers.vectors import FOLDER, vectors

SUITE = sorted(one.name for one in (FOLDER / "json").glob("*.json")) or ["absent"]


def verdict(raw: bytes) -> str:
    try:
        loads(raw)
    except Refused as refusal:
        return code_of(refusal)
    return "OK"


@pytest.mark.parametrize("name", SUITE)
def test_e01_the_suite_as_plain_values(name: str) -> None:
    raw = (vectors("json") / name).read_bytes()
    code = verdict(raw)
    assert code in {"OK", "E_JSON"}
    if name.startswith("n_"):
        assert code == "E_JSON"
    if name.startswith("y_") and code == "OK":
        assert json.loads(raw) == loads(raw)


def test_e01_how_many_good_ones_are_left_out_on_purpose() -> None:
    folder = vectors("json")
    left_out = [one.name for one in folder.glob("y_*") if verdict(one.read_bytes()) != "OK"]
    assert all(
        any(word in name for word in ("number", "duplicated", "object", "string", "structure"))
        for name in left_out
    )
    assert len(left_out) <= 40


def test_e01_the_suite_as_header_and_as_manifest(hub: Court, tmp_path: Path) -> None:
    """Correctly signed: nothing is accepted, nothing crashes."""
    heads, inside = [], []
    for one in sorted(vectors("json").glob("*.json")):
        raw = one.read_bytes()
        if not raw or len(raw) > 60_000:
            continue
        crafted = Craft(hub, hub.one, chain(hub.one, 1), header_bytes=lambda _, raw=raw: raw)
        heads.append(put(tmp_path, crafted.make(), f"head-{one.name}"))
        if b"\n" in raw:
            continue
        crafted = Craft(hub, hub.one, [], manifest=lambda _, raw=raw: raw)
        inside.append(put(tmp_path, crafted.make(), f"inside-{one.name}"))
    assert set(judge(heads, hub)) <= {"E_JSON", "E_HEADER"}
    assert set(judge(inside, hub)) <= {"E_JSON", "E_MANIFEST", "E_CANON", "E_TEXT"}


def own(hub: Court, env: bytes, body: bytes) -> Craft:
    """A package with one op made of these bytes, its chain correctly hashed."""
    start = chain_start(hub.one.key.device, "report")
    ch = chain_next(start, env, hashlib.sha256(body).digest())
    crafted = Craft(hub, hub.one, chain(hub.one, 1))

    def point(said: dict[str, Any]) -> dict[str, Any]:
        said["segments"][0]["head"] = {"n": 1, "ch": ch.hex()}
        return said

    crafted.manifest = point
    crafted.lines = lambda lines: [lines[0], env + b"\t" + body]
    return crafted


@pytest.fixture
def env(hub: Court) -> bytes:
    return chain(hub.one, 1)[0].env


@pytest.fixture
def body(hub: Court) -> bytes:
    return chain(hub.one, 1)[0].body


def test_e01_the_suite_as_body(hub: Court, env: bytes, tmp_path: Path) -> None:
    made = []
    for one in sorted(vectors("json").glob("*.json")):
        raw = one.read_bytes()
        if b"\n" in raw or b"\t" in raw:
            continue
        made.append(put(tmp_path, own(hub, env, raw).make(), one.name))
    assert set(judge(made, hub)) <= {"E_JSON", "E_OP", "E_CANON"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"seq": 1', b'"seq": 1, "seq": 2'),
        (b'"seq": 1', b'"seq": 1, "\\u0073eq": 2'),
        (b'"ext": {}', b'"ext": {"a": 1, "a": 2}'),
        (b'"ext": {}', b'"ext": {"a": {"b": 1, "\\u0062": 2}}'),
    ],
)
def test_e02_duplicate_keys_in_the_header(
    hub: Court, craft: Craft, tmp_path: Path, old: bytes, new: bytes
) -> None:
    craft.header_bytes = lambda raw: raw.replace(old, new, 1)
    refused("E_JSON", put(tmp_path, craft.make()), hub)


def test_e02_duplicate_keys_in_block_manifest_and_op(
    hub: Court, craft: Craft, env: bytes, body: bytes, tmp_path: Path
) -> None:
    craft.block_bytes = lambda raw: raw.replace(b'"sigs"', b'"sigs": [], "sigs"')
    refused("E_SIG_FORMAT", put(tmp_path, craft.make()), hub)
    craft.block_bytes = bytes
    craft.manifest = lambda said: canonical(said).replace(b'"n":5,', b'"n":5,"n":5,')
    refused("E_CANON", put(tmp_path, craft.make()), hub)
    twice = body.replace(b'"f":{', b'"f":{"n":2,')
    refused("E_CANON", put(tmp_path, own(hub, env, twice).make()), hub)


@pytest.mark.parametrize(
    "number", ["NaN", "Infinity", "-Infinity", "1e400", "1.0", "-0", "9007199254740993", "9" * 400]
)
def test_e03_numbers(hub: Court, craft: Craft, tmp_path: Path, number: str) -> None:
    craft.header_bytes = lambda raw: raw.replace(b'"ext": {}', f'"ext": {{"x": {number}}}'.encode())
    refused("E_JSON", put(tmp_path, craft.make()), hub)


@pytest.mark.parametrize("number", ["NaN", "1e400", "1.0", "-0", "9007199254740993", "9" * 400])
def test_e03_numbers_in_a_body(
    hub: Court, env: bytes, body: bytes, tmp_path: Path, number: str
) -> None:
    other = body.replace(b'"n":1', f'"n":{number}'.encode())
    refused({"E_JSON", "E_OP", "E_CANON"}, put(tmp_path, own(hub, env, other).make()), hub)


BAD_BYTES = [
    b"\\ud800",
    b"\xed\xa0\x80",
    b"\xc0\xaf",
    b"\xf4\x90\x80\x80",
    b"\xed\xa1\x8c\xed\xbe\xb4",
    b"\xff",
]


@pytest.mark.parametrize("bad", BAD_BYTES)
def test_e04_e05_surrogates_and_bad_utf8(  # noqa: PLR0917 - one per column of the list
    hub: Court, craft: Craft, env: bytes, body: bytes, tmp_path: Path, bad: bytes
) -> None:
    craft.header_bytes = lambda raw: raw.replace(b'"app": "', b'"app": "' + bad)
    refused("E_JSON", put(tmp_path, craft.make()), hub)
    other = body.replace(b'"title":"', b'"title":"' + bad)
    refused({"E_JSON", "E_CANON", "E_OP"}, put(tmp_path, own(hub, env, other).make()), hub)


ODD_TEXT = {
    "nfd": "e\u0301",
    "nul": "\u0000",
    "c1": "\u0085",
    "bidi": "\u202e",
    "bom": "\ufeff",
    "nonchar": "\ufffe",
    "nonchar 2": "\U0001ffff",
    "nonchar 3": "\ufdd0",
}


@pytest.mark.parametrize("text", ODD_TEXT.values(), ids=ODD_TEXT)
def test_e06_e07_text_that_is_not_what_it_seems(  # noqa: PLR0917 - one per column of the list
    hub: Court, craft: Craft, env: bytes, body: bytes, tmp_path: Path, text: str
) -> None:
    craft.header = lambda header: header | {"app": text}
    refused("E_JSON", put(tmp_path, craft.make()), hub)
    said = json.loads(body)
    said["f"]["title"] = text
    path = put(tmp_path, own(hub, env, canonical(said)).make())
    refused("E_TEXT", path, hub)


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.replace(b":", b": ", 1),
        lambda body: body.replace(b'"n":1,"title"', b'"title"').replace(b'"},"s"', b'","n":1},"s"'),
        lambda body: body.replace(b"H", b"\\u0048", 1),
        lambda body: body.replace(b"1", b"1 ", 1),
        lambda body: body.replace(b"title", b"ti\\/le"),
    ],
)
def test_e08_other_spellings(
    hub: Court,
    env: bytes,
    body: bytes,
    tmp_path: Path,
    change: Callable[[bytes], bytes],
) -> None:
    other = change(body)
    assert other != body
    refused("E_CANON", put(tmp_path, own(hub, env, other).make()), hub)


@pytest.mark.parametrize(
    "other",
    [
        b"[]",
        b'"x"',
        b"null",
        b"1",
        b'{"f":{"a":{"b":1}},"s":"AAAAAAAAAAAAAAAAAAAAAA=="}',
        b'{"f":{"a":[1]},"s":"AAAAAAAAAAAAAAAAAAAAAA=="}',
        b'{"f":{},"s":"AAAA"}',
        b'{"f":{}}',
        b'{"f":{"":1},"s":"AAAAAAAAAAAAAAAAAAAAAA=="}',
        b'{"f":{"a\\nb":1},"s":"AAAAAAAAAAAAAAAAAAAAAA=="}',
    ],
)
def test_e09_bodies_of_another_shape(hub: Court, env: bytes, tmp_path: Path, other: bytes) -> None:
    refused("E_OP", put(tmp_path, own(hub, env, other).make()), hub)


@pytest.mark.parametrize(
    "change",
    [
        {"x": 1},
        {"n": True},
        {"n": "1"},
        {"sv": True},
        {"r": "A" * 32},
        {"r": "a" * 31},
        {"r": "a" * 33},
        {"r": "0192f3c4-a5b6-7000-8000-000000000000"},
        {"o": ["x"]},
        {"o": ["a" * 32] * 1001},
        {"k": "DROP TABLE"},
        {"ou": "u_x"},
        {"u": "x" * 65},
        {"h": "0192"},
    ],
)
def test_e10_e12_envelopes_of_another_shape(
    hub: Court, env: bytes, body: bytes, tmp_path: Path, change: dict[str, Any]
) -> None:
    other = canonical(json.loads(env) | change)
    refused("E_OP", put(tmp_path, own(hub, other, body).make()), hub)


def test_e10_fields_of_a_newer_version_are_kept(hub: Court, env: bytes, tmp_path: Path) -> None:
    body = canonical({"f": {"later.field": "ấ"}, "s": "AAAAAAAAAAAAAAAAAAAAAA=="})
    path = put(tmp_path, own(hub, env, body).make())
    got = hub.read(path)
    assert got[0].fields == {"later.field": "ấ"}
    assert got[0].body == body
    taken(path, hub, got)


WILD = [
    "__proto__",
    "id; DROP TABLE op;--",
    '=HYPERLINK("http://x")',
    "<script>alert(1)</script>",
    "%s%n{0}",
    "a" + "\u0300\u0301" * 20_000,
    "đ" * 65_536,
]


@pytest.mark.parametrize("text", WILD, ids=lambda text: text[:12])
def test_e11_wild_text_is_kept_as_it_is(hub: Court, env: bytes, tmp_path: Path, text: str) -> None:
    tidy = unicodedata.normalize("NFC", text)
    body = canonical({"f": {"title": tidy}, "s": "AAAAAAAAAAAAAAAAAAAAAA=="})
    path = put(tmp_path, own(hub, env, body).make())
    got = hub.read(path)
    assert got[0].fields["title"] == tidy
    taken(path, hub, got)


def test_e11_a_text_over_the_limit(hub: Court, env: bytes, tmp_path: Path) -> None:
    body = canonical({"f": {"title": "x" * 65_537}, "s": "AAAAAAAAAAAAAAAAAAAAAA=="})
    refused("E_LIMIT", put(tmp_path, own(hub, env, body).make()), hub)


def test_e13_an_op_of_another_office(hub: Court, craft: Craft, tmp_path: Path) -> None:
    craft.ops = chain(hub.one, 2, office=hub.two.office)
    found = refused("E_UNIT_SCOPE", put(tmp_path, craft.make()), hub)
    assert found.facts["office"] == hub.two.office


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.replace(b"\t", b" "),
        lambda line: line.replace(b"\t", b"\t\t"),
        lambda line: line + b"\r",
        lambda _: b"",
        lambda line: line + b"\t",
        lambda line: b"\xef\xbb\xbf" + line,
    ],
)
def test_e14_the_line(
    hub: Court, craft: Craft, tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    craft.lines = lambda lines: [lines[0], change(lines[1]), *lines[2:]]
    refused({"E_OP", "E_JSON"}, put(tmp_path, craft.make()), hub)
