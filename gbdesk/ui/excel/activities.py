"""Activities out of Excel, step by step: choose, say what the columns are, look, record."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.refusals import Refused
from gbdesk.services import activity_columns, workbook_import
from gbdesk.services.activity_columns import NEEDED
from gbdesk.services.activity_reading import Wanted
from gbdesk.services.progress import Progress
from gbdesk.services.sheet_tables import SheetTable
from gbdesk.services.steps import Steps
from gbdesk.services.workbook_import import Chosen, Planned, Recorded
from gbdesk.sheets.workbook import Sheet
from gbdesk.text import translate
from gbdesk.ui.excel.preview import PreviewPart
from gbdesk.ui.excel.steps import COLUMNS, PREVIEW
from gbdesk.ui.excel.table_walk import TableWalk
from gbdesk.ui.forms.around import Around
from gbdesk.ui.office.parts import Words


class ActivityWalk(TableWalk):
    """`recorded` with the words for it, once all is in the file; `steps` can take it back."""

    recorded = Signal(str)

    def __init__(self, around: Around, office: str, parent: QWidget, steps: Steps) -> None:
        words = translate("Excel", "Every row of the table becomes an activity of the log.")
        super().__init__(around, translate("Excel", "Activities from Excel"), words, parent)
        self._office, self._steps, self._is_late = office, steps, False
        self._wanted, self._plan = Wanted(columns={}), Planned()
        catalogue = around.app.catalogue
        offered = [
            (field, activity_columns.name_of(field, catalogue))
            for field in activity_columns.offered(catalogue)
        ]
        self.ask_columns(activity_columns.questions, offered)
        self.kind = QComboBox(self)
        self.preview = PreviewPart(self)
        self.put(self.source, _saying(self.columns, self.kind, catalogue), self.preview)
        self.preview.changed.connect(self.count)
        self.preview.hidden_changed.connect(self.look)

    def table(self, sheet: Sheet, encoding: str, progress: Progress) -> SheetTable:
        """A sheet as a table of activities."""
        desk = self.around.app.desk
        return workbook_import.table_for(desk, sheet, encoding, progress=progress)

    def guess(self, table: SheetTable) -> Mapping[int, str]:
        """What the columns are taken for."""
        app = self.around.app
        return activity_columns.guess(table, app.catalogue, self._office, app.today())

    def lacks(self, columns: Mapping[int, str]) -> str:
        """An activity has a name and a day."""
        if set(NEEDED) <= set(columns.values()):
            return ""
        return translate("Excel", "Say which columns hold the name and the first day.")

    def look(self) -> None:
        """Look at every row; nothing is written."""
        table = self.taken
        if table is None:
            return
        self._wanted = wanted = Wanted(
            columns=self.columns.columns(),
            answers=self.columns.answered(),
            kind=str(self.kind.currentData()),
            hidden=self.preview.hidden.tick.isChecked(),
            period=self.around.period,
        )
        desk, office = self.around.app.desk, self._office
        watched = self.begin(translate("Excel", "Looking at every row…"))

        def work(_progress: Progress) -> Planned:
            return workbook_import.plan(desk, table, wanted, office=office, progress=watched)

        self.around.read(work, self._has_looked, self._has_not_looked)

    def _has_looked(self, planned: Planned) -> None:
        if self.taken is None or not self.isVisible():
            return
        self._plan = planned
        self.preview.show_plan(planned, hidden=len(self.taken.hidden), lone=self.taken.lone)
        period = self.around.app.catalogue.period(self.around.period).title
        self.preview.show_outside(planned.outside, period)
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
        rows = [*plan.activities]
        rows += plan.there if preview.there.tick.isChecked() else ()
        rows += plan.personal if preview.personal.tick.isChecked() else ()
        return sorted(rows)

    def count(self) -> None:
        """Say on the button how many would be recorded."""
        n = len(self._rows())
        self.next.setText(translate("Excel", "Record {n} activities", n=n))
        self.next.setEnabled(bool(n))

    def record(self) -> None:
        """Record what is shown, in one step, if it is still new."""
        table, wanted, numbers = self.taken, self._wanted, self._rows()
        desk, office, steps = self.around.app.desk, self._office, self._steps
        if table is None:
            return
        chosen = Chosen(
            numbers=numbers,
            again=frozenset(self._plan.there),
            personal=len(self._plan.personal) if self.preview.personal.tick.isChecked() else 0,
        )
        watched = self.begin(translate("Excel", "Recording…"), writing=True)

        def work(_progress: Progress) -> Recorded:
            rows = workbook_import.read_rows(desk, table, wanted, numbers, office=office)
            done = workbook_import.record(desk, rows, chosen, office=office, progress=watched)
            step = translate("Excel", "record {n} activities from Excel", n=len(done.ids))
            steps.keep(step, done.undo)
            return done

        self.around.write(work, self._has_recorded, self._has_not_recorded)

    def _has_recorded(self, done: Recorded) -> None:
        words = translate("Excel", "Recorded {n} activities from Excel", n=len(done.ids))
        self.recorded.emit(words)
        self.taken = None
        self.accept()

    def _has_not_recorded(self, error: Exception) -> None:
        if isinstance(error, Refused) and error.code == "sheet.moved":
            self._is_late = True
            self.look()
            return
        stopped = translate("Excel", "Stopped as asked. Nothing was recorded.")
        self.has_failed(PREVIEW, error, stopped)


def _saying(columns: QWidget, kind: QComboBox, catalogue: Catalogue) -> QWidget:
    """The second step: the columns, and the form of activity where a row has none."""
    words = translate("Excel", "Form of activity where a row has none")
    kind.setAccessibleName(words)
    kind.addItem(translate("Excel", "(each row needs one)"), "")
    for one in catalogue.kinds.values():
        if one.recorded_as == workbook_import.ACTIVITY:
            kind.addItem(one.name, one.id)
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
