"""The page of settings: language, size, colours, locking, password and recovery sheet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gbdesk.services.session import ADMIN
from gbdesk.text import translate
from gbdesk.ui import theme
from gbdesk.ui.pages.settings.inbox import InboxCard
from gbdesk.ui.pages.settings.keys import KeysCard
from gbdesk.ui.settings import DARK, DEFAULTS, LIGHT, MINUTES, PERCENTS, SYSTEM, Settings

if TYPE_CHECKING:
    from gbdesk.ui.host import Host
    from gbdesk.ui.shell.shell import Shell

LOOKS: Final = ("language", "percent", "theme", "dense")
LOCKS: Final = ("lock_minutes", "lock_minimised")
FIELD: Final = 260


class SettingsPage(QWidget):
    """Changes apply at once; each group goes back to its defaults with one button."""

    def __init__(self, around: Shell) -> None:
        super().__init__()
        self._around = around
        self.head: tuple[QWidget, ...] = ()
        self.buttons: tuple[QPushButton, ...] = ()
        held = QWidget(self)
        held.setObjectName("held")
        self._column = QVBoxLayout(held)
        self._column.setContentsMargins(18, 0, 18, 18)
        self._column.setSpacing(14)
        area = QScrollArea(self)
        area.setObjectName("pageBody")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(held)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)
        self._looks()
        self._locking()
        self._access()
        if around.app.session.hub:
            card = self._card(translate("Inbox", "Folder watched for packages"), ())
            self.inbox = InboxCard(around, card, self)
        self._column.addStretch(1)

    @property
    def _host(self) -> Host:
        return self._around.host

    @property
    def _set(self) -> Settings:
        return self._host.settings

    def _looks(self) -> None:
        card = self._card(translate("Settings", "Language and look"), LOOKS)
        self.language = self._choice(
            translate("Settings", "Language"), (("vi", "Tiếng Việt"), ("en", "English"))
        )
        self.percent = self._choice(
            translate("Settings", "Text size"), [(one, f"{one} %") for one in PERCENTS]
        )
        self.theme = self._choice(
            translate("Settings", "Colours"),
            (
                (SYSTEM, translate("Settings", "As the system")),
                (LIGHT, translate("Settings", "Light")),
                (DARK, translate("Settings", "Dark")),
            ),
        )
        self.rows = self._choice(
            translate("Settings", "Rows"),
            (
                (False, translate("Settings", "Roomy")),
                (True, translate("Settings", "Close together")),
            ),
        )
        for box, name, value in (
            (self.language, "language", self._set.spoken),
            (self.percent, "percent", self._set.percent),
            (self.theme, "theme", self._set.theme),
            (self.rows, "dense", self._set.dense),
        ):
            box.setCurrentIndex(box.findData(value))
            box.setProperty("setting", name)
            box.activated.connect(self._chosen)
            self._row(card, box)

    def _locking(self) -> None:
        card = self._card(translate("Settings", "Locking"), LOCKS)
        self.minutes = QSpinBox(self)
        self.minutes.setRange(*MINUTES)
        self.minutes.setValue(self._set.lock_minutes)
        self.minutes.lineEdit().setTextMargins(8, 0, 0, 0)
        self.minutes.setSuffix(translate("Settings", " minutes"))
        self.minutes.setAccessibleName(translate("Settings", "Lock when nothing is touched for"))
        self.minutes.valueChanged.connect(self._minutes)
        self._row(card, self.minutes)
        self.minimised = QCheckBox(translate("Settings", "Also lock when the window is minimised"))
        self.minimised.setChecked(self._set.lock_minimised)
        self.minimised.toggled.connect(self._minimised)
        card.addWidget(self.minimised)

    def _access(self) -> None:
        card = self._card(translate("Settings", "Password and recovery"), ())
        row = QHBoxLayout()
        row.setSpacing(10)
        self.password = QPushButton(translate("Settings", "Change my password…"), self)
        self.password.clicked.connect(self._change_password)
        self.sheet = QPushButton(translate("Settings", "New recovery sheet…"), self)
        self.sheet.setEnabled(self._around.app.session.role_name == ADMIN)
        self.sheet.setToolTip(translate("Settings", "The sheet printed before no longer opens."))
        self.sheet.clicked.connect(self._new_sheet)
        row.addWidget(self.password)
        row.addWidget(self.sheet)
        row.addStretch(1)
        card.addLayout(row)
        self.keys = KeysCard(self._around, self._card(translate("Keys", "Keys"), ()), self)
        where = QLabel(
            translate("Settings", "Data file: {path}", path=self._around.app.store.path), self
        )
        where.setObjectName("aside")
        where.setWordWrap(True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.addWidget(where)

    # parts
    def _card(self, title: str, names: Sequence[str]) -> QVBoxLayout:
        card = QFrame(self)
        card.setObjectName("card")
        card.setMaximumWidth(theme.px(760))
        inner = QVBoxLayout(card)
        inner.setContentsMargins(18, 14, 18, 16)
        inner.setSpacing(10)
        head = QHBoxLayout()
        words = QLabel(title, card)
        words.setObjectName("cardTitle")
        head.addWidget(words, 1)
        if names:
            back = QPushButton(translate("Settings", "Restore defaults"), card)
            back.setObjectName("flat")
            back.setAccessibleName(translate("Settings", "Restore defaults: {group}", group=title))
            back.clicked.connect(partial(self._restore, tuple(names)))
            head.addWidget(back)
        inner.addLayout(head)
        self._column.addWidget(card)
        return inner

    def _choice(self, name: str, options: Sequence[tuple[Any, str]]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        for value, words in options:
            box.addItem(words, value)
        return box

    def _row(self, card: QVBoxLayout, field: QWidget) -> None:
        row = QHBoxLayout()
        label = QLabel(field.accessibleName(), self)
        label.setWordWrap(True)
        field.setFixedWidth(theme.px(FIELD))
        row.addWidget(label, 1)
        row.addWidget(field)
        card.addLayout(row)

    # what was chosen
    def _chosen(self, _at: int) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self._host.looks.change_soon(**{str(box.property("setting")): box.currentData()})

    def _minutes(self, minutes: int) -> None:
        self._host.looks.set_locking(lock_minutes=minutes)

    def _minimised(self, on: bool) -> None:
        self._host.looks.set_locking(lock_minimised=on)

    def _restore(self, names: Sequence[str]) -> None:
        self._host.looks.change_soon(**{name: getattr(DEFAULTS, name) for name in names})

    def _change_password(self) -> None:
        from gbdesk.ui.recover import PasswordDialog

        PasswordDialog(self._around, self).open()

    def _new_sheet(self) -> None:
        from gbdesk.ui.caring import make_sheet

        make_sheet(self._host, self._around)


def build(around: Shell) -> QWidget:
    """The page in this window."""
    return SettingsPage(around)
