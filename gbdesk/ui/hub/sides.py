"""A difference side by side: what it is about, each value with who wrote it, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.dates import short
from gbdesk.domain.names import nfc
from gbdesk.services.conflicts import HUB, ConflictView, Own, Side
from gbdesk.services.labels import ROW
from gbdesk.text import translate
from gbdesk.ui.forms.look import color, px
from gbdesk.ui.hub.parts import link, said

ABOUT: Final = 10
CARD: Final = 9
RADIO: Final = 16
MARKS: Final = ("?", "-")


class SideCard(QPushButton):
    """One value with who wrote it, when and why; chosen like a radio button."""

    def __init__(self, number: int, side: Side, who: str) -> None:
        super().__init__()
        self.setObjectName("sideCard")
        self.setCheckable(True)
        self.number = number
        day = short(side.when.astimezone().date())
        lines = [said(side.shown, "sideCardValue", wraps=True)]
        told = translate("Hub", "{who}, {day}", who=who, day=day)
        lines.append(said(told, "sideCardWho", wraps=True))
        if side.note:
            words = translate("Hub", "Note: {note}", note=side.note)
            lines.append(said(words, "sideCardWho", wraps=True))
        self._lines = box = QVBoxLayout(self)
        box.setContentsMargins(34, 6, 10, 7)
        box.setSpacing(1)
        for line in lines:
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            box.addWidget(line)
        box.addStretch(1)
        self.setAccessibleName(f"{side.shown}. {told}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # Qt's names
    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(px(180), self.heightForWidth(max(self.width(), px(180))))

    def minimumSizeHint(self) -> QSize:
        """It gives way in width."""
        return QSize(px(110), px(46))

    def hasHeightForWidth(self) -> bool:
        """Narrow cards are higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the lines in this width."""
        return self._lines.totalHeightForWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, and the circle of a radio button."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(12 + RADIO / 2, 9 + RADIO / 2)
        on = self.isChecked()
        painter.setPen(QPen(color("primary" if on else "border_strong"), 5 if on else 1.4))
        painter.setBrush(color("surface"))
        painter.drawEllipse(middle, RADIO / 2 - (2.5 if on else 1), RADIO / 2 - (2.5 if on else 1))
        painter.end()


class DifferenceRow(QFrame):
    """One difference; `decided` when another side, an own value or none is chosen."""

    decided = Signal()

    def __init__(
        self, view: ConflictView, catalogue: Catalogue, *, own: bool, here: str = ""
    ) -> None:
        """`own`: another value may be typed; `here`: at an office, the device of this computer."""
        super().__init__()
        self.setObjectName("differenceRow")
        self.view = view
        order = sorted(enumerate(view.sides), key=lambda one: not _is_first(one[1], here))
        self.cards = [SideCard(at, side, who_of(view, side, catalogue, here)) for at, side in order]
        box = QHBoxLayout(self)
        box.setContentsMargins(8, 7, 8, 8)
        box.setSpacing(16)
        box.addLayout(self._about(), ABOUT)
        for card in self.cards:
            card.clicked.connect(self._clicked)
            box.addWidget(card, CARD)
        self.own = QLineEdit(self)
        self.own.setVisible(False)
        if own:
            self._offer_own()
        self.setAccessibleName(f"{view.title}, {view.field_label}")
        self.choose(view.preselected)

    def _about(self) -> QVBoxLayout:
        self._left = QVBoxLayout()
        self._left.setSpacing(1)
        self._left.addWidget(said(self.view.title, "hubStrong", wraps=True))
        self._left.addWidget(said(self.view.field_label, "hubAside", wraps=True))
        self._left.addStretch(1)
        return self._left

    def _offer_own(self) -> None:
        self.another = link(translate("Hub", "Another value…"))
        self.another.clicked.connect(self._ask_own)
        self.own.setAccessibleName(translate("Hub", "Another value"))
        self.own.setPlaceholderText(translate("Hub", "Type the right value"))
        self.own.textChanged.connect(self._typed)
        held = QWidget()
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 2, 0, 0)
        line.addWidget(self.another)
        line.addWidget(self.own)
        line.addStretch(1)
        self._left.insertWidget(2, held)

    def choice(self) -> int | Own | None:
        """The side chosen, an own value, or None while it is left open."""
        for card in self.cards:
            if card.isChecked():
                return card.number
        typed = nfc(self.own.text())
        return None if not self.own.isVisibleTo(self) or not typed else self._own(typed)

    def choose(self, number: int | None) -> None:
        """Choose a side by its number, or none."""
        for card in self.cards:
            card.setChecked(card.number == number)
        self.decided.emit()

    def choose_who(self, who: str) -> None:
        """Choose the side of the hub or of the office, where there is exactly one."""
        found = [card.number for card in self.cards if self.view.sides[card.number].who == who]
        if len(found) == 1:
            self.choose(found[0])

    def choose_device(self, device: str, *, same: bool) -> None:
        """Choose what this device wrote, or what others did, where that is exactly one side."""
        sides = self.view.sides
        found = [one.number for one in self.cards if (sides[one.number].device == device) is same]
        if len(found) == 1:
            self.choose(found[0])

    def fault(self) -> str:
        """What is wrong with the own value, empty where nothing is."""
        typed = nfc(self.own.text())
        is_figure = self.view.entity == ROW and not self.view.field.endswith(".note")
        odd = typed and is_figure and typed not in MARKS and not typed.isdecimal()
        return translate("Hub", "“{typed}” is no whole number.", typed=typed) if odd else ""

    def _own(self, typed: str) -> Own:
        numbers = any(type(side.value) is int for side in self.view.sides)
        is_figure = self.view.entity == ROW and not self.view.field.endswith(".note")
        as_number = (numbers or is_figure) and typed.isdecimal()
        return Own(value=int(typed) if as_number else typed)

    def _clicked(self) -> None:
        pressed = self.sender()
        for card in self.cards:
            if card is not pressed:
                card.setChecked(False)
        self.own.clear()
        self.decided.emit()

    def _ask_own(self) -> None:
        self.another.hide()
        self.own.show()
        self.own.setFocus()

    def _typed(self) -> None:
        if self.own.text():
            for card in self.cards:
                card.setChecked(False)
        self.decided.emit()


def _is_first(side: Side, here: str) -> bool:
    return side.device == here if here else side.who == HUB


def who_of(view: ConflictView, side: Side, catalogue: Catalogue, here: str = "") -> str:
    """Who wrote a value: the hub or the office, at an office this computer or another one."""
    if side.who == HUB:
        return catalogue.word("hub_short")
    if not here:
        return view.office_name
    if side.device == here:
        return translate("Hub", "This computer")
    return translate("Hub", "Another computer of the unit")


def column_heads(catalogue: Catalogue, *, office: bool = False) -> QFrame:
    """The titles above a list of differences, at the hub or at an office."""
    head = QFrame()
    head.setObjectName("sideHead")
    box = QHBoxLayout(head)
    box.setContentsMargins(8, 6, 8, 6)
    box.setSpacing(16)
    hub = catalogue.word("hub_short")
    sides = translate("Hub", "Stands at {hub}", hub=hub), translate("Hub", "Sent by the unit")
    if office:
        sides = translate("Hub", "One side"), translate("Hub", "The other side")
    titles = ((translate("Hub", "Content"), ABOUT), *((words, CARD) for words in sides))
    for words, share in titles:
        label = said(words, "columnHead")
        label.setMinimumWidth(px(90))
        box.addWidget(label, share)
    return head


def choices_of(rows: Sequence[DifferenceRow]) -> list[tuple[str, int | Own]]:
    """What is decided of these differences, as the services take it."""
    found = ((row.view.key, row.choice()) for row in rows)
    return [(key, choice) for key, choice in found if choice is not None]
