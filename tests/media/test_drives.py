"""Drives as the system lists them, from lists and folders of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from gbdesk.media import drives as drives_module
from gbdesk.media.drives import drives, on_linux, on_mac


def blocks(folder: Path, **removable: str) -> Path:
    """A folder as the kernel shows disks: `sdb` with its partition `sdb1` inside."""
    for name, said in removable.items():
        disk = folder / "devices" / name
        (disk / f"{name}1").mkdir(parents=True)
        (disk / "removable").write_text(said + "\n", encoding="ascii")
        shown = folder / "class"
        shown.mkdir(exist_ok=True)
        (shown / f"{name}1").symlink_to(disk / f"{name}1")
    return folder / "class"


def test_a_stick_is_listed_with_its_label_and_may_be_taken_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "media" / "USB SO"
    stick.mkdir(parents=True)
    monkeypatch.setattr(drives_module, "_STICKS", (str(tmp_path),))
    labels = tmp_path / "labels"
    labels.mkdir()
    (tmp_path / "sdb1").touch()
    (labels / "USB\\x20SO").symlink_to(tmp_path / "sdb1")
    mounts = f"/dev/sdb1 {str(stick).replace(' ', chr(92) + '040')} vfat rw,nosuid 0 0\n"
    found = list(on_linux(mounts, blocks(tmp_path, sdb="1"), labels))
    assert [(one.path, one.label, one.removable) for one in found] == [(stick, "USB SO", True)]
    assert found[0].total >= found[0].free > 0
    assert not found[0].read_only


def test_a_locked_stick_says_so_and_one_that_is_gone_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drives_module, "_STICKS", (str(tmp_path),))
    (tmp_path / "locked").mkdir()
    mounts = (
        f"/dev/sdb1 {tmp_path}/locked vfat ro,nosuid 0 0\n"
        f"/dev/sdc1 {tmp_path}/gone vfat rw 0 0\n"
        "proc /proc proc rw 0 0\n"
        "\n"
    )
    (found,) = on_linux(mounts, blocks(tmp_path, sdb="0"), tmp_path / "none")
    assert found.read_only
    assert not found.removable


def test_the_volumes_of_a_mac_are_sticks_but_for_its_own(tmp_path: Path) -> None:
    (tmp_path / "USB").mkdir()
    (tmp_path / "Macintosh HD").symlink_to("/")
    assert {(one.label, one.removable) for one in on_mac(tmp_path)} == {
        ("USB", True),
        ("Macintosh HD", False),
    }
    assert not list(on_mac(tmp_path / "none"))


def test_this_pc_can_be_asked() -> None:
    found = drives()
    assert all(one.path.is_dir() and one.total > 0 for one in found)
    assert [one.removable for one in found] == sorted(
        (one.removable for one in found), reverse=True
    )
