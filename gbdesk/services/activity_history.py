"""Who entered an activity and when it was changed last, in words for a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gbdesk.domain.clock import moment_of
from gbdesk.domain.dates import short
from gbdesk.store import accounts, authors
from gbdesk.store.authors import Written
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection


def who_of(db: Connection, device: str, written: Mapping[int, Written]) -> dict[int, str]:
    """For each key the name of the person here, or that it came from elsewhere."""
    names = {one.id: one.display for one in accounts.accounts(db)}
    return {key: _who(one, device, names) for key, one in written.items()}


def history_of(db: Connection, device: str, keys: Sequence[int]) -> dict[int, tuple[str, str]]:
    """For each key the name of the person here, or that it came from elsewhere; day and time."""
    written = authors.written(db, keys)
    who = who_of(db, device, written)
    return {key: (who[key], _when(one.clock)) for key, one in written.items()}


def _who(one: Written, device: str, names: dict[str, str]) -> str:
    if one.device != device:
        return translate("Trash", "another computer")
    return names.get(one.who, one.who)


def _when(clock: str) -> str:
    at = moment_of(int(clock[:12], 16)).astimezone()
    return f"{short(at.date())} {at:%H:%M}"
