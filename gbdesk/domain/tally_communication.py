"""The communication annex: the usual rows and levels, units never mixed, only led work counted.

What has no row there (inspections, directives, models, gifts) is counted beside it, by kind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeAlias

from gbdesk.domain.catalogue_parts import Kind
from gbdesk.domain.cells import UNKNOWN
from gbdesk.domain.tally import Coverage

Counted: TypeAlias = int | str | None

ANNEX_ROWS: Final = (
    "Nói chuyện",
    "Hội thảo",
    "Phát thanh",
    "Truyền hình",
    "Báo viết",
    "Băng rôn, khẩu hiệu",
    "Áp – phích",
    "Tờ gấp",
    "Băng đĩa",
    "Hình thức khác",
)
OTHER: Final = ANNEX_ROWS[-1]
LEVELS: Final = ("province", "district", "commune")
GRASSROOTS: Final = "grassroots"
UNKNOWN_LEVEL: Final = ""
LEAD: Final = "lead"
PARTNER: Final = "partner"
PLANNED: Final = "planned"
ATTENDEES: Final = "attendees"
WOMEN: Final = "women"


class ActivityRow(Protocol):
    """Activities of one office, kind, level, role and mark, already counted and added."""

    @property
    def office(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def level(self) -> str: ...  # noqa: D102
    @property
    def role(self) -> str: ...  # noqa: D102
    @property
    def integrated(self) -> bool: ...  # noqa: D102
    @property
    def status(self) -> str: ...  # noqa: D102
    @property
    def count(self) -> int: ...  # noqa: D102
    @property
    def quantity(self) -> int: ...  # noqa: D102
    @property
    def attendees(self) -> int | None: ...  # noqa: D102
    @property
    def women(self) -> int | None: ...  # noqa: D102
    @property
    def women_of(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Activities:
    """A plain row that fits `ActivityRow`; people are None where nobody said how many.

    `women_of` are the attendees of those activities that said how many women came.
    """

    office: str
    kind: str
    level: str
    role: str = LEAD
    integrated: bool = False
    status: str = "complete"
    count: int = 1
    quantity: int = 0
    attendees: int | None = None
    women: int | None = None
    women_of: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexLine:
    """One printed line. `group`: only a title, its units differ and stand in the lines below.

    `attendees` and `women` are None where the kinds do not count people, `?` where they do and
    nobody said how many: unknown is not zero.
    """

    label: str
    unit: str
    kinds: tuple[str, ...]
    group: bool = False
    sub: bool = False
    total: int = 0
    by_level: Mapping[str, int]
    attendees: Counted = None
    women: Counted = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Activities of a kind without a row in the annex; `unfinished` do not say yet how much."""

    records: int
    quantity: int
    unfinished: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunicationTally:
    """The annex; `records` counts activities that an office led, `partnered` those left out.

    `no_role` are left out too: nobody said whether the office led. `no_level` of the records stand
    in the column of no level. `unfinished` of them do not say yet how much or how many. `women_of`
    are the attendees of those that say how many women came: only of these is `women` a share.
    `beside` are kinds that are no communication and have no row here.
    """

    levels: tuple[str, ...]
    lines: tuple[AnnexLine, ...]
    by_kind: Mapping[str, int]
    records: int
    integrated: int
    partnered: int
    attendees: int
    women: int
    has_grassroots: bool
    coverage: Coverage
    no_role: int = 0
    no_level: int = 0
    unfinished: int = 0
    women_of: int = 0
    beside: Mapping[str, Beside] = field(default_factory=dict)


def communication_tally(
    kinds: Mapping[str, Kind],
    rows: Iterable[ActivityRow],
    *,
    levels: Sequence[str] = LEVELS,
    coverage: Coverage,
    lacking: Iterable[ActivityRow] = (),
) -> CommunicationTally:
    """Add up what was done; a level that only the data know gets its column all the same.

    `lacking` are those of the rows that do not say everything their kind needs.
    """
    told = [row for row in rows if row.status != PLANNED and row.kind in kinds]
    every = [row for row in told if kinds[row.kind].annex_row]
    done = [row for row in every if row.role == LEAD]
    unfinished = [row for row in lacking if row.role == LEAD and row.kind in kinds]
    used = {_level(row) for row in done}
    shown = tuple(one for one in LEVELS if one in levels or one in used)
    shown += (UNKNOWN_LEVEL,) * (UNKNOWN_LEVEL in used)
    by_kind: dict[str, int] = {}
    for row in done:
        by_kind[row.kind] = by_kind.get(row.kind, 0) + row.quantity
    return CommunicationTally(
        levels=shown,
        lines=tuple(line for name in ANNEX_ROWS for line in _lines(name, kinds, done, shown)),
        by_kind=by_kind,
        records=sum(row.count for row in done),
        integrated=sum(row.count for row in done if row.integrated),
        partnered=sum(row.count for row in every if row.role == PARTNER),
        no_role=sum(row.count for row in every if row.role not in {LEAD, PARTNER}),
        no_level=sum(row.count for row in done if _level(row) == UNKNOWN_LEVEL),
        unfinished=sum(row.count for row in unfinished if kinds[row.kind].annex_row),
        attendees=sum(row.attendees or 0 for row in done if _counts(kinds[row.kind], ATTENDEES)),
        women=sum(row.women or 0 for row in done if _counts(kinds[row.kind], WOMEN)),
        women_of=sum(row.women_of for row in done if _counts(kinds[row.kind], WOMEN)),
        has_grassroots=any(row.level == GRASSROOTS for row in done),
        coverage=coverage,
        beside=_beside(kinds, [row for row in told if row.role == LEAD], unfinished),
    )


def _beside(
    kinds: Mapping[str, Kind], done: Sequence[ActivityRow], unfinished: Sequence[ActivityRow]
) -> dict[str, Beside]:
    """What stands in no row of the annex, in the order of the catalogue."""
    found = {}
    for ident, kind in kinds.items():
        mine = [row for row in done if row.kind == ident]
        if mine and not kind.annex_row:
            found[ident] = Beside(
                records=sum(row.count for row in mine),
                quantity=sum(row.quantity for row in mine),
                unfinished=sum(row.count for row in unfinished if row.kind == ident),
            )
    return found


def _counts(kind: Kind, measure: str) -> bool:
    return measure in kind.measures


def _level(row: ActivityRow) -> str:
    """The column of a row: villages and street groups stand with their commune."""
    if row.level == GRASSROOTS:
        return LEVELS[-1]
    return row.level if row.level in LEVELS else UNKNOWN_LEVEL


def _lines(
    name: str, kinds: Mapping[str, Kind], rows: Sequence[ActivityRow], levels: tuple[str, ...]
) -> list[AnnexLine]:
    mine = [kind for kind in kinds.values() if kind.annex_row == name]
    units = {kind.unit for kind in mine}
    if len(units) <= 1 and name != OTHER:
        return [_line(name, mine, rows, levels)]
    nothing = dict.fromkeys(levels, 0)
    title = AnnexLine(label=name, unit="", kinds=(), group=True, by_level=nothing)
    below = [_line(kind.label, [kind], rows, levels, sub=True) for kind in mine]
    if name == OTHER:
        happened = {row.kind for row in rows}
        below = [line for line in below if line.kinds[0] in happened]
    return [title, *below]


def _line(
    label: str,
    kinds: Sequence[Kind],
    rows: Sequence[ActivityRow],
    levels: tuple[str, ...],
    *,
    sub: bool = False,
) -> AnnexLine:
    wanted = tuple(kind.id for kind in kinds)
    mine = [row for row in rows if row.kind in wanted]
    by_level = dict.fromkeys(levels, 0)
    for row in mine:
        by_level[_level(row)] += row.quantity
    counts = {
        name: {kind.id for kind in kinds if name in kind.measures} for name in (ATTENDEES, WOMEN)
    }
    return AnnexLine(
        label=label,
        unit=kinds[0].unit if kinds else "",
        kinds=wanted,
        sub=sub,
        total=sum(by_level.values()),
        by_level=by_level,
        attendees=_people(counts[ATTENDEES], [(row.kind, row.attendees) for row in mine]),
        women=_people(counts[WOMEN], [(row.kind, row.women) for row in mine]),
    )


def _people(kinds: Collection[str], counts: Iterable[tuple[str, int | None]]) -> Counted:
    """People of those kinds that count them; None where none does, `?` where nobody said."""
    mine = [count for kind, count in counts if kind in kinds]
    known = [count for count in mine if count is not None]
    if not kinds:
        return None
    return UNKNOWN if mine and not known else sum(known)
