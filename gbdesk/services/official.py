"""Official versions of the consolidated report: kept as issued, whatever comes later.

A version is the document itself, not the figures behind it: later packages, corrections and
releases of the catalogue do not reach it, and its files are written from it alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gbdesk.domain.refusals import Refused
from gbdesk.reports.comparing import Difference, differences
from gbdesk.reports.consolidated import TEMPLATE
from gbdesk.reports.document import Document
from gbdesk.reports.keeping import kept, read_back
from gbdesk.reports.sentences import load
from gbdesk.services.changed import Changed
from gbdesk.services.codes import check_code
from gbdesk.services.desk import Desk
from gbdesk.services.document_files import (
    FORMATS,
    check_allowed,
    check_formats,
    profile_of,
    write_file,
)
from gbdesk.services.looks import day_of
from gbdesk.store import official
from gbdesk.text import translate

if TYPE_CHECKING:
    from gbdesk.services.reporting import Reporting

COMMITTEE: Final = "committee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An official version. `code`: what paper and this record are compared by; `made`: UTC, ISO.

    `covered` of `expected` units stand behind it; `missing` are the others, `packages` the ids of
    what was taken in, `catalogue` the release it was made under.
    """

    number: int
    period: str
    period_name: str
    profile: str
    recipient: str
    made: str
    who: str
    code: str
    digest: str
    withdrawn: bool
    covered: int
    expected: int
    missing: tuple[str, ...]
    packages: tuple[str, ...]
    catalogue: int
    changed: Changed = Changed.NOTHING

    @property
    def words(self) -> str:
        """The version in one line, in the language in use."""
        said = translate(
            "Official",
            "No. {number}, {period}, {profile}, of {day}: {covered} of {expected} units, "
            "code {code}",
            number=self.number,
            period=self.period_name,
            profile=profile_words(self.profile),
            day=day_of(self.made),
            covered=self.covered,
            expected=self.expected,
            code=self.code,
        )
        gone = translate("Official", "{version} (withdrawn, the content is erased)", version=said)
        return gone if self.withdrawn else said


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """The files written from an official version."""

    version: Version
    paths: tuple[Path, ...]


class Official:
    """Official versions at the hub."""

    def __init__(self, desk: Desk, reporting: Reporting) -> None:
        self._desk, self._reporting = desk, reporting

    def freeze(
        self,
        period: str,
        profile: str,
        *,
        recipient: str = COMMITTEE,
        today: date | None = None,
        password_checked: bool = False,
        reason: str = "",
    ) -> Version:
        """Keep the report as it stands now as official; an earlier version stays beside it.

        Raises:
            Refused: as `Reporting.report`, no approver, or the newest says the same.
        """
        self._desk.need_approver()
        figures, told = self._reporting.made(period, profile, recipient, today)
        self._allow(profile, reason, password_checked=password_checked)
        facts = {
            "period_name": figures.period.title,
            "covered": figures.coverage.n,
            "expected": figures.coverage.of,
            "missing": [office.short for office in figures.missing],
            "packages": [
                f"{one.office} {one.number:02d} {one.check_code}" for one in figures.packages
            ],
            "catalogue": figures.catalogue_number,
        }
        desk, raw = self._desk, kept(told)
        with desk.write() as db:
            self._same(official.every(db), (period, profile, recipient), raw)
            about = (period, profile, recipient)
            number = official.add(db, about, desk.clock.stamp(), desk.session.user, raw, facts)
            said = f"{number} {period} {profile} {reason.strip()}".strip()
            desk.note(db, "official", "report", said)
        return self.version(number)

    def versions(self, period: str | None = None) -> tuple[Version, ...]:
        """The official versions, newest first."""
        with self._desk.read() as db:
            found = official.every(db)
        return tuple(_version(one) for one in found if period in {None, one.period})

    def version(self, number: int) -> Version:
        """One version.

        Raises:
            Refused: there is none of this number.
        """
        found = next((one for one in self.versions() if one.number == number), None)
        if found is None:
            raise Refused("official.unknown", number=number)
        return found

    def document(
        self, number: int, *, password_checked: bool = False, reason: str = ""
    ) -> Document:
        """A version as it is printed: its matching code stands on the page of its sources.

        Raises:
            Refused: no such version, it is withdrawn, its content is damaged, or full figures are
                asked for without password and reason.
        """
        about = self.version(number)
        self._allow(about.profile, reason, password_checked=password_checked)
        if about.withdrawn:
            raise Refused("official.withdrawn", number=number)
        with self._desk.read() as db:
            told = read_back(official.content(db, number))
        return _stamped(told, about)

    def write(
        self,
        number: int,
        folder: Path,
        *,
        formats: Sequence[str] = FORMATS,
        password_checked: bool = False,
        reason: str = "",
    ) -> Files:
        """Write the files of a version, from what was kept alone.

        Raises:
            Refused: as `document`, or the folder does not take it.
        """
        check_formats(formats)
        told = self.document(number, password_checked=password_checked, reason=reason)
        about = self.version(number)
        year, _, half = about.period.partition("-")
        symbol = told.letterhead.symbol.partition("-")[2]
        marked = "noi-bo" if profile_of(about.profile).marked else ""
        parts = ("BC", f"{half}-{year}", symbol, f"so-{number}", marked)
        stem = "_".join(part for part in parts if part)
        paths = tuple(write_file(told, folder, stem, kind) for kind in formats)
        self._note("official-written", about, reason)
        return Files(version=about, paths=paths)

    def compare(
        self, older: int, newer: int, *, password_checked: bool = False, reason: str = ""
    ) -> tuple[Difference, ...]:
        """Of what two versions differ; those with full figures as for `document`.

        Raises:
            Refused: as `document`.
        """
        told = [
            self.document(one, password_checked=password_checked, reason=reason)
            for one in (older, newer)
        ]
        for one in (older, newer):
            self._note("official-compared", self.version(one), reason)
        return differences(told[0], told[1])

    def withdraw(self, number: int, reason: str) -> Version:
        """Erase the content of a version that must not exist; that it existed stays on record.

        Raises:
            Refused: no approver, no such version, withdrawn already, or no reason is given.
        """
        self._desk.need_approver()
        about = self.version(number)
        if about.withdrawn:
            raise Refused("official.withdrawn", number=number)
        if not reason.strip():
            raise Refused("official.reason")
        with self._desk.write() as db:
            official.withdraw(db, number)
            self._desk.note(db, "official-withdrawn", "report", f"{number} {reason.strip()}")
        return self.version(number)

    def _same(
        self, known: Sequence[official.Kept], about: tuple[str, str, str], raw: bytes
    ) -> None:
        digest = hashlib.sha256(raw).hexdigest()
        newest = next((k for k in known if (k.period, k.profile, k.recipient) == about), None)
        if newest and newest.digest == digest and not newest.withdrawn:
            raise Refused("official.same", number=newest.number)

    def _allow(self, profile: str, reason: str, *, password_checked: bool) -> None:
        full = profile_of(profile).marked
        check_allowed(full=full, password_checked=password_checked, reason=reason)

    def _note(self, what: str, about: Version, reason: str) -> None:
        with self._desk.write() as db:
            said = f"{about.number} {about.period} {about.profile} {reason.strip()}".strip()
            self._desk.note(db, what, "report", said)


def profile_words(profile: str) -> str:
    """Which figures a version tells, in the language in use."""
    if profile_of(profile).marked:
        return translate("Official", "full figures")
    return translate("Official", "for outside")


def _stamped(told: Document, about: Version) -> Document:
    texts, sources = load(TEMPLATE), told.provenance
    if sources is None:
        return told
    facts = (
        (texts.text("provenance", "version"), str(about.number)),
        (texts.text("provenance", "frozen"), day_of(about.made)),
        (texts.text("provenance", "matching"), about.code),
    )
    return replace(told, provenance=replace(sources, facts=(*sources.facts, *facts)))


def _version(kept_one: official.Kept) -> Version:
    facts = kept_one.facts
    return Version(
        number=kept_one.number,
        period=kept_one.period,
        period_name=facts["period_name"],
        profile=kept_one.profile,
        recipient=kept_one.recipient,
        made=kept_one.made,
        who=kept_one.who,
        code=check_code(kept_one.digest),
        digest=kept_one.digest,
        withdrawn=kept_one.withdrawn,
        covered=facts["covered"],
        expected=facts["expected"],
        missing=tuple(facts["missing"]),
        packages=tuple(facts["packages"]),
        catalogue=facts["catalogue"],
    )
