"""Taking packages in: a group in one transaction, each in a part of its own that can fall back.

What is refused changes nothing but the log of attempts. A file is read from a copy of our own, so
nothing that happens to the stick meanwhile matters; the copy becomes the archive. While the disk
takes a copy the next package is read; nothing is committed before it has taken all of them.
"""

from __future__ import annotations

import gc
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from gbdesk.domain.refusals import Refused
from gbdesk.media.writing import told
from gbdesk.services import aside, identity, looking, looks, packing, quarantine, unit
from gbdesk.services.conflicts import Own
from gbdesk.services.desk import Desk
from gbdesk.services.flushing import Flushing
from gbdesk.services.importing import Import, Nothing
from gbdesk.services.messages import Message
from gbdesk.services.outcomes import EVIDENCE
from gbdesk.services.packing import SUFFIX, Undoable
from gbdesk.services.progress import Cancelled, Progress
from gbdesk.services.receiving_parts import Taken
from gbdesk.services.sweeping import Sweep
from gbdesk.services.tray import Tray
from gbdesk.store import certificates, ledger
from gbdesk.store.part import part
from gbdesk.sync import reading
from gbdesk.sync.errors import code_of, fault
from gbdesk.sync.frame import opened, read_frame
from gbdesk.sync.reading import Outside, Trust
from gbdesk.sync.writing import OFFICE_OPS

if TYPE_CHECKING:
    from sqlalchemy import Connection

Choices: TypeAlias = Mapping[str, int | Own]
GROUP: Final = 20
_CHUNK: Final = 1 << 20
_LARGE: Final = 8 << 20


class Taking:
    """Takes groups of packages in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self, paths: Sequence[Path], progress: Progress) -> list[Taken]:
        """Take in every package that can be; stopping keeps those that are in.

        Raises:
            Refused: this computer does not do it; nothing of the present group was taken in.
            Cancelled: stopped before the first.
        """
        done: list[Taken] = []
        for start in range(0, len(paths), GROUP):
            group = paths[start : start + GROUP]
            found = self.group(group, {}, progress, (start, len(paths), bool(done)))
            done += found
            if len(found) < len(group):
                break
        return done

    def group(
        self,
        paths: Sequence[Path],
        choices: Choices,
        progress: Progress,
        place: tuple[int, int, bool],
    ) -> list[Taken]:
        """One group, one transaction.

        `place` is where it stands among how many, and whether earlier ones are in.
        """
        done: list[Taken] = []
        clock = self._desk.clock
        newest = clock.last
        with ExitStack() as until_commit:
            tidied = until_commit.enter_context(uncollected())
            written = Undoable()
            written.forget_with(until_commit)
            flushing = until_commit.enter_context(Flushing())
            with self._desk.write() as db:
                part = _Part(self._desk, db, written, flushing)
                for at, path in enumerate(paths, start=place[0]):
                    try:
                        progress.step(at, place[1], path.name)
                        done.append(part.take(path, choices, Held(progress, at, place[1])))
                        tidied()
                    except Cancelled:
                        if not done and not place[2]:
                            raise
                        break
                flushing.wait()
                newest = max(newest, part.newest)
        clock.absorb(newest)
        part.sweep.run(self._desk)
        for taken, ident in zip(done, part.idents, strict=True):
            if taken.ok and ident:
                Tray(self._desk.store).drop(ident)
                aside.drop(self._desk, ident)
        return done


@contextmanager
def uncollected() -> Iterator[Callable[[], object]]:
    """Python looks for circles only when asked: thousands of rows pass by and make none.

    What is given asks for those of one package: together they are 100 MB. With a window the
    collector is off and its own thread looks, for a widget freed on another one ends the program.
    """
    looks = gc.isenabled()
    gc.disable()
    try:
        yield partial(gc.collect, 0) if looks else _nothing
    finally:
        if looks:
            gc.enable()


def _nothing() -> None:
    """Somebody else looks."""


class Held:
    """Inside one package the work stands where it stands among the others; it can be stopped."""

    def __init__(self, progress: Progress, at: int, total: int) -> None:
        self._progress, self._at, self._total = progress, at, total

    def step(self, done: int, total: int | None, what: str = "") -> None:
        """Say which package it is.

        Raises:
            Cancelled: the person asked to stop.
        """
        if done < (total or 0):
            self._progress.step(self._at, self._total, what)


class _Part:
    """The packages of one group inside its transaction."""

    def __init__(self, desk: Desk, db: Connection, written: Undoable, flushing: Flushing) -> None:
        self._desk, self._db, self._written, self._flushing = desk, db, written, flushing
        self._trust: Trust = packing.trust_of(desk, db, identity.of(db), {OFFICE_OPS})
        self._judge, self._ranks = desk.judge, certificates.ranks(db)
        self.newest, self.sweep = desk.clock.last, Sweep()
        self.idents: list[str] = []

    def take(self, path: Path, choices: Choices, progress: Progress) -> Taken:
        """Take one package in; what is refused is told in the result."""
        copy, job = self._desk.store.archive / f".{secrets.token_hex(8)}.part", None
        try:
            self._check_large(path)
            spool(path, copy)
            job = self._import(path, copy)
            with part(self._db):
                taken = job.run(choices, progress)
                self._keep(copy, job.ident)
                self.sweep.note(self._db, job.stored.erased)
                self._note(path, taken.outcome, job.outside)
            self.newest = max(self.newest, job.newest)
        except Nothing as nothing:
            taken = nothing.taken
            self._note(path, taken.outcome, job.outside if job else None)
        except Refused as refused:
            taken = self._refused(path, copy, refused, job.outside if job else None)
        finally:
            with suppress(OSError):
                copy.unlink(missing_ok=True)
        self.idents.append(job.ident if job else "")
        return taken

    def _import(self, path: Path, copy: Path) -> Import:
        return Import(
            self._desk,
            self._db,
            path,
            copy,
            self._trust,
            judge=self._judge,
            ranks=self._ranks,
        )

    def _check_large(self, path: Path) -> None:
        """A stranger's gigabytes are not copied before the signature was looked at."""
        with opened(path) as file:
            is_large = file.size > _LARGE
        if is_large and reading.glance(path, self._trust) is None:
            reading.verify(path, self._trust)

    def _keep(self, copy: Path, ident: str) -> None:
        target = copy.with_name(f"{ident}{SUFFIX}")
        if target.exists():
            return
        with told(target.name):
            copy.replace(target)
        self._written.files.append(target)
        self._flushing.ask(target)

    def _refused(self, path: Path, copy: Path, refused: Refused, outside: Outside | None) -> Taken:
        if not refused.code.startswith("package."):
            raise refused
        refused = unit.explained(self._desk, copy if copy.exists() else path, refused)
        outcome = code_of(refused)
        if outside is None:
            source = copy if copy.exists() else path
            outside = looking.glance(source, self._trust)
        word = aside.word_of(outcome) or ("refused" if outcome in EVIDENCE else "")
        if word and outside is not None and copy.exists():
            self._keep(copy, f"{outside.ident}.{word}")
        self._note(path, outcome, outside, refused)
        facts = looks.header_facts(self._desk.catalogue, outside) if outside else {}
        return Taken(
            path=path,
            ok=False,
            outcome=outcome,
            message=self._message(refused, outside),
            office=facts.get("office", ""),
            office_name=facts.get("office_name", ""),
            seq=facts.get("seq", 0),
        )

    def _message(self, refused: Refused, outside: Outside | None) -> Message:
        if outside is not None and code_of(refused) == quarantine.FORKED:
            said = quarantine.verdict(self._db, outside.ident)
            if said.get("verdict") == quarantine.REFUSED:
                return quarantine.refused_words(said)
        return unit.described(self._desk, refused)

    def _note(
        self, path: Path, outcome: str, outside: Outside | None, refused: Refused | None = None
    ) -> None:
        tried = looking.attempt(self._desk, path, outcome, outside, refused)
        ledger.note_attempt(self._db, tried)


def spool(path: Path, copy: Path) -> None:
    """Copy a file that looks like a package beside the workspace.

    Raises:
        Refused: it is no package or not whole, it cannot be read, or our disk does not take it.
    """
    with opened(path) as file:
        frame = read_frame(file)
        file.seek(0)
        with told(path.name):
            copy.parent.mkdir(parents=True, exist_ok=True)
            with copy.open("xb") as out:
                left = frame.size
                while left:
                    part = file.read(min(_CHUNK, left))
                    if not part:
                        raise fault("E_DAMAGED")
                    out.write(part)
                    left -= len(part)
