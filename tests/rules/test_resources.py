"""The resources are found from source, in an installed wheel and in a frozen bundle."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from gbdesk import resources
from rules.source import ROOT

ASK = "from gbdesk import resources; print(resources.path('forms', 'TT07-2017.toml'))"


def asked(folder: Path, *, frozen: Path | None = None) -> Path:
    code = ASK if frozen is None else f"import sys; sys._MEIPASS = {str(frozen)!r}; {ASK}"
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(folder)!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
    )
    return Path(done.stdout.strip())


def package(folder: Path) -> Path:
    """As much of the package as the question needs."""
    target = folder / "gbdesk"
    target.mkdir(parents=True)
    for name in ("__init__.py", "resources.py"):
        shutil.copy(ROOT / "gbdesk" / name, target)
    return target


def forms(folder: Path) -> Path:
    (folder / "forms").mkdir(parents=True)
    return Path(shutil.copy(ROOT / "resources/forms/TT07-2017.toml", folder / "forms"))


def test_from_source_beside_the_package() -> None:
    assert resources.folder() == ROOT / "resources"
    assert resources.path("forms", "TT07-2017.toml").is_file()


def test_from_a_wheel_inside_the_package(tmp_path: Path) -> None:
    where = forms(package(tmp_path / "site") / "_resources")
    assert asked(tmp_path / "site") == where
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]
    assert build["build"]["targets"]["wheel"]["force-include"] == {"resources": "gbdesk/_resources"}


def test_from_a_frozen_bundle(tmp_path: Path) -> None:
    package(tmp_path / "app")
    where = forms(tmp_path / "bundle" / "resources")
    assert asked(tmp_path / "app", frozen=tmp_path / "bundle") == where


def test_an_installation_without_resources_says_so(tmp_path: Path) -> None:
    package(tmp_path / "site")
    with pytest.raises(subprocess.CalledProcessError) as caught:
        asked(tmp_path / "site")
    assert "resources not found" in caught.value.stderr
