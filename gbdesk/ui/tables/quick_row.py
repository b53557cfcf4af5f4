"""A header with a row of fields below its titles: the first row of the table adds a new one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QLabel, QWidget

from gbdesk.ui.forms.look import color

ROW: Final = 40
GAP: Final = 4


class TitleHeader(QHeaderView):
    """Column titles; with `add_row`, fields of the same widths below them."""

    entered = Signal()
    pulled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._fields: dict[int, QWidget] = {}
        self._hidden = self._held = self._is_pulled = False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(44)
        self.setStretchLastSection(True)
        self.sectionResized.connect(self.place_fields)
        self.sectionResized.connect(self._resized)
        self.sectionMoved.connect(self._put_in_order)

    def add_row(self, fields: Mapping[int, QWidget]) -> None:
        """Put these fields below the titles of their columns, in reading order."""
        self._fields = dict(sorted(fields.items()))
        for widget in self._fields.values():
            widget.setParent(self)
            widget.installEventFilter(self)
            widget.show()
        self.updateGeometry()
        self._put_in_order()

    def _put_in_order(self) -> None:
        """The fields are gone through as their columns stand."""
        keys = sorted(self._fields, key=self.visualIndex)
        widgets = [self._fields[one] for one in keys if not isinstance(self._fields[one], QLabel)]
        for before, after in pairwise(widgets):
            QWidget.setTabOrder(before, after)
        self.place_fields()

    def show_row(self, *, shown: bool) -> None:
        """Show the row of fields, or only the titles."""
        self._hidden = not shown
        for widget in self._fields.values():
            widget.setVisible(shown)
        self.updateGeometry()
        self.geometriesChanged.emit()

    def place_fields(self) -> None:
        """Keep the fields below their columns."""
        top = self._title_height()
        for column, widget in self._fields.items():
            if column >= self.count():
                continue
            widget.setVisible(not self._hidden and not self.isSectionHidden(column))
            left = self.sectionViewportPosition(column)
            width = self.sectionSize(column)
            height = min(ROW - 2 * GAP, widget.sizeHint().height())
            rect = QRect(left + GAP, top + (ROW - height) // 2, width - 2 * GAP, height)
            widget.setGeometry(rect)

    def _title_height(self) -> int:
        kept = super().sizeHint().height()
        if kept or not self.count():
            return kept
        return self.sectionSizeFromContents(0).height()  # Qt keeps the 0 of a moment without titles

    def _resized(self, *_what: int) -> None:
        self._is_pulled = self._held

    # Qt's names
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """From now on a width that changes is pulled by hand."""
        self._held, self._is_pulled = True, False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of widths that were pulled."""
        super().mouseReleaseEvent(event)
        self._held = False
        if self._is_pulled:
            self._is_pulled = False
            self.pulled.emit()

    def sizeHint(self) -> QSize:
        """The titles and the row."""
        size = super().sizeHint()
        if self._fields and not self._hidden:
            size.setHeight(size.height() + ROW)
        return size

    def updateGeometries(self) -> None:
        """The fields follow."""
        super().updateGeometries()
        self.place_fields()

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """The title above, the ground of the row below."""
        high = QRect(rect)
        high.setHeight(self._title_height())
        super().paintSection(painter, high, logical)
        if rect.height() > high.height():
            low = QRect(rect)
            low.setTop(high.bottom() + 1)
            painter.fillRect(low, color("surface_raised"))
            painter.setPen(QPen(color("border")))
            painter.drawLine(low.bottomLeft(), low.bottomRight())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in any field adds the row."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if is_enter and plain == Qt.KeyboardModifier.NoModifier:
                taken = watched.event(event) if self._list_open(watched) else False
                if not taken:
                    self.entered.emit()
                return True
        return super().eventFilter(watched, event)

    def _list_open(self, watched: QObject) -> bool:
        shown = getattr(watched, "has_open_list", None)
        return bool(shown and shown())
