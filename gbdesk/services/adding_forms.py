"""What adding forms to the next release means, told before and after it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.forms_added import FormsAdded, addable, periods_ahead, release_after
from gbdesk.services import release_words
from gbdesk.services.desk import Desk
from gbdesk.text import language, translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Forms that can be added (ids with their names) and the periods they can begin with."""

    forms: tuple[tuple[str, str], ...]
    periods: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsOutlook:
    """What will happen, and what differs between the releases, in sentences."""

    steps: tuple[str, ...]
    differences: tuple[str, ...]


def offer(desk: Desk) -> Offer:
    """What can be added to the release in force; no form where it has all of them."""
    catalogue = desk.catalogue
    forms = addable(catalogue.raw)
    ahead = periods_ahead(catalogue.raw, desk.today())
    return Offer(
        forms=tuple((one["id"], _name(one)) for one in forms if ahead),
        periods=tuple((one, catalogue.period(one).title) for one in ahead),
    )


def next_of(desk: Desk, added: FormsAdded) -> tuple[dict[str, Any], Catalogue]:
    """The release that has them.

    Raises:
        Refused: as `gbdesk.domain.forms_added.release_after`.
    """
    raw = release_after(desk.catalogue.raw, added, desk.today())
    return raw, read_catalogue(raw)


def outlook(before: Catalogue, now: Catalogue, added: FormsAdded) -> FormsOutlook:
    """Everything that happens when this is published."""
    title = now.period(added.start).title
    period = title[:1].lower() + title[1:]
    steps = [
        translate(
            "Forms",
            "“{form}” is reported by {n} units, from “{period}” on.",
            form=now.form(ident).name,
            n=sum(form == ident for _, form in now.expected(added.start)),
            period=period,
        )
        for ident in added.forms
    ]
    steps += [
        translate("Forms", "Periods before it and all figures there stay as they are."),
        translate(
            "Forms",
            "A unit that has reported for “{period}” already counts as incomplete until it sends "
            "these forms too.",
            period=period,
        ),
        translate(
            "Forms",
            "Units see the forms once the release reached them: with their next receipt, or with "
            "a file of its own.",
        ),
    ]
    return FormsOutlook(steps=tuple(steps), differences=release_words.differences(before, now))


def _name(form: Mapping[str, Any]) -> str:
    return str(form["title"] if language() == "vi" else form["title_en"])
