"""A hub whose PC and backups are gone begins again with its root file and what units still have.

The files that the hub wrote to its units (receipts, catalogues) are encrypted to the emergency
identity too. They hold the catalogue, the registrations, the root statements and everything the hub
ever said to a unit. What units sent does not stand in them: they send it again by themselves, since
the new receipts acknowledge nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.clock import stamp, system_ms
from gbdesk.services import founding, identity, receipts, setup, trial
from gbdesk.services.arriving import ACK
from gbdesk.services.desk import Desk
from gbdesk.services.installation import Installation
from gbdesk.services.refound_files import Gathered, gather
from gbdesk.services.setup import Person
from gbdesk.store import catalogues, certificates, meta, oplog, secrets
from gbdesk.store.branches import Branches
from gbdesk.store.oplog import Intake
from gbdesk.store.vault import NORMAL, Cost
from gbdesk.store.workspace import Store, restored_mark
from gbdesk.sync import trust, vouching
from gbdesk.sync.keys import ReceivingKey, SigningKey
from gbdesk.sync.trust import Certificate

if TYPE_CHECKING:
    from sqlalchemy import Connection

RECOVERED: Final = 0  # no package of the ledger brought these changes: nothing to be undone


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """The hub is there again, under root statement `number`; `unused` are files of no use.

    `offices` are those whose own file was among the files: they need not be registered anew.
    """

    path: Path
    recovery_code: str = field(repr=False)
    number: int
    offices: tuple[str, ...]
    unused: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What the hub works with from now on."""

    operational: SigningKey
    sign: SigningKey
    receive: ReceivingKey
    root: bytes
    certificate: Certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the files hold: `offices` that would be known again, of `total` with a PC."""

    offices: tuple[str, ...]
    total: int


def look(root_file: tuple[bytes, str], files: Sequence[Path]) -> Seen:
    """What would come back out of these files; nothing is made.

    Raises:
        Refused: as `create_hub_again`.
    """
    key, emergency = founding.read_root_file(*root_file)
    found = gather(files, key.public, emergency)
    offices = read_catalogue(found.release_body).offices
    return Seen(
        offices=tuple(one for one in offices if one in found.offices),
        total=sum(one.device for one in offices.values()),
    )


def create_hub_again(
    path: Path,
    root_file: tuple[bytes, str],
    files: Sequence[Path],
    person: Person,
    *,
    anchor: Path | None = None,
    cost: Cost = NORMAL,
    now_ms: Callable[[], int] = system_ms,
    today: Callable[[], date] = date.today,
    **_surroundings: object,
) -> Again:
    """The workspace of a hub out of its root file (with its code) and files it wrote to units.

    Raises:
        Refused: E_CODE for another code, `again.nothing` where none of the files is of this hub,
            a bad name or password, or the disk does not take it.
    """
    key, emergency = founding.read_root_file(*root_file)
    found = gather(files, key.public, emergency)
    catalogue = read_catalogue(found.release_body)
    keys, at = _keys(found, key, catalogue), stamp(now_ms())
    made = _installation(found, catalogue)
    around = trial.Surroundings(now_ms=now_ms, today=today, anchor=anchor)
    with setup.new_workspace(path, catalogue, made, person, cost=cost, at=at) as (store, code):
        with store.write() as db:
            _keep(db, found, keys, at)
        restored_mark(store.path).touch()
        _take_over(trial.desk_of(store, made, person.user, around), store, found)
    return Again(
        path=path,
        recovery_code=code,
        number=found.root.number + 1,
        offices=tuple(one for one in catalogue.offices if one in found.offices),
        unused=found.unused,
    )


def _installation(found: Gathered, catalogue: Catalogue) -> Installation:
    return Installation(
        office=found.root.office,
        device=found.hub.device,
        hub=True,
        trial=False,
        sample=catalogue.sample,
    )


def _keys(found: Gathered, key: SigningKey, catalogue: Catalogue) -> Keys:
    operational, sign, receive = SigningKey.new(), SigningKey.new(), ReceivingKey.new()
    root = replace(
        found.root,
        number=found.root.number + 1,
        operational=operational.public,
        recipients=(receive.recipient,),
    )
    serial = max(one.serial for one, _ in found.certificates.values()) + 1
    certificate = replace(
        found.hub,
        id=trust.certificate_id(found.hub.device, serial),
        public=sign.public,
        recipient=receive.recipient,
        serial=serial,
        catalogue=catalogue.number,
        renewed=True,
    )
    signed = trust.write_root(key, root)
    return Keys(
        operational=operational, sign=sign, receive=receive, root=signed, certificate=certificate
    )


def _keep(db: Connection, found: Gathered, keys: Keys, at: str) -> None:
    """The keys, the statements that lead to them, and whom the older ones vouched for."""
    for device, (one, signed) in found.certificates.items():
        if device != found.hub.device:
            again = vouching.certificate(signed, keys.operational)
            identity.keep_certificate(db, again, one, since=at)
    identity.keep(db, keys.sign, keys.receive, found.roots[0])
    identity.name_device(db, found.hub.device)
    meta.put(db, identity.AGAIN, at)
    before = [trust.read_root(one, None) for one in found.roots]
    for older, newer, signed in zip(before, before[1:], found.roots[1:], strict=False):
        identity.change_root(db, signed, older, newer)
    identity.change_root(db, keys.root, before[-1], trust.follow_root(keys.root, before[-1]))
    secrets.put(db, identity.OPERATIONAL, keys.operational.to_bytes())
    own = trust.write_certificate(keys.operational, keys.certificate)
    identity.keep_certificate(db, own, keys.certificate)
    release = vouching.release(found.release, keys.operational)
    catalogues.add(db, vouching.release_number(release), release, at)


def _take_over(desk: Desk, store: Store, found: Gathered) -> None:
    """What the hub had said comes back as its own; then it says that it holds nothing of theirs."""
    with store.write() as db:
        branches = Branches(db, allowed=tuple(found.certificates))
        intake = Intake(db, package=RECOVERED, valid=desk.judge.fault)
        for ops in found.ops:
            intake.add(branches.route(ops))
        branches.save()
        newest = intake.finish().newest_clock
    desk.clock.absorb(newest)
    with desk.write() as db:
        _withdraw_again(db)
        for office in sorted(found.offices):
            receipts.say_standing(desk, db, office)
        desk.note(db, "hub-again", "workspace", str(found.root.number + 1))


def _withdraw_again(db: Connection) -> None:
    """PCs that the hub had withdrawn stay so: its receipts said how far each is believed."""
    known = certificates.known(db)
    for op in oplog.ops_of_kind(db, ACK):
        device, last = str(op.fields.get("device")), op.fields.get("withdrawn")
        if isinstance(last, int) and device in known:
            certificates.revoke(db, device, last)
