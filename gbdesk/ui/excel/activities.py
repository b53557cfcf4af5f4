"""Activities out of Excel, step by step: choose, say what the columns are, look, record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from gbdesk.domain.catalogue import Catalogue
from gbdesk.services import activity_columns, sheet_sources, workbook_import
from gbdesk.services.activity_columns import NEEDED
from gbdesk.services.activity_reading import Wanted
from gbdesk.services.progress import Cancelled, Progress
from gbdesk.services.sheet_sources import Source
from gbdesk.services.sheet_tables import SheetTable
from gbdesk.services.workbook_import import Planned, Recorded
from gbdesk.sheets.workbook import ENDINGS
from gbdesk.text import translate
from gbdesk.ui import dialogs, errors
from gbdesk.ui.excel.columns import ColumnsPart
from gbdesk.ui.excel.preview import PreviewPart
from gbdesk.ui.excel.source import SourcePart
from gbdesk.ui.excel.steps import COLUMNS, PREVIEW, SOURCE, Steps
from gbdesk.ui.forms.around import Around
from gbdesk.ui.grid.block import read_block
from gbdesk.ui.grid.clipboard import pasted_text
from gbdesk.ui.office.parts import Words


class ActivityWalk(Steps):
    """`recorded` with the words for it and what takes it back, once all is in the file."""

    recorded = Signal(str, object)

    def __init__(self, around: Around, office: str, parent: QWidget) -> None:
        heads = (
            translate("Excel", "1 of 3 · Which table?"),
            translate("Excel", "2 of 3 · The columns were guessed; change what is not right."),
            translate("Excel", "3 of 3 · This would be recorded; nothing is written yet."),
        )
        super().__init__(translate("Excel", "Activities from Excel"), heads, parent)
        self._around, self._office = around, office
        self._source: Source | None = None
        self._taken: SheetTable | None = None
        self._wanted, self._plan = Wanted(columns={}), Planned()
        catalogue = around.app.catalogue
        offered = [
            (field, activity_columns.name_of(field, catalogue))
            for field in activity_columns.offered(catalogue)
        ]
        words = translate("Excel", "Every row of the table becomes an activity of the log.")
        self.source = SourcePart(words, self)
        self.columns = ColumnsPart(activity_columns.questions, offered, self)
        self.kind = QComboBox(self)
        self.preview = PreviewPart(self)
        self.put(self.source, _saying(self.columns, self.kind, catalogue), self.preview)
        self.source.file_asked.connect(self._ask_file)
        self.source.paste_asked.connect(self.paste)
        self.columns.changed.connect(self._columns_changed)
        self.columns.sheet_asked.connect(self._other_sheet)
        self.columns.encoding_asked.connect(self._other_encoding)
        self.preview.changed.connect(self._count)
        self.preview.hidden_changed.connect(self.look)
        self.entered.connect(self._entered)
        self.next_asked.connect(self._next)

    def _entered(self, step: int) -> None:
        if step == COLUMNS:
            self.next.setText(translate("Excel", "Look at it"))
            self._columns_changed()
            self._to_first()
        elif step == PREVIEW:
            self._count()
        else:
            self.source.file.setFocus()

    def _to_first(self) -> None:
        """The caret goes to what has to be said first."""
        asked = self.columns.unanswered()
        if not self.next.isEnabled() and asked is not None:
            asked.setFocus()
        elif not self.next.isEnabled() and self.columns.choices:
            self.columns.choices[0].setFocus()

    def _next(self, step: int) -> None:
        (self.look if step == COLUMNS else self.record)()

    # the table
    def _ask_file(self) -> None:
        title = translate("Excel", "Workbook with activities")
        file = dialogs.ask_file(self, title, ENDINGS)
        if file is not None:
            self.take_file(file)

    def take_file(self, file: Path, name: str = "") -> None:
        """Read a workbook, a certain sheet of it where one is named."""
        self._read(lambda: sheet_sources.open_file(file, name))

    def paste(self) -> None:
        """Read what was copied in Excel."""
        cells = read_block(pasted_text())
        name = translate("Excel", "What was pasted")
        self._read(lambda: sheet_sources.pasted(cells, name))

    def _other_sheet(self, name: str) -> None:
        if self._source is not None and self._source.path is not None:
            self.take_file(self._source.path, name)

    def _other_encoding(self, _encoding: str) -> None:
        source = self._source
        if source is not None and source.path is not None:
            self.take_file(source.path, self.columns.sheets.currentText())
        elif source is not None:
            self._read(lambda: source)

    def _read(self, read: Callable[[], Source]) -> None:
        desk, encoding = self._around.app.desk, str(self.columns.encodings.currentData() or "")

        def work(_progress: Progress) -> tuple[Source, SheetTable]:
            source = read()
            return source, workbook_import.table_for(desk, source.sheet, encoding)

        self.begin(translate("Excel", "Reading the table…"))
        self._around.read(work, self._has_read, self._has_not_read)

    def _has_read(self, found: tuple[Source, SheetTable]) -> None:
        if not self.isVisible():
            return
        if self.watched.stopped:
            self.show_step(SOURCE)
            return
        app = self._around.app
        source, self._taken = found
        self._source = source.lasting()
        self.source.quiet()
        guess = activity_columns.guess(self._taken, app.catalogue, self._office, app.today())
        self.columns.show_table(source, self._taken, guess)
        self.show_step(COLUMNS)

    def _has_not_read(self, error: Exception) -> None:
        self.show_step(SOURCE)
        self.source.complain(errors.in_words(error, self._around.app.catalogue))

    # its columns
    def _columns_changed(self) -> None:
        if self.step != COLUMNS:
            return
        said = ""
        if not set(NEEDED) <= set(self.columns.columns().values()):
            said = translate("Excel", "Say which columns hold the name and the first day.")
        elif self.columns.unanswered() is not None:
            said = translate("Excel", "Answer the questions below the table.")
        self.said.setText(said)
        self.next.setEnabled(not said)

    def look(self) -> None:
        """Look at every row; nothing is written."""
        table = self._taken
        if table is None:
            return
        self._wanted = wanted = Wanted(
            columns=self.columns.columns(),
            answers=self.columns.answered(),
            kind=str(self.kind.currentData()),
            hidden=self.preview.hidden.tick.isChecked(),
        )
        desk, office = self._around.app.desk, self._office
        watched = self.begin(translate("Excel", "Looking at every row…"))

        def work(_progress: Progress) -> Planned:
            return workbook_import.plan(desk, table, wanted, office=office, progress=watched)

        self._around.read(work, self._has_looked, self._has_not_looked)

    def _has_looked(self, planned: Planned) -> None:
        if self._taken is None or not self.isVisible():
            return
        self._plan = planned
        self.preview.show_plan(planned, hidden=len(self._taken.hidden), lone=self._taken.lone)
        self.show_step(PREVIEW)

    def _has_not_looked(self, error: Exception) -> None:
        self.show_step(COLUMNS)
        if not isinstance(error, Cancelled):
            self.said.setText(errors.in_words(error, self._around.app.catalogue).text)

    # recording
    def _rows(self) -> list[int]:
        plan, preview = self._plan, self.preview
        rows = [*plan.activities]
        rows += plan.there if preview.there.tick.isChecked() else ()
        rows += plan.personal if preview.personal.tick.isChecked() else ()
        return sorted(rows)

    def _count(self) -> None:
        n = len(self._rows())
        self.next.setText(translate("Excel", "Record {n} activities", n=n))
        self.next.setEnabled(bool(n))

    def record(self) -> None:
        """Record what is shown, in one step."""
        table, wanted, numbers = self._taken, self._wanted, self._rows()
        desk, office = self._around.app.desk, self._office
        if table is None:
            return
        personal = len(self._plan.personal) if self.preview.personal.tick.isChecked() else 0
        watched = self.begin(translate("Excel", "Recording…"), writing=True)

        def work(_progress: Progress) -> Recorded:
            rows = workbook_import.read_rows(desk, table, wanted, numbers, office=office)
            return workbook_import.record(
                desk, rows, len(numbers), office=office, personal=personal, progress=watched
            )

        self._around.write(work, self._has_recorded, self._has_not_recorded)

    def _has_recorded(self, done: Recorded) -> None:
        words = translate("Excel", "Recorded {n} activities from Excel", n=len(done.ids))
        self.recorded.emit(words, done.undo)
        self.accept()

    def _has_not_recorded(self, error: Exception) -> None:
        self.show_step(PREVIEW)
        stopped = translate("Excel", "Stopped as asked. Nothing was recorded.")
        is_stop = isinstance(error, Cancelled)
        told = stopped if is_stop else errors.in_words(error, self._around.app.catalogue).text
        self.said.setText(told)


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
