"""Another root key for a hub: signed for by the present one, or pinned anew where that is lost.

First a new root file is made and its sheet proven to exist; only then is anything changed. With the
present root file the next statement carries both signatures, and offices follow it with the next
file of the hub (`package.md` 3.1). Without it there is nothing that offices could follow: each one
opens an invitation with its code again, and keeps what it has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from gbdesk.domain.refusals import Refused
from gbdesk.services import founding, identity, installation, invites
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.identity import Identity
from gbdesk.services.session import ADMIN
from gbdesk.store.vault import NORMAL, Cost
from gbdesk.sync import codes, trust
from gbdesk.sync.keys import ReceivingKey, SigningKey

if TYPE_CHECKING:
    from sqlalchemy import Connection

SUFFIX: Final = ".gbroot"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRoot:
    """A new root file, to be written under this name, and what stands on its sheet.

    `number` is the statement that will name it; `emergency` the identities that open packages
    without gbdesk, the newest first.
    """

    name: str
    number: int
    bytes: bytes = field(repr=False)
    code: str = field(repr=False)
    emergency: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooted:
    """The root statement that is in force now.

    `lost`: nothing leads to it from the one before; `void`: so many invitations may not be used.
    """

    number: int
    lost: bool = False
    void: int = 0
    changed: Changed = Changed.PACKAGES


class RootKeys:
    """The root key of a hub."""

    def __init__(self, desk: Desk, cost: Cost = NORMAL) -> None:
        self._desk, self._cost = desk, cost

    def make(self, present: bytes | None = None, code: str = "") -> NewRoot:
        """A new root file with its code; nothing is changed by it.

        With the `present` file and its code the new one also opens in an emergency what that one
        opened; without, the present one is lost.

        Raises:
            Refused: not the administrator of a hub, a trial, E_CODE, or another root file.
        """
        desk = self._desk
        self._need_right()
        older: Sequence[ReceivingKey] = ()
        with desk.read() as db:
            who = self._who(db)
            if present is not None:
                _, older = _present(db, who, present, code)
        shown, fresh = codes.shown(codes.new_code()), ReceivingKey.new()
        recovery = (fresh, *older)
        name = desk.catalogue.hub.name
        raw = founding.write_root_file(SigningKey.new(), recovery, shown, name, self._cost)
        founding.read_root_file(raw, shown)
        number = who.root.number + 1
        return NewRoot(
            name=f"{desk.store.path.stem}-{number}{SUFFIX}",
            number=number,
            bytes=raw,
            code=shown,
            emergency=tuple(one.to_text() for one in recovery),
        )

    def change(self, present: tuple[bytes, str], new: tuple[bytes, str]) -> Rooted:
        """Take a new root key into use, signed for by the present one; each is (file, code).

        Raises:
            Refused: as `make`; `root.same`, the new file is none of its own; nothing is changed.
        """
        desk = self._desk
        self._need_right()
        with desk.write() as db:
            who = self._who(db)
            older, _ = _present(db, who, *present)
            now, key = _next(db, who, *new)
            signed = trust.write_root(key, now, older)
            identity.change_root(db, signed, who.root, trust.follow_root(signed, who.root))
            desk.note(db, "root-key", "workspace", str(now.number))
        return Rooted(number=now.number)

    def replace(self, new: tuple[bytes, str]) -> Rooted:
        """The present root file or its code is lost: another root key, which every office pins.

        Raises:
            Refused: as `change`.
        """
        desk = self._desk
        self._need_right()
        with desk.write() as db:
            who = self._who(db)
            now, key = _next(db, who, *new)
            identity.change_root(db, trust.write_root(key, now), who.root, now)
            void = invites.void_open(db)
            desk.note(db, "root-lost", "workspace", str(now.number))
        return Rooted(number=now.number, lost=True, void=void)

    def _need_right(self) -> None:
        if self._desk.session.role_name != ADMIN:
            raise Refused("account.not_admin")
        if not self._desk.session.hub:
            raise Refused("enrolment.hub_only")

    def _who(self, db: Connection) -> Identity:
        if installation.read(db).trial:
            raise Refused("enrolment.trial")
        return identity.of(db)


def check_present(db: Connection, who: Identity, key: SigningKey) -> None:
    """Refuse a root key that is not the one in force.

    Raises:
        Refused: `root.void` for one that was replaced, `root.other` for another hub's.
    """
    if key.public == who.root.public:
        return
    raise Refused("root.void" if key.public in _used(db) else "root.other")


def _present(
    db: Connection, who: Identity, raw: bytes, code: str
) -> tuple[SigningKey, tuple[ReceivingKey, ...]]:
    key, recovery = founding.read_root_file(raw, code)
    check_present(db, who, key)
    return key, recovery


def _next(db: Connection, who: Identity, raw: bytes, code: str) -> tuple[trust.Root, SigningKey]:
    """The statement after the present one, under the key in this file."""
    key, recovery = founding.read_root_file(raw, code)
    if key.public in _used(db):
        raise Refused("root.same")
    number, recipient = who.root.number + 1, recovery[0].recipient
    return replace(who.root, number=number, public=key.public, recovery=recipient), key


def _used(db: Connection) -> set[bytes]:
    return {trust.read_root(signed, None).public for signed in identity.roots(db)}
