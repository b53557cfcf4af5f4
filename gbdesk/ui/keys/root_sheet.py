"""A new root file is written: its sheet has to be there before anything is changed."""

from __future__ import annotations

import secrets
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from gbdesk.services.root_keys import NewRoot
from gbdesk.text import translate
from gbdesk.ui import dialogs
from gbdesk.ui.first_run.sheet import saved
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.fields import ERROR, HINT, Note
from gbdesk.ui.forms.look import px
from gbdesk.ui.forms.notes import Notes
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.look import sheet
from gbdesk.ui.hub.parts import button, row, said
from gbdesk.ui.keys.walk import WIDTH
from gbdesk.ui.paper import Paper, pdf_of, print_paper


class RootSheet(Question):
    """The code of a new root file; closes with yes only where a part of it was typed."""

    def __init__(
        self, around: Around, new: NewRoot, path: Path, parent: QWidget, *, yes: str
    ) -> None:
        super().__init__(translate("Keys", "The new root file is written"), parent)
        self._around, self.new = around, new
        self.setStyleSheet(sheet())
        self.setMinimumWidth(px(WIDTH))
        self.say(
            translate(
                "Keys",
                "{file} opens with this code, which is shown only now. Print the sheet or save it "
                "to another stick. Nothing is changed yet.",
                file=path.name,
            )
        )
        self.code = said(new.code, "hubCode", wraps=True)
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setAccessibleName(translate("Keys", "Code: {code}", code=new.code))
        self.put(self.code)
        self._lay_paper()
        groups = new.code.split("-")
        self.asked = secrets.randbelow(len(groups))
        self._wanted = groups[self.asked]
        ask = translate(
            "Keys",
            "To prove that the sheet exists, type the characters of group {place}:",
            place=self.asked + 1,
        )
        self.proof = QLineEdit(self)
        self.proof.setAccessibleName(ask)
        self.proof.setFixedWidth(px(110))
        held = QWidget()
        held.setLayout(row(said(ask, "fieldLabel"), self.proof, None))
        self.put(held)
        self._notes = Notes(self)
        self.put(self._notes)
        self.end(yes, translate("Hub", "Leave it"))
        self.proof.setFocus()

    def _lay_paper(self) -> None:
        save = button(translate("Keys", "Sheet as PDF…"), "download")
        save.clicked.connect(self._save)
        paper = button(translate("Keys", "Print the sheet…"), "printer")
        paper.clicked.connect(self._print)
        held = QWidget()
        held.setLayout(row(save, paper, None))
        self.put(held)

    def accept(self) -> None:
        """Close only where the part of the code is right."""
        if self.proof.text().strip().upper() == self._wanted:
            super().accept()
            return
        self._note(
            translate(
                "Keys",
                "Not these characters. Look at group {place} on the sheet again.",
                place=self.asked + 1,
            )
        )

    def paper(self) -> Paper:
        """The sheet as it is printed."""
        return root_paper(self.new, str(self._around.app.catalogue.hub.name))

    def _save(self) -> None:
        name = f"{translate('FirstRun', 'root-sheet')}-{self.new.number}.pdf"
        file = dialogs.ask_save(self, translate("FirstRun", "Save the root sheet"), name)
        if file is not None:
            work = partial(saved, pdf_of(self.paper()), file)
            self._around.read(work, self._saved, self._failed)

    def _print(self) -> None:
        print_paper(self.paper(), self)

    def _saved(self, file: Path) -> None:
        words = translate("FirstRun", "Saved as {name} and read back.", name=file.name)
        self._note(words, HINT)

    def _failed(self, error: Exception) -> None:
        self._note(words_of(error, self._around))

    def _note(self, words: str, severity: str = ERROR) -> None:
        self._notes.show_notes([Note(field="", severity=severity, code="", text=words, fixes=())])


def root_paper(new: NewRoot, hub: str) -> Paper:
    """The sheet of a root file: whose, which number, its code, what opens packages without it."""
    return Paper(
        title=translate("FirstRun", "gbdesk – root sheet"),
        lines=(
            translate(
                "Keys",
                "{hub}, root statement no. {number}, file {file}.",
                hub=hub,
                number=new.number,
                file=new.name,
            ),
            translate(
                "Keys",
                "Opens this root file. The lines below open packages without gbdesk in an "
                "emergency, the newest first. Older root sheets are void. Lock this one away.",
            ),
        ),
        code=new.code,
        more="\n".join(new.emergency),
        foot=translate("FirstRun", "Never type these codes into any other program."),
    )
