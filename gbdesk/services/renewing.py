"""Another data key: when a person leaves, or copies of the data file may be in other hands.

The data file is copied under a new random key, without the slot of who leaves, and takes the place
of the older one in one moment (`store.rekeying`). Passwords of the others stay, the recovery sheet
is a new one, help from the hub (`escrow`) goes on. Copies made before open as before: they are
listed, so that they can be thrown away once a new backup was made, opened and counted.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from gbdesk.domain.refusals import Refused
from gbdesk.media.writing import told
from gbdesk.services import backup_file, escrow
from gbdesk.services.backups import SUFFIX
from gbdesk.services.progress import Progress
from gbdesk.store import accounts, audit, rekeying, vault
from gbdesk.store.ring import DataKey
from gbdesk.store.ringfile import load
from gbdesk.store.vault import Cost
from gbdesk.store.workspace import Store
from gbdesk.text import translate

LEFT: Final = "remove"
REKEYED: Final = "rekey"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Who asks for another data key and when (UTC, ISO); `leaver` has no access afterwards."""

    user: str
    at: str
    leaver: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """The new key holds; the code for the new recovery sheet, and what became of older copies."""

    recovery_code: str = field(repr=False)
    backup: Path | None = None
    older: tuple[Path, ...] = ()
    dropped: tuple[Path, ...] = ()


def check(path: Path, leaver: str) -> None:
    """Whether everybody but who leaves keeps the way in.

    Raises:
        Refused: a person has an older slot that has to be opened once before.
    """
    for slot in load(path).slots:
        if slot.id.startswith("user/") and slot.id != f"user/{leaver}" and not slot.public:
            raise Refused("unlock.older_slot", name=slot.display)


def renew(path: Path, key: DataKey, wish: Wish, cost: Cost, progress: Progress) -> str:
    """Put a closed workspace under another data key; the new recovery code.

    Raises:
        Refused: it is open, damaged, the disk is full, or a person has to unlock once before;
            then everything stands as it was.
    """
    progress.step(0, None, translate("Keys", "Writing the data under a new key"))
    fresh = DataKey.new()
    try:
        with rekeying.rekeyed(path, key, fresh) as place:
            store = Store.open(place, fresh)
            try:
                with store.write() as db:
                    if wish.leaver:
                        accounts.remove(db, wish.leaver)
                        audit.add(db, wish.user, LEFT, "account", wish.leaver, at=wish.at)
                    audit.add(db, wish.user, REKEYED, "workspace", "", at=wish.at)
                    kept = escrow.again(db, load(path), fresh)
            finally:
                store.close()
            return vault.rekey(
                path, (key, fresh), place, without=wish.leaver, escrow=kept, cost=cost
            )
    finally:
        fresh.destroy()


def older_copies(path: Path, folders: Sequence[Path]) -> tuple[Path, ...]:
    """Backups of this workspace in these folders, and older copies beside it."""
    title = vault.read_front(path).title
    found = [one for one in path.parent.glob(f"{path.stem}.before-*") if _is_copy(one, path)]
    for folder in dict.fromkeys(folders):
        for file in folder.glob(f"*{SUFFIX}"):
            try:
                if backup_file.facts_of(file).title == title:
                    found.append(file)
            except Refused:
                continue  # not one of ours
    return tuple(sorted(found))


def _is_copy(found: Path, path: Path) -> bool:
    return found.suffix == path.suffix or (found / path.name).exists()


def drop(copies: Sequence[Path]) -> tuple[Path, ...]:
    """Throw these copies away; those that are gone.

    Raises:
        Refused: the disk refuses; what was thrown away before is gone.
    """
    for one in copies:
        with told(one.name):
            if one.is_dir():
                shutil.rmtree(one)
            else:
                one.unlink(missing_ok=True)
    return tuple(copies)
