"""What may happen between three offices' PCs, as plain steps that Hypothesis makes and shrinks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from gbdesk.domain.ops import Value
from laws.world import (
    ACTIVITY,
    BASE_MS,
    DEVICES,
    ENTRY,
    NEWER,
    RETURN,
    ROW,
    TEXT,
    Key,
    Packet,
    Replica,
)

VALUES: dict[Key, dict[str, tuple[Value, ...]]] = {
    ACTIVITY: {
        "title": ("Hội thi", "Đêm diễn", "Ăn"),
        "start": ("2024-03-08", "2024-06-28", "soon"),
        "kind": ("performance", "talk"),
        "measure.attendees": (0, 1, 250, None),
        "place.vn2004:02260": (True, False, 1),
        "topic.t1": (True, False),
    },
    ROW: {"1": (0, 1, 7, "?", "-", None), "2.1": (0, 3), "1.note": ("theo sổ", None)},
    RETURN: {"state": ("draft", "complete", "nil"), "note": ("", "đã rà")},
    TEXT: {"text": ("Đã tổ chức 3 lớp.", "Chưa làm.")},
    ENTRY: {"name": ("CLB Phiêng Bung", "CLB Nà Hang"), "members": (10, 12)},
    NEWER: {"size": (1, 2)},
}
CONTENDED = (ACTIVITY, ACTIVITY, ROW, ROW, RETURN, TEXT, ENTRY, NEWER)


@dataclass(frozen=True)
class Edit:
    """Replica `at` writes fields of a record."""

    at: int
    record: Key
    fields: tuple[tuple[str, Value], ...]


@dataclass(frozen=True)
class Drop:
    """Replica `at` deletes a record."""

    at: int
    record: Key


@dataclass(frozen=True)
class Send:
    """`source` gives `target` a device's ops from a position on; maybe lost, maybe twice."""

    source: int
    target: int
    device: int
    low: int
    cut: int
    lost: bool
    twice: bool


@dataclass(frozen=True)
class Undo:
    """`at` takes back one of the packets it took in."""

    at: int
    which: int


@dataclass(frozen=True)
class Again:
    """`at` gets an old packet once more."""

    at: int
    which: int


Step = Edit | Drop | Send | Undo | Again


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    record = draw(st.sampled_from(CONTENDED))
    choices = VALUES[record]
    names = draw(st.lists(st.sampled_from(sorted(choices)), min_size=1, max_size=2, unique=True))
    fields = tuple((name, draw(st.sampled_from(choices[name]))) for name in names)
    return Edit(draw(st.integers(0, 2)), record, fields)


def steps() -> st.SearchStrategy[Step]:
    """One thing that happens; edits and sendings are the most common."""
    who = st.integers(0, 2)
    sends = st.builds(
        Send,
        who,
        who,
        who,
        low=st.sampled_from((1, 1, 1, 2, 3)),
        cut=st.sampled_from((0, 0, 0, 1)),
        lost=st.sampled_from((False, False, False, True)),
        twice=st.booleans(),
    )
    return st.one_of(
        edits(),
        edits(),
        edits(),
        st.builds(Drop, who, st.sampled_from(CONTENDED)),
        sends,
        sends,
        st.builds(Undo, who, st.integers(0, 5)),
        st.builds(Again, who, st.integers(0, 5)),
    )


def scripts(most: int = 16) -> st.SearchStrategy[list[Step]]:
    """A stretch of days."""
    return st.lists(steps(), min_size=3, max_size=most)


def clocks() -> st.SearchStrategy[list[int]]:
    """How far each PC's clock is off, in ms: nearly right, wildly ahead or dead."""
    off = st.sampled_from((0, -50, 50, 3_600_000, -3_600_000, 10**12, -BASE_MS))
    return st.lists(off, min_size=3, max_size=3)


def _says(at: int, record: Key, **fields: Value) -> Edit:
    return Edit(at, record, tuple(fields.items()))


_GIVES_FIRST = Send(source=0, target=1, device=0, low=1, cut=0, lost=False, twice=False)
TROUBLE: Mapping[str, Sequence[Step]] = {
    "a delete crosses an edit": (
        _says(0, ENTRY, name="CLB Nà Hang"),
        _GIVES_FIRST,
        Drop(0, ENTRY),
        _says(1, ENTRY, members=12),
    ),
    "a field is written again after another": (
        _says(0, ACTIVITY, title="Hội thi", start="2024-03-08"),
        _says(0, ACTIVITY, kind="talk"),
        _says(0, ACTIVITY, title="Ăn"),
    ),
    "a title changes after it was given": (
        _says(0, ACTIVITY, title="Hội thi", start="2024-03-08"),
        _GIVES_FIRST,
        _says(0, ACTIVITY, title="Đêm diễn"),
        _GIVES_FIRST,
    ),
    "three write the same field apart": (
        _says(2, RETURN, state="draft"),
        _says(0, RETURN, state="complete"),
        _says(1, RETURN, state="nil"),
        Drop(2, TEXT),
    ),
    "a note stands beside what is said for a figure": (
        Edit(0, ROW, (("1", "?"), ("1.note", "theo sổ"))),
        Edit(0, ROW, (("1", "-"),)),
    ),
    "who saw it writes over it": (
        _says(0, TEXT, text="Chưa làm."),
        _GIVES_FIRST,
        _says(1, TEXT, text="Đã tổ chức 3 lớp."),
    ),
}
CLOCKS: Sequence[Sequence[int]] = ((0, 0, 0), (3_600_000, 0, -3_600_000), (0, 10**12, -BASE_MS))


@dataclass
class Story:
    """Runs steps on three replicas and remembers every packet that was made."""

    replicas: list[Replica]
    packets: list[Packet] = field(default_factory=list)

    def start(self, offsets: list[int]) -> None:
        """Empty files and clocks that are off."""
        self.packets.clear()
        for replica, offset in zip(self.replicas, offsets, strict=True):
            replica.clear()
            replica.now_ms = max(1, BASE_MS + offset)

    def run(self, script: list[Any]) -> None:
        """Do each step; time goes on by one second between."""
        for step in script:
            for replica in self.replicas:
                replica.now_ms += 1000
            self.do(step)

    def do(self, step: Any) -> None:
        """One step."""
        match step:
            case Edit(at, record, fields):
                self.replicas[at].edit(record, dict(fields))
            case Drop(at, record):
                self.replicas[at].drop(record)
            case Send():
                self._send(step)
            case Undo(at, which) | Again(at, which) if self.packets:
                packet = self.packets[which % len(self.packets)]
                if isinstance(step, Undo):
                    self.replicas[at].undo(packet)
                else:
                    self.replicas[at].take(packet)

    def _send(self, step: Send) -> None:
        if step.source == step.target:
            return
        packet = self.replicas[step.source].packet(DEVICES[step.device], step.low)
        if packet is None:
            return
        if step.cut and len(packet.ops) > step.cut:
            packet = Packet(packet.ops[: -step.cut])
        self.packets.append(packet)
        for _ in range(0 if step.lost else 1 + step.twice):
            self.replicas[step.target].take(packet)

    def exchange(self) -> None:
        """Every replica gives every other all it wrote, in an order that does not matter."""
        for source in reversed(self.replicas):
            packet = source.packet(source.device)
            for target in self.replicas:
                if packet is not None and target is not source:
                    target.take(packet)
