"""Packages kept in the archive that were not taken in: they wait, or somebody has to decide.

The stick may be gone by then, so a copy of our own stays, still encrypted; it goes when the package
is taken in.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from gbdesk.domain.refusals import Refused
from gbdesk.services import packing
from gbdesk.services.desk import Desk
from gbdesk.services.outcomes import DECISION, FIRST
from gbdesk.services.packing import SUFFIX, Undoable

SET_ASIDE: Final = "set-aside"
WAITING: Final = "waiting"
_WORDS: Final = (SET_ASIDE, WAITING)


def word_of(outcome: str) -> str:
    """How a file with this outcome is kept, `""` where it is not."""
    if outcome in DECISION:
        return SET_ASIDE
    return WAITING if outcome in FIRST else ""


def place(desk: Desk, ident: str, word: str) -> Path:
    """Where the copy of a package lies."""
    return desk.store.archive / f"{ident}.{word}{SUFFIX}"


def keep(desk: Desk, path: Path, ident: str, outcome: str) -> Path | None:
    """Keep a copy where the outcome asks for it; None where it does not, or the disk is full."""
    word = word_of(outcome)
    if not word:
        return None
    target = place(desk, ident, word)
    try:
        return packing.keep_copy(target.parent, path, target.name, Undoable())
    except Refused:
        return None


def waiting(desk: Desk) -> list[Path]:
    """The packages that wait for a newer catalogue."""
    return sorted(desk.store.archive.glob(f"*.{WAITING}{SUFFIX}"))


def drop(desk: Desk, ident: str) -> None:
    """It was taken in: the copy is needed no longer."""
    for word in _WORDS:
        with suppress(OSError):
            place(desk, ident, word).unlink(missing_ok=True)
