"""The first row of the table: a new activity in one line, Enter keeps it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QWidget

from gbdesk.domain.activities import DONE, MEASURE, PLACE, PLANNED
from gbdesk.domain.ops import Value
from gbdesk.text import translate
from gbdesk.ui.forms.choices import ChoiceLine
from gbdesk.ui.forms.dates import DateLine
from gbdesk.ui.forms.fields import Option
from gbdesk.ui.forms.lines import SuggestingLine, TextLine
from gbdesk.ui.forms.look import icon
from gbdesk.ui.forms.numbers import CountLine
from gbdesk.ui.forms.tags import WHOLE


class QuickAdd(QObject):
    """The fields of the row; they live in the table's header."""

    def __init__(
        self,
        today: Callable[[], date],
        year_of: Callable[[], date],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self.day = DateLine(today, parent, year_of=year_of)
        self.title = SuggestingLine(parent)
        self.kind = ChoiceLine((), parent)
        self.place = ChoiceLine((), parent)
        self.attendees, self.women = CountLine(parent), CountLine(parent)
        self.hint = QLabel(translate("Activities", "Enter adds it"), parent)
        self.hint.setObjectName("fieldAside")
        self._places: tuple[str, ...] = ()
        self._names()

    def _names(self) -> None:
        add = translate("Activities", "Quick add")
        day, place = translate("Activities", "Day"), translate("Activities", "Place")
        women = translate("Activities", "Women")
        form, title = translate("Activities", "Form"), translate("Activities", "Title")
        said = (
            (self.day, day, day),
            (self.title, translate("Activities", "Add quickly…"), title),
            (self.kind, form, form),
            (self.place, place, place),
            (self.attendees, translate("Activities", "All"), translate("Activities", "People")),
            (self.women, women, women),
        )
        for widget, hint, name in said:
            widget.setPlaceholderText(hint)
            widget.setAccessibleName(f"{add}: {name}")
            widget.setObjectName("quick")
        self.title.addAction(
            QAction(icon("plus", "text_3"), "", self.title), TextLine.ActionPosition.LeadingPosition
        )

    def fields(self) -> tuple[QWidget, ...]:
        """The fields in reading order."""
        return (self.day, self.title, self.kind, self.place, self.attendees, self.women, self.hint)

    def offer(
        self, kinds: Sequence[Option], places: Sequence[Option], whole: Option | None
    ) -> None:
        """What can be chosen."""
        self._places = tuple(one.id for one in places if whole and one.group == whole.group)
        self.kind.offer(kinds)
        self.place.offer((*((whole,) if whole else ()), *places))

    def start(self, day: date, kind: str | None, place: str | None) -> None:
        """What a new line begins with."""
        self.day.set_value(day.isoformat())
        self.kind.set_value(kind)
        self.place.set_value(place)

    def suggest(self, titles: tuple[str, ...]) -> None:
        """Titles written before."""
        self.title.suggest(titles)

    def is_empty(self) -> bool:
        """Whether nothing was typed that would make an activity."""
        return not self.title.value()

    def values(self) -> dict[str, Value]:
        """The fields of the activity."""
        kept: dict[str, Value] = {
            "start": self.day.value(),
            "title": self.title.value(),
            "kind": self.kind.value(),
            "status": PLANNED if self._is_ahead() else DONE,
        }
        place = self.place.value()
        chosen = self._places if place == WHOLE else (place,) if place else ()
        kept |= dict.fromkeys((PLACE + one for one in chosen), True)
        for name, widget in (("attendees", self.attendees), ("women", self.women)):
            if (value := widget.value()) is not None:
                kept[MEASURE + name] = value
        return kept

    def _is_ahead(self) -> bool:
        """What lies ahead is planned: nobody has done it yet."""
        day = self.day.value()
        return isinstance(day, str) and day > self._today().isoformat()

    def next(self) -> None:
        """After keeping: the day, form and place stay, the caret goes to the title."""
        for widget in (self.title, self.attendees, self.women):
            widget.set_value(None)
            widget.setProperty("severity", "")
        self.title.setFocus()

    def has_caret(self) -> bool:
        """Whether somebody types here."""
        return any(one.hasFocus() for one in self.fields())

    def taken(self) -> dict[str, Value]:
        """What was typed goes elsewhere; the row is empty again."""
        said = {} if self.is_empty() else self.values()
        if said:
            self.next()
        return said

    def shown(self) -> dict[str, str]:
        """What is typed, for a draft."""
        return {name: line.text() for name, line in self._lines().items()}

    def fill(self, typed: Mapping[str, str]) -> None:
        """Show a draft."""
        for name, line in self._lines().items():
            line.set_value(typed.get(name) or None)

    def _lines(self) -> dict[str, TextLine]:
        return {"title": self.title, "attendees": self.attendees, "women": self.women}

    def widget_of(self, field: str) -> QWidget:
        """The widget of a field a problem is about."""
        return {
            "title": self.title,
            "start": self.day,
            "kind": self.kind,
            "places": self.place,
            f"{MEASURE}attendees": self.attendees,
            f"{MEASURE}women": self.women,
        }.get(field, self.title)
