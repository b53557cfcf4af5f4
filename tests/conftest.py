"""What every test has: the offscreen window, its own home, Vietnamese words."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gbdesk import text
from helpers import once

once.remember()
settings.register_profile(
    "normal",
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile(
    "long",
    parent=settings.get_profile("normal"),
    max_examples=int(os.environ.get("LONG_EXAMPLES", "10000")),
)
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
    """Waits by the clock of a busy machine, and keeps what it was given as long as the test.

    A window that only its own parts refer to may be collected while it is shown.
    """

    def __init__(self, request: pytest.FixtureRequest) -> None:
        super().__init__(request)
        self._given: list[QWidget] = []

    def addWidget(  # noqa: N802 - the name of pytest-qt
        self, widget: QWidget, *, before_close_func: Callable[[QWidget], None] | None = None
    ) -> None:
        self._given.append(widget)
        super().addWidget(widget, before_close_func=before_close_func)

    def waitUntil(  # noqa: N802 - the name of pytest-qt
        self, callback: Callable[[], bool | None], *, timeout: int = 0
    ) -> None:
        super().waitUntil(callback, timeout=max(timeout, 30_000))


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """The qtbot of every test of the window."""
    return PatientQtBot(request)
