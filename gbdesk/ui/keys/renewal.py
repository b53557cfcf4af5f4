"""Another data key: the page before it, and the screen while the data are written anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from gbdesk.services import renewing
from gbdesk.services.renewing import Renewed
from gbdesk.store.accounts import Account
from gbdesk.text import translate
from gbdesk.ui import commands, theme
from gbdesk.ui.first_run.state import SHEET
from gbdesk.ui.forms.around import Around
from gbdesk.ui.keys.walk import Walk

if TYPE_CHECKING:
    from gbdesk.app import App
    from gbdesk.services.progress import Progress
    from gbdesk.ui.host import Host


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Another data key, without the access of `leaver`; `drop` throws older copies away."""

    password: str = field(repr=False)
    leaver: str = ""
    drop: bool = False


class RenewalWalk(Walk):
    """What happens when a person leaves, or the key of the data is changed for another reason."""

    def __init__(
        self, around: Around, leaver: Account | None, older: Sequence[Path], parent: QWidget
    ) -> None:
        name = leaver.display if leaver is not None else ""
        title = (
            translate("Keys", "{name} leaves", name=name)
            if leaver is not None
            else translate("Keys", "Put the data under a new key")
        )
        super().__init__(around, title, _steps(name), parent)
        self._leaver = leaver.id if leaver is not None else ""
        self.older: Sequence[Path] = older
        self.drop = self.choice(
            translate(
                "Keys",
                "Throw away the {n} older copies on this PC, once the new backup is made and "
                "counted",
                n=len(older),
            )
        )
        self.drop.setVisible(bool(older))
        self.drop.setToolTip("\n".join(one.name for one in older))
        yes = (
            translate("Keys", "Take access away and change the key")
            if leaver is not None
            else translate("Keys", "Change the key")
        )
        self.ask(yes)

    def wanted(self) -> Wanted:
        """What was asked for."""
        return Wanted(password=self.typed, leaver=self._leaver, drop=self.drop.isChecked())


def _steps(name: str) -> list[str]:
    first = (
        [
            translate(
                "Keys",
                "{name} opens this data file no longer, also not with an older copy of its key "
                "file. What {name} wrote stays and keeps the name.",
                name=name,
            )
        ]
        if name
        else []
    )
    return [
        *first,
        translate(
            "Keys",
            "The data file and the drafts are written anew under another key, which takes as "
            "long as a backup. Until the last moment the present file stands untouched.",
        ),
        translate(
            "Keys",
            "Everybody else keeps the password. The recovery sheet becomes invalid; a new one is "
            "shown at the end.",
        ),
        translate(
            "Keys",
            "A new backup is made. Copies made before, also those on sticks, still open with the "
            "passwords of that time.",
        ),
        translate(
            "Keys",
            "If the data file itself may be in other hands, renew the keys of this PC as well "
            "(Settings).",
        ),
    ]


def older_of(app: App) -> tuple[Path, ...]:
    """Backups and older copies on this PC."""
    return renewing.older_copies(app.store.path, (app.backups.folder,))


class Waiting(QWidget):
    """Stands in the window while the pages are gone and the file is closed."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.words = QLabel(words, self)
        self.words.setObjectName("sectionTitle")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(theme.px(320))
        self.bar.setAccessibleName(words)
        box = QVBoxLayout(self)
        box.addStretch(2)
        box.addWidget(self.words)
        box.addSpacing(12)
        box.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)


def renew(host: Host, wanted: Wanted) -> None:
    """Close the pages, write the data under another key, open them again, show the new sheet."""
    app, shell, path = host.app, host.shell, host.path
    if app is None or shell is None or path is None:
        return
    host.idle.stop()
    shell.leave()
    host.shell = host.app = host.doing = None
    commands.empty(host.window)
    host.window.menuBar().hide()
    host.lanes.forget()
    host.lanes.stop_reading()
    words = translate("Keys", "The data are being written under a new key. Please wait.")
    host.window.put(Waiting(words, host.window))
    work = partial(_renewed, app, wanted, dict(host.given))
    host.lanes.write(work, partial(_opened, host), partial(_failed, host, app))


def _renewed(
    app: App, wanted: Wanted, given: dict[str, Any], progress: Progress
) -> tuple[App, Renewed]:
    from gbdesk.bootstrap import renew_key

    leaver, drop = wanted.leaver, wanted.drop
    return renew_key(app, wanted.password, leaver=leaver, drop=drop, progress=progress, **given)


def _opened(host: Host, done: tuple[App, Renewed]) -> None:
    from gbdesk.ui.first_run.sheet_dialog import SheetDialog

    app, renewed = done
    app.drafts.put(*SHEET, {"asked": app.today().isoformat()})
    host.open(app)
    if host.shell is not None:
        host.shell.tell(told(renewed))
        SheetDialog(host, renewed.recovery_code, host.shell).open()


def told(done: Renewed) -> str:
    """What was done, and what still opens with older passwords."""
    left = len(done.older) - len(done.dropped)
    first = translate("Keys", "The data are under a new key.")
    if done.backup is None:
        more = translate("Keys", "No new backup could be made: make one now.")
    elif left:
        more = translate(
            "Keys", "A new backup is made; {n} older copies open with older passwords.", n=left
        )
    else:
        more = translate("Keys", "A new backup is made: {name}.", name=done.backup.name)
    return f"{first} {more}"


def _failed(host: Host, app: App, error: Exception) -> None:
    """Where the file was not closed yet the pages come back, else the lock screen says why."""
    if not app.store.is_closed:
        host.open(app)
        if host.shell is not None:
            host.shell.complain(error)
    elif host.path is not None:
        host.ask(host.path)
        host.refuse(error)
