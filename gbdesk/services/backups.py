"""Backups: one file with everything, opened and counted before it is called done.

The file holds the workspace, its key file, the drafts and the archive, all still encrypted. A
workspace that came out of a backup says so in its next package (`package.md` 3.4).
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Final

from gbdesk import __version__
from gbdesk.domain.dates import read_iso
from gbdesk.domain.refusals import Refused
from gbdesk.media.writing import Drive, on_carrier, told, write_verified
from gbdesk.services import backup_file, backup_last, rotation
from gbdesk.services.backup_file import ARCHIVE, DRAFTS, EVIDENCE, KEYS, WORKSPACE, About
from gbdesk.services.backup_last import Last
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.progress import Progress, Silent
from gbdesk.services.restoring import counted, facts, look, preview, restore, restore_instead
from gbdesk.store import backups as copies
from gbdesk.store import meta, vault
from gbdesk.store.ring import DataKey
from gbdesk.text import mark, say

__all__ = [
    "Backups",
    "Last",
    "Made",
    "count_label",
    "facts",
    "look",
    "preview",
    "restore",
    "restore_instead",
]

SUFFIX: Final = ".gbbackup"
_LAST: Final = "last_backup"
_MAKING: Final = "backup_in_making"
_FOLDER: Final = "backup_folder"
_FILE: Final = re.compile(r"[A-Za-z0-9._-]+", re.ASCII)
_DAY: Final = len("2024-05-24")

LABELS: Final = {
    "activities": mark("Setup", "Activities"),
    "figures": mark("Setup", "Figures"),
    "returns": mark("Setup", "Returns"),
    "narratives": mark("Setup", "Written sections"),
    "entries": mark("Setup", "Register lines"),
    "changes": mark("Setup", "Recorded changes"),
    "packages_received": mark("Setup", "Packages taken in"),
    "packages_sent": mark("Setup", "Packages written"),
    "drafts": mark("Setup", "Drafts"),
    "evidence": mark("Setup", "Attached files"),
    "archived": mark("Setup", "Archived files"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup that was written, unpacked again, opened and counted; `made` is UTC."""

    path: Path
    counts: Mapping[str, int]
    size: int
    made: datetime
    dropped: tuple[Path, ...] = ()
    changed: Changed = Changed.BACKUPS


class Backups:
    """Backups of the open workspace."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def make(self, folder: Path, progress: Progress | None = None) -> Made:
        """Write a backup into a folder, under a name that is free.

        Raises:
            Refused: the disk does not take it, or what was written cannot be opened again.
        """
        now = self._now()
        stamp = now.astimezone().strftime("%Y-%m-%d_%H%M")
        return self._make(_free(folder, f"{self._stem()}_{stamp}"), now, progress or Silent())

    def daily(self, progress: Progress | None = None) -> Made | None:
        """The automatic backup of today, unless there is one; older ones go by the rotation.

        An older one only goes after the new one was opened and counted.

        Raises:
            Refused: as `make`.
        """
        if not self.due:
            return None
        folder, now = self.folder, self._now()
        with told(folder.name):
            folder.mkdir(parents=True, exist_ok=True)
        name = f"{self._automatic()}_{self._desk.today().isoformat()}{SUFFIX}"
        made = self._make(folder / name, now, progress or Silent())
        return Made(
            path=made.path,
            counts=made.counts,
            size=made.size,
            made=made.made,
            dropped=self._rotate(),
        )

    @property
    def due(self) -> bool:
        """Whether today's automatic backup is still to be made."""
        return self._desk.today() not in self._automatic_ones()

    @property
    def folder(self) -> Path:
        """Where automatic backups go; beside the workspace until another folder is chosen."""
        with self._desk.read() as db:
            chosen = meta.get(db, _FOLDER)
        store = self._desk.store
        return Path(chosen) if chosen else store.path.with_suffix(".backups")

    def set_folder(self, folder: Path) -> Changed:
        """Put automatic backups into this folder from now on."""
        with self._desk.store.write() as db:
            meta.put(db, _FOLDER, str(folder))
            self._desk.note(db, "backup-folder", "workspace", "")
        return Changed.BACKUPS

    def automatic(self) -> tuple[Path, ...]:
        """The automatic backups that are there, newest first."""
        found = self._automatic_ones()
        return tuple(found[day] for day in sorted(found, reverse=True))

    def last(self) -> Last | None:
        """The newest backup made from here, None before the first.

        One that stands whole under its name counts though it could not be noted any more.
        """
        with self._desk.read() as db:
            found, making = meta.get(db, _LAST), meta.get(db, _MAKING)
        return backup_last.newest(found, making, self.automatic()[:1])

    def last_at(self) -> datetime | None:
        """When the newest backup was made, in the time of this PC."""
        last = self.last()
        return None if last is None else last.at.astimezone()

    def counts(self) -> Mapping[str, int]:
        """How much of each thing is here now, counted as in a backup."""
        store = self._desk.store
        with tempfile.TemporaryDirectory(prefix="gbdesk-") as scratch:
            workspace, drafts = copies.snapshot(store, Path(scratch))
            found = copies.counts(workspace, drafts, store.key)
        beside = {copies.EVIDENCE: store.evidence.count()}
        return {**found, **beside, "archived": len(_archived(store.archive))}

    def _make(self, target: Path, now: datetime, progress: Progress) -> Made:
        store, drive = self._desk.store, Drive(target.parent, "backup")
        with suppress(Refused), store.write() as db:  # where our disk is full, a stick is not
            meta.put(db, _MAKING, str(target.absolute()))
        with tempfile.TemporaryDirectory(prefix="gbdesk-") as scratch:
            workspace, drafts = copies.snapshot(store, Path(scratch), evidence=True)
            evidence = workspace.with_suffix(Path(EVIDENCE).suffix)
            parts = [
                (WORKSPACE, workspace),
                (KEYS, vault.keys_of(store.path)),
                (DRAFTS, drafts),
                *([(EVIDENCE, evidence)] if evidence.exists() else []),
                *_archived(store.archive),
            ]
            counts = copies.counts(workspace, drafts, store.key)
            counts["archived"] = sum(name.startswith(ARCHIVE) for name, _ in parts)
            front = vault.read_front(store.path)
            about = About(
                app=__version__,
                made=now.isoformat(timespec="seconds"),
                title=front.title,
                sample=front.sample,
                counts=counts,
            )
            with on_carrier(target, "backup"):
                write_verified(
                    target,
                    lambda out: backup_file.write(out, parts, about, progress),
                    lambda written: _check(written, store.key, counts),
                )
        drive.need_same(target)
        made = Made(path=target, counts=counts, size=target.stat().st_size, made=now)
        with store.write() as db:
            kept = {"at": about.made, "path": str(target.absolute()), "counts": counts}
            meta.put(db, _LAST, kept)
            meta.put(db, _MAKING, None)
            self._desk.note(db, "backup", "workspace", "")
        return made

    def _rotate(self) -> tuple[Path, ...]:
        there = self._automatic_ones()
        stays = rotation.kept(there)
        gone = tuple(path for day, path in sorted(there.items()) if day not in stays)
        for path in gone:
            with told(path.name):
                path.unlink(missing_ok=True)
        return gone

    def _automatic_ones(self) -> dict[date, Path]:
        found: dict[date, Path] = {}
        for path in self.folder.glob(f"{self._automatic()}_*{SUFFIX}"):
            day = read_iso(path.stem[-_DAY:])
            if day is not None:
                found[day] = path
        return found

    def _automatic(self) -> str:
        """The beginning of the names of automatic backups: of this office, on this device."""
        return f"{self._stem()}_{self._desk.session.device[2:6]}_auto"

    def _stem(self) -> str:
        found = self._desk.catalogue.offices.get(self._desk.session.office)
        plain = "".join(_FILE.findall(found.ascii if found else self._desk.session.office))
        return f"GB_{plain}"

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._desk.clock.now_ms() / 1000, tz=timezone.utc)  # noqa: UP017


def count_label(name: str) -> str:
    """What a count of a backup is called."""
    return say(LABELS[name]) if name in LABELS else name


def _check(written: Path, key: DataKey, counts: Mapping[str, int]) -> None:
    """Restore to scratch what was written, open it and count.

    Raises:
        Refused: it is not what was meant to be written.
    """
    with tempfile.TemporaryDirectory(prefix="gbdesk-") as scratch:
        place = Path(scratch) / WORKSPACE
        try:
            backup_file.unpack(written, place)
            same = counted(place, key) == dict(counts)
        except Refused as refused:
            if refused.code.startswith("disk."):
                raise
            raise Refused("backup.readback") from refused
        if not same:
            raise Refused("backup.readback")


def _archived(archive: Path) -> list[tuple[str, Path]]:
    if not archive.is_dir():
        return []
    named = ((ARCHIVE + path.name, path) for path in sorted(archive.iterdir()) if path.is_file())
    return [(name, path) for name, path in named if backup_file.may_hold(name)]


def _free(folder: Path, stem: str) -> Path:
    target, number = folder / f"{stem}{SUFFIX}", 2
    while target.exists():
        target, number = folder / f"{stem}_{number}{SUFFIX}", number + 1
    return target
