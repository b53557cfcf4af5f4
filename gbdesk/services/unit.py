"""The computers of one office: which others there are, and whether a file may be one of theirs.

Each has keys and a chain of its own; the hub vouches for all of them (`package.md` 3.3). What one
writes is encrypted for the others too, so the same file serves them and the hub.
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gbdesk.domain.ops import REPORT
from gbdesk.domain.refusals import Refused
from gbdesk.services import catalogue_ahead, identity, packing
from gbdesk.services.desk import Desk
from gbdesk.services.messages import Message, describe
from gbdesk.store import branches, certificates
from gbdesk.store.certificates import CertRow
from gbdesk.sync import peeking
from gbdesk.sync.errors import code_of, fault
from gbdesk.sync.reading import Verified, vouched
from gbdesk.sync.signing import Block
from gbdesk.sync.trust import peek_certificate

if TYPE_CHECKING:
    from sqlalchemy import Connection

UNPROVEN: Final = "unproven"
_NOT_VOUCHED: Final = "E_CERT"


def others(desk: Desk, db: Connection) -> list[CertRow]:
    """The other computers of this office that are known here and not withdrawn, by serial."""
    session = desk.session
    found = [
        row
        for row in certificates.known(db).values()
        if row.office == session.office and row.device != session.device
    ]
    in_use = (row for row in found if not row.rank and row.revoked_n is None)
    return sorted(in_use, key=lambda row: row.serial)


def holds(desk: Desk, db: Connection) -> str:
    """How far this computer has each other one of its office: `device:position`, by commas.

    So the hub knows what it need not give back of a computer that was withdrawn, or is of a unit
    that was merged into this one.
    """
    session, said = desk.session, []
    for row in certificates.known(db).values():
        if row.office in desk.offices and not row.rank and row.device != session.device:
            n = branches.lines(db, row.device, REPORT)[-1].head.n
            said += [f"{row.device}:{n}"] if n else []
    return ",".join(said)


def readers(desk: Desk, db: Connection) -> tuple[str, ...]:
    """The age recipients of the other computers; a hub has none."""
    if desk.session.hub:
        return ()
    return tuple(peek_certificate(row.signed).recipient for row in others(desk, db))


def meet(desk: Desk, db: Connection, came: Verified) -> None:
    """Keep the certificate of another computer of this office, which came with what it wrote.

    Only the one that proved the sender: others of the block may be signed by a key that is closed.
    At the hub: a computer whose keys were renewed has used the newer one.
    """
    sender = came.certificate
    if desk.session.hub:
        identity.note_used(db, sender)
        identity.note_trust(db, sender, came.outside.header.to)
        return
    if sender.device == desk.session.device:
        return
    trust = packing.trust_of(desk, db, identity.of(db), ())
    for signed in Block(came.outside.signature_bytes).certs:
        if vouched(signed, trust) == sender:
            identity.keep_newer_certificate(db, signed, sender)


def speaks_for(desk: Desk, verified: Verified) -> tuple[str, ...]:
    """Whom this PC speaks for, also by a certificate that the file brings."""
    brought = (
        one.offices
        for one in verified.certificates.values()
        if (one.device, one.office) == (desk.session.device, desk.session.office)
    )
    return tuple(dict.fromkeys((*desk.offices, *chain.from_iterable(brought))))


def explained(desk: Desk, path: Path, refused: Refused) -> Refused:
    """The refusal of a file whose certificate this office cannot know yet.

    A certificate that an unknown key signed may be false, or of a key that the hub changed to:
    where it says that it is of this office, the hub's newest file has to be opened first.
    """
    if desk.session.hub or code_of(refused) != _NOT_VOUCHED:
        return refused
    session = desk.session
    try:
        found = peeking.claimed(path)
    except Refused:
        return refused
    for one in found:
        if (one.office, one.sample) == (session.office, session.sample) and not one.rank:
            return fault("E_NEEDS_DIRECTORY", number=one.catalogue, unproven=True)
    return refused


def described(desk: Desk, refused: Refused) -> Message:
    """The words of a refusal, also of one that `explained` gave."""
    message = describe(refused, desk.catalogue)
    if desk.session.hub and code_of(refused) == catalogue_ahead.NEEDS:
        facts = {"number": refused.facts.get("number", 0), "known": desk.catalogue.number}
        told = describe(Refused("catalogue.ahead", **facts), desk.catalogue)
        return Message(happened=told.happened, kept=told.kept, todo=told.todo, code=message.code)
    if not refused.facts.get(UNPROVEN):
        return message
    told = describe(Refused("sibling.certificate"), desk.catalogue)
    return Message(happened=told.happened, kept=told.kept, todo=told.todo, code=message.code)
