"""What a package would say: changes by kind, gaps declared, control totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from gbdesk.domain import registers
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.cells import NOT_APPLICABLE, UNKNOWN
from gbdesk.domain.evidence import EVIDENCE
from gbdesk.domain.forms import PLACE, FormSpec
from gbdesk.domain.ops import Value, canonical
from gbdesk.domain.owed import rows_of
from gbdesk.domain.rules import ERROR, check
from gbdesk.services.labels import (
    ACTIVITY,
    NARRATIVE,
    RETURN,
    ROW,
    field_label,
    kind_label,
    record_title,
    value_label,
)
from gbdesk.store import figures, ledger, lines
from gbdesk.store.figures import CellRow
from gbdesk.store.lines import EntryQuery
from gbdesk.store.unsent import Unsent, unsent
from gbdesk.text import mark, say, translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

COUNTED: Final = (ACTIVITY, ROW, RETURN, NARRATIVE, "entry", EVIDENCE)
RESULTS: Final = "results"
BLANK: Final = "blank"
PARTIAL: Final = "partial"
FAULTS: Final = "errors"
OPEN: Final = "open"
NO_TEXT: Final = "narrative"
NOT_REVIEWED: Final = "unreviewed"
_COUNTED: Final = {
    PARTIAL: mark("Outgoing", "{name}: {n} figures open"),
    FAULTS: mark("Outgoing", "{name}: {n} sums do not fit"),
    NOT_REVIEWED: mark("Outgoing", "{name}: {n} lines not reviewed"),
}
_NAMED: Final = {
    BLANK: mark("Outgoing", "{name}: not entered"),
    OPEN: mark("Outgoing", "{name}: not declared complete"),
    NO_TEXT: mark("Outgoing", "The section “Results” is empty"),
}
_UNKNOWN: Final = mark("Outgoing", "Something is missing that this version cannot name")


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """Records of one kind that go out: new, changed, deleted."""

    new: int = 0
    changed: int = 0
    deleted: int = 0

    @property
    def all(self) -> int:
        """Together."""
        return self.new + self.changed + self.deleted


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something declared as missing: a place (`blank`, `partial`, `errors`), an open return.

    Of lines that nobody looked at (`unreviewed`) `form` is the register.
    """

    kind: str
    form: str = ""
    place: str = ""
    name: str = ""
    count: int = 0

    @property
    def words(self) -> str:
        """The gap in the language in use."""
        return gap_words(self.kind, self.name, self.count)

    def facts(self) -> dict[str, Any]:
        """As the declaration carries it."""
        return {"kind": self.kind, "form": self.form, "place": self.place, "n": self.count}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Changes counted by kind of record."""

    counts: Mapping[str, KindCount]

    @property
    def all(self) -> int:
        """How many records and figures changed."""
        return sum(count.all for count in self.counts.values())

    @property
    def count_words(self) -> tuple[str, ...]:
        """The counts in the language in use, a line per kind."""
        return tuple(count_words(kind, count) for kind, count in self.counts.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents(Counted):
    """What a package holds, and what it declares as missing."""

    gaps: tuple[Gap, ...]

    @property
    def gaps_words(self) -> tuple[str, ...]:
        """What is declared as missing, in the language in use."""
        return tuple(gap.words for gap in self.gaps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One field that goes out: what stood in the last package and what stands now."""

    entity: str
    record: str
    title: str
    field: str
    old: str
    new: str


def gap_words(kind: str, name: str, count: int) -> str:
    """One gap in the language in use."""
    if kind in _COUNTED:
        return say(_COUNTED[kind], n=count, name=name)
    return say(_NAMED.get(kind, _UNKNOWN), n=None, name=name)


def changes(db: Connection, device: str, stream: str) -> list[Unsent]:
    """The records whose value differs from what was last exported."""
    return [one for one in unsent(db, device, stream) if one.entity in COUNTED]


def counted(found: Iterable[Unsent]) -> dict[str, KindCount]:
    """Changes by kind; a figure is counted as a figure, not as its row."""
    numbers: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in found:
        if one.entity == ROW:
            for name in one.fields:
                if name in {"form", "period", "place"} or name.endswith(".note"):
                    continue
                before = (one.before or {}).get(name)
                now = (one.now or {}).get(name)
                numbers[ROW][0 if before is None else 2 if now is None else 1] += 1
        else:
            numbers[one.entity][0 if one.before is None else 2 if one.now is None else 1] += 1
    return {
        kind: KindCount(new=numbers[kind][0], changed=numbers[kind][1], deleted=numbers[kind][2])
        for kind in COUNTED
        if kind in numbers
    }


def count_words(kind: str, count: KindCount) -> str:
    """One line of the counts."""
    return translate(
        "Outgoing",
        "{kind}: {new} new, {changed} changed, {deleted} deleted",
        kind=kind_label(kind),
        new=count.new,
        changed=count.changed,
        deleted=count.deleted,
    )


def details(catalogue: Catalogue, found: Iterable[Unsent]) -> list[Detail]:
    """Every field that goes out: the list is the package."""
    lines = []
    for one in found:
        fields = one.now or one.before or {}
        for name in one.fields:
            old, new = ((side or {}).get(name) for side in (one.before, one.now))
            lines.append(
                Detail(
                    entity=one.entity,
                    record=one.record,
                    title=record_title(catalogue, one.entity, fields),
                    field=field_label(catalogue, one.entity, fields, name),
                    old=value_label(catalogue, one.entity, name, old),
                    new=value_label(catalogue, one.entity, name, new),
                )
            )
    return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What the submission declares: forms, gaps, control totals, forms not complete."""

    forms: tuple[str, ...]
    gaps: tuple[Gap, ...]
    totals: Mapping[str, Mapping[str, int]]
    open_forms: tuple[str, ...]

    def fields(self) -> dict[str, Value]:
        """As fields of the submission."""
        gaps = [gap.facts() for gap in self.gaps]
        return {
            "forms": ",".join(self.forms),
            "gaps": canonical(gaps).decode(),
            "totals": canonical(self.totals).decode(),
            "open_forms": ",".join(self.open_forms),
        }


def declared(db: Connection, catalogue: Catalogue, office: str, period: str) -> Declared:
    """What an office declares for a period, as the data stand now."""
    forms = [form for owing, form in catalogue.expected(period) if owing.id == office]
    states = {row.form: row.state for row in figures.return_states(db, period, offices=[office])}
    held: dict[tuple[str, str], list[CellRow]] = defaultdict(list)
    for row in figures.cells(db, periods=[period], offices=[office]):
        held[row.form, row.place].append(row)
    gaps: list[Gap] = []
    totals: dict[str, dict[str, int]] = {}
    open_forms = [form for form in forms if states.get(form) not in {"complete", "nil"}]
    for form in forms:
        spec, rows = catalogue.form(form), rows_of(catalogue, office, form, period)
        names = {row: catalogue.places[row].name if row else spec.name for row in rows}
        found = [_row_gap(spec, row, names[row], held.get((form, row), [])) for row in rows]
        lacking = [gap for gap in found if gap is not None]
        gaps += lacking
        if form in open_forms and not (lacking and spec.grain != PLACE):
            gaps.append(Gap(kind=OPEN, form=form, name=spec.name))
        totals[form] = _totals(one for row in rows for one in held.get((form, row), []))
    if "narrative" in catalogue.datasets(office, period):
        written = figures.narratives(db, period, offices=[office])
        if not any(one.section == RESULTS and one.text.strip() for one in written):
            gaps.append(Gap(kind=NO_TEXT))
    gaps += _not_reviewed(db, office, period)
    return Declared(
        forms=tuple(forms), gaps=tuple(gaps), totals=totals, open_forms=tuple(open_forms)
    )


def _not_reviewed(db: Connection, office: str, period: str) -> Iterable[Gap]:
    """The registers with lines that nobody looked at in the period (M30)."""
    for spec in registers.registers().values():
        if spec.states:
            asked = EntryQuery(register=spec.id, offices=(office,), unreviewed=period)
            if count := lines.count(db, asked):
                yield Gap(kind=NOT_REVIEWED, form=spec.id, name=spec.name, count=count)


def _row_gap(spec: FormSpec, place: str, name: str, rows: list[CellRow]) -> Gap | None:
    marks: dict[str, Value] = {"unknown": UNKNOWN, "na": NOT_APPLICABLE}
    values: dict[str, Value] = {
        row.indicator: row.value if row.state == "number" else marks.get(row.state) for row in rows
    }
    answered = sum(values.get(line.id) is not None for line in spec.entry_lines)
    blank = Gap(kind=BLANK, form=spec.id, place=place, name=name)
    if not answered:
        return blank
    wrong = sum(found.severity == ERROR for found in check(spec, values))
    if wrong:
        return replace(blank, kind=FAULTS, count=wrong)
    left = len(spec.entry_lines) - answered
    return replace(blank, kind=PARTIAL, count=left) if left else None


def _totals(rows: Iterable[CellRow]) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for row in rows:
        if row.value is not None:
            sums[row.indicator] += row.value
    return dict(sums)


def last_seq(db: Connection, device: str) -> int:
    """The number of the newest package this device wrote, 0 before the first."""
    return ledger.next_seq(db, device) - 1
