"""Offices, periods and places as people name them on the command line."""

from __future__ import annotations

from collections.abc import Iterable

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.names import fold
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
