"""The recovery sheet: shown, saved or printed, and proven to exist; or refused in words."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from gbdesk.services.progress import Progress
from gbdesk.text import translate
from gbdesk.ui import dialogs, errors, theme
from gbdesk.ui.first_run.parts import icon_button, words
from gbdesk.ui.first_run.state import PROVEN, REFUSED
from gbdesk.ui.first_run.step import Shared, Step
from gbdesk.ui.paper import Paper, pdf_of, print_paper, save_paper
from gbdesk.ui.secret import PasswordLine

GROUP: Final = 4
COLUMNS: Final = 4


class SheetStep(Step):
    """One cannot go on without proof that the sheet exists, or an explicit refusal."""

    def __init__(self, shared: Shared, parent: QWidget) -> None:
        super().__init__(shared, parent)
        self.title = translate("FirstRun", "Recovery sheet")
        self.caption = translate(
            "FirstRun",
            "Whoever forgets the password opens the data with this code. Nobody else can help: "
            "print it or save it to a stick, and keep it away from this computer.",
        )
        self._asked = -1
        if shared.recovery:
            self._show_code()
        else:
            self._ask_password()
        self.done()

    # taken up again: the code of the first time is not kept anywhere
    def _ask_password(self) -> None:
        note = translate(
            "FirstRun",
            "The data file is there already. Type your password to make a new recovery sheet.",
        )
        self.password = PasswordLine(translate("FirstRun", "Password"), self)
        self.password.setText(self.shared.password)
        self.password.textChanged.connect(self._password_typed)
        self.box.addWidget(words(note, self))
        self.box.addWidget(self.password)
        self.box.addWidget(self.password.note)

    def _password_typed(self, password: str) -> None:
        self.shared.password = password
        self.ready_changed.emit()

    # the sheet
    def _show_code(self) -> None:
        self._groups = [part for part in self.shared.recovery.split("-") if len(part) == GROUP]
        self._asked = secrets.randbelow(len(self._groups))
        self.box.addWidget(self._sheet())
        save = icon_button("download", translate("FirstRun", "Save as PDF…"), self)
        save.clicked.connect(self._save)
        paper = icon_button("printer", translate("FirstRun", "Print…"), self)
        paper.clicked.connect(self._print)
        row = QHBoxLayout()
        row.addWidget(save)
        row.addWidget(paper)
        row.addStretch(1)
        self.box.addLayout(row)
        ask = translate(
            "FirstRun",
            "To prove that the sheet exists, type the 4 characters of group {place}:",
            place=self._asked + 1,
        )
        self.proof = QLineEdit(self)
        self.proof.setAccessibleName(ask)
        self.proof.setMaxLength(GROUP)
        self.proof.setFixedWidth(theme.px(110))
        self.proof.textEdited.connect(self._typed)
        line = QHBoxLayout()
        line.addWidget(words(ask, self, "fieldLabel"), 1)
        line.addWidget(self.proof)
        self.box.addLayout(line)
        self.refuse = QCheckBox(
            translate("FirstRun", "Go on without a sheet: a forgotten password means lost data."),
            self,
        )
        self.refuse.toggled.connect(self._refused)
        self.box.addWidget(self.refuse)

    def _sheet(self) -> QFrame:
        sheet = QFrame(self)
        sheet.setObjectName("sheet")
        grid = QGridLayout(sheet)
        grid.setContentsMargins(18, 12, 18, 12)
        grid.setHorizontalSpacing(18)
        parts = self.shared.recovery.split("-")
        for at, part in enumerate(parts):
            label = QLabel(f"{at + 1}", sheet)
            label.setStyleSheet("color: #5F7078; font-size: 11px")
            code = QLabel(part, sheet)
            code.setFont(theme.font(17, theme.SEMI_BOLD))
            cell = QHBoxLayout()
            cell.setSpacing(8)
            cell.addWidget(label)
            cell.addWidget(code, 1)
            grid.addLayout(cell, at // COLUMNS, at % COLUMNS)
        sheet.setAccessibleName(translate("FirstRun", "Recovery code"))
        return sheet

    def _paper(self) -> Paper:
        return recovery_paper(self.shared.recovery, Path(self.state.workspace).stem)

    def _save(self) -> None:
        name = f"{translate('FirstRun', 'recovery-sheet')}.pdf"
        file = dialogs.ask_save(self, translate("FirstRun", "Save the recovery sheet"), name)
        if file is not None:
            work = partial(saved, pdf_of(self._paper()), file)
            self.shared.host.lanes.read(work, self._told, self._failed)

    def _print(self) -> None:
        print_paper(self._paper(), self)

    def _told(self, file: Path) -> None:
        self.said.say(
            translate("FirstRun", "Saved as {name} and read back.", name=file.name), "success"
        )

    def _failed(self, error: Exception) -> None:
        self.said.say(errors.in_words(error).text)

    def _typed(self, typed: str) -> None:
        wanted = self._groups[self._asked]
        if typed.upper() == wanted:
            self.state.sheet = PROVEN
            self.refuse.setChecked(False)
            self.said.say(
                translate("FirstRun", "Right. Keep the sheet in a safe place."), "success"
            )
        else:
            self.state.sheet = REFUSED if self.refuse.isChecked() else ""
            full = len(typed) == GROUP
            wrong = translate("FirstRun", "Not these characters. Look at the group again.")
            self.said.say(wrong if full else "")
        self.ready_changed.emit()

    def _refused(self, on: bool) -> None:
        if self.state.sheet != PROVEN:
            self.state.sheet = REFUSED if on else ""
        self.ready_changed.emit()

    def is_ready(self) -> bool:
        """Proven or refused."""
        if not self.shared.recovery:
            return bool(self.shared.password)
        return self.state.sheet in {PROVEN, REFUSED}

    def take_caret(self) -> None:
        """To the field."""
        field = self.proof if self.shared.recovery else self.password
        field.setFocus()

    def go(self, on: Callable[[], None], stop: Callable[[Exception], None]) -> None:
        """Go on, or with the password make the sheet again."""
        if self.shared.recovery:
            on()
            return
        work = partial(_new_code, self.shared)
        self.shared.host.lanes.write(work, self._renewed, stop)

    def _renewed(self, code: str) -> None:
        self.shared.recovery = code
        self.state.sheet = ""
        self.shared.host.rebuild_screen()


def recovery_paper(code: str, name: str) -> Paper:
    """The sheet as it is printed: what it is for, whose it is, the code in numbered groups."""
    return Paper(
        title=translate("FirstRun", "gbdesk – recovery sheet"),
        lines=(
            translate("FirstRun", "Data file: {name}", name=name),
            translate(
                "FirstRun",
                "With this code the data can be opened when the password is forgotten. "
                "Keep it locked away, not beside the computer.",
            ),
        ),
        code=code,
        foot=translate(
            "FirstRun", "On the lock screen: Forgotten the password? Then type all groups."
        ),
    )


def saved(pdf: bytes, file: Path, _progress: Progress) -> Path:
    """Save a sheet off the window's thread."""
    return save_paper(pdf, file)


def _new_code(shared: Shared, _progress: Progress) -> str:
    from gbdesk.bootstrap import open_app

    state = shared.state
    app = open_app(Path(state.workspace), state.user, shared.password, **shared.given)
    try:
        return app.accounts.new_recovery_code()
    finally:
        app.close()
