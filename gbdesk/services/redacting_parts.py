"""What erasing a text does, or did, as values and in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from gbdesk.domain.clock import stamp
from gbdesk.services.changed import Changed
from gbdesk.services.copies import Copies
from gbdesk.services.looks import day_of
from gbdesk.text import translate

CHANGES: Final = (
    Changed.ACTIVITIES
    | Changed.FIGURES
    | Changed.NARRATIVES
    | Changed.PACKAGES
    | Changed.CONFLICTS
    | Changed.BACKUPS
    | Changed.ERASED
)
NOW: Final = "now"
EARLIER: Final = "earlier"
DELETED: Final = "deleted"
WAITING: Final = "waiting"
WRITTEN: Final = "written"
RECEIVED: Final = "received"
CAME: Final = "came"
HERE: Final = "here"
NO_COPIES: Final = Copies()
_LATEST: Final = 253_402_300_799_000  # the last second of the year 9999


def written_at(reading: str) -> str:
    """When an op was written, by the clock of its writer: UTC, ISO."""
    return stamp(min(int(reading[:12], 16), _LATEST))


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A field of a record that holds, or once held, text: how many versions of it there are."""

    field: str
    label: str
    now: str
    versions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A field of a record in which a text stands or once stood; `key` numbers it in a list.

    `state`: shown now, only in earlier versions, or in a deleted entry. `text`: the version found.
    """

    key: int
    office: str
    office_name: str
    entity: str
    record: str
    field: str
    kind: str
    title: str
    label: str
    text: str
    versions: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of the text: who wrote it, when (UTC, ISO), from which side."""

    text: str
    who: str
    at: str
    side: str

    @property
    def words(self) -> str:
        """Who and when, in the language in use."""
        return translate(
            "Redacting",
            "{who}, {side}, {day}",
            who=self.who,
            side=self.side,
            day=day_of(self.at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """What erasing does, or did: versions of the text, packages kept here that hold it.

    `said` are the versions that go, newest first, only before; `others`: what other computers do.
    """

    title: str
    label: str
    versions: int
    archived: int
    office: str = ""
    said: tuple[Version, ...] = field(default=(), repr=False)
    copies: Copies = NO_COPIES
    others: tuple[str, ...] = ()
    changed: Changed = CHANGES

    @property
    def before(self) -> tuple[str, ...]:
        """What will happen, sentence by sentence."""
        return (self.gone, self.stays, *self._archive(), self.left)

    @property
    def gone(self) -> str:
        """What is erased."""
        return translate(
            "Redacting",
            "{n} versions of “{field}” are erased for good; this cannot be undone.",
            n=self.versions,
            field=self.label,
        )

    @property
    def stays(self) -> str:
        """What is kept."""
        return translate(
            "Redacting",
            "The other fields keep what they say. That something was erased, when and why "
            "stays on record; the text itself does not.",
        )

    @property
    def words(self) -> str:
        """What was done."""
        return translate(
            "Redacting", "Erased: {n} versions of “{field}”.", n=self.versions, field=self.label
        )

    @property
    def left(self) -> str:
        """What this computer cannot reach."""
        return translate(
            "Redacting",
            "It still stands in packages on sticks or in mail, in backups made before, in printed "
            "reports, in official versions of reports until they are withdrawn, and on other "
            "computers until they open the next package from here.",
        )

    def _archive(self) -> tuple[str, ...]:
        if not self.archived:
            return ()
        return (
            translate(
                "Redacting",
                "{n} packages kept on this computer hold the text and are deleted here.",
                n=self.archived,
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """One erasing that stands on record; `label` is "" where an older version wrote it.

    `state`: waits for the next file, is written into one (on `day`), acknowledged, came from
    another computer, or concerns this workspace only.
    """

    key: int
    at: str
    who: str
    office: str
    office_name: str
    title: str
    label: str
    versions: int
    reason: str
    state: str
    day: str = ""
    hub: bool = False

    @property
    def state_words(self) -> str:
        """How far it has travelled, in the language in use."""
        if self.state == CAME:
            return translate("Redacting", "Carried out here")
        if self.state == HERE:
            return translate("Redacting", "Concerns this data file only")
        if self.state == RECEIVED:
            return translate("Redacting", "Received")
        if self.state == WRITTEN:
            return translate("Redacting", "In a file of {day}", day=day_of(self.day))
        return translate("Redacting", "Waits for the next file")
