"""Beside the cell: its figure in the period before and in the same period last year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gbdesk.domain.cells import NOT_APPLICABLE, UNKNOWN, CellValue
from gbdesk.domain.numbers import group
from gbdesk.services.beside import BEFORE, LAST_YEAR, Former
from gbdesk.text import mark, say, translate
from gbdesk.ui.grid.sheet import Sheet

WHICH: Final = {
    BEFORE: mark("Beside", "Period before ({period})"),
    LAST_YEAR: mark("Beside", "Same period last year ({period})"),
}
SHARES: Final = {
    "whole": mark("Beside", "{name}"),
    "part": mark("Beside", "{name} (a part)"),
    "hamlet": mark("Beside", "{name} (some hamlets)"),
}


class BesideBox(QWidget):
    """Two lines, and below a line the older units where today's did not exist yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)

    def show_beside(self, sheet: Sheet, place: str, line: str, names: Mapping[str, str]) -> None:
        """Show what stood there; `names` are the short names of periods."""
        while (item := self._box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        told = []
        for which, words in WHICH.items():
            then = sheet.beside.get(which)
            if then is None:
                continue
            name = say(words, n=None, period=names.get(then.period, then.period))
            value, parts = then.figures.get((place, line)), then.formers.get(place)
            if parts is None or value is not None:
                told.append((name, figure_words(value), False))
            else:
                told.append((name, translate("Beside", "did not exist yet"), False))
                told += [(_named(one), figure_words(one.figures.get(line)), True) for one in parts]
        for name, value, is_part in told:
            pair = _pair(name, value, is_part=is_part)
            self._box.addWidget(pair)
            pair.show()
        self.setAccessibleName("; ".join(f"{name}: {value}" for name, value, _ in told))
        self.setVisible(bool(told))


def figure_words(value: CellValue) -> str:
    """A figure in words that nobody takes for another."""
    if value == UNKNOWN:
        return translate("Grid", "no information")
    if value == NOT_APPLICABLE:
        return translate("Grid", "does not apply")
    return group(value) if isinstance(value, int) else translate("Beside", "no figure here")


def _named(former: Former) -> str:
    return say(SHARES.get(former.share, SHARES["part"]), n=None, name=former.name)


def _pair(name: str, value: str, *, is_part: bool) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(12 if is_part else 0, 0, 0, 0)
    row.setSpacing(8)
    for words, kind, stretch in ((name, "sidePath", 1), (value, "sideValue", 0)):
        label = QLabel(words)
        label.setObjectName(kind)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(stretch != 0)
        row.addWidget(label, stretch, Qt.AlignmentFlag.AlignTop)
    return held
