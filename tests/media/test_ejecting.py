"""Taking a stick out: the system is asked, and what it says is told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from gbdesk.domain.refusals import Refused
from gbdesk.media import ejecting
from gbdesk.media.ejecting import device_of, eject

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks the tools of Linux")


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place that a list of mounts names."""
    place = tmp_path / "USB SỞ"
    place.mkdir()
    mounts = tmp_path / "mounts"
    name = str(place).replace(" ", "\\040")
    mounts.write_text(f"/dev/sdz1 {name} vfat rw 0 0\nproc /proc proc rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(ejecting, "_MOUNTS", mounts)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return place


def tool(folder: Path, code: int) -> Path:
    """A program of the system that notes how it was called and ends with this code."""
    (folder / "bin").mkdir()
    path, said = folder / "bin" / "udisksctl", folder / "said"
    path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{said}"\nexit {code}\n', encoding="utf-8")
    path.chmod(0o755)
    return said


def test_the_device_of_the_stick_is_let_go(stick: Path, tmp_path: Path) -> None:
    said = tool(tmp_path, 0)
    eject(stick)
    assert said.read_text(encoding="utf-8").split() == [
        *("unmount", "--no-user-interaction"),
        *("-b", "/dev/sdz1"),
    ]


def test_a_stick_in_use_is_told(stick: Path, tmp_path: Path) -> None:
    tool(tmp_path, 1)
    with pytest.raises(Refused, match=r"eject\.busy"):
        eject(stick)


def test_without_the_tool_or_without_a_stick_it_says_so(stick: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"eject\.unable"):
        eject(stick)
    tool(tmp_path, 0)
    with pytest.raises(Refused, match=r"eject\.unable"):
        eject(tmp_path)


def test_the_place_mounted_last_counts() -> None:
    mounts = (
        "/dev/sda1 /mnt/x ext4 rw 0 0\n/dev/sdb1 /mnt/x vfat rw 0 0\ntmpfs /mnt/y tmpfs rw 0 0\n"
    )
    assert device_of(Path("/mnt/x"), mounts) == "/dev/sdb1"
    assert device_of(Path("/mnt/y"), mounts) == ""
