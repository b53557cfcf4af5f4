"""A workspace is made beside its place: it appears whole or not at all, whatever happens."""

from __future__ import annotations

import errno
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from gbdesk.domain.refusals import Refused
from gbdesk.store import staging, vault
from gbdesk.store.workspace import Store
from gbdesk.store.writing import write_whole

PASSWORD = "mật khẩu dài"


def make(path: Path, *, instead: bool = False) -> None:
    with staging.staged(path, instead=instead) as place:
        key, _ = vault.create_ring(
            place, title="Sở", user="ha", display="Hà", password=PASSWORD, cost=vault.CHEAPEST
        )
        Store.create(place, key).close()


def make_small(path: Path, *, instead: bool = False) -> None:
    """Files in the shape of a workspace, each made last as the store makes its own."""
    with staging.staged(path, instead=instead) as place:
        mark = secrets.token_bytes(8)
        for suffix in (".drafts", ".gbdesk", ".keys", ".keys.bak"):
            write_whole(place.with_suffix(suffix), mark)


def is_whole(path: Path) -> bool:
    found = {path.with_name(name).read_bytes() for name in WHOLE}
    return len(found) == 1


def opens(path: Path) -> bool:
    Store.open(path, vault.unlock(path, "ha", PASSWORD)).close()
    return True


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


WHOLE = ["x.drafts", "x.gbdesk", "x.keys", "x.keys.bak"]


def test_it_appears_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    make(tmp_path / "x.gbdesk")
    assert names(tmp_path) == WHOLE
    assert opens(tmp_path / "x.gbdesk")


def test_nothing_that_is_there_is_touched(tmp_path: Path) -> None:
    for suffix in staging.SUFFIXES:
        standing = tmp_path / f"x{suffix}"
        standing.write_bytes(b"older")
        with pytest.raises(Refused, match=r"store\.exists"):
            make(tmp_path / "x.gbdesk")
        assert standing.read_bytes() == b"older"
        assert names(tmp_path) == [standing.name]
        standing.unlink()


@pytest.mark.parametrize("name", ["x.txt", "x", ".gbdesk"])
def test_a_name_that_is_no_workspace_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match=r"setup\.name"):
        make(tmp_path / name)
    assert names(tmp_path) == []


def test_a_fault_while_it_is_made_leaves_nothing(tmp_path: Path) -> None:
    def break_off() -> None:
        with staging.staged(tmp_path / "x.gbdesk") as place:
            place.write_bytes(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        break_off()
    assert names(tmp_path) == []


def test_two_at_once_make_one(tmp_path: Path) -> None:
    with staging.staged(tmp_path / "x.gbdesk") as place:
        place.write_bytes(b"first")
        with pytest.raises(Refused, match=r"store\.open_elsewhere"):
            make(tmp_path / "x.gbdesk")
    assert names(tmp_path) == ["x.gbdesk"]


def test_a_disk_that_fails_at_any_flush_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls, failing = os.fsync, [0], [0]

    def fsync(handle: int) -> None:
        calls[0] += 1
        if calls == failing:
            raise OSError(errno.EIO, "flush")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    make(tmp_path / "whole.gbdesk")
    needed = calls[0]
    assert needed > 5
    for failing[0] in range(1, needed + 1):
        calls[0] = 0
        with pytest.raises(Refused, match=r"disk\.failed"):
            make(tmp_path / "x.gbdesk")
        assert [name for name in names(tmp_path) if "whole" not in name] == []


KILLED = """
import os, sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
from store.test_staging import make_small
base, how = Path(sys.argv[1]), sys.argv[2]
real = (os.fsync, os.rename, os.replace)
def counting(call, left):
    def counted(*given, **named):
        left[0] -= 1
        if left[0] == 0:
            os._exit(9)
        return call(*given, **named)
    return counted
for step in range(1, 60):
    path = base / str(step) / "x.gbdesk"
    path.parent.mkdir()
    if how == "instead":
        make_small(path)
    child = os.fork()
    if not child:
        left = [step]
        os.fsync, os.rename, os.replace = (counting(call, left) for call in real)
        make_small(path, instead=how == "instead")
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
"""


def killed_at_every_step(folder: Path, how: str) -> list[Path]:
    """Folders in each of which the making was killed one step later; the last one was not."""
    tests = Path(__file__).resolve().parents[1]
    words = [sys.executable, "-c", KILLED, str(folder), how, str(tests)]
    subprocess.run(words, check=True, cwd=tests.parent)
    return sorted(folder.iterdir(), key=lambda one: int(one.name))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process can only be split on POSIX")
def test_killed_at_any_step_it_is_whole_or_not_there(tmp_path: Path) -> None:
    folders = killed_at_every_step(tmp_path, "new")
    stood = []
    for folder in folders:
        path = folder / "x.gbdesk"
        staging.finish(path)
        stood.append(names(folder) == WHOLE)
        assert stood[-1] or names(folder) == []
        if not stood[-1]:
            make_small(path)
        assert is_whole(path)
    assert len(folders) > 10
    assert stood == sorted(stood)
    assert stood.count(True) > 3


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process can only be split on POSIX")
def test_killed_while_it_takes_a_place_both_are_whole(tmp_path: Path) -> None:
    replaced = []
    for folder in killed_at_every_step(tmp_path, "instead"):
        path = folder / "x.gbdesk"
        staging.finish(path)
        assert is_whole(path)
        aside = folder / "x.before-1" / "x.gbdesk"
        replaced.append(aside.exists())
        assert not replaced[-1] or is_whole(aside)
        assert not [name for name in names(folder) if name.startswith(".")]
    assert replaced == sorted(replaced)
    assert replaced.count(True) > 3


def test_in_the_place_of_another_the_other_is_kept_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.gbdesk"
    make(path)
    before = (tmp_path / "x.keys").read_bytes()
    make(path, instead=True)
    assert opens(path)
    assert (tmp_path / "x.keys").read_bytes() != before
    aside = tmp_path / "x.before-1"
    assert (aside / "x.keys").read_bytes() == before
    assert opens(aside / "x.gbdesk")


def test_an_open_workspace_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "x.gbdesk"
    make(path)
    store = Store.open(path, vault.unlock(path, "ha", PASSWORD))
    with pytest.raises(Refused, match=r"store\.open_elsewhere"):
        make(path, instead=True)
    store.close()
    assert opens(path)
