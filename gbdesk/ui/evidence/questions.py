"""What is asked about an attached file: its title, a copy outside, destroying it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from gbdesk.domain.evidence import TITLE_MOST, tidy_title
from gbdesk.domain.pii import find_personal, without
from gbdesk.text import translate
from gbdesk.ui.forms.fields import Fix, Note
from gbdesk.ui.forms.notes import Notes
from gbdesk.ui.forms.personal import personal_note
from gbdesk.ui.grid.dialogs import Question


class TitleQuestion(Question):
    """A title, watched for traces of persons; `is_kept` where a doubtful one is kept on purpose."""

    def __init__(self, title: str, public: Collection[str], parent: QWidget) -> None:
        super().__init__(translate("Evidence", "What does the file show?"), parent)
        self._public, self.is_kept = public, False
        self.say(translate("Evidence", "In a few words, without naming a person."))
        self.field = QLineEdit(title, self)
        self.field.setMaxLength(TITLE_MOST)
        self.field.setAccessibleName(translate("Evidence", "Title"))
        self.field.selectAll()
        self.field.textEdited.connect(self._edited)
        self.put(self.field)
        self._notes = Notes(self)
        self._notes.fix_asked.connect(self._fix)
        self.put(self._notes)
        self.end(translate("Evidence", "Save the title"), translate("Evidence", "Leave as it was"))
        self.field.setFocus()

    def title(self) -> str:
        """The title as it is kept."""
        return tidy_title(self.field.text())

    def accept(self) -> None:
        """Not without a title; once with a word of warning where it may name a person."""
        if not self.title():
            self.field.setFocus()
            return
        hits = find_personal(self.title(), self._public)
        if hits and not self.is_kept:
            self._notes.show_notes([personal_note("title", hits[0].kind)])
            self._grow()
            return
        super().accept()

    def _grow(self) -> None:
        """As high as the words now need."""
        self._box.activate()
        self.resize(self.width(), max(self.height(), self._box.heightForWidth(self.width())))

    def _edited(self) -> None:
        self.is_kept = False

    def _fix(self, _note: Note, fix: Fix) -> None:
        if fix.set is None:
            self.is_kept = True
        else:
            self.field.setText(without(self.title(), find_personal(self.title(), self._public)))
        self._notes.show_notes([])


class SaveQuestion(Question):
    """What a copy outside of gbdesk means."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(translate("Evidence", "Save a copy outside of gbdesk?"), parent)
        self.say(
            translate(
                "Evidence",
                "The copy is not encrypted: whoever uses this computer or stick can open it. That "
                "it was saved stands in the log. Delete it when it is no longer needed.",
            )
        )
        self.end(translate("Evidence", "Choose where…"), translate("Evidence", "Save no copy"))


class DestroyQuestion(Question):
    """What cannot be taken back."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(translate("Evidence", "Destroy “{title}” for good?", title=title), parent)
        self.say(
            translate(
                "Evidence",
                "The file is overwritten on this computer, wherever it is attached; nothing brings "
                "it back. Older backups and copies that were saved outside still hold it.",
            )
        )
        doing = self.end(
            translate("Evidence", "Destroy the file"), translate("Evidence", "Keep it")
        )
        doing.setAutoDefault(False)
        for other in self.findChildren(QPushButton):
            if other is not doing:
                other.setDefault(True)
                other.setFocus()
