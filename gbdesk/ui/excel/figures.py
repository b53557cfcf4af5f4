"""Figures out of Excel, step by step; what is taken goes through the grid as one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from gbdesk.domain.forms import FormSpec
from gbdesk.services import commune_forms, figure_columns, figures_import
from gbdesk.services.figure_columns import PLACE
from gbdesk.services.figures_import import Figure, FigurePlan, FigureWish
from gbdesk.services.progress import Progress
from gbdesk.services.return_sheet import ReturnSheet
from gbdesk.services.sheet_tables import SheetTable, table_of
from gbdesk.sheets.workbook import ENDINGS, Sheet
from gbdesk.text import translate
from gbdesk.ui import dialogs
from gbdesk.ui.excel.parts import Count, Problems
from gbdesk.ui.excel.steps import COLUMNS, PREVIEW, SOURCE
from gbdesk.ui.excel.table_walk import TableWalk
from gbdesk.ui.forms.around import Around
from gbdesk.ui.office.parts import Words


class FigureWalk(TableWalk):
    """`taken_over` with the figures to set, once the person says so."""

    taken_over = Signal(object)

    def __init__(
        self, around: Around, form: FormSpec, return_sheet: ReturnSheet, parent: QWidget
    ) -> None:
        words = translate(
            "Excel",
            "A table with one row for each commune and one column for each line of the form, or a "
            "part of it. Blank cells set nothing.",
        )
        super().__init__(around, translate("Excel", "Figures from Excel"), words, parent)
        self._form, self._return = form, return_sheet
        self._plan = FigurePlan()
        self.ask_columns(figure_columns.questions, figure_columns.offered(form))
        self.preview = FigurePreview(self)
        self.put(self.source, self.columns, self.preview)
        self.preview.changed.connect(self.count)
        self.preview.hidden_changed.connect(self.look)

    # forms that this program wrote
    def ask_file(self) -> None:
        """Ask for a workbook, or for any number of filled forms."""
        title = translate("Excel", "Filled forms, or one table")
        files = dialogs.ask_files(self, title, ENDINGS)
        if len(files) == 1:
            self.take_file(files[0])
        elif files:
            self.take_forms(files)

    def take_file(self, file: Path, name: str = "") -> None:
        """Read a filled form at once; any other workbook step by step."""
        if name:
            super().take_file(file, name)
            return
        self.begin(translate("Excel", "Reading the table…"))
        self.around.read(
            lambda _progress: commune_forms.is_form(file),
            partial(self._has_told, file),
            self.has_not_read,
        )

    def _has_told(self, file: Path, is_form: bool) -> None:
        if self.watched.stopped:
            self.show_step(SOURCE)
        elif is_form:
            self.take_forms([file])
        else:
            super().take_file(file)

    def take_forms(self, files: Sequence[Path]) -> None:
        """Read filled forms: they say themselves what they are."""
        desk, sheet = self.around.app.desk, self._return
        self.begin(translate("Excel", "Reading the table…"))
        self.around.read(
            lambda _progress: commune_forms.plan_forms(desk, sheet, files),
            self._has_planned,
            self.has_not_read,
        )

    def before(self, step: int) -> int:
        """From filled forms back to the first step: they have no columns to say."""
        return SOURCE if self.taken is None else super().before(step)

    def _has_planned(self, planned: FigurePlan) -> None:
        if not self.isVisible():
            return
        self.taken, self._plan = None, planned
        self.preview.show_plan(planned, hidden=0)
        self.show_step(PREVIEW)

    # a table
    def table(self, sheet: Sheet, encoding: str) -> SheetTable:
        """A sheet as a table of figures."""
        return table_of(sheet, figure_columns.headings(self._form), encoding)

    def guess(self, table: SheetTable) -> Mapping[int, str]:
        """What the columns are taken for."""
        aliases = self.around.app.catalogue.aliases
        return figure_columns.guess(table, self._form, self._return.places, aliases)

    def lacks(self, columns: Mapping[int, str]) -> str:
        """A place, where the form has places, and a line."""
        if self._form.grain == "place" and PLACE not in columns.values():
            return translate("Excel", "Say which column holds the communes.")
        if not set(columns.values()) - {PLACE}:
            return translate("Excel", "Say which columns hold the figures.")
        return ""

    def look(self) -> None:
        """Look at every row; nothing is written."""
        table = self.taken
        if table is None:
            return
        wish = FigureWish(
            columns=self.columns.columns(),
            answers=self.columns.answered(),
            hidden=self.preview.hidden.tick.isChecked(),
        )
        sheet, form, aliases = self._return, self._form, self.around.app.catalogue.aliases

        def work(_progress: Progress) -> FigurePlan:
            return figures_import.plan(sheet, form, table, wish, aliases)

        self.begin(translate("Excel", "Looking at every row…"))
        self.around.read(work, self._has_looked, self._has_not_looked)

    def _has_looked(self, planned: FigurePlan) -> None:
        if self.taken is None or not self.isVisible():
            return
        self._plan = planned
        self.preview.show_plan(planned, hidden=len(self.taken.hidden))
        self.show_step(PREVIEW)

    def _has_not_looked(self, error: Exception) -> None:
        self.has_failed(COLUMNS, error)

    def _figures(self) -> tuple[Figure, ...]:
        plan = self._plan
        return (*plan.fills, *(plan.replaces if self.preview.replace.isChecked() else ()))

    def count(self) -> None:
        """Say on the button how many would be set."""
        n = len(self._figures())
        self.next.setText(translate("Excel", "Take over {n} figures", n=n))
        self.next.setEnabled(bool(n))

    def record(self) -> None:
        """Hand the figures over, to be set in one step."""
        figures = self._figures()
        self.taken = None
        self.accept()
        self.taken_over.emit(figures)


class FigurePreview(QWidget):
    """`changed` when other figures are replaced or not, `hidden_changed` where it is read anew."""

    changed = Signal()
    hidden_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.fills = Count("circle-check", "success", self)
        self.same = Count("info", "info", self)
        self.replaces = Count("triangle-alert", "warning", self)
        self.hidden = Count("eye-off", "info", self)
        self.bad = Count("circle-x", "danger", self)
        self.totals = Count("triangle-alert", "warning", self)
        self.blank = QRadioButton(translate("Excel", "Fill blank cells only"), self)
        self.replace = QRadioButton(self)
        group = QButtonGroup(self)
        for radio in (self.blank, self.replace):
            group.addButton(radio)
        self.blank.setChecked(True)
        self.table = Problems(self)
        self._filler = Words("", parent=self)
        self.replace.toggled.connect(self.changed)
        self.hidden.tick.toggled.connect(self.hidden_changed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for part in (self.fills, self.same, self.replaces, self.blank, self.replace):
            box.addWidget(part)
        for part in (self.hidden, self.bad, self.totals):
            box.addWidget(part)
        box.addWidget(self.table, 1)
        box.addWidget(self._filler)

    def show_plan(self, planned: FigurePlan, *, hidden: int) -> None:
        """Say what a plan would do."""
        fills, replaces = len(planned.fills), len(planned.replaces)
        self.fills.say(
            translate(
                "Excel",
                "{n} figures for blank cells, in {places} rows of the form",
                n=fills,
                places=planned.places,
            ),
            shown=True,
        )
        self.same.say(
            translate("Excel", "{n} figures stand there already", n=planned.same),
            shown=bool(planned.same),
        )
        self.replaces.say(
            translate("Excel", "{n} cells hold another figure now", n=replaces),
            shown=bool(replaces),
        )
        words = translate("Excel", "Replace the other figures too ({n} cells)", n=replaces)
        self.replace.setText(words)
        for radio in (self.blank, self.replace):
            radio.setVisible(bool(replaces))
        self._show_left_out(planned, hidden)

    def _show_left_out(self, planned: FigurePlan, hidden: int) -> None:
        self.hidden.say(
            translate("Excel", "{n} rows are hidden in the workbook", n=hidden),
            shown=bool(hidden),
            tick=translate("Excel", "take them too"),
        )
        self.bad.say(
            translate(
                "Excel", "{n} cells cannot be used and are left out", n=len(planned.problems)
            ),
            shown=bool(planned.problems),
        )
        self.totals.say(
            translate("Excel", "{n} sums of total rows do not fit", n=len(planned.totals)),
            shown=bool(planned.totals),
        )
        found = (*planned.totals, *planned.problems)
        self.table.show_problems(found)
        self._filler.setVisible(not found)
