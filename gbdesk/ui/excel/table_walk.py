"""The first two steps of every walk: a table is read, and what its columns are is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from gbdesk.services import sheet_sources
from gbdesk.services.progress import Cancelled, Progress
from gbdesk.services.sheet_sources import Source
from gbdesk.services.sheet_tables import SheetTable
from gbdesk.sheets.workbook import ENDINGS, Sheet
from gbdesk.text import translate
from gbdesk.ui import dialogs, errors
from gbdesk.ui.excel.columns import Ask, ColumnsPart
from gbdesk.ui.excel.source import SourcePart
from gbdesk.ui.excel.steps import COLUMNS, PREVIEW, SOURCE, Steps
from gbdesk.ui.forms.around import Around
from gbdesk.ui.grid.block import read_block
from gbdesk.ui.grid.clipboard import pasted_text


class TableWalk(Steps):
    """What a walk is for is said by those made from this one: `table`, `guess`, `lacks`, `look`."""

    def __init__(self, around: Around, title: str, words: str, parent: QWidget) -> None:
        heads = (
            translate("Excel", "1 of 3 · Which table?"),
            translate("Excel", "2 of 3 · The columns were guessed; change what is not right."),
            translate("Excel", "3 of 3 · This would be recorded; nothing is written yet."),
        )
        super().__init__(title, heads, parent)
        self.around = around
        self.taken: SheetTable | None = None
        self._source: Source | None = None
        self.source = SourcePart(words, self)
        self.columns: ColumnsPart
        self.source.file_asked.connect(self.ask_file)
        self.source.paste_asked.connect(self.paste)
        self.entered.connect(self._entered)
        self.next_asked.connect(self._next)

    def ask_columns(self, ask: Ask, offered: Sequence[tuple[str, str]]) -> None:
        """What can be asked about columns, and what they can be."""
        self.columns = ColumnsPart(ask, offered, self)
        self.columns.changed.connect(self._columns_changed)
        self.columns.sheet_asked.connect(self._other_sheet)
        self.columns.encoding_asked.connect(self._other_encoding)

    # what a walk is for
    def table(self, sheet: Sheet, encoding: str, progress: Progress) -> SheetTable:
        """A sheet read as a table, off the window's thread."""
        raise AssertionError(sheet, encoding, progress)

    def guess(self, table: SheetTable) -> Mapping[int, str]:
        """What the columns are taken for."""
        raise AssertionError(table)

    def lacks(self, columns: Mapping[int, str]) -> str:
        """What these columns lack, in words; empty where they are enough."""
        raise AssertionError(columns)

    def look(self) -> None:
        """Look at every row; nothing is written."""
        raise AssertionError

    def record(self) -> None:
        """Do what is shown."""
        raise AssertionError

    def count(self) -> None:
        """Say on the button how much would be recorded."""
        raise AssertionError

    # steps
    def _entered(self, step: int) -> None:
        if step == COLUMNS:
            self.next.setText(translate("Excel", "Look at it"))
            self._columns_changed()
            self._to_first()
        elif step == PREVIEW:
            self.count()
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

    def has_failed(self, step: int, error: Exception, stopped: str = "") -> None:
        """Back to a step with what went wrong; `stopped` is said where a person stopped it."""
        self.show_step(step)
        is_stop = isinstance(error, Cancelled)
        told = stopped if is_stop else errors.in_words(error, self.around.app.catalogue).text
        self.said.setText(told)

    # the table
    def ask_file(self) -> None:
        """Ask for a workbook and read it."""
        title = translate("Excel", "Workbook with the table")
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
        encoding = str(self.columns.encodings.currentData() or "")

        watched = self.begin(translate("Excel", "Reading the table…"))

        def work(_progress: Progress) -> tuple[Source, SheetTable]:
            source = read()
            return source, self.table(source.sheet, encoding, watched)

        self.around.read(work, self._has_read, self.has_not_read)

    def _has_read(self, found: tuple[Source, SheetTable]) -> None:
        if not self.isVisible():
            return
        if self.watched.stopped:
            self.show_step(SOURCE)
            return
        source, self.taken = found
        self._source = source.lasting()
        self.source.quiet()
        self.columns.show_table(source, self.taken, self.guess(self.taken))
        self.show_step(COLUMNS)

    def has_not_read(self, error: Exception) -> None:
        """Back to the first step, with why nothing could be read."""
        self.show_step(SOURCE)
        if isinstance(error, Cancelled):
            return
        self.source.complain(errors.in_words(error, self.around.app.catalogue))

    # its columns
    def _columns_changed(self) -> None:
        if self.step != COLUMNS:
            return
        said = self.lacks(self.columns.columns())
        if not said and self.columns.unanswered() is not None:
            said = translate("Excel", "Answer the questions below the table.")
        self.said.setText(said)
        self.next.setEnabled(not said)
