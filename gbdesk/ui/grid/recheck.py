"""Totals typed a second time, from paper, and compared with those of the grid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QScrollArea, QWidget

from gbdesk.domain.cells import Total
from gbdesk.domain.forms import Indicator
from gbdesk.domain.numbers import group
from gbdesk.text import translate
from gbdesk.ui.forms.look import px, repolish
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.grid.model import Words
from gbdesk.ui.grid.sheet import Sheet
from gbdesk.ui.grid.typed import read_figure, tidy_typing

HEIGHT: Final = 330


@dataclass(frozen=True, slots=True)
class Compared:
    """What was typed for a line beside the total of the grid; `typed` None: no whole number."""

    line: str
    typed: int | None
    total: Total

    @property
    def agrees(self) -> bool:
        """Whether both say the same."""
        return self.typed is not None and self.typed == self.total.value


def compare(sheet: Sheet, typed: Mapping[str, str]) -> tuple[Compared, ...]:
    """The lines something was typed for, beside their totals, in the order typed."""
    found = []
    for line, text in typed.items():
        if text.strip():
            read = read_figure(text)
            number = read.value if isinstance(read.value, int) and read.is_valid else None
            found.append(Compared(line, number, sheet.total(line)))
    return tuple(found)


class RecheckDialog(Question):
    """One field for each line of a tab; the totals are told only once they are compared."""

    typed = Signal()
    agreed = Signal()

    def __init__(
        self,
        sheet: Sheet,
        tab: str,
        words: Words,
        begun: Mapping[str, str],
        parent: QWidget | None,
    ) -> None:
        super().__init__(translate("Grid", "Type the totals again to check them"), parent)
        self.setMinimumWidth(px(620))
        self._sheet, self._words = sheet, words
        self.fields: dict[str, QLineEdit] = {}
        self.results: dict[str, QLabel] = {}
        self.target = ""
        self.say(
            translate(
                "Grid",
                "Type the total of each line from the papers. The totals of the table are shown "
                "only when you compare; nothing in the table changes.",
            )
        )
        self.put(self._lines(sheet.columns(tab), begun))
        self.outcome = self.say("")
        self.comparing = self.end(translate("Grid", "Compare"), translate("Grid", "Close"))

    def texts(self) -> dict[str, str]:
        """What stands in the fields."""
        return {line: field.text() for line, field in self.fields.items() if field.text().strip()}

    def accept(self) -> None:
        """Compare; once compared, go to the first line that differs."""
        if self.target:
            super().accept()
            return
        found = compare(self._sheet, self.texts())
        for one in found:
            self._show(one)
        differing = [one for one in found if not one.agrees]
        self.outcome.setText(self._told(len(found), len(differing)))
        if differing:
            self.target = differing[0].line
            self.comparing.setText(translate("Grid", "Go to the first difference"))
        elif found:
            self.agreed.emit()

    def _told(self, compared: int, differing: int) -> str:
        if not compared:
            return translate("Grid", "Nothing was typed yet, so nothing was compared.")
        left = len(self.fields) - compared
        if differing:
            said = translate(
                "Grid", "{n} of {of} totals differ. Which is right?", n=differing, of=compared
            )
        else:
            said = translate("Grid", "All {n} totals you typed agree.", n=compared)
        if not left:
            return said
        return f"{said} {translate('Grid', '{n} lines were not typed again.', n=left)}"

    def _show(self, one: Compared) -> None:
        label, total = self.results[one.line], one.total
        if one.agrees:
            label.setText(translate("Grid", "agrees"))
        elif total.value is None:
            label.setText(translate("Grid", "no figure in the table"))
        else:
            words = translate(
                "Grid",
                "the table has {value} ({covered}/{of} {words})",
                value=group(total.value),
                covered=total.covered,
                of=total.of,
                words=self._words(total.of),
            )
            label.setText(words)
        label.setProperty("tone", "success" if one.agrees else "danger")
        label.setAccessibleName(label.text())
        repolish(label)

    def _lines(self, lines: tuple[Indicator, ...], begun: Mapping[str, str]) -> QScrollArea:
        inside = QWidget(self)
        grid = QGridLayout(inside)
        grid.setContentsMargins(8, 8, 8, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        for row, line in enumerate(lines):
            name = self._sheet.form.line_name(line.id)
            field = QLineEdit(begun.get(line.id, ""), inside)
            field.setAccessibleName(name)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.setFixedWidth(px(96))
            field.setMinimumHeight(px(30))
            field.textEdited.connect(partial(self._edited, line.id))
            result = QLabel(inside)
            result.setObjectName("recheck")
            result.setWordWrap(True)
            label = QLabel(name, inside)
            label.setWordWrap(True)
            label.setBuddy(field)
            for column, widget in enumerate((label, field, result)):
                grid.addWidget(widget, row, column)
            self.fields[line.id], self.results[line.id] = field, result
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setMinimumHeight(px(HEIGHT))
        area.setWidget(inside)
        return area

    def _edited(self, line: str, text: str) -> None:
        """Digits only; what was compared is so no longer."""
        field = self.fields[line]
        if (tidy := tidy_typing(text)) != text:
            field.setText(tidy)
        self.results[line].clear()
        self.outcome.clear()
        self.target = ""
        self.comparing.setText(translate("Grid", "Compare"))
        self.typed.emit()
