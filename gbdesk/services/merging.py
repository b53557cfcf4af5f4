"""What a merger of units means, told before and after it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.dates import short
from gbdesk.domain.mergers import Merger
from gbdesk.services import release_words, runs
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What will happen, and what differs between the releases, in sentences."""

    steps: tuple[str, ...]
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Units are one: release, office, and how many of its PCs have a new certificate."""

    number: int
    office: str
    name: str
    computers: int
    differences: tuple[str, ...]
    changed: Changed = Changed.CATALOGUE | Changed.PACKAGES

    @property
    def words(self) -> str:
        """What was done and what comes next."""
        said = translate(
            "Merger",
            "Catalogue no. {number} is in use here now: {name} takes over.",
            number=self.number,
            name=self.name,
        )
        if self.computers:
            return said + " " + translate("Merger", "Write files for units or receipts now.")
        return said + " " + translate("Merger", "Invite its computer next.")


def heir(raw: Mapping[str, Any], merger: Merger) -> str:
    """The office that the units become, in the release that says so."""
    old = {one["id"] for one in raw["offices"] if one["key"] in merger.ending}
    found = (one for one in raw["offices"] if old <= set(one.get("predecessors", ())))
    return str(next(found)["id"])


def computers(desk: Desk, db: Connection, raw: Mapping[str, Any], merger: Merger) -> int:
    """How many PCs in use the one that goes on has."""
    rows = runs.devices(desk, db, heir(raw, merger))
    return sum(row.revoked_n is None for row in rows)


def outlook(before: Catalogue, now: Catalogue, merger: Merger, computers: int) -> Outlook:
    """Everything that happens when this is published."""
    by_key = {one.key: one for one in now.offices.values()}
    ending = [by_key[key] for key in merger.ending]
    gone = {one.id for one in ending}
    new = next(one for one in now.offices.values() if gone <= {*one.predecessors})
    old, name = ", ".join(one.short for one in ending), new.short
    steps = (
        translate("Merger", "{old}: reports end with {last}.", old=old, last=short(merger.last)),
        translate(
            "Merger",
            "{name} is expected to report for periods that end on {day} or later.",
            name=name,
            day=short(merger.day),
        ),
        translate(
            "Merger",
            "What was reported before stays with the old units. Nothing is moved, shared out or "
            "added up.",
        ),
        _certificate(name, old, computers),
        translate(
            "Merger",
            "With it {name} sees what the old units sent and may complete what is still open of "
            "them.",
            name=name,
        ),
        translate(
            "Merger",
            "Packages of the old units stay valid, also those still on their way. Their computers "
            "stay registered until you withdraw them.",
        ),
    )
    return Outlook(steps=steps, differences=release_words.differences(before, now))


def _certificate(name: str, old: str, computers: int) -> str:
    if computers:
        return translate(
            "Merger",
            "{n} computers of {name} get a certificate that names {old} too, with the next file "
            "you write for them.",
            n=computers,
            name=name,
            old=old,
        )
    return translate(
        "Merger",
        "{name} is invited like any unit; the certificate of its computer names {old} too.",
        name=name,
        old=old,
    )


def done(now: Catalogue, office: str, told: tuple[str, ...], computers: int) -> Merged:
    """What was published."""
    return Merged(
        number=now.number,
        office=office,
        name=now.office(office).short,
        computers=computers,
        differences=told,
    )
