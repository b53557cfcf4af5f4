"""A schematic map: every unit a tile of one size, by area; it needs no boundaries of land."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gbdesk.domain.charting import CLASSES, Block, Tile
from gbdesk.ui.charts.ink import SIDE, SMALL, Ink, begin, high, is_seen, write
from gbdesk.ui.theme import px

WIDE: Final = 118
HIGH: Final = 46
GAP: Final = 5
TITLE: Final = 28
STEPS: Final = (0.0, 0.18, 0.38, 1.0)
STRONG: Final = CLASSES  # from this class on letters are light


def height(blocks: Sequence[Block], width: float) -> float:
    """How high the map is in this width."""
    return _Layout(width).all(blocks)


def draw(painter: QPainter, blocks: Sequence[Block], width: float, ink: Ink) -> None:
    """The map, from the top of the painter's area."""
    begin(painter, ink)
    layout, y = _Layout(width), SIDE
    for one in blocks:
        if one.name:
            painter.setFont(ink.font(strong=True))
            painter.setPen(ink.color("text"))
            write(painter, QRectF(SIDE, y, width - 2 * SIDE, px(TITLE)), one.name)
            y += px(TITLE)
        for at, tile in enumerate(one.tiles):
            if is_seen(painter, area := layout.tile(at, y)):
                _tile(painter, tile, area, ink)
        y += layout.rows(len(one.tiles)) * (px(HIGH) + GAP) + GAP


def tile_at(blocks: Sequence[Block], width: float, x: float, y: float) -> Tile | None:
    """The tile at a point, if there is one."""
    layout, top = _Layout(width), SIDE
    for one in blocks:
        top += px(TITLE) if one.name else 0
        for at, tile in enumerate(one.tiles):
            if layout.tile(at, top).contains(x, y):
                return tile
        top += layout.rows(len(one.tiles)) * (px(HIGH) + GAP) + GAP
    return None


class _Layout:
    """Tiles side by side, as many as there is room for."""

    def __init__(self, width: float) -> None:
        self._across = max(1, int((width - 2 * SIDE + GAP) // (px(WIDE) + GAP)))

    def rows(self, count: int) -> int:
        return -(-count // self._across)

    def tile(self, at: int, top: float) -> QRectF:
        row, column = divmod(at, self._across)
        x, y = SIDE + column * (px(WIDE) + GAP), top + row * (px(HIGH) + GAP)
        return QRectF(x, y, px(WIDE), px(HIGH))

    def all(self, blocks: Sequence[Block]) -> float:
        tiles = sum(self.rows(len(one.tiles)) * (px(HIGH) + GAP) + GAP for one in blocks)
        return 2 * SIDE + tiles + sum(px(TITLE) for one in blocks if one.name)


def _tile(painter: QPainter, tile: Tile, area: QRectF, ink: Ink) -> None:
    fill = _fill(tile, ink)
    painter.setPen(QPen(ink.color("border_strong"), 1))
    painter.setBrush(fill)
    painter.drawRoundedRect(area, 4, 4)
    if not tile.whole:
        painter.setBrush(ink.brush(ink.color("border_strong"), whole=False))
        painter.drawRoundedRect(area, 4, 4)
    inside = area.adjusted(7, 3, -7, -3)
    half = QRectF(inside.left(), inside.top(), inside.width(), inside.height() / 2)
    light = tile.shade >= STRONG and tile.whole
    letters = ink.color("on_primary") if light else ink.color("text")
    if not tile.whole:
        _cleared(painter, tile, inside, ink, half)
    painter.setPen(letters)
    painter.setFont(ink.font(SMALL))
    write(painter, half, f"{tile.name} *" if tile.mark else tile.name)
    painter.setFont(ink.font(strong=True))
    write(painter, half.translated(0, half.height()), tile.text or "–")


def _cleared(painter: QPainter, tile: Tile, inside: QRectF, ink: Ink, half: QRectF) -> None:
    """Room for the words of a hatched tile."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.color("surface"))
    words = f"{tile.name} *" if tile.mark else tile.name
    metrics = painter.fontMetrics()
    long = min(inside.width(), metrics.horizontalAdvance(words) + 4.0)
    painter.drawRect(QRectF(half.left() - 2, half.top(), long, high(SMALL)))
    number = metrics.horizontalAdvance(tile.text or "–") + 6.0
    painter.drawRect(QRectF(half.left() - 2, half.bottom(), number, half.height()))


def _fill(tile: Tile, ink: Ink) -> QColor:
    """From the ground to the strong colour of the program, in even steps."""
    if tile.shade <= 0:
        return ink.color("surface")
    ground, strong = ink.color("primary_tint"), ink.color("primary")
    part = STEPS[tile.shade - 1]
    one, two = (
        (ground.red(), ground.green(), ground.blue()),
        (
            strong.red(),
            strong.green(),
            strong.blue(),
        ),
    )
    return QColor(*(round(low + (top - low) * part) for low, top in zip(one, two, strict=True)))
