"""Releases of the catalogue after the first: made from lists, signed, numbered, sent.

A release is a whole snapshot with the next integer as its number. It travels in every receipt, and
in a file of its own to units that have sent nothing yet (`package.md` 3.6).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gbdesk.domain import catalogue_periods, catalogue_plan
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_faults import Fault
from gbdesk.domain.catalogue_lines import Line, Lists, lists_of
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.forms_added import FormsAdded
from gbdesk.domain.mergers import Merger
from gbdesk.domain.owed import rows_of
from gbdesk.domain.refusals import Refused
from gbdesk.services import (
    adding_forms,
    catalogue_ahead,
    certifying,
    identity,
    late,
    merging,
    own_lists,
    receipts,
    release_words,
)
from gbdesk.services.adding_forms import FormsOutlook, Offer
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.merging import Merged, Outlook
from gbdesk.services.progress import Progress, Silent
from gbdesk.services.session import ADMIN, APPROVE
from gbdesk.store import catalogues
from gbdesk.sync import trust
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

MAY: Final = frozenset({ADMIN, APPROVE})
SILENT: Final = Silent()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One release: its number, when it was made or came, whether it is in force."""

    number: int
    seen: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A release was published; `differences` are told to the units too."""

    number: int
    differences: tuple[str, ...]
    changed: Changed = Changed.CATALOGUE | Changed.PACKAGES

    @property
    def words(self) -> str:
        """What was done, in one sentence."""
        return translate(
            "Release",
            "Catalogue no. {number} is in use here now. Units get it with their next receipt.",
            number=self.number,
        )


class Releasing:
    """The catalogue desk of a hub."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def lists(self) -> Lists:
        """The release in force as lists to work on; plans come with `plan`."""
        found = lists_of(self._desk.catalogue.raw)
        found.periods = catalogue_periods.lines_of(self._desk.catalogue.raw)
        return found

    def plan(self, year: int) -> list[Line]:
        """The plan of a year as lines to work on; in `Lists.plans` they replace it."""
        return catalogue_plan.lines_of(self._desk.catalogue.raw, year)

    def known(self) -> tuple[Known, ...]:
        """Every release here, newest first."""
        with self._desk.read() as db:
            every = catalogues.all(db)
        newest = max((one.number for one in every), default=0)
        return tuple(
            Known(number=one.number, seen=one.seen, current=one.number == newest)
            for one in reversed(every)
        )

    def faults(self, lists: Lists) -> list[Fault]:
        """What has to be mended before these lists can be published."""
        return own_lists.faults_after(self._desk.catalogue.raw, lists, self._desk.today())

    def differences(self, lists: Lists) -> tuple[str, ...]:
        """What a release of these lists would change, in sentences.

        Raises:
            Refused: "catalogue.faults", something has to be mended first.
        """
        return self._told(self._next(lists)[1])

    def next_number(self) -> int:
        """The number that the next release gets: units may use newer ones than a hub put back."""
        with self._desk.read() as db:
            return catalogue_ahead.newest(db) + 1

    def publish(self, lists: Lists, base: int | None = None) -> Published:
        """Sign the next release and use it from now on; `base` is the release the lists began with.

        Raises:
            Refused: not the hub, no right to, faults, no difference at all ("catalogue.same"), or
                another release was published meanwhile ("catalogue.base").
        """
        self._need_right()
        self._need_base(base)
        raw, now = self._next(lists)
        told = self._told(now)
        if not told:
            raise Refused("catalogue.same")
        with self._desk.write() as db:
            self._sign(db, raw, now)
        self._desk.reload()
        return Published(number=now.number, differences=told)

    def outlook(self, merger: Merger) -> Outlook:
        """What a merger of units would change and what stays, in sentences.

        Raises:
            Refused: not the hub, or what is wrong with the choice ("merger.…", "catalogue.faults").
        """
        raw, now = self._merged(merger)
        with self._desk.read() as db:
            computers = merging.computers(self._desk, db, raw, merger)
        return merging.outlook(self._desk.catalogue, now, merger, computers)

    def merge(self, merger: Merger, base: int | None = None) -> Merged:
        """Publish a release in which units become one, with certificates that name the old ones.

        Raises:
            Refused: as `outlook`, no right to, or another release was published meanwhile.
        """
        desk = self._desk
        self._need_right()
        self._need_base(base)
        raw, now = self._merged(merger)
        told = release_words.differences(desk.catalogue, now)
        heir = merging.heir(raw, merger)
        with desk.write() as db:
            self._sign(db, raw, now)
            computers = certifying.reissue(desk, db, heir, now)
            desk.note(db, "merge", "office", heir)
        desk.reload()
        return merging.done(now, heir, told, computers)

    def forms_offered(self) -> Offer:
        """Forms of the program that the release in force has not, and when they can begin."""
        return adding_forms.offer(self._desk)

    def forms_outlook(self, added: FormsAdded) -> FormsOutlook:
        """What adding forms would change and what stays, in sentences.

        Raises:
            Refused: not the hub, or what is wrong with the choice ("forms.…").
        """
        return adding_forms.outlook(self._desk.catalogue, self._with_forms(added)[1], added)

    def add_forms(self, added: FormsAdded, base: int | None = None) -> Published:
        """Publish a release with more forms.

        Raises:
            Refused: as `forms_outlook`, no right to, or another release was published meanwhile.
        """
        self._need_right()
        self._need_base(base)
        raw, now = self._with_forms(added)
        told = release_words.differences(self._desk.catalogue, now)
        with self._desk.write() as db:
            self._sign(db, raw, now)
        self._desk.reload()
        return Published(number=now.number, differences=told)

    def _with_forms(self, added: FormsAdded) -> tuple[dict[str, Any], Catalogue]:
        if not self._desk.session.hub:
            raise Refused("enrolment.hub_only")
        return self._numbered(adding_forms.next_of(self._desk, added)[0])

    def _merged(self, merger: Merger) -> tuple[dict[str, Any], Catalogue]:
        if not self._desk.session.hub:
            raise Refused("enrolment.hub_only")
        return self._numbered(own_lists.merged(self._desk.catalogue.raw, merger))

    def _numbered(self, raw: dict[str, Any]) -> tuple[dict[str, Any], Catalogue]:
        raw["number"] = self.next_number()
        return raw, read_catalogue(raw)

    def _told(self, now: Catalogue) -> tuple[str, ...]:
        ahead = catalogue_ahead.sentence(self._desk, now.number - 1)
        return (*ahead, *release_words.differences(self._desk.catalogue, now))

    def _need_base(self, base: int | None) -> None:
        number = self._desk.catalogue.number
        if base is not None and base != number:
            raise Refused("catalogue.base", number=number)

    def _sign(self, db: Connection, raw: dict[str, Any], now: Catalogue) -> None:
        desk = self._desk
        operational = identity.of(db).operational
        if operational is None:
            raise Refused("enrolment.hub_only")
        if catalogues.number(db) != desk.catalogue.number:
            raise Refused("catalogue.base", number=catalogues.number(db))
        _check_locked(desk, db, now)
        signed = trust.write_release(operational, raw)
        catalogues.add(db, now.number, signed, desk.clock.stamp())
        desk.note(db, "publish", "catalogue", str(now.number))

    def write_files(self, folder: Path, progress: Progress = SILENT) -> tuple[Path, ...]:
        """A file with the release in force for every unit with a registered PC.

        Raises:
            Refused: not the hub, no unit has a registered PC, or the drive fails.
        """
        if not self._desk.session.hub:
            raise Refused("enrolment.hub_only")
        written = receipts.write_catalogue(self._desk, folder, progress)
        if not written:
            raise Refused("catalogue.nobody")
        return tuple(written)

    def _next(self, lists: Lists) -> tuple[dict[str, Any], Catalogue]:
        if not self._desk.session.hub:
            raise Refused("enrolment.hub_only")
        return self._numbered(
            own_lists.next_of(self._desk.catalogue.raw, lists, self._desk.today())
        )

    def _need_right(self) -> None:
        if not self._desk.session.hub:
            raise Refused("enrolment.hub_only")
        if self._desk.session.role_name not in MAY:
            raise Refused("catalogue.right")


def _check_locked(desk: Desk, db: Connection, now: Catalogue) -> None:
    """A locked period says what it said when it was locked.

    Raises:
        Refused: its days would change ("catalogue.locked"), or who owes what for it
            ("catalogue.locked_owed"): both change what was reported.
    """
    for ident in late.standings(desk, db):
        if not late.standing(desk, db, ident).is_locked:
            continue
        was, will = desk.catalogue.period(ident), now.period(ident)
        if (was.start, was.end) != (will.start, will.end):
            raise Refused("catalogue.locked", period=was.short)
        if _owed(desk.catalogue, ident) != _owed(now, ident):
            raise Refused("catalogue.locked_owed", period=was.short)


def _owed(catalogue: Catalogue, period: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """The rows of every return that is expected for a period."""
    return {
        (office.id, form): rows_of(catalogue, office.id, form, period)
        for office, form in catalogue.expected(period)
    }
