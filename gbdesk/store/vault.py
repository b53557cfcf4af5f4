"""Unlocking: the key file beside a workspace, its users, their passwords, the recovery code.

`path` is the workspace file `X.gbdesk`; the ring stands in `X.keys` and `X.keys.bak`.
"""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from gbdesk.domain.refusals import Refused
from gbdesk.store import patience, recovery
from gbdesk.store.ring import CHEAPEST, NORMAL, RECOVERY, Cost, DataKey, Escrow, Ring
from gbdesk.store.ringfile import keys_of, load, spare_of
from gbdesk.store.writing import write_whole

__all__ = [
    "CHEAPEST",
    "NORMAL",
    "Cost",
    "DataKey",
    "Escrow",
    "Front",
    "add_user",
    "change_password",
    "create_ring",
    "escrow_of",
    "keys_of",
    "new_recovery_code",
    "put_escrow",
    "read_front",
    "rekey",
    "remove_user",
    "rename",
    "ring_bytes",
    "set_password",
    "spare_of",
    "unlock",
    "unlock_with_recovery",
    "verify",
]

_USER: Final = "user/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the lock screen may show before anybody has unlocked; not yet proven."""

    title: str
    users: tuple[tuple[str, str], ...]
    sample: bool


def create_ring(
    path: Path,
    *,
    title: str,
    user: str,
    display: str,
    password: str,
    sample: bool = False,
    cost: Cost = NORMAL,
) -> tuple[DataKey, str]:
    """Make a data key, wrap it for the first user and for a new recovery code.

    Raises:
        Refused: there is a ring already, or the disk does not take it.
    """
    if keys_of(path).exists() or path.exists():
        raise Refused("store.exists", name=path.name)
    key, code = DataKey.new(), recovery.new_code()
    ring = Ring.new(title, sample=sample)
    ring = ring.with_slot(key, ring.wrap(key, _USER + user, display, _tidy(password), cost))
    ring = ring.with_slot(key, ring.wrap(key, RECOVERY, "", recovery.normal(code), cost))
    _save(path, ring)
    return key, code


def read_front(path: Path) -> Front:
    """Title and users for the lock screen.

    Raises:
        Refused: neither copy of the key file can be read.
    """
    ring = load(path)
    users = tuple(
        (slot.id.removeprefix(_USER), slot.display)
        for slot in ring.slots
        if slot.id.startswith(_USER)
    )
    return Front(title=ring.title, users=users, sample=ring.sample)


def unlock(path: Path, user: str, password: str, *, now: float | None = None) -> DataKey:
    """The data key for a user who knows the password.

    Raises:
        Refused: wrong password, a wait after many, a damaged ring, bad parameters.
    """
    return _opened(path, _USER + user, _tidy(password), "unlock.password", now)


def unlock_with_recovery(path: Path, code: str, *, now: float | None = None) -> DataKey:
    """The data key for whoever holds the printed code.

    Raises:
        Refused: as `unlock`.
    """
    patience.check(path, now)
    return _opened(path, RECOVERY, recovery.normal(code), "unlock.code", now)


def verify(path: Path, user: str, password: str) -> bool:
    """Whether this is the user's password; a wrong one counts as an attempt.

    Raises:
        Refused: a wait after many wrong ones, a damaged ring.
    """
    try:
        unlock(path, user, password).destroy()
    except Refused as refusal:
        if refusal.code != "unlock.password":
            raise
        return False
    return True


def change_password(path: Path, user: str, old: str, new: str, *, cost: Cost = NORMAL) -> None:
    """Give a user another password; the data stay as they are.

    Raises:
        Refused: the old password is wrong.
    """
    key = unlock(path, user, old)
    set_password(path, key, user, new, cost=cost)
    key.destroy()


def set_password(
    path: Path, key: DataKey, user: str, password: str, *, cost: Cost = NORMAL
) -> None:
    """Give a user a password with the data key in hand (after the recovery code, by an admin).

    Raises:
        Refused: there is no such user, or the ring does not belong to this key.
    """
    ring = _proven(path, key)
    slot = ring.slot(_USER + user)
    if slot is None:
        raise Refused("unlock.user", user=user)
    _save(path, ring.with_slot(key, ring.wrap(key, slot.id, slot.display, _tidy(password), cost)))


def add_user(
    path: Path, key: DataKey, user: str, display: str, password: str, *, cost: Cost = NORMAL
) -> None:
    """Let one more person unlock this workspace.

    Raises:
        Refused: the user is there already.
    """
    ring = _proven(path, key)
    if ring.slot(_USER + user) is not None:
        raise Refused("unlock.user_exists", user=user)
    _save(path, ring.with_slot(key, ring.wrap(key, _USER + user, display, _tidy(password), cost)))


def remove_user(path: Path, key: DataKey, user: str) -> None:
    """Take a person's slot away; an old copy of the key file still opens with it.

    Raises:
        Refused: it is the last user, or there is no such user.
    """
    _save(path, _without(_proven(path, key), key, user))


def new_recovery_code(path: Path, key: DataKey, *, cost: Cost = NORMAL) -> str:
    """Replace the recovery code; the printed one no longer opens this key file."""
    ring = _proven(path, key)
    code = recovery.new_code()
    _save(path, ring.with_slot(key, ring.wrap(key, RECOVERY, "", recovery.normal(code), cost)))
    return code


def rename(path: Path, key: DataKey, title: str) -> None:
    """Show another title on the lock screen."""
    _save(path, replace(_proven(path, key), title=title).sealed(key))


def escrow_of(path: Path) -> Escrow | None:
    """The data key as it lies sealed for whoever may help, None where nobody may."""
    return load(path).escrow


def ring_bytes(path: Path) -> bytes:
    """The key file as it stands, for whoever may help."""
    return load(path).to_bytes()


def put_escrow(path: Path, key: DataKey, escrow: Escrow | None) -> None:
    """Keep the data key sealed for whoever may help, in the place of the older one; None drops it.

    Raises:
        Refused: the ring does not belong to this key, or the disk does not take it.
    """
    _save(path, replace(_proven(path, key), escrow=escrow).sealed(key))


def rekey(
    path: Path,
    keys: tuple[DataKey, DataKey],
    place: Path,
    *,
    without: str = "",
    escrow: Escrow | None = None,
    cost: Cost = NORMAL,
) -> str:
    """Write the ring of `path` for its copy `place` under another data key; the new recovery code.

    `keys` are the present and the new one. Passwords stay; the person `without` has no slot.

    Raises:
        Refused: it is the last user, or a person has an older slot that must be opened once.
    """
    key, fresh = keys
    ring = _proven(path, key)
    if without:
        ring = _without(ring, key, without)
    ring, code = ring.without(key, RECOVERY).rekeyed(fresh), recovery.new_code()
    ring = replace(ring, escrow=escrow)
    _save(
        place,
        ring.with_slot(fresh, ring.wrap(fresh, RECOVERY, "", recovery.normal(code), cost)),
    )
    return code


def _without(ring: Ring, key: DataKey, user: str) -> Ring:
    users = [slot.id for slot in ring.slots if slot.id.startswith(_USER)]
    if _USER + user not in users:
        raise Refused("unlock.user", user=user)
    if len(users) == 1:
        raise Refused("unlock.last_user")
    return ring.without(key, _USER + user)


def _opened(path: Path, ident: str, secret: str, wrong: str, now: float | None) -> DataKey:
    patience.check(path, now)
    ring = load(path)
    key = ring.unwrap(ident, secret)
    if key is None:
        patience.failed(path, now)
        raise Refused(wrong)
    patience.succeeded(path)
    slot = ring.slot(ident)
    if slot is not None and not slot.public:
        fresh = ring.wrap(key, ident, slot.display, secret, slot.cost)
        with suppress(Refused):  # a stick that cannot be written to still opens
            _save(path, ring.with_slot(key, fresh))
    return key


def _proven(path: Path, key: DataKey) -> Ring:
    ring = load(path)
    ring.prove(key)
    return ring


def _save(path: Path, ring: Ring) -> None:
    content = ring.to_bytes()
    write_whole(keys_of(path), content)
    write_whole(spare_of(path), content)


def _tidy(password: str) -> str:
    """The same password however its accents were typed."""
    return unicodedata.normalize("NFC", password)
