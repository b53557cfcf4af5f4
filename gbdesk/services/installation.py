"""What an installation is: hub or office, a trial or real, which office, which device."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from gbdesk.domain.refusals import Refused
from gbdesk.store import meta

if TYPE_CHECKING:
    from sqlalchemy import Connection

_KEY: Final = "installation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Fixed when the workspace is set up."""

    office: str
    device: str
    hub: bool
    trial: bool
    sample: bool


def write(db: Connection, made: Installation) -> None:
    """Keep what this installation is."""
    meta.put(db, _KEY, asdict(made))


def read(db: Connection) -> Installation:
    """What this installation is.

    Raises:
        Refused: the workspace was never set up completely.
    """
    found = meta.get(db, _KEY)
    if found is None:
        raise Refused("setup.unfinished")
    return Installation(**found)
