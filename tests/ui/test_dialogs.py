"""Asking where to write: what is typed gets the ending of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gbdesk.ui.dialogs import ask_save


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("to-trinh", "to-trinh.pdf"),
        ("to-trinh.pdf", "to-trinh.pdf"),
        ("to-trinh.PDF", "to-trinh.PDF"),
        ("bao cao 30.6", "bao cao 30.6.pdf"),
    ],
)
def test_a_typed_name_gets_its_ending(
    qtbot: QtBot, tmp_path: Path, typed: str, written: str
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.setText(typed)
        dialog.accept()

    QTimer.singleShot(100, answer)
    assert ask_save(parent, "Ghi", "phieu.pdf", tmp_path) == tmp_path / written
