"""The commands of SECURITY.md open a package with standard tools alone."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from gbdesk.domain.ops import line_of
from gbdesk.sync.frame import PREAMBLE
from gbdesk.sync.keys import SigningKey
from gbdesk.sync.statements import HEADER, pae
from gbdesk.sync.writing import write_package
from helpers.packages import World, chain, outgoing, segment

ROOT = Path(__file__).resolve().parents[2]


def commands() -> str:
    """The shell block under the heading, for a file named X.gbpkg."""
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    section = text[text.index("break-glass") :]
    found = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
    assert found is not None
    return found[1]


def need(*tools: str) -> None:
    missing = [tool for tool in tools if not shutil.which(tool)]
    if missing:
        pytest.skip(f"not installed here: {', '.join(missing)}")


@pytest.mark.parametrize("count", [0, 1, 9000])
def test_the_commands_of_the_security_page(hub: World, tmp_path: Path, count: int) -> None:
    need("sh", "age", "zstd", "head", "tail", "sed")
    ops = chain(hub.one, count)
    said = outgoing(hub.one, hub.root.to, [segment(hub.one, ops)])
    with (tmp_path / "X.gbpkg").open("wb") as file:
        write_package(file, said, map(line_of, ops), hub.one.key)
    (tmp_path / "recovery.txt").write_text(hub.recovery.to_text() + "\n", encoding="ascii")
    done = subprocess.run(
        ["sh", "-eu", "-c", commands()], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "X.jsonl").read_bytes().splitlines()
    assert lines[0].startswith(b'{"device":')
    assert lines[1:] == [line_of(op) for op in ops]


def test_openssl_verifies_the_signature(hub: World, tmp_path: Path) -> None:
    need("openssl")
    key, header = SigningKey.new(), b'{\n "format": "gbpkg"\n}\n'
    prefix = bytes.fromhex("302a300506032b6570032100")
    (tmp_path / "key.der").write_bytes(prefix + key.public)
    (tmp_path / "message").write_bytes(pae(HEADER, header))
    (tmp_path / "signature").write_bytes(key.sign(pae(HEADER, header)))
    words = (
        "pkeyutl -verify -rawin -pubin -keyform DER -inkey key.der -in message -sigfile signature"
    )
    done = subprocess.run(
        ["openssl", *words.split()], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert b"Verified Successfully" in done.stdout


def test_the_first_line_has_the_size_the_commands_count_on() -> None:
    assert f"head -c {PREAMBLE} " in commands()
    assert f"$(({PREAMBLE + 1} + h + s))" in commands()
