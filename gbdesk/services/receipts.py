"""Receipts: what the hub says to an office, as the newest part of its stream for that office.

A receipt is a set of `ack` ops, one for each line of each of the office's devices: how far the
hub holds it, what is missing, its catalogue and the head of its audit, which the office so
witnesses (`package.md` 3.5). Corrections and sent-back notes travel in the same stream.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gbdesk.domain.ids import derived_id
from gbdesk.domain.ops import REPORT, Fields
from gbdesk.domain.refusals import Refused
from gbdesk.media.writing import Drive
from gbdesk.services import identity, packing, runs
from gbdesk.services.arriving import ACK
from gbdesk.services.desk import Desk
from gbdesk.services.identity import Identity
from gbdesk.services.labels import office_name
from gbdesk.services.packing import Parcel, Undoable
from gbdesk.services.progress import Progress, Silent
from gbdesk.services.runs import Run, devices
from gbdesk.services.streams import stream_to
from gbdesk.store import audit, branches, catalogues, certificates, ledger, oplog
from gbdesk.store.branches import Line
from gbdesk.store.certificates import CertRow
from gbdesk.store.ledger import Sent
from gbdesk.store.oplog import Draft
from gbdesk.sync.writing import HUB_OPS, Enclosure, PackageFacts

if TYPE_CHECKING:
    from sqlalchemy import Connection

MIDDLE: Final = "BIENNHAN"
CATALOGUE: Final = "DANHMUC"
SAID: Final = ("n", "ch", "gaps", "withdrawn")
_ROOM: Final = 256 << 10
_CARRIED: Final = 8


def write_all(
    desk: Desk, folder: Path, offices: Sequence[str] | None, progress: Progress
) -> list[Path]:
    """Write the receipt of every office asked for (of all that sent something) into a folder.

    Raises:
        Refused: an office asked for has sent nothing or has no registered PC; the drive fails.
    """
    written, drive = Undoable(), Drive(folder)
    with ExitStack() as until_commit:
        written.forget_with(until_commit)
        with desk.write() as db:
            who, wanted = identity.of(db), _wanted(desk, db, offices)
            for office in wanted:
                say_standing(desk, db, office)
            until_commit.enter_context(desk.store.in_doubt())
            for at, office in enumerate(wanted):
                progress.step(at, len(wanted), office_name(desk.catalogue, office))
                for parts in _packages(desk, db, who, office):
                    _write(desk, db, who, (office, parts), (folder, written))
            drive.need_same()
    return list(written.files)


def acknowledged(db: Connection, device: str) -> str:
    """When this device's chain was last acknowledged, `""` where it never was."""
    found = [op for op in oplog.ops_of_kind(db, ACK) if op.fields.get("device") == device]
    return str(found[-1].fields.get("at") or "") if found else ""


def write_catalogue(desk: Desk, folder: Path, progress: Progress) -> list[Path]:
    """Write a file with the release in force for every office with a registered PC in use.

    It carries what the hub said to the office so far, and no new receipt.

    Raises:
        Refused: the drive fails.
    """
    written, drive = Undoable(), Drive(folder)
    with ExitStack() as until_commit:
        written.forget_with(until_commit)
        with desk.write() as db:
            who, held = identity.of(db), certificates.known(db).values()
            own = desk.session.device
            alive = {row.office for row in held if row.device != own and row.revoked_n is None}
            wanted = [one for one in desk.catalogue.offices if one in alive]
            until_commit.enter_context(desk.store.in_doubt())
            for at, office in enumerate(wanted):
                progress.step(at, len(wanted), office_name(desk.catalogue, office))
                for parts in _packages(desk, db, who, office):
                    _write(desk, db, who, (office, parts), (folder, written), CATALOGUE)
            drive.need_same()
    return list(written.files)


def _wanted(desk: Desk, db: Connection, offices: Sequence[str] | None) -> list[str]:
    held = certificates.known(db).values()
    devices = {row.office: row.device for row in held if row.device != desk.session.device}
    came = {one.office for one in ledger.received(db)}
    if offices is None:
        return [one for one in desk.catalogue.offices if one in came and one in devices]
    for office in offices:
        name = office_name(desk.catalogue, office)
        if office not in came:
            raise Refused("receipt.nothing", name=name)
        if office not in devices:
            raise Refused("receipt.no_device", name=name)
    return list(dict.fromkeys(offices))


def acknowledge(desk: Desk, db: Connection, office: str) -> None:
    """Acknowledge what an office sent, in its stream.

    Raises:
        Refused: it sent nothing or has no registered PC.
    """
    for one in _wanted(desk, db, [office]):
        say_standing(desk, db, one)


def tell_withdrawn(desk: Desk, db: Connection, office: str) -> bool:
    """Say of the withdrawn computers of an office how far they are believed; whether there are any.

    A computer that joins later hears it in the file that registers it, before anybody's receipt.
    """
    gone = [row for row in devices(desk, db, office) if row.revoked_n is not None]
    _say(desk, db, office, gone)
    return bool(gone)


def say_standing(desk: Desk, db: Connection, office: str) -> None:
    """Write an `ack` for every line of an office that stands elsewhere than was said last."""
    _say(desk, db, office, devices(desk, db, office))


def _say(desk: Desk, db: Connection, office: str, rows: Iterable[CertRow]) -> None:
    """Write an `ack` for every line of these that stands elsewhere than was said last."""
    said = {op.head.r: op.fields for op in oplog.ops_of_kind(db, ACK, office)}
    head, drafts = audit.head(db), []
    for row in rows:
        for line in branches.lines(db, row.device, REPORT):
            record = derived_id(ACK, office, row.device, line.name)
            fields = _fields(desk, row, line, head)
            before = said.get(record, {})
            same = all(before.get(name) == fields.get(name) for name in SAID)
            if not before or not same:
                drafts.append(
                    Draft(
                        entity=ACK, kind=ACK, record=record, office=office, fields=fields, over=[]
                    )
                )
    desk.record(db, drafts, stream=stream_to(desk.catalogue, office))


def _fields(desk: Desk, row: CertRow, line: Line, head: str) -> Fields:
    """`withdrawn`: how far a withdrawn computer is believed; its siblings hear it so."""
    withdrawn: Fields = {} if row.revoked_n is None else {"withdrawn": row.revoked_n}
    return {
        **withdrawn,
        "device": row.device,
        "stream": REPORT,
        "line": line.name,
        "n": line.head.n,
        "ch": line.head.ch.hex(),
        "gaps": json.dumps([list(gap) for gap in line.gaps]),
        "at": desk.clock.stamp(),
        "catalogue": desk.catalogue.number,
        "audit": head,
    }


def _packages(desk: Desk, db: Connection, who: Identity, office: str) -> Iterator[list[Run]]:
    """The parts of one package; of more where a device was put back more than once.

    Also of more where changes of many computers go back: their certificates stand in the signature
    block, which holds 16 KiB (`package.md` 2.5).
    """
    own, rows = runs.own(desk, db, who, office), devices(desk, db, office)
    merged = runs.merged(desk, db, office)
    parts = [*own]
    for part in chain(runs.of_withdrawn(db, rows, merged), runs.lost(db, rows)):
        carried = {other.segment.device for other in parts}
        if part.segment.device in carried or len(carried) > _CARRIED:
            yield parts
            parts = [*own]
        parts.append(part)
    yield parts


def _write(  # noqa: PLR0917 - the parts of one step
    desk: Desk,
    db: Connection,
    who: Identity,
    what: tuple[str, list[Run]],
    where: tuple[Path, Undoable],
    middle: str = MIDDLE,
) -> None:
    (office, parts), (folder, written) = what, where
    seq = ledger.next_seq(db, desk.session.device)
    rows = devices(desk, db, office)
    every = [*rows, *runs.merged(desk, db, office)]
    carried = {part.segment.device for part in parts}
    block = [row.signed for row in every if row.revoked_n is None or row.device in carried]
    in_use = (row for row in rows if row.revoked_n is None)
    readers = chain.from_iterable(identity.recipients_of(row) for row in in_use)
    parcel = Parcel(
        kind=HUB_OPS,
        to=tuple(dict.fromkeys((*readers, *who.root.to))),
        seq=seq,
        period=None,
        segments=tuple(part.segment for part in parts),
        lines=chain.from_iterable(part.lines for part in parts),
        others=tuple(block),
        enclosed=_enclosed(db, who, [row.signed for row in every]),
    )
    name = packing.file_name(desk.catalogue, office, middle, desk.session.device, seq)
    size = sum(len(line) for part in parts for line in part.lines)
    packing.check_room(folder, name, _ROOM + size)
    target = packing.free_place(folder, name)
    facts = packing.write(desk, db, who, parcel, target, Silent())
    written.files.append(target)
    _note(desk, db, parcel, facts, office, target)


def _enclosed(db: Connection, who: Identity, certs: Sequence[bytes]) -> tuple[Enclosure, ...]:
    """The hub's statements; its own certificate tells the office which rank its changes have."""
    release, own = catalogues.current(db), who.certificate_signed
    found = [Enclosure(kind="root", data=one) for one in identity.roots(db)]
    every = (*certs, own) if own is not None else certs
    found += [Enclosure(kind="certificate", data=one) for one in every]
    if release is not None:
        found.append(Enclosure(kind="release", data=release))
    return tuple(found)


def _note(  # noqa: PLR0917 - the parts of one package
    desk: Desk, db: Connection, parcel: Parcel, facts: PackageFacts, office: str, target: Path
) -> None:
    head, made = parcel.segments[0], desk.clock.stamp()
    said: dict[str, Any] = {"name": target.name, "path": str(target.parent), "size": facts.size}
    ledger.note_sent(
        db,
        Sent(
            ident=facts.ident,
            device=desk.session.device,
            stream=head.stream,
            receiver=office,
            seq=parcel.seq,
            base_n=0,
            head_n=head.head[0],
            head_ch=head.head[1],
            made=made,
            facts=said,
        ),
    )
    desk.note(db, "receipt", "office", office)
