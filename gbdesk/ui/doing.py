"""Carries out the commands of the menu bar while a data file is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from gbdesk.text import translate
from gbdesk.ui import commands
from gbdesk.ui.commands import Command
from gbdesk.ui.keys import renewal
from gbdesk.ui.settings import DARK, LIGHT, PERCENTS, SYSTEM
from gbdesk.ui.shell.possible import Possible
from gbdesk.ui.shell.regions import next_region
from gbdesk.ui.shell.relay import relay

if TYPE_CHECKING:
    from gbdesk.ui.host import Host
    from gbdesk.ui.shell.shell import Shell

PAGES = frozenset(
    {
        *("backup", "export", "sent", "siblings", "import", "history"),
        *("enrolment", "settings", "users", "erasing"),
    }
)


class Doing(QObject):
    """One for each time the pages are built."""

    def __init__(self, host: Host, shell: Shell) -> None:
        super().__init__(shell)
        self._host, self._shell = host, shell
        shell.renewal_asked.connect(partial(renewal.renew, host))
        window, hub = host.window, shell.app.session.hub
        self.words = shell.words
        self.actions = commands.fill(window, self.triggered, hub=hub, words=self.words)
        self.possible = Possible(shell, host.settings, self.actions)
        for title in window.menuBar().actions():
            if (menu := title.menu()) is not None:
                menu.aboutToShow.connect(self.possible.refresh)  # type: ignore[attr-defined]
        window.menuBar().setCornerWidget(self._corner(window))
        window.menuBar().show()
        pages = [item.page.key for item in shell.nav.items()]
        for place, key in enumerate(pages[:9], start=1):
            shortcut = QShortcut(QKeySequence(f"Alt+{place}"), shell)
            shortcut.activated.connect(partial(shell.go, key))

    def _corner(self, window: QWidget) -> QWidget:
        held = QWidget(window)
        keys = QLabel("Ctrl K", held)
        keys.setObjectName("key")
        button = QPushButton(translate("Search", "Search everything"), held)
        button.setObjectName("corner")
        button.clicked.connect(self.search)
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 10, 0)
        row.setSpacing(2)
        if self._shell.app.session.sample:
            sample = QLabel(translate("Window", "SAMPLE DATA"), held)
            sample.setObjectName("sample")
            row.addWidget(sample, 0, Qt.AlignmentFlag.AlignVCenter)
            row.addSpacing(12)
        row.addWidget(keys, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(button)
        return held

    def triggered(self, action: QAction) -> None:
        """Do what a line of the menu says."""
        command = action.data()
        if isinstance(command, Command):
            self.run(command)

    def run(self, command: Command) -> None:
        """Do what a command says."""
        frame = self._shell.current()
        if reason := self.possible.reason(command):
            self._shell.tell(reason)
            return
        if command.relayed:
            if frame is not None:
                relay(frame.page, command.keys, self.possible.caret())
            return
        if command.key in PAGES:
            self._shell.go(command.key)
            return
        work = getattr(self, f"_{command.key}", None)
        if work is not None:
            work()

    def search(self) -> None:
        """Search pages, commands, activities and places."""
        from gbdesk.ui.shell.finder import Finder

        Finder(self._shell, self, self._host.window).open()

    _search = search

    def _lock(self) -> None:
        self._host.lock()

    def _quit(self) -> None:
        self._host.window.close()

    def _rail(self) -> None:
        self._host.looks.remember(rail=self._shell.toggle_rail())

    def _region(self) -> None:
        next_region(self._shell)

    def _larger(self) -> None:
        self._resize(1)

    def _smaller(self) -> None:
        self._resize(-1)

    def _resize(self, by: int) -> None:
        at = PERCENTS.index(self._host.settings.percent) + by
        if 0 <= at < len(PERCENTS):
            self._host.looks.change(percent=PERCENTS[at])

    def _light(self) -> None:
        self._host.looks.change(theme=LIGHT)

    def _dark(self) -> None:
        self._host.looks.change(theme=DARK)

    def _system(self) -> None:
        self._host.looks.change(theme=SYSTEM)

    def _vietnamese(self) -> None:
        self._host.looks.change(language="vi")

    def _english(self) -> None:
        self._host.looks.change(language="en")

    def _answer(self) -> None:
        self._shell.go("sent", ask=True)

    def _capture(self) -> None:
        self._host.guard.allow(self._shell)

    def _help(self) -> None:
        self._shell.help.setVisible(self._shell.help.isHidden())

    def _keys(self) -> None:
        from gbdesk.ui.shell.about import KeysDialog

        KeysDialog(self._shell).open()

    def _about(self) -> None:
        from gbdesk.ui.shell.about import AboutDialog

        AboutDialog(self._shell).open()

    def _notices(self) -> None:
        from gbdesk.ui.shell.about import NoticesDialog

        NoticesDialog(self._shell.notices, self._shell).open()

    def _password(self) -> None:
        from gbdesk.ui.recover import PasswordDialog

        PasswordDialog(self._shell, self._shell).open()
