"""Help from the hub for a lost password, where an office wants it (`package.md` 5.3).

The data key lies in the key file once more, as an age file to the hub's recovery recipient, whose
identity is in the `.gbroot` file and on the printed sheet, in a safe. Nobody sees more by it: the
hub gets the data anyway. The way back: the office hands over its key file, the hub opens it with
its root file and writes a file under a code told by telephone, the office sets a new password.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gbdesk.domain.refusals import Refused
from gbdesk.services import founding, identity, installation, root_keys
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.session import ADMIN
from gbdesk.store import helping, patience, vault
from gbdesk.store.ring import DataKey, Escrow, Ring
from gbdesk.store.ringfile import load
from gbdesk.store.vault import NORMAL, Cost
from gbdesk.sync import agefile
from gbdesk.sync.errors import fault
from gbdesk.sync.keys import ReceivingKey, key_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

MOST: Final = 64 << 10
SUFFIX: Final = ".gbopen"
_START: Final = b"gbescrow/1\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether the hub may help: since when (UTC, ISO), and the short id of whose key opens it."""

    since: str = ""
    to: str = ""

    @property
    def given(self) -> bool:
        """Whether it may."""
        return bool(self.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """A file for an office, to be written under this name; `code` is told, never sent."""

    name: str
    title: str
    bytes: bytes = field(repr=False)
    code: str = field(repr=False)
    changed: Changed = Changed.ACCOUNTS


def sealed_to(ring: str, key: DataKey, recipient: str, since: str) -> Escrow:
    """The data key of the ring with this id, for the holder of this age recipient."""
    out = io.BytesIO()
    said = _START + ring.encode() + b"\n" + key.reveal().hex().encode() + b"\n"
    agefile.encrypt(io.BytesIO(said), out, [recipient])
    body = base64.b64encode(out.getvalue()).decode()
    return Escrow(to=key_of(recipient), since=since, sealed=body)


def again(db: Connection, ring: Ring, fresh: DataKey) -> Escrow | None:
    """The escrow of a ring for another data key; None where there is none."""
    if ring.escrow is None:
        return None
    root = identity.of(db).root
    return sealed_to(ring.id, fresh, root.recovery, ring.escrow.since)


def opened(ring: Ring, recovery: Sequence[ReceivingKey]) -> DataKey:
    """The data key out of a ring's escrow.

    Raises:
        Refused: there is none, E_NO_KEY for another hub's, or the ring was meddled with.
    """
    if ring.escrow is None:
        raise Refused("escrow.none")
    out = io.BytesIO()
    try:
        raw = base64.b64decode(ring.escrow.sealed, validate=True)
    except ValueError as error:
        raise Refused("unlock.ring_damaged") from error
    agefile.check_start(raw[: agefile.MAX_HEADER + 1])
    agefile.decrypt(io.BytesIO(raw), out, recovery)
    start, found = _START + ring.id.encode() + b"\n", out.getvalue()
    if not found.startswith(start):
        raise fault("E_NO_KEY")
    try:
        key = DataKey(bytes.fromhex(found.removeprefix(start).decode().strip()))
    except ValueError as error:
        raise Refused("unlock.ring_damaged") from error
    ring.prove(key)
    return key


def unlock(path: Path, raw: bytes, code: str) -> DataKey:
    """The data key with a file of the hub and its code: a `.gbopen`, or the `.gbroot` itself.

    Raises:
        Refused: the file or the code does not open this workspace, or a wait after many.
    """
    if helping.is_one(raw):
        return helping.unlock(path, raw, code)
    patience.check(path)
    try:
        _root, recovery = founding.read_root_file(raw, code)
    except Refused as refused:
        if refused.code == "package.E_CODE":
            patience.failed(path)
            raise Refused("unlock.code") from refused
        raise Refused("escrow.file") from refused
    key = opened(load(path), recovery)
    patience.succeeded(path)
    return key


class Escrows:
    """Giving and withdrawing at an office; helping at the hub."""

    def __init__(self, desk: Desk, cost: Cost = NORMAL) -> None:
        self._desk, self._cost = desk, cost

    def standing(self) -> Standing:
        """Whether the hub may help with this data file."""
        found = vault.escrow_of(self._desk.store.path)
        return Standing() if found is None else Standing(since=found.since, to=found.to)

    def give(self) -> Changed:
        """Let the hub help when the password is lost; only an administrator may.

        Raises:
            Refused: not an administrator, or there is no hub yet (a trial).
        """
        self._need_admin()
        desk, store = self._desk, self._desk.store
        with desk.read() as db:
            if installation.read(db).trial:
                raise Refused("enrolment.trial")
            root = identity.of(db).root
        ring = load(store.path)
        escrow = sealed_to(ring.id, store.key, root.recovery, desk.clock.stamp())
        vault.put_escrow(store.path, store.key, escrow)
        return self._noted("escrow-given")

    def withdraw(self) -> Changed:
        """Let the hub help no longer; older copies of the key file still hold what it opened.

        Raises:
            Refused: not an administrator.
        """
        self._need_admin()
        vault.put_escrow(self._desk.store.path, self._desk.store.key, None)
        return self._noted("escrow-withdrawn")

    def help(self, keys: bytes, root_file: bytes, code: str, reason: str) -> Help:
        """At the hub: the file that lets an office into its data again, from its key file.

        Raises:
            Refused: not the hub's administrator, no reason, a wrong code or root file, no escrow,
                E_NO_KEY where it was given to another hub.
        """
        desk = self._desk
        self._need_admin()
        if not desk.session.hub:
            raise Refused("enrolment.hub_only")
        if not reason.strip():
            raise Refused("escrow.reason")
        root_key, recovery = founding.read_root_file(root_file, code)
        with desk.read() as db:
            root_keys.check_present(db, identity.of(db), root_key)
        ring = Ring.from_bytes(keys[:MOST])
        key = opened(ring, recovery)
        raw, told = helping.write(ring, key, self._cost)
        key.destroy()
        with desk.write() as db:
            desk.note(db, "escrow-opened", "account", f"{ring.title}: {reason.strip()}")
        return Help(name=f"GB_{ring.id[:6]}{SUFFIX}", title=ring.title, bytes=raw, code=told)

    def _noted(self, what: str) -> Changed:
        with self._desk.write() as db:
            self._desk.note(db, what, "workspace", "")
        return Changed.ACCOUNTS

    def _need_admin(self) -> None:
        if self._desk.session.role_name != ADMIN:
            raise Refused("account.not_admin")
