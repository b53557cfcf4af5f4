"""Writing a package where it should go and proving that it can be read from there.

Nothing counts as written before the file on the stick was opened, checked and decrypted again.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from gbdesk import __version__
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.ops import Op, line_of
from gbdesk.domain.refusals import Refused
from gbdesk.media.writing import on_carrier, told, write_verified
from gbdesk.services.desk import Desk
from gbdesk.services.identity import LEAST, Identity
from gbdesk.services.progress import Progress
from gbdesk.store import certificates
from gbdesk.sync import following
from gbdesk.sync.errors import size_text
from gbdesk.sync.reading import Trust, read
from gbdesk.sync.writing import Enclosure, Outgoing, PackageFacts, Segment, write_package

if TYPE_CHECKING:
    from sqlalchemy import Connection

SUFFIX: Final = ".gbpkg"
SCHEMA: Final = 1
_NAME_MOST: Final = 24
_STEP: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What goes into one package: `lines` are the op lines of its segments, in order."""

    kind: str
    to: tuple[str, ...]
    seq: int
    period: str | None
    segments: tuple[Segment, ...]
    lines: Iterable[bytes] = field(repr=False)
    others: tuple[bytes, ...] = field(default=(), repr=False)
    enclosed: tuple[Enclosure, ...] = ()

    @property
    def ops(self) -> int:
        """How many ops it holds."""
        return sum(segment.n for segment in self.segments)


def local_stamp(desk: Desk) -> str:
    """Now with the offset of this PC's zone."""
    now = datetime.fromtimestamp(desk.clock.now_ms() / 1000, tz=timezone.utc)  # noqa: UP017
    return now.astimezone().isoformat(timespec="seconds")


def trust_of(desk: Desk, db: Connection, who: Identity, kinds: Collection[str]) -> Trust:
    """Whom this installation believes, for packages of these kinds."""
    known = certificates.known(db).values()
    revoked = {row.device: row.revoked_n for row in known if row.revoked_n is not None}
    return Trust(
        operational=who.vouching,
        identities=who.receive,
        kinds=frozenset(kinds),
        sample=desk.session.sample,
        catalogue=desk.catalogue.number,
        revoked=revoked,
        closed=who.closed,
        replaced={row.device: int(row.facts[LEAST]) for row in known if LEAST in row.facts},
    )


def trust_ahead(trust: Trust, path: Path, who: Identity) -> Trust:
    """The same, and the key that the root statements in the header of this file lead to."""
    now = following.ahead(path, who.root).operational
    if now in trust.operational:
        return trust
    return replace(trust, operational=(now, *trust.operational))


def file_name(catalogue: Catalogue, office: str, middle: str, device: str, seq: int) -> str:
    """`GB_<office>_<period>_<4 of device>_<seq>.gbpkg`: ASCII, no figures, no names of people."""
    found = catalogue.offices.get(office)
    plain = re.sub(r"[^A-Za-z0-9]+", "-", found.ascii if found else office).strip("-")
    return f"GB_{plain[:_NAME_MOST].rstrip('-')}_{middle}_{device[2:6]}_{seq:04d}{SUFFIX}"


def free_place(folder: Path, name: str) -> Path:
    """A path in the folder that no file has: packages are written beside each other, never over."""
    wanted, number = folder / name, 2
    while wanted.is_symlink() or wanted.exists():
        wanted, number = folder / f"{Path(name).stem}-{number}{SUFFIX}", number + 1
    return wanted


def check_room(folder: Path, name: str, size: int) -> None:
    """Refuse early where the drive cannot take the file.

    Raises:
        Refused: too little is free, or the folder is not there.
    """
    with on_carrier(folder / name), told(name):
        free = shutil.disk_usage(folder).free
    if free < size:
        sizes = {"free": size_text(free), "needed": size_text(size)}
        raise Refused("disk.full", name=name, place=str(folder), of="room", **sizes)


def write(  # noqa: PLR0917 - the parts of one step
    desk: Desk,
    db: Connection,
    who: Identity,
    parcel: Parcel,
    target: Path,
    progress: Progress,
) -> PackageFacts:
    """Write a package and read it back; the file stands under its name only if both agree.

    Raises:
        Refused: the drive does not take it, or what is read back differs.
    """
    outgoing = _outgoing(desk, who, parcel)
    lines = Counted(parcel.lines, parcel.ops, target.name, progress)
    written: list[PackageFacts] = []

    def put(out: BinaryIO) -> None:
        written.append(write_package(out, outgoing, lines, who.sign))

    def check(path: Path) -> None:
        trust = replace(trust_of(desk, db, who, {parcel.kind}), revoked={})
        _read_back(path, trust, written[0], lines)

    with on_carrier(target):
        write_verified(target, put, check)
    return written[0]


def _outgoing(desk: Desk, who: Identity, parcel: Parcel) -> Outgoing:
    if who.certificate is None or who.certificate_signed is None:
        raise Refused("send.waiting")
    session, found = desk.session, desk.catalogue.offices.get(desk.session.office)
    return Outgoing(
        kind=parcel.kind,
        office=session.office,
        office_name=found.short if found else who.root.name,
        device=session.device,
        certs=(who.certificate_signed, *parcel.others),
        cert=who.certificate.id,
        to=parcel.to,
        seq=parcel.seq,
        periods=(parcel.period, parcel.period) if parcel.period else None,
        created=local_stamp(desk),
        app=f"gbdesk {__version__}",
        segments=parcel.segments,
        needs_catalogue=desk.catalogue.number,
        schema=SCHEMA,
        enclosed=parcel.enclosed,
    )


class Counted:
    """Op lines on their way out: counted, hashed, told to whoever watches."""

    def __init__(self, lines: Iterable[bytes], total: int, name: str, progress: Progress) -> None:
        self._lines, self._total, self._name, self._progress = lines, total, name, progress
        self.digest, self.count = hashlib.sha256(), 0

    def __iter__(self) -> Iterator[bytes]:
        for line in self._lines:
            if self.count % _STEP == 0:
                self._progress.step(self.count, self._total, self._name)
            self.count += 1
            self.digest.update(line + b"\n")
            yield line


def _read_back(path: Path, trust: Trust, facts: PackageFacts, lines: Counted) -> None:
    seen, count = hashlib.sha256(), 0

    def sink(ops: list[Op]) -> None:
        nonlocal count
        count += len(ops)
        for op in ops:
            seen.update(line_of(op) + b"\n")

    try:
        found = read(path, trust, sink)
    except Refused as refused:
        raise Refused("send.readback", why=refused.code) from refused
    same = (found.verified.outside.ident, count, seen.digest())
    if same != (facts.ident, lines.count, lines.digest.digest()):
        raise Refused("send.readback")


def keep_copy(archive: Path, source: Path, name: str, written: Undoable) -> Path:
    """Keep a file, still encrypted, beside the workspace; where it is kept.

    Raises:
        Refused: the disk does not take it.
    """
    target = archive / name
    with told(target.name):
        archive.mkdir(parents=True, exist_ok=True)
        if target.exists():
            return target
    copy_verified(source, target)
    written.files.append(target)
    return target


def copy_verified(source: Path, target: Path) -> None:
    """Copy a file under a new name and compare what can be read there.

    Raises:
        Refused: one of the drives does not do it, or the copy differs.
    """
    before = hashlib.sha256()

    def put(out: BinaryIO) -> None:
        with source.open("rb") as given:
            while part := given.read(1 << 20):
                before.update(part)
                out.write(part)

    def check(path: Path) -> None:
        with path.open("rb") as written:
            if hashlib.file_digest(written, "sha256").digest() != before.digest():
                raise Refused("send.readback")

    write_verified(target, put, check)


class Undoable:
    """Files written inside a transaction: they go again when it does not come to its commit."""

    def __init__(self) -> None:
        self.files: list[Path] = []

    def forget_with(self, stack: ExitStack) -> None:
        """Stand watch until the stack closes, which must be after the commit."""
        stack.push(self._closing)

    def _closing(self, kind: object, *_: object) -> bool:
        if kind is not None:
            for path in self.files:
                with suppress(OSError):
                    path.unlink(missing_ok=True)
        return False
