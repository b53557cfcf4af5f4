"""Answering the request of an office: certified, and the answer written beside or elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gbdesk.domain.refusals import Refused
from gbdesk.services.changed import Changed
from gbdesk.ui.hub.writing import write_new

if TYPE_CHECKING:
    from gbdesk.services.enrolment import Enrolment
    from gbdesk.services.progress import Progress

MOST: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The answer of the hub as it was written."""

    office: str
    path: Path
    changed: Changed = Changed.PACKAGES


def answer(enrolment: Enrolment, file: Path, folder: Path, _progress: Progress) -> Answered:
    """Certify the PC that asks and write the answer for it.

    Raises:
        Refused: the request is not proved by its code, or is no request, or the folder does not
            take the answer; asking again gives the same certificate.
    """
    try:
        with file.open("rb") as given:
            raw = given.read(MOST + 1)
    except OSError as error:
        raise Refused("disk.failed", name=file.name) from error
    if len(raw) > MOST:
        raise Refused("package.E_INVITE")
    made = enrolment.certify(raw)
    return Answered(office=made.office, path=write_new(folder, made.name, made.bytes))
