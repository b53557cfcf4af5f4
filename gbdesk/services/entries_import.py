"""Lines of a register out of a workbook or a pasted block: looked at, then recorded in one step.

Nothing is written before `record`; there all is one transaction, so that stopping leaves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from gbdesk.domain import registers
from gbdesk.domain.activities import ERROR, WARNING
from gbdesk.domain.columns import read_count
from gbdesk.domain.entries import check_entry
from gbdesk.domain.names import fold
from gbdesk.domain.numbers import group
from gbdesk.domain.ops import LOCAL, Fields, Value
from gbdesk.domain.refusals import Refused
from gbdesk.domain.registers import CODE, ENTRY, PLACE, Register
from gbdesk.services import entry_columns as columns_of
from gbdesk.services import undo as undoing
from gbdesk.services.activity_reading import CellProblem, Wanted, letter, problem_at
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.entry_drafts import both, here_of, looked_at, next_code
from gbdesk.services.entry_sheet import EntryReading
from gbdesk.services.entry_words import said_of
from gbdesk.services.progress import Progress, Silent
from gbdesk.services.sheet_tables import Line, SheetTable, left_out, sums_differ, table_of
from gbdesk.services.undo import Undo
from gbdesk.services.workbook_import import STEP, Chosen, Planned, Row
from gbdesk.sheets.workbook import CellContent, Sheet, read_sheet
from gbdesk.store import lines
from gbdesk.store.lines import EntryQuery
from gbdesk.store.oplog import Draft
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

Same: TypeAlias = tuple[str, ...]
PLACELESS: Final = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Into:
    """Where lines go: a register, an office, reviewed in a period."""

    register: str
    office: str
    period: str = ""

    @property
    def spec(self) -> Register:
        """The register."""
        return registers.register(self.register)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """Lines were recorded in one step."""

    ids: tuple[str, ...]
    undo: Undo
    changed: Changed = Changed.ENTRIES


def table_for(
    spec: Register, sheet: Sheet, encoding: str = "", *, progress: Progress | None = None
) -> SheetTable:
    """A sheet as a table of lines; `encoding` where a person said it.

    Raises:
        Cancelled: the person asked to stop.
    """
    return table_of(sheet, columns_of.headings(spec), encoding, progress=progress)


def guessed(desk: Desk, path: Path, into: Into) -> tuple[SheetTable, Wanted]:
    """A workbook as it is guessed, with the answers that need no person.

    Raises:
        Refused: no workbook, or no column says what a line is called.
    """
    spec = into.spec
    table = table_for(spec, read_sheet(path))
    guess = columns_of.guess(spec, table, desk.catalogue, into.office, desk.today())
    if {*spec.title}.isdisjoint(guess.values()):
        raise Refused("sheet.headings", name=path.name)
    answers = {
        one.column: {one.doubt.kind: one.doubt.default}
        for one in columns_of.questions(spec, table, guess)
        if one.doubt.default
    }
    return table, Wanted(columns=guess, answers=answers)


def plan(
    desk: Desk, table: SheetTable, wanted: Wanted, into: Into, *, progress: Progress | None = None
) -> Planned:
    """What a table would add; nothing is written.

    Raises:
        Cancelled: the person asked to stop.
    """
    told = progress or Silent()
    sorting = _Sorting(desk, table, wanted, into)
    for done, line in enumerate(table.rows):
        if done % STEP == 0:
            told.step(done, len(table.rows))
        if wanted.hidden or line.number not in table.hidden:
            sorting.add(line)
    return sorting.planned()


def read_rows(
    desk: Desk, table: SheetTable, wanted: Wanted, numbers: Iterable[int], into: Into
) -> Iterator[Row]:
    """What rows of a table say, with their numbers, in the order of the table."""
    reading = EntryReading(into.spec, desk.catalogue, into.office, desk.today(), wanted)
    asked = frozenset(numbers)
    for line in table.rows:
        if line.number in asked:
            yield line.number, reading.row(table, line)[0]


def record(
    desk: Desk,
    rows: Iterable[Row],
    chosen: Chosen,
    into: Into,
    *,
    progress: Progress | None = None,
) -> Recorded:
    """Record these lines in one transaction that one undo takes back.

    A shelter or a private address without a code gets the next free one. What must stay on this PC
    of a line stays here.

    Raises:
        Refused: this person may only look, it is another office, or a row that was new when it was
            looked at is recorded by now; nothing was recorded.
        Cancelled: the person asked to stop; nothing was recorded.
    """
    owner, told, spec = desk.office_or_own(into.office), progress or Silent(), into.spec
    shared: list[Draft] = []
    here: list[Draft] = []
    with desk.write() as db:
        there, codes = _known(db, spec, owner), _Codes(db, spec, owner)
        for number, fields in rows:
            if len(shared) % STEP == 0:
                told.step(len(shared), len(chosen.numbers))
            if number not in chosen.again and _same(spec, fields) in there:
                raise Refused("sheet.moved", row=number)
            whole = {**codes.given(fields), **looked_at(spec, into.period, desk.today())}
            said, kept = both(spec, (owner, desk.new_id()), {}, whole)
            shared += said
            here += kept
        undo = undoing.record(desk, db, shared, Changed.ENTRIES)
        if here:
            kept_here = undoing.record(desk, db, here, Changed.ENTRIES, stream=LOCAL)
            undo = replace(undo, beside=kept_here)
        told.step(len(shared), len(chosen.numbers))
        if chosen.personal:
            desk.note(db, "kept-personal", ENTRY, str(chosen.personal))
    return Recorded(ids=tuple(one.record for one in shared), undo=undo)


class _Codes:
    """Gives lines that are a code and have none the next free one."""

    def __init__(self, db: Connection, spec: Register, office: str) -> None:
        self._db, self._spec, self._office = db, spec, office
        self._next: dict[str, int] = {}

    def given(self, fields: Fields) -> Fields:
        """The fields with a code where one is needed."""
        wanted = next((one for one in self._spec.applying(fields) if one.kind == CODE), None)
        if wanted is None or fields.get(wanted.id):
            return fields
        kind = self._spec.type_of(fields)
        first = next_code(self._db, self._spec, self._office, fields)
        head, _, number = first.rpartition("-")
        if not head:
            return fields
        at = self._next.get(kind, int(number))
        self._next[kind] = at + 1
        return {**fields, wanted.id: f"{head}-{at:02d}"}


def _known(db: Connection, spec: Register, office: str) -> set[Same]:
    """What tells the lines of an office apart that are recorded already."""
    here = here_of(db)
    keys = lines.keys(db, EntryQuery(register=spec.id, offices=(office,)))
    return {_same(spec, {**row.fields, **here.get(row.id, {})}) for row in lines.rows(db, keys)} - {
        ()
    }


def _same(spec: Register, fields: Mapping[str, Value]) -> Same:
    """Lines of one name, type and place, of registers without states also of one day, are the same.

    A line that is not called anything is like no other.
    """
    title = fold(spec.title_of(fields))
    if not title:
        return ()
    day = () if spec.states else (str(fields.get(spec.day) or ""),)
    return (title, spec.type_of(fields), str(fields.get(PLACE) or PLACELESS), *day)


class _Sorting:
    """Sorts the rows of one table: new, there already, to be looked at, with problems."""

    def __init__(self, desk: Desk, table: SheetTable, wanted: Wanted, into: Into) -> None:
        self._table, self._wanted, self._catalogue = table, wanted, desk.catalogue
        self._spec = into.spec
        self._reading = EntryReading(into.spec, desk.catalogue, into.office, desk.today(), wanted)
        with desk.read() as db:
            self._known = _known(db, into.spec, into.office)
        self._found = Planned()
        self._rows: dict[str, list[int]] = {"new": [], "there": [], "personal": []}
        self._named: list[CellProblem] = []
        self._problems: list[CellProblem] = []
        self._bad = 0

    def add(self, line: Line) -> None:
        """Look at one row."""
        spec, table = self._spec, self._table
        fields, bad = self._reading.row(table, line)
        problems = () if bad else check_entry(spec, fields, self._catalogue)
        bad += [
            problem_at(table, line.number, self._column(one.field), said_of(one))
            for one in problems
            if one.severity == ERROR and not self._gets_a_code(one.field, fields)
        ]
        if bad:
            self._problems += bad
            self._bad += 1
            return
        names = [
            one.field
            for one in problems
            if one.severity == WARNING and one.code.startswith("personal.")
        ]
        same = _same(spec, fields)
        kind = "there" if same in self._known else "personal" if names else "new"
        self._rows[kind].append(line.number)
        if kind == "personal":
            words = translate("Workbook", "May name a person: “{text}”", text=fields[names[0]])
            self._named.append(problem_at(table, line.number, self._column(names[0]), words))
        if same:
            self._known.add(same)

    def _gets_a_code(self, name: str, fields: Fields) -> bool:
        """Whether what lacks is a code that is given when the line is recorded."""
        field = self._spec.by_id.get(name)
        if field is None or field.kind != CODE or fields.get(name):
            return False
        return self._spec.type_of(fields) in (field.prefix or {})

    def planned(self) -> Planned:
        """All that was found."""
        table, wanted = self._table, self._wanted.columns
        return Planned(
            new=tuple(self._rows["new"]),
            there=tuple(self._rows["there"]),
            personal=tuple(self._rows["personal"]),
            named=tuple(self._named),
            problems=tuple(self._problems),
            bad_rows=self._bad,
            totals=tuple(self._sums()),
            columns={letter(table, at): name for at, name in wanted.items()},
            ignored=left_out(table, wanted),
            loose=self._reading.loose,
        )

    def _column(self, name: str) -> int:
        columns = self._wanted.columns
        return next((column for column, known in columns.items() if known == name), 0)

    def _sums(self) -> Iterable[CellProblem]:
        columns = self._wanted.columns
        counted = [at for at, name in columns.items() if columns_of.is_count(self._spec, name)]
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
