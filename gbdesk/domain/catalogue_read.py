"""Reading a catalogue from its signed dictionary.

Keys a release has and this program does not know are passed over here and kept in `Catalogue.raw`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any, Final, TypeVar

from gbdesk.domain import catalogue_parts as parts
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_check import validate
from gbdesk.domain.forms import read_form
from gbdesk.domain.periods import Period
from gbdesk.domain.places import Alias, Place, Succession
from gbdesk.domain.refusals import Refused

T = TypeVar("T")
Raw = Mapping[str, Any]

_VALIDITY: Final = frozenset({"valid_from", "valid_to"})
_WINDOW: Final = frozenset({"start", "end", "due"})


def read_catalogue(raw: Raw) -> Catalogue:
    """Read a release and see that it agrees with itself.

    Raises:
        Refused: "catalogue.shape" where it is not one, or what `validate` says.
    """
    try:
        found = _read(raw)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise Refused("catalogue.shape", detail=str(error)) from error
    validate(found)
    return found


def _read(raw: Raw) -> Catalogue:
    return Catalogue(
        number=int(raw["number"]),
        title=raw["title"],
        title_en=raw["title_en"],
        sample=bool(raw["sample"]),
        world=raw["world"],
        hub=_made(parts.HubFacts, raw["hub"]),
        words={key: (pair[0], pair[1]) for key, pair in raw["words"].items()},
        succession=_all(Succession, raw["succession"]),
        aliases=_all(Alias, raw["aliases"]),
        duties=_all(parts.Duty, raw["duties"], _dated),
        forms=_by_id(raw["forms"], read_form),
        bindings=tuple((form, period) for form, period in raw["bindings"]),
        threshold=int(raw["threshold"]),
        letterhead=_made(parts.Letterhead, raw["letterhead"]),
        recipients=_all(parts.Recipient, raw["recipients"], _dated),
        signers=_all(parts.Signer, raw["signers"]),
        raw=raw,
        **_lists(raw),
    )


def _lists(raw: Raw) -> dict[str, Any]:
    """The lists that are looked up by id."""
    choices = ("topics", "themes", "audiences", "venues", "levels")
    later = ("model_types", "proofs", "sections")
    return {
        "places": _by_id(raw["places"], _reader(Place, _dated)),
        "offices": _by_id(raw["offices"], _reader(parts.Office, _dated)),
        "periods": _by_id(raw["periods"], _reader(Period, _window)),
        "kinds": _by_id(raw["kinds"], _reader(parts.Kind)),
        "measures": _by_id(raw["measures"], _reader(parts.Measure)),
        "occasions": _by_id(raw["occasions"], _reader(parts.Occasion, _dated)),
        "tasks": _by_id(raw["tasks"], _reader(parts.PlanTask, _task)),
        **{name: _by_id(raw[name], _reader(parts.Choice)) for name in choices},
        **{name: _by_id(raw.get(name, ()), _reader(parts.Choice)) for name in later},
    }


@cache
def _known(made: Any) -> frozenset[str]:
    return frozenset(entry.name for entry in fields(made))


def _made(made: Callable[..., T], entry: Raw) -> T:
    """A part from its dictionary: lists become tuples, unknown keys are passed over."""
    known = _known(made)
    return made(
        **{
            key: tuple(value) if isinstance(value, list) else value
            for key, value in entry.items()
            if key in known
        }
    )


def _reader(
    made: Callable[..., T], prepare: Callable[[Raw], Raw] = lambda entry: entry
) -> Callable[[Raw], T]:
    return lambda entry: _made(made, prepare(entry))


def _all(
    made: Callable[..., T],
    entries: Iterable[Raw],
    prepare: Callable[[Raw], Raw] = lambda entry: entry,
) -> tuple[T, ...]:
    return tuple(_made(made, prepare(entry)) for entry in entries)


def _by_id(entries: Iterable[Raw], read: Callable[[Raw], T]) -> dict[str, T]:
    found: dict[str, T] = {}
    for entry in entries:
        if entry["id"] in found:
            raise Refused("catalogue.shape", detail=f"{entry['id']} ×2")
        found[entry["id"]] = read(entry)
    return found


def _dated(entry: Raw) -> Raw:
    return {key: _day(value) if key in _VALIDITY else value for key, value in entry.items()}


def _window(entry: Raw) -> Raw:
    days = {key: date.fromisoformat(entry[key]) for key in _WINDOW}
    return {**entry, **days}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _task(entry: Raw) -> Raw:
    conditions = [(key, tuple(values)) for key, values in entry["conditions"]]
    return {**entry, "conditions": conditions}
