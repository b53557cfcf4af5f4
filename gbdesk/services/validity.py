"""What is wrong with the content of a record that came in: kept, told, not counted.

A fault is a short word: `activity.kind`, `row.place`, `row.rule:R3`. Structural faults are not
judged here; they refuse the whole package before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from gbdesk.domain import entries, registers
from gbdesk.domain.activities import days_of
from gbdesk.domain.activities import first_error as blocking_of
from gbdesk.domain.activities_plain import is_plainly_right
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.cells import LARGEST, is_valid
from gbdesk.domain.forms import FormSpec
from gbdesk.domain.ops import Fields, Value
from gbdesk.domain.owed import rows_of
from gbdesk.domain.registers import ENTRY
from gbdesk.domain.rules import first_error
from gbdesk.services.labels import NOTE

_SHEET: Final = frozenset({"form", "period", "place"})
_LISTS: Final = {
    "topic": "topics",
    "theme": "themes",
    "audience": "audiences",
    "measure": "measures",
}


def _nowhere(_office: str) -> bool:
    return False


class Judge:
    """Judges records against one release; give `judge.fault` to the store.

    What is entered `here` is never hidden from those who enter it: the forms say what is wrong.
    """

    def __init__(self, catalogue: Catalogue, here: Callable[[str], bool] = _nowhere) -> None:
        self._catalogue = catalogue
        self._here = lru_cache(maxsize=1024)(here)
        self._duties: dict[tuple[str, str, str], frozenset[str]] = {}
        self._places: dict[tuple[str, int], frozenset[str]] = {}
        self._turns = _turns(catalogue)

    def fault(self, kind: str, office: str, fields: Fields) -> str | None:
        """The first thing wrong with a record's content, None where it counts."""
        return None if self._here(office) else self._content(kind, office, fields)

    def _content(self, kind: str, office: str, fields: Fields) -> str | None:
        if office not in self._catalogue.offices:
            return "office"
        if kind == "row":
            return self._row(office, fields)
        if kind == "activity":
            return self._activity(office, fields)
        if kind == "return":
            return self._return(office, fields)
        if kind == "narrative" and fields.get("period") not in self._catalogue.periods:
            return "narrative.period"
        return self._entry(fields) if kind == ENTRY else None

    def _row(self, office: str, fields: Fields) -> str | None:
        form, period = str(fields.get("form")), str(fields.get("period"))
        spec = self._catalogue.forms.get(form)
        if spec is None:
            return "row.form"
        if period not in self._catalogue.periods:
            return "row.period"
        if fields.get("place") not in self._duty(office, form, period):
            return "row.place"
        return _figures(spec, fields)

    def _return(self, office: str, fields: Fields) -> str | None:
        form, period = str(fields.get("form")), str(fields.get("period"))
        if form not in self._catalogue.forms:
            return "return.form"
        if period not in self._catalogue.periods:
            return "return.period"
        return None if self._duty(office, form, period) else "return.duty"

    def _entry(self, fields: Fields) -> str | None:
        spec = registers.of(fields)
        wrong = entries.fault(spec, fields, self._catalogue) if spec else None
        return f"entry.{wrong}" if wrong else None

    def _activity(self, office: str, fields: Fields) -> str | None:
        days = days_of(fields)
        if days is None:
            return "activity.start"
        here = self._allowed(office, days[0])
        for name, value in fields.items():
            if "." in name and (bad := self._unknown(name, value, here)):
                return f"activity.{bad}"
        if (level := fields.get("level")) and level not in self._catalogue.levels:
            return "activity.level"
        if is_plainly_right(fields, self._catalogue):
            return None
        blocking = blocking_of(fields, self._catalogue)
        return f"activity.{blocking.field}" if blocking else None

    def _unknown(self, name: str, value: Value, here: frozenset[str]) -> str | None:
        head, _, rest = name.partition(".")
        if not rest or not value:
            return None
        if head == "place":
            return None if rest in here else "place"
        known = _LISTS.get(head)
        return head if known and rest not in getattr(self._catalogue, known) else None

    def _duty(self, office: str, form: str, period: str) -> frozenset[str]:
        key = (office, form, period)
        if key not in self._duties:
            self._duties[key] = frozenset(rows_of(self._catalogue, office, form, period))
        return self._duties[key]

    def _allowed(self, office: str, day: date) -> frozenset[str]:
        key = (office, bisect_right(self._turns, day))
        if key not in self._places:
            places = self._catalogue.places_of(office, day)
            self._places[key] = frozenset(place.id for place in places)
        return self._places[key]


def _turns(catalogue: Catalogue) -> list[date]:
    """The days on which some unit begins, or is gone: between them the units are the same."""
    days: set[date] = set()
    for place in catalogue.places.values():
        if place.valid_from:
            days.add(place.valid_from)
        if place.valid_to and place.valid_to < date.max:
            days.add(place.valid_to + timedelta(days=1))
    return sorted(days)


def _figures(spec: FormSpec, fields: Mapping[str, Value]) -> str | None:
    cells = spec.cells
    for name, value in fields.items():
        if name in cells:
            if not (value.__class__ is int and 0 <= value <= LARGEST) and not is_valid(value):
                return "row.value"
        elif name in _SHEET:
            continue
        elif not name.endswith(NOTE) or name.removesuffix(NOTE) not in cells:
            return "row.line"
    first = first_error(spec.row_errors, fields)
    return f"row.rule:{first.id}" if first else None
