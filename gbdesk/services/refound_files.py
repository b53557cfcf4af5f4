"""What files that a hub wrote to its units hold of the hub, read with its emergency identity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gbdesk.domain.ops import Op
from gbdesk.domain.refusals import Refused
from gbdesk.sync import following, reading, trust, vouching
from gbdesk.sync.keys import ReceivingKey
from gbdesk.sync.reading import Read, Trust
from gbdesk.sync.trust import Certificate, Root
from gbdesk.sync.writing import HUB_OPS


@dataclass(kw_only=True)
class Gathered:
    """Root statements in order, the newest release, the newest certificate of every device.

    `ops` are the changes in each file, in their order; `offices` whose file was read; `unused` the
    names of files that are not of this hub or damaged.
    """

    roots: list[bytes] = field(default_factory=list)
    release: bytes = b""
    release_body: dict[str, Any] = field(default_factory=dict)
    certificates: dict[str, tuple[Certificate, bytes]] = field(default_factory=dict)
    ops: list[list[Op]] = field(default_factory=list)
    offices: set[str] = field(default_factory=set)
    skipped: list[str] = field(default_factory=list)

    @property
    def root(self) -> Root:
        """The newest statement that was found."""
        return trust.read_root(self.roots[-1], None)

    @property
    def hub(self) -> Certificate:
        """The newest certificate of the hub's PC."""
        own = [one for one, _ in self.certificates.values() if one.rank]
        return max(own, key=lambda one: one.serial)

    @property
    def unused(self) -> tuple[str, ...]:
        """The names of files that are of no use."""
        return tuple(self.skipped)


def gather(files: Sequence[Path], root_key: bytes, emergency: Sequence[ReceivingKey]) -> Gathered:
    """Read what these files hold.

    Raises:
        Refused: `again.nothing`, none of them is of the hub with this root key.
    """
    found = Gathered()
    for path in files:
        ops: list[Op] = []
        try:
            trusted = _trust(following.newest(path, root_key), emergency)
            _keep(found, reading.read(path, trusted, ops.extend), root_key)
        except Refused:
            found.skipped.append(path.name)
            continue
        found.ops.append(ops)
    if not found.roots or not found.release:
        raise Refused("again.nothing")
    return found


def _trust(known: Root | None, emergency: Sequence[ReceivingKey]) -> Trust:
    """Whom to believe about a file whose header carries this statement."""
    if known is None:
        raise Refused("again.nothing")
    return Trust(
        operational=(known.operational,),
        identities=tuple(emergency),
        kinds=frozenset({HUB_OPS}),
        sample=known.sample,
        catalogue=0,
    )


def _keep(found: Gathered, read: Read, root_key: bytes) -> None:
    roots = [one.data for one in read.enclosed if one.kind == "root"]
    newest = trust.read_root(roots[-1], root_key) if roots else None
    if newest is None:
        raise Refused("again.nothing")
    if not found.roots or newest.number >= found.root.number:
        found.roots = roots
    for one in read.enclosed:
        if one.kind == "certificate":
            _keep_certificate(found, one.data, newest)
        elif one.kind == "release":
            _keep_release(found, one.data, newest)


def _keep_certificate(found: Gathered, signed: bytes, root: Root) -> None:
    certificate = trust.read_certificate(signed, root.operational)
    held = found.certificates.get(certificate.device)
    if held is None or held[0].serial <= certificate.serial:
        found.certificates[certificate.device] = (certificate, signed)
    if not certificate.rank:
        found.offices.add(certificate.office)


def _keep_release(found: Gathered, signed: bytes, root: Root) -> None:
    body = trust.read_release(signed, root.operational)
    if not found.release or vouching.release_number(signed) >= vouching.release_number(
        found.release
    ):
        found.release, found.release_body = signed, body
