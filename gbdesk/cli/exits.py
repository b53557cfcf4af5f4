"""Which exit code stands for which refusal."""

from __future__ import annotations

from typing import Final

from gbdesk.cli import answer
from gbdesk.services.outcomes import DECISION, SURROUNDINGS

_USAGE: Final = ("cli.",)
_REFUSED: Final = "cli.activity"
_AROUND: Final = ("disk.", "store.", "media.", "backup.exists", "unlock.ring_damaged")
_DRIVE: Final = "E_IO"
_PASSWORD: Final = ("unlock.",)


def exit_of(code: str) -> int:
    """The exit code of a refusal."""
    outcome = code.removeprefix("package.")
    if code == _REFUSED:
        return answer.REFUSED
    if code.startswith(_USAGE):
        return answer.USAGE
    if code.startswith(_AROUND) or outcome in SURROUNDINGS or outcome == _DRIVE:
        return answer.SURROUNDINGS
    if code.startswith(_PASSWORD):
        return answer.PASSWORD
    return answer.DECISION if outcome in DECISION else answer.REFUSED
