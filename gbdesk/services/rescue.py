"""After damage: the newest backup that is whole, and how many changes after it would be missing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gbdesk.domain.refusals import Refused
from gbdesk.services import backup_file, installation, restoring
from gbdesk.services.anchor import Anchor
from gbdesk.services.backup_file import WORKSPACE
from gbdesk.services.backups import SUFFIX
from gbdesk.services.progress import Progress
from gbdesk.store import chains, vault
from gbdesk.store.engine import translated
from gbdesk.store.workspace import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescue:
    """A backup that opens with this password; `missing` is None where nothing remembers."""

    file: Path
    made: str
    counts: Mapping[str, int]
    missing: int | None


def newest_whole(
    workspace: Path,
    folders: Iterable[Path],
    user: str,
    password: str,
    progress: Progress,
    *,
    anchor: Path | None = None,
) -> Rescue | None:
    """The newest backup of this workspace in these folders that can be read to its end."""
    title = vault.read_front(workspace).title
    known: list[tuple[str, Path]] = []
    for folder in {workspace.with_suffix(".backups"), *folders}:
        for file in folder.glob(f"*{SUFFIX}"):
            try:
                facts = backup_file.facts_of(file)
            except Refused:
                continue
            if facts.title == title:
                known.append((facts.made, file))
    for number, (made, file) in enumerate(sorted(known, reverse=True)):
        progress.step(number, len(known), file.name)
        try:
            return _opened(file, made, user, password, anchor)
        except Refused:
            continue  # damaged, or of another password: the next older one
    return None


def _opened(file: Path, made: str, user: str, password: str, anchor: Path | None) -> Rescue:
    with tempfile.TemporaryDirectory(prefix="gbdesk-") as scratch:
        place = Path(scratch) / WORKSPACE
        backup_file.unpack(file, place)
        key = vault.unlock(place, user, password)
        try:
            counts = restoring.counted(place, key)
            store = Store.open(place, key)
        finally:
            key.destroy()
        try:
            return Rescue(file=file, made=made, counts=counts, missing=_missing(store, anchor))
        finally:
            store.close()


def _missing(store: Store, anchor: Path | None) -> int | None:
    """What this computer remembers to have written, less what the backup holds."""
    with store.read() as db, translated():
        device = installation.read(db).device
        held = {
            stream: head.n for (of, stream), head in chains.heads_all(db).items() if of == device
        }
    remembered = Anchor(device, anchor).heads()
    if not remembered:
        return None
    return sum(max(0, n - held.get(stream, 0)) for stream, (n, _) in remembered.items())
