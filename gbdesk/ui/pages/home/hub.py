"""The first page of the hub: who has reported, what needs a person, what is ahead."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gbdesk.domain.catalogue import Catalogue
from gbdesk.services.home_parts import Action, HubHome
from gbdesk.text import translate
from gbdesk.ui.forms.look import px
from gbdesk.ui.forms.parts import place_words
from gbdesk.ui.office.parts import Card, Picture, Words, line
from gbdesk.ui.pages.home.cards import DeadlineHead, due_words
from gbdesk.ui.pages.home.lines import StepLine

SHOWN_TODO: Final = 8
LEAST: Final = 104


class Number(QPushButton):
    """A count that leads to what it counts."""

    asked = Signal(object)

    def __init__(self, number: str, words: str, action: Action, look: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("kpi")
        self._action = action
        picture, _, tone = look.partition(" ")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 12, 10)
        row.setSpacing(10)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Words(number, "kpiNumber", parent=self))
        column.addWidget(Words(words, "kpiWords", wrap=True, parent=self))
        row.addLayout(column, 1)
        row.addWidget(Picture(picture, tone, 22, self))
        self.setAccessibleName(f"{number} {words}")
        self.setToolTip(action.label)
        self.clicked.connect(self._clicked)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    # Qt's names
    def sizeHint(self) -> QSize:
        """As high as its words need; a button by itself knows only its own text."""
        inner = self.layout()
        return inner.totalSizeHint() if inner is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """It gives way in width."""
        return QSize(px(LEAST), px(64))

    def _clicked(self) -> None:
        self.asked.emit(self._action)


class ProvinceCard(Card):
    """The period as the hub sees it: the deadline and the counts."""

    asked = Signal(object)

    def __init__(self, home: HubHome, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent=parent)
        period = catalogue.period(home.period)
        left = home.expected - home.reported
        rest = (
            translate("Home", "{n} units have not reported", n=left)
            if left > 0
            else translate("Home", "every unit has reported")
        )
        words = due_words(period, catalogue.word("hub_short"), rest, receives=True)
        head = DeadlineHead(period, words, home.days_left, self)
        said = translate(
            "Home", "{done} of {of} units have reported", done=home.reported, of=home.expected
        )
        head.show_progress(home.reported, home.expected, said)
        self.box.addWidget(head)
        self.setAccessibleName(translate("Home", "Report of the period"))


class Numbers(QWidget):
    """Four counts side by side."""

    asked = Signal(object)

    def __init__(self, home: HubHome, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        for at, made in enumerate(_numbers(home, catalogue)):
            number = Number(*made, self)
            number.asked.connect(self.asked)
            grid.addWidget(number, 0, at)
            grid.setColumnStretch(at, 1)


def _numbers(home: HubHome, catalogue: Catalogue) -> list[tuple[str, str, Action, str]]:
    status = Action(page="status", label=translate("Home", "Reporting status"))
    take_in = Action(page="import", label=translate("Home", "Take in packages"))
    choose = Action(page="conflicts", label=translate("Home", "Differences"))
    return [
        (
            f"{home.reported}/{home.expected}",
            translate("Home", "units have reported"),
            status,
            "building-2 primary",
        ),
        (
            f"{home.places_covered}/{home.places}",
            translate("Home", "{places} with figures", places=place_words(catalogue, home.places)),
            status,
            "grid-3x3 primary",
        ),
        (
            str(home.waiting),
            translate("Home", "packages wait to be taken in", n=home.waiting),
            take_in,
            "inbox warning_icon" if home.waiting else "inbox text_3",
        ),
        (
            str(home.conflicts),
            translate("Home", "differences wait for a choice", n=home.conflicts),
            choose,
            "git-compare warning_icon" if home.conflicts else "git-compare text_3",
        ),
    ]


class TodoCard(Card):
    """What needs a person."""

    asked = Signal(object)

    def __init__(self, home: HubHome, parent: QWidget) -> None:
        super().__init__(translate("Home", "Needs you"), parent)
        self.box.setSpacing(0)
        if not home.todo:
            row = QHBoxLayout()
            row.setSpacing(9)
            row.addWidget(Picture("circle-check", "success", 20, self))
            words = translate("Home", "Nothing waits for you now.")
            row.addWidget(Words(words, parent=self), 1)
            self.box.addSpacing(4)
            self.box.addLayout(row)
        for at, step in enumerate(home.todo[:SHOWN_TODO]):
            if at:
                self.box.addWidget(line(self))
            shown = StepLine(step, self)
            shown.asked.connect(self.asked)
            self.box.addWidget(shown)
        more = len(home.todo) - SHOWN_TODO
        if more > 0:
            words = translate("Home", "and {n} more, see the reporting status", n=more)
            self.box.addWidget(Words(words, "officeAside", parent=self))
