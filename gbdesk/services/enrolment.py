"""Making a hub and its offices known to each other: invite, request, certify, accept.

The hub invites an office with a file and a code told by another way; the office answers with a
request when it is set up; the hub certifies; the office opens the answer and may send
(`package.md` 3.2). The same call of the office opens every later file of the hub.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from gbdesk.domain.catalogue_parts import Office
from gbdesk.domain.refusals import Refused
from gbdesk.services import (
    answers,
    certifying,
    cut_off,
    enclosures,
    identity,
    installation,
    invites,
    pc_keys,
    release_words,
    repinning,
)
from gbdesk.services.answers import Answered
from gbdesk.services.certifying import Made
from gbdesk.services.changed import Changed
from gbdesk.services.codes import device_code
from gbdesk.services.desk import Desk
from gbdesk.services.invites import OPEN, Invite
from gbdesk.services.progress import Progress, Silent
from gbdesk.services.repinning import Pinned
from gbdesk.store import catalogues, certificates, secrets
from gbdesk.store.certificates import CertRow
from gbdesk.store.vault import NORMAL, Cost
from gbdesk.sync import codes, digits, enrolling, trust

WAITING: Final = "waiting"
ENROLLED: Final = "enrolled"
TRIAL: Final = "trial"
HUB: Final = "hub"
NONE: Final = "none"
INVITED: Final = "invited"
REVOKED: Final = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRow:
    """A registered PC; `code` is what its office reads out, `revoked` since op `revoked_n`.

    `asks`: it wants to have other keys. `trusts`: whether a package or its registration showed
    that it knows the present root key; None where the hub never had another one.
    """

    device: str
    code: str
    label: str
    since: str
    serial: int
    revoked_n: int | None
    asks: bool = False
    trusts: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRow:
    """How far an office is: `state` none, invited, enrolled or revoked."""

    office: str
    state: str
    devices: tuple[DeviceRow, ...]
    invited: str

    @property
    def waits_for_root(self) -> bool:
        """Whether a PC in use was not seen yet to trust the root key that followed another one."""
        return any(one.trusts is False for one in self.devices if one.revoked_n is None)


class Enrolment:
    """Who belongs to whom, on both sides."""

    def __init__(self, desk: Desk, cost: Cost = NORMAL) -> None:
        self._desk, self._cost = desk, cost

    def state(self) -> str:
        """Where this installation is: waiting, enrolled, trial or hub."""
        with self._desk.read() as db:
            if installation.read(db).trial:
                return TRIAL
            if self._desk.session.hub:
                return HUB
            return ENROLLED if identity.of(db).certificate is not None else WAITING

    # the hub's side

    def invite(self, office: str) -> Made:
        """The invitation of an office and its code; an older unanswered one is void from now on.

        Raises:
            Refused: not the hub, a trial, or the office has no device of its own.
        """
        self._need_hub()
        desk, found = self._desk, self._desk.catalogue.office(office)
        if not found.device:
            raise Refused("enrolment.no_device", name=found.short)
        code, ident = codes.new_code(), enrolling.new_invite_id(os.urandom(16))
        shown = codes.shown(code)
        with desk.read() as db:
            who, release = identity.of(db), catalogues.current(db)
        raw, key = enrolling.write_invitation(
            code=shown,
            invite=ident,
            office=office,
            office_name=found.short,
            hub_name=desk.catalogue.hub.name,
            root=who.root_signed,
            release=release or b"",
            cost=self._cost,
        )
        with desk.write() as db:
            made, mark = desk.clock.stamp(), digits.invitation_mark(raw)
            invites.add(db, Invite(id=ident, office=office, made=made, mark=mark), key)
            desk.note(db, "invite", "office", office)
        name = f"GB_{found.ascii}_{ident[2:6]}.gbinv"
        return Made(name=name, bytes=raw, code=shown, office=office)

    def certify(self, request: bytes, heard: str = "") -> Made:
        """The answer to a request: certificate, root and release as a package for that PC.

        The same request again gives the same certificate again, for answers that were lost. A
        request without a code is proven by the digits that were heard.

        Raises:
            Refused: `enrolment.digits` where digits have to be heard first, E_CODE where code or
                digits do not prove it, E_INVITE_USED where another PC answered the invitation,
                E_INVITE, E_WEAK_KEY, not the hub, or a trial.
        """
        self._need_hub()
        desk = self._desk
        with desk.write() as db:
            who = identity.of(db)
            asked = certifying.proven(db, request, who, heard)
            certificate, signed = certifying.certificate_for(desk, db, who, asked)
            desk.note(db, "certify", "device", certificate.device)
            return certifying.answer(desk, db, who, certificate, signed)

    def revoke(self, device: str) -> Changed:
        """Accept from this PC only what is here already: it was stolen, lost or given away.

        Raises:
            Refused: not the hub, or there is no such device.
        """
        self._need_hub()
        desk = self._desk
        with desk.write() as db:
            if device not in certificates.known(db) or device == desk.session.device:
                raise Refused("enrolment.device")
            cut_off.withdraw(db, device)
            desk.note(db, "revoke", "device", device)
        return Changed.PACKAGES

    def list(self) -> tuple[OfficeRow, ...]:
        """Every office that has devices of its own, in the order of the catalogue."""
        with self._desk.read() as db:
            held, invited = certificates.known(db), invites.known(db)
            asking = pc_keys.asking(db)
            trusting = identity.trusts(db)
        offices = (one for one in self._desk.catalogue.offices.values() if one.device)
        return tuple(_row(office, held, invited, asking, trusting) for office in offices)

    # the office's side

    def request(self) -> bytes:
        """The request that was made when this office was set up, to be written again.

        Raises:
            Refused: this is the hub or a trial, or the request was answered already.
        """
        self._need_office()
        with self._desk.read() as db:
            found = secrets.get(db, identity.REQUEST)
        if found is None:
            raise Refused("enrolment.request_gone")
        return found

    def digits(self, office: str = "") -> str:
        """Digits to be read out where there is no code: of an invitation, at an office its own.

        An office that typed the code reads out none: "".

        Raises:
            Refused: no invitation of this office is open.
        """
        with self._desk.read() as db:
            if not self._desk.session.hub:
                return certifying.own_digits(self._desk, db)
            return certifying.invitation_digits(db, office)

    def own_code(self) -> str:
        """The short code of this PC, as the hub sees it in its list of units."""
        with self._desk.read() as db:
            return device_code(identity.of(db).sign.public)

    def accept(self, path: Path, progress: Progress | None = None) -> Answered:
        """Open a file of the hub: certificate, catalogue, receipt, corrections.

        Raises:
            Refused: it is not from this office's hub, not for this PC, or older than what is
                here (E_ROLLBACK, E_EQUIVOCATION, E_FAST_FORWARD); nothing is changed.
        """
        self._need_office()
        with self._desk.read() as db:
            who = identity.of(db)
        done = answers.take(
            self._desk,
            path,
            who,
            enclosed=enclosures.keeper(self._desk, who),
            progress=progress or Silent(),
        )
        before = self._desk.catalogue
        self._desk.reload()
        if not done.catalogue:
            return done
        news = release_words.differences(before, self._desk.catalogue)
        return replace(done, news=release_words.brief(news))

    def pin(self, invitation: bytes, code: str) -> Pinned:
        """Trust another root key of the hub by an invitation and its code; everything else stays.

        Raises:
            Refused: as `repinning.pin`; nothing is changed.
        """
        return repinning.pin(self._desk, invitation, code)

    def _need_hub(self) -> None:
        if self.state() == TRIAL:
            raise Refused("enrolment.trial")
        if not self._desk.session.hub:
            raise Refused("enrolment.hub_only")

    def _need_office(self) -> None:
        if self.state() == TRIAL:
            raise Refused("enrolment.trial")
        if self._desk.session.hub:
            raise Refused("enrolment.office_only")


def _row(
    office: Office,
    held: Mapping[str, CertRow],
    invited: Mapping[str, Invite],
    asking: Collection[str],
    trusting: Mapping[str, bool],
) -> OfficeRow:
    rows = [row for row in held.values() if row.office == office.id]
    waiting = [one for one in invited.values() if (one.office, one.state) == (office.id, OPEN)]
    if any(row.revoked_n is None for row in rows):
        state = ENROLLED
    elif waiting:
        state = INVITED
    else:
        state = REVOKED if rows else NONE
    return OfficeRow(
        office=office.id,
        state=state,
        devices=tuple(
            replace(_device(row), asks=row.device in asking, trusts=trusting.get(row.device))
            for row in sorted(rows, key=lambda row: row.serial)
        ),
        invited=max((one.made for one in waiting), default=""),
    )


def _device(row: CertRow) -> DeviceRow:
    return DeviceRow(
        device=row.device,
        code=device_code(trust.peek_certificate(row.signed).public),
        label=str(row.facts.get("label", "")),
        since=str(row.facts.get("since", "")),
        serial=row.serial,
        revoked_n=row.revoked_n,
    )
