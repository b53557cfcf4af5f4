"""What killed runs left behind goes at the next opening, and nothing else does."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from gbdesk.domain.refusals import Refused
from gbdesk.store.ring import DataKey
from gbdesk.store.workspace import Store

OLD = 2 * 24 * 3600


def test_only_unfinished_files_of_killed_runs_are_swept(tmp_path: Path) -> None:
    path, key = tmp_path / "x.gbdesk", DataKey.new()
    Store.create(path, key).close()
    archive = tmp_path / "x.archive"
    archive.mkdir(exist_ok=True)
    gone = [archive / ".0a1b.part", archive / ".gbdesk-0a1b.part", tmp_path / ".gbdesk-old.part"]
    kept = [
        archive / "abc.gbpkg",
        archive / "abc.set-aside.gbpkg",
        tmp_path / ".gbdesk-new.part",
        tmp_path / "other.part",
    ]
    for one in (*gone, *kept):
        one.write_bytes(b"x")
    old = time.time() - OLD
    os.utime(tmp_path / ".gbdesk-old.part", (old, old))
    os.utime(tmp_path / "other.part", (old, old))
    (archive / ".folder.part").mkdir()
    with_link = archive / ".link.part"
    with_link.symlink_to(archive / "abc.gbpkg")
    Store.open(path, key).close()
    assert not [one for one in gone if one.exists()]
    assert not with_link.is_symlink()
    assert all(one.exists() for one in kept)
    assert (archive / ".folder.part").is_dir()


def test_a_workspace_open_elsewhere_is_not_swept(tmp_path: Path) -> None:
    path, key = tmp_path / "x.gbdesk", DataKey.new()
    first = Store.create(path, key)
    first.archive.mkdir(exist_ok=True)
    part = first.archive / ".0a1b.part"
    part.write_bytes(b"being written")
    with pytest.raises(Refused):
        Store.open(path, key)
    assert part.exists()
    first.close()
