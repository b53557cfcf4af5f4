"""Wrong invitation codes: told at once, and each next attempt made to wait longer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from platformdirs import user_state_path

from gbdesk.domain.refusals import Refused
from gbdesk.store import patience

WRONG: Final = "package.E_CODE"


@contextmanager
def patient(invitation: bytes, folder: Path | None) -> Iterator[None]:
    """Let an attempt at the code of this invitation pass, and count it where it is wrong.

    The count stands in `folder` or in the system's state folder, so that starting the program
    again does not forget it.

    Raises:
        Refused: the wait after several wrong codes is not over; whatever the attempt raises.
    """
    base = folder or user_state_path("gbdesk", appauthor=False) / "anchors"
    counted = base / f"invitation-{hashlib.sha256(invitation).hexdigest()[:16]}"
    try:
        patience.check(counted)
    except Refused as refused:
        raise Refused("enrolment.delay", **refused.facts) from refused
    try:
        yield
    except Refused as refused:
        if refused.code == WRONG:
            with suppress(OSError):
                base.mkdir(parents=True, exist_ok=True)
            patience.failed(counted)
        raise
    patience.succeeded(counted)
