"""What every service works with: the store, the session, the catalogue, the clocks.

All ops of this device go through `record`: the first of a session in a stream is preceded by an
`open` op, and after each commit the heads are remembered outside the file (`package.md` 3.4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gbdesk import __version__
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.clock import HybridClock
from gbdesk.domain.ids import RowId, new_row_id
from gbdesk.domain.merge import CREATE
from gbdesk.domain.ops import LOCAL, REPORT, Fields, Op
from gbdesk.domain.refusals import Refused
from gbdesk.services.anchor import Anchor, Heads, machine_mark
from gbdesk.services.session import APPROVING, VIEW, Session
from gbdesk.services.validity import Judge
from gbdesk.store import audit, certificates, meta, oplog
from gbdesk.store.oplog import Author, Draft
from gbdesk.store.workspace import Store
from gbdesk.sync.trust import peek_certificate

if TYPE_CHECKING:
    from sqlalchemy import Connection

MACHINE: Final = "machine"
OPEN: Final = "open"

ReadCatalogue = Callable[["Connection"], Catalogue]


class Desk:
    """One open workspace as the services share it."""

    def __init__(
        self,
        store: Store,
        session: Session,
        read_catalogue: ReadCatalogue,
        clock: HybridClock,
        *,
        today: Callable[[], date] = date.today,
        anchor: Anchor,
    ) -> None:
        self.store = store
        self.session = session
        self.clock = clock
        self.today = today
        self._read_catalogue = read_catalogue
        self._anchor = anchor
        self._opened: set[str] = set()
        self._restored: bool | None = None
        self._heads: Heads = {}
        self._fresh: set[str] = set()
        self._end: tuple[int, bytes] | None = None
        self._catalogue, self.offices = self._current()
        self.judge = Judge(self._catalogue, self.may_see)

    @property
    def catalogue(self) -> Catalogue:
        """The release in force."""
        return self._catalogue

    @property
    def state_folder(self) -> Path:
        """Where this PC remembers what must not go back with the data file."""
        return self._anchor.folder

    def reload(self) -> None:
        """Read the newest stored release."""
        self._catalogue, self.offices = self._current()
        self.judge = Judge(self._catalogue, self.may_see)

    def _current(self) -> tuple[Catalogue, tuple[str, ...]]:
        """The release, and the offices this PC enters for: its own, and those merged into it.

        Its certificate has to name them too: else the hub would refuse what it writes.
        """
        own = self.session.office
        with self.store.read() as db:
            found = self._read_catalogue(db)
            row = certificates.of_device(db, self.session.device)
        if row is None or self.session.hub or not row.signed:
            return found, (own,)
        named = peek_certificate(row.signed).offices
        return found, (own, *(one for one in found.came_from(own) if one in named))

    def author(self, stream: str = REPORT) -> Author:
        """Who writes into a stream of this device."""
        session = self.session
        return Author(
            device=session.device, stream=stream, user=session.user, office=session.office
        )

    def read(self) -> AbstractContextManager[Connection]:
        """One unchanging view of the data."""
        return self.store.read()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction; the anchor follows after the commit.

        Raises:
            Refused: this person may only look, or the store refuses.
        """
        if self.session.role_name == VIEW:
            raise Refused("account.view_only")
        self._heads, self._fresh = {}, set()
        with self.store.write() as db:
            yield db
            end = audit.end(db)
            is_new = end != self._end and self.lost_line(db) is None
        self._opened |= self._fresh
        if self._fresh and self._restored:
            self.store.settle_restored()
        self._anchor.put(self._heads)
        if is_new:
            self._anchor.put_audit(*end)
            self._end = end

    def need_approver(self) -> None:
        """What binds the office as a whole is done by an approver or an administrator.

        Raises:
            Refused: this person is neither.
        """
        if self.session.role_name not in APPROVING:
            raise Refused("account.approver_only")

    def record(self, db: Connection, drafts: Sequence[Draft], *, stream: str = REPORT) -> list[Op]:
        """Append these changes to a stream of this device, inside `write`."""
        if not drafts:
            return []
        first = self._opening(db, stream)
        author = self.author(stream)
        drafted = [*first, *drafts]
        ops = oplog.append(db, author, drafted, self.clock, valid=self.judge.fault)
        if ops:  # what changes nothing writes nothing
            self._heads[stream] = (ops[-1].n, ops[-1].id)
        return ops[len(first) :]

    def note(self, db: Connection, what: str, kind: str, ref: str) -> None:
        """Write into the audit what this person does now, by the clock of this session."""
        audit.add(db, self.session.user, what, kind, ref, at=self.clock.stamp())

    def lost_line(self, db: Connection) -> int | None:
        """The last audit line that this PC remembers, where the file lacks it; None: all is there.

        A file out of a backup lacks lines for a reason, and says so with its first change.
        """
        line = self._anchor.lost_line(partial(audit.hash_of, db))
        is_older = line is not None and bool(self._restored or self._was_restored(db))
        return None if is_older else line

    def new_id(self) -> RowId:
        """The id of a new record."""
        return new_row_id(self.clock.now_ms())

    def office_or_own(self, office: str | None) -> str:
        """The office asked for, where this workspace may enter for it.

        Raises:
            Refused: it is another office, or one with a device of its own.
        """
        if office is None:
            return self.session.office
        if office in self.offices:
            return office
        found = self.catalogue.offices.get(office)
        if not self.session.hub or found is None or found.device:
            raise Refused("office.not_ours", office=found.name if found else office)
        return office

    def may_see(self, office: str) -> bool:
        """Whether entries of this office may be changed here."""
        found = self.catalogue.offices.get(office)
        return office in self.offices or (
            self.session.hub and found is not None and not found.device
        )

    def _opening(self, db: Connection, stream: str) -> list[Draft]:
        if stream == LOCAL or stream in self._opened | self._fresh:
            return []
        if self._restored is None:
            self._restored = self._was_restored(db)
        self._fresh.add(stream)
        fields: Fields = {
            "session": self.session.id,
            "app": __version__,
            "machine": machine_mark(),
            "restore": self._restored,
        }
        meta.put(db, MACHINE, machine_mark())
        return [
            Draft(
                entity=OPEN,
                kind=CREATE,
                record=self.new_id(),
                office=self.session.office,
                fields=fields,
                over=[],
            )
        ]

    def _was_restored(self, db: Connection) -> bool:
        """Whether the file is behind the anchor, came out of a backup or to another PC."""
        if self.store.was_restored or meta.get(db, MACHINE) not in {None, machine_mark()}:
            return True
        device = self.session.device
        return self._anchor.is_ahead(lambda stream, n: oplog.chain_hash(db, device, stream, n))
