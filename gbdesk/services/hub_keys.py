"""Other keys for a hub to work with, signed for with the root key from its safe.

The next root statement names them. Certificates and the release get a second signature, so that an
office which was away still finds the older one, follows the root statements in order, and from then
on believes nothing new that only the older key signed. Older receiving keys stay for late packages.
The key with which this PC signs its files is another one: the PC stays the same, its certificate
gets a higher number, and below that number an office takes in only what it has already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from gbdesk.domain.refusals import Refused
from gbdesk.services import founding, identity, installation, root_keys
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.identity import Identity
from gbdesk.services.session import ADMIN
from gbdesk.store import catalogues, certificates, secrets
from gbdesk.sync import trust, vouching
from gbdesk.sync.keys import ReceivingKey, SigningKey
from gbdesk.sync.trust import Root

if TYPE_CHECKING:
    from sqlalchemy import Connection

SIGNING: Final = "signing"
RECEIVING: Final = "receiving"
OWN: Final = "own"
EVERY: Final = (SIGNING, RECEIVING, OWN)
_MOST: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The number of the root statement in force, and how many older receiving keys are kept."""

    number: int
    older: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """The root statement that is in force now, and which keys are new."""

    number: int
    kinds: tuple[str, ...]
    changed: Changed = Changed.PACKAGES | Changed.CATALOGUE


class HubKeys:
    """The keys a hub works with."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def standing(self) -> Standing:
        """How the keys stand."""
        with self._desk.read() as db:
            who = identity.of(db)
        return Standing(number=who.root.number, older=len(who.receive) - 1)

    def renew(self, root_file: bytes, code: str, kinds: Sequence[str] = EVERY) -> Renewed:
        """Take other keys of these kinds into use; offices learn of them in the next file.

        Raises:
            Refused: not the administrator of a hub, a trial, E_CODE, or another hub's root file;
                nothing is changed.
        """
        desk = self._desk
        if desk.session.role_name != ADMIN:
            raise Refused("account.not_admin")
        if not desk.session.hub:
            raise Refused("enrolment.hub_only")
        root_key, _recovery = founding.read_root_file(root_file, code)
        with desk.write() as db:
            if installation.read(db).trial:
                raise Refused("enrolment.trial")
            who = identity.of(db)
            root_keys.check_present(db, who, root_key)
            if OWN in kinds:
                _renew_own(desk, db, who)
            now = _renewed(db, who, kinds)
            signed = trust.write_root(root_key, now)
            identity.change_root(db, signed, who.root, trust.follow_root(signed, who.root))
            desk.note(db, "hub-keys", "workspace", str(now.number))
        return Renewed(number=now.number, kinds=tuple(kinds))


def _renew_own(desk: Desk, db: Connection, who: Identity) -> None:
    """Another key for what this PC signs; its certificate is still signed by the present key."""
    held, operational = who.certificate, who.operational
    if held is None or operational is None:
        raise Refused("setup.unfinished")
    sign = SigningKey.new()
    serial = max(row.serial for row in certificates.known(db).values()) + 1
    made = replace(
        held,
        id=trust.certificate_id(who.device, serial),
        public=sign.public,
        serial=serial,
        catalogue=desk.catalogue.number,
        renewed=True,
    )
    identity.keep_own_key(db, who, sign)
    identity.keep_certificate(db, trust.write_certificate(operational, made), made)


def _renewed(db: Connection, who: Identity, kinds: Sequence[str]) -> Root:
    """New keys of these kinds, kept; the statement that names them."""
    root = replace(who.root, number=who.root.number + 1)
    if SIGNING in kinds:
        fresh = SigningKey.new()
        _countersign(db, fresh)
        secrets.put(db, identity.OPERATIONAL, fresh.to_bytes())
        root = replace(root, operational=fresh.public)
    if RECEIVING in kinds:
        receive, before = ReceivingKey.new(), who.receive[0]
        name = f"{identity.OLDER_RECEIVE}{who.root.number:06d}"
        secrets.put(db, name, before.to_text().encode())
        secrets.put(db, identity.RECEIVE, receive.to_text().encode())
        recipients = (receive.recipient, *root.recipients)[:_MOST]
        root = replace(root, recipients=recipients)
    return root


def _countersign(db: Connection, key: SigningKey) -> None:
    """Everything this hub signed and still says is signed with the new key as well."""
    for row in certificates.known(db).values():
        facts = {**row.facts, "office": row.office, "rank": row.rank, "serial": row.serial}
        signed = vouching.certificate(row.signed, key)
        certificates.put(db, row.device, signed, {**facts, "revoked_n": row.revoked_n})
    release = catalogues.current(db)
    if release is not None:
        number = catalogues.number(db)
        catalogues.resign(db, number, vouching.release(release, key))
