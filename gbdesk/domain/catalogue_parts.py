"""The parts of a catalogue: offices, duties, kinds, choices, tasks, letterhead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gbdesk.domain.periods import Period
from gbdesk.text import language


def alive(start: date | None, end: date | None, day: date) -> bool:
    """Whether a day lies between two days that may be open."""
    return (start is None or start <= day) and (end is None or day <= end)


@dataclass(frozen=True, slots=True, kw_only=True)
class HubFacts:
    """The body that receives: its office id, names, superior body, province, seat and symbol."""

    office: str
    name: str
    short: str
    province: str
    parent_body: str = ""
    seat: str = ""
    symbol: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A body that reports. `device` False: its data are entered at the hub.

    `phone` is that of the office, never of a person. `predecessors` are the offices that were
    merged into it.
    """

    id: str
    key: str
    title: str
    title_en: str
    short: str
    ascii: str
    kind: str
    place: str
    parent: str
    device: bool
    valid_from: date | None = None
    valid_to: date | None = None
    phone: str = ""
    predecessors: tuple[str, ...] = ()

    def is_over(self, day: date) -> bool:
        """Whether it reported for the last time before this day."""
        return self.valid_to is not None and self.valid_to < day

    @property
    def name(self) -> str:
        """The full name in the language in use."""
        return self.title if language() == "vi" else self.title_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What an office owes: a dataset, for `dv` on a form and by places, while it is alive.

    Without `periods` it is owed for every period.
    """

    office: str
    dataset: str
    form: str
    places: tuple[str, ...]
    periods: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None

    def alive(self, day: date) -> bool:
        """Whether the duty holds on this day."""
        return alive(self.valid_from, self.valid_to, day)

    def holds(self, period: Period) -> bool:
        """Whether the duty is owed for this period: named or every one, alive at its end."""
        return (not self.periods or period.id in self.periods) and self.alive(period.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One entry of a list: topic, theme, audience, venue, level."""

    id: str
    label: str
    label_en: str
    group: str = ""

    @property
    def name(self) -> str:
        """The label in the language in use."""
        return self.label if language() == "vi" else self.label_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of activity: its unit, the measures it uses, and its row in the usual annex."""

    id: str
    label: str
    label_en: str
    unit: str
    measures: tuple[str, ...]
    synonyms: tuple[str, ...]
    recorded_as: str
    annex_row: str

    @property
    def name(self) -> str:
        """The label in the language in use."""
        return self.label if language() == "vi" else self.label_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A number an activity can carry; `at_most` names the measure it cannot exceed."""

    id: str
    label: str
    label_en: str
    unit: str
    type: str
    optional: bool
    at_most: str

    @property
    def name(self) -> str:
        """The label in the language in use."""
        return self.label if language() == "vi" else self.label_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A commemorative day or month; start and end are month-day (`11-15`)."""

    id: str
    start: str
    end: str
    label: str
    label_en: str
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def name(self) -> str:
        """The label in the language in use."""
        return self.label if language() == "vi" else self.label_en

    def in_year(self, year: int) -> tuple[date, date] | None:
        """First and last day in a year; None where the occasion had another name then."""
        days = tuple(date.fromisoformat(f"{year}-{part}") for part in (self.start, self.end))
        return (days[0], days[1]) if alive(self.valid_from, self.valid_to, days[0]) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTask:
    """A task of a plan with the offices that lead it and take part.

    `years` are those of its plan; releases that name none mean every year.
    """

    id: str
    section: str
    text: str
    text_en: str
    lead: tuple[str, ...]
    partners: tuple[str, ...]
    conditions: tuple[tuple[str, tuple[str, ...]], ...]
    proofs: tuple[str, ...]
    due: str
    measurable: str
    note: str = ""
    years: tuple[int, ...] = ()

    def is_of(self, year: int) -> bool:
        """Whether it stands in the plan of this year."""
        return not self.years or year in self.years

    @property
    def name(self) -> str:
        """The words of the task in the language in use."""
        return self.text if language() == "vi" else self.text_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What stands at the top of a document: superior body, issuing body, symbol, place."""

    parent: str
    issuer: str
    symbol: str
    seat: str
    drafter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """To whom a report goes; `via` is the body it passes through, on dates."""

    id: str
    title: str
    via: str
    valid_from: date | None = None
    valid_to: date | None = None

    def alive(self, day: date) -> bool:
        """Whether this is the address on this day."""
        return alive(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A signature block: `KT. GIÁM ĐỐC`, `PHÓ GIÁM ĐỐC`; the name is filled in by hand."""

    id: str
    lines: tuple[str, ...]
