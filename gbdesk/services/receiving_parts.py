"""What receiving shows of a package: the checks, what it would change, what it did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from gbdesk.domain.numbers import group
from gbdesk.services.changed import Changed
from gbdesk.services.conflicts import CHANGES, ConflictView
from gbdesk.services.labels import kind_label
from gbdesk.services.messages import Message
from gbdesk.services.outgoing import Counted, KindCount
from gbdesk.text import translate

WHOLE: Final = "whole"
SENDER: Final = "sender"
ADDRESSEE: Final = "addressee"
ORDER: Final = "order"
ATTENTION: Final = "attention"
READY: Final = "ready"
SKIPPED: Final = "skipped"
NEW: Final = "new"
CHANGED: Final = "changed"
DELETED: Final = "deleted"
TAKEN: Final = Changed.PACKAGES | CHANGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One of the four checks in plain words; `ok` None where it could not be made."""

    key: str
    ok: bool | None
    title: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A file as it was checked; nothing was written.

    `ok`: there is nothing to put right (also for what is here already). `ready`: it can be taken
    in. `outcome` is the code, `pill` the short word for it, `tone` success, info, warning, danger
    or neutral, `group` where it stands in the list. `items` counts the records it says something
    new about. What stands in the header is only given where the signature was right, except by
    `check_outside`, whose `verified` is False.
    """

    path: Path
    ok: bool
    ready: bool
    outcome: str
    message: Message
    pill: str
    tone: str
    group: str
    checks: tuple[Check, ...] = ()
    office: str = ""
    office_name: str = ""
    device: str = ""
    seq: int = 0
    periods: tuple[str, ...] = ()
    title: str = ""
    made: str = ""
    app: str = ""
    size: int = 0
    ident: str = ""
    check_code: str = ""
    items: int = 0
    ops: int = 0
    verified: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewLine:
    """One field that the package changes; `change` is new, changed or deleted."""

    entity: str
    record: str
    change: str
    title: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTotal:
    """One line of a form over the places of the office: sum before and after taking in.

    `declared` is what the sender says it is, None where nothing is declared.
    """

    form: str
    period: str
    line: str
    label: str
    before: int
    after: int
    declared: int | None

    @property
    def words(self) -> str:
        """The same in the language in use."""
        said = f"{self.label}: {group(self.before)} → {group(self.after)}"
        if self.declared is None or self.declared == self.after:
            return said
        declared = translate("Receiving", "declared {total}", total=group(self.declared))
        return f"{said} ({declared})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview(Counted):
    """What taking in a package would do, found by doing it and rolling back.

    `counts` by kind of record; `figures` by figure. `totals_ok` is None where the package declares
    no control totals; `totals` are the lines that change or differ from them. `notices` are
    sentences on what is unusual about it.
    """

    look: Look
    figures: KindCount
    lines: tuple[PreviewLine, ...]
    conflicts: tuple[ConflictView, ...]
    gaps: tuple[str, ...]
    faults: tuple[str, ...]
    totals_ok: bool | None
    totals_words: str
    note: str
    approver: str
    notices: tuple[str, ...] = ()
    totals: tuple[LineTotal, ...] = ()

    @property
    def items(self) -> int:
        """How many records come in new, changed or deleted."""
        return self.all

    def lines_of(self, change: str) -> tuple[PreviewLine, ...]:
        """The lines of new, changed or deleted records."""
        return tuple(line for line in self.lines if line.change == change)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of one file; `number` is its place in the list of imports, 0 where refused.

    `conflicts` counts the differences it left open, `settled` those decided with it.
    """

    path: Path
    ok: bool
    outcome: str
    message: Message
    number: int = 0
    office: str = ""
    office_name: str = ""
    seq: int = 0
    counts: Mapping[str, KindCount] = field(default_factory=dict)
    items: int = 0
    conflicts: int = 0
    settled: int = 0
    faults: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    ops: int = 0
    changed: Changed = Changed.NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow(Counted):
    """One package that was taken in, also where it was undone later."""

    number: int
    taken: str
    who: str
    office: str
    office_name: str
    seq: int
    periods: tuple[str, ...]
    title: str
    made: str
    ident: str
    check_code: str
    outcome: str
    undone: bool
    conflicts: int
    settled: int
    gaps: tuple[str, ...]
    receipt_at: str = ""
    sent_back: str = ""

    @property
    def words(self) -> str:
        """How it stands, in the language in use."""
        if self.undone:
            return translate("Receiving", "Undone")
        if self.sent_back:
            return translate("Receiving", "Sent back: {reason}", reason=self.sent_back)
        return translate("Receiving", "Taken in")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptRow:
    """One try to take in a file, as the chained log keeps it."""

    number: int
    at: str
    who: str
    name: str
    office: str
    office_name: str
    seq: int
    outcome: str
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What undoing an import takes away: changes that leave, that others keep, decisions."""

    number: int
    office_name: str
    seq: int
    ops: int
    kept: int
    kept_by: tuple[int, ...]
    records: Mapping[str, int]
    decisions: int

    @property
    def items(self) -> int:
        """Records and single figures together: the unit in which taking in is told."""
        return sum(self.records.values())

    @property
    def words(self) -> str:
        """The same in the language in use."""
        return leaving_words(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """An import was undone."""

    leaving: Leaving
    changed: Changed = TAKEN

    @property
    def words(self) -> str:
        """What is done, in the language in use."""
        done = translate(
            "Receiving",
            "Undone: package {seq} of {name}.",
            seq=self.leaving.seq,
            name=self.leaving.office_name,
        )
        return f"{done} {self.leaving.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack:
    """A package was sent back with a reason; the office reads it with the next receipt."""

    words: str
    changed: Changed = Changed.PACKAGES


def leaving_words(leaving: Leaving) -> str:
    """What leaves and what stays, in the language in use."""
    kinds = ", ".join(f"{kind_label(kind)} {count}" for kind, count in leaving.records.items())
    parts = [
        translate("Receiving", "{n} entries leave ({kinds}).", n=leaving.items, kinds=kinds)
        if kinds
        else translate("Receiving", "No entry changes.")
    ]
    if leaving.kept:
        parts.append(
            translate(
                "Receiving",
                "{n} stay because other packages brought them too.",
                n=leaving.kept,
            )
        )
    if leaving.decisions:
        parts.append(
            translate(
                "Receiving",
                "{n} choices made with this import are withdrawn.",
                n=leaving.decisions,
            )
        )
    return " ".join(parts)
