"""Section D of the adversarial list: compression, padding, counts and chains, correctly signed."""

from __future__ import annotations

import io
import random
import resource
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard

from gbdesk.domain.ops import MAX_LINE, canonical, line_of
from gbdesk.domain.refusals import Refused
from gbdesk.sync.ciphertext import Ciphertext
from gbdesk.sync.content import MAX_OPS
from gbdesk.sync.reading import read
from helpers.judged import Court, nothing_new, refused
from helpers.packages import SKIPPABLE, Craft, chain, manifest_of, pad, put, read_all

Change = Callable[[Any], Any]


def compress(plain: bytes, **given: Any) -> bytes:
    return zstandard.ZstdCompressor(level=3, write_checksum=True, **given).compress(plain)


@pytest.mark.parametrize("unit", [b"\x00", b"{}\t{}\n"], ids=["zeros", "tiny lines"])
def test_d01_bombs(hub: Court, craft: Craft, tmp_path: Path, unit: bytes) -> None:
    packer = zstandard.ZstdCompressor(level=3).compressobj()
    block = unit * (1_000_000 // len(unit))
    bomb = b"".join(packer.compress(block) for _ in range(300)) + packer.flush()
    craft.packed = lambda _: bomb
    path = put(tmp_path, craft.make())
    before = _memory()
    refused("E_BOMB", path, hub)
    assert _memory() - before < 64 << 20


def _memory() -> int:
    """The largest memory this process ever had, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most << 10


def test_d01_many_lines_in_little(hub: Court, craft: Craft, tmp_path: Path) -> None:
    """Within the ratio at first, far beyond it later."""
    craft.plain = lambda plain: plain + b"\n" * 60_000_000
    refused({"E_BOMB", "E_COUNT", "E_OP"}, put(tmp_path, craft.make()), hub)


@pytest.mark.parametrize("at", [0, 1])
def test_d02_a_huge_line(hub: Court, craft: Craft, tmp_path: Path, at: int) -> None:
    noise = random.Random(1).randbytes(3_000_000).hex().encode()
    craft.lines = lambda lines: [*lines[:at], noise, *lines[at:]]
    refused("E_LINE", put(tmp_path, craft.make()), hub)


def test_d02_the_longest_line_that_is_allowed(hub: Court, craft: Craft, tmp_path: Path) -> None:
    craft.lines = lambda lines: [lines[0], lines[1] + b" " * (MAX_LINE + 1 - len(lines[1]))]
    refused("E_LINE", put(tmp_path, craft.make()), hub)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda plain: plain[:-1], "E_TRUNCATED"),
        (lambda _: b"", "E_TRUNCATED"),
        (lambda _: b"\n", "E_JSON"),
        (lambda plain: plain[: plain.rindex(b"\n", 0, -1) + 1], "E_COUNT"),
        (lambda plain: plain + plain[plain.rindex(b"\n", 0, -1) + 1 :], "E_COUNT"),
        (lambda plain: plain + b"\n", "E_COUNT"),
    ],
)
def test_d03_ends_and_counts(
    hub: Court, craft: Craft, tmp_path: Path, change: Change, code: str
) -> None:
    craft.plain = change
    refused(code, put(tmp_path, craft.make()), hub)


@pytest.mark.parametrize("by", [-1, 1])
def test_d03_a_wrong_count(hub: Court, craft: Craft, tmp_path: Path, by: int) -> None:
    craft.manifest = lambda said: said | {"n": said["n"] + by}
    refused("E_COUNT", put(tmp_path, craft.make()), hub)


@pytest.mark.parametrize("left", [1, 10, 17, 60, 300])
def test_d04_a_cut_frame(hub: Court, craft: Craft, tmp_path: Path, left: int) -> None:
    """Cut and filled with zeros to the signed length."""
    craft.content = lambda content: content[:left] + bytes(len(content) - len(content[:left]))
    refused(
        {
            "E_ZSTD",
            "E_PADDING",
            "E_TRUNCATED",
        },
        put(tmp_path, craft.make()),
        hub,
    )


def test_d04_a_frame_without_end(hub: Court, craft: Craft, tmp_path: Path) -> None:
    packed = b""

    def cut(made: bytes) -> bytes:
        nonlocal packed
        packed = made
        return made

    craft.packed, craft.content = cut, lambda _: packed[:-6]
    refused("E_TRUNCATED", put(tmp_path, craft.make()), hub)


def _nonzero(content: bytes) -> bytes:
    return content[:-5] + b"x" + content[-4:]


def _two(content: bytes) -> bytes:
    return content[:-16] + SKIPPABLE + (8).to_bytes(4, "little") + bytes(8)


def _none(content: bytes) -> bytes:
    return content[: content.index(SKIPPABLE)]


def _garbage(content: bytes) -> bytes:
    return content[: content.index(SKIPPABLE)] + b"garbage" + content[content.index(SKIPPABLE) :]


def _second_frame(content: bytes) -> bytes:
    at = content.index(SKIPPABLE)
    return content[:at] + compress(b"{}\n") + content[at:]


def _wrong_length(content: bytes) -> bytes:
    at = content.index(SKIPPABLE)
    return content[:at] + SKIPPABLE + (7).to_bytes(4, "little") + content[at + 8 :]


def _odd_size(content: bytes) -> bytes:
    return pad(content[: content.index(SKIPPABLE)], 70_000)


def _empty_padding(content: bytes) -> bytes:
    return content[: content.index(SKIPPABLE)] + SKIPPABLE + bytes(4)


def _other_magic(content: bytes) -> bytes:
    return content.replace(SKIPPABLE, b"\x51\x2a\x4d\x18")


@pytest.mark.parametrize(
    "change",
    [
        _nonzero,
        _two,
        _none,
        _garbage,
        _second_frame,
        _wrong_length,
        _odd_size,
        _empty_padding,
        _other_magic,
    ],
)
def test_d05_padding(hub: Court, craft: Craft, tmp_path: Path, change: Change) -> None:
    craft.content = change
    refused("E_PADDING", put(tmp_path, craft.make()), hub)


def test_d06_a_large_window(hub: Court, craft: Craft, tmp_path: Path) -> None:
    given = zstandard.ZstdCompressionParameters.from_level(3, window_log=27)

    def again(packed: bytes) -> bytes:
        plain = zstandard.ZstdDecompressor().decompressobj().decompress(packed)
        packer = zstandard.ZstdCompressor(compression_params=given).compressobj()
        return packer.compress(plain) + packer.flush()

    craft.packed = again
    refused("E_ZSTD", put(tmp_path, craft.make()), hub)


def _dictionary(packed: bytes) -> bytes:
    plain = zstandard.ZstdDecompressor().decompress(packed, max_output_size=1 << 20)
    words = zstandard.train_dictionary(1024, [b"hello %d world" % (n % 97) for n in range(3000)])
    return zstandard.ZstdCompressor(dict_data=words).compress(plain)


@pytest.mark.parametrize(
    "change",
    [
        _dictionary,
        zlib.compress,
        lambda _: b"\x25\xb5\x2f\xfd" + b"\x00" * 40,
        lambda packed: SKIPPABLE + bytes(4) + packed,
        lambda _: b"{}\n" * 30,
    ],
    ids=["dictionary", "deflate", "v0.5", "skippable first", "plain"],
)
def test_d07_other_compressions(hub: Court, craft: Craft, tmp_path: Path, change: Change) -> None:
    craft.packed = change
    refused("E_ZSTD", put(tmp_path, craft.make()), hub)


def test_d08_a_wrong_checksum(hub: Court, craft: Craft, tmp_path: Path) -> None:
    craft.packed = lambda packed: packed[:-1] + bytes([packed[-1] ^ 1])
    refused("E_ZSTD", put(tmp_path, craft.make()), hub)


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("sha256", lambda _: "0" * 64, "E_CONTENT_HASH"),
        ("bytes", lambda size: size + 1, "E_CONTENT_HASH"),
        ("bytes", lambda size: size - 1, "E_LIMIT"),
    ],
)
def test_d09_what_the_header_says_of_the_content(  # noqa: PLR0917 - one per column of the list
    hub: Court, craft: Craft, tmp_path: Path, name: str, change: Change, code: str
) -> None:
    def spoil(header: dict[str, Any]) -> dict[str, Any]:
        header["content"][name] = change(header["content"][name])
        return header

    craft.header = spoil
    refused(code, put(tmp_path, craft.make()), hub)


def test_d10_too_many_ops(hub: Court, craft: Craft, tmp_path: Path) -> None:
    def claim(said: dict[str, Any]) -> dict[str, Any]:
        said["segments"][0]["n"] = said["n"] = MAX_OPS + 1
        return said

    craft.manifest = claim
    refused("E_LIMIT", put(tmp_path, craft.make()), hub)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda lines: [lines[1], lines[0], *lines[2:]], "E_MANIFEST"),
        (lambda lines: lines[1:], "E_MANIFEST"),
        (lambda lines: [b"[" + lines[0] + b"]", *lines[1:]], "E_MANIFEST"),
        (lambda lines: [lines[0].replace(b":", b": ", 1), *lines[1:]], "E_CANON"),
        (lambda lines: [lines[0], *lines], "E_OP"),
    ],
)
def test_d11_the_place_of_the_manifest(
    hub: Court, craft: Craft, tmp_path: Path, change: Change, code: str
) -> None:
    craft.lines = change
    refused(code, put(tmp_path, craft.make()), hub)


@pytest.mark.parametrize(
    "change",
    [
        {"t": "receipt"},
        {"v": 2},
        {"v": True},
        {"nonce": ""},
        {"segments": None},
        {"segments": [None]},
        {"extra": 1},
        {"n": -1},
        {"schema": 0},
        {"enclosed": [{"kind": "program", "bytes": 1, "lines": 1, "sha256": "0" * 64}]},
    ],
)
def test_d11_the_fields_of_the_manifest(
    hub: Court, craft: Craft, tmp_path: Path, change: dict[str, Any]
) -> None:
    craft.manifest = lambda said: said | change
    refused("E_MANIFEST", put(tmp_path, craft.make()), hub)


@pytest.mark.parametrize("name", ["kind", "device", "office", "seq"])
def test_inner_and_outer_layer_must_agree(
    hub: Court, craft: Craft, tmp_path: Path, name: str
) -> None:
    other = {
        "kind": "hub-ops",
        "device": hub.two.key.device,
        "office": hub.two.office,
        "seq": 2,
    }
    craft.manifest = lambda said: said | {name: other[name]}
    refused("E_INNER_MISMATCH", put(tmp_path, craft.make()), hub)


def part(**change: Any) -> Change:
    """A change of the one segment."""

    def changed(said: dict[str, Any]) -> dict[str, Any]:
        for path, value in change.items():
            inner, _, last = path.partition("_")
            if last:
                said["segments"][0][inner][last] = value
            else:
                said["segments"][0][inner] = value
        return said

    return changed


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (part(head_n=6), "E_CHAIN"),
        (part(head_ch="0" * 64), "E_CHAIN"),
        (part(base_ch="0" * 64), "E_CHAIN"),
        (part(base_n=1, head_n=6), "E_CHAIN"),
        (part(stream="local"), "E_MANIFEST"),
        (part(stream="to.x"), "E_MANIFEST"),
        (part(stream="../x"), "E_MANIFEST"),
        (part(device="d_" + "0" * 26), "E_CERT"),
        (part(cert="c_" + "0" * 26), "E_CERT"),
        (part(n=4), "E_COUNT"),
        (lambda said: said | {"segments": said["segments"] * 2, "n": 10}, "E_MANIFEST"),
        (lambda said: said | {"segments": [], "n": 0}, "E_COUNT"),
    ],
)
def test_f10_segments_that_do_not_add_up(
    hub: Court, craft: Craft, tmp_path: Path, change: Change, code: str
) -> None:
    craft.manifest = change
    refused(code, put(tmp_path, craft.make()), hub)


@pytest.mark.parametrize("order", [(0, 0), (1, 0), (0, 2), (2, 1)])
def test_f09_positions_repeated_skipped_or_turned_round(
    hub: Court, craft: Craft, tmp_path: Path, order: tuple[int, int]
) -> None:
    ops = chain(hub.one, 3)
    craft.ops = [ops[at] for at in order]
    craft.manifest = lambda _: manifest_of(hub.one, hub.root.to, ops[:2])
    refused("E_CHAIN", put(tmp_path, craft.make()), hub)


def test_a_segment_from_the_middle_of_a_chain(hub: Court, craft: Craft, tmp_path: Path) -> None:
    ops = chain(hub.one, 9)
    craft.ops = ops[4:]

    def middle(said: dict[str, Any]) -> dict[str, Any]:
        said["segments"][0]["base"] = {"n": 4, "ch": ops[3].id.hex()}
        return said

    craft.manifest = middle
    assert read_all(put(tmp_path, craft.make()), hub.trust())[1] == ops[4:]


def test_f14_a_package_without_ops(hub: Court, craft: Craft, tmp_path: Path) -> None:
    craft.ops = []
    found, ops = read_all(put(tmp_path, craft.make()), hub.trust())
    assert (ops, found.manifest.n) == ([], 0)
    nothing_new("OLDER", tmp_path / "x.gbpkg", hub)
    craft.manifest = lambda said: said | {"segments": []}
    assert read_all(put(tmp_path, craft.make()), hub.trust())[0].manifest.segments == []
    nothing_new("OLDER", tmp_path / "x.gbpkg", hub)


def test_the_sink_has_seen_ops_before_a_late_fault(
    hub: Court, craft: Craft, tmp_path: Path
) -> None:
    craft.ops = chain(hub.one, 9000)
    craft.plain = lambda plain: plain[:-1]
    got: list[int] = []
    with pytest.raises(Refused):
        read(put(tmp_path, craft.make()), hub.trust(), lambda ops: got.append(len(ops)))
    assert got == [4000, 4000]


def test_the_second_pass_hashes_what_it_reads() -> None:
    cipher = Ciphertext(io.BytesIO(b"abc"), 3, "0" * 64)
    assert cipher.read(2) == b"ab"
    with pytest.raises(Refused):
        cipher.check_whole()


def test_lines_are_kept_as_they_came(hub: Court, craft: Craft, tmp_path: Path) -> None:
    _, got = read_all(put(tmp_path, craft.make()), hub.trust())
    assert [line_of(op) for op in got] == [line_of(op) for op in craft.ops]
    assert canonical({"a": 1}) == b'{"a":1}'
