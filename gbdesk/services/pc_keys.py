"""Other keys for a PC that goes on as the same one: asked for at the office, certified at the hub.

The wish is a change in the PC's own chain and travels in its next package. The hub's officer types
the code that the office reads out, so that whoever has the older keys cannot wish in its place. The
certificate comes back with the next file of the hub; from the first package under the newer key on
the older one is not accepted any more. Chain, history and name of the PC stay (`docs/adr`, 023).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gbdesk.domain.merge import CREATE
from gbdesk.domain.refusals import Refused
from gbdesk.services import identity, installation, planning
from gbdesk.services.changed import Changed
from gbdesk.services.codes import LENGTH as SHORTER
from gbdesk.services.codes import device_code
from gbdesk.services.desk import Desk
from gbdesk.services.identity import Identity
from gbdesk.services.session import ADMIN
from gbdesk.store import certificates, oplog, secrets
from gbdesk.store.certificates import CertRow
from gbdesk.store.oplog import Draft
from gbdesk.sync import codes, renewal, trust
from gbdesk.sync.errors import fault
from gbdesk.sync.keys import ReceivingKey, SigningKey
from gbdesk.sync.renewal import ROTATE, Wanted
from gbdesk.sync.trust import Certificate

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The keys of this PC: the code of those in use, and of those it waits for, "" for none."""

    code: str
    waiting: str
    renewed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A registered PC that asks for other keys; its office reads out the code of those."""

    device: str
    office: str
    label: str


class PcKeys:
    """Asking at an office, certifying at the hub."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def own(self) -> Own:
        """How the keys of this PC stand."""
        with self._desk.read() as db:
            who, waiting = identity.of(db), _waiting(db)
        renewed = who.certificate is not None and who.certificate.renewed
        return Own(code=device_code(who.sign.public), waiting=waiting, renewed=renewed)

    def ask(self) -> Own:
        """Make other keys for this PC; the wish goes out with the next package.

        Raises:
            Refused: not an administrator, the hub, a trial, or not registered yet.
        """
        desk = self._desk
        self._need_admin()
        if desk.session.hub:
            raise Refused("enrolment.office_only")
        sign, receive = SigningKey.new(), ReceivingKey.new()
        with desk.write() as db:
            if installation.read(db).trial:
                raise Refused("enrolment.trial")
            if (blocked := planning.blocked(desk, db)) is not None:
                raise blocked
            who = identity.of(db)
            secrets.put(db, identity.SIGN_NEXT, sign.to_bytes())
            secrets.put(db, identity.RECEIVE_NEXT, receive.to_text().encode())
            draft = Draft(
                entity=ROTATE,
                kind=CREATE,
                record=desk.new_id(),
                office=desk.session.office,
                fields=renewal.written(who.device, sign, receive.recipient),
            )
            desk.record(db, [draft])
            desk.note(db, "pc-keys", "device", who.device)
        return self.own()

    def wishes(self) -> tuple[Wish, ...]:
        """At the hub: the PCs that ask for other keys, by office."""
        with self._desk.read() as db:
            return tuple(
                Wish(device=row.device, office=row.office, label=str(row.facts.get("label", "")))
                for row, _ in _wishes(db)
            )

    def certify(self, device: str, heard: str) -> Changed:
        """At the hub: certify the keys that a PC asks for; `heard` is the code it reads out.

        Raises:
            Refused: not the hub, the PC asks for nothing, or the code is that of other keys.
        """
        desk = self._desk
        if not desk.session.hub:
            raise Refused("enrolment.hub_only")
        with desk.write() as db:
            who = identity.of(db)
            found = next((each for each in _wishes(db) if each[0].device == device), None)
            if found is None:
                raise Refused("rotate.none")
            row, wanted = found
            _check_heard(heard, renewal.code(device, wanted))
            _certify(desk, db, who, row, wanted)
            desk.note(db, "pc-keys-certified", "device", device)
        return Changed.PACKAGES

    def _need_admin(self) -> None:
        if self._desk.session.role_name != ADMIN:
            raise Refused("account.not_admin")


def asking(db: Connection) -> frozenset[str]:
    """The devices that ask for other keys."""
    return frozenset(row.device for row, _ in _wishes(db))


def _wishes(db: Connection) -> Iterator[tuple[CertRow, Wanted]]:
    """The newest wish of each device in use, unless its certificate names those keys already."""
    newest = {op.device: op for op in oplog.ops_of_kind(db, ROTATE)}
    for row in sorted(certificates.known(db).values(), key=lambda one: (one.office, one.serial)):
        op = newest.get(row.device)
        if op is None or row.revoked_n is not None or row.rank:
            continue
        try:
            wanted = renewal.read(row.device, op.fields)
        except Refused:
            continue  # no keys that anybody could be given
        if wanted.public != trust.peek_certificate(row.signed).public:
            yield row, wanted


def _certify(desk: Desk, db: Connection, who: Identity, row: CertRow, wanted: Wanted) -> None:
    if who.operational is None:
        raise Refused("enrolment.hub_only")
    before = identity.certificate_of(row.signed, who.vouching)
    if any(
        trust.peek_certificate(one.signed).public == wanted.public
        for one in certificates.known(db).values()
    ):
        raise fault("E_CERT")
    serial = max(one.serial for one in certificates.known(db).values()) + 1
    made = Certificate(
        id=trust.certificate_id(row.device, serial),
        device=row.device,
        office=before.office,
        offices=before.offices,
        public=wanted.public,
        recipient=wanted.recipient,
        rank=before.rank,
        serial=serial,
        catalogue=desk.catalogue.number,
        sample=before.sample,
        renewed=True,
    )
    signed = trust.write_certificate(who.operational, made)
    facts = {**row.facts, "since": desk.clock.stamp(), identity.BEFORE: before.recipient}
    identity.keep_certificate(db, signed, made, **{**facts, "revoked_n": row.revoked_n})


def _waiting(db: Connection) -> str:
    """The code of the keys that this PC waits for, as it is read out; "" for none."""
    sign, receive = (secrets.get(db, name) for name in (identity.SIGN_NEXT, identity.RECEIVE_NEXT))
    if sign is None or receive is None:
        return ""
    recipient = ReceivingKey.from_text(receive.decode()).recipient
    wanted = Wanted(public=SigningKey.from_bytes(sign).public, recipient=recipient)
    return codes.shown(renewal.code(identity.of(db).device, wanted))


def _check_heard(heard: str, code: str) -> None:
    """Whether these digits were read out.

    Raises:
        Refused: they are of other keys, mistyped, or the shorter code of an older version.
    """
    if sum(map(str.isalnum, heard)) == SHORTER:
        raise Refused("rotate.shorter")
    try:
        typed = codes.normal(heard)
    except Refused:
        raise Refused("rotate.slip") from None
    if typed != code:
        raise Refused("rotate.code")
