"""Other keys for a PC: the page before asking at the office, the code typed at the hub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from gbdesk.services.changed import Changed
from gbdesk.services.pc_keys import Own
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.hub.parts import said
from gbdesk.ui.keys.walk import Walk

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress


class AskWalk(Walk):
    """What asking for other keys of this PC means."""

    def __init__(self, around: Around, parent: QWidget) -> None:
        hub = around.app.catalogue.word("hub_short")
        super().__init__(
            around, translate("Keys", "Renew the keys of this PC"), _asking(hub), parent
        )
        self.ask(translate("Keys", "Make new keys"))


def _asking(hub: str) -> list[str]:
    return [
        translate(
            "Keys",
            "It is for when a copy of the data file may be in other hands. All entries stay; the "
            "PC stays registered under its name.",
        ),
        translate(
            "Keys",
            "New keys are made now. The next package tells {hub_short}; then {hub_short} asks for "
            "a code by telephone: you find it here, in Settings.",
            hub_short=hub,
        ),
        translate(
            "Keys",
            "The next file of {hub_short} that is opened here switches over. Until then sending "
            "goes on as before.",
            hub_short=hub,
        ),
        translate(
            "Keys",
            "From the first package after that, {hub_short} accepts nothing by the older keys. "
            "Make a backup then: an older one does not know the new keys.",
            hub_short=hub,
        ),
    ]


def words_of(own: Own, hub: str) -> str:
    """How the keys of this PC stand."""
    if own.waiting:
        return translate(
            "Keys",
            "New keys of this PC wait for {hub_short}. When it asks, read out this code: {code}",
            hub_short=hub,
            code=own.waiting,
        )
    return translate("Keys", "Code of the keys of this PC: {code}", code=own.code)


def asked(around: Around, _progress: Progress) -> Changed:
    """Ask for other keys."""
    around.app.pc_keys.ask()
    return Changed.PACKAGES


class CertifyWalk(Walk):
    """At the hub: the code that the office reads out, and what certifying means."""

    def __init__(self, around: Around, label: str, parent: QWidget) -> None:
        title = translate("Keys", "New keys of the PC {label}", label=label)
        super().__init__(around, title, _certifying(), parent)
        words = translate("Keys", "Code that the unit reads out")
        self.code = QLineEdit(self)
        self.code.setAccessibleName(words)
        self.code.setPlaceholderText("XXXX-XXXX-XXXX-XXXXX")
        self.put(said(words, "fieldLabel"))
        self.put(self.code)
        self.ask(translate("Keys", "Certify the new keys"))
        self.code.setFocus()

    def check(self) -> str:
        """A code."""
        if self.code.text().strip():
            return ""
        return translate("Keys", "Telephone the unit and type the code that it reads out.")


def _certifying() -> list[str]:
    return [
        translate(
            "Keys",
            "Telephone the unit at a number that you know. It finds the code under Settings. If "
            "it asked for nothing, somebody else has its keys: withdraw the PC.",
        ),
        translate(
            "Keys",
            "The unit learns of it with its next receipt. Its history stays with this PC.",
        ),
        translate(
            "Keys",
            "From the first package under the new keys nothing by the older ones is accepted.",
        ),
    ]
