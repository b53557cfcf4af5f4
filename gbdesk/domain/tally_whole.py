"""Sums over units of forms with one row each: a share comes from units that gave both figures."""

from __future__ import annotations

from dataclasses import dataclass

from gbdesk.domain.forms import Heading
from gbdesk.domain.products import IDENTIFIED, REDUCED, REVIEWED, Rate
from gbdesk.domain.tally import Coverage, DvTally

TOTAL, WOMEN, MINORITY = "total", "women", "ethnic-minority-women"


@dataclass(frozen=True, slots=True)
class Pair:
    """A part and its whole over the same units, and how many those are of those it applies to."""

    part: int
    whole: int
    coverage: Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class CadreTally:
    """One row on women cadres; `minority` is None unless each of those units gave it too."""

    label: str
    label_en: str
    figures: Pair
    minority: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductTally:
    """Products over all units; `reviewed` is None unless each of those units gave it too."""

    reviewed: int | None
    figures: Pair

    @property
    def rate(self) -> Rate:
        """From summed counts, never a mean of rates."""
        return Rate(self.figures.part, self.figures.whole)


def paired(tally: DvTally, part: str, whole: str) -> tuple[Pair, tuple[str, ...]] | None:
    """The sums of two lines over the units that gave both, and those units; None without one."""
    parts, wholes = tally.lines[part].by_office, tally.lines[whole].by_office
    owing = [one.office for one in tally.expected if parts[one.office].of and wholes[one.office].of]
    both = tuple(
        office
        for office in owing
        if parts[office].value is not None and wholes[office].value is not None
    )
    if not both:
        return None
    part_sum, whole_sum = (
        sum(found[office].value or 0 for office in both) for found in (parts, wholes)
    )
    return Pair(part_sum, whole_sum, Coverage(len(both), len(owing))), both


def _also(tally: DvTally, line: str, offices: tuple[str, ...]) -> int | None:
    values = [tally.lines[line].by_office[office].value for office in offices]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def cadre_tally(tally: DvTally | None) -> tuple[CadreTally, ...]:
    """Every row that some unit told of, in the order of the form."""
    if tally is None:
        return ()
    rows = (_cadre(tally, group) for group in tally.form.groups)
    return tuple(row for row in rows if row is not None)


def _cadre(tally: DvTally, group: Heading) -> CadreTally | None:
    mine = (line for line in tally.form.entry_lines if line.group == group.id)
    lines = {str(line.facts.get("column")): line.id for line in mine}
    if not {TOTAL, WOMEN, MINORITY} <= set(lines):
        return None
    pair = paired(tally, lines[WOMEN], lines[TOTAL])
    if pair is None:
        return None
    figures, offices = pair
    minority = _also(tally, lines[MINORITY], offices)
    return CadreTally(
        label=group.label, label_en=group.label_en, figures=figures, minority=minority
    )


def product_tally(tally: DvTally | None) -> ProductTally | None:
    """The products over all units; None where none told both of those identified and reduced."""
    if tally is None or not {REVIEWED, IDENTIFIED, REDUCED} <= set(tally.lines):
        return None
    pair = paired(tally, REDUCED, IDENTIFIED)
    if pair is None:
        return None
    figures, offices = pair
    return ProductTally(reviewed=_also(tally, REVIEWED, offices), figures=figures)
