"""Letting the hub help with a lost password, or no longer: the pages before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gbdesk.services.escrow import Standing
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.hub.moments import moment_words
from gbdesk.ui.keys.walk import Walk

if TYPE_CHECKING:
    from gbdesk.services.changed import Changed
    from gbdesk.services.progress import Progress


class EscrowWalk(Walk):
    """What giving or withdrawing means."""

    def __init__(self, around: Around, standing: Standing, parent: QWidget) -> None:
        hub = around.app.catalogue.word("hub_short")
        title = (
            translate("Keys", "{hub_short} is to help no longer", hub_short=hub)
            if standing.given
            else translate("Keys", "Let {hub_short} help with a lost password", hub_short=hub)
        )
        steps = _withdrawing(hub) if standing.given else _giving(hub)
        super().__init__(around, title, steps, parent)
        self.ask(
            translate("Keys", "Withdraw the help")
            if standing.given
            else translate("Keys", "Let it help")
        )


def _giving(hub: str) -> list[str]:
    return [
        translate(
            "Keys",
            "The key of these data is sealed once more into the key file, for the emergency key "
            "that {hub_short} keeps in its safe.",
            hub_short=hub,
        ),
        translate(
            "Keys",
            "If every password and the recovery sheet are lost, you give {hub_short} the key "
            "file. It gives back a file and tells you a code by telephone; with both you set a "
            "new password.",
            hub_short=hub,
        ),
        translate(
            "Keys",
            "{hub_short} sees nothing more by it: without the data file the key opens nothing, "
            "and your reports go there anyway.",
            hub_short=hub,
        ),
        translate("Keys", "It stands in the system log. You can withdraw it at any time."),
    ]


def _withdrawing(hub: str) -> list[str]:
    return [
        translate(
            "Keys",
            "The key file no longer holds anything for {hub_short}. With all passwords and the "
            "recovery sheet lost, nobody can open the data.",
            hub_short=hub,
        ),
        translate(
            "Keys",
            "Copies of the key file made until now still hold it. Put the data under a new key "
            "afterwards to end that too.",
        ),
        translate("Keys", "It stands in the system log."),
    ]


def words_of(standing: Standing, hub: str) -> str:
    """How it stands, for the page of settings."""
    if standing.given:
        when = moment_words(standing.since)
        return translate(
            "Keys",
            "{hub_short} may help with a lost password, since {when}.",
            hub_short=hub,
            when=when,
        )
    return translate("Keys", "{hub_short} cannot help with a lost password.", hub_short=hub)


def changed(around: Around, standing: Standing, _progress: Progress) -> Changed:
    """Give or withdraw."""
    escrow = around.app.escrow
    return escrow.withdraw() if standing.given else escrow.give()
