"""The health of the data file: is every page whole, does everything agree with the op log.

Nothing is repaired here; what is wrong is named, and the digests say whether two workspaces hold
the same (`decisions.md` 36).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from gbdesk.domain.evidence import DAY_MS, KEPT_DAYS
from gbdesk.domain.refusals import Refused
from gbdesk.services import identity
from gbdesk.services.desk import Desk
from gbdesk.services.progress import Progress, Silent
from gbdesk.store import attached, audit, backups, digests, ledger, projections, search, witness
from gbdesk.store.digests import Digests
from gbdesk.text import mark, say, translate

_SHOWN: Final = 3
_SHORT: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that was checked; `faults` says what is wrong, empty where nothing is."""

    key: str
    ok: bool
    words: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a check found; the digests are SHA-256 in hex, "" where they could not be made."""

    ok: bool
    steps: tuple[Step, ...]
    lines: tuple[str, ...]
    content: str = ""
    ops: str = ""
    offices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def refused(self) -> Refused:
        """What is wrong, as a refusal to be told in words."""
        return Refused("check.damaged", what=", ".join(s.words for s in self.steps if not s.ok))


TITLES: Final = {
    "pages": mark("Check", "pages of the file"),
    "search": mark("Check", "search index"),
    "audit": mark("Check", "chain of the audit log"),
    "ledger": mark("Check", "chain of the package log"),
    "evidence": mark("Check", "attached files against their SHA-256"),
    "release": mark("Check", "signature of the catalogue"),
    "rebuild": mark("Check", "tables against the log of changes"),
}


class SelfCheck:
    """Checks of the open workspace; reads only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, progress: Progress | None = None) -> Found:
        """Check everything, the quick things first.

        Raises:
            Cancelled: the person asked to stop.
        """
        watched = progress or Silent()
        checks: dict[str, Callable[[], list[str]]] = {
            "pages": self._pages,
            "search": self._search,
            "audit": self._audit,
            "ledger": self._ledger,
            "evidence": self._evidence,
            "release": self._release,
            "rebuild": self._rebuild,
        }
        steps = []
        for done, (key, check) in enumerate(checks.items()):
            watched.step(done, len(checks) + 1, say(TITLES[key]))
            steps.append(_step(key, check))
        watched.step(len(checks), len(checks) + 1, translate("Check", "digests"))
        return self._found(tuple(steps))

    def digests(self) -> Digests:
        """The digests alone.

        Raises:
            Refused: the file is damaged.
        """
        with self._desk.read() as db:
            return digests.both(db)

    def _found(self, steps: tuple[Step, ...]) -> Found:
        ok = all(step.ok for step in steps)
        lines = tuple(_line(step) for step in steps)
        try:
            made = self.digests()
        except Refused:
            return Found(ok=False, steps=steps, lines=lines)
        offices = {
            office: {
                "content": made.content_by_office.get(office, ""),
                "ops": made.ops_by_office.get(office, ""),
            }
            for office in sorted({*made.content_by_office, *made.ops_by_office})
        }
        return Found(
            ok=ok,
            steps=steps,
            lines=(*lines, f"content {made.content}", f"ops {made.ops}"),
            content=made.content,
            ops=made.ops,
            offices=offices,
        )

    def _pages(self) -> list[str]:
        with self._desk.read() as db:
            return backups.faults(db)

    def _search(self) -> list[str]:
        with self._desk.store.write() as db:
            return [] if search.is_whole(db) else ["activity_search"]

    def _audit(self) -> list[str]:
        with self._desk.read() as db:
            wrong = audit.verify(db)
            lost = witness.lost_heads(db, self._desk.session.device)
            cut = self._desk.lost_line(db)
        if wrong is None and cut is not None:
            wrong = cut
        return [f"#{wrong}"] if wrong is not None else [head[:_SHORT] for head in lost]

    def _ledger(self) -> list[str]:
        with self._desk.read() as db:
            wrong = ledger.verify(db)
            lost = witness.unlogged(db)
        return [f"#{wrong}"] if wrong is not None else [f"#{number}" for number in lost]

    def _evidence(self) -> list[str]:
        """Every stored file is what was added, and none that this PC added is missing."""
        desk = self._desk
        since = desk.clock.now_ms() - KEPT_DAYS * DAY_MS
        with desk.read() as db:
            added = attached.kept(db, since, desk.session.device)
        missing = added - desk.store.evidence.here().keys()
        return [sha[:_SHORT] for sha in (*desk.store.evidence.wrong(), *sorted(missing))]

    def _release(self) -> list[str]:
        with self._desk.read() as db:
            identity.read_release(db)
            identity.of(db)
        return []

    def _rebuild(self) -> list[str]:
        with self._desk.read() as db:
            return projections.differences(db)


def _step(key: str, check: Callable[[], list[str]]) -> Step:
    """One check; a refusal on the way is what is wrong."""
    try:
        faults = check()
    except Refused as refused:
        faults = [refused.code]
    return Step(key=key, ok=not faults, words=say(TITLES[key]), faults=tuple(faults))


def _line(step: Step) -> str:
    if step.ok:
        return translate("Check", "{what}: in order", what=step.words)
    shown = ", ".join(step.faults[:_SHOWN])
    return translate("Check", "{what}: WRONG ({faults})", what=step.words, faults=shown)
