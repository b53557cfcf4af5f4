"""Lucide pictures, drawn in a colour of the theme, sharp at every scale, and kept once drawn."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gbdesk import resources
from gbdesk.ui import theme

SIZE: Final = 18
STROKE: Final = "1.8"
_pixmaps: dict[tuple[str, str, int, int, int], QPixmap] = {}


def icon(name: str, tint: str = "text_2", size: int = SIZE) -> QIcon:
    """A picture that follows the theme; disabled it takes the hint colour.

    Raises:
        FileNotFoundError: there is no such picture.
    """
    _source(name)
    made = QIcon(_Engine(name, tint))
    made.actualSize(QSize(size, size))
    return made


def pixmap(name: str, tint: str = "text_2", size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """A picture as pixels: `size` in window pixels, `ratio` device pixels each."""
    return _draw(name, theme.color(tint).name(), size, size, ratio)


def app_icon() -> QIcon:
    """The program's own picture: an open book."""
    made = QIcon()
    renderer = QSvgRenderer(QByteArray(_source("app")))
    for size in (16, 24, 32, 48, 64, 128):
        made.addPixmap(_render(renderer, size, size, 1.0))
    return made


class _Engine(QIconEngine):
    """Draws when asked, in the colour the theme then has."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name, self._token = name, token

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        at = QRect(rect)
        painter.drawPixmap(at, self._pixels(at.size(), mode, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        return self._pixels(size, mode, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float
    ) -> QPixmap:
        whole = QSize(round(size.width() / scale), round(size.height() / scale))
        return self._pixels(whole, mode, scale)

    def _pixels(self, size: QSize, mode: QIcon.Mode, ratio: float) -> QPixmap:
        token = "text_3" if mode == QIcon.Mode.Disabled else self._token
        return _draw(self._name, theme.color(token).name(), size.width(), size.height(), ratio)


def _draw(name: str, shade: str, width: int, height: int, ratio: float) -> QPixmap:
    key = (name, shade, width, height, round(ratio * 100))
    found = _pixmaps.get(key)
    if found is None:
        source = _source(name).replace(b"currentColor", shade.encode())
        renderer = QSvgRenderer(QByteArray(source))
        found = _pixmaps[key] = _render(renderer, width, height, ratio)
    return found


def _render(renderer: QSvgRenderer, width: int, height: int, ratio: float) -> QPixmap:
    made = QPixmap(max(1, round(width * ratio)), max(1, round(height * ratio)))
    made.fill(Qt.GlobalColor.transparent)
    made.setDevicePixelRatio(ratio)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(width, height)
    renderer.render(painter, QRectF((width - side) / 2, (height - side) / 2, side, side))
    painter.end()
    return made


@cache
def _source(name: str) -> bytes:
    raw = resources.path("icons", f"{name}.svg").read_bytes()
    return raw.replace(b'stroke-width="2"', f'stroke-width="{STROKE}"'.encode())
