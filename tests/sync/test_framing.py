"""Section A of the adversarial list: framing and transport."""

from __future__ import annotations

import codecs
import os
import random
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gbdesk.domain.refusals import Refused
from gbdesk.sync import ciphertext, reading
from gbdesk.sync.errors import code_of
from helpers.judged import Court, judge, refused, taken, unchanged
from helpers.packages import Craft, assemble, chain, outcome, put, read_all

BIT_CODES = {
    "E_PREAMBLE",
    "E_VERSION",
    "E_NOT_PACKAGE",
    "E_SIGNATURE",
    "E_JSON",
    "E_SIG_FORMAT",
    "E_UNKNOWN_SENDER",
    "E_CERT",
    "E_TRUNCATED",
    "E_TRAILING",
    "E_LIMIT",
    "E_MANGLED",
}
POSIX = pytest.mark.skipif(os.name == "nt", reason="no such kinds of file on Windows")


def parts(raw: bytes) -> tuple[bytes, bytes, bytes]:
    h, s = int(raw[10:16]), int(raw[19:25])
    return raw[41 : 41 + h], raw[41 + h : 41 + h + s], raw[41 + h + s :]


def test_a01_every_flipped_bit_of_the_outside_is_refused(
    hub: Court, craft: Craft, tmp_path: Path
) -> None:
    raw = craft.make()
    header, block, _ = parts(raw)
    end = 41 + len(header) + len(block)
    chance = random.Random(1)
    bits = {*range(41 * 8), *chance.sample(range(41 * 8, end * 8), 800)}
    path = put(tmp_path, raw)
    few = chance.sample(sorted(bits), 60)
    assert set(judge(_with_bits(tmp_path, raw, few), hub)) <= BIT_CODES
    with path.open("r+b") as file:
        for bit in bits:
            byte = raw[bit // 8]
            file.seek(bit // 8)
            file.write(bytes([byte ^ 1 << bit % 8]))
            file.flush()
            code = outcome(path, hub.trust())
            assert code in BIT_CODES or (code == "OK" and _is_hint(raw, bit // 8)), (bit, code)
            file.seek(bit // 8)
            file.write(bytes([byte]))


def _with_bits(folder: Path, raw: bytes, bits: list[int]) -> list[Path]:
    """A file for each of these bits, but those that decide nothing."""
    made = []
    for bit in bits:
        if _is_hint(raw, bit // 8):
            continue
        at = bit // 8
        spoilt = raw[:at] + bytes([raw[at] ^ 1 << bit % 8]) + raw[at + 1 :]
        made.append(put(folder, spoilt, f"{bit}.gbpkg"))
    return made


def _is_hint(raw: bytes, at: int) -> bool:
    """The key id inside a certificate's envelope decides nothing (DSSE)."""
    start = raw.index(b'"keyid"')
    return start < at < start + 45


def test_a02_flipped_bits_of_the_payload_are_damage(
    hub: Court, craft: Craft, tmp_path: Path
) -> None:
    raw = bytearray(craft.make())
    start = len(raw) - len(parts(bytes(raw))[2])
    chance = random.Random(2)
    made = []
    for number in range(40):
        at = chance.randrange(start, len(raw))
        raw[at] ^= 4
        made.append(put(tmp_path, bytes(raw), f"{number}.gbpkg"))
        raw[at] ^= 4
    assert set(judge(made, hub)) == {"E_DAMAGED"}


def test_a03_a_cut_file_says_how_much_is_missing(hub: Court, craft: Craft, tmp_path: Path) -> None:
    raw = craft.make()
    chance = random.Random(3)
    sizes = [*range(42), *chance.sample(range(42, len(raw) - 1), 60), len(raw) - 1]
    made = [put(tmp_path, raw[:size], f"{size}.gbpkg") for size in sizes]
    assert set(judge(made, hub)) == {"E_TRUNCATED"}
    for size, path in zip(sizes, made, strict=True):
        with pytest.raises(Refused) as caught:
            read_all(path, hub.trust())
        assert caught.value.facts["have"] == size
        if size >= 41:
            assert caught.value.facts["want"] == len(raw)
            assert caught.value.facts["missing"]


@pytest.mark.parametrize("extra", [1, 2, 17, 100])
def test_a04_something_at_the_end(hub: Court, craft: Craft, tmp_path: Path, extra: int) -> None:
    refused("E_TRAILING", put(tmp_path, craft.make() + b"\x00" * extra), hub)


def test_a05_line_ends_changed_on_the_way(hub: Court, craft: Craft, tmp_path: Path) -> None:
    raw = craft.make().replace(b"\n", b"\r\n")
    refused("E_MANGLED", put(tmp_path, raw), hub)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8])
def test_a06_saved_in_an_editor(hub: Court, craft: Craft, tmp_path: Path, mark: bytes) -> None:
    found = refused("E_NOT_PACKAGE", put(tmp_path, mark + craft.make()), hub)
    assert found.facts["seems"] == "edited"


def test_a06_saved_as_utf16(hub: Court, craft: Craft, tmp_path: Path) -> None:
    raw = codecs.BOM_UTF16_LE + craft.make().decode("latin-1").encode("utf-16-le")
    assert refused("E_NOT_PACKAGE", put(tmp_path, raw), hub).facts["seems"] == "edited"


@pytest.mark.parametrize("size", [0, 1, 40, 41])
def test_a07_next_to_nothing(hub: Court, craft: Craft, tmp_path: Path, size: int) -> None:
    refused("E_TRUNCATED", put(tmp_path, craft.make()[:size]), hub)
    if size:
        refused("E_NOT_PACKAGE", put(tmp_path, b"x" * size), hub)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("gbpkg/1 h=٠٠٠٧٠٠", "E_PREAMBLE"),
        ("gbpkg/1 h= 00700 s=000900 p=000000070000\n", "E_PREAMBLE"),
        ("gbpkg/1 h=+00700 s=000900 p=000000070000\n", "E_PREAMBLE"),
        ("gbpkg/1 h=-00700 s=000900 p=000000070000\n", "E_PREAMBLE"),
        ("gbpkg/1 h=0x0700 s=000900 p=000000070000\n", "E_PREAMBLE"),
        ("gbpkg/1 h=000000 s=000900 p=000000070000\n", "E_PREAMBLE"),
        ("gbpkg/1 h=000700 s=000900 p=000000070000 ", "E_PREAMBLE"),
        ("gbpkg/1 h=999999 s=000900 p=000000070000\n", "E_LIMIT"),
        ("gbpkg/1 h=000700 s=016385 p=000000070000\n", "E_LIMIT"),
        ("gbpkg/1 h=000700 s=000900 p=002147483649\n", "E_LIMIT"),
        ("gbpkg/1 h=000700 s=000900 p=002147483648\n", "E_TRUNCATED"),
        ("gbpkg/2 h=000700 s=000900 p=000000070000\n", "E_VERSION"),
        ("gbpkg/0 h=000700 s=000900 p=000000070000\n", "E_PREAMBLE"),
    ],
)
def test_a08_the_first_line(hub: Court, tmp_path: Path, line: str, code: str) -> None:
    refused(code, put(tmp_path, line.encode() + b"x" * 1000), hub)


def test_a09_a_huge_size_and_a_small_file(hub: Court, tmp_path: Path) -> None:
    line = b"gbpkg/1 h=000700 s=000900 p=999999999999\n"
    refused("E_LIMIT", put(tmp_path, line), hub)


@pytest.mark.parametrize(
    ("start", "seems"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-office"),
        (b"MZ\x90\x00", "program"),
        (b"age-encryption.org/v1\n", "age"),
        (b"SQLite format 3\x00", "sqlite"),
        (b"\x89PNG\r\n", "picture"),
        (b"hello", ""),
    ],
)
def test_a10_another_kind_of_file(hub: Court, tmp_path: Path, start: bytes, seems: str) -> None:
    path = put(tmp_path, start + b"\x00" * 100)
    assert refused("E_NOT_PACKAGE", path, hub).facts["seems"] == seems
    assert reading.what_is(path) == seems


@pytest.mark.parametrize(("inside", "seems"), [("a.txt", "zip"), ("xl/workbook.xml", "xlsx")])
def test_a10_archives(hub: Court, tmp_path: Path, inside: str, seems: str) -> None:
    path = tmp_path / "x.gbpkg"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(inside, "x")
    assert refused("E_NOT_PACKAGE", path, hub).facts["seems"] == seems


@pytest.mark.parametrize("magic", ["gbreq", "gbinv"])
def test_a10_an_enrolment_file_under_a_package_name(hub: Court, tmp_path: Path, magic: str) -> None:
    path = put(tmp_path, f"{magic}/1\n{{}}".encode() + b"\x00" * 100)
    assert refused("E_WRONG_KIND", path, hub).facts["seems"] == magic


@pytest.mark.parametrize(
    "name",
    [
        "CON.gbpkg",
        "..gbpkg",
        "x" * 240 + ".gbpkg",
        "a\u0301.gbpkg",
        "\u202egpj.gbpkg",
        "x.gbpkg.",
        "%s%n.gbpkg",
    ],
)
@POSIX
def test_a11_odd_names_are_never_looked_at(
    hub: Court, craft: Craft, tmp_path: Path, name: str
) -> None:
    path = put(tmp_path, craft.make(), name)
    taken(path, hub, craft.ops)
    assert [one.name for one in tmp_path.iterdir()] == [name]
    assert not [one for one in hub.app.store.archive.iterdir() if name in one.name]


def _link(path: Path) -> None:
    path.symlink_to("/etc/hostname")


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def _closed(path: Path) -> None:
    path.write_bytes(b"x")
    path.chmod(0)


@pytest.mark.parametrize("make", [_link, Path.mkdir, os.mkfifo, _socket])
@POSIX
def test_a12_no_ordinary_file(hub: Court, tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "x.gbpkg"
    make(path)
    refused("E_IO", path, hub)


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/dev/stdin", "/nowhere/x", "a\x00b"])
@POSIX
def test_a12_devices_and_names_of_nothing(hub: Court, path: str) -> None:
    refused("E_IO", Path(path), hub)


@POSIX
def test_a12_a_file_nobody_may_read(hub: Court, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read every file")
    _closed(tmp_path / "x.gbpkg")
    refused("E_IO", tmp_path / "x.gbpkg", hub)


def test_a13_a_file_that_changes_while_it_is_read(
    hub: Court, craft: Craft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Larger than memory allows: the second pass hashes again what is decrypted."""
    monkeypatch.setattr(ciphertext, "_MEMORY", 0)
    craft.ops = chain(hub.one, 9000)
    raw = craft.make()
    path = put(tmp_path, raw)
    assert len(read_all(path, hub.trust())[1]) == 9000
    other = Craft(hub, hub.one, craft.ops).make()
    assert len(other) >= len(raw) - 300
    for at in (len(raw) - 40_000, len(raw) - 5):
        new = bytes([raw[at] ^ 0xFF])
        assert _changed_meanwhile(path, raw, at, new, hub) == "E_DAMAGED"


def _changed_meanwhile(path: Path, raw: bytes, at: int, new: bytes, hub: Court) -> str:
    path.write_bytes(raw)
    hashed = ciphertext.check_payload

    def then_change(*given: object) -> None:
        hashed(*given)  # type: ignore[arg-type]
        with path.open("r+b") as file:
            file.seek(at)
            file.write(new)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ciphertext, "check_payload", then_change)
        return outcome(path, hub.trust())


def test_a13_a_file_that_fits_memory_is_read_once(hub: Court, craft: Craft, tmp_path: Path) -> None:
    path = put(tmp_path, craft.make())
    got: list[int] = []

    def spoil(batch: list[object]) -> None:
        got.append(len(batch))
        path.write_bytes(b"gone")

    reading.read(path, hub.trust(), spoil)  # type: ignore[arg-type]
    assert got == [5]


def test_a14_a_drive_that_goes_away(
    hub: Court, craft: Craft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, craft.make())
    honest = os.read
    left = [2]

    def gone(number: int, size: int) -> bytes:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(5, "Input/output error")
        return honest(number, size)

    monkeypatch.setattr(os, "read", gone)
    with pytest.raises(Refused) as caught:
        read_all(path, hub.trust())
    assert code_of(caught.value) == "E_IO"
    left[0] = 2
    with unchanged(hub.app) as log:
        done = hub.app.receiving.take_in(path)
    monkeypatch.undo()
    assert (done.outcome, log.outcomes) == ("E_IO", ["E_IO"])
    taken(path, hub, craft.ops)


def test_a15_the_payload_of_another_package(hub: Court, craft: Craft, tmp_path: Path) -> None:
    header, block, _ = parts(craft.make())
    other = Craft(hub, hub.one, chain(hub.one, 7)).make()
    path = put(tmp_path, assemble(header, block, parts(other)[2]))
    refused({"E_DAMAGED", "E_HEADER"}, path, hub)


def test_a16_two_names_one_package(hub: Court, craft: Craft, tmp_path: Path) -> None:
    raw = craft.make()
    first, second = (reading.outside(put(tmp_path, raw, name)) for name in ("a", "b"))
    assert first.ident == second.ident
    before = hub.app.selfcheck.digests()
    one, two = hub.app.receiving.take_in_all([tmp_path / "a", tmp_path / "b"])
    assert (one.outcome, two.outcome, two.ops) == ("OK", "ALREADY", 0)
    with unchanged(hub.app) as log:
        assert hub.app.receiving.take_in(tmp_path / "b").outcome == "ALREADY"
    assert log.outcomes == ["ALREADY"]
    hub.app.receiving.undo(one.number)
    assert hub.app.selfcheck.digests() == before


def test_a17_the_block_may_be_written_otherwise(hub: Court, craft: Craft, tmp_path: Path) -> None:
    header, block, payload = parts(craft.make())
    spaced = assemble(header, block.replace(b":", b" :\n "), payload)
    first = read_all(put(tmp_path, craft.make()), hub.trust())[0]
    again, ops = read_all(put(tmp_path, spaced), hub.trust())
    assert ops == craft.ops
    assert again.verified.outside.header_bytes == header
    assert again.verified.outside.ident != first.verified.outside.ident  # another encryption
    plain = read_all(put(tmp_path, assemble(header, block, payload)), hub.trust())[0]
    assert again.verified.outside.ident == plain.verified.outside.ident
    path = put(tmp_path, spaced, "spaced.gbpkg")
    taken(path, hub, craft.ops)
    done = hub.app.receiving.take_in(path)
    with unchanged(hub.app) as log:
        put(tmp_path, assemble(header, block, payload), "plain.gbpkg")
        assert hub.app.receiving.take_in(tmp_path / "plain.gbpkg").outcome == "ALREADY"
    assert log.outcomes == ["ALREADY"]
    hub.app.receiving.undo(done.number)


def test_the_outside_is_looked_at_without_any_trust(craft: Craft, tmp_path: Path) -> None:
    raw = craft.make()
    found = reading.outside(put(tmp_path, raw))
    assert found.header.sender.device == craft.by.key.device
    assert found.size == len(raw)
    with pytest.raises(Refused) as caught:
        reading.outside(put(tmp_path, raw[:-1] + bytes([raw[-1] ^ 1])))
    assert code_of(caught.value) == "E_DAMAGED"
