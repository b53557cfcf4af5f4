"""Codes of invitations, shown large, to be told by telephone and never sent with the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gbdesk.services.changed import Changed
from gbdesk.text import translate
from gbdesk.ui.forms.look import px
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.look import sheet
from gbdesk.ui.hub.parts import button, row, said, scrolled


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """One invitation as it was written."""

    name: str
    path: Path
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitations:
    """Invitations that were written and read back."""

    each: Sequence[Invited]
    changed: Changed = Changed.PACKAGES


class CodesShown(Question):
    """The codes; they are not shown again."""

    def __init__(self, made: Sequence[Invited], parent: QWidget) -> None:
        super().__init__(
            translate("Enrolment", "{n} invitations are written and read back", n=len(made)),
            parent,
        )
        self.setStyleSheet(sheet())
        self.setMinimumWidth(px(520))
        self.say(
            translate(
                "Enrolment",
                "Give the file to the unit. Tell the code by telephone, never with the file; it "
                "is shown only now.",
            )
        )
        held = self._list(made)
        if len(made) > 2:
            area = scrolled(held)
            area.setMinimumHeight(px(320))
            self.put(area)
        else:
            self.put(held)
        self.shut = button(translate("Enrolment", "I have written the code down"), primary=True)
        if len(made) > 1:
            self.shut.setText(translate("Enrolment", "I have written the codes down"))
        self.shut.clicked.connect(self.accept)
        feet = QWidget()
        feet.setLayout(row(None, self.shut))
        self.put(feet)

    def _list(self, made: Sequence[Invited]) -> QWidget:
        held = QWidget()
        held.setObjectName("hubHeld")
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.codes: list[QLabel] = []
        for one in made:
            column.addWidget(said(one.name, "hubSection", wraps=True))
            code = said(one.code, "hubCode")
            code.setAlignment(Qt.AlignmentFlag.AlignCenter)
            code.setAccessibleName(translate("Enrolment", "Code: {code}", code=one.code))
            self.codes.append(code)
            column.addWidget(code)
            path = said(str(one.path), "hubAside", wraps=True)
            path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(path)
        return held
