"""Periods and plans as lists: a year more, days typed as anywhere, the plan of one year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gbdesk.domain import catalogue_periods, catalogue_plan
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_lines import ID, PERIODS, TASKS, Line
from gbdesk.domain.catalogue_periods import DAYS, INCLUSIVE, YES
from gbdesk.domain.dates import parse_date, read_iso, short
from gbdesk.domain.periods import named
from gbdesk.text import translate
from gbdesk.ui.icons import icon
from gbdesk.ui.lists.model import NO_PARENT, Index, LineModel, Today
from gbdesk.ui.lists.panel import ListPanel

SECTION: Final = "section"
TITLE: Final = "title"


class PeriodModel(LineModel):
    """Periods: none is added by typing and none removed; their days change."""

    def __init__(self, lines: list[Line], today: Today, parent: QObject | None = None) -> None:
        super().__init__(PERIODS, lines, parent)
        self._day = today

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """The periods alone."""
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The name of a period is not typed."""
        flags = super().flags(index)
        if self.columns[index.column()] == TITLE:
            return flags & ~Qt.ItemFlag.ItemIsEditable
        return flags

    def choices(self, name: str) -> list[tuple[str, str]]:
        """Whether the due date itself is in time."""
        if name != INCLUSIVE:
            return []
        return [(translate("Lists", "No, the day before"), ""), (translate("Lists", "Yes"), YES)]

    def add_year(self) -> bool:
        """The periods of the year after the last one; whether there is one."""
        more = catalogue_periods.next_year(self.lines)
        if more:
            self.take_in(more, instead=False)
        return bool(more)

    def _written(self, line: Line, name: str) -> str:
        said = line.get(name, "")
        if name == TITLE:
            return named(line[ID]) if ID in line else ""
        if name == INCLUSIVE:
            return next(label for label, content in self.choices(name) if content == said)
        return short(day) if (day := _day(said)) else said

    def _kept(self, name: str, said: str) -> str:
        day = parse_date(said, self._day()) if name in DAYS and said else None
        return day.isoformat() if day else said


class PlanModel(LineModel):
    """The tasks of the plan of one year; parts of the plan are chosen."""

    def __init__(
        self, year: int, lines: list[Line], catalogue: Catalogue, parent: QObject | None = None
    ) -> None:
        super().__init__(f"{TASKS}{year}", lines, parent)
        self._sections: Mapping[str, Any] = catalogue.sections

    def choices(self, name: str) -> list[tuple[str, str]]:
        """The parts of the plan."""
        if name != SECTION:
            return []
        return [(f"{one.id} {one.name}", one.id) for one in self._sections.values()]


class PeriodPanel(ListPanel):
    """The periods with a button for one more year."""

    def __init__(self, lines: list[Line], today: Today, parent: QWidget | None = None) -> None:
        name = translate("Lists", "Periods")
        super().__init__(PERIODS, [], parent, model=PeriodModel(lines, today), name=name)
        self.model.setParent(self)
        for part in (self.paste, self.open, self.remove):
            part.hide()
        self.more = QPushButton(icon("plus", "text"), "", self)
        self.bar.insertWidget(0, self.more)
        self.more.clicked.connect(self._add)
        self.model.changed.connect(self._say)
        self._say()

    def _say(self) -> None:
        last = max(catalogue_periods.years(self.model.lines), default=0)
        words = translate("Lists", "Add the periods of {year}", year=last + 1)
        self.more.setText(f" {words}")
        self.more.setAccessibleName(words)

    def _add(self) -> None:
        model = self.model
        if isinstance(model, PeriodModel) and model.add_year():
            self.table.go_to(len(model.lines) - 2, model.columns.index("due"))


class PlanPanel(QWidget):
    """The plan of a year, chosen above it; `changed` with the year whose plan did."""

    changed = Signal(int)
    year_asked = Signal(int)
    panel: ListPanel | None = None

    def __init__(self, years: list[int], year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.year = year
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(translate("Lists", "Plan of the year"))
        for one in years:
            self.offer(one)
        self.choice.setCurrentIndex(self.choice.findData(year))
        self.choice.activated.connect(self._asked)
        self.begin = QPushButton(self)
        self.said = QLabel(self)
        self.said.setObjectName("aside")
        self.said.setWordWrap(True)
        self._before: tuple[int, list[Line]] | None = None
        self.begin.clicked.connect(self._begin)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.choice, self.begin):
            row.addWidget(part)
        row.addWidget(self.said, 1)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._box.addLayout(row)

    def offer(self, year: int) -> None:
        """One more year to choose."""
        self.choice.addItem(translate("Lists", "Plan {year}", year=year), year)

    def show_plan(
        self, lines: list[Line], catalogue: Catalogue, before: tuple[int, list[Line]] | None
    ) -> None:
        """Show the plan of the year; `before` is a year whose plan this one may begin with."""
        if self.panel is not None:
            self._box.removeWidget(self.panel)
            self.panel.deleteLater()
        model = PlanModel(self.year, lines, catalogue)
        name = translate("Lists", "Tasks of the plan")
        self.panel = ListPanel(model.table, [], self, model=model, name=name)
        model.setParent(self.panel)
        for part in (self.panel.paste, self.panel.open):
            part.hide()
        self._box.addWidget(self.panel, 1)
        self.panel.changed.connect(self._changed)
        self.setFocusProxy(self.panel.table)
        self._before = before
        self._say()

    def _say(self) -> None:
        empty = self.panel is not None and self.panel.model.is_empty()
        self.begin.setVisible(empty and self._before is not None)
        self.said.setText("")
        if self._before is not None and empty:
            words = translate("Lists", "Begin with the plan of {year}", year=self._before[0])
            self.begin.setText(words)
            self.said.setText(
                translate("Lists", "No task is planned for {year} yet.", year=self.year)
            )

    def _begin(self) -> None:
        if self._before is None or self.panel is None:
            return
        year, lines = self._before
        begun = catalogue_plan.begun_with(lines, self.year, year)
        self.panel.model.take_in(begun, instead=True)
        moved = sum(one != was for one, was in zip(begun, lines, strict=True))
        self.said.setText(
            translate(
                "Lists",
                "{n} tasks name a year or a day; they say {year} now. Read them again.",
                n=moved,
                year=self.year,
            )
            if moved
            else ""
        )

    def _changed(self) -> None:
        said = self.said.text()
        self._say()
        if not self.said.text():
            self.said.setText(said)
        self.changed.emit(self.year)

    def _asked(self, _at: int) -> None:
        self.year_asked.emit(int(self.choice.currentData()))


def _day(said: str) -> Any:
    try:
        return read_iso(said)
    except ValueError:
        return None
