"""The column beside a document: how much it tells and which kinds of file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from gbdesk.domain.disclosure import INTERNAL, SHARED
from gbdesk.services.document_files import FORMATS
from gbdesk.text import mark, say
from gbdesk.ui.hub.parts import row, said

KINDS: Final = {
    "docx": mark("Document", "Word"),
    "pdf": mark("Document", "PDF"),
    "xlsx": mark("Document", "Excel"),
}


class DocumentChoices(QWidget):
    """Cards one under the other; `profile_asked` gives the profile a person pressed."""

    profile_asked = Signal(str)

    def __init__(self, spacing: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        self.profiles: dict[str, QRadioButton] = {}
        self.kinds = {one: QCheckBox(say(KINDS[one]), self) for one in FORMATS}
        for tick in self.kinds.values():
            tick.setChecked(True)

    def card(self, title: str) -> QVBoxLayout:
        """A new card under a title; its inside."""
        card = QFrame(self)
        card.setObjectName("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(14, 10, 14, 12)
        inner.setSpacing(5)
        inner.addWidget(said(title, "hubSection"))
        self._box.addWidget(card)
        return inner

    def lay_profiles(self, title: str, about: Mapping[str, str]) -> None:
        """A card with the profiles, each with what it is for."""
        inner = self.card(title)
        group = QButtonGroup(self)
        for one in (SHARED, INTERNAL):
            radio = QRadioButton(one.name, self)
            radio.setChecked(one is SHARED)
            radio.clicked.connect(partial(self._asked, one.id))
            group.addButton(radio)
            inner.addWidget(radio)
            words = said(about[one.id], "hubHint", wraps=True)
            words.setContentsMargins(28, 0, 0, 4)
            inner.addWidget(words)
            self.profiles[one.id] = radio

    def kinds_row(self) -> QHBoxLayout:
        """The kinds of file side by side."""
        return row(*self.kinds.values(), None, spacing=14)

    def choose_profile(self, ident: str) -> None:
        """Mark a profile without asking."""
        self.profiles[ident].setChecked(True)

    def formats(self) -> list[str]:
        """The kinds of file ticked."""
        return [one for one, tick in self.kinds.items() if tick.isChecked()]

    def _asked(self, ident: str, *_on: object) -> None:
        self.profile_asked.emit(ident)
