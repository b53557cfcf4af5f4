"""Attached files at rest: whole or not there, encrypted, really gone when they go."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.domain.refusals import Refused
from gbdesk.store.evidence import Evidence
from gbdesk.store.ring import DataKey
from helpers.pages import plain

WORDS = b"Anh hoi nghi tai nha van hoa, khong co ai khac. " * 1000
MB = 1 << 20


@pytest.fixture
def key() -> DataKey:
    return DataKey.new()


@pytest.fixture
def kept(tmp_path: Path, key: DataKey) -> Iterator[Evidence]:
    made = Evidence(tmp_path / "x.evidence", key)
    yield made
    made.close()


def large(size: int = 10 * MB, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)


def test_what_is_put_comes_back_and_there_is_no_file_before(kept: Evidence) -> None:
    assert (kept.count(), kept.here(), kept.wrong(), kept.get("0" * 64)) == (0, {}, [], None)
    assert not kept.path.exists()
    assert not kept.copy_to(kept.path.with_name("copy"))
    data = large()
    sha = kept.put(data, 7)
    assert kept.put(data, 8) == sha
    assert kept.here() == {sha: 8}
    assert kept.get(sha) == data
    assert not kept.wrong()
    assert kept.get(kept.put(b"", 9)) == b""


def test_nothing_of_it_lies_readable_on_the_disk(kept: Evidence, key: DataKey) -> None:
    kept.put(WORDS, 1)
    for one in kept.path.parent.iterdir():
        assert WORDS[:16] not in one.read_bytes(), one.name
    assert WORDS[:40] in plain(kept.path, key.reveal())  # the search itself finds it


def test_what_is_dropped_is_overwritten_and_its_room_given_back(
    kept: Evidence, key: DataKey
) -> None:
    stays = kept.put(large(MB), 1)
    before = kept.path.stat().st_size
    gone = kept.put(WORDS * 40, 2)
    assert kept.path.stat().st_size > before + MB
    assert kept.drop([gone]) == 1
    assert kept.drop([gone, "0" * 64]) == 0
    assert kept.get(gone) is None
    assert kept.get(stays) == large(MB)
    assert kept.path.stat().st_size <= before + 8192
    for one in kept.path.parent.iterdir():
        assert WORDS[:16] not in plain(one, key.reveal()), one.name


def test_a_full_disk_leaves_nothing_of_it(kept: Evidence) -> None:
    stays = kept.put(large(MB), 1)
    pages = kept._db.execute("PRAGMA page_count").fetchone()[0]
    kept._db.execute(f"PRAGMA max_page_count = {pages + 100}")
    with pytest.raises(Refused) as told:
        kept.put(large(), 2)
    assert told.value.code == "disk.full"
    assert list(kept.here()) == [stays]
    assert kept.get(stays) == large(MB)
    assert not kept.wrong()
    assert kept.path.stat().st_size < 2 * MB
    kept._db.execute("PRAGMA max_page_count = 1000000")
    assert kept.get(kept.put(large(), 3)) == large()


def test_a_changed_byte_is_found(kept: Evidence) -> None:
    sha = kept.put(large(MB), 1)
    kept._db.execute("UPDATE piece SET bytes = zeroblob(length(bytes)) WHERE id = 2")
    assert kept.wrong() == [sha]
    with pytest.raises(Refused, match="damaged"):
        kept.get(sha)


CHILD = """
import random, sys
from pathlib import Path
from gbdesk.store.evidence import Evidence
from gbdesk.store.ring import DataKey
kept = Evidence(Path(sys.argv[1]), DataKey(bytearray.fromhex(sys.argv[2])))
print("ready", flush=True)
for seed in range(1000):
    kept.put(random.Random(seed).randbytes(10 << 20), seed)
    print(seed, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
@pytest.mark.parametrize("after", [0.02, 0.06, 0.13])
def test_killed_in_the_middle_it_is_whole_or_not_there(
    tmp_path: Path, key: DataKey, after: float
) -> None:
    path = tmp_path / "x.evidence"
    words = [sys.executable, "-c", CHILD, str(path), key.reveal().hex()]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=env) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        assert child.stdout.readline() == "0\n"
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(after)
        child.send_signal(signal.SIGKILL)
        said = [0, *map(int, child.stdout.read().split())]
    again = Evidence(path, key)
    try:
        assert not again.wrong()
        found = again.here()
        assert set(found.values()) in ({*said}, {*said, len(said)})
        for seed in said:
            assert large(seed=seed) in map(again.get, found)
    finally:
        again.close()
    assert [one.name for one in tmp_path.iterdir()] == ["x.evidence"]
