"""The grid as a page uses it: the cells, the pinned totals, the history of steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gbdesk.ui.grid import commands
from gbdesk.ui.grid.block import PastePlan
from gbdesk.ui.grid.clipboard import copy_figures, pasted_text
from gbdesk.ui.grid.commands import Deed
from gbdesk.ui.grid.fitting import MORE, fit, outgrown
from gbdesk.ui.grid.history import History, Step
from gbdesk.ui.grid.model import GridModel, TotalsModel, Words, several
from gbdesk.ui.grid.sheet import Sheet
from gbdesk.ui.grid.totals import TotalsView
from gbdesk.ui.grid.view import GridView


class FigureGrid(QFrame):
    """`written` carries a step and what stands after it; the page has the service keep it."""

    written = Signal(object, str)
    refused = Signal(QRect)
    not_nil = Signal(str, str)
    declared_nil = Signal(str)
    note_asked = Signal(int, int)
    paste_asked = Signal(object)
    compare_asked, confirm_asked = Signal(), Signal()
    moved, stepped = Signal(), Signal()
    tab_changed = Signal(str)

    def __init__(self, sheet: Sheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gridFrame")
        self.sheet, self.tab = sheet, sheet.form.shown_tabs[0].id
        self.history = History(self.stepped.emit)
        self.model = GridModel(sheet, self.tab, self)
        self.view = GridView(self.model, self)
        self._totals = TotalsModel(self.model, self.tab, self)
        self.totals = TotalsView(self._totals, self)
        self._words: Words = several
        self._last_year, self.more = "", MORE
        self._others: dict[str, Callable[[], object]] = {
            "undo": self.undo,
            "redo": self.redo,
            "compare": self.compare_asked.emit,
            "confirm": self.confirm_asked.emit,
            "next_problem": partial(self.seek_problem, 1),
            "previous_problem": partial(self.seek_problem, -1),
        }
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self.view, 1)
        box.addWidget(self.totals)
        self.model.typed.connect(self._typed)
        self.view.command.connect(self._command)
        self.view.refused.connect(self.refused)
        self.view.current_moved.connect(self.moved)
        one, other = self.view.horizontalScrollBar(), self.totals.horizontalScrollBar()
        one.valueChanged.connect(other.setValue)
        other.valueChanged.connect(one.setValue)
        self.view.groups.sectionResized.connect(self._column_resized)

    def show_sheet(self, sheet: Sheet, *, words: Words, corner: str, last_year: str) -> None:
        """Show another return; `words` name its rows, `corner` heads their column."""
        self.sheet = sheet
        self._words, self._last_year = words, last_year
        self.view.name_corner(corner)
        self.view.setAccessibleName(sheet.form.name)
        self.history.clear()
        tabs = [tab.id for tab in sheet.form.shown_tabs]
        self.show_tab(self.tab if self.tab in tabs else tabs[0])

    def show_tab(self, tab: str) -> None:
        """Show another tab of the form; the row stays."""
        at = self.view.at()
        self.tab = tab
        self.model.show(self.sheet, tab)
        self._totals.show(tab, words=self._words, last_year=self._last_year)
        columns = self.model.columns
        strong = frozenset(n for n, line in enumerate(columns) if line.id in self.sheet.strong)
        self.view.groups.show_groups(self.sheet.groups(tab), strong)
        self.view.figures.emphasise(strong)
        self.fit()
        self.view.go(min(at[0], len(self.sheet.rows) - 1) if at else 0, 0)
        self.tab_changed.emit(tab)

    def allow_edits(self, *, allowed: bool) -> None:
        """Let figures be entered, or only looked at."""
        self.model.may_edit = allowed

    def apply(self, deed: Deed | None) -> bool:
        """Do something that can be taken back; whether anything changed."""
        if deed is None or not self.model.may_edit:
            return False
        if deed.stopped_at:
            self.not_nil.emit(*deed.stopped_at)
        changes = tuple(
            one
            for one in deed.changes
            if self.sheet.cell(one.place, one.line).value != one.value
            or (one.note is not None and one.note != self.sheet.cell(one.place, one.line).note)
        )
        if not changes:
            return False
        before = self.sheet.put(changes)
        step = Step(deed.label, changes, before)
        self.history.add(step)
        self._refresh(step)
        self.written.emit(step, "do")
        return True

    def undo(self) -> None:
        """Take the last step back."""
        if self.model.may_edit and (step := self.history.back()):
            self.sheet.put(step.before)
            self._refresh(step)
            self.written.emit(step, "undo")

    def redo(self) -> None:
        """Do the last step taken back again."""
        if self.model.may_edit and (step := self.history.again()):
            self.sheet.put(step.after)
            self._refresh(step)
            self.written.emit(step, "redo")

    def seek_problem(self, direction: int) -> bool:
        """Go to the next or previous error or warning, in any tab; whether there is one."""
        found = self.sheet.problem_places()
        if not found:
            return False
        tabs = [tab.id for tab in self.sheet.form.shown_tabs]
        row, column = self.view.at() or (0, -1)
        here = (tabs.index(self.tab), row, column)
        ahead = [at for at in found if (at > here if direction > 0 else at < here)]
        target = (ahead or found)[0 if direction > 0 else -1]
        self.go_to(tabs[target[0]], target[1], target[2])
        return True

    def go_to(self, tab: str, row: int, column: int) -> None:
        """Show a cell and put the caret there."""
        if tab != self.tab:
            self.show_tab(tab)
        self.view.go(row, column)
        self.view.setFocus()

    def go_to_line(self, place: str, line: str) -> None:
        """Show the cell of a place and a line."""
        tab = self.sheet.form.indicator(line).tab
        column = [one.id for one in self.sheet.columns(tab)].index(line)
        self.go_to(tab, self.sheet.row_numbers[place], column)

    def fit(self) -> None:
        """Share the width among the columns; where it does not suffice the grid scrolls."""
        fit(self.view, self.totals, self.width() - 4, self.more)

    def _typed(self, row: int, column: int, text: str) -> None:
        if (deed := commands.type_figure(self.model, row, column, text)) is None:
            self.refused.emit(self.view.current_rect())
        self.apply(deed)

    def _command(self, command: str) -> None:
        row, column = self.view.at() or (0, 0)
        block, cells = self.view.selected(), self.view.cells()
        match command:
            case "copy" | "cut":
                copy_figures(commands.copied(self.model, block))
                self.apply(commands.clear(self.model, cells) if command == "cut" else None)
            case "clear":
                self.apply(commands.clear(self.model, cells))
            case "fill_down" | "fill_right":
                self.apply(commands.fill(self.model, block, down=command == "fill_down"))
            case "none_occurred":
                rows = range(block[0], block[2] + 1)
                if self.apply(deed := commands.none_occurred(self.model, rows)):
                    self.declared_nil.emit(deed.label)
            case "sum_parts":
                self.apply(commands.sum_parts(self.model, row, column))
            case "paste":
                self.paste(pasted_text())
            case "note":
                self.note_asked.emit(row, column)
            case _:
                self._others[command]()

    def paste(self, text: str) -> None:
        """Paste a block; where not all of it fits or is clear, a person looks first."""
        plan = commands.planned(self.model, text, self.view.selected())
        if plan is None or not self.model.may_edit:
            return
        if plan.needs_a_look:
            self.paste_asked.emit(plan)
        else:
            self.take_paste(plan)

    def take_paste(self, plan: PastePlan) -> None:
        """Paste what was looked at, and select it."""
        self.apply(commands.paste(self.model, plan))
        if rows := [one.row for one in plan.figures]:
            columns = [one.column for one in plan.figures]
            self.view.select_block(min(rows), min(columns), max(rows), max(columns))

    def _refresh(self, step: Step) -> None:
        self.model.refresh({change.place for change in step.after})
        self._totals.refresh()
        if outgrown(self.totals, self.model.columns_of({one.line for one in step.after})):
            self.fit()
        self.moved.emit()

    def _column_resized(self, column: int, _old: int, width: int) -> None:
        self.totals.setColumnWidth(column, width)

    # Qt's names
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns follow the width."""
        super().resizeEvent(event)
        self.fit()
