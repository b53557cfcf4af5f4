"""What sending shows: what a package would hold, what was written, where each package is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gbdesk.domain.dates import read_iso, short
from gbdesk.services.changed import Changed
from gbdesk.services.messages import Message
from gbdesk.services.outgoing import Contents, Detail
from gbdesk.text import translate

WRITTEN: Final = "written"
PARTIAL: Final = "partial"
RECEIVED: Final = "received"
RETURNED: Final = "returned"
NOTE_MOST: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned(Contents):
    """What the next package would hold: nothing else goes out, and nothing of it is hidden.

    `since` is the number of the package the differences are counted from, 0 before the first;
    `blocked` says why no package can be made now, `late` what is in a locked period.
    """

    period: str
    title: str
    seq: int
    since: int
    details: tuple[Detail, ...]
    blocked: Message | None = None
    late: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the packages an export was cut into."""

    seq: int
    path: Path
    check_code: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported(Contents):
    """A package that stands where it was written and reads back the same.

    Where the export was cut it is the last one, and `parts` are all of them.
    """

    seq: int
    path: Path
    ident: str
    check_code: str
    period: str
    made: str
    size: int
    ops: int
    parts: tuple[Part, ...] = ()
    changed: Changed = Changed.PACKAGES

    @property
    def is_cut(self) -> bool:
        """Whether there is more than one package."""
        return len(self.parts) > 1

    def parts_words(self, hub_short: str) -> str:
        """That all of them have to reach the hub, in the language in use; empty where it is one."""
        if not self.is_cut:
            return ""
        return translate(
            "Sending",
            "Too large for one file: packages {first} to {last} were written. All of them have to "
            "reach {hub_short}, in any order.",
            first=self.parts[0].seq,
            last=self.parts[-1].seq,
            hub_short=hub_short,
        )

    @property
    def words(self) -> str:
        """What is done, in the language in use."""
        return translate(
            "Sending", "Package {seq} is written and reads back the same.", seq=self.seq
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRow(Contents):
    """A package this device wrote; `state` is written, partial, received or returned."""

    number: int
    seq: int
    period: str
    title: str
    made: str
    name: str
    path: str
    ident: str
    check_code: str
    size: int
    state: str
    receipt_at: str = ""
    reason: str = ""
    note: str = ""
    approver: str = ""
    by: str = ""
    again: int = 0
    part: tuple[int, int] = (1, 1)

    @property
    def words(self) -> str:
        """Where the package is, in the language in use."""
        day = _day(self.receipt_at)
        if self.state == RECEIVED:
            return translate("Sending", "Received on {day}", day=day)
        if self.state == PARTIAL:
            return translate("Sending", "Received in part on {day}", day=day)
        if self.state == RETURNED:
            return translate("Sending", "Returned: {reason}", reason=self.reason)
        return translate("Sending", "Waiting for the receipt")


def _day(moment: str) -> str:
    found = read_iso(moment[:10])
    return short(found) if found is not None else moment
