"""Before today's data are put aside: what happens, and a safe way out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gbdesk.text import translate
from gbdesk.ui.forms.look import px
from gbdesk.ui.office.look import sheet
from gbdesk.ui.office.parts import Words, button


class RestoreQuestion(QDialog):
    """The safe answer is the default one."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        title = translate("Backup", "Put {name} in place of today's data", name=name)
        self.setWindowTitle(title)
        self.setMinimumWidth(px(500))
        self.setStyleSheet(sheet())
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(12)
        box.addWidget(Words(title, "officeSection", wrap=True, parent=self))
        words = translate(
            "Backup",
            "A backup of today's data is made first, so this can be taken back the same way. Then "
            "the window locks, the backup is put in place, and the password of that time opens it. "
            "The next package tells the receiver that the data came out of a backup.",
        )
        box.addWidget(Words(words, wrap=True, parent=self))
        self.yes = button(translate("Backup", "Put it in place"), "danger", parent=self)
        self.no = button(translate("Backup", "Leave everything as it is"), "primary", parent=self)
        self.yes.setAutoDefault(False)
        self.no.setDefault(True)
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        box.addLayout(row)
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)

    def answered(self) -> bool:
        """Whether the person said yes."""
        try:
            return self.exec() == QDialog.DialogCode.Accepted
        finally:
            self.deleteLater()
