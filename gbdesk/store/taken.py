"""What taking in ops did, as values: counts, faults, differences; and the one thing it refuses."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from msgspec import Struct

from gbdesk.domain.merge import Folded
from gbdesk.domain.ops import Value
from gbdesk.store.redaction import Swept
from gbdesk.store.shapes import Subject


class Fork(Exception):  # noqa: N818 - what happened to the chain
    """Two different ops claim one position of a chain; nothing was changed."""

    def __init__(self, device: str, stream: str, n: int) -> None:
        super().__init__(device, stream, n)
        self.device, self.stream, self.n = device, stream, n


NEW, CHANGED, GONE = "new", "changed", "deleted"
NAMED: Final = frozenset({"form", "period", "place"})
_NOTE: Final = ".note"


class Difference(Struct, frozen=True, gc=False, kw_only=True):
    """One field that the ops change: what stood before and what stands now."""

    entity: str
    office: str
    record: str
    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A record kept but not counted, and why."""

    entity: str
    office: str
    record: str
    reason: str


@dataclass(slots=True, kw_only=True)
class Taken:
    """What taking in did: ops new and known, records by kind, what needs eyes.

    `figures` counts single figures that are new, changed or deleted; `newer` records of a kind
    that only a newer version knows, `partly` those of a known kind that a newer version wrote.
    """

    new_ops: int = 0
    known_ops: int = 0
    new: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    deleted: Counter[str] = field(default_factory=Counter)
    conflicts: int = 0
    pending: int = 0
    newer: int = 0
    partly: int = 0
    figures: Counter[str] = field(default_factory=Counter)
    invalid: list[Fault] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    erased: Swept = field(default_factory=Swept)
    newest_clock: str = "0" * 16


def count_figures(found: Counter[str], before: Folded | None, after: Folded | None) -> None:
    """Count the figures of a row that came, changed or went; notes belong to their figure."""
    new = after.fields if after and not (after.hidden or after.pending) else {}
    if before is None:
        said = [name for name, value in new.items() if value is not None]
        notes = sum(name.endswith(_NOTE) for name in said) if _NOTE in "".join(said) else 0
        found[NEW] += len(said) - notes - len(NAMED.intersection(said))
        return
    old = before.fields if not (before.hidden or before.pending) else {}
    for name in {*old, *new} - NAMED:
        was, now = old.get(name), new.get(name)
        if was != now and not name.endswith(_NOTE):
            found[NEW if was is None else GONE if now is None else CHANGED] += 1


def differences(subject: Subject, before: Folded | None, after: Folded | None) -> list[Difference]:
    """Every field that shows something else, also where the record came or went."""
    old = before.fields if before and not before.hidden else {}
    new = after.fields if after and not after.hidden else {}
    return [
        Difference(
            entity=subject.kind,
            office=subject.office,
            record=subject.uid,
            field=name,
            old=old.get(name),
            new=new.get(name),
        )
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name) or (name in old) != (name in new)
    ]
