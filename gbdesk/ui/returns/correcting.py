"""The hub corrects one figure of an office: with a reason, which stands as the note of the cell."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from gbdesk.domain.activities import public_words
from gbdesk.domain.cells import CellValue
from gbdesk.domain.forms import FormSpec
from gbdesk.domain.names import nfc_lines
from gbdesk.domain.pii import find_personal
from gbdesk.domain.rules import Problem
from gbdesk.services.correction import broken_by
from gbdesk.services.returns import CellChange
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.look import px
from gbdesk.ui.forms.notes import Notes
from gbdesk.ui.forms.personal import personal_note
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.grid.typed import copy_figure, read_figure
from gbdesk.ui.returns.book import ReturnBook

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress
    from gbdesk.services.returns import CellsSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The row in which a line is corrected, with its figures as they are."""

    form: FormSpec
    line: str
    values: Mapping[str, CellValue]


class CorrectDialog(Question):
    """The figure as it should be, and why; figures that would not agree with it beside it."""

    def __init__(
        self, where: str, row: Corrected, public: Collection[str], parent: QWidget | None
    ) -> None:
        super().__init__(translate("Figures", "Correct {where}", where=where), parent)
        self._row, self._public, self._warned = row, public, False
        self.say(
            translate(
                "Figures",
                "The figure of the unit is kept beside the corrected one. The reason goes with "
                "it, without names, places or numbers of persons.",
            )
        )
        self.figure = QLineEdit(copy_figure(row.values.get(row.line)), self)
        self.beside: dict[str, QLineEdit] = {}
        self._below = QVBoxLayout()
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
            if field is self.figure:
                self.problem = self.say("")
                self.problem.hide()
                self._box.addLayout(self._below)
        self.put(self._notes)
        keep = translate("Figures", "Save the correction")
        self._keep = self.end(keep, translate("Grid", "Leave as it was"))
        self.figure.textChanged.connect(self._ready)
        self.reason.textChanged.connect(self._ready)
        self._ready()

    def values(self) -> dict[str, CellValue]:
        """The figures typed by line: the one asked for, and those beside it."""
        every = {self._row.line: self.figure, **self.beside}
        return {line: read_figure(field.text()).value for line, field in every.items()}

    def why(self) -> str:
        """The reason as it is kept."""
        return nfc_lines(self.reason.toPlainText())

    def _ready(self) -> None:
        every = [read_figure(one.text()) for one in (self.figure, *self.beside.values())]
        clear = all(read.is_valid and read.doubt is None for read in every)
        self._keep.setEnabled(clear and bool(self.why()))

    def _ask_beside(self, problem: Problem) -> None:
        """Say what would not agree, and offer the other figures of that rule in the same step."""
        how = translate(
            "Figures", "Correct the figures that belong together here, or leave it as it was."
        )
        self.problem.setText(f"{problem.text} {how}")
        self.problem.show()
        for line in problem.lines:
            if line == self._row.line or line in self.beside:
                continue
            name = self._row.form.line_name(line)
            field = QLineEdit(copy_figure(self._row.values.get(line)), self)
            field.setAccessibleName(name)
            field.textChanged.connect(self._ready)
            self.beside[line] = field
            self._below.addWidget(QLabel(name, self))
            self._below.addWidget(field)

    def accept(self) -> None:
        """Not with figures that do not agree; once with a warning where a person may be named."""
        after = {**self._row.values, **self.values()}
        problem = broken_by(self._row.form, self._row.values, after)
        self.problem.hide()
        if problem is not None:
            self._ask_beside(problem)
            return
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
        able = book.may_correct
        self.button.setVisible(able)
        self.button.setEnabled(able)

    def ask(self) -> None:
        """Ask for the figure at the caret and the reason."""
        grid, book = self._grid, self._book
        at = grid.view.at() if grid else None
        if grid is None or book is None or at is None:
            return
        app, row = self._around.app, grid.sheet.rows[at[0]]
        column = grid.model.columns[at[1]].id
        name = grid.sheet.form.line_name(column)
        where = translate("Figures", "{place}, {line}", place=row.name, line=name)
        place, line = book.where(row.place, column)
        spec = app.catalogue.form(book.form)
        held = {one.id: book.kept.cell(place, one.id).value for one in spec.entry_lines}
        said = Corrected(form=spec, line=line, values=held)
        dialog = CorrectDialog(where, said, public_words(app.catalogue), self._page)
        if dialog.answered():
            changes = [
                CellChange(place=place, indicator=one, value=value)
                for one, value in dialog.values().items()
                if one == line or value != held.get(one)
            ]
            self._keep(book, changes, dialog.why())

    def _keep(self, book: ReturnBook, changes: Sequence[CellChange], why: str) -> None:
        returns = self._around.app.returns

        def work(_progress: Progress) -> CellsSet:
            return returns.correct(book.form, book.period, changes, office=book.office, reason=why)

        self._around.write(work, partial(self._kept, changes[0]), self._failed)

    def _kept(self, change: CellChange, done: CellsSet) -> None:
        self.kept.emit()
        if self._grid is not None and self._book is not None:
            self._grid.go_to_line(*self._book.spot(change.place, change.indicator))
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
