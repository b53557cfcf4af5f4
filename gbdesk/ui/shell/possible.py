"""Which lines of the menus can be carried out now: the others are shut and say why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from gbdesk.text import mark, say, translate
from gbdesk.ui.commands import Command
from gbdesk.ui.settings import DARK, LIGHT, PERCENTS, SYSTEM, Settings
from gbdesk.ui.shell.relay import possible

if TYPE_CHECKING:
    from gbdesk.ui.shell.shell import Shell

LOOKS: Final = {"light": LIGHT, "dark": DARK, "system": SYSTEM}
STEPS: Final = {
    "undo": (mark("Menu", "Undo"), mark("Menu", "Undo: {what}")),
    "redo": (mark("Menu", "Redo"), mark("Menu", "Redo: {what}")),
}
LANGUAGES: Final = {"vietnamese": "vi", "english": "en"}


class Possible(QObject):
    """Looks at the lines of a menu before it opens; remembers where the caret was."""

    def __init__(self, shell: Shell, settings: Settings, actions: Mapping[str, QAction]) -> None:
        super().__init__(shell)
        self._shell, self._settings, self._actions = shell, settings, actions
        self._caret: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)
        for key, action in actions.items():
            if key in LOOKS or key in LANGUAGES:
                action.setCheckable(True)

    def refresh(self) -> None:
        """Open what can be done, shut what cannot, mark what is set."""
        for key, action in self._actions.items():
            command = action.data()
            reason = self.reason(command) if isinstance(command, Command) else ""
            action.setEnabled(not reason)
            action.setToolTip(reason)
            action.setStatusTip(reason)
            if key in STEPS:
                action.setText(self._step_words(key, action.text()))
            if action.isCheckable():
                action.setChecked(key in self._set())

    def reason(self, command: Command) -> str:
        """Why a command cannot be carried out now; empty where it can."""
        frame = self._shell.current()
        if command.relayed:
            here = frame is not None and possible(frame.page, command.keys, self.caret())
            return "" if here else translate("Menu", "There is nothing like this on this page.")
        if command.key == "larger" and self._settings.percent == PERCENTS[-1]:
            return translate("Menu", "The text is as large as it can be.")
        if command.key == "smaller" and self._settings.percent == PERCENTS[0]:
            return translate("Menu", "The text is as small as it can be.")
        return ""

    def caret(self) -> QWidget | None:
        """What has the caret, or had it before a menu took it."""
        frame, now = self._shell.current(), QApplication.focusWidget()
        if frame is None:
            return now
        inside = (one for one in (now, self._caret) if one is not None and isValid(one))
        return next((one for one in inside if frame.page.isAncestorOf(one)), now)

    def _step_words(self, key: str, shown: str) -> str:
        """`Hoàn tác: xóa 3 hoạt động`, where the page can say it."""
        frame = self._shell.current()
        what = frame.ask("step_words", key) if frame is not None else ""
        plain, named = STEPS[key]
        words = say(named, n=None, what=what).replace("&", "&&") if what else say(plain)
        return "\t".join((words, *shown.split("\t")[1:]))

    def _set(self) -> Iterator[str]:
        yield from (key for key, theme in LOOKS.items() if theme == self._settings.theme)
        spoken = self._settings.spoken
        yield from (key for key, language in LANGUAGES.items() if language == spoken)

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._shell.isAncestorOf(now):
            self._caret = now
