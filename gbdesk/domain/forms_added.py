"""Forms that the program ships and a release has not: added to the next one, from a period on.

Only forms of the unit as a whole: who enters which place on a form is said by the list of communes.
What was owed for earlier periods stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from gbdesk.domain import templates
from gbdesk.domain.catalogue_lines import lists_of
from gbdesk.domain.catalogue_making import next_release
from gbdesk.domain.forms import DV, PLACE
from gbdesk.domain.refusals import Refused

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsAdded:
    """Which forms, and the first period they are reported for."""

    forms: tuple[str, ...]
    start: str


def addable(before: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """The forms as shipped that a release could have more, in their order.

    A dataset that is reported on one form is not reported on a second one beside it.
    """
    bound = {form for form, _ in before["bindings"]}
    served = {one.get("dataset", DV) for one in before["forms"] if one["id"] in bound}
    return tuple(
        one
        for one in templates.shipped_forms()
        if one.get("grain", PLACE) != PLACE
        and one["id"] not in bound
        and one.get("dataset", DV) not in served
    )


def periods_ahead(before: Mapping[str, Any], day: date) -> tuple[str, ...]:
    """The periods of a release that are not due yet, the first to come first."""
    ahead = [one for one in before["periods"] if str(one["due"]) > day.isoformat()]
    return tuple(one["id"] for one in sorted(ahead, key=lambda one: (one["due"], one["id"])))


def release_after(before: Mapping[str, Any], added: FormsAdded, day: date) -> Raw:
    """The release after another, with these forms from a period on.

    Raises:
        Refused: "forms.none" without a form that can be added, "forms.period" for a period that is
            none of those ahead.
    """
    known = {one["id"]: one for one in addable(before)}
    if not added.forms or not set(added.forms) <= set(known):
        raise Refused("forms.none")
    ahead = periods_ahead(before, day)
    if added.start not in ahead:
        raise Refused("forms.period", period=added.start)
    periods = ahead[ahead.index(added.start) :]
    chosen = [known[ident] for ident in known if ident in added.forms]
    raw = next_release(before, lists_of(before), day, partial(_bind, chosen, periods))
    held = {(one["office"], one["form"]) for one in raw["duties"]}
    raw["duties"] += [
        _duty(office, form)
        for office in raw["offices"]
        for form in chosen
        if office["device"] and (office["id"], form["id"]) not in held
    ]
    return raw


def _bind(chosen: list[Mapping[str, Any]], periods: tuple[str, ...], raw: Raw) -> None:
    for form in chosen:
        raw["forms"] = [one for one in raw["forms"] if one["id"] != form["id"]] + [dict(form)]
        raw["bindings"] += [[form["id"], period] for period in periods]


def _duty(office: Mapping[str, Any], form: Mapping[str, Any]) -> Raw:
    """As the first release of a hub gives it; a unit that is closed owes nothing after its day."""
    return {
        "office": office["id"],
        "form": form["id"],
        "dataset": form["dataset"],
        "places": [],
        "valid_from": office["valid_from"],
        "valid_to": office["valid_to"],
    }
