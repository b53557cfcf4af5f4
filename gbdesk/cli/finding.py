"""Offices, periods, places, days and numbers as people write them on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.dates import parse_date
from gbdesk.domain.names import fold
from gbdesk.domain.numbers import parse_count
from gbdesk.domain.ops import Value
from gbdesk.domain.places import match
from gbdesk.domain.refusals import Refused


def office_of(catalogue: Catalogue, said: str) -> str:
    """The id of the office with this id, key, short or full name.

    Raises:
        Refused: there is none or more than one.
    """
    if said in catalogue.offices:
        return said
    wanted = fold(said)
    found = [
        office.id
        for office in catalogue.offices.values()
        if wanted in {fold(name) for name in (office.key, office.ascii, office.short, office.title)}
    ]
    if len(found) != 1:
        raise Refused("cli.office", said=said)
    return found[0]


def period_of(catalogue: Catalogue, said: str) -> str:
    """The id of a period.

    Raises:
        Refused: the catalogue has no such period.
    """
    return one_of(catalogue.periods, said)


def one_of(known: Iterable[str], said: str) -> str:
    """What was said, when it is one of these names.

    Raises:
        Refused: it is not; the answer tells which there are.
    """
    names = list(known)
    if said not in names:
        raise Refused("cli.unknown", said=said, known=", ".join(names))
    return said


def place_of(catalogue: Catalogue, said: str) -> str:
    """The id of the place with this id or name.

    Raises:
        Refused: there is none or more than one.
    """
    if said in catalogue.places:
        return said
    found = match(said, catalogue.places.values(), catalogue.aliases)
    if len(found) != 1:
        raise Refused("cli.place", said=said)
    return found[0].id


def day_of(said: str, today: date) -> str:
    """A day as it is stored.

    Raises:
        Refused: it is none of the calendar.
    """
    day = parse_date(said, today)
    if day is None:
        raise Refused("cli.date", said=said)
    return day.isoformat()


def pair_of(said: str) -> tuple[str, str]:
    """Both sides of `NAME=VALUE`.

    Raises:
        Refused: there is no sign of equality.
    """
    name, sign, value = said.partition("=")
    if not sign or not name:
        raise Refused("cli.pair", said=said)
    return name.strip(), value.strip()


def number_of(said: str) -> Value:
    """A whole number where it is one, else what was said."""
    counted = parse_count(said)
    return counted if isinstance(counted, int) else said
