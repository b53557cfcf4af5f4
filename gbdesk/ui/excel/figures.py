"""Figures out of Excel, step by step; what is taken goes through the grid as one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gbdesk.domain.forms import FormSpec
from gbdesk.domain.refusals import Refused
from gbdesk.services import commune_forms, figure_columns, figures_import
from gbdesk.services.figure_columns import PLACE
from gbdesk.services.figures_import import Figure, FigurePlan, FigureWish
from gbdesk.services.progress import Progress
from gbdesk.services.return_sheet import DRAFT, ReturnSheet
from gbdesk.services.sheet_tables import SheetTable, table_of
from gbdesk.sheets.workbook import ENDINGS, Sheet
from gbdesk.text import translate
from gbdesk.ui import dialogs
from gbdesk.ui.excel.figure_preview import FigurePreview
from gbdesk.ui.excel.steps import COLUMNS, PREVIEW, SOURCE
from gbdesk.ui.excel.table_walk import TableWalk
from gbdesk.ui.forms.around import Around
from gbdesk.ui.grid.beside import figure_words

PlanFor: TypeAlias = Callable[[ReturnSheet, Progress], FigurePlan]


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
        self._plan_for: PlanFor = lambda _sheet, _progress: FigurePlan()
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
        desk = self.around.app.desk
        self._plan_for = lambda sheet, _: commune_forms.plan_forms(desk, sheet, files)
        self.taken = None
        self._look(translate("Excel", "Reading the table…"), self.has_not_read)

    def before(self, step: int) -> int:
        """From filled forms back to the first step: they have no columns to say."""
        return SOURCE if self.taken is None else super().before(step)

    # a table
    def table(self, sheet: Sheet, encoding: str, progress: Progress) -> SheetTable:
        """A sheet as a table of figures."""
        known = figure_columns.headings(self._form)
        return table_of(sheet, known, encoding, progress=progress)

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
        form, aliases = self._form, self.around.app.catalogue.aliases
        self._plan_for = lambda sheet, progress: figures_import.plan(
            sheet, form, table, wish, aliases, progress=progress
        )
        self._look(translate("Excel", "Looking at every row…"), self._has_not_looked)

    def _look(self, words: str, failed: Callable[[Exception], None]) -> None:
        self.begin(words)
        self.around.read(self._planning(), self._has_looked, failed)

    def _planning(self) -> Callable[[Progress], FigurePlan]:
        """The work that plans for the return as it stands by then."""
        plan_for, now, watched = self._plan_for, self._now, self.watched

        def work(_progress: Progress) -> FigurePlan:
            watched.step(0, None)
            found = plan_for(now(), watched)
            watched.step(1, 1)
            return found

        return work

    def _now(self) -> ReturnSheet:
        """The return as it stands now, off the window's thread.

        Raises:
            Refused: it was completed meanwhile.
        """
        app, shown = self.around.app, self._return
        sheet = app.returns.open(shown.form, shown.period, shown.office)
        if sheet.state != DRAFT:
            raise Refused("return.closed")
        return sheet

    def _has_looked(self, planned: FigurePlan) -> None:
        if not self.isVisible():
            return
        self._plan = planned
        hidden = len(self.taken.hidden) if self.taken is not None else 0
        self.preview.show_plan(planned, self._others(), hidden=hidden)
        self.show_step(PREVIEW)

    def _others(self) -> list[tuple[str, ...]]:
        names = {place.id: place.name for place in self._return.places}
        office = self.around.app.catalogue.office(self._return.office).name
        return [
            (
                names.get(one.place, office),
                self._form.line_name(one.line),
                figure_words(one.now),
                figure_words(one.value),
            )
            for one in self._plan.replaces
        ]

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
        """Hand the figures over, to be set in one step, if nothing changed since they were seen."""
        self.begin(translate("Excel", "Looking at every row…"))
        self.around.read(self._planning(), self._has_looked_again, self._has_not_recorded)

    def _has_looked_again(self, planned: FigurePlan) -> None:
        if not self.isVisible():
            return
        if planned != self._plan:
            self._has_looked(planned)
            self.said.setText(
                translate(
                    "Excel", "The return changed meanwhile: nothing was taken over. Look once more."
                )
            )
            return
        figures = self._figures()
        self.taken = None
        self.accept()
        self.taken_over.emit(figures)

    def _has_not_recorded(self, error: Exception) -> None:
        self.has_failed(PREVIEW, error)
