"""The upper and lower edge of the form beside the table: what it is, what can be done with it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from gbdesk.text import translate
from gbdesk.ui.forms.look import icon


class PanelHead(QFrame):
    """Title, position in the list, and three tools."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panelHead")
        self.title, self.position = QLabel(self), QLabel(self)
        self.title.setObjectName("sideTitle")
        self.position.setObjectName("fieldAside")
        self.duplicate = _tool("copy", translate("Activities", "Duplicate (Ctrl D)"), self)
        self.delete = _tool("trash-2", translate("Activities", "Delete"), self)
        self.close_button = _tool("x", translate("Activities", "Close (Esc)"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(6)
        row.addWidget(self.title)
        row.addWidget(self.position)
        row.addStretch(1)
        for button in (self.duplicate, self.delete, self.close_button):
            row.addWidget(button)


class PanelFoot(QFrame):
    """The state of what is typed, and the two ways to keep it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panelFoot")
        self.state = QLabel(self)
        self.state.setObjectName("fieldAside")
        self.save = QPushButton(translate("Activities", "Save"), self)
        self.save.setToolTip(translate("Activities", "Save (Ctrl S)"))
        self.again = QPushButton(translate("Activities", "Save and add"), self)
        self.again.setObjectName("primary")
        self.again.setToolTip(translate("Activities", "Save and add another (Ctrl Enter)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 14, 9)
        row.setSpacing(8)
        row.addWidget(self.state, 1)
        row.addWidget(self.save)
        row.addWidget(self.again)


def _tool(picture: str, words: str, parent: QWidget) -> QPushButton:
    button = QPushButton(icon(picture, "text_2"), "", parent)
    button.setObjectName("tool")
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button
