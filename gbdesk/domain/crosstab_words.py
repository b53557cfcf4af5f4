"""The words of a table of figures: its axes, the marks of its units, its breaks over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from gbdesk.domain import bounds
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.crossing import CONCEPT, FORM, LENGTH, Break
from gbdesk.domain.crosstab import ALL, AREA, LINE, OFFICE, PERIOD, PLACE, Head
from gbdesk.text import mark, say, translate

MOST: Final = 5
AXES: Final[Mapping[str, tuple[str, str]]] = {
    OFFICE: mark("Crosstab", "Unit"),
    PLACE: mark("Crosstab", "Place"),
    AREA: mark("Crosstab", "Former area"),
    PERIOD: mark("Crosstab", "Time"),
    LINE: mark("Crosstab", "Indicator"),
    ALL: mark("Crosstab", "All together"),
}
_MARKS: Final[Mapping[str, tuple[str, str]]] = {
    bounds.SPLIT: mark(
        "Crosstab", "{name} was divided among {of}: its figures stay here and are not shared out."
    ),
    bounds.PARTLY: mark(
        "Crosstab", "A part of {of} belongs to {name} now and is not in its earlier figures."
    ),
    bounds.STRADDLES: mark("Crosstab", "{name} lies across {of} and is counted in none of them."),
    bounds.GONE: mark("Crosstab", "{name} is over; the catalogue does not say what became of it."),
}


def axis_name(axis: str) -> str:
    """An axis in the language in use."""
    return say(AXES[axis])


def mark_words(head: Head) -> str:
    """What is special about a unit on this boundary; empty where nothing is."""
    if head.mark not in _MARKS:
        return ""
    return say(_MARKS[head.mark], n=None, name=head.name, of=_some(head.of))


def break_words(catalogue: Catalogue, found: Break) -> str:
    """Why two periods that follow one another are not alike."""
    facts: dict[str, Any] = {
        "before": catalogue.period(found.before).short,
        "after": catalogue.period(found.after).short,
    }
    if found.kind == LENGTH:
        return translate(
            "Crosstab",
            "{before} and {after} are not of the same length and are not compared.",
            **facts,
        )
    if found.kind == FORM:
        old, new = found.of
        return translate(
            "Crosstab",
            "{before} was reported on form {old}, {after} on form {new}.",
            old=old,
            new=new,
            **facts,
        )
    if found.kind == CONCEPT:
        return translate(
            "Crosstab",
            "Between {before} and {after} these are asked for in another way; compare with care: "
            "{lines}.",
            lines=", ".join(found.of),
            **facts,
        )
    return translate(
        "Crosstab",
        "Between {before} and {after} the units changed: {names}.",
        names=_some(found.of),
        **facts,
    )


def _some(names: Sequence[str]) -> str:
    """The first names, and how many more."""
    if len(names) <= MOST + 1:
        return ", ".join(names)
    return translate(
        "Crosstab",
        "{names} and {more} others",
        names=", ".join(names[:MOST]),
        more=len(names) - MOST,
    )
