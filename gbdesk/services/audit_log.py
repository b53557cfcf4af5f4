"""The audit as people read it: who did what when, and whether the chain of lines is whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.dates import short
from gbdesk.domain.names import fold
from gbdesk.services.desk import Desk
from gbdesk.services.labels import office_name
from gbdesk.store import audit
from gbdesk.store.audit import Line
from gbdesk.text import mark, say, translate

MOST: Final = 2_000
EVERY: Final = 10_000_000
WORDS: Final = {
    "add": mark("Audit", "let a person in"),
    "remove": mark("Audit", "took a person's access away"),
    "role-enter": mark("Audit", "made somebody a data-entry user"),
    "role-approve": mark("Audit", "made somebody an approver"),
    "role-view": mark("Audit", "made somebody a viewer"),
    "role-admin": mark("Audit", "made somebody an administrator"),
    "password": mark("Audit", "changed the password"),
    "reset": mark("Audit", "gave somebody a new password"),
    "recovery": mark("Audit", "made a new recovery sheet"),
    "create": mark("Audit", "set up this data file"),
    "evidence-added": mark("Audit", "attached a file"),
    "evidence-removed": mark("Audit", "removed an attached file"),
    "evidence-copied": mark("Audit", "saved a copy of an attached file outside gbdesk"),
    "invite": mark("Audit", "made an invitation"),
    "certify": mark("Audit", "registered a PC"),
    "publish": mark("Audit", "published a catalogue"),
    "merge": mark("Audit", "made one unit of several"),
    "revoke": mark("Audit", "withdrew a PC"),
    "import": mark("Audit", "took a package in"),
    "undo": mark("Audit", "undid an import"),
    "undo-import": mark("Audit", "undid an import"),
    "send-back": mark("Audit", "sent a package back"),
    "allow-fork": mark("Audit", "let a second history of a PC in"),
    "receipt-told": mark("Audit", "told a receipt on the telephone"),
    "receipt-typed": mark("Audit", "typed a receipt told on the telephone"),
    "refuse-fork": mark("Audit", "refused a second history of a PC"),
    "receipt": mark("Audit", "wrote a receipt"),
    "redact": mark("Audit", "erased a text everywhere"),
    "settle": mark("Audit", "settled differences"),
    "correct": mark("Audit", "corrected figures of a unit"),
    "paper": mark("Audit", "registered a document to enter figures for a unit"),
    "paper-complete": mark("Audit", "declared the figures of a document complete"),
    "paper-nil": mark("Audit", "declared that a document says nothing occurred"),
    "paper-draft": mark("Audit", "took the figures of a document up again"),
    "paper-removed": mark("Audit", "removed the figures of a document"),
    "excuse": mark("Audit", "excused a unit from its report"),
    "owes-again": mark("Audit", "took the excuse of a unit back"),
    "remind": mark("Audit", "reminded a unit"),
    "export": mark("Audit", "wrote a package"),
    "share": mark("Audit", "wrote a file for another computer of the unit"),
    "inbox-folder": mark("Audit", "chose the folder watched for packages"),
    "answer": mark("Audit", "opened a file of the hub"),
    "resume": mark("Audit", "went on after a restored backup"),
    "rewrite": mark("Audit", "wrote a package once more"),
    "lock": mark("Audit", "locked a period"),
    "unlock": mark("Audit", "opened a locked period"),
    "accept-late": mark("Audit", "let late changes count"),
    "refuse-late": mark("Audit", "let late changes not count"),
    "complete": mark("Audit", "declared a return complete"),
    "draft": mark("Audit", "took a return up again"),
    "nil": mark("Audit", "declared that nothing occurred"),
    "delete": mark("Audit", "deleted an activity"),
    "undelete": mark("Audit", "put a deleted activity back"),
    "backup": mark("Audit", "made a backup"),
    "backup-folder": mark("Audit", "chose the folder of backups"),
    "restore": mark("Audit", "put a backup back"),
    "rekey": mark("Audit", "put the data under another key"),
    "pc-keys": mark("Audit", "asked for other keys of this PC"),
    "pc-keys-certified": mark("Audit", "certified other keys of a PC"),
    "hub-keys": mark("Audit", "took other keys of the hub into use"),
    "root-key": mark("Audit", "took another root key into use"),
    "hub-again": mark("Audit", "set the receiving body up again from its root file"),
    "root-lost": mark("Audit", "replaced a lost root key"),
    "root-pinned": mark("Audit", "trusted another root key of the receiving body"),
    "recovered": mark("Audit", "set a new password with the recovery code"),
    "escrow-given": mark("Audit", "let the receiving body help with a lost password"),
    "escrow-withdrawn": mark("Audit", "let the receiving body help no longer"),
    "escrow-opened": mark("Audit", "opened a unit's data key for a new password"),
    "escrow-used": mark("Audit", "set a new password with the help of the receiving body"),
    "kept-personal": mark("Audit", "kept a text in spite of the warning of personal data"),
    "capture": mark("Audit", "allowed captures of the screen for 10 minutes"),
    "view internal": mark("Audit", "looked at full figures"),
    "report internal": mark("Audit", "wrote a report with full figures"),
    "copy internal": mark("Audit", "copied full figures"),
    "report shared": mark("Audit", "wrote a report for outside"),
    "official": mark("Audit", "kept an official version of a report"),
    "official-written": mark("Audit", "wrote the files of an official report"),
    "official-compared": mark("Audit", "compared official versions of a report"),
    "official-withdrawn": mark("Audit", "withdrew an official version of a report"),
    "report activities": mark("Audit", "wrote a list of activities"),
    "report register": mark("Audit", "wrote the list of a register"),
    "report tasks": mark("Audit", "wrote the tasks of the plan"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One line: the moment, the person, the words for what was done and about what."""

    number: int
    at: str
    who: str
    words: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Whether every line follows from the one before; `broken` is the first that does not."""

    count: int
    newest: str
    broken: int | None

    @property
    def is_whole(self) -> bool:
        """Whether nobody changed or removed a line."""
        return self.broken is None


class AuditLog:
    """The audit of this workspace."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rows(self, said: str = "", most: int = MOST) -> tuple[AuditRow, ...]:
        """The newest lines, newest first; only those with all these words, diacritics apart.

        Words are looked for in every line there is: who, what was done, about what, the day.
        """
        wanted = fold(said).split()
        with self._desk.read() as db:
            lines = audit.lines(db, EVERY if wanted else most)
        found = (_row(self._desk.catalogue, line) for line in lines)
        kept = (row for row in found if all(word in _folded(row) for word in wanted))
        return tuple(islice(kept, most))

    def note_capture(self) -> None:
        """Note that this person allows captures of the screen for a while.

        Raises:
            Refused: this person may only look.
        """
        with self._desk.write() as db:
            self._desk.note(db, "capture", "workspace", "")

    def check(self) -> Chain:
        """Compute the chain again from its first line."""
        with self._desk.read() as db:
            broken, newest = audit.verify(db), audit.lines(db, 1)
        last = newest[0] if newest else None
        return Chain(count=last.id if last else 0, newest=last.at if last else "", broken=broken)


def _folded(row: AuditRow) -> str:
    day = short(datetime.fromisoformat(row.at).astimezone().date())
    return fold(f"{row.who} {row.words} {row.about} {day}")


def _row(catalogue: Catalogue, line: Line) -> AuditRow:
    words = say(WORDS[line.what]) if line.what in WORDS else line.what
    about = _about(catalogue, line)
    return AuditRow(number=line.id, at=line.at, who=line.who, words=words, about=about)


def _about(catalogue: Catalogue, line: Line) -> str:
    """What it was about, by names where there are some; never a figure."""
    if line.ref in catalogue.offices:
        return office_name(catalogue, line.ref)
    if line.kind == "period":
        period, _, reason = line.ref.partition(" ")
        title = catalogue.periods[period].title if period in catalogue.periods else period
        return (
            translate("Audit", "{period}: {reason}", period=title, reason=reason)
            if reason
            else title
        )
    if line.kind in {"account", "conflict"}:
        return line.ref
    return line.ref[:8]
