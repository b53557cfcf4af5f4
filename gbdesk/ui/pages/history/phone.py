"""The receipt of an office as codes to read out on the telephone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget

from gbdesk.services.phoning import PhoneCode
from gbdesk.text import translate
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.look import sheet
from gbdesk.ui.hub.parts import button, said


class PhoneCodes(Question):
    """A line for each computer: which one, up to which package, the code in large."""

    def __init__(self, codes: Sequence[PhoneCode], parent: QWidget) -> None:
        name = codes[0].office_name if codes else ""
        title = translate("Phone", "Receipt by telephone for {office}", office=name)
        super().__init__(title, parent)
        self.setStyleSheet(sheet())
        self.say(
            translate(
                "Phone",
                "Read the code out. The unit types it on the page of packages sent; the last two "
                "characters check the others. The receipt file stays valid too.",
            )
        )
        if any(one.histories > 1 for one in codes):
            self.say(
                translate(
                    "Phone",
                    "A computer of this unit wrote more than one branch: it was put back from a "
                    "backup, or its data was copied to another PC. Each branch has its own code; a "
                    "computer accepts only that of the branch it goes on with. Read them out one "
                    "after the other, the last one first.",
                )
            )
        self.codes: list[QLabel] = []
        for one in codes:
            words = translate("Phone", "{pc} · up to package {seq}", pc=one.whose, seq=one.seq)
            self.put(said(words, "hubAside"))
            shown = said(one.code, "hubTitle")
            shown.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self.codes.append(shown)
            self.put(shown)
        row = QDialogButtonBox(self)
        done = button(translate("Phone", "Done"), primary=True)
        row.addButton(done, QDialogButtonBox.ButtonRole.AcceptRole)
        row.accepted.connect(self.accept)
        self.put(row)
