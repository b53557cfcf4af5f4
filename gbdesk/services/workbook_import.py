"""Activities out of a workbook or a pasted block: looked at row by row, then recorded in one step.

A plan keeps the numbers of rows, not what they say: 100 000 activities at once would fill memory.
Nothing is written before `record`; there all is one transaction, so that stopping leaves nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias

from gbdesk.domain.activities import ERROR, WARNING, check_activity
from gbdesk.domain.columns import read_count
from gbdesk.domain.merge import CREATE
from gbdesk.domain.numbers import group
from gbdesk.domain.ops import Fields
from gbdesk.domain.refusals import Refused
from gbdesk.services import activity_columns as columns_of
from gbdesk.services import undo as undoing
from gbdesk.services.activity_columns import NEEDED
from gbdesk.services.activity_reading import CellProblem, Reading, Wanted, letter, problem_at
from gbdesk.services.activity_twins import Same, known, same_as
from gbdesk.services.activity_words import told_alone
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.progress import Progress, Silent
from gbdesk.services.sheet_tables import Line, SheetTable, left_out, sums_differ, table_of
from gbdesk.services.undo import Undo
from gbdesk.sheets.workbook import CellContent, Sheet, read_sheet
from gbdesk.store.oplog import Draft
from gbdesk.text import translate

ACTIVITY: Final = "activity"
STEP: Final = 200

Row: TypeAlias = tuple[int, Fields]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What a table would add: the numbers of its rows, and what has to be told.

    `there` are rows recorded already or standing twice in the table, `personal` those whose text
    may name a person (`named`: what it says); neither is recorded unless it is asked for.
    `ignored` are columns not taken, `outside` rows of days beyond the period that is shown, `loose`
    names of places written otherwise.
    """

    new: tuple[int, ...] = ()
    there: tuple[int, ...] = ()
    personal: tuple[int, ...] = ()
    named: tuple[CellProblem, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    bad_rows: int = 0
    totals: tuple[CellProblem, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    outside: tuple[int, ...] = ()
    loose: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The rows to be recorded; `again` although they are recorded already.

    `personal`: how many were let in although their text may name somebody.
    """

    numbers: Sequence[int]
    again: Collection[int] = frozenset()
    personal: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """Activities were recorded in one step."""

    ids: tuple[str, ...]
    undo: Undo
    changed: Changed = Changed.ACTIVITIES


def table_for(
    desk: Desk, sheet: Sheet, encoding: str = "", *, progress: Progress | None = None
) -> SheetTable:
    """A sheet as a table of activities; `encoding` where a person said it.

    Raises:
        Cancelled: the person asked to stop.
    """
    return table_of(sheet, columns_of.headings(desk.catalogue), encoding, progress=progress)


def guessed(desk: Desk, path: Path, office: str) -> tuple[SheetTable, Wanted]:
    """A workbook as it is guessed, with the answers that need no person.

    Raises:
        Refused: no workbook, or no row of headings with name and day of the activity.
    """
    table = table_for(desk, read_sheet(path))
    guess = columns_of.guess(table, desk.catalogue, office, desk.today())
    if not set(NEEDED) <= set(guess.values()):
        raise Refused("sheet.headings", name=path.name)
    answers = {
        one.column: {one.doubt.kind: one.doubt.default}
        for one in columns_of.questions(table, guess)
        if one.doubt.default
    }
    return table, Wanted(columns=guess, answers=answers)


def plan(
    desk: Desk,
    table: SheetTable,
    wanted: Wanted,
    *,
    office: str,
    progress: Progress | None = None,
) -> Planned:
    """What a table would add; nothing is written.

    Raises:
        Cancelled: the person asked to stop.
    """
    told = progress or Silent()
    sorting = _Sorting(desk, table, wanted, office)
    for done, line in enumerate(table.rows):
        if done % STEP == 0:
            told.step(done, len(table.rows))
        if wanted.hidden or line.number not in table.hidden:
            sorting.add(line)
    return sorting.planned()


def read_rows(
    desk: Desk, table: SheetTable, wanted: Wanted, numbers: Iterable[int], *, office: str
) -> Iterator[Row]:
    """What rows of a table say, with their numbers, in the order of the table."""
    reading, asked = Reading(desk.catalogue, office, desk.today(), wanted), frozenset(numbers)
    for line in table.rows:
        if line.number in asked:
            fields, _ = reading.row(table, line)
            yield line.number, {name: one for name, one in fields.items() if one is not None}


def record(
    desk: Desk,
    rows: Iterable[Row],
    chosen: Chosen,
    *,
    office: str | None = None,
    progress: Progress | None = None,
) -> Recorded:
    """Record these activities in one transaction that one undo takes back.

    Raises:
        Refused: this person may only look, it is another office, or a row that was new when it was
            looked at is recorded by now; nothing was recorded.
        Cancelled: the person asked to stop; nothing was recorded.
    """
    owner, told = desk.office_or_own(office), progress or Silent()
    ids: list[str] = []

    def drafts(there: Collection[Same]) -> Iterator[Draft]:
        for number, fields in rows:
            if len(ids) % STEP == 0:
                told.step(len(ids), len(chosen.numbers))
            if number not in chosen.again and same_as(fields) in there:
                raise Refused("sheet.moved", row=number)
            ids.append(desk.new_id())
            yield _draft(owner, ids[-1], fields)

    with desk.write() as db:
        undo = undoing.record(desk, db, drafts(known(db, owner)), Changed.ACTIVITIES)
        told.step(len(ids), len(chosen.numbers))
        if chosen.personal:
            desk.note(db, "kept-personal", ACTIVITY, str(chosen.personal))
    return Recorded(ids=tuple(ids), undo=undo)


def _draft(office: str, record: str, fields: Fields) -> Draft:
    return Draft(entity=ACTIVITY, kind=CREATE, record=record, office=office, fields=fields)


class _Sorting:
    """Sorts the rows of one table: new, there already, to be looked at, with problems."""

    def __init__(self, desk: Desk, table: SheetTable, wanted: Wanted, office: str) -> None:
        self._table, self._wanted, self._desk = table, wanted, desk
        self._reading = Reading(desk.catalogue, office, desk.today(), wanted)
        with desk.read() as db:
            self._known = known(db, office)
        self._new: list[int] = []
        self._there: list[int] = []
        self._personal: list[int] = []
        self._named: list[CellProblem] = []
        self._problems: list[CellProblem] = []
        self._bad = 0
        self._outside: list[int] = []
        self._window = desk.catalogue.period(wanted.period) if wanted.period else None

    def add(self, line: Line) -> None:
        """Look at one row."""
        fields, bad = self._reading.row(self._table, line)
        problems = () if bad else check_activity(fields, self._desk.catalogue)
        for one in problems:
            if one.severity == ERROR:
                words = told_alone(one, self._desk.catalogue)
                bad.append(problem_at(self._table, line.number, self._column(one.field), words))
        if bad:
            self._problems += bad
            self._bad += 1
            return
        same = same_as(fields)
        names = [
            one.field
            for one in problems
            if one.severity == WARNING and one.code.startswith("personal.")
        ]
        if same in self._known:
            self._there.append(line.number)
        elif names:
            self._personal.append(line.number)
            words = translate("Workbook", "May name a person: “{text}”", text=fields[names[0]])
            self._named.append(problem_at(self._table, line.number, self._column(names[0]), words))
        else:
            self._new.append(line.number)
        self._known.add(same)
        day = date.fromisoformat(str(fields["start"]))
        if self._window and not self._window.contains(day):
            self._outside.append(line.number)

    def planned(self) -> Planned:
        """All that was found."""
        table, wanted = self._table, self._wanted.columns
        return Planned(
            new=tuple(self._new),
            there=tuple(self._there),
            personal=tuple(self._personal),
            named=tuple(self._named),
            problems=tuple(self._problems),
            bad_rows=self._bad,
            totals=tuple(self._sums()),
            columns={letter(table, at): name for at, name in wanted.items()},
            ignored=left_out(table, wanted),
            outside=tuple(self._outside),
            loose=self._reading.loose,
        )

    def _column(self, name: str) -> int:
        columns = self._wanted.columns
        return next((column for column, known in columns.items() if known == name), 0)

    def _sums(self) -> Iterable[CellProblem]:
        columns = self._wanted.columns
        counted = [at for at, name in columns.items() if columns_of.is_count(name)]
        for line, column, said, added in sums_differ(self._table, self._number, counted):
            words = translate(
                "Workbook",
                "The total row says {said}, the rows add up to {added}.",
                said=group(said),
                added=group(added),
            )
            yield problem_at(self._table, line.number, column, words)

    def _number(self, cell: CellContent, column: int) -> int | None:
        read = read_count(cell, self._wanted.answers.get(column, {}))
        return read if isinstance(read, int) else None
