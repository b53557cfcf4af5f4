"""How long to wait after wrong passwords: kept in a small file and in the running program."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gbdesk.domain.refusals import Refused
from gbdesk.store.writing import write_whole

FREE: Final = 5
FIRST: Final = 30
LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class Wrong:
    """How many wrong attempts in a row, and when the next one is allowed."""

    count: int = 0
    until: float = 0.0


_seen: dict[Path, Wrong] = {}


def file_of(path: Path) -> Path:
    """Where the count of a workspace stands."""
    return path.with_suffix(".wait")


def check(path: Path, now: float | None = None) -> None:
    """Let an attempt pass, or say how many seconds remain.

    Raises:
        Refused: the wait is not over.
    """
    moment = time.time() if now is None else now
    left = min(_state(path).until - moment, LONGEST)
    if left > 0:
        raise Refused("unlock.delay", seconds=int(left) + 1)


def failed(path: Path, now: float | None = None) -> None:
    """Count a wrong attempt; from the fifth on the wait doubles from 30 s to 5 min."""
    moment = time.time() if now is None else now
    count = _state(path).count + 1
    wait = min(FIRST * 2 ** min(count - FREE, 10), LONGEST) if count >= FREE else 0
    wrong = Wrong(count, moment + wait if wait else 0.0)
    _seen[path.absolute()] = wrong
    body = json.dumps({"count": wrong.count, "until": wrong.until}).encode()
    try:
        write_whole(file_of(path), body)
    except Refused:
        return  # the running program remembers; a full disk must not hide the wrong password


def succeeded(path: Path) -> None:
    """Forget earlier wrong attempts."""
    _seen.pop(path.absolute(), None)
    try:
        file_of(path).unlink(missing_ok=True)
    except OSError:
        return


def _state(path: Path) -> Wrong:
    known = _seen.get(path.absolute(), Wrong())
    try:
        raw = json.loads(file_of(path).read_bytes())
        stored = Wrong(int(raw["count"]), float(raw["until"]))
    except (OSError, ValueError, KeyError, TypeError):
        return known
    return max(known, stored, key=lambda wrong: (wrong.until, wrong.count))


def forget_in_process() -> None:
    """Drop what the running program remembers; only the file speaks then."""
    _seen.clear()
