"""An office trusts another root key of its hub by an invitation and its code; all it has stays.

Nothing in the new root statement leads back to the one before: that key is lost. What proves it is
what proved the first one, a code told by another way (`package.md` 3.2). Entries, chains, receipts
and the registration stay; where the hub's older keys vouch for nothing any more, this PC asks to be
registered once more, under the keys it has.
"""

from __future__ import annotations

import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gbdesk.domain.names import nfc
from gbdesk.domain.refusals import Refused
from gbdesk.services import enclosures, escrow, guessing, identity, installation
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.identity import Identity
from gbdesk.services.session import ADMIN
from gbdesk.store import catalogues, certificates, vault
from gbdesk.store.ringfile import load
from gbdesk.sync import enrolling, trust, vouching
from gbdesk.sync.enrolling import Invited
from gbdesk.sync.errors import fault
from gbdesk.sync.trust import Root
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

LABEL: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """The root statement that is trusted now; `again`: this PC has to be registered once more."""

    number: int
    again: bool = False
    changed: Changed = Changed.PACKAGES | Changed.CATALOGUE

    @property
    def words(self) -> str:
        """What is so now and what to do, in the language in use."""
        said = translate(
            "Answers", "Root key no. {number} is trusted here from now on.", number=self.number
        )
        more = (
            translate(
                "Answers",
                "This PC has to be registered once more: write the request under “Packages sent” "
                "and open the answer. Entering goes on.",
            )
            if self.again
            else translate("Answers", "Everything else stays as it was. Make a backup now.")
        )
        return f"{said} {more}"


def pin(desk: Desk, raw: bytes, code: str) -> Pinned:
    """Trust the root key in this invitation, where the code proves it.

    Raises:
        Refused: not an administrator of an office, a trial, E_CODE (each next attempt waits
            longer), another unit's or hub's invitation, or a root key that is trusted already or
            was left behind. Nothing is changed.
    """
    if desk.session.role_name != ADMIN:
        raise Refused("account.not_admin")
    if desk.session.hub:
        raise Refused("enrolment.office_only")
    with guessing.patient(raw, desk.state_folder):
        invited = enrolling.read_invitation(raw, code)
    root = trust.read_root(invited.root, None)
    with desk.write() as db:
        if installation.read(db).trial:
            raise Refused("enrolment.trial")
        who = identity.of(db)
        _check(desk, db, who, root, invited)
        identity.change_root(db, invited.root, who.root, root)
        if vouching.release_number(invited.release) >= catalogues.number(db):
            enclosures.keep_release(db, root, invited.release, desk.clock.stamp())
        again = _ask_again(db, who, root, invited)
        _seal_again(desk, root)
        desk.note(db, "root-pinned", "workspace", str(root.number))
    desk.reload()
    return Pinned(number=root.number, again=again)


def _check(desk: Desk, db: Connection, who: Identity, root: Root, invited: Invited) -> None:
    if invited.office != desk.session.office:
        raise Refused("pin.office", name=invited.office_name)
    if root.sample != who.root.sample:
        raise fault("E_SAMPLE")
    if root.office != who.root.office:
        raise Refused("pin.hub", name=invited.hub_name)
    if root.public == who.root.public:
        if root.number <= who.root.number:
            raise Refused("pin.same")
        return
    left = (trust.read_root(signed, None).public for signed in identity.roots(db))
    if root.public in left:
        raise Refused("pin.older")


def _ask_again(db: Connection, who: Identity, root: Root, invited: Invited) -> bool:
    """Ask for a certificate for the same keys, unless the one here holds under this root too."""
    held = who.certificate_signed
    if held is not None and identity.signed_by(held, root.operational):
        return False
    certificates.drop(db, who.device)
    request = enrolling.write_request(
        invite=invited.invite,
        key=invited.key,
        device=who.sign,
        recipient=who.receive[0].recipient,
        office=invited.office,
        label=nfc(platform.node())[:LABEL],
        to=root.to,
    )
    identity.keep_request(db, request, by_digits=not invited.key)
    return True


def _seal_again(desk: Desk, root: Root) -> None:
    """Where the hub may help with a lost password, its new emergency key opens that from now on."""
    store, given = desk.store, vault.escrow_of(desk.store.path)
    if given is not None:
        ring = load(store.path)
        sealed = escrow.sealed_to(ring.id, store.key, root.recovery, given.since)
        vault.put_escrow(store.path, store.key, sealed)
