"""How much a document may tell: everything inside the sector, no small numbers outside it.

Outside, counts of people and cases from 1 to one less than the threshold are shown as `<5`, and
whatever would give them away is left out: figures by office, percentages made from them, and totals
that could be subtracted from what was told before (`suppression`). Zeros are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gbdesk.domain import numbers
from gbdesk.domain.forms import Indicator
from gbdesk.domain.suppression import Output, Told
from gbdesk.domain.tally import DvTally, LineTally
from gbdesk.text import mark, say

_INTERNAL: Final = mark("Disclosure", "Internal, full figures")
_SHARED: Final = mark("Disclosure", "Shared, small numbers hidden")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One way of telling figures."""

    id: str
    words: tuple[str, str]
    marked: bool
    by_office: bool
    hides: bool

    @property
    def name(self) -> str:
        """The name in the language in use."""
        return say(self.words)


INTERNAL: Final = Profile(id="internal", words=_INTERNAL, marked=True, by_office=True, hides=False)
SHARED: Final = Profile(id="shared", words=_SHARED, marked=False, by_office=False, hides=True)
PROFILES: Final = (INTERNAL, SHARED)


def profile(ident: str) -> Profile:
    """A profile by its id.

    Raises:
        ValueError: there is no such profile.
    """
    for one in PROFILES:
        if one.id == ident:
            return one
    raise ValueError(ident)


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it may be told; `number` is None where it is hidden or there is none."""

    text: str
    number: int | None
    hidden: bool = False


def is_sensitive(line: Indicator) -> bool:
    """Whether a line counts people or cases; households in stock and models are public facts."""
    return line.measure in {"flow", "distinct"}


def is_small(value: int, threshold: int) -> bool:
    """Whether a count could point to somebody."""
    return 0 < value < threshold


def shown(value: int | None, told: Profile, threshold: int, *, sensitive: bool = True) -> Shown:
    """A figure as the profile tells it; no figure is an empty text."""
    if value is None:
        return Shown("", None)
    if told.hides and sensitive and is_small(value, threshold):
        return Shown(f"<{threshold}", None, hidden=True)
    return Shown(numbers.group(value), value)


def total_key(form: str, line: str) -> str:
    """The key of the total of a line in every output."""
    return f"{form}/{line}"


def totals_of(tally: DvTally) -> Output:
    """The totals of a form as one output; a line without a figure has none."""
    known = {
        total_key(tally.form.id, ident): (line, value)
        for ident, line in tally.lines.items()
        if (value := line.total.value) is not None
    }
    public = [key for key, (line, _) in known.items() if not is_sensitive(line.line)]
    return Output(values={key: value for key, (_, value) in known.items()}, public=public)


def shown_total(line: LineTally, form: str, told: Told | None) -> Shown | None:
    """The total of a line as an output tells it; None where the output does not know it."""
    key = total_key(form, line.line.id)
    if told is None or key not in told.marks:
        return None
    if told.is_shown(key):
        return Shown(told.text(key), told.values[key])
    return Shown(told.text(key), None, hidden=True)


def shown_percent(part: int, whole: int, told: Profile, threshold: int) -> str:
    """A percentage; empty where it, its rest or its base would tell a hidden count."""
    small = any(is_small(value, threshold) for value in (part, whole - part, whole))
    if told.hides and small:
        return ""
    return numbers.percent(part, whole)
