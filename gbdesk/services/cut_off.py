"""Where a withdrawn PC is cut off: each line of its changes where it stood on that day.

One position cannot say it for a PC with several lines: below that of the longest, a shorter one
could go on. Gaps are still filled, since what follows them is here and names what came before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from gbdesk.domain.ops import REPORT
from gbdesk.store import branches, certificates, chains, meta
from gbdesk.sync.errors import fault

if TYPE_CHECKING:
    from sqlalchemy import Connection

_META: Final = "withdrawn"


def withdraw(db: Connection, device: str) -> None:
    """Accept from a device only what is here already."""
    heads = _heads(db, device)
    meta.put(db, _META, {**(meta.get(db, _META) or {}), device: heads})
    certificates.revoke(db, device, max(heads.values()))


def check(db: Connection, devices: Iterable[str]) -> None:
    """No line of a withdrawn device has grown since.

    Raises:
        Refused: E_REVOKED.
    """
    kept: Mapping[str, Mapping[str, int]] = meta.get(db, _META) or {}
    for device in devices:
        if device not in kept:
            continue
        for name, n in _heads(db, device).items():
            if n > kept[device].get(name, 0):
                raise fault("E_REVOKED", number=kept[device].get(name, 0))


def _heads(db: Connection, device: str) -> dict[str, int]:
    """The newest position of each line, whatever is missing before it."""
    names = [line.name for line in branches.lines(db, device, REPORT)]
    return {name: chains.chain_head(db, device, name).n for name in names}
