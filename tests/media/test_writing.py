"""Files for others are whole, read back, under their name; or there is nothing at all."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from gbdesk.domain.refusals import Refused
from gbdesk.media import writing
from gbdesk.media.writing import write_verified

CONTENT = bytes(range(256)) * 4096


def put(out: BinaryIO) -> None:
    out.write(CONTENT)


def check(path: Path) -> None:
    if path.read_bytes() != CONTENT:
        raise Refused("send.readback")


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def refused(target: Path, write: Any = put, verify: Any = check) -> Refused:
    with pytest.raises(Refused) as told:
        write_verified(target, write, verify)
    return told.value


def test_what_was_written_stands_under_its_name_alone(tmp_path: Path) -> None:
    target = tmp_path / "Gói số liệu.gbpkg"
    assert write_verified(target, put, check) == target
    assert target.read_bytes() == CONTENT
    assert names(tmp_path) == [target.name]
    assert target.stat().st_nlink == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the rights of the folder")
def test_a_file_with_a_secret_is_its_owners_alone(tmp_path: Path) -> None:
    shared, own = tmp_path / "a.gbpkg", tmp_path / "a.gbinv"
    old = os.umask(0o002)
    try:
        write_verified(shared, put, check)
        write_verified(own, put, check, private=True)
    finally:
        os.umask(old)
    assert [path.stat().st_mode & 0o777 for path in (shared, own)] == [0o664, 0o600]


def test_the_check_sees_the_file_before_it_has_its_name(tmp_path: Path) -> None:
    target, seen = tmp_path / "a.gbpkg", []

    def look(path: Path) -> None:
        seen.append((path.name, path.read_bytes() == CONTENT, target.exists()))

    write_verified(target, put, look)
    ((name, whole, stood),) = seen
    assert name.endswith(".part")
    assert whole
    assert not stood


def test_nothing_is_written_over(tmp_path: Path) -> None:
    target = tmp_path / "a.gbpkg"
    target.write_bytes(b"older")
    assert refused(target).code == "disk.exists"
    assert target.read_bytes() == b"older"
    assert names(tmp_path) == ["a.gbpkg"]


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A folder that is on another drive as long as its link leads there."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no second drive to write to here")
    there = Path(tempfile.mkdtemp(dir=memory))
    (tmp_path / "bare").mkdir()
    link = tmp_path / "stick"
    link.symlink_to(there)
    yield link
    shutil.rmtree(there)


def pull(link: Path) -> None:
    """Pulled out: an empty folder of the same name on the computer's disk is left."""
    link.unlink()
    link.symlink_to(link.parent / "bare")


@pytest.mark.parametrize("moment", ["write", "verify"])
def test_ux27_what_is_written_beside_a_pulled_stick_is_not_done(stick: Path, moment: str) -> None:
    target = stick / "a.gbpkg"

    def pulling(out: BinaryIO) -> None:
        put(out)
        if moment == "write":
            pull(stick)

    def look(path: Path) -> None:
        check(path)
        if moment == "verify":
            pull(stick)

    assert refused(target, pulling, look).code == "disk.missing"
    assert names(stick.parent / "bare") == []


def test_a_stick_pulled_before_the_writing_began_is_noticed(stick: Path) -> None:
    drive = writing.Drive(stick)
    drive.need_same()
    pull(stick)
    written = write_verified(stick / "a.gbpkg", put, check)
    with pytest.raises(Refused, match=r"disk\.missing"):
        drive.need_same(written)
    assert names(stick.parent / "bare") == []


def test_a_name_that_points_nowhere_is_taken_too(tmp_path: Path) -> None:
    target = tmp_path / "a.gbpkg"
    target.symlink_to(tmp_path / "elsewhere")
    assert refused(target).code == "disk.exists"
    assert names(tmp_path) == ["a.gbpkg"]


@pytest.mark.parametrize("linking", [True, False], ids=["links", "FAT"])
def test_a_file_that_came_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, linking: bool
) -> None:
    target = tmp_path / "a.gbpkg"
    if not linking:
        monkeypatch.setattr(os, "link", failing(errno.EPERM))

    def another(path: Path) -> None:
        check(path)
        target.write_bytes(b"of somebody else")

    assert refused(target, verify=another).code == "disk.exists"
    assert target.read_bytes() == b"of somebody else"
    assert names(tmp_path) == ["a.gbpkg"]


def test_a_stick_without_links_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EOPNOTSUPP))
    target = write_verified(tmp_path / "a.gbpkg", put, check)
    assert target.read_bytes() == CONTENT
    assert names(tmp_path) == ["a.gbpkg"]


def test_i05_what_does_not_read_back_the_same_goes_again(tmp_path: Path) -> None:
    def spoil(path: Path) -> None:
        with path.open("r+b") as out:
            out.write(b"\xff\xff")
        check(path)

    assert refused(tmp_path / "a.gbpkg", verify=spoil).code == "send.readback"
    assert names(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full, which only Linux has")
def test_i05_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    def into_full(out: BinaryIO) -> None:
        out.write(CONTENT)
        with Path("/dev/full").open("wb", buffering=0) as full:
            full.write(b"more")

    found = refused(tmp_path / "a.gbpkg", write=into_full)
    assert (found.code, found.facts["name"]) == ("disk.full", "a.gbpkg")
    assert names(tmp_path) == []


def failing(number: int) -> Any:
    def fail(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk.full"),
        (errno.EROFS, "disk.denied"),
        (errno.EACCES, "disk.denied"),
        (errno.ENODEV, "disk.missing"),
        (errno.EIO, "disk.failed"),
    ],
)
@pytest.mark.parametrize("step", ["open", "fsync", "link", "folder"])
def test_what_the_disk_refuses_at_any_step_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, code: str
) -> None:
    if step == "open":
        monkeypatch.setattr(Path, "open", failing(number))
    elif step == "folder":
        monkeypatch.setattr(writing, "_sync_folder", failing(number))
    else:
        monkeypatch.setattr(os, step, failing(number))
    assert refused(tmp_path / "a.gbpkg").code == code
    monkeypatch.undo()
    assert names(tmp_path) == []


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        found = refused(Path("/proc/a.gbpkg"))
        assert found.code in {"disk.missing", "disk.denied"}
        return
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert refused(locked / "a.gbpkg").code == "disk.denied"


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "gone" / "a.gbpkg").code == "disk.missing"
    file = tmp_path / "file"
    file.write_bytes(b"")
    assert refused(file / "a.gbpkg").code in {"disk.missing", "disk.denied"}


def test_ux27_i05_a_stick_taken_out_while_writing_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()

    def pull(out: BinaryIO) -> None:
        out.write(CONTENT)
        folder.rename(tmp_path / "out")

    assert refused(folder / "a.gbpkg", write=pull).code == "disk.missing"
    assert not any(name.endswith(".gbpkg") for name in names(tmp_path / "out"))


def test_what_the_writer_itself_says_comes_through(tmp_path: Path) -> None:
    def stop(_: BinaryIO) -> None:
        raise Refused("send.nothing")

    assert refused(tmp_path / "a.gbpkg", write=stop).code == "send.nothing"
    with pytest.raises(KeyError):
        write_verified(tmp_path / "a.gbpkg", lambda _: {}["x"], check)
    assert names(tmp_path) == []


KILLED = """
import os, sys, time
from pathlib import Path
from gbdesk.media import writing
target, step = Path(sys.argv[1]), sys.argv[2]
def wait(*given):
    print("here", flush=True)
    time.sleep(60)
content = bytes(range(256)) * 4096
verify = wait if step == "verify" else lambda path: None
if step == "fsync": os.fsync = wait
if step == "name": writing._name = wait
if step == "settle":
    named = writing._name
    writing._name = lambda part, target: (named(part, target), wait())
writing.write_verified(target, lambda out: out.write(content), verify)
"""


@pytest.mark.parametrize("step", ["fsync", "verify", "name", "settle"])
def test_killed_between_steps_there_is_the_whole_file_or_none(tmp_path: Path, step: str) -> None:
    target = tmp_path / "a.gbpkg"
    words = [sys.executable, "-c", KILLED, str(target), step]
    with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=Path.cwd()) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"here\n"
        process.send_signal(signal.SIGKILL)
    assert target.exists() == (step == "settle")
    if target.exists():
        assert target.read_bytes() == CONTENT
    left = [name for name in names(tmp_path) if name != target.name]
    assert all(name.startswith(".gbdesk-") and name.endswith(".part") for name in left)


def test_two_writers_of_one_name_leave_one_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "a.gbpkg"
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from gbdesk.media.writing import write_verified\n"
        "from gbdesk.domain.refusals import Refused\n"
        "mark = sys.argv[2].encode() * 100000\n"
        "try:\n write_verified(Path(sys.argv[1]), lambda out: out.write(mark), lambda path: None)\n"
        "except Refused as refused:\n sys.exit(3 if refused.code == 'disk.exists' else 4)\n"
    )
    began = time.monotonic()
    both = [
        subprocess.Popen([sys.executable, "-c", script, str(target), mark]) for mark in ("a", "b")
    ]
    ended = sorted(one.wait(timeout=30) for one in both)
    assert ended == [0, 3]
    assert target.read_bytes() in {b"a" * 100_000, b"b" * 100_000}
    assert names(tmp_path) == ["a.gbpkg"]
    assert time.monotonic() - began < 30
