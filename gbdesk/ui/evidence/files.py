"""The files of one record in a window of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from gbdesk.services.evidence import Target
from gbdesk.text import translate
from gbdesk.ui.evidence.box import EvidenceBox
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.look import px
from gbdesk.ui.grid.dialogs import Question

if TYPE_CHECKING:
    from gbdesk.services.undo import Undo


class FilesDialog(Question):
    """A title and words, the files of a target, and whether they may be changed."""

    def __init__(
        self,
        around: Around,
        said: tuple[str, str],
        target: Target,
        parent: QWidget | None,
        *,
        may: bool,
    ) -> None:
        super().__init__(said[0], parent)
        self.say(said[1])
        self.box = EvidenceBox(around, self)
        self.put(self.box)
        self._box.addStretch(1)
        self.setMinimumWidth(px(480))
        buttons = QDialogButtonBox(self)
        close = buttons.addButton(
            translate("Evidence", "Close"), QDialogButtonBox.ButtonRole.RejectRole
        )
        close.setObjectName("primary")
        buttons.rejected.connect(self.reject)
        self.put(buttons)
        self._around = around
        self.box.done.connect(self._done)
        self.box.serve(target, may=may)

    def _done(self, words: str, undo: Undo | None) -> None:
        around, box = self._around, self.box

        def back() -> None:
            if undo is not None:
                around.write(lambda _: around.app.undo(undo), lambda _: box.refresh())

        around.tell(words, back if undo is not None else None)
