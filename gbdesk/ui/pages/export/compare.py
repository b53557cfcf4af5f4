"""What the approver looks at: the sums beside those of the same period last year."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gbdesk.domain.cells import Total
from gbdesk.domain.owed import rows_of
from gbdesk.text import translate

if TYPE_CHECKING:
    from gbdesk.app import App


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One sum now and a year ago; the weight says how much it stands out."""

    name: str
    before: int | None
    now: int | None
    covered: int
    of: int

    @property
    def weight(self) -> float:
        """The change against the usual scatter of a count; a sum without a past comes last.

        What only some places told is compared with their share of last year's sum.
        """
        if self.before is None or self.now is None:
            return -1.0
        share = self.covered / self.of if self.of else 1.0
        usual = self.before * share
        return abs(self.now - usual) / math.sqrt(usual + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Everything on the approver's page."""

    lines: tuple[Compared, ...]
    warnings: tuple[str, ...]


def review(app: App, period: str) -> Review:
    """Look at what the office reports for a period, the largest changes first."""
    catalogue, office = app.catalogue, app.session.office
    before = catalogue.period(period).same_last_year()
    lines = _activities(app, period, before if before in catalogue.periods else "")
    warnings: list[str] = []
    for form in catalogue.forms_of(period):
        if not rows_of(catalogue, office, form.id, period):
            continue
        sheet = app.returns.open(form.id, period)
        past = app.returns.previous(form.id, period)
        for line in form.entry_lines:
            now = sheet.coverage.get(line.id)
            if now is not None and now.value is not None:
                one = _compared(form.line_name(line.id), past.get(line.id), now)
                lines += [one] if one.now or one.before else []
        gaps = app.returns.missing(form.id, period)
        for place, problem in (*gaps.errors, *gaps.warnings):
            name = catalogue.places[place].name if place in catalogue.places else ""
            warnings.append(f"{name}: {problem.text}" if name else problem.text)
    lines.sort(key=lambda one: -one.weight)
    return Review(lines=tuple(lines), warnings=tuple(warnings))


def _compared(name: str, before: Total | None, now: Total) -> Compared:
    past = before.value if before is not None else None
    return Compared(name=name, before=past, now=now.value, covered=now.covered, of=now.of)


def _activities(app: App, period: str, before: str) -> list[Compared]:
    count, people, women = app.activities.totals_of(period)
    past = app.activities.totals_of(before) if before else (0, 0, 0)
    names = (
        translate("Export", "Activities"),
        translate("Export", "People taking part"),
        translate("Export", "Women among them"),
    )
    return [
        Compared(name=name, before=was or None, now=now, covered=0, of=0)
        for name, was, now in zip(names, past, (count, people, women), strict=True)
    ]
