"""The invitations a hub has written: for whom, whether answered, and the key of each.

The list stands in the workspace's settings, the key by which an answer is known among its secrets.
An invitation stays known after it was answered or withdrawn, so that a lost answer can be written
again and a late or second request is told apart from a foreign one.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final

from gbdesk.store import meta, secrets

if TYPE_CHECKING:
    from sqlalchemy import Connection

OPEN: Final = "open"
USED: Final = "used"
VOID: Final = "void"
_LIST: Final = "invites"
_KEY: Final = "invite."


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """One invitation; `device` is the one that answered it, "" before; `mark` is for digits."""

    id: str
    office: str
    made: str
    state: str = OPEN
    device: str = ""
    mark: str = ""


def known(db: Connection) -> dict[str, Invite]:
    """Every invitation by its id."""
    found = meta.get(db, _LIST) or []
    return {one["id"]: Invite(**one) for one in found}


def keys(db: Connection) -> dict[str, bytes]:
    """The key of every invitation by its id."""
    found = ((ident, secrets.get(db, _KEY + ident)) for ident in known(db))
    return {ident: key for ident, key in found if key is not None}


def add(db: Connection, new: Invite, key: bytes) -> None:
    """Keep a new invitation; an older one of the office that nobody answered is void from now."""
    held = known(db)
    for ident, one in held.items():
        if one.office == new.office and one.state == OPEN:
            held[ident] = replace(one, state=VOID)
    _keep(db, {**held, new.id: new})
    secrets.put(db, _KEY + new.id, key)


def void_open(db: Connection) -> int:
    """Nobody may answer an open invitation any more; how many there were."""
    held = known(db)
    waiting = [ident for ident, one in held.items() if one.state == OPEN]
    _keep(db, {**held, **{ident: replace(held[ident], state=VOID) for ident in waiting}})
    return len(waiting)


def use(db: Connection, ident: str, device: str) -> None:
    """The invitation was answered by this device."""
    held = known(db)
    _keep(db, {**held, ident: replace(held[ident], state=USED, device=device)})


def _keep(db: Connection, held: dict[str, Invite]) -> None:
    meta.put(db, _LIST, [asdict(one) for one in held.values()])
