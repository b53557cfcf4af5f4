"""How a figure looks: hatched blank, grey zero, marks for problems and notes; and its editor."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QFont, QKeyEvent, QPainter, QPen, QPolygon
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gbdesk.domain.cells import Cell
from gbdesk.domain.rules import ERROR, WARNING
from gbdesk.ui.forms.look import color
from gbdesk.ui.grid.marks import (
    RIGHT,
    mark_place,
    paint_carried,
    paint_ghost,
    paint_mark,
    small_place,
)
from gbdesk.ui.grid.model import CARRIED, CELL, GHOST, SEVERITY
from gbdesk.ui.grid.typed import show_figure, tidy_typing

CORNER: Final = 7


class FigureEdit(QLineEdit):
    """A figure being typed: digits, `?` and `-` stay, the rest is told softly."""

    refused = Signal()

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setObjectName("figureEdit")
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setAccessibleName(name)
        self.setMaxLength(24)
        self.by_typing = False
        self.textEdited.connect(self._tidy)

    def _tidy(self, text: str) -> None:
        tidy = tidy_typing(text)
        if tidy != text:
            self.setText(tidy)
            if tidy != text.replace("–", "-"):
                self.refused.emit()


class FigureDelegate(QStyledItemDelegate):
    """Paints figures and opens their editor; `leaving` says where the person goes next."""

    leaving = Signal(int, int)
    refused = Signal(QWidget)
    typed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._strong: frozenset[int] = frozenset()
        self.editor: FigureEdit | None = None
        self.first: str | None = None

    def emphasise(self, columns: frozenset[int]) -> None:
        """These columns are totals of others."""
        self._strong = columns

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One figure."""
        cell: Cell = index.data(CELL) or Cell()
        severity = index.data(SEVERITY)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.fillRect(rect, color(self._ground(index.column(), cell, severity)))
        carried = str(index.data(CARRIED) or "")
        if carried:
            paint_carried(painter, rect, carried)
        elif cell.is_blank:
            painter.fillRect(rect, QBrush(color("hatch"), Qt.BrushStyle.BDiagPattern))
        if state & QStyle.StateFlag.State_Selected:
            veil = color("focus")
            veil.setAlphaF(0.12)
            painter.fillRect(rect, veil)
        self._paint_figure(painter, rect, index.column(), cell, severity)
        ghost = str(index.data(GHOST) or "")
        self._paint_marks(painter, rect, cell, severity, is_small=bool(ghost))
        paint_ghost(painter, rect, ghost)
        if state & QStyle.StateFlag.State_HasFocus:
            pen = QPen(color("focus"), 2)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _ground(self, column: int, cell: Cell, severity: str) -> str:
        if severity == ERROR:
            return "danger_tint"
        if severity == WARNING:
            return "warning_tint"
        return "total_tint" if column in self._strong and not cell.is_blank else "surface"

    def _paint_figure(
        self, painter: QPainter, rect: QRect, column: int, cell: Cell, severity: str
    ) -> None:
        if cell.is_blank:
            return
        tone = {ERROR: "danger", WARNING: "warning"}.get(severity)
        if tone is None:
            tone = "text" if cell.number else "text_3"
        font = QFont(painter.font())
        if column in self._strong or severity in {ERROR, WARNING}:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(color(tone))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(2, 0, -RIGHT, 0), int(flags), show_figure(cell.value))

    def _paint_marks(
        self, painter: QPainter, rect: QRect, cell: Cell, severity: str, *, is_small: bool
    ) -> None:
        if severity in {ERROR, WARNING}:
            name, tone = (
                ("circle-alert-solid", "danger")
                if severity == ERROR
                else ("triangle-solid", "warning_icon")
            )
            place = small_place(rect)
            if not is_small:
                place = mark_place(rect, painter.fontMetrics(), cell)
            paint_mark(painter, place, name, tone)
        if cell.note:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("privacy"))
            corner = rect.topRight()
            painter.drawPolygon(
                QPolygon([corner, corner - QPoint(CORNER, 0), corner + QPoint(0, CORNER)])
            )
            painter.setBrush(Qt.BrushStyle.NoBrush)  # else the frame of the caret fills the cell

    # the editor
    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """A field of its own for one figure."""
        del option
        name = str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
        self.editor = FigureEdit(parent, name)
        self.editor.refused.connect(self._refused)
        self.editor.textEdited.connect(self.typed)
        return self.editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """What was typed first, or the figure with the caret behind it."""
        if isinstance(editor, FigureEdit):
            editor.by_typing = self.first is not None
            stored = str(index.data(Qt.ItemDataRole.EditRole) or "")
            editor.setText(stored if self.first is None else self.first)
            editor.deselect()
            editor.end(False)
            self.first = None

    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Hand over what was typed."""
        if isinstance(editor, FigureEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def destroyEditor(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """The editor is done."""
        if editor is self.editor:
            self.editor = None
        super().destroyEditor(editor, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Tab and arrows leave the cell as in a spreadsheet; Esc gives up."""
        if isinstance(event, QKeyEvent) and isinstance(watched, FigureEdit):
            if event.type() == QEvent.Type.KeyPress and (step := self._step(watched, event)):
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
                self.leaving.emit(*step)
                return True
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _step(self, editor: FigureEdit, event: QKeyEvent) -> tuple[int, int] | None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        sign = -1 if back else 1
        key: Any = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return (sign, 0)
        if key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            return (0, -1 if key == Qt.Key.Key_Backtab else sign)
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            return (1 if key == Qt.Key.Key_Down else -1, 0)
        if editor.by_typing and key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            return (0, 1 if key == Qt.Key.Key_Right else -1)
        return None

    def _refused(self) -> None:
        if self.editor is not None:
            self.refused.emit(self.editor)


class TotalsDelegate(QStyledItemDelegate):
    """Paints the rows of totals."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One total."""
        rect: QRect = option.rect
        painter.save()
        summed = index.row() == 0
        painter.fillRect(rect, color("sunken" if summed else "surface"))
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold if summed else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(color("text" if summed else "text_2"))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        words = str(index.data() or "")
        painter.drawText(rect.adjusted(2, 0, -RIGHT, 0), int(flags), words)
        painter.restore()
