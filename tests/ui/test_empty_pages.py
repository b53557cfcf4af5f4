"""On the first day nothing is entered: every page says what belongs there and offers a way on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gbdesk.ui import registry
from helpers.enrolled import Places, enrol
from helpers.typed import QUIET
from helpers.windows import settle, window

pytestmark = pytest.mark.qt_log_ignore(QUIET)
WORDS = 5
NOTHING_TO_DO = {"conflicts"}  # differences come with what others send


def said(page: QWidget) -> list[str]:
    """The sentences that are seen."""
    labels = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    return [text for text in labels if len(text.split()) >= WORDS]


def ways_on(page: QWidget) -> list[QWidget]:
    """What can be pressed or typed into."""
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QTableView)
    every = (one for kind in kinds for one in page.findChildren(kind))
    return [one for one in every if one.isVisible() and one.isEnabled()]


def test_ux06_each_empty_page_says_what_belongs_there(qtbot: QtBot, tmp_path: Path) -> None:
    places = Places(tmp_path / "made")
    places.folder.mkdir()
    places.make_hub()
    hub = places.open("hub")
    office = enrol(places, hub, "office", "district-office.901")
    hub.close()
    with window(qtbot, tmp_path) as host:
        host.take(places.path("office"), office)
        shell = host.shell
        assert shell is not None
        lacking: list[str] = []
        for page in registry.pages(hub=False):
            shell.go(page.key)
            settle(qtbot, host)
            frame = shell.current()
            assert frame is not None
            is_silent = not said(frame)
            if is_silent or (page.key not in NOTHING_TO_DO and not ways_on(frame.page)):
                lacking.append(f"{page.key} {is_silent}")
        assert not lacking
