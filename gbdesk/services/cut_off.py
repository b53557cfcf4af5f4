"""Where a withdrawn PC is cut off: each line of its changes where it stood on that day.

One position cannot say it for a PC with several lines: below that of the longest, a shorter one
could go on. Gaps are still filled, since what follows them is here and names what came before. A
package that was in force on that day may be undone and taken in again: it brings nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from gbdesk.domain.ops import REPORT
from gbdesk.store import branches, certificates, chains, contributions, meta
from gbdesk.store.branches import Branch
from gbdesk.sync.errors import fault

if TYPE_CHECKING:
    from sqlalchemy import Connection

Revoked: TypeAlias = Mapping[str, int]

_META: Final = "withdrawn"
_HELD: Final = "withdrawn-held"


def withdraw(db: Connection, device: str) -> None:
    """Accept from a device only what is here already."""
    heads = _heads(db, device)
    hold(db, device)
    meta.put(db, _META, {**(meta.get(db, _META) or {}), device: heads})
    certificates.revoke(db, device, max(heads.values()))


def hold(db: Connection, device: str) -> None:
    """Remember the packages that brought something of a device that is withdrawn now."""
    held = meta.get(db, _HELD) or {}
    if device not in held:
        meta.put(db, _HELD, {**held, device: contributions.idents(db, device)})


def excused(db: Connection, ident: str) -> frozenset[str]:
    """The withdrawn devices of which this package was in force when they were withdrawn."""
    held: Mapping[str, list[str]] = meta.get(db, _HELD) or {}
    return frozenset(device for device, idents in held.items() if ident in idents)


def check_begun(db: Connection, begun: Iterable[Branch], ident: str, revoked: Revoked) -> None:
    """A withdrawn PC cannot go on beside what it wrote: only what was here stays valid.

    The position up to which it is believed says nothing about a second line below it.

    Raises:
        Refused: E_REVOKED.
    """
    again = excused(db, ident)
    for branch in begun:
        if branch.device in revoked and branch.device not in again:
            raise fault("E_REVOKED", number=revoked[branch.device])


def check(db: Connection, devices: Iterable[str], ident: str) -> None:
    """No line of a withdrawn device has grown since, but by a package that was here that day.

    Raises:
        Refused: E_REVOKED.
    """
    kept: Mapping[str, Mapping[str, int]] = meta.get(db, _META) or {}
    again = excused(db, ident)
    for device in devices:
        if device not in kept or device in again:
            continue
        for name, n in _heads(db, device).items():
            if n > kept[device].get(name, 0):
                raise fault("E_REVOKED", number=kept[device].get(name, 0))


def _heads(db: Connection, device: str) -> dict[str, int]:
    """The newest position of each line, whatever is missing before it."""
    names = [line.name for line in branches.lines(db, device, REPORT)]
    return {name: chains.chain_head(db, device, name).n for name in names}
