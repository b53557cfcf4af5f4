"""The first user, where the data file stands, and the making of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.services import accounts, own_lists, refounding, setup
from gbdesk.services.progress import Progress
from gbdesk.services.setup import Made, Person
from gbdesk.text import translate
from gbdesk.ui import dialogs, errors, settings
from gbdesk.ui.first_run.parts import words
from gbdesk.ui.first_run.state import AGAIN, HUB, OFFICE
from gbdesk.ui.first_run.step import AlreadySaid, Shared, Step
from gbdesk.ui.secret import PasswordLine

LEAST: Final = accounts.PASSWORD_LEAST
_NAMES: Final = {OFFICE: "don-vi", HUB: "tong-hop", AGAIN: "tong-hop"}


class PersonStep(Step):
    """Name, short name, password, place of the data file."""

    def __init__(self, shared: Shared, parent: QWidget) -> None:
        super().__init__(shared, parent)
        self.title = translate("FirstRun", "Who works here first?")
        self.caption = translate("FirstRun", "More people can be added later.")
        self.display = self._line(translate("FirstRun", "Full name"))
        self.user = self._line(translate("FirstRun", "Short name for signing in"))
        self.password = PasswordLine(translate("FirstRun", "Password"), self)
        self.again = PasswordLine(translate("FirstRun", "The same password again"), self)
        self.place = self._line(translate("FirstRun", "Data file"))
        self.place.setReadOnly(True)
        self.display.setText(self.state.display)
        self.user.setText(self.state.user)
        self._own_user = bool(self.state.user)
        self._lay()
        self.display.textEdited.connect(self._named)
        self.user.textEdited.connect(self._short_named)
        for line in (self.password, self.again):
            line.textEdited.connect(self._typed)
            line.textChanged.connect(self._changed)
        if not self.state.own_place:
            self.state.workspace = str(self._free_place())
        self.place.setText(self.state.workspace)

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        return line

    def _lay(self) -> None:
        change = QPushButton(translate("FirstRun", "Another place…"), self)
        change.clicked.connect(self._choose_place)
        for line in (self.display, self.user, self.password):
            self.box.addWidget(words(line.accessibleName(), self, "fieldLabel"))
            self.box.addWidget(line)
        hint = translate(
            "FirstRun",
            "At least {least} characters. Joining 3 or 4 words is easy to remember, "
            "for example “blue stream on wednesday”.",
            least=LEAST,
        )
        self.box.addWidget(words(hint, self, "hint"))
        self.box.addWidget(self.password.note)
        self.box.addWidget(words(self.again.accessibleName(), self, "fieldLabel"))
        self.box.addWidget(self.again)
        self.box.addWidget(words(self.place.accessibleName(), self, "fieldLabel"))
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        row.addWidget(change)
        self.box.addLayout(row)
        self.box.setSpacing(6)
        self.done()

    def take_caret(self) -> None:
        """To the name."""
        self.display.setFocus()

    def _named(self, name: str) -> None:
        self.state.display = name
        if not self._own_user:
            self.user.setText(short_name(name))
            self.state.user = self.user.text()
        self.ready_changed.emit()

    def _short_named(self, name: str) -> None:
        self._own_user, self.state.user = bool(name), name
        self.ready_changed.emit()

    def _typed(self, _text: str) -> None:
        self.said.say("")

    def _changed(self, _text: str) -> None:
        self.shared.password = self.password.text()
        self.ready_changed.emit()

    def is_ready(self) -> bool:
        """With everything filled in."""
        filled = (self.display, self.user, self.password, self.again)
        return all(line.text().strip() for line in filled)

    def _choose_place(self) -> None:
        name = Path(self.place.text()).name
        title = translate("FirstRun", "Where the data file is kept")
        file = dialogs.ask_save(self, title, name)
        if file is not None:
            self.state.own_place = True
            self.state.workspace = str(file.with_suffix(".gbdesk"))
            self.place.setText(self.state.workspace)

    def _free_place(self) -> Path:
        folder, name = settings.data_folder(), _NAMES.get(self.state.role, "dung-thu")
        for number in range(1, 100):
            file = folder / f"{name}{'' if number == 1 else f'-{number}'}.gbdesk"
            if not file.exists():
                return file
        return folder / f"{name}-100.gbdesk"

    def go(self, on: Callable[[], None], stop: Callable[[Exception], None]) -> None:
        """Make the data file; it appears whole or not at all."""
        if self.password.text() != self.again.text():
            self.said.say(translate("FirstRun", "The two passwords differ. Type the second again."))
            self.again.clear()
            self.again.setFocus()
            stop(AlreadySaid())
            return
        try:
            accounts.check_display(self.state.display)
            accounts.check_user(self.state.user)
            accounts.check_password(self.password.text())
        except Refused as refused:
            self.said.say(errors.in_words(refused).text)
            stop(AlreadySaid())
            return
        made = partial(self._made, on)
        self.shared.host.lanes.write(partial(_make, self.shared), made, stop)

    def _made(self, on: Callable[[], None], made: Made) -> None:
        self.shared.made, self.shared.recovery = made, made.recovery_code
        self.state.made = True
        on()


def short_name(display: str) -> str:
    """`ha` of “Nông Thị Hà”, `ha.n` where only that is left to tell people apart is for later."""
    last = display.rsplit(maxsplit=1)[-1] if display.split() else ""
    plain = unicodedata.normalize("NFD", last.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]", "", plain)[:32]


def _make(shared: Shared, _progress: Progress) -> Made:
    state, given = shared.state, shared.given
    path = Path(state.workspace)
    path.parent.mkdir(parents=True, exist_ok=True)
    person = Person(user=state.user, display=state.display, password=shared.password)
    more: dict[str, Any] = dict(given)
    if state.role == HUB:
        release = own_lists.release_of(state.template, shared.lists)
        return setup.create_hub(path, template=release, person=person, **more)
    if state.role == AGAIN:
        root = shared.root, shared.code
        done = refounding.create_hub_again(path, root, shared.files, person, **more)
        return Made(path=path, recovery_code=done.recovery_code)
    if state.role == OFFICE:
        return setup.create_office(path, shared.invitation, shared.code, person, **more)
    return setup.create_trial(path, person, state.side, state.world, **more)
