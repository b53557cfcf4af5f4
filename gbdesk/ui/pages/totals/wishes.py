"""What can be asked of the consolidated figures in a period: lines, periods, axes, boundaries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gbdesk.domain.bounds import OWN, TODAY
from gbdesk.domain.breakdowns import breakdowns
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.crossplan import EVERY, Wanted
from gbdesk.domain.crosstab import ALL, AREA, LINE, OFFICE, PERIOD, PLACE
from gbdesk.domain.disclosure import INTERNAL, SHARED
from gbdesk.domain.forms import DV, FormSpec
from gbdesk.domain.owed import form_of
from gbdesk.text import mark, say, translate

NOW, TWO, FIVE, EIGHT = "now", "two", "five", "eight"
SPANS: Final[Mapping[str, tuple[str, str]]] = {
    NOW: mark("Totals", "This period"),
    TWO: mark("Totals", "With last year"),
    FIVE: mark("Totals", "The same period of 5 years"),
    EIGHT: mark("Totals", "The same period of 8 years"),
}
BOUNDS: Final[Mapping[str, tuple[str, str]]] = {
    OWN: mark("Totals", "As reported"),
    TODAY: mark("Totals", "Today’s units"),
}
TELLS: Final[Mapping[str, tuple[str, str]]] = {
    SHARED.id: mark("Totals", "Small hidden"),
    INTERNAL.id: mark("Totals", "Full figures"),
}
ROWS: Final = (OFFICE, PLACE, AREA, PERIOD, LINE)
COLUMNS: Final = (LINE, PERIOD, OFFICE, ALL)
YEARS: Final[Mapping[str, int]] = {NOW: 1, TWO: 2, FIVE: 5, EIGHT: 8}
Entries = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is chosen on the page, beside the period of the window."""

    lines: str = "forms"
    span: str = NOW
    rows: str = OFFICE
    columns: str = LINE
    bounds: str = OWN
    dataset: str = DV


def periods_of(catalogue: Catalogue, period: str, span: str) -> tuple[str, ...]:
    """The periods that a span means, the newest first: half years with half years only."""
    now = catalogue.period(period)
    alike = [one for one in catalogue.periods.values() if one.half is now.half]
    past = sorted((one for one in alike if one.end <= now.end), key=lambda one: one.end)
    return tuple(one.id for one in past[::-1][: YEARS[span]])


def wanted(catalogue: Catalogue, period: str, wish: Wish) -> Wanted:
    """A wish as the table is asked for."""
    return Wanted(
        lines=wish.lines,
        periods=periods_of(catalogue, period, wish.span),
        rows=wish.rows,
        columns=wish.columns,
        bounds=wish.bounds,
        dataset=wish.dataset,
    )


def form_here(catalogue: Catalogue, period: str, dataset: str = DV) -> FormSpec | None:
    """The form whose lines can be chosen."""
    return form_of(catalogue, period, dataset)


def lines_offered(form: FormSpec) -> Entries:
    """Breakdowns first, then line by line, with the words of each."""
    found: Entries = []
    if form.by_id.get("dv.cases"):
        found.append(("dv.cases", form.line_name("dv.cases")))
    found += [
        (one.id, translate("Totals", "By: {name}", name=_small(one.name)))
        for one in breakdowns(form)
        if len(one.lines) > 1
    ]
    found.append((EVERY, translate("Totals", "Every line of the form")))
    single = [(line.id, form.line_name(line.id)) for line in form.entry_lines]
    return found + [one for one in single if one[0] != "dv.cases"]


def _small(name: str) -> str:
    """A heading inside a sentence; some forms print theirs in capitals."""
    return name[:1].lower() + (name[1:].lower() if name.isupper() else name[1:])


def entries(words: Mapping[str, tuple[str, str]], keys: Sequence[str] = ()) -> Entries:
    """The choices of a list in the language in use."""
    return [(key, say(words[key])) for key in keys or words]
