"""The hub's statements inside its packages: kept by the office when they are newer and fit.

Nothing here is believed because of the package alone: every statement is checked by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.services import identity
from gbdesk.services.desk import Desk
from gbdesk.services.identity import Identity
from gbdesk.store import catalogues, certificates, secrets
from gbdesk.sync import following, trust, vouching
from gbdesk.sync.errors import fault
from gbdesk.sync.reading import Read, Verified
from gbdesk.sync.signing import Block
from gbdesk.sync.trust import Root
from gbdesk.sync.writing import Enclosure

if TYPE_CHECKING:
    from sqlalchemy import Connection

ROOT: Final = "root"
CERTIFICATE: Final = "certificate"
RELEASE: Final = "release"
FURTHEST: Final = 10_000
_ORDER: Final = (ROOT, CERTIFICATE, RELEASE)


def keeper(desk: Desk, who: Identity) -> Callable[[Connection, Read], None]:
    """What keeps the statements of one package, inside the transaction that takes it in."""

    def keep(db: Connection, came: Read) -> None:
        if is_outdated(db, who.root, came.verified):
            _check_known(db, came.enclosed)
            return
        keep_all(db, who, came.enclosed, desk.clock.stamp())

    return keep


def keep_all(db: Connection, who: Identity, enclosed: Iterable[Enclosure], at: str) -> None:
    """Keep root, certificates and release at this moment; an older root or certificate is no fault.

    Raises:
        Refused: E_ROOT or E_CERT for what the hub did not sign, E_ROLLBACK, E_EQUIVOCATION or
            E_FAST_FORWARD for a release that is older, another one, or far ahead, E_SAMPLE.
    """
    root = who.root
    for one in sorted(enclosed, key=lambda each: _ORDER.index(each.kind)):
        if one.kind == ROOT:
            root = _keep_root(db, root, one.data)
        elif one.kind == CERTIFICATE:
            _keep_certificate(db, who, root, one.data)
        else:
            keep_release(db, root, one.data, at)


def is_outdated(db: Connection, root: Root, came: Verified) -> bool:
    """Whether the hub signs with another key by now.

    Its newest certificate is the one that the key in force signed, after the root statements that
    the file itself carries; whoever has older keys may have issued any number.
    """
    now = following.after(came.outside.header.ext, root).operational
    sender, rows = came.certificate, certificates.known(db).values()
    own = [row for row in rows if row.rank and row.office == sender.office]
    newest = max((row.serial for row in own if identity.signed_by(row.signed, now)), default=0)
    if sender.serial < newest:
        return True
    carried = Block(came.outside.signature_bytes).certs
    own_now = (one for one in carried if identity.signed_by(one, now))
    return bool(newest) and all(trust.peek_certificate(one).id != sender.id for one in own_now)


def _check_known(db: Connection, enclosed: Iterable[Enclosure]) -> None:
    """A late file, signed with a key that the hub has replaced, brings no statements any more.

    Raises:
        Refused: E_REVOKED, its release is newer than the one here.
    """
    for one in enclosed:
        if one.kind == RELEASE and vouching.release_number(one.data) > catalogues.number(db):
            raise fault("E_REVOKED", of="hub")


def _keep_root(db: Connection, current: Root, signed: bytes) -> Root:
    if trust.read_root(signed, None).number < current.number:
        return current
    found = trust.follow_root(signed, current)
    if found.number > current.number:
        identity.change_root(db, signed, current, found)
    return found


def _keep_certificate(db: Connection, who: Identity, root: Root, signed: bytes) -> None:
    found = trust.read_certificate(signed, root.operational)
    if found.sample != root.sample:
        raise fault("E_SAMPLE")
    if found.device == who.device:
        if found.public != who.sign.public:
            if not identity.promote(db, who, found):
                return  # of keys that this PC had, before it was put back to an older state
        elif found.recipient != who.receive[0].recipient:
            raise fault("E_CERT")
        secrets.drop(db, identity.REQUEST)
    identity.keep_newer_certificate(db, signed, found, by=root.operational)


def keep_release(db: Connection, root: Root, signed: bytes, at: str) -> None:
    """Keep a release that is not older than the one here.

    Raises:
        Refused: as `keep_all`, for a release.
    """
    found = read_catalogue(trust.read_release(signed, root.operational))
    known = catalogues.number(db)
    if found.sample != root.sample:
        raise fault("E_SAMPLE")
    if found.hub.office != root.office:
        raise fault("E_CERT")
    if found.number < known:
        raise fault("E_ROLLBACK", number=found.number, known=known)
    if found.number > known + FURTHEST:
        raise fault("E_FAST_FORWARD", number=found.number, known=known)
    held = catalogues.current(db)
    if found.number == known and held is not None and vouching.same_release(held, signed):
        return
    catalogues.add(db, found.number, signed, at)
