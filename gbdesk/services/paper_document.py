"""The document out of which the hub enters a return: what must be known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from gbdesk.domain.names import nfc
from gbdesk.domain.ops import Fields
from gbdesk.domain.refusals import Refused
from gbdesk.services import planning
from gbdesk.services.desk import Desk

NUMBER_MOST: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is known of the document: number and date on it, the day it came to the hub."""

    number: str
    day: date
    came: date


def facts_of(desk: Desk, document: Document) -> Fields:
    """The document as fields.

    Raises:
        Refused: number or days cannot be.
    """
    number = planning.checked_note(desk.catalogue, nfc(document.number))
    if not number or len(number) > NUMBER_MOST:
        raise Refused("paper.number", most=NUMBER_MOST)
    if not document.day <= document.came <= desk.today():
        raise Refused("paper.days")
    return {
        "number": number,
        "day": document.day.isoformat(),
        "came": document.came.isoformat(),
    }
