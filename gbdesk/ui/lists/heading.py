"""The names of a department as reports print them: fields, and the heading they make."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from gbdesk.domain.catalogue_faults import Fault
from gbdesk.domain.catalogue_lines import FACT_NAMES, FACTS, Line
from gbdesk.reports.document import MOTTO, NATIONAL_NAME
from gbdesk.services import own_lists
from gbdesk.text import translate

ABOVE: Final = "above"
SEAT: Final = "seat"
ISSUER: Final = "issuer"
HUB: Final = "hub"
PROVINCE: Final = "province"
_KINDS: Final = ("Tỉnh ", "Thành phố ")


class HeadingFields(QWidget):
    """`changed` when something was typed; what follows from a name is filled in with it."""

    changed = Signal()

    def __init__(self, facts: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = facts
        self.lines: dict[str, QLineEdit] = {}
        self._wrong: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(3)
        for at, name in enumerate(FACT_NAMES):
            row, column = 3 * (at // 2), at % 2
            label = QLabel(own_lists.column_name(FACTS, name), self)
            label.setObjectName("fieldLabel")
            line = QLineEdit(facts.get(name, ""), self)
            line.setAccessibleName(label.text())
            line.textEdited.connect(partial(self._typed, name))
            wrong = QLabel(self)
            wrong.setObjectName("noteText")
            wrong.setProperty("tone", "danger")
            wrong.setWordWrap(True)
            wrong.hide()
            grid.addWidget(label, row, column)
            grid.addWidget(line, row + 1, column)
            grid.addWidget(wrong, row + 2, column)
            self.lines[name], self._wrong[name] = line, wrong
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.paper = HeadingPaper(self)
        grid.addWidget(self.paper, 3 * ((len(FACT_NAMES) + 1) // 2), 0, 1, 2)
        self.paper.show_facts(facts)

    def _typed(self, name: str, text: str) -> None:
        before = self.facts.get(name, "")
        self.facts[name] = text
        for other, follows in ((ABOVE, _above), (SEAT, _seat)):
            if name == PROVINCE and self.facts.get(other, "") in {"", follows(before)}:
                self._fill(other, follows(text))
        if name == HUB and self.facts.get(ISSUER, "") in {"", before.upper()}:
            self._fill(ISSUER, text.upper())
        self.paper.show_facts(self.facts)
        self._say(name, "")
        self.changed.emit()

    def _fill(self, name: str, text: str) -> None:
        self.facts[name] = text
        self.lines[name].setText(text)
        self._say(name, "")

    def _say(self, name: str, words: str) -> None:
        self._wrong[name].setText(words)
        self._wrong[name].setVisible(bool(words))
        self.lines[name].setAccessibleDescription(words)

    def show_faults(self, found: Sequence[Fault]) -> None:
        """Say under each field what is wrong with it; the caret goes to the first."""
        mine = [one for one in found if one.table == FACTS]
        for name in self._wrong:
            self._say(name, "")
        for fault in mine:
            self._say(fault.column, own_lists.fault_words(fault))
        if mine:
            self.lines[mine[0].column].setFocus(Qt.FocusReason.OtherFocusReason)


class HeadingPaper(QFrame):
    """The first lines of a report, as they will be printed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setAccessibleName(translate("Lists", "The heading of a report"))
        self._left, self._right = self._part(), self._part()
        grid = QGridLayout(self)
        grid.setContentsMargins(18, 10, 18, 12)
        grid.addWidget(self._left, 0, 0)
        grid.addWidget(self._right, 0, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)

    def _part(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        label.setWordWrap(True)
        label.setStyleSheet("font-family: 'Times New Roman', Tinos, serif; font-size: 13px")
        return label

    def show_facts(self, facts: Line) -> None:
        """Show the heading these names make."""
        names = {name: _escaped(facts.get(name, "").strip()) or "…" for name in FACT_NAMES}
        self._left.setText(
            f"{names[ABOVE]}<br><b>{names[ISSUER]}</b><br>Số:&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;"
            f"/{names['symbol']}"
        )
        self._right.setText(
            f"<b>{NATIONAL_NAME}</b><br><b>{MOTTO}</b><br>"
            f"<i>{names[SEAT]}, ngày … tháng … năm …</i>"
        )


class Held(QWidget):
    """Fields with room below."""

    def __init__(self, fields: HeadingFields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(fields)
        box.addStretch(1)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _above(province: str) -> str:
    return f"UBND {province.strip().upper()}" if province.strip() else ""


def _seat(province: str) -> str:
    name = province.strip()
    for kind in _KINDS:
        name = name.removeprefix(kind)
    return name
