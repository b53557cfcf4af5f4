"""Forms that the program ships and the release in force has not: chosen, looked at, published."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from gbdesk.domain.forms_added import FormsAdded
from gbdesk.domain.refusals import Refused
from gbdesk.services.adding_forms import FormsOutlook, Offer
from gbdesk.services.releasing import Published
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.fields import ERROR, Note
from gbdesk.ui.forms.notes import Notes
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.look import sheet
from gbdesk.ui.hub.parts import button, said
from gbdesk.ui.keys.walk import Walk

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress


class FormsChoice(Question):
    """Which forms, from which period on; closes only where that holds."""

    def __init__(self, around: Around, offered: Offer, parent: QWidget | None) -> None:
        super().__init__(translate("Forms", "Add forms to the catalogue"), parent)
        self._around = around
        self.outlook: FormsOutlook | None = None
        self.setStyleSheet(sheet())
        self.say(
            translate(
                "Forms",
                "These forms came with the program and are not in the release in force. Every "
                "unit that reports will report them.",
            )
        )
        self.forms: dict[str, QCheckBox] = {}
        for ident, name in offered.forms:
            tick = self.forms[ident] = QCheckBox(name.replace("&", "&&"), self)
            tick.setChecked(True)
            self.put(tick)
        label = said(translate("Forms", "First period"), "fieldLabel")
        self.start = QComboBox(self)
        self.start.setAccessibleName(label.text())
        for ident, title in offered.periods:
            self.start.addItem(title, ident)
        label.setBuddy(self.start)
        self.put(label)
        self.put(self.start)
        self._notes = Notes(self)
        self.put(self._notes)
        self.end(translate("Forms", "See what will happen"), translate("Forms", "Not now"))

    def added(self) -> FormsAdded:
        """What was chosen."""
        chosen = tuple(ident for ident, tick in self.forms.items() if tick.isChecked())
        return FormsAdded(forms=chosen, start=str(self.start.currentData() or ""))

    # Qt's names
    def accept(self) -> None:
        """Close only where the choice holds; what it would do is known then."""
        try:
            self.outlook = self._around.app.releasing.forms_outlook(self.added())
        except Refused as refused:
            words = words_of(refused, self._around)
            shown = Note(field="", severity=ERROR, code="", text=words, fixes=())
            self._notes.show_notes([shown])
            return
        super().accept()


class FormsWalk(Walk):
    """What will happen; a release cannot be taken back, so it asks for the password."""

    def __init__(self, around: Around, outlook: FormsOutlook, parent: QWidget) -> None:
        title = translate("Forms", "Publish a release with more forms")
        last = translate("Forms", "It cannot be taken back, only followed by another release.")
        super().__init__(around, title, (*outlook.steps, last), parent)
        self.ask(translate("Forms", "Publish"))


class AddForms(QObject):
    """The button of the catalogue; there only while a form can be added."""

    def __init__(
        self,
        around: Around,
        page: QWidget,
        done: Callable[[Published], None],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__(page)
        self._around, self._page, self._done, self._failed = around, page, done, failed
        self._base = 0
        self.button = button(translate("Forms", "Add forms…"), "plus")
        self.button.clicked.connect(self.ask)

    def serve(self, base: int, *, typed: bool) -> None:
        """Begin with this release, not with what is typed beside it."""
        self._base = base
        self.button.setVisible(bool(self._around.app.releasing.forms_offered().forms))
        self.button.setEnabled(not typed)
        first = translate("Forms", "Publish or give up what is typed first.")
        self.button.setToolTip(first if typed else "")

    def ask(self) -> None:
        """Both pages, then publish."""
        choice = FormsChoice(self._around, self._around.app.releasing.forms_offered(), self._page)
        if not choice.answered() or choice.outlook is None:
            return
        if FormsWalk(self._around, choice.outlook, self._page).answered():
            work = partial(self._publish, choice.added(), self._base)
            self._around.write(work, self._done, self._failed)

    def _publish(self, added: FormsAdded, base: int, _progress: Progress) -> Published:
        done: Published = self._around.app.releasing.add_forms(added, base)
        return done
