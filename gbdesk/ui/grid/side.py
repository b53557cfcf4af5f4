"""Beside the grid: where the caret is, what is wrong there with what could mend it, what lacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gbdesk.domain.cells import CellValue
from gbdesk.domain.rules import ERROR, NOTE, WARNING, Fix, Problem
from gbdesk.text import translate
from gbdesk.ui.forms.flow import Flow
from gbdesk.ui.forms.look import icon
from gbdesk.ui.grid.bars import MiniBars
from gbdesk.ui.grid.beside import BesideBox
from gbdesk.ui.grid.cell_note import CellNote
from gbdesk.ui.grid.counted import CountedBox
from gbdesk.ui.grid.sheet import Gaps, Row, Sheet

WIDTH: Final = 276
LABEL: Final = 184
MOST_SHOWN: Final = 4
MOST_NAMES: Final = 4
_TONES: Final = {
    ERROR: ("danger", "circle-alert"),
    WARNING: ("warning", "triangle-alert"),
    NOTE: ("info", "info"),
}


class ProblemBox(QFrame):
    """One problem in words with its corrections as buttons."""

    fix_asked = Signal(str, object)
    go_asked = Signal(str, str)
    note_asked = Signal(str, str)

    def __init__(
        self,
        row: Row,
        problem: Problem,
        said: tuple[str, str, str],
        *,
        elsewhere: bool,
        may_fix: bool,
    ) -> None:
        """`said`: the words, the note that explains it, and how it weighs."""
        super().__init__()
        text, note, weight = said
        tone = _TONES[weight][0]
        self.setObjectName("note")
        self.setProperty("tone", tone)
        self._row, self._problem = row, problem
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 8, 10, 8)
        box.setSpacing(6)
        if elsewhere:
            where = QPushButton(row.name.replace("&", "&&"), self)
            where.setObjectName("fixLink")
            where.setProperty("tone", tone)
            where.clicked.connect(self._go)
            box.addWidget(where, 0, Qt.AlignmentFlag.AlignLeft)
        words = QLabel(text, self)
        words.setObjectName("noteText")
        words.setProperty("tone", tone)
        words.setWordWrap(True)
        box.addWidget(words)
        if note:
            quoted = QLabel(translate("Grid", "“{note}”", note=note), self)
            quoted.setObjectName("noteText")
            quoted.setProperty("tone", tone)
            quoted.setWordWrap(True)
            box.addWidget(quoted)
        if may_fix:
            box.addWidget(self._buttons(needs_note=weight == WARNING and not note))

    def _buttons(self, *, needs_note: bool) -> QWidget:
        held = QWidget(self)
        flow = Flow(held, spacing=6)
        for at, fix in enumerate(self._problem.fixes[:3]):
            cut = self.fontMetrics().elidedText(fix.label, Qt.TextElideMode.ElideMiddle, LABEL)
            button = QPushButton(cut.replace("&", "&&"), held)
            button.setObjectName("small")
            button.setToolTip(fix.label)
            button.setAccessibleName(fix.label)
            button.setProperty("fix", at)
            button.clicked.connect(self._fix)
            flow.addWidget(button)
        if needs_note:
            button = QPushButton(translate("Grid", "Keep and say why"), held)
            button.setObjectName("small")
            button.setToolTip(translate("Grid", "Write a note (Shift F2)"))
            button.clicked.connect(self._note)
            flow.addWidget(button)
        held.setVisible(flow.count() > 0)
        policy = held.sizePolicy()
        policy.setHeightForWidth(True)
        held.setSizePolicy(policy)
        return held

    def _fix(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            fix: Fix = self._problem.fixes[int(button.property("fix"))]
            self.fix_asked.emit(self._row.place, fix)

    def _go(self) -> None:
        self.go_asked.emit(self._row.place, self._problem.lines[0])

    def _note(self) -> None:
        self.note_asked.emit(self._row.place, self._problem.lines[0])


class SidePanel(QScrollArea):
    """The panel; its asks go to the page."""

    fix_asked = Signal(str, object)
    go_asked = Signal(str, str)
    note_asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setWidgetResizable(True)
        self.setFixedWidth(WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(translate("Grid", "Checks of this cell"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        held = QWidget(self)
        held.setObjectName("sideHeld")
        self._box = QVBoxLayout(held)
        self._box.setContentsMargins(14, 12, 14, 12)
        self._box.setSpacing(8)
        self.may_fix = True
        self._place, self._path = _label("sideTitle"), _label("sidePath")
        self._box.addWidget(self._place)
        self._box.addWidget(self._path)
        self._bars = MiniBars(held)
        self._box.addWidget(self._bars)
        self.beside = BesideBox(held)
        self._box.addWidget(self.beside)
        self.counted = CountedBox(held)
        self.counted.taken.connect(self.fix_asked)
        self._box.addWidget(self.counted)
        self.note, self._at = CellNote(held), ("", "")
        self.note.asked.connect(self._ask_note)
        self._box.addWidget(self.note)
        self._told = QVBoxLayout()
        self._told.setSpacing(8)
        self._box.addLayout(self._told)
        self._box.addWidget(_rule())
        self._summary = QVBoxLayout()
        self._summary.setSpacing(6)
        self._box.addLayout(self._summary)
        self._box.addStretch(1)
        self.setWidget(held)

    def show_cell(
        self,
        sheet: Sheet,
        at: tuple[Row, str],
        bars: Sequence[tuple[str, CellValue]],
        words: Callable[[int], str],
    ) -> None:
        """Show one cell: its path, its past, the problems of its row and of others."""
        row, line = at
        here = sheet.form.indicator(line)
        group = sheet.form.group(here.group).name if here.group else ""
        self._place.setText(row.name)
        path = translate("Grid", "{group} › {line}", group=group, line=here.name)
        self._path.setText(path if group else here.name)
        self._at = (row.place, line)
        self.note.show_note(sheet.cell(*self._at).note, may_edit=self.may_fix)
        severity = sheet.severity(row.place, line)
        tone = "danger" if severity == ERROR else "warning" if severity == WARNING else "primary"
        self._bars.show_bars(bars, tone)
        gaps = sheet.gaps()
        _empty(self._told)
        self._show_problems(sheet, row, gaps)
        _empty(self._summary)
        self._show_summary(sheet, gaps, words)

    def _ask_note(self) -> None:
        self.note_asked.emit(*self._at)

    def _show_problems(self, sheet: Sheet, row: Row, gaps: Gaps) -> None:
        place = row.place
        notes = [(row, one) for one in sheet.problems(place) if sheet.weight(place, one) == NOTE]
        for severity, found in ((ERROR, gaps.errors), (WARNING, gaps.warnings), (NOTE, notes)):
            mine = [one for one in found if one[0] == row]
            others = [one for one in found if one[0] != row]
            if not found:
                continue
            self._told.addWidget(_rule())
            head = _head(severity, len(found))
            self._told.addWidget(head)
            head.show()
            for where, problem in (mine or others[:1])[:MOST_SHOWN]:
                cells = (sheet.cell(where.place, line) for line in problem.lines)
                note = next((cell.note for cell in cells if cell.note), "")
                elsewhere, said = where != row, (sheet.explain(where, problem), note, severity)
                box = ProblemBox(where, problem, said, elsewhere=elsewhere, may_fix=self.may_fix)
                box.fix_asked.connect(self.fix_asked)
                box.go_asked.connect(self.go_asked)
                box.note_asked.connect(self.note_asked)
                self._told.addWidget(box)
                box.show()

    def _show_summary(self, sheet: Sheet, gaps: Gaps, words: Callable[[int], str]) -> None:
        of = len(sheet.rows)
        full = translate("Grid", "{done}/{of} {words}", done=gaps.full, of=of, words=words(of))
        lines = [(translate("Grid", "Complete"), full)]
        if gaps.partial:
            lines.append((translate("Grid", "Partial"), _names(gaps.partial)))
        if gaps.blank:
            lines.append((translate("Grid", "Not entered"), _names(gaps.blank)))
        for name, value in lines:
            self._summary.addWidget(_pair(name, value))


def _label(name: str, words: str = "") -> QLabel:
    label = QLabel(words)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label


def _rule() -> QFrame:
    line = QFrame()
    line.setObjectName("rule")
    line.setFixedHeight(1)
    return line


def _head(severity: str, count: int) -> QWidget:
    tone, picture = _TONES[severity]
    if severity == ERROR:
        words = translate("Grid", "{n} errors", n=count)
    elif severity == WARNING:
        words = translate("Grid", "{n} to be looked at", n=count)
    else:
        words = translate("Grid", "{n} remarks", n=count)
    head = QPushButton(icon(picture, tone), f" {words}")
    head.setObjectName("sideHead")
    head.setProperty("tone", tone)
    head.setEnabled(True)
    head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    head.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return head


def _names(rows: Sequence[Row]) -> str:
    names = ", ".join(row.name for row in rows[:MOST_NAMES])
    if len(rows) > MOST_NAMES:
        more = len(rows) - MOST_NAMES
        return translate("Grid", "{names} and {n} more", names=names, n=more)
    return names


def _pair(name: str, value: str) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    said = _label("sideValue", value)
    said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    row.addWidget(QLabel(name), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(said, 1)
    return held


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
