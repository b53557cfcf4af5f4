"""A walk in which every row of a table becomes a record: looked at, then recorded in one step."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.services.activity_reading import Wanted
from gbdesk.services.progress import Progress
from gbdesk.services.sheet_tables import SheetTable
from gbdesk.services.steps import Steps
from gbdesk.services.workbook_import import Chosen, Planned
from gbdesk.text import translate
from gbdesk.ui.excel.preview import PreviewPart
from gbdesk.ui.excel.steps import COLUMNS, PREVIEW
from gbdesk.ui.excel.table_walk import TableWalk
from gbdesk.ui.forms.around import Around
from gbdesk.ui.office.parts import Words


class RowWalk(TableWalk):
    """`recorded` with the words for it, once all is in the file; `steps` can take it back.

    What a row becomes is said by those made from this one: `plan`, `keep` and their words.
    """

    recorded = Signal(str)

    def __init__(
        self, around: Around, title: str, words: str, parent: QWidget, steps: Steps
    ) -> None:
        super().__init__(around, title, words, parent)
        self._steps, self._is_late = steps, False
        self._wanted, self._plan = Wanted(columns={}), Planned()
        self.kind = QComboBox(self)

    def lay(self, kind_words: str) -> None:
        """The three steps, once the columns can be asked; what rows without a kind are."""
        self.preview = PreviewPart(self.new_words, self)
        self.put(self.source, _saying(self.columns, self.kind, kind_words), self.preview)
        self.preview.changed.connect(self.count)
        self.preview.hidden_changed.connect(self.look)

    # what a walk is for
    def plan(self, table: SheetTable, wanted: Wanted, progress: Progress) -> Planned:
        """What the table would add, off the window's thread."""
        raise AssertionError(table, wanted, progress)

    def keep(self, table: SheetTable, wanted: Wanted, chosen: Chosen, progress: Progress) -> Any:
        """Record the rows chosen, on the writing lane; what was done has `ids` and `undo`."""
        raise AssertionError(table, wanted, chosen, progress)

    def new_words(self, count: int) -> str:
        """So many new records."""
        raise AssertionError(count)

    def button_words(self, count: int) -> str:
        """What the last button does."""
        raise AssertionError(count)

    def step_words(self, count: int) -> str:
        """The step that can be taken back."""
        raise AssertionError(count)

    def done_words(self, count: int) -> str:
        """What is told once it is done."""
        raise AssertionError(count)

    def show_more(self, planned: Planned) -> None:
        """What else is told of a plan."""

    # the steps
    def look(self) -> None:
        """Look at every row; nothing is written."""
        table = self.taken
        if table is None:
            return
        self._wanted = wanted = Wanted(
            columns=self.columns.columns(),
            answers=self.columns.answered(),
            kind=str(self.kind.currentData() or ""),
            hidden=self.preview.hidden.tick.isChecked(),
            period=self.around.period,
        )
        watched = self.begin(translate("Excel", "Looking at every row…"))

        def work(_progress: Progress) -> Planned:
            return self.plan(table, wanted, watched)

        self.around.read(work, self._has_looked, self._has_not_looked)

    def _has_looked(self, planned: Planned) -> None:
        if self.taken is None or not self.isVisible():
            return
        self._plan = planned
        self.preview.show_plan(planned, hidden=len(self.taken.hidden), lone=self.taken.lone)
        self.show_more(planned)
        self.show_step(PREVIEW)
        if self._is_late:
            self.said.setText(
                translate(
                    "Excel",
                    "Some of these were recorded by somebody else meanwhile. Nothing was recorded "
                    "here; look once more.",
                )
            )
        self._is_late = False

    def _has_not_looked(self, error: Exception) -> None:
        self.has_failed(COLUMNS, error)

    def _rows(self) -> list[int]:
        plan, preview = self._plan, self.preview
        rows = [*plan.new]
        rows += plan.there if preview.there.tick.isChecked() else ()
        rows += plan.personal if preview.personal.tick.isChecked() else ()
        return sorted(rows)

    def count(self) -> None:
        """Say on the button how many would be recorded."""
        n = len(self._rows())
        self.next.setText(self.button_words(n))
        self.next.setEnabled(bool(n))

    def record(self) -> None:
        """Record what is shown, in one step, if it is still new."""
        table, wanted, steps = self.taken, self._wanted, self._steps
        if table is None:
            return
        chosen = Chosen(
            numbers=self._rows(),
            again=frozenset(self._plan.there),
            personal=len(self._plan.personal) if self.preview.personal.tick.isChecked() else 0,
        )
        watched = self.begin(translate("Excel", "Recording…"), writing=True)

        def work(_progress: Progress) -> Any:
            done = self.keep(table, wanted, chosen, watched)
            steps.keep(self.step_words(len(done.ids)), done.undo)
            return done

        self.around.write(work, self._has_recorded, self._has_not_recorded)

    def _has_recorded(self, done: Any) -> None:
        self.recorded.emit(self.done_words(len(done.ids)))
        self.taken = None
        self.accept()

    def _has_not_recorded(self, error: Exception) -> None:
        if isinstance(error, Refused) and error.code == "sheet.moved":
            self._is_late = True
            self.look()
            return
        stopped = translate("Excel", "Stopped as asked. Nothing was recorded.")
        self.has_failed(PREVIEW, error, stopped)


def _saying(columns: QWidget, kind: QComboBox, words: str) -> QWidget:
    """The second step: the columns, and what a row is that does not say its kind."""
    kind.setAccessibleName(words)
    held = QWidget(kind.parentWidget())
    row = QHBoxLayout()
    row.addWidget(Words(words, wrap=True, parent=held), 1)
    row.addWidget(kind)
    box = QVBoxLayout(held)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(8)
    box.addWidget(columns, 1)
    box.addLayout(row)
    return held
