"""Unpacking a backup: told about, previewed with a password, restored beside or instead."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from gbdesk.domain.refusals import Refused
from gbdesk.services import backup_file
from gbdesk.services.backup_file import WORKSPACE, Facts
from gbdesk.services.progress import Progress
from gbdesk.store import backups as copies
from gbdesk.store import staging, vault
from gbdesk.store.ring import DataKey
from gbdesk.store.workspace import restored_mark


def look(file: Path) -> Mapping[str, int]:
    """How much of each thing a backup says it holds.

    Raises:
        Refused: it is no backup, or damaged.
    """
    return facts(file).counts


def facts(file: Path) -> Facts:
    """What a backup says about itself: whose it is, when it was made, how much is in it.

    Raises:
        Refused: it is no backup, or damaged.
    """
    return backup_file.facts_of(file)


def preview(file: Path, user: str, password: str) -> Mapping[str, int]:
    """Unpack a backup to scratch, open it and count what is really in it.

    Raises:
        Refused: it is no backup, damaged, or this is not the user's password in it.
    """
    with tempfile.TemporaryDirectory(prefix="gbdesk-") as scratch:
        place = Path(scratch) / WORKSPACE
        backup_file.unpack(file, place)
        key = vault.unlock(place, user, password)
        try:
            return counted(place, key)
        finally:
            key.destroy()


def restore(file: Path, workspace: Path, progress: Progress | None = None) -> Facts:
    """Unpack a backup as a workspace that is not there yet; its next op says that it came back.

    Raises:
        Refused: there is a workspace of this name, it is no backup, or the disk refuses.
    """
    try:
        return _restore(file, workspace, progress, instead=False)
    except Refused as refused:
        if refused.code != "store.exists":
            raise
        raise Refused("backup.exists", name=workspace.name) from refused


def restore_instead(file: Path, workspace: Path, progress: Progress | None = None) -> Facts:
    """As `restore`, in the place of a closed workspace, which is kept whole in `X.before-<n>`.

    Raises:
        Refused: the workspace is open, it is no backup, or the disk refuses.
    """
    return _restore(file, workspace, progress, instead=True)


def _restore(file: Path, workspace: Path, progress: Progress | None, *, instead: bool) -> Facts:
    about = backup_file.facts_of(file)
    with staging.staged(workspace, instead=instead, beside=staging.ROOT) as place:
        backup_file.unpack(file, place, progress)
        vault.spare_of(place).write_bytes(vault.keys_of(place).read_bytes())
        vault.read_front(place)
        restored_mark(place).touch()
    return about


def counted(place: Path, key: DataKey) -> dict[str, int]:
    """How much of each thing an unpacked backup really holds, every page read.

    Raises:
        Refused: it is damaged, or the key is another one's.
    """
    archive = place.with_suffix(".archive")
    found = copies.counts(place, place.with_suffix(".drafts"), key)
    return {**found, "archived": len(list(archive.iterdir())) if archive.is_dir() else 0}
