"""What shared outputs of a period told, kept so that a later one is not subtracted from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gbdesk.domain.disclosure import Profile, totals_of
from gbdesk.domain.published import Published
from gbdesk.domain.suppression import Told, suppress
from gbdesk.domain.tally import DvTally
from gbdesk.store import meta

if TYPE_CHECKING:
    from sqlalchemy import Connection

_KEY: Final = "published/"


def published(db: Connection, period: str) -> Published:
    """What was published of a period from this PC."""
    return Published.read(meta.get(db, f"{_KEY}{period}"))


def remember(db: Connection, period: str, told: Told | None) -> None:
    """Keep what an output tells; before it is written, so that none goes out unremembered."""
    if told is not None:
        meta.put(db, f"{_KEY}{period}", told.published.plain())


def told_of(
    db: Connection, period: str, tally: DvTally | None, profile: Profile, threshold: int
) -> Told | None:
    """How the totals of a form are told beside earlier outputs; None where nothing is hidden."""
    if tally is None or not profile.hides:
        return None
    return suppress(totals_of(tally), threshold, published(db, period))
