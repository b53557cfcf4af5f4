"""Copying figures: as text for a spreadsheet, kept out of clipboard histories, gone after a minute.

Only Windows honours the marks; elsewhere they are further formats that nobody reads.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication, QImage

LIFE_MS: Final = 60_000
OURS: Final = "application/x-gbdesk-figures"
_NO: Final = b"\x00\x00\x00\x00"
_MARKS: Final = (
    "ExcludeClipboardContentFromMonitorProcessing",
    "CanIncludeInClipboardHistory",
    "CanUploadToCloudClipboard",
)


def copy_figures(text: str) -> None:
    """Put a block of figures on the clipboard for a minute."""
    data = QMimeData()
    data.setText(text)
    _put(data)


def copy_picture(image: QImage) -> None:
    """The same for a picture of figures."""
    data = QMimeData()
    data.setImageData(image)
    _put(data)


def _put(data: QMimeData) -> None:
    data.setData(OURS, b"1")
    for mark in _MARKS:
        data.setData(f'application/x-qt-windows-mime;value="{mark}"', _NO)
    QGuiApplication.clipboard().setMimeData(data)
    QTimer.singleShot(LIFE_MS, forget_figures)


def forget_figures() -> None:
    """Empty the clipboard where our figures are still on it: after a minute, and at the lock."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.mimeData() is not None and clipboard.mimeData().hasFormat(OURS):
        clipboard.clear()


def pasted_text() -> str:
    """What is on the clipboard as text."""
    return QGuiApplication.clipboard().text()
