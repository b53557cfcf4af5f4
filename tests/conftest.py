"""What every test has: the offscreen window, its own home, Vietnamese words."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from gbdesk import text

settings.register_profile(
    "normal",
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("long", parent=settings.get_profile("normal"), max_examples=10_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "normal"))


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the person's own folders."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    """Tests begin in Vietnamese."""
    text.set_language("vi")


class PatientQtBot(QtBot):
    """Waits by the clock of a busy machine: only what never happens fails a test."""

    def waitUntil(  # noqa: N802 - the name of pytest-qt
        self, callback: Callable[[], bool | None], *, timeout: int = 0
    ) -> None:
        super().waitUntil(callback, timeout=max(timeout, 30_000))


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """The qtbot of every test of the window."""
    return PatientQtBot(request)
