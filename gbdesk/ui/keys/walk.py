"""The page before a walk with keys: every step that follows, the password, what is optional."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.fields import ERROR, Note
from gbdesk.ui.forms.look import px
from gbdesk.ui.forms.notes import Notes
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.look import sheet
from gbdesk.ui.hub.parts import picture, said
from gbdesk.ui.secret import PasswordLine

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

WIDTH: Final = 720
ASIDE: Final = 64


class Walk(Question):
    """What will happen, line by line; closes only with the password of who is working."""

    def __init__(self, around: Around, title: str, steps: Sequence[str], parent: QWidget) -> None:
        super().__init__(title, parent)
        self._around = around
        self.typed = ""
        self.setStyleSheet(sheet())
        self.setMinimumWidth(px(WIDTH))
        self.put(said(translate("Keys", "What will happen"), "fieldLabel"))
        self.put(_listed(steps))

    def ask(self, yes: str) -> None:
        """The password, a note and the buttons come last."""
        who = self._around.app.session.display
        label = translate("Hub", "Password of {name}", name=who)
        self.password = PasswordLine(label, self)
        self.put(said(label, "fieldLabel"))
        self.put(self.password)
        self.put(self.password.note)
        self._notes = Notes(self)
        self.put(self._notes)
        self._doing = self.end(yes, translate("Hub", "Leave it"))
        self.password.setFocus()

    def choice(self, words: str) -> QCheckBox:
        """Something that happens only where it is ticked."""
        box = QCheckBox(words, self)
        self.put(box)
        return box

    def choices(self, *words: str) -> tuple[QCheckBox, ...]:
        """Several of them, close to each other."""
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        boxes = tuple(QCheckBox(each, held) for each in words)
        for box in boxes:
            column.addWidget(box)
        self.put(held)
        return boxes

    def check(self) -> str:
        """What is still missing, in words; nothing where all is there."""
        return ""

    # Qt's names
    def accept(self) -> None:
        """Close only where everything is there and the password is right."""
        if missing := self.check():
            self.note(missing)
            return
        app, typed = self._around.app, self.password.text()
        self._doing.setEnabled(False)

        def right(_progress: Progress) -> bool:
            return bool(app.accounts.verify(app.session.user, typed))

        self._around.read(right, self._checked, self._refused)

    def note(self, words: str) -> None:
        """Say why it does not go on."""
        shown = Note(field="", severity=ERROR, code="", text=words, fixes=())
        self._notes.show_notes([shown])

    def _checked(self, right: bool) -> None:
        self._doing.setEnabled(True)
        typed = self.password.text()
        if right:
            self.typed = typed
            super().accept()
            return
        self.password.clear()
        self.note(
            translate(
                "Keys",
                "The password is not right. Nothing was changed. Check Caps Lock and the "
                "Vietnamese keyboard, then type it again.",
            )
        )
        self.password.setFocus()

    def _refused(self, error: Exception) -> None:
        self._doing.setEnabled(True)
        self.note(words_of(error, self._around))


def _listed(steps: Sequence[str]) -> QWidget:
    """The steps below each other, each with a mark."""
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(9)
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(1, 1)
    for at, step in enumerate(steps):
        grid.addWidget(picture("chevron-right", "text_3", 14), at, 0)
        words = said(step, "hubWords", wraps=True)
        words.ensurePolished()
        words.setMinimumHeight(words.heightForWidth(px(WIDTH - ASIDE)))
        grid.addWidget(words, at, 1)
    return held
