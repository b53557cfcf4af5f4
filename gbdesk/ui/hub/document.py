"""A document as it prints, beside what it is made of: seen, written into a folder, printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gbdesk.domain.disclosure import INTERNAL, SHARED
from gbdesk.text import translate
from gbdesk.ui.dialogs import ask_folder
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.look import px
from gbdesk.ui.hub.document_choices import DocumentChoices
from gbdesk.ui.hub.done import Done
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.page import HubPage
from gbdesk.ui.hub.paper import PaperView
from gbdesk.ui.hub.parts import Banner, button, scrolled
from gbdesk.ui.hub.password import PasswordQuestion
from gbdesk.ui.hub.printing import Printing

COLUMN: Final = 330


class DocumentPage(HubPage):
    """`asked`: the pages have to be made; `folder_chosen`: files (folder, formats) to be written.

    `buttons` go into the page's first line. Full figures are asked for with password and reason.
    """

    asked = Signal()
    folder_chosen = Signal(object, object)

    def __init__(
        self, around: Around, choices: DocumentChoices, parent: QWidget | None = None
    ) -> None:
        super().__init__(around, parent)
        self._profile, self._reason = SHARED.id, ""
        self.write_files = button(
            translate("Document", "Write to a folder…"), "download", primary=True
        )
        self.print = button(translate("Document", "Print…"), "printer")
        self.head, self.buttons = (), (self.write_files, self.print)
        self.choices = choices
        self.done, self.notice = Done(self), Banner("circle-alert", "danger")
        self.paper, self.printing = PaperView(around, self), Printing(around, self)
        self._lay()
        self.choices.profile_asked.connect(self._profile_asked)
        for tick in self.choices.kinds.values():
            tick.toggled.connect(self._kinds_changed)
        self.write_files.clicked.connect(self.ask_where)
        self.print.clicked.connect(self._print)
        self._keys = QShortcut(QKeySequence("Ctrl+P"), self, self._print)
        self._keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay(self) -> None:
        held = QWidget(self)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(12)
        column.addWidget(self.notice)
        column.addWidget(self.done)
        column.addWidget(self.choices, 1)
        side = scrolled(held)
        side.setFixedWidth(px(COLUMN))
        frame = QFrame(self)
        frame.setObjectName("card")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.paper)
        box = QHBoxLayout(self)
        box.setContentsMargins(18, 0, 18, 14)
        box.setSpacing(14)
        box.addWidget(side)
        box.addWidget(frame, 1)

    # what is shown
    def begin(self) -> None:
        """Begin with the shared profile: full figures are asked for anew."""
        self._use(SHARED.id, "")
        self._forget()
        self.make()

    def make(self) -> None:
        """Have the pages made anew."""
        self.paper.say(translate("Document", "The pages are being made…"))
        self._may_print(may=False)
        self.asked.emit()

    def show_pages(self, pdf: bytes) -> None:
        """These are the pages."""
        self.paper.show_pdf(pdf)
        self._may_print(may=True)

    def kept(self, _nothing: object) -> None:
        """What the printed pages tell was kept."""

    def not_made(self, error: Exception) -> None:
        """The pages could not be made."""
        self.paper.say(words_of(error, self._around))

    def _use(self, profile: str, reason: str) -> None:
        self._profile, self._reason = profile, reason
        self.choices.choose_profile(profile)

    def _forget(self) -> None:
        self.done.hide()
        self.notice.say("")

    # what is chosen
    def _profile_asked(self, ident: str) -> None:
        if ident == self._profile:
            return
        reason = ""
        if ident == INTERNAL.id:
            asked = PasswordQuestion(
                self._around,
                translate("Document", "Show and write full figures"),
                translate(
                    "Document",
                    "Full figures can point to persons. Who looked, when and why is kept in the "
                    "audit; the files are marked internal.",
                ),
                translate("Document", "Show full figures"),
                self,
            )
            if not asked.answered():
                self.choices.choose_profile(self._profile)
                return
            reason = asked.said_reason()
        self._use(ident, reason)
        self.make()

    def _kinds_changed(self, *_on: object) -> None:
        self.write_files.setEnabled(bool(self.choices.formats()))

    # what is written
    def ask_where(self) -> None:
        """Ask where, then write."""
        folder = ask_folder(self, translate("Document", "Folder for the document"))
        if folder is not None:
            self.write_to(folder)

    def write_to(self, folder: Path) -> None:
        """Write the files into a folder."""
        self.write_files.setEnabled(False)
        self.folder_chosen.emit(folder, self.choices.formats())

    def written(self, paths: Sequence[Path], words: str) -> None:
        """These files were written and read back."""
        self._kinds_changed()
        self.notice.say("")
        self.done.tell(paths, words)
        self._around.tell(words)

    def not_written(self, error: Exception) -> None:
        """No file was written."""
        self._kinds_changed()
        self.done.hide()
        self.notice.say(words_of(error, self._around))

    def _may_print(self, *, may: bool) -> None:
        self.print.setEnabled(may)
        self._keys.setEnabled(may)

    def _print(self) -> None:
        self.printing.ask(self.paper.pdf)
