"""Looking at an invitation before anything is made: what it names, and whether the code fits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gbdesk.services import guessing
from gbdesk.sync import enrolling


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Whom an invitation is for and who wrote it; proven by the code."""

    office: str
    hub: str


def glance(raw: bytes) -> str:
    """The office an invitation names, not proven yet.

    Raises:
        Refused: it is no invitation, or a damaged one.
    """
    return enrolling.peek_invitation(raw)


def proven(raw: bytes, code: str, anchor: Path | None = None) -> Invitation:
    """The invitation, where the code belongs to it; each next wrong code waits longer.

    Raises:
        Refused: as `glance`, or the code is wrong.
    """
    with guessing.patient(raw, anchor):
        found = enrolling.read_invitation(raw, code)
    return Invitation(office=found.office_name, hub=found.hub_name)
