"""Beside the cell: how many lines of a register count for it, and the way to take that over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from gbdesk.domain.cells import CellValue
from gbdesk.domain.numbers import group
from gbdesk.domain.register_feeds import Fed
from gbdesk.domain.registers import register
from gbdesk.domain.rules import Fix
from gbdesk.text import translate
from gbdesk.ui.grid.commands import Deed
from gbdesk.ui.grid.sheet import Change, Sheet


class CountedBox(QFrame):
    """`taken` carries the place and what its line should hold; hidden where nothing is counted."""

    taken = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.more = QLabel(self), QLabel(self)
        for label in (self.words, self.more):
            label.setObjectName("sidePath")
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.take = QPushButton(translate("Counted", "Take {n}", n=0), self)
        self.take.setObjectName("small")
        self.take.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.take.clicked.connect(self._take)
        self._place, self._fix = "", Fix("", 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.words)
        box.addWidget(self.more)
        box.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_counted(
        self, sheet: Sheet, at: tuple[str, str], found: Sequence[Fed], *, may_take: bool
    ) -> None:
        """Show what the registers count for a place and line."""
        fed = next((one for one in found if _tells(one, at)), None)
        self.setVisible(fed is not None)
        if fed is None:
            return
        count, value = fed.figures.get(at, 0), sheet.cell(*at).value
        name = register(fed.register).name
        words = translate("Counted", "The register “{name}” has {n}", n=count, name=name)
        if value == count:
            words = translate(
                "Counted", "The register “{name}” has {n}, as entered", n=count, name=name
            )
        self.words.setText(words)
        elsewhere = fed.elsewhere.get(at[1], 0)
        self.more.setText(translate("Counted", "{n} more name no place of this form", n=elsewhere))
        self.more.setVisible(bool(elsewhere))
        self._place = at[0]
        self._fix = Fix(at[1], count, take_words(value, count))
        self.take.setText(self._fix.label)
        self.take.setVisible(may_take and bool(count) and value != count)
        self.setAccessibleName(words)

    def _take(self) -> None:
        self.taken.emit(self._place, self._fix)


def take_words(value: CellValue, count: int) -> str:
    """What taking the number over does to the cell."""
    if value is None:
        return translate("Counted", "Take {n}", n=count)
    shown = group(value) if isinstance(value, int) else value
    return translate("Counted", "Replace {old} by {n}", old=shown, n=count)


def into_blanks(sheet: Sheet, found: Sequence[Fed]) -> Deed | None:
    """Every number that registers count where nothing is entered, as one step; None without any."""
    rows = {row.place for row in sheet.rows}
    changes = tuple(
        Change(place=place, line=line, value=count)
        for one in found
        for (place, line), count in sorted(one.figures.items())
        if count and place in rows and sheet.cell(place, line).value is None
    )
    if not changes:
        return None
    return Deed(translate("Counted", "take {n} numbers from registers", n=len(changes)), changes)


def _tells(one: Fed, at: tuple[str, str]) -> bool:
    """Whether a register counts for this line, here or elsewhere."""
    return at in one.figures or at[1] in one.elsewhere
