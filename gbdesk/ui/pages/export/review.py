"""The second step: the sums beside last year's, and the approval of a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from gbdesk.domain.numbers import group
from gbdesk.services.session import APPROVE
from gbdesk.store.accounts import Account
from gbdesk.text import translate
from gbdesk.ui.office.notice import NoticeBox
from gbdesk.ui.office.parts import Picture, Words, line, scrolled
from gbdesk.ui.pages.export.compare import Compared, Review

RIGHT: Final = 372
SHOWN_WARNINGS: Final = 8
STRIKING: Final = 3.0
TWICE: Final = 2
_DASH: Final = "–"


class ReviewStep(QWidget):
    """`changed` when the way of approving changed; `entered` at Enter in the password."""

    changed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._own = ""
        self._area, held = scrolled(self)
        self._held = QWidget(held)
        self._outer = QVBoxLayout(held)
        self._outer.setContentsMargins(0, 0, 14, 0)
        self._outer.addWidget(self._held)
        self._outer.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._area, 1)
        row.addWidget(self._approval())

    def _approval(self) -> QWidget:
        held = QFrame(self)
        held.setObjectName("sunken")
        held.setFixedWidth(RIGHT)
        box = QVBoxLayout(held)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(7)
        box.addWidget(Words(translate("Export", "Approval"), "officeSection", parent=held))
        self.here = QRadioButton(translate("Export", "Signs here with the password"), held)
        self.here.setChecked(True)
        self.paper = QRadioButton(translate("Export", "Has approved a printed copy"), held)
        self._add_fields(held)
        self.notice = NoticeBox("", "danger", "", held)
        self.notice.hide()
        box.addWidget(self.here)
        box.addWidget(self.people)
        box.addWidget(self.password)
        self._same = Words("", "officeHint", wrap=True, parent=held)
        box.addWidget(self._same)
        box.addSpacing(4)
        box.addWidget(self.paper)
        box.addWidget(self.post)
        box.addWidget(self.notice)
        box.addStretch(1)
        self.here.toggled.connect(self._way_changed)
        self.people.currentIndexChanged.connect(self._person_changed)
        self.password.textChanged.connect(self.changed)
        self.post.textChanged.connect(self.changed)
        self.password.returnPressed.connect(self.entered)
        self.post.returnPressed.connect(self.entered)
        return held

    def _add_fields(self, held: QWidget) -> None:
        self.people, self.password = QComboBox(held), QLineEdit(held)
        self.people.setAccessibleName(translate("Export", "Person who approves"))
        self.password.setAccessibleName(translate("Export", "Password of this person"))
        self.password.setPlaceholderText(translate("Export", "Password of this person"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.post = QLineEdit(held)
        self.post.setAccessibleName(translate("Export", "Post of the person who approved"))
        self.post.setPlaceholderText(translate("Export", "Post of the person who approved"))
        self.post.setMaxLength(120)
        self.post.setEnabled(False)

    # who approves
    def offer_people(self, people: Sequence[Account], own: str) -> None:
        """Let one of these approve; somebody else than the person at work comes first."""
        self._own = own
        ranked = sorted(people, key=lambda one: (one.role != APPROVE, one.id == own))
        self.people.clear()
        for person in ranked:
            self.people.addItem(person.display, person.id)
        self._person_changed()

    def approver(self) -> str:
        """Who approves, as the package says it."""
        return self.people.currentText() if self.here.isChecked() else self.post.text().strip()

    def is_ready(self) -> bool:
        """Whether enough is typed to go on."""
        if self.here.isChecked():
            return bool(self.password.text()) and self.people.count() > 0
        return bool(self.post.text().strip())

    def refuse(self, words: str) -> None:
        """Say why the approval does not count; the caret goes to the password."""
        self.notice.say(words, "danger")
        self.notice.show()
        self.password.selectAll()
        self.password.setFocus()

    def forget(self) -> None:
        """Forget the password."""
        self.password.clear()
        self.notice.hide()

    def _way_changed(self, here: bool) -> None:
        for widget in (self.people, self.password):
            widget.setEnabled(here)
        self.post.setEnabled(not here)
        (self.password if here else self.post).setFocus()
        self.notice.hide()
        self.changed.emit()

    def _person_changed(self, _at: int = 0) -> None:
        same = self.people.currentData() == self._own
        self._same.setText(
            translate("Export", "The same person enters and approves. Better two look at it.")
            if same
            else ""
        )
        self._same.setVisible(same)
        self.changed.emit()

    # what is looked at
    def show_review(self, found: Review, last: str, gaps: Sequence[str]) -> None:
        """Show the sums, the largest changes first."""
        made = QWidget(self._area.widget())
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        title = translate("Export", "Largest changes first")
        box.addWidget(Words(title, "officeTitle", parent=made))
        box.addLayout(_table(found.lines, last, made))
        if found.warnings:
            words = translate("Export", "To be looked at: {n}", n=len(found.warnings))
            box.addSpacing(6)
            box.addWidget(NoticeBox("", "warning", _listed(words, found.warnings), made))
        if gaps:
            words = translate("Export", "Declared as missing: {n}", n=len(gaps))
            box.addWidget(NoticeBox("circle-alert", "warning", _listed(words, gaps), made))
        self._outer.replaceWidget(self._held, made)
        made.show()
        self._held.hide()
        self._held.deleteLater()
        self._held = made


def _listed(head: str, lines: Sequence[str]) -> str:
    shown = [f"• {one}" for one in lines[:SHOWN_WARNINGS]]
    if len(lines) > SHOWN_WARNINGS:
        shown.append(translate("Export", "and {n} more", n=len(lines) - SHOWN_WARNINGS))
    return "\n".join([head, *shown])


def _table(lines: Sequence[Compared], last: str, parent: QWidget) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    heads = (translate("Export", "Sum"), last, translate("Export", "Now"), "")
    for column, words in enumerate(heads):
        head = Words(words, "officeAside", parent=parent)
        side = Qt.AlignmentFlag.AlignLeft if column in {0, 3} else Qt.AlignmentFlag.AlignRight
        grid.addWidget(head, 0, column, side)
    for at, one in enumerate(lines):
        row = 2 * at + 1
        grid.addWidget(line(parent), row, 0, 1, 4)
        name = Words(one.name, "reviewWords", wrap=True, parent=parent)
        grid.addWidget(name, row + 1, 0)
        for column, value in ((1, one.before), (2, one.now)):
            shown = _DASH if value is None else group(value)
            label = Words(shown, "reviewNumber" if column == 2 else "reviewWords", parent=parent)
            grid.addWidget(label, row + 1, column, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(_remark(one, parent), row + 1, 3)
    return grid


def _remark(one: Compared, parent: QWidget) -> QWidget:
    held = QWidget(parent)
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    words, tone = _change(one)
    if tone:
        row.addWidget(Picture("triangle-alert", "warning_icon", 16, held))
    label = Words(words, "officeAside", parent=held)
    label.tone(tone)
    row.addWidget(label, 1)
    return held


def _change(one: Compared) -> tuple[str, str]:
    partial = ""
    if one.of and one.covered < one.of:
        partial = translate("Export", "covers {covered}/{of}", covered=one.covered, of=one.of)
    if one.before is None or one.now is None or one.before == one.now:
        return partial, ""
    change = f"{one.now - one.before:+d}".replace("-", "−")
    striking = one.weight > STRIKING and (
        one.now > TWICE * one.before or one.before > TWICE * one.now
    )
    return (f"{change} · {partial}" if partial else change), "warning" if striking else ""
