"""The line that narrows the list: search, form, place, what lacks, what is not sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.periods import Period
from gbdesk.text import translate
from gbdesk.ui.forms.fields import Option
from gbdesk.ui.forms.filter_menu import FilterMenu
from gbdesk.ui.forms.flow import Flow
from gbdesk.ui.forms.parts import FilterChip
from gbdesk.ui.pages.activities.fields import kind_options
from gbdesk.ui.tables.search import SearchField

SEARCH: Final = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What a person asked to see."""

    text: str = ""
    kind: str = ""
    place: str = ""
    task: str = ""
    lacking: bool = False
    unsent: bool = False
    planned: bool = False

    @property
    def is_open(self) -> bool:
        """Whether everything is shown."""
        return self == Narrowing()


class Filters(QWidget):
    """`changed` when something else is asked for."""

    changed = Signal()

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        every = translate("Activities", "all")
        self.search = SearchField(translate("Activities", "Search title, place, notes…"), self)
        self.search.setFixedWidth(SEARCH)
        self.search.setToolTip(translate("Activities", "Search (Ctrl F)"))
        self.kind = FilterMenu(translate("Activities", "Form"), every, self)
        self.place = FilterMenu(_first_upper(catalogue.word("place_kind")), every, self)
        self.kind.offer(kind_options(catalogue))
        self.lacking = FilterChip("circle-alert", "warning", self)
        self.unsent, self.planned = (
            FilterChip("package", "", self),
            FilterChip("calendar", "", self),
        )
        self._task, self._places = "", tuple[Option, ...]()
        self.task = QPushButton(self)
        self.task.setAccessibleName(translate("Activities", "Task of the plan"))
        self.task.setObjectName("filter")
        self.task.setCheckable(True)
        self.task.setChecked(True)
        self.task.hide()
        self._row = row = Flow(self, spacing=6)
        for widget in (self.search, self.kind, self.place, self.lacking, self.unsent):
            row.addWidget(widget)
        row.addWidget(self.planned)
        row.addWidget(self.task)
        self.search.asked.connect(self._asked)
        self.kind.chosen.connect(self._asked)
        self.place.chosen.connect(self._asked)
        for chip in (self.lacking, self.unsent, self.planned):
            chip.clicked.connect(self._asked)
        self.task.clicked.connect(self._task_off)

    def add(self, widget: QWidget) -> None:
        """One more part at the end of the line."""
        self._row.addWidget(widget)

    def ask(self, narrowing: Narrowing) -> None:
        """Ask for this instead."""
        self.search.setText(narrowing.text)
        self.kind.set_value(narrowing.kind)
        self.place.set_value(narrowing.place)
        for chip, on in (
            (self.lacking, narrowing.lacking),
            (self.unsent, narrowing.unsent),
            (self.planned, narrowing.planned),
        ):
            chip.setChecked(on)
        known = self._catalogue.tasks.get(narrowing.task)
        self.narrow_to_task(narrowing.task, known.section if known else narrowing.task)

    def offer_places(self, places: tuple[Option, ...]) -> None:
        """The places of the office shown."""
        self._places = places
        self.place.offer(places)
        self.place.setVisible(len(places) > 1)

    def show_counts(self, lacking: int, unsent: int, planned: int) -> None:
        """How many each chip would leave."""
        self._say_counts(lacking, unsent, planned)
        self.lacking.tone("warning" if lacking else "")
        for chip, count in (
            (self.lacking, lacking),
            (self.unsent, unsent),
            (self.planned, planned),
        ):
            chip.setVisible(bool(count) or chip.isChecked())

    def show_no_counts(self) -> None:
        """How many is being counted: no number rather than an old one."""
        self._say_counts("…", "…", "…")

    def _say_counts(self, lacking: object, unsent: object, planned: object) -> None:
        self.lacking.say(translate("Activities", "Lacks something · {count}", count=lacking))
        self.unsent.say(translate("Activities", "Not sent · {count}", count=unsent))
        self.planned.say(translate("Activities", "Planned · {count}", count=planned))

    def narrow_to_lacking(self) -> None:
        """Show what lacks something."""
        self.lacking.setChecked(True)
        self.changed.emit()

    def narrow_to_place(self, place: str) -> None:
        """Show what happened in one place, which another office may have."""
        known = self._catalogue.places.get(place)
        if known is not None and place not in self.place.known():
            self.place.offer((*self._places, Option(id=place, label=known.name)))
        self.place.set_value(place)
        self.place.show()
        self.changed.emit()

    def narrow_to_task(self, task: str, words: str) -> None:
        """Show what covers one task of the plan."""
        self._task = task
        self.task.setText(translate("Activities", "Task {task}  ✕", task=words))
        self.task.setVisible(bool(task))
        self.task.setChecked(True)
        self.changed.emit()

    def narrowing(self) -> Narrowing:
        """What is asked for."""
        return Narrowing(
            text=self.search.text().strip(),
            kind=self.kind.value(),
            place=self.place.value(),
            task=self._task,
            lacking=self.lacking.isChecked(),
            unsent=self.unsent.isChecked(),
            planned=self.planned.isChecked(),
        )

    def clear(self) -> None:
        """Show everything."""
        self.search.clear()
        self.search.ask()
        self.kind.set_value("")
        self.place.set_value("")
        for chip in (self.lacking, self.unsent, self.planned):
            chip.setChecked(False)
        self._task = ""
        self.task.hide()
        self.changed.emit()

    def _asked(self, _what: object = None) -> None:
        self.changed.emit()

    def _task_off(self) -> None:
        self.narrow_to_task("", "")


def query_facts(
    narrowing: Narrowing, office: str | None, period: Period, order: tuple[str, bool]
) -> Mapping[str, Any]:
    """The narrowing as the facts of an `ActivityQuery`."""
    status = "planned" if narrowing.planned else None
    return {
        "office": office,
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "text": narrowing.text,
        "kinds": (narrowing.kind,) if narrowing.kind else (),
        "places": (narrowing.place,) if narrowing.place else (),
        "task": narrowing.task or None,
        "status": status,
        "complete": False if narrowing.lacking else None,
        "order": order[0],
        "descending": order[1],
    }


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]
