"""Who this installation is to others: its keys, the root it trusts, the release in force."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.refusals import Refused
from gbdesk.store import catalogues

if TYPE_CHECKING:
    from sqlalchemy import Connection

TRIAL: Final = "trial"


def read_release(db: Connection) -> Catalogue:
    """The newest stored release.

    Raises:
        Refused: there is none, or it is not what was signed.
    """
    signed = catalogues.current(db)
    if signed is None:
        raise Refused("setup.unfinished")
    return read_catalogue(json.loads(signed))
