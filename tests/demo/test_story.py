"""The demo on its smallest scales: everything it claims holds and lies where it says."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from gbdesk.bootstrap import open_app
from gbdesk.demo import main as demo
from gbdesk.demo.roles import roles
from gbdesk.domain.disclosure import INTERNAL, SHARED


def run(folder: Path, *words: str) -> int:
    return demo.main(["--out", str(folder), "--no-window", "--no-pictures", *words])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the demo has filled with four offices."""
    folder = tmp_path_factory.mktemp("demo") / "out"
    assert run(folder, "--offices", "4", "--activities", "2") == 0
    return folder


def summary(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "demo.json").read_text(encoding="utf-8"))
    return found


def test_every_claim_of_the_story_holds(told: Path) -> None:
    found = summary(told)
    assert found["checks"] == dict.fromkeys(found["checks"], True)
    assert set(found["checks"]) == {
        "damaged_changes_nothing",
        "every_whole_package_is_in",
        "one_difference",
        "no_difference_left",
        "workspaces_are_whole",
        "written_again_can_be_taken_in",
        "both_sides_equal",
    }
    assert found["entered"]["activities"] == 8


def test_packages_end_as_they_should(told: Path) -> None:
    imports = summary(told)["imports"]
    outcomes = [one["outcome"] for one in imports]
    assert outcomes == ["OK", "OK", "E_DAMAGED", "ALREADY"]
    damaged = imports[2]
    assert not damaged["ok"]
    assert "hỏng" in damaged["words"]


def test_the_silent_office_is_not_at_the_hub(told: Path) -> None:
    rows = summary(told)["offices"]
    assert [row["in"] for row in rows] == [True, True, False, False]
    assert [row["equal"] for row in rows][:2] == [True, True]


def test_files_are_as_the_summary_says(told: Path) -> None:
    files = summary(told)["files"]
    for name, digest in files.items():
        assert hashlib.sha256((told / name).read_bytes()).hexdigest() == digest, name
    endings = {Path(name).suffix for name in files}
    assert endings >= {".gbdesk", ".keys", ".gbinv", ".gbreq", ".gbpkg", ".docx", ".pdf", ".xlsx"}


def test_both_profiles_are_written_in_three_formats(told: Path) -> None:
    reports = summary(told)["reports"]
    assert set(reports) == {INTERNAL.id, SHARED.id}
    for paths in reports.values():
        assert [Path(path).suffix for path in paths] == [".docx", ".pdf", ".xlsx"]
        assert all((told / path).stat().st_size > 3000 for path in paths)


def test_the_hub_opens_with_what_the_summary_tells(told: Path) -> None:
    hub = summary(told)["hub"]
    path = told / hub["workspace"]
    app = open_app(path, hub["user"], hub["password"], anchor=told / "anchors")
    try:
        assert app.session.hub
        assert app.conflicts.count() == 0
    finally:
        app.close()


def test_the_same_seed_gives_the_same_figures(told: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert run(again, "--offices", "2", "--activities", "2") == 0
    first, second = summary(told)["difference"], summary(again)["difference"]
    assert first["values"] == second["values"]


def test_a_folder_in_use_is_left_alone(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(told.rglob("*"))
    assert run(told) == 2
    assert "không trống" in capsys.readouterr().err
    assert sorted(told.rglob("*")) == before


def test_one_office_is_too_few(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "x", "--offices", "1") == 2
    assert "hai đơn vị" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("count", range(2, 30))
def test_no_office_plays_two_roles_that_exclude_each_other(count: int) -> None:
    found = roles(count)
    apart = [found.damaged, found.silent, found.gaps, found.nil, found.differs]
    there = [one for one in apart if one is not None]
    assert len(set(there)) == len(there)
    assert all(one < count for one in [*there, found.twice])
    assert found.twice not in {found.damaged, found.silent}


def test_what_cannot_be_counted_writes_nothing(tmp_path: Path) -> None:
    assert run(tmp_path / "out", "--activities", "-1") == 2
    assert not (tmp_path / "out").exists()


def test_json_is_one_object_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--out", str(tmp_path / "out"), "--no-pictures", "--offices", "2"]
    assert demo.main([*words, "--activities", "0"], as_json=True) == 0
    printed = capsys.readouterr()
    said = json.loads(printed.out)
    assert (said["ok"], said["command"], said["exit"]) == (True, "demo", 0)
    assert said["result"] == summary(tmp_path / "out")
    assert printed.err
