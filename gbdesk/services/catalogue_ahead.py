"""A hub that was put back to before its newest release: units use one that it no longer knows.

What they send waits (E_NEEDS_DIRECTORY) and what the hub says is refused as older. The numbers that
refused packages named say where the next release has to begin, so that all of them take it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gbdesk.services.desk import Desk
from gbdesk.store import catalogues, ledger
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

NEEDS: Final = "E_NEEDS_DIRECTORY"
FURTHEST: Final = 100
"""Further ahead is no release that this hub forgot, but a number that somebody made up."""


def newest(db: Connection) -> int:
    """The newest release that units of this hub were seen to use, or the one in force here."""
    here, found = catalogues.number(db), 0
    for tried in ledger.attempts(db, outcome=NEEDS):
        said = tried.facts.get("why", {}).get("number")
        if type(said) is int and here < said <= here + FURTHEST:
            found = max(found, said)
    return max(here, found)


def sentence(desk: Desk, number: int) -> tuple[str, ...]:
    """What to know before publishing, where units use `number` and it is newer than here."""
    if number <= desk.catalogue.number:
        return ()
    return (
        translate(
            "Release",
            "Units use catalogue no. {number}, newer than the one here: this computer was put back "
            "to before it was published. Look whether the lists are complete; the next release "
            "gets no. {after}.",
            number=number,
            after=number + 1,
        ),
    )
