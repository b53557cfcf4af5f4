"""Which rows of which forms an office owes: places, or one row for the office as a whole."""

from __future__ import annotations

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.forms import PLACE, WHOLE, FormSpec


def rows_of(catalogue: Catalogue, office: str, form: str, period: str) -> tuple[str, ...]:
    """The rows an office owes on a form: its places in official order, or the one of the whole.

    Raises:
        Refused: the catalogue has no such form or period.
    """
    if catalogue.form(form).grain == PLACE:
        return tuple(one.id for one in catalogue.duty_places(office, form, period))
    asked = catalogue.period(period)
    mine = catalogue.duties_of.get(office, ())
    owed = any(duty.form == form and duty.holds(asked) for duty in mine)
    return (WHOLE,) if owed else ()


def forms_expected(catalogue: Catalogue, office: str, period: str) -> tuple[str, ...]:
    """The forms of the returns that one office is expected to send for a period.

    Raises:
        Refused: the catalogue has no such period.
    """
    asked = catalogue.period(period)
    owed = {one.form for one in catalogue.duties_of.get(office, ()) if one.holds(asked)}
    return tuple(form.id for form in catalogue.forms_of(period) if form.id in owed)


def forms_owed(
    catalogue: Catalogue, office: str, period: str, dataset: str
) -> tuple[FormSpec, ...]:
    """The forms of a dataset that an office owes for a period; none before they are published."""
    return tuple(
        form
        for form in catalogue.forms_of(period)
        if form.dataset == dataset and rows_of(catalogue, office, form.id, period)
    )


def form_of(catalogue: Catalogue, period: str, dataset: str) -> FormSpec | None:
    """The form of a dataset for a period, None where this release has none."""
    return next((one for one in catalogue.forms_of(period) if one.dataset == dataset), None)
