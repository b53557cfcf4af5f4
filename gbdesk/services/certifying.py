"""The hub's answer to a request: a certificate, sent in a package to the PC that asked."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from gbdesk import __version__
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.refusals import Refused
from gbdesk.services import identity, invites, packing, receipts, runs
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.identity import Identity
from gbdesk.services.invites import OPEN, USED, VOID
from gbdesk.services.runs import Run
from gbdesk.services.streams import stream_to
from gbdesk.store import catalogues, certificates, ledger, meta, oplog, secrets
from gbdesk.store.certificates import CertRow
from gbdesk.store.ledger import Sent
from gbdesk.sync import digits, enrolling, trust
from gbdesk.sync.enrolling import Requested
from gbdesk.sync.errors import fault
from gbdesk.sync.keys import device_of, key_of
from gbdesk.sync.trust import Certificate
from gbdesk.sync.writing import HUB_OPS, Enclosure, Outgoing, PackageFacts, write_package

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MIDDLE: Final = "DANGKY"
_CARRIED: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file for an office, to be written under a name such as this; `code` is told, never sent."""

    name: str
    bytes: bytes = field(repr=False)
    code: str = field(default="", repr=False)
    office: str = ""
    changed: Changed = Changed.PACKAGES


def proven(db: Connection, request: bytes, who: Identity, heard: str) -> Requested:
    """The request, where the code of an invitation that may still be answered proves it.

    `heard` are digits read out, for a request without a code.

    Raises:
        Refused: E_CODE, E_INVITE for another office's invitation, E_INVITE_USED where another
            PC answered it, or it is not known or void.
    """
    held = invites.known(db)
    asked = enrolling.read_request(request, who.receive, invites.keys(db), heard)
    about = held[asked.invite]
    device = _device_with(certificates.known(db), asked.public)
    if about.office != asked.office:
        raise fault("E_INVITE")
    if about.state == VOID:
        raise Refused("enrolment.no_invitation")
    if about.state == USED and about.device != device:
        raise fault("E_INVITE_USED")
    return asked


def own_digits(desk: Desk, db: Connection) -> str:
    """The digits an office reads out with its request; none where a code proves it."""
    if not meta.get(db, identity.BY_DIGITS) or secrets.get(db, identity.REQUEST) is None:
        return ""
    who = identity.of(db)
    recipient = who.receive[0].recipient
    return digits.shown(digits.request_mark(desk.session.office, who.sign.public, recipient))


def invitation_digits(db: Connection, office: str) -> str:
    """The digits of the open invitation of an office.

    Raises:
        Refused: there is none.
    """
    found = [one for one in invites.known(db).values() if one.office == office]
    marks = [one.mark for one in found if one.state == OPEN and one.mark]
    if not marks:
        raise Refused("enrolment.no_invitation")
    return digits.shown(marks[-1])


def certificate_for(
    desk: Desk, db: Connection, who: Identity, asked: Requested
) -> tuple[Certificate, bytes]:
    """The certificate of this device: the one it has, or a new one, which is kept.

    Raises:
        Refused: E_INVITE, this PC is registered for another office; E_REVOKED, it was withdrawn.
    """
    held = certificates.known(db)
    device = _device_with(held, asked.public)
    if device in held:
        if held[device].revoked_n is not None:
            raise fault("E_REVOKED")
        signed = held[device].signed
        found = identity.certificate_of(signed, who.vouching)
        if found.office != asked.office:
            raise fault("E_INVITE")
        return found, signed
    keys = (asked.public, asked.recipient)
    invites.use(db, asked.invite, device)
    return issue(desk, db, who, keys, asked.office, asked.label)


def _device_with(held: Mapping[str, CertRow], public: bytes) -> str:
    """The device that signs with this key: it may have had another one before."""
    found = (
        row.device for row in held.values() if trust.peek_certificate(row.signed).public == public
    )
    return next(found, device_of(public))


def issue(  # noqa: PLR0917 - what stands in a certificate
    desk: Desk, db: Connection, who: Identity, keys: tuple[bytes, str], office: str, label: str
) -> tuple[Certificate, bytes]:
    """A new certificate for a device with these keys (to sign, to receive), which is kept.

    Raises:
        Refused: this is not the hub.
    """
    if who.operational is None:
        raise Refused("enrolment.hub_only")
    public, recipient = keys
    held = certificates.known(db)
    device = device_of(public)
    serial = max((row.serial for row in held.values()), default=0) + 1
    made = Certificate(
        id=trust.certificate_id(device, serial),
        device=device,
        office=office,
        offices=(office, *desk.catalogue.came_from(office)),
        public=public,
        recipient=recipient,
        rank=0,
        serial=serial,
        catalogue=desk.catalogue.number,
        sample=who.root.sample,
    )
    signed = trust.write_certificate(who.operational, made)
    mark = key_of(who.root.recovery)
    facts = {"label": label, "since": desk.clock.stamp(), identity.TRUSTS: mark}
    identity.keep_certificate(db, signed, made, **facts)
    return made, signed


def reissue(desk: Desk, db: Connection, office: str, now: Catalogue) -> int:
    """Certificates that name what was merged into an office, for its PCs in use; how many.

    `now` is the release that says so. Keys stay; they reach the PCs with the next file of the hub.

    Raises:
        Refused: this is not the hub.
    """
    who = identity.of(db)
    if who.operational is None:
        raise Refused("enrolment.hub_only")
    rows = [row for row in runs.devices(desk, db, office) if row.revoked_n is None]
    serial = max((row.serial for row in certificates.known(db).values()), default=0)
    for row in rows:
        serial += 1
        before = identity.certificate_of(row.signed, who.vouching)
        made = replace(
            before,
            id=trust.certificate_id(row.device, serial),
            offices=(office, *now.came_from(office)),
            serial=serial,
            catalogue=now.number,
        )
        signed = trust.write_certificate(who.operational, made)
        identity.keep_certificate(db, signed, made, **{**row.facts, "revoked_n": row.revoked_n})
    return len(rows)


def answer(desk: Desk, db: Connection, who: Identity, made: Certificate, signed: bytes) -> Made:
    """The package with certificates, root and release for this device, noted as sent.

    The hub's own certificate tells the office which rank its later changes have. Where other PCs
    of the office had sent something, or the units that were merged into it, that comes back with
    it, and what the hub said of it, also which of them were withdrawn and how far they are
    believed. Its other PCs can open it too: so all of them know each other's certificate. A hub
    that was set up again says how far it has each of them: what the earlier one had acknowledged
    does not count. Of very many PCs used before, the first come: the signature block holds no more
    certificates, and the next receipt brings the rest.
    """
    is_again = bool(meta.get(db, identity.AGAIN))
    if is_again:
        receipts.say_standing(desk, db, made.office)
    seq = ledger.next_seq(db, who.device)
    out = io.BytesIO()
    gone = receipts.tell_withdrawn(desk, db, made.office)
    rows = runs.devices(desk, db, made.office)
    merged = runs.merged(desk, db, made.office)
    back = (*runs.of_others(db, rows, made.device), *runs.whole(db, merged))[:_CARRIED]
    parts = (*runs.own(desk, db, who, made.office), *back) if back or gone or is_again else ()
    outgoing = _outgoing(desk, db, who, made, signed, seq=seq)
    others = [row for row in rows if row.device != made.device]
    in_use = (row for row in others if row.revoked_n is None)
    recipients = chain.from_iterable(identity.recipients_of(row) for row in in_use)
    known = (Enclosure(kind="certificate", data=row.signed) for row in (*others, *merged))
    outgoing = replace(
        outgoing,
        segments=tuple(part.segment for part in parts),
        certs=(*_certs(who, [*rows, *merged], parts), *((signed,) if merged else ())),
        to=tuple(dict.fromkeys((*outgoing.to, *recipients))),
        enclosed=(*outgoing.enclosed, *known),
    )
    lines = chain.from_iterable(part.lines for part in parts)
    facts = write_package(out, outgoing, lines, who.sign)
    _note(desk, db, facts, made, seq)
    name = packing.file_name(desk.catalogue, made.office, _MIDDLE, made.device, seq)
    return Made(name=name, bytes=out.getvalue(), office=made.office)


def _certs(who: Identity, rows: Sequence[CertRow], parts: Sequence[Run]) -> tuple[bytes, ...]:
    """The hub's certificate, and those of the devices whose changes come back."""
    if who.certificate_signed is None:
        raise Refused("setup.unfinished")
    carried = {part.segment.device for part in parts}
    return who.certificate_signed, *(row.signed for row in rows if row.device in carried)


def _outgoing(
    desk: Desk, db: Connection, who: Identity, made: Certificate, signed: bytes, *, seq: int
) -> Outgoing:
    release = catalogues.current(db)
    if who.certificate is None or who.certificate_signed is None or release is None:
        raise Refused("setup.unfinished")
    return Outgoing(
        kind=HUB_OPS,
        office=who.root.office,
        office_name=desk.catalogue.office(who.root.office).short,
        device=who.device,
        certs=(who.certificate_signed,),
        cert=who.certificate.id,
        to=(made.recipient, *who.root.to),
        seq=seq,
        periods=None,
        created=packing.local_stamp(desk),
        app=f"gbdesk {__version__}",
        segments=(),
        needs_catalogue=desk.catalogue.number,
        schema=packing.SCHEMA,
        enclosed=(
            *(Enclosure(kind="root", data=one) for one in identity.roots(db)),
            Enclosure(kind="certificate", data=who.certificate_signed),
            Enclosure(kind="certificate", data=signed),
            Enclosure(kind="release", data=release),
        ),
    )


def _note(desk: Desk, db: Connection, facts: PackageFacts, made: Certificate, seq: int) -> None:
    device, stream = desk.session.device, stream_to(desk.catalogue, made.office)
    upto = ledger.exported(db, device, stream)
    ledger.note_sent(
        db,
        Sent(
            ident=facts.ident,
            device=device,
            stream=stream,
            receiver=made.office,
            seq=seq,
            base_n=upto,
            head_n=upto,
            head_ch=oplog.chain_hash(db, device, stream, upto) or b"",
            made=desk.clock.stamp(),
            facts={"certificate": made.id},
        ),
    )
