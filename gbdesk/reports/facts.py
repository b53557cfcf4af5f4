"""What a consolidated report is made of: plain values, gathered by the services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.cells import Total
from gbdesk.domain.disclosure import (
    INTERNAL,
    Profile,
    Shown,
    is_sensitive,
    shown,
    shown_total,
)
from gbdesk.domain.suppression import Told
from gbdesk.domain.tally import Coverage, DvTally, LineTally
from gbdesk.domain.tally_communication import LEVELS, CommunicationTally
from gbdesk.domain.tally_models import ModelTally
from gbdesk.domain.tally_whole import CadreTally, ProductTally
from gbdesk.reports.document import Letterhead

# How an office stands, as the matrix of reports names it.
NIL: Final = "nil"
SENT: Final = frozenset({"complete", "incomplete", "late", NIL, "paper"})
EXCUSED: Final = "excused"
RESULTS, DIFFICULTIES, CAUSES = "results", "difficulties", "causes"
PROPOSALS, PLANS = "proposals", "plans"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """Who writes to whom, in Vietnamese, from the catalogue.

    `levels` are the level ids of this world with their titles; `hub` is the full name of the
    issuing body, `hub_short` its short one.
    """

    letterhead: Letterhead
    hub: str
    hub_short: str
    addressees: tuple[str, ...]
    authority: tuple[str, ...]
    levels: tuple[tuple[str, str], ...]
    signer: str = ""
    copies: tuple[str, ...] = ()
    drafter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFacts:
    """A period as documents say it: `6 tháng đầu năm 2024`, figures up to `as_of`."""

    id: str
    title: str
    year: int
    half: bool
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeState:
    """How an office stands; `state` is complete, incomplete, late, nil, paper, none or excused."""

    id: str
    name: str
    short: str
    state: str
    received: date | None = None
    days_late: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeText:
    """What an office wrote for a section; `own` is the hub's own text."""

    office: str
    section: str
    text: str
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A task of the plan and how many recorded activities or entries cover it."""

    text: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageLine:
    """A package behind the figures."""

    office: str
    number: int
    day: date | None
    check_code: str
    catalogue: int
    scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOfAction:
    """What was done in the month of action up to `as_of`.

    The coverage of the tally counts offices whose figures reach that far; those of `partial` more
    sent something before.
    """

    title: str
    start: date
    end: date
    as_of: date
    tally: CommunicationTally
    partial: int = 0

    @property
    def records(self) -> int:
        """How many activities there were, of every kind."""
        return self.tally.records + sum(one.records for one in self.tally.beside.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsolidatedFigures:
    """Everything a consolidated report tells. `previous`: the same period of the year before.

    `gaps` are gaps in words beyond those seen from states and coverage. `invalid`: how many records
    of each office are kept but do not count. `open_differences`: fields that two sides wrote and
    nobody decided yet. `corrected`: how many times the report was issued before with other figures.
    `told`: which totals a shared report tells beside earlier ones.
    """

    facts: ReportFacts
    period: PeriodFacts
    made: date
    version: str
    catalogue_number: int
    offices: tuple[OfficeState, ...]
    communication: CommunicationTally
    dv: DvTally | None
    profile: Profile = INTERNAL
    threshold: int = 5
    texts: tuple[OfficeText, ...] = ()
    plan: tuple[PlanLine, ...] = ()
    packages: tuple[PackageLine, ...] = ()
    gaps: tuple[str, ...] = ()
    invalid: Mapping[str, int] = field(default_factory=dict)
    open_differences: int = 0
    corrected: int = 0
    previous: Mapping[str, Total] = field(default_factory=dict)
    cadre: tuple[CadreTally, ...] = ()
    products: ProductTally | None = None
    models: ModelTally | None = None
    month: MonthOfAction | None = None
    directives: int | None = None
    sample: bool = False
    told: Told | None = None

    def shown(self, line: LineTally) -> Shown:
        """The total of a line as this report may tell it, in every table, chart and sentence."""
        found = shown_total(line, self.dv.form.id if self.dv else "", self.told)
        sensitive = is_sensitive(line.line)
        return found or shown(line.total.value, self.profile, self.threshold, sensitive=sensitive)

    @property
    def coverage(self) -> Coverage:
        """How many offices sent something, of those not excused."""
        owing = [one for one in self.offices if one.state != EXCUSED]
        return Coverage(sum(one.state in SENT for one in owing), len(owing))

    @property
    def as_of(self) -> date:
        """The day up to which there can be figures: the end of the period, not after today."""
        return min(self.period.as_of, self.made)

    @property
    def missing(self) -> tuple[OfficeState, ...]:
        """The offices from which nothing came."""
        return tuple(one for one in self.offices if one.state not in SENT | {EXCUSED})

    def office(self, ident: str) -> str:
        """The short name of an office; its full one, or a number, where another has it too."""
        found = next((one for one in self.offices if one.id == ident), None)
        if found is None:
            return ident
        return self.named(found)

    def named(self, office: OfficeState) -> str:
        """As `office`."""
        if sum(one.short == office.short for one in self.offices) == 1:
            return office.short
        same = [one.id for one in self.offices if one.name == office.name]
        return f"{office.name} ({same.index(office.id) + 1})" if len(same) > 1 else office.name


def period_facts(catalogue: Catalogue, period: str) -> PeriodFacts:
    """A period of the catalogue as documents say it."""
    found = catalogue.period(period)
    return PeriodFacts(
        id=found.id, title=found.official, year=found.year, half=found.half, as_of=found.end
    )


def report_facts(
    catalogue: Catalogue, recipient: str, day: date, *, signer: str = "", name: str = ""
) -> ReportFacts:
    """The head, the address and the signature block of a report of this day.

    `signer` chooses the block by its id, the first one where it is empty; `name` is printed below.
    """
    head, to = catalogue.letterhead, catalogue.recipient(recipient, day)
    address = f"{to.title} (qua {to.via})" if to.via else to.title
    short = catalogue.words.get("hub_short", (catalogue.hub.short, ""))[0]
    blocks = [one for one in catalogue.signers if one.id == signer] or list(catalogue.signers)
    shown = LEVELS if catalogue.world == "three-level" else (LEVELS[0], LEVELS[-1])
    return ReportFacts(
        letterhead=Letterhead(
            parent=head.parent,
            issuer=head.issuer,
            symbol=head.symbol,
            seat=head.seat,
            day=day,
        ),
        hub=catalogue.hub.name,
        hub_short=short,
        addressees=(address,),
        authority=blocks[0].lines if blocks else (),
        signer=name,
        levels=tuple(
            (one, catalogue.levels[one].label if one in catalogue.levels else one) for one in shown
        ),
        copies=(f"Lãnh đạo {short}",),
        drafter=head.drafter,
    )
