"""The backup file: an ordinary zip, nothing compressed, of files that stay encrypted inside.

`workspace.gbdesk`, `workspace.keys`, `workspace.drafts`, `workspace.evidence` where files were
attached, `archive/…`, and last `backup.json` with title, counts and the SHA-256 of every part. Any
program opens the zip; only the password opens what is in it. The root key of a hub is never in a
backup.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO, Final

import msgspec

from gbdesk.domain.refusals import Refused
from gbdesk.media.writing import told
from gbdesk.services.progress import Progress, Silent

WORKSPACE: Final = "workspace.gbdesk"
KEYS: Final = "workspace.keys"
DRAFTS: Final = "workspace.drafts"
EVIDENCE: Final = "workspace.evidence"
ARCHIVE: Final = "archive/"
FACTS: Final = "backup.json"
NEEDED: Final = frozenset({WORKSPACE, KEYS, DRAFTS})
_STEP: Final = 1 << 20
_MAX_FACTS: Final = 16 << 20
_MAX_PARTS: Final = 200_000
_WHEN: Final = (1980, 1, 1, 0, 0, 0)
_ARCHIVED: Final = re.compile(r"archive/[A-Za-z0-9_][A-Za-z0-9._ ()-]{0,150}", re.ASCII)


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file in the backup: name in the zip, bytes, SHA-256 in hex."""

    name: str
    size: int
    sha256: str


class Facts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a backup says about itself; believed only as far as its parts agree."""

    format: str
    version: int
    app: str
    made: str
    title: str
    sample: bool
    counts: dict[str, int]
    parts: list[Part]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What goes into `backup.json` besides the parts."""

    app: str
    made: str
    title: str
    sample: bool
    counts: Mapping[str, int]


def write(
    out: BinaryIO, parts: Sequence[tuple[str, Path]], about: About, progress: Progress
) -> Facts:
    """Write a backup of these (name in the zip, file) pairs; what it says about itself.

    Raises:
        OSError: a part cannot be read or the target not written.
        Cancelled: the person asked to stop.
    """
    written: list[Part] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, allowZip64=True) as whole:
        for done, (name, path) in enumerate(parts):
            progress.step(done, len(parts), name)
            written.append(_add(whole, name, path))
        facts = Facts(format="gbbackup", version=1, parts=written, **_plain(about))
        info = zipfile.ZipInfo(FACTS, _WHEN)
        whole.writestr(info, msgspec.json.format(msgspec.json.encode(facts), indent=1))
    return facts


def _plain(about: About) -> dict[str, Any]:
    return {**asdict(about), "counts": dict(about.counts)}


def _add(whole: zipfile.ZipFile, name: str, path: Path) -> Part:
    digest, size = hashlib.sha256(), 0
    info = zipfile.ZipInfo(name, _WHEN)
    with path.open("rb") as given, whole.open(info, "w", force_zip64=True) as put:
        while chunk := given.read(_STEP):
            put.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return Part(name=name, size=size, sha256=digest.hexdigest())


def facts_of(file: Path) -> Facts:
    """What a backup says about itself.

    Raises:
        Refused: it is no backup, or its table of contents and its parts disagree.
    """
    with _opened(file) as whole:
        return _facts(whole, file.name)


def unpack(file: Path, target: Path, progress: Progress | None = None) -> Facts:
    """Unpack a backup as the workspace `target`, every part compared with its digest.

    Raises:
        Refused: it is no backup, a part differs, or the disk does not take it.
    """
    watched = progress or Silent()
    with _opened(file) as whole:
        facts = _facts(whole, file.name)
        for done, part in enumerate(facts.parts):
            watched.step(done, len(facts.parts), part.name)
            _take_out(whole, part, _place(part.name, target), file.name)
    return facts


def _take_out(whole: zipfile.ZipFile, part: Part, place: Path, name: str) -> None:
    digest, size = hashlib.sha256(), 0
    with told(place.name):
        place.parent.mkdir(exist_ok=True)
        with place.open("xb") as out:
            for chunk in _chunks(whole, part.name, name):
                size += len(chunk)
                if size > part.size:
                    break
                digest.update(chunk)
                out.write(chunk)
    if (size, digest.hexdigest()) != (part.size, part.sha256):
        raise Refused("backup.not_ours", name=name)


def _chunks(whole: zipfile.ZipFile, part: str, name: str) -> Iterator[bytes]:
    try:
        given: IO[bytes]
        with whole.open(part) as given:
            while chunk := given.read(_STEP):
                yield chunk
    except (zipfile.BadZipFile, RuntimeError, EOFError) as error:
        raise Refused("backup.not_ours", name=name) from error


def _opened(file: Path) -> zipfile.ZipFile:
    with told(file.name):
        try:
            return zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, RuntimeError) as error:
            raise Refused("backup.not_ours", name=file.name) from error


def _facts(whole: zipfile.ZipFile, name: str) -> Facts:
    listed = {info.filename: info for info in whole.infolist()}
    wrong = Refused("backup.not_ours", name=name)
    if len(listed) != len(whole.infolist()) or len(listed) > _MAX_PARTS or FACTS not in listed:
        raise wrong
    stored = all(
        info.compress_type == zipfile.ZIP_STORED and info.compress_size == info.file_size
        for info in listed.values()
    )
    if not stored or listed[FACTS].file_size > _MAX_FACTS:
        raise wrong
    try:
        facts = msgspec.json.decode(b"".join(_chunks(whole, FACTS, name)), type=Facts, strict=True)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise wrong from error
    if (facts.format, facts.version) != ("gbbackup", 1):
        raise wrong
    sizes = {part.name: part.size for part in facts.parts}
    there = {each: info.file_size for each, info in listed.items() if each != FACTS}
    if sizes != there or len(sizes) != len(facts.parts) or not set(sizes) >= NEEDED:
        raise wrong
    if not all(each in NEEDED or each == EVIDENCE or may_hold(each) for each in sizes):
        raise wrong
    return facts


def may_hold(name: str) -> bool:
    """Whether a file of the archive may stand in a backup under this name."""
    return _ARCHIVED.fullmatch(name) is not None


def _place(name: str, target: Path) -> Path:
    """Where a part goes: only names of ours, only beside the workspace."""
    if name.startswith(ARCHIVE):
        return target.with_suffix(".archive") / PurePosixPath(name).name
    return target.with_suffix(PurePosixPath(name).suffix)
