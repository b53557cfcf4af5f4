"""Beside the table: what has to be said of it, and where the chosen figure comes from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from gbdesk.domain.tally import Coverage
from gbdesk.services.crosstabs import SourceRow
from gbdesk.text import translate
from gbdesk.ui.forms.look import px
from gbdesk.ui.hub.parts import emptied, link, picture, row, said, scrolled

WIDTH: Final = 288
NARROW: Final = 220
WIDE: Final = 1050
MOST: Final = 40


class Side(QFrame):
    """`office_asked`: the imports of an office."""

    office_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        held = QWidget()
        held.setObjectName("sideHeld")
        whole = QVBoxLayout(held)
        whole.setContentsMargins(16, 14, 16, 10)
        whole.setSpacing(14)
        self._about, self._source = QVBoxLayout(), QVBoxLayout()
        for box in (self._source, self._about):
            box.setSpacing(6)
            whole.addLayout(box)
        whole.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(held))
        self.show_none()

    def fit(self, width: int) -> None:
        """Narrower where the page is."""
        self.setFixedWidth(px(WIDTH if width > px(WIDE) else NARROW))

    def show_about(self, covers: str, whole: bool, notes: Sequence[str]) -> None:
        """How much came, marks of units, breaks over time, what the hatching means."""
        box = emptied(self._about)
        box.addWidget(said(translate("Totals", "About these figures"), "sideTitle"))
        _line(box, covers, "circle-check" if whole else "triangle-alert", whole=whole)
        for words in notes:
            _line(box, words, "info", whole=None)

    def show_none(self) -> None:
        """No figure is chosen."""
        box = emptied(self._source)
        box.addWidget(said(translate("Totals", "Source of a figure"), "sideTitle"))
        words = translate("Totals", "Choose a figure to see which package it came with.")
        box.addWidget(said(words, "hubAside", wraps=True))

    def show_source(
        self, title: str, notes: Sequence[str], sources: Sequence[SourceRow] | None
    ) -> None:
        """Where a figure comes from, unit by unit; None: it may not be told."""
        box = emptied(self._source)
        box.addWidget(said(translate("Totals", "Source of a figure"), "sideTitle"))
        box.addWidget(said(title, "hubStrong", wraps=True))
        for words in notes:
            box.addWidget(said(words, "hubAside", wraps=True))
        if sources is None:
            words = translate("Totals", "Hidden here; full figures show it.")
            box.addWidget(said(words, "hubAside", wraps=True))
            return
        if not sources:
            words = translate("Totals", "Nothing came for it yet.")
            box.addWidget(said(words, "hubAside", wraps=True))
        for one in sources[:MOST]:
            self._add(box, one)
        if len(sources) > MOST:
            words = translate("Totals", "and {n} more", n=len(sources) - MOST)
            box.addWidget(said(words, "hubAside"))

    def _add(self, box: QBoxLayout, one: SourceRow) -> None:
        name = link(one.name)
        name.setToolTip(translate("Totals", "Open the imports of this unit"))
        name.clicked.connect(partial(self._asked, one.office))
        box.addWidget(name)
        words = said(f"{one.period} · {one.words}", "hubAside", wraps=True)
        words.setContentsMargins(8, 0, 0, 4)
        box.addWidget(words)

    def _asked(self, office: str, *_on: object) -> None:
        self.office_asked.emit(office)


def _line(box: QBoxLayout, words: str, name: str, *, whole: bool | None) -> None:
    tone = {True: "success", False: "warning", None: "text_3"}[whole]
    line = row(picture(name, tone, 16), said(words, "hubAside", wraps=True), spacing=8)
    line.setStretch(1, 1)
    held = QWidget()
    held.setLayout(line)
    box.addWidget(held)


def covered(places: Coverage, offices: Coverage) -> bool:
    """Whether everything came."""
    return places.is_whole and offices.is_whole
