"""The hub corrects one figure of an office: with a reason, which stands as the note of the cell."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QToolTip, QWidget

from gbdesk.domain.activities import public_words
from gbdesk.domain.cells import CellValue
from gbdesk.domain.names import nfc_lines
from gbdesk.domain.pii import find_personal
from gbdesk.services.returns import CellChange
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.look import px
from gbdesk.ui.forms.notes import Notes
from gbdesk.ui.forms.personal import personal_note
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.grid.typed import copy_figure, read_figure
from gbdesk.ui.pages.figures.book import ReturnBook

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress
    from gbdesk.services.returns import CellsSet


class CorrectDialog(Question):
    """The figure as it should be, and why."""

    def __init__(
        self, where: str, shown: CellValue, public: Collection[str], parent: QWidget | None
    ) -> None:
        super().__init__(translate("Figures", "Correct {where}", where=where), parent)
        self._public, self._warned = public, False
        self.say(
            translate(
                "Figures",
                "The figure of the unit is kept beside the corrected one. The reason goes with "
                "it, without names, places or numbers of persons.",
            )
        )
        self.figure = QLineEdit(copy_figure(shown), self)
        self.figure.setAccessibleName(translate("Figures", "Corrected figure"))
        self.figure.selectAll()
        self.reason = QPlainTextEdit(self)
        self.reason.setAccessibleName(translate("Figures", "Reason and source"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(px(80))
        self._notes = Notes(self)
        for field in (self.figure, self.reason):
            self.say(field.accessibleName())
            self.put(field)
        self.put(self._notes)
        keep = translate("Figures", "Save the correction")
        self._keep = self.end(keep, translate("Grid", "Leave as it was"))
        self.figure.textChanged.connect(self._ready)
        self.reason.textChanged.connect(self._ready)
        self._ready()

    def value(self) -> CellValue:
        """The figure typed."""
        return read_figure(self.figure.text()).value

    def why(self) -> str:
        """The reason as it is kept."""
        return nfc_lines(self.reason.toPlainText())

    def _ready(self) -> None:
        read = read_figure(self.figure.text())
        self._keep.setEnabled(read.is_valid and read.doubt is None and bool(self.why()))

    def accept(self) -> None:
        """Once with a word of warning where there may be a trace of a person."""
        hits = find_personal(self.why(), self._public)
        if hits and not self._warned:
            self._warned = True
            self._notes.show_notes([personal_note("note", hits[0].kind)])
            return
        super().accept()


class Correcting(QObject):
    """The button and its work; `kept` where a figure was corrected or that was taken back."""

    kept = Signal()

    def __init__(self, around: Around, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._page = around, page
        self._grid: FigureGrid | None = None
        self._book: ReturnBook | None = None
        self.button = QPushButton(translate("Figures", "Correct this figure…"), page)
        self.button.clicked.connect(self.ask)

    def serve(self, grid: FigureGrid) -> None:
        """Correct what stands in this grid."""
        self._grid = grid
        grid.view.locked.connect(self._hint)

    def take(self, book: ReturnBook) -> None:
        """Work on this return, where it is of another office."""
        self._book = book
        able = self._around.app.session.hub and not book.is_own
        self.button.setVisible(able)
        self.button.setEnabled(able)

    def ask(self) -> None:
        """Ask for the figure at the caret and the reason."""
        grid, book = self._grid, self._book
        at = grid.view.at() if grid else None
        if grid is None or book is None or at is None:
            return
        app, place = self._around.app, grid.sheet.rows[at[0]]
        line = grid.model.columns[at[1]].id
        name = grid.sheet.form.line_name(line)
        where = translate("Figures", "{place}, {line}", place=place.name, line=name)
        shown = grid.sheet.cell(place.place, line).value
        dialog = CorrectDialog(where, shown, public_words(app.catalogue), self._page)
        if dialog.answered():
            change = CellChange(place=place.place, indicator=line, value=dialog.value())
            self._keep(book, change, dialog.why())

    def _keep(self, book: ReturnBook, change: CellChange, why: str) -> None:
        returns = self._around.app.returns

        def work(_progress: Progress) -> CellsSet:
            return returns.correct(book.form, book.period, [change], office=book.office, reason=why)

        self._around.write(work, partial(self._kept, change), self._failed)

    def _kept(self, change: CellChange, done: CellsSet) -> None:
        self.kept.emit()
        if self._grid is not None:
            self._grid.go_to_line(change.place, change.indicator)
        words = translate("Figures", "The figure is corrected.")
        self._around.tell(words, partial(self._take_back, done))

    def _take_back(self, done: CellsSet) -> None:
        returns = self._around.app.returns

        def work(_progress: Progress) -> Any:
            return returns.undo(done.undo)

        self._around.write(work, self._taken_back, self._failed)

    def _taken_back(self, _done: Any) -> None:
        self.kept.emit()

    def _failed(self, error: Exception) -> None:
        self.kept.emit()
        self._around.complain(error)

    def _hint(self, where: QRect) -> None:
        if self._grid is None or self.button.isHidden():
            return
        words = translate(
            "Figures",
            "A figure of the unit. “Correct this figure…” changes it, with a reason.",
        )
        QToolTip.showText(where.bottomLeft(), words, self._grid.view)
