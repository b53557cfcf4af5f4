"""Activities with nothing wrong, told apart quickly: nearly all that come in are such."""

from __future__ import annotations

from collections.abc import Mapping

from gbdesk.domain.activities import MEASURE, NOTES_MOST, TITLE_MOST
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.dates import read_iso
from gbdesk.domain.ops import Value


def is_plainly_right(values: Mapping[str, Value], catalogue: Catalogue) -> bool:
    """Whether `activities.first_error` has nothing to say; False leaves it to say so or not."""
    title, notes, start = values.get("title"), values.get("notes"), values.get("start")
    if not isinstance(title, str) or not title.strip() or len(title) > TITLE_MOST:
        return False
    if values.get("end") or (isinstance(notes, str) and len(notes) > NOTES_MOST):
        return False
    if values.get("kind") not in catalogue.kinds or not _is_day(start):
        return False
    amounts: dict[str, int] = {}
    for name, value in values.items():
        if name.startswith(MEASURE) and value is not None:
            if not isinstance(value, int) or value.__class__ is not int or value < 0:
                return False
            amounts[name] = value
    for part, whole in catalogue.limits:
        most = amounts.get(MEASURE + whole)
        if most is not None and amounts.get(MEASURE + part, 0) > most:
            return False
    return True


def _is_day(said: Value) -> bool:
    try:
        return read_iso(said) is not None
    except ValueError:
        return False
