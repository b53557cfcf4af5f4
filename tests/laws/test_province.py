"""A whole province at random: whatever happens on the way, at rest everybody has the same.

Three offices (one with two computers) and a hub, over real encrypted files and real packages. The
courier loses, doubles, reorders and damages; clocks are wrong by years; computers are put back from
copies; imports are undone; the hub corrects. At the end everything is sent once more and answered.
Then all copies agree, and every activity that was sent or is still somewhere stands once.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from gbdesk.app import App
from gbdesk.bootstrap import open_app
from gbdesk.domain.refusals import Refused
from gbdesk.store.listing import ActivityQuery, activity_ids, activity_rows
from gbdesk.sync import reading
from helpers.enrolled import PASSWORD, PERIOD
from helpers.journey import (
    Province,
    close,
    content,
    correct,
    figure,
    keep,
    meeting,
    ops,
    province,
    put_back,
    same_for,
)

COMPUTERS = ("a", "a2", "b", "c")
YEAR_MS = 365 * 86_400_000
SKEWS = st.sampled_from((0, 0, 20, -YEAR_MS, YEAR_MS, 7 * YEAR_MS, -20 * YEAR_MS))
WHICH = st.integers(0, 10_000)
LATER = 3
SIBLING = {"a": "a2", "a2": "a"}
ALONE = 3
"""Who can read an answer to an only computer: the hub, its recovery sheet, the computer."""


@dataclass
class Skewed(Province):
    """Every computer has a clock of its own."""

    wrong: dict[str, int] = field(default_factory=dict)

    def open(self, name: str, user: str | None = None) -> App:
        who = user or ("ha" if name == "hub" else "mai")
        given: dict[str, Any] = {**self.given(), "now_ms": self.clock(name)}
        return open_app(self.path(name), who, PASSWORD, **given)

    def clock(self, name: str) -> Callable[[], int]:
        return lambda: self.tick() + self.wrong.get(name, 0)


@dataclass
class Copy:
    """A computer as it was: its files, and the titles that stood in them."""

    aside: Path
    titles: Counter[str]


class Country(RuleBasedStateMachine):
    """`here`: titles entered on each computer; `sent`: those of an office that went out."""

    @initialize(skews=st.lists(SKEWS, min_size=5, max_size=5))
    def begin(self, skews: list[int]) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="gbdesk-province-"))
        with province(self.folder / "p", *COMPUTERS) as made:
            self.at = Skewed(made.folder)
        for name, skew in zip(("hub", *COMPUTERS), skews, strict=True):
            self.at.wrong[name] = skew
            self.at.apps[name] = self.at.open(name)
        self.office = {name: self.at.apps[name].session.office for name in COMPUTERS}
        self.mail: list[Path] = []
        self.wrote: dict[str, list[Path]] = {name: [] for name in COMPUTERS}
        self.copies: dict[str, Copy] = {}
        self.here: dict[str, Counter[str]] = {name: Counter() for name in COMPUTERS}
        self.sent: dict[str, Counter[str]] = {each: Counter() for each in self.office.values()}
        self.number = 0
        for path in self.at.folder.glob("GB_*_DANGKY_*.gbpkg"):
            if len(reading.outside(path).header.to) > ALONE:
                self.at.apps["a"].enrolment.accept(path)

    @rule(pc=st.sampled_from(COMPUTERS), place=st.integers(0, 1), value=st.integers(0, 9))
    def enter(self, pc: str, place: int, value: int) -> None:
        figure(self.at.apps[pc], value, place=place)

    @rule(pc=st.sampled_from(COMPUTERS))
    def meet(self, pc: str) -> None:
        self.number += 1
        meeting(self.at.apps[pc], f"Việc {self.number}")
        self.here[pc][f"Việc {self.number}"] += 1

    @rule(pc=st.sampled_from(COMPUTERS), start=st.sampled_from((None, None, 1)))
    def send(self, pc: str, start: int | None) -> None:
        try:
            written = self.at.apps[pc].sending.export(PERIOD, self.at.usb, start=start)
        except Refused as refused:
            if refused.code != "send.nothing":
                raise
            return
        self.mail.append(written.path)
        self.wrote[pc].append(written.path)
        self.sent[self.office[pc]] |= self.here[pc]

    @precondition(lambda self: self.mail)
    @rule(which=st.lists(WHICH, min_size=1, max_size=3))
    def deliver(self, which: list[int]) -> None:
        for taken in self.taken([self.mail[one % len(self.mail)] for one in which]):
            assert taken.ok, taken.outcome

    @precondition(lambda self: self.mail)
    @rule(which=WHICH, at=WHICH)
    def damage(self, which: int, at: int) -> None:
        raw = bytearray(self.mail[which % len(self.mail)].read_bytes())
        raw[at % len(raw)] ^= 1 << at % 8
        broken = self.folder / f"{which}-{at}.gbpkg"
        broken.write_bytes(bytes(raw))
        before = content(self.at.hub), ops(self.at.hub)
        (taken,) = self.taken([broken])
        assert not taken.ok
        assert (content(self.at.hub), ops(self.at.hub)) == before

    @rule(which=WHICH)
    def undo(self, which: int) -> None:
        rows = [row for row in self.at.hub.receiving.history() if not row.undone]
        if rows:
            self.at.hub.receiving.undo(rows[which % len(rows)].number)

    @rule(pc=st.sampled_from(COMPUTERS), place=st.integers(0, 1), value=st.integers(0, 9))
    def correct(self, pc: str, place: int, value: int) -> None:
        correct(self.at, self.at.apps[pc], value, place=place)

    @rule(side=WHICH)
    def settle(self, side: int) -> None:
        for view in self.at.hub.conflicts.list()[:1]:
            self.at.hub.conflicts.settle([(view.key, side % len(view.sides))])

    @rule(pc=st.sampled_from(COMPUTERS))
    def answer(self, pc: str) -> None:
        history = self.at.hub.receiving.history(self.office[pc])
        if any(not row.undone for row in history):
            self.at.receipt(pc)

    @rule(pc=st.sampled_from(COMPUTERS))
    def copy(self, pc: str) -> None:
        if pc not in self.copies:
            close(self.at, pc)
            aside = keep(self.at, pc, f"aside-{pc}")
            self.copies[pc] = Copy(aside, Counter(self.here[pc]))
            self.at.apps[pc] = self.at.open(pc)

    @precondition(lambda self: self.copies)
    @rule(which=WHICH)
    def put_back(self, which: int) -> None:
        pc = sorted(self.copies)[which % len(self.copies)]
        close(self.at, pc)
        put_back(self.at, pc, self.copies[pc].aside, anchor=False)
        self.at.apps[pc] = self.at.open(pc)
        self.here[pc] = Counter(self.copies[pc].titles)

    @rule(pc=st.sampled_from(tuple(SIBLING)), which=WHICH)
    def exchange(self, pc: str, which: int) -> None:
        if theirs := self.wrote[SIBLING[pc]]:
            assert self.at.apps[pc].receiving.take_in(theirs[which % len(theirs)]).ok

    @rule(days=st.integers(1, 9))
    def wait(self, days: int) -> None:
        self.at.wait(days)

    def taken(self, paths: list[Path]) -> list[Any]:
        return self.at.hub.receiving.take_in_all(paths)

    def rest(self) -> None:
        """Everything goes out once more from the beginning, is settled, and is answered."""
        for _ in range(LATER):
            for pc in COMPUTERS:
                self.send(pc, 1)
            for taken in self.taken(self.mail):
                assert taken.ok, taken.outcome
            while views := self.at.hub.conflicts.list():
                self.at.hub.conflicts.settle([(views[0].key, 0)])
            for pc, other in SIBLING.items():
                for path in self.wrote[other]:
                    assert self.at.apps[pc].receiving.take_in(path).ok
            for pc in COMPUTERS:
                self.at.receipt(pc)

    def agreed(self) -> None:
        """What the laws L1 to L12 come to for the people who use it."""
        hub = self.at.hub
        for pc in COMPUTERS:
            app, office = self.at.apps[pc], self.office[pc]
            assert same_for(hub, app, office), pc
            assert app.conflicts.count() == 0
            assert titles(app, office) == titles(hub, office) == self.sent[office], pc
            assert app.selfcheck.run().ok
        assert hub.selfcheck.run().ok
        before = content(hub), ops(hub)
        assert all(one.ok for one in self.taken(self.mail))
        assert (content(hub), ops(hub)) == before

    def teardown(self) -> None:
        if not hasattr(self, "at"):
            return
        try:
            self.rest()
            self.agreed()
        finally:
            self.at.close()
            shutil.rmtree(self.folder)


def titles(app: App, office: str) -> Counter[str]:
    with app.desk.read() as db:
        rows = activity_rows(db, list(activity_ids(db, ActivityQuery(offices=(office,)))))
    return Counter(row.title for row in rows)


class TestCountry(Country.TestCase):
    settings = settings(
        max_examples=settings.default.max_examples // 5,
        stateful_step_count=25,
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )


pytestmark = pytest.mark.slow
