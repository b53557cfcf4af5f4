"""The lines above and below the grid: notice, state of the return, what keys do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPolygon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from gbdesk.text import translate
from gbdesk.ui.forms.look import color, icon, repolish
from gbdesk.ui.forms.parts import Foot, Notice
from gbdesk.ui.grid.sheet import Gaps


class Swatch(QWidget):
    """A little picture of a cell: blank, or with a note."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setFixedSize(QSize(18, 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture."""
        del event
        painter = QPainter(self)
        rect = self.rect().adjusted(0, 0, -1, -1)
        if self._kind == "blank":
            painter.fillRect(rect, color("surface"))
            painter.fillRect(rect, QBrush(color("hatch"), Qt.BrushStyle.BDiagPattern))
            painter.setPen(color("border"))
            painter.drawRect(rect)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("privacy"))
            corner = QRect(5, 2, 9, 9)
            points = [corner.topLeft(), corner.topRight(), corner.bottomRight()]
            painter.drawPolygon(QPolygon(points))
        painter.end()


class Legend(Foot):
    """What the marks and keys mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.say(_words(translate("Figures", "0 = none occurred")))
        for kind, words in (
            ("blank", translate("Figures", "not entered")),
            ("note", translate("Figures", "has a note")),
        ):
            held = QWidget(self)
            pair = QHBoxLayout(held)
            pair.setContentsMargins(0, 0, 0, 0)
            pair.setSpacing(6)
            pair.addWidget(Swatch(kind, held))
            pair.addWidget(_words(words))
            self.say(held)
        self.say(_words(translate("Figures", "? no information   – does not apply")))
        self.tell_key("Ctrl 0", translate("Figures", "none in the whole row"))
        self.tell_key("F8", translate("Figures", "next error"))
        self.tell_key("Ctrl Z", translate("Figures", "undo"))


class StateRow(QWidget):
    """The privacy notice, and at its right what is wrong and what lacks."""

    problems_clicked = Signal()
    gaps_clicked = Signal()
    reopen_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.privacy = Notice(
            "shield",
            "privacy",
            translate(
                "Figures", "Counts only. No names, addresses or telephone numbers in any cell."
            ),
            self,
        )
        self._sent = _pill("package-check", "success")
        self._done = _pill("circle-check", "success")
        self._sent.setAccessibleName(translate("Figures", "Sent; a change makes a supplement"))
        self._done.setAccessibleName(translate("Figures", "Complete"))
        self._reopen = QPushButton(translate("Figures", "Reopen the period"), self)
        self._reopen.setObjectName("small")
        self._problems, self._gaps = _pill("circle-alert", "warning"), _pill("", "")
        self._problems.setAccessibleName(translate("Figures", "Errors and what to look at"))
        self._gaps.setAccessibleName(translate("Figures", "What is not entered"))
        self._problems.setToolTip(translate("Figures", "Go to the next (F8)"))
        self._problems.clicked.connect(self.problems_clicked)
        self._gaps.clicked.connect(self.gaps_clicked)
        self._reopen.clicked.connect(self.reopen_clicked)
        row.addWidget(self.privacy)
        row.addStretch(1)
        for widget in (self._sent, self._done, self._reopen, self._problems, self._gaps):
            row.addWidget(widget)

    def show_state(self, state: str, *, sent: bool, is_own: bool) -> None:
        """Whether the return is completed, and whether it was exported."""
        complete, nil = state == "complete", state == "nil"
        self._done.setVisible(complete or nil)
        whole, none = translate("Figures", "Complete"), translate("Figures", "Nothing occurred")
        self._done.setText(f" {none if nil else whole}")
        self._reopen.setVisible((complete or nil) and is_own)
        self._sent.setVisible(sent)
        self._sent.setText(f" {translate('Figures', 'Sent; a change makes a supplement')}")

    def show_gaps(self, gaps: Gaps, words: Callable[[int], str]) -> None:
        """What is wrong and what lacks."""
        errors, warnings = len(gaps.errors), len(gaps.warnings)
        wrong = []
        if errors:
            wrong.append(translate("Figures", "{n} errors", n=errors))
        if warnings:
            wrong.append(translate("Figures", "{n} to look at", n=warnings))
        self._problems.setText(f" {' · '.join(wrong)}")
        if wrong:
            self._problems.setAccessibleName(" · ".join(wrong))
        self._problems.setIcon(icon("circle-alert", "danger" if errors else "warning"))
        self._problems.setVisible(bool(wrong))
        self._problems.setProperty("tone", "danger" if errors else "warning")
        repolish(self._problems)
        blank, partial = len(gaps.blank), len(gaps.partial)
        lacking = []
        if blank:
            said = words(blank)
            lacking.append(translate("Figures", "not entered: {n} {words}", n=blank, words=said))
        if partial:
            said = words(partial)
            lacking.append(translate("Figures", "partial: {n} {words}", n=partial, words=said))
        text = " · ".join(lacking)
        self._gaps.setText(text[:1].upper() + text[1:])
        if text:
            self._gaps.setAccessibleName(text)
        self._gaps.setVisible(bool(lacking))


def _words(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("footText")
    return label


def _pill(picture: str, tone: str) -> QPushButton:
    pill = QPushButton()
    pill.setObjectName("pill")
    pill.setProperty("tone", tone)
    if picture:
        pill.setIcon(icon(picture, tone))
    pill.hide()
    return pill
