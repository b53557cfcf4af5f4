"""One office: how far it is, its PCs, the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from gbdesk.services.enrolment import ENROLLED, INVITED, DeviceRow
from gbdesk.text import translate
from gbdesk.ui.forms.look import px
from gbdesk.ui.hub.moments import moment_words
from gbdesk.ui.hub.parts import Tag, button, emptied, row, said, scrolled, small
from gbdesk.ui.pages.enrolment.rows import Line, pill_of


class Side(QFrame):
    """The panel beside the list."""

    invite_asked = Signal()
    revoke_asked = Signal(str)
    keys_asked = Signal(str, str)
    digits_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        held = QWidget()
        held.setObjectName("sideHeld")
        self._box = QVBoxLayout(held)
        self._box.setContentsMargins(16, 14, 16, 10)
        self._box.setSpacing(8)
        self.invite = button(translate("Enrolment", "Make the invitation…"), "send")
        self.invite.clicked.connect(self.invite_asked)
        self._feet = QFrame(self)
        self._feet.setObjectName("hubFoot")
        feet = QVBoxLayout(self._feet)
        feet.setContentsMargins(16, 10, 16, 12)
        feet.addWidget(self.invite)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolled(held), 1)
        column.addWidget(self._feet)
        self.setFixedWidth(px(310))
        self.show_line(None)

    def show_line(self, line: Line | None) -> None:
        """Show an office."""
        emptied(self._box)
        self._feet.setVisible(line is not None)
        if line is None:
            words = translate("Enrolment", "Choose a unit to see its PCs and the next step.")
            self._box.addWidget(said(words, "hubHint", wraps=True))
            self._box.addStretch(1)
            return
        self._box.addWidget(said(line.office.name, "hubSection", wraps=True))
        state = pill_of(line.row)
        self._box.addWidget(Tag(state.text, state.tone, state.icon), 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addWidget(said(self._next(line), "hubWords", wraps=True))
        if line.row.invited:
            digits = small(translate("Enrolment", "The code is lost: show digits…"))
            digits.clicked.connect(self.digits_asked)
            self._box.addWidget(_alone(digits))
        for device in line.row.devices:
            self._device(device)
        self._box.addStretch(1)

    def _next(self, line: Line) -> str:
        if line.row.state == ENROLLED:
            return translate(
                "Enrolment",
                "Its packages are accepted. A new invitation is only needed for another PC.",
            )
        if line.row.state == INVITED:
            return translate(
                "Enrolment",
                "Invited {when}. The unit sets up its PC with file and code and sends back a "
                "request; take that in here.",
                when=moment_words(line.row.invited),
            )
        return translate(
            "Enrolment",
            "Make an invitation: a file for the unit, and a code that you tell by telephone.",
        )

    def _device(self, device: DeviceRow) -> None:
        card = QFrame()
        card.setObjectName("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(12, 9, 12, 10)
        inner.setSpacing(4)
        inner.addWidget(said(device.label or translate("Enrolment", "PC"), "hubStrong"))
        code = said(translate("Enrolment", "Code of the PC: {code}", code=device.code), "hubAside")
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inner.addWidget(code)
        if device.revoked_n is None and device.trusts is not None:
            inner.addWidget(said(_trust_words(device), "hubWords", wraps=True))
        if device.revoked_n is not None:
            words = translate(
                "Enrolment", "Withdrawn: nothing after change {n} is accepted.", n=device.revoked_n
            )
            inner.addWidget(said(words, "hubAside", wraps=True))
        else:
            revoke = small(translate("Enrolment", "Withdraw this PC…"))
            revoke.setProperty("device", device.device)
            revoke.clicked.connect(self._revoke)
            if device.asks:
                words = translate("Enrolment", "It asks for new keys.")
                inner.addWidget(said(words, "hubWords", wraps=True))
                keys = small(translate("Enrolment", "Certify its new keys…"), "key-round")
                keys.setProperty("device", device.device)
                keys.setProperty("label", device.label)
                keys.clicked.connect(self._certify)
                inner.addWidget(_alone(keys))
            inner.addWidget(_alone(revoke))
        self._box.addWidget(card)

    def _certify(self) -> None:
        made = self.sender()
        if isinstance(made, QPushButton):
            self.keys_asked.emit(str(made.property("device")), str(made.property("label")))

    def _revoke(self) -> None:
        made = self.sender()
        if isinstance(made, QPushButton):
            self.revoke_asked.emit(str(made.property("device")))


def _trust_words(device: DeviceRow) -> str:
    if device.trusts:
        return translate("Enrolment", "It trusts the root key in force.")
    return translate(
        "Enrolment",
        "Nothing taken in so far shows that it trusts the root key in force. Write a receipt for "
        "it; where the older root file was lost, make an invitation and tell its code by "
        "telephone. The next package with entries shows it.",
    )


def _alone(deed: QPushButton) -> QWidget:
    held = QWidget()
    held.setLayout(row(deed, None))
    return held
