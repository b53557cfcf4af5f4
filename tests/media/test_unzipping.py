"""Packages out of archives: real ones, hostile ones, damaged ones."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from gbdesk.media import unzipping
from gbdesk.media.unzipping import unpacked

RAW = os.urandom(70_000)


def archive(folder: Path, **files: bytes) -> Path:
    path = folder / "goi.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, raw in files.items():
            made.writestr(name, raw)
    return path


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


def test_the_packages_come_out_and_nothing_else(tmp_path: Path, into: Path) -> None:
    files = {"a.gbpkg": RAW, "xa/b.gbpkg.txt": RAW[:1000], "doc.docx": b"x", "thumb.db": b"y"}
    found = unpacked(archive(tmp_path, **files), into)
    assert [path.read_bytes() for path in found.paths] == [RAW, RAW[:1000]]
    assert found.left_out == 0
    assert sorted(into.iterdir()) == sorted(found.paths)


@pytest.mark.parametrize(
    "name",
    [
        "../../x.gbpkg",
        "/etc/x.gbpkg",
        "C:\\x\\y.gbpkg",
        "con.gbpkg",
        "\u202egkpbg.gbpkg",
        "a" * 300,
    ],
)
def test_a_name_leads_nowhere_else(tmp_path: Path, into: Path, name: str) -> None:
    name = name if name.endswith("gbpkg") else name + ".gbpkg"
    (path,) = unpacked(archive(tmp_path, **{name: RAW}), into).paths
    assert path.parent == into
    assert path.read_bytes() == RAW
    assert path.name.startswith("1_")
    assert "\u202e" not in path.name
    assert [one.name for one in tmp_path.iterdir()] != []
    assert sorted(one.name for one in tmp_path.iterdir()) == ["goi.zip", "into"]


def test_two_of_one_name_stand_beside_each_other(tmp_path: Path, into: Path) -> None:
    files = {"a/x.gbpkg": RAW, "b/x.gbpkg": RAW[::-1]}
    found = unpacked(archive(tmp_path, **files), into)
    assert {path.read_bytes() for path in found.paths} == {RAW, RAW[::-1]}


def test_what_swells_is_no_package(tmp_path: Path, into: Path) -> None:
    found = unpacked(archive(tmp_path, **{"a.gbpkg": bytes(64 << 20), "b.gbpkg": RAW}), into)
    assert [path.read_bytes() for path in found.paths] == [RAW]
    assert found.left_out == 1
    assert len(list(into.iterdir())) == 1


def test_too_large_together_is_left_out(
    tmp_path: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unzipping, "TOGETHER", 100_000)
    found = unpacked(archive(tmp_path, **{"a.gbpkg": RAW, "b.gbpkg": RAW}), into)
    assert (len(found.paths), found.left_out) == (1, 1)


def test_a_damaged_member_is_counted_and_the_others_come(tmp_path: Path, into: Path) -> None:
    path = archive(tmp_path, **{"a.gbpkg": RAW, "b.gbpkg": RAW[::-1]})
    raw = bytearray(path.read_bytes())
    raw[1000] ^= 0xFF
    path.write_bytes(raw)
    found = unpacked(path, into)
    assert [one.read_bytes() for one in found.paths] == [RAW[::-1]]
    assert found.left_out == 1


def test_one_locked_with_a_password_is_left_out(tmp_path: Path, into: Path) -> None:
    path = archive(tmp_path, **{"a.gbpkg": RAW})
    raw = bytearray(path.read_bytes())
    central = raw.rindex(b"PK\x01\x02")
    raw[6] |= 1
    raw[central + 8] |= 1
    path.write_bytes(raw)
    assert unpacked(path, into) == unzipping.Unpacked(left_out=1)
    assert list(into.iterdir()) == []


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"Rar!\x1a\x07", os.urandom(500)])
def test_what_is_no_archive_gives_nothing(tmp_path: Path, into: Path, raw: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(raw)
    assert unpacked(path, into) == unzipping.Unpacked()
    assert unpacked(tmp_path / "gone.zip", into) == unzipping.Unpacked()


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_gives_no_bound_while_unpacking_is_left_out(
    tmp_path: Path, into: Path, way: int
) -> None:
    """A megabyte of it may stand for gigabytes that are there before any of them is counted."""
    with zipfile.ZipFile(tmp_path / "goi.zip", "w", way) as made:
        made.writestr("a.gbpkg", bytes(60 << 20))
        made.writestr("b.gbpkg", RAW, zipfile.ZIP_STORED)
    found = unpacked(tmp_path / "goi.zip", into)
    assert [path.read_bytes() for path in found.paths] == [RAW]
    assert found.left_out == 1


def test_a_long_name_in_letters_of_many_bytes(tmp_path: Path, into: Path) -> None:
    (path,) = unpacked(archive(tmp_path, **{"ố" * 200 + ".gbpkg": RAW}), into).paths
    assert path.read_bytes() == RAW


def test_a_name_that_is_no_text_stops_nothing(tmp_path: Path, into: Path) -> None:
    path = archive(tmp_path, **{"ấ.gbpkg": RAW})
    path.write_bytes(path.read_bytes().replace("ấ".encode(), b"\xff\xfe\xfd"))
    assert unpacked(path, into).paths == ()
