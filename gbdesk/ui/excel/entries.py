"""Lines of a register out of Excel, step by step, like activities."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from gbdesk.domain.registers import Register
from gbdesk.services import entries_import, entry_columns
from gbdesk.services.activity_reading import Wanted
from gbdesk.services.entries_import import Into, Recorded
from gbdesk.services.progress import Progress
from gbdesk.services.sheet_tables import SheetTable
from gbdesk.services.steps import Steps
from gbdesk.services.workbook_import import Chosen, Planned
from gbdesk.sheets.workbook import Sheet
from gbdesk.text import translate
from gbdesk.ui.excel.row_walk import RowWalk
from gbdesk.ui.forms.around import Around


class EntryWalk(RowWalk):
    """Every row becomes a line of one register, reviewed in the period that is shown."""

    def __init__(
        self, around: Around, spec: Register, office: str, parent: QWidget, steps: Steps
    ) -> None:
        words = translate(
            "Excel", "Every row of the table becomes a line of “{register}”.", register=spec.name
        )
        title = translate("Excel", "Lines from Excel: {register}", register=spec.name)
        super().__init__(around, title, words, parent, steps)
        self._spec = spec
        self._into = Into(register=spec.id, office=office, period=around.period)
        self.ask_columns(partial(entry_columns.questions, spec), entry_columns.offered(spec))
        self.kind.addItem(translate("Excel", "(each row needs one)"), "")
        field = spec.by_id[spec.type]
        for one in field.options(around.app.catalogue).values():
            self.kind.addItem(one.name, one.id)
        self.lay(translate("Excel", "“{column}” where a row has none", column=field.name))

    def table(self, sheet: Sheet, encoding: str, progress: Progress) -> SheetTable:
        """A sheet as a table of lines."""
        return entries_import.table_for(self._spec, sheet, encoding, progress=progress)

    def guess(self, table: SheetTable) -> Mapping[int, str]:
        """What the columns are taken for."""
        app, office = self.around.app, self._into.office
        return entry_columns.guess(self._spec, table, app.catalogue, office, app.today())

    def lacks(self, columns: Mapping[int, str]) -> str:
        """A line is called something."""
        if not {*self._spec.title}.isdisjoint(columns.values()):
            return ""
        name = self._spec.by_id[self._spec.title[-1]].name
        return translate("Excel", "Say which column holds “{column}”.", column=name)

    def plan(self, table: SheetTable, wanted: Wanted, progress: Progress) -> Planned:
        """The lines it would add."""
        desk = self.around.app.desk
        return entries_import.plan(desk, table, wanted, self._into, progress=progress)

    def keep(
        self, table: SheetTable, wanted: Wanted, chosen: Chosen, progress: Progress
    ) -> Recorded:
        """Record the lines chosen."""
        desk, into = self.around.app.desk, self._into
        rows = entries_import.read_rows(desk, table, wanted, chosen.numbers, into)
        return entries_import.record(desk, rows, chosen, into, progress=progress)

    def new_words(self, count: int) -> str:
        """So many new lines."""
        return translate("Excel", "{n} new lines", n=count)

    def button_words(self, count: int) -> str:
        """What the last button does."""
        return translate("Excel", "Record {n} lines", n=count)

    def step_words(self, count: int) -> str:
        """The step that can be taken back."""
        return translate("Excel", "record {n} lines from Excel", n=count)

    def done_words(self, count: int) -> str:
        """What is told once it is done."""
        return translate("Excel", "Recorded {n} lines from Excel", n=count)
