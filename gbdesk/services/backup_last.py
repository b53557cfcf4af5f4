"""The newest backup: the one that is noted, or one that stands whole and could not be noted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from gbdesk.domain.dates import read_iso
from gbdesk.domain.refusals import Refused
from gbdesk.services import backup_file

_DAY: Final = len("2024-05-24")


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The newest backup made here; the file may have been carried away since."""

    at: datetime
    path: Path
    counts: Mapping[str, int]


def newest(
    noted: Mapping[str, Any] | None, making: str | None, automatic: Iterable[Path]
) -> Last | None:
    """What is noted, or what is newer: a file in making, or one of the automatic ones.

    A file has its name only after it was opened and counted, so one that is there is a backup.
    """
    known = [] if noted is None else [_noted(noted)]
    day = max((one.at.astimezone().date() for one in known), default=date.min)
    paths = [] if making is None else [Path(making)]
    paths += [path for path in automatic if (read_iso(path.stem[-_DAY:]) or date.min) > day]
    known += [found for found in map(_standing, paths) if found is not None]
    return max(known, key=_made_at, default=None)


def _noted(found: Mapping[str, Any]) -> Last:
    at = datetime.fromisoformat(found["at"])
    return Last(at=at, path=Path(found["path"]), counts=found["counts"])


def _standing(path: Path) -> Last | None:
    """A backup as it says of itself, None where there is none."""
    try:
        said = backup_file.facts_of(path)
    except Refused:
        return None
    return Last(at=datetime.fromisoformat(said.made), path=path, counts=said.counts)


def _made_at(one: Last) -> datetime:
    return one.at
