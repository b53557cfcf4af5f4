"""Files on a stick that this office has not opened yet: of its hub, and of its other computers.

Only who signed them and for whom they are is looked at; nothing is opened or noted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gbdesk.domain.refusals import Refused
from gbdesk.services import identity, packing
from gbdesk.services.desk import Desk
from gbdesk.store import ledger
from gbdesk.sync import reading
from gbdesk.sync.reading import Verified
from gbdesk.sync.writing import HUB_OPS, OFFICE_OPS


@dataclass(frozen=True, slots=True, kw_only=True)
class Spotted:
    """What was found, oldest first: files of the hub, files of other computers of this office."""

    answers: tuple[Path, ...] = ()
    shared: tuple[Path, ...] = ()


def spot(desk: Desk, paths: Iterable[Path]) -> Spotted:
    """Which of these files are for this computer of an office and new to it."""
    if desk.session.hub:
        return Spotted()
    found: list[tuple[int, Path, Verified]] = []
    with desk.read() as db:
        who = identity.of(db)
        trust = packing.trust_of(desk, db, who, {HUB_OPS, OFFICE_OPS})
        for path in paths:
            try:
                seen = reading.glance(path, packing.trust_ahead(trust, path, who))
            except Refused:
                continue
            if seen is not None and ledger.by_ident(db, seen.outside.ident) is None:
                found.append((seen.outside.header.seq, path, seen))
    found.sort(key=lambda one: one[:2])
    own = desk.session
    return Spotted(
        answers=tuple(p for _, p, one in found if one.outside.header.kind == HUB_OPS),
        shared=tuple(
            p
            for _, p, one in found
            if one.outside.header.kind == OFFICE_OPS
            and one.certificate.office == own.office
            and one.certificate.device != own.device
        ),
    )
