"""Copies of a workspace while it is in use, and what can be told of a copy.

Only SQLite's own backup call is used: one step sees one moment, whatever is written meanwhile, and
the copy is encrypted with the same key (a plain copy of a live file was corrupt 5 times in 40).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from gbdesk.domain.refusals import Refused
from gbdesk.store.engine import connect, translated
from gbdesk.store.evidence import COUNT, SUFFIX
from gbdesk.store.ring import DataKey
from gbdesk.store.workspace import Store

_CACHE_KIB: Final = 8_000
_COUNTS: Final = {
    "activities": "SELECT count(*) FROM activity",
    "figures": "SELECT count(*) FROM cell WHERE state <> 0",
    "returns": "SELECT count(*) FROM return_state",
    "narratives": "SELECT count(*) FROM narrative WHERE text <> ''",
    "entries": "SELECT count(*) FROM entry",
    "changes": "SELECT count(*) FROM op",
    "packages_received": "SELECT count(*) FROM package WHERE accepted = 1",
    "packages_sent": "SELECT count(*) FROM sent",
}
DRAFTS: Final = "drafts"
EVIDENCE: Final = "evidence"


def snapshot(store: Store, folder: Path, *, evidence: bool = False) -> tuple[Path, Path]:
    """Copy the open workspace and its drafts, each as of one moment, into a folder.

    With `evidence` that too, where there is any, as the ending beside the workspace; it is copied
    last, because a file is stored before the change that names it.

    Raises:
        Refused: the disk does not take it, or the file is damaged.
    """
    workspace, drafts = folder / "copy.gbdesk", folder / "copy.drafts"
    with translated():
        source = connect(store.path, store.key, cache_kib=_CACHE_KIB)
        try:
            copy = connect(workspace, store.key, cache_kib=_CACHE_KIB, create=True)
            try:
                source.backup(copy)
            finally:
                copy.close()
        finally:
            source.close()
    store.drafts.copy_to(drafts, store.key)
    if evidence:
        store.evidence.copy_to(workspace.with_suffix(SUFFIX))
    return workspace, drafts


def counts(workspace: Path, drafts: Path, key: DataKey) -> dict[str, int]:
    """How much of each thing a closed copy holds, every page of it read and checked.

    Raises:
        Refused: a page is damaged, or the key is another file's.
    """
    with translated():
        found = _asked(workspace, key, _COUNTS)
        found |= _asked(drafts, key, {DRAFTS: "SELECT count(*) FROM draft"})
        beside = workspace.with_suffix(SUFFIX)
        files = _asked(beside, key, {EVIDENCE: COUNT}) if beside.exists() else {EVIDENCE: 0}
        return found | files


def _asked(path: Path, key: DataKey, questions: dict[str, str]) -> dict[str, int]:
    copy = connect(path, key, cache_kib=_CACHE_KIB)
    try:
        if faults_of(copy):
            raise Refused("store.damaged", reason=path.name)
        return {name: int(copy.execute(sql).fetchone()[0]) for name, sql in questions.items()}
    finally:
        copy.close()


def faults(db: Connection) -> list[str]:
    """What the engine finds wrong in the open file: pages that were changed, broken indexes."""
    raw = db.connection.driver_connection
    return [] if raw is None else faults_of(raw)


def faults_of(raw: Any) -> list[str]:
    """As `faults`, on a driver connection."""
    found = [str(row[0]) for row in raw.execute("PRAGMA cipher_integrity_check")]
    if not found:
        checked = [str(row[0]) for row in raw.execute("PRAGMA integrity_check(20)")]
        found = [said for said in checked if said != "ok"]
    return found
