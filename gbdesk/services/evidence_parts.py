"""Attached files as values: what is given, what is listed, what was done."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from gbdesk.domain.evidence import (
    DOCX,
    EVIDENCE,
    FILE_MOST,
    JPG,
    PDF,
    PNG,
    register_of,
)
from gbdesk.domain.ids import derived_id
from gbdesk.domain.ops import Value
from gbdesk.domain.refusals import Refused
from gbdesk.media.writing import told
from gbdesk.reports import cleaning
from gbdesk.services.changed import Changed
from gbdesk.services.labels import ACTIVITY
from gbdesk.services.undo import Undo
from gbdesk.store.figures import EntryRow
from gbdesk.store.papers import PAPER
from gbdesk.text import mark, say

REPORT: Final = "report"
_NAMES: Final = {
    JPG: mark("Evidence", "Picture {number}"),
    PNG: mark("Evidence", "Picture {number}"),
    PDF: mark("Evidence", "PDF document {number}"),
    DOCX: mark("Evidence", "Word document {number}"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What files are attached to, and the office that owns it ("" is one's own)."""

    office: str
    entity: str
    record: str
    about: Mapping[str, Value] = field(default_factory=dict)

    @classmethod
    def activity(cls, office: str, ident: str) -> Target:
        """An activity."""
        return cls(office=office, entity=ACTIVITY, record=ident)

    @classmethod
    def report(cls, office: str, period: str, place: str) -> Target:
        """The report of a commune for a period, as it came on paper."""
        record = derived_id(EVIDENCE, office, period, place)
        about = {"period": period, "place": place}
        return cls(office=office, entity=REPORT, record=record, about=about)

    @classmethod
    def document(cls, office: str, form: str, period: str) -> Target:
        """A document out of which the hub enters a return."""
        record = derived_id(PAPER, office, form, period)
        return cls(office=office, entity=PAPER, record=record, about={"period": period})

    @property
    def register(self) -> str:
        """Under what its files are listed."""
        return register_of(self.entity, self.record)

    @property
    def is_record(self) -> bool:
        """Whether it is a record of its own, that may be deleted."""
        return self.entity == ACTIVITY

    @property
    def changed(self) -> Changed:
        """What attaching a file changes."""
        return Changed.EVIDENCE | (Changed.ACTIVITIES if self.is_record else Changed.NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file made fit to be kept; `name` is only told, never stored. `keep` a doubtful title."""

    name: str
    kind: str
    data: bytes = field(repr=False)
    title: str = ""
    keep: bool = False

    @classmethod
    def of(cls, name: str, data: bytes, *, title: str = "", keep: bool = False) -> Given:
        """Look through a file and write it anew (`reports.cleaning`); takes a second.

        Raises:
            Refused: it is not taken; why.
        """
        kind, kept = cleaning.cleaned(name, data)
        return cls(name=name, kind=kind, data=kept, title=title, keep=keep)

    @classmethod
    def read(cls, path: Path, *, title: str = "", keep: bool = False) -> Given:
        """As `of`, from a file of at most 10 MB.

        Raises:
            Refused: it is larger, cannot be read, or is not taken.
        """
        with told(path.name):
            size = path.stat().st_size
            if size > FILE_MOST:
                raise cleaning.too_large(path.name, size)
            with path.open("rb") as opened:
                data = opened.read(FILE_MOST + 1)
        return cls.of(path.name, data, title=title, keep=keep)

    @property
    def sha256(self) -> str:
        """Its SHA-256 in hex, as it will be stored."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file in the list of a record; `size` in bytes. `here`: its bytes are on this PC."""

    id: str
    office: str
    title: str
    kind: str
    size: int
    sha256: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What was attached in one step, and what was not."""

    ids: tuple[str, ...]
    undo: Undo | None
    refused: tuple[Refused, ...]
    changed: Changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A step with attached files; no `undo` where nothing brings them back."""

    undo: Undo | None
    changed: Changed


def attached_of(row: EntryRow, here: Collection[str]) -> Attached:
    """A row of the store as a list shows it; what is odd in it is nothing."""
    fields = row.fields
    size = fields.get("size")
    return Attached(
        id=row.id,
        office=row.office,
        title=str(fields.get("title") or ""),
        kind=str(fields.get("kind") or ""),
        size=size if isinstance(size, int) and size > 0 else 0,
        sha256=str(fields.get("sha256") or ""),
        here=fields.get("sha256") in here,
    )


def numbered(kind: str, there: Sequence[Attached]) -> str:
    """A title that tells nothing of the file's name: `Picture 2`, the first that is free."""
    taken, number = {one.title for one in there}, 1
    while (title := say(_NAMES[kind], number=number)) in taken:
        number += 1
    return title
