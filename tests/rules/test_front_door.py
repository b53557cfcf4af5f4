"""`dev.py`: locked packages with hashes and no address of an index, and words instead of traces."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from rules.source import ROOT


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_every_package_is_locked_by_version_and_hash(kind: str) -> None:
    text = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+==[^\s]+", entry), entry[:60]
        assert "--hash=sha256:" in entry, entry[:60]


def test_what_runs_is_what_is_tested() -> None:
    locked = {
        kind: set(
            re.findall(
                r"^([a-z0-9._-]+==[^\s;]+)",
                (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8"),
                re.MULTILINE,
            )
        )
        for kind in ("run", "dev")
    }
    assert locked["run"] < locked["dev"]


def test_dev_py_needs_the_standard_library_only() -> None:
    text = (ROOT / "dev.py").read_text(encoding="utf-8")
    imported = set(
        re.findall(r"^(?:import|from) (\w+)(?:\.\w+)*(?: import .+)?$", text, re.MULTILINE)
    )
    assert imported <= sys.stdlib_module_names


def test_without_a_display_it_says_so_in_words(tmp_path: Path) -> None:
    quiet = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    words = [sys.executable, str(ROOT / "dev.py"), "run"]
    if not sys.platform.startswith("linux"):
        pytest.skip("other systems always have a display")
    done = subprocess.run(
        words, env=quiet, capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 5
    assert "no display" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ([], True),
        (["--workspace", "x.gbdesk"], True),
        (["--lang", "en"], True),
        (["--workspace", "x.gbdesk", "check"], False),
        (["--version"], False),
        (["demo"], False),
    ],
)
def test_it_knows_when_a_window_is_asked_for(
    dev: ModuleType,
    words: list[str],
    window: bool,  # noqa: FBT001 - what is expected
) -> None:
    assert dev.opens_window(words) is window


def test_without_root_the_exact_command_is_told(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(dev.Missing) as told:
        dev.need(["libegl1", "libgl1"], "Qt needs system libraries")
    command = "sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    assert command in str(told.value)


def test_an_unknown_command_shows_what_there_is(
    dev: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(["nonsense"]) == 2
    assert "setup|demo|test|run" in capsys.readouterr().out
