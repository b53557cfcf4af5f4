"""After something was erased: what else on this computer still holds the text."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gbdesk.services.desk import Desk
from gbdesk.store import search, traces
from gbdesk.store.redaction import Swept

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(slots=True, kw_only=True)
class Sweep:
    """What has to go once the erasure is committed: files of the archive, texts in drafts."""

    told: bool = False
    archived: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)

    def note(self, db: Connection, swept: Swept) -> None:
        """Inside the transaction: clean what is beside the log, remember what lies outside."""
        if not swept.told:
            return
        self.told = True
        self.archived |= set(traces.packages_with(db, swept.ops))
        self.texts |= swept.texts
        traces.forget(db, swept.texts)
        search.rebuild(db)

    def run(self, desk: Desk) -> None:
        """After the commit; nothing where nothing was erased.

        Raises:
            Refused: the disk is full or failed; erasing again does the rest.
        """
        if not self.told:
            return
        remove(desk, self.archived)
        for said in self.texts:
            desk.store.drafts.forget(said)
        desk.store.compact()


def remove(desk: Desk, names: Iterable[str]) -> None:
    """Delete packages from the archive."""
    for name in names:
        with suppress(OSError):
            (desk.store.archive / name).unlink(missing_ok=True)
