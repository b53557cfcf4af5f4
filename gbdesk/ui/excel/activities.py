"""Activities out of Excel, step by step: choose, say what the columns are, look, record."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from gbdesk.services import activity_columns, workbook_import
from gbdesk.services.activity_columns import NEEDED
from gbdesk.services.activity_reading import Wanted
from gbdesk.services.progress import Progress
from gbdesk.services.sheet_tables import SheetTable
from gbdesk.services.steps import Steps
from gbdesk.services.workbook_import import Chosen, Planned, Recorded
from gbdesk.sheets.workbook import Sheet
from gbdesk.text import translate
from gbdesk.ui.excel.row_walk import RowWalk
from gbdesk.ui.forms.around import Around


class ActivityWalk(RowWalk):
    """Every row becomes an activity of the log."""

    def __init__(self, around: Around, office: str, parent: QWidget, steps: Steps) -> None:
        words = translate("Excel", "Every row of the table becomes an activity of the log.")
        title = translate("Excel", "Activities from Excel")
        super().__init__(around, title, words, parent, steps)
        self._office = office
        catalogue = around.app.catalogue
        offered = [
            (field, activity_columns.name_of(field, catalogue))
            for field in activity_columns.offered(catalogue)
        ]
        self.ask_columns(activity_columns.questions, offered)
        self.kind.addItem(translate("Excel", "(each row needs one)"), "")
        for one in catalogue.kinds.values():
            if one.recorded_as == workbook_import.ACTIVITY:
                self.kind.addItem(one.name, one.id)
        self.lay(translate("Excel", "Form of activity where a row has none"))

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

    def plan(self, table: SheetTable, wanted: Wanted, progress: Progress) -> Planned:
        """The activities it would add."""
        desk, office = self.around.app.desk, self._office
        return workbook_import.plan(desk, table, wanted, office=office, progress=progress)

    def keep(
        self, table: SheetTable, wanted: Wanted, chosen: Chosen, progress: Progress
    ) -> Recorded:
        """Record the activities chosen."""
        desk, office = self.around.app.desk, self._office
        rows = workbook_import.read_rows(desk, table, wanted, chosen.numbers, office=office)
        return workbook_import.record(desk, rows, chosen, office=office, progress=progress)

    def show_more(self, planned: Planned) -> None:
        """Which days are beyond the period that is shown."""
        period = self.around.app.catalogue.period(self.around.period).title
        self.preview.show_outside(planned.outside, period)

    def new_words(self, count: int) -> str:
        """So many new activities."""
        return translate("Excel", "{n} new activities", n=count)

    def button_words(self, count: int) -> str:
        """What the last button does."""
        return translate("Excel", "Record {n} activities", n=count)

    def step_words(self, count: int) -> str:
        """The step that can be taken back."""
        return translate("Excel", "record {n} activities from Excel", n=count)

    def done_words(self, count: int) -> str:
        """What is told once it is done."""
        return translate("Excel", "Recorded {n} activities from Excel", n=count)
