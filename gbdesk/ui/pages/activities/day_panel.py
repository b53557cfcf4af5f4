"""Beside the calendar: one day with its activities and commemorative days, each with its deed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from gbdesk.services.calendar import Day, Entry
from gbdesk.services.coming import Marked
from gbdesk.text import translate
from gbdesk.ui.forms.look import icon, px
from gbdesk.ui.pages.activities.day_words import day_title

WIDTH = 264


class DayPanel(QFrame):
    """`opened` carries an activity (id, office), `planned` an occasion, `asked` the day."""

    opened = Signal(str, str)
    planned = Signal(object)
    asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setFixedWidth(px(WIDTH))
        self._day: Day | None = None
        self._title = QLabel(self)
        self._title.setObjectName("sideTitle")
        self._title.setWordWrap(True)
        words = translate("Calendar", "Add on this day")
        self.add = QPushButton(icon("plus", "text"), f" {words}", self)
        self.add.setAccessibleName(words)
        self.add.clicked.connect(self._asked)
        self._parts: list[QWidget] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(16, 12, 16, 14)
        self._box.setSpacing(6)
        self._box.addWidget(self._title)
        self._box.addStretch(1)
        self._box.addWidget(self._legend())
        self._box.addWidget(self.add)

    def _legend(self) -> QLabel:
        legend = QLabel(translate("Calendar", "● done   ○ planned   ◆ commemorative day"), self)
        legend.setObjectName("fieldAside")
        legend.setWordWrap(True)
        return legend

    def show_day(self, day: Day | None, *, may: bool) -> None:
        """Show another day."""
        self._day = day
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        self._title.setText(day_title(day.day) if day else "")
        self.add.setEnabled(may and day is not None)
        if day is None:
            return
        for band in day.bands:
            self._say(band.name, "privacy")
        for one in day.marks:
            self._mark(one, warns=day.warns, may=may)
        for entry in day.entries:
            self._entry(entry)
        rest = day.done + day.planned - len(day.entries)
        if rest:
            self._say(translate("Calendar", "and {n} more activities", n=rest), "")
        if not self._parts:
            self._say(translate("Calendar", "Nothing on this day."), "")

    def _mark(self, one: Marked, *, warns: bool, may: bool) -> None:
        self._say(f"◆ {one.name}", "privacy")
        if not one.has_activity:
            self._say(
                translate("Calendar", "no activity for this day yet"), "warning" if warns else ""
            )
            words = translate("Home", "Plan one")
            button = QPushButton(icon("plus", "text"), f" {words}", self)
            button.setObjectName("small")
            button.setAccessibleName(f"{one.name}: {words}")
            button.setEnabled(may)
            button.clicked.connect(self._plan)
            button.setProperty("occasion", one.occasion)
            self._put(button, Qt.AlignmentFlag.AlignLeft)

    def _entry(self, entry: Entry) -> None:
        sign = "○" if entry.planned else "●"
        room = self.width() - px(52)
        cut = self.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, room)
        button = QPushButton(f"{sign} {cut}".replace("&", "&&"), self)
        button.setObjectName("link")
        button.setToolTip(entry.title)
        state = (
            translate("Activities", "Planned") if entry.planned else translate("Calendar", "Done")
        )
        button.setAccessibleName(f"{entry.title}: {state}")
        button.setProperty("ident", entry.id)
        button.setProperty("office", entry.office)
        button.clicked.connect(self._open)
        self._put(button)

    def _say(self, words: str, tone: str) -> None:
        label = QLabel(words, self)
        label.setObjectName("dayWords")
        label.setProperty("tone", tone)
        label.setWordWrap(True)
        self._put(label)

    def _put(self, part: QWidget, side: Qt.AlignmentFlag | None = None) -> None:
        at = self._box.count() - 3
        if side is None:
            self._box.insertWidget(at, part)
        else:
            self._box.insertWidget(at, part, 0, side)
        self._parts.append(part)
        part.show()

    def _asked(self) -> None:
        if self._day is not None:
            self.asked.emit(self._day.day)

    def _open(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.opened.emit(str(button.property("ident")), str(button.property("office")))

    def _plan(self) -> None:
        button, day = self.sender(), self._day
        if isinstance(button, QPushButton) and day is not None:
            wanted = button.property("occasion")
            found = next((one for one in day.marks if one.occasion == wanted), None)
            if found is not None:
                self.planned.emit(found)
