"""What a hub does with the root file from its safe: other keys to work with, help for a unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from gbdesk.domain.names import nfc
from gbdesk.services.changed import Changed
from gbdesk.services.escrow import Help
from gbdesk.services.hub_keys import OWN, RECEIVING, SIGNING
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.look import px
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.look import sheet
from gbdesk.ui.hub.parts import button, row, said
from gbdesk.ui.hub.writing import write_new
from gbdesk.ui.keys.file_line import FileLine, content
from gbdesk.ui.keys.root import RootWalk

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

KEYS: Final = (".keys",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was chosen and typed."""

    root: Path
    code: str = field(repr=False)
    keys: Path = Path()
    reason: str = ""
    kinds: tuple[str, ...] = ()


class HubKeysWalk(RootWalk):
    """Other keys of the hub to work with."""

    def __init__(self, around: Around, parent: QWidget) -> None:
        title = translate("Keys", "Take new keys of {hub_short} into use", hub_short=_hub(around))
        super().__init__(around, title, _renewing(), parent)
        self.signing, self.receiving, self.own = self.choices(
            translate("Keys", "A new key that vouches for units and catalogues"),
            translate("Keys", "A new key for receiving packages"),
            translate("Keys", "A new key with which this PC signs receipts and catalogues"),
        )
        for box in (self.signing, self.receiving, self.own):
            box.setChecked(True)
        self.ask(translate("Keys", "Take new keys into use"))

    def check(self) -> str:
        """Something must be new."""
        if not self.kinds():
            return translate("Keys", "Tick at least one of the keys.")
        return super().check()

    def given(self) -> Given:
        """What was chosen and typed."""
        root, code = self.root.path or Path(), self.code.text()
        return Given(root=root, code=code, kinds=self.kinds())

    def kinds(self) -> tuple[str, ...]:
        """What is to be new."""
        boxes = ((SIGNING, self.signing), (RECEIVING, self.receiving), (OWN, self.own))
        return tuple(kind for kind, box in boxes if box.isChecked())


class HelpWalk(RootWalk):
    """Help for a unit that lost its passwords."""

    def __init__(self, around: Around, parent: QWidget) -> None:
        title = translate("Keys", "Help a unit with a lost password")
        super().__init__(around, title, _helping(), parent)
        self.ask(translate("Keys", "Write the file for the unit"))

    def before(self) -> None:
        """The key file of the unit and why."""
        words = translate("Keys", "Key file that the unit gave (.keys)")
        self.keys = FileLine(words, KEYS, self)
        label = translate("Keys", "Who asked, and how you know that it is this unit")
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName(label)
        for each, part in ((words, self.keys), (label, self.reason)):
            self.put(said(each, "fieldLabel"))
            self.put(part)

    def said_reason(self) -> str:
        """The reason as it is kept."""
        return nfc(self.reason.text())

    def given(self) -> Given:
        """What was chosen and typed."""
        root, keys = self.root.path or Path(), self.keys.path or Path()
        return Given(root=root, code=self.code.text(), keys=keys, reason=self.said_reason())

    def check(self) -> str:
        """The key file and a reason too."""
        if self.keys.path is None:
            return translate("Keys", "Choose the key file of the unit first.")
        if not self.said_reason():
            return translate("Keys", "Write who asked, and how you know that it is this unit.")
        return super().check()


def _hub(around: Around) -> str:
    return str(around.app.catalogue.word("hub_short"))


def _renewing() -> list[str]:
    return [
        translate(
            "Keys",
            "The root key signs for the new keys. The root file itself stays as it is and goes "
            "back into the safe.",
        ),
        translate(
            "Keys",
            "Units learn of it with the next receipt they open. Until then their packages are "
            "accepted as before, also those already on their way.",
        ),
        translate(
            "Keys",
            "From then on nothing new is believed that only an older key signed. A late receipt "
            "may repeat what is known; late packages of units still open.",
        ),
        translate(
            "Keys",
            "After a loss or a theft leave all three ticked, telephone the units so that they "
            "open the new receipt soon, and put the data under a new key too (Settings).",
        ),
        translate(
            "Keys",
            "A backup is made at the end: an older backup does not know the new keys and must "
            "not be put back.",
        ),
    ]


def _helping() -> list[str]:
    return [
        translate(
            "Keys",
            "It works where the unit has allowed it before. The key of its data is taken out of "
            "its key file and put under a code.",
        ),
        translate(
            "Keys",
            "You give the file to the unit and tell the code by telephone, to somebody you know. "
            "With both it sets a new password on its own PC.",
        ),
        translate("Keys", "The reason stands in the system log here; its use in that of the unit."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """New keys are in use; `backup` is the new one, None where it could not be made."""

    number: int
    backup: Path | None
    changed: Changed = Changed.PACKAGES | Changed.CATALOGUE | Changed.BACKUPS


def renewed(given: Given, around: Around, _progress: Progress) -> Done:
    """Take new keys into use and make a backup that knows them."""
    from gbdesk.bootstrap import backed_up

    app = around.app
    found = app.hub_keys.renew(content(given.root), given.code, given.kinds)
    return Done(number=found.number, backup=backed_up(app))


def told_of(done: Done) -> str:
    """What is to be done next."""
    words = translate("Keys", "New keys are in use. Write receipts for all units now.")
    if done.backup is None:
        return f"{words} {translate('Keys', 'No new backup could be made: make one now.')}"
    made = translate("Keys", "A new backup is made: {name}.", name=done.backup.name)
    return f"{words} {made}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Helped:
    """The file for a unit and where it stands."""

    made: Help
    path: Path
    changed: Changed = Changed.ACCOUNTS


def helped(given: Given, folder: Path, around: Around, _progress: Progress) -> Helped:
    """Write the file for a unit."""
    keys, root = content(given.keys), content(given.root)
    made = around.app.escrow.help(keys, root, given.code, given.reason)
    path = write_new(folder, made.name, made.bytes, private=True)
    return Helped(made=made, path=path)


class HelpShown(Question):
    """The code of a file for a unit; it is not shown again."""

    def __init__(self, made: Help, path: Path, parent: QWidget) -> None:
        super().__init__(
            translate("Keys", "The file for {name} is written", name=made.title), parent
        )
        self.setStyleSheet(sheet())
        self.setMinimumWidth(px(560))
        self.say(
            translate(
                "Keys",
                "Give {file} to the unit. Tell the code by telephone, never with the file; it is "
                "shown only now.",
                file=path.name,
            )
        )
        self.code = said(made.code, "hubCode", wraps=True)
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setAccessibleName(translate("Keys", "Code: {code}", code=made.code))
        self.put(self.code)
        shut = button(translate("Keys", "I have written the code down"), primary=True)
        shut.clicked.connect(self.accept)
        feet = QWidget()
        feet.setLayout(row(None, shut))
        self.put(feet)
