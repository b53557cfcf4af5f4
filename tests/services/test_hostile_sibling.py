"""What one computer of an office may try with its good keys at another computer of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gbdesk.app import App
from gbdesk.domain.ops import REPORT, Env, Op, Value, chain_start, write_op
from gbdesk.services import identity
from gbdesk.services.identity import Identity
from helpers.journey import Province, correct, figure, province, send, shown, take
from helpers.packages import Craft, Device, put


@dataclass
class Sibling:
    """The keys of one computer, in other hands, and the computer beside it."""

    good: App
    who: Identity
    office: str
    folder: Path
    stream: str = REPORT

    def ops(self, *said: tuple[str, str, dict[str, Value]], office: str = "") -> list[Op]:
        found: list[Op] = []
        ch = chain_start(self.who.device, self.stream)
        for n, (entity, kind, fields) in enumerate(said, 1):
            head = Env(
                e=entity,
                h=f"{n:016x}",
                k=kind,
                n=n,
                o=[],
                ou=office or self.office,
                r=f"{n:032x}",
                sv=1,
                u="mai",
            )
            found.append(write_op(ch, self.who.device, self.stream, head, fields))
            ch = found[-1].id
        return found

    def file(self, ops: list[Op]) -> Path:
        certificate, signed = self.who.certificate, self.who.certificate_signed
        assert certificate is not None
        assert signed is not None
        device = Device(self.office, self.who.sign, self.who.receive[0], certificate, signed)
        with self.good.desk.read() as db:
            reader = identity.of(db).receive[0].recipient
        made = Craft(None, device, ops, to=[*self.who.root.to, reader])  # type: ignore[arg-type]
        made.manifest = self._streamed
        return put(self.folder, made.make(), "x.gbpkg")

    def _streamed(self, manifest: Any) -> Any:
        start = chain_start(self.who.device, self.stream).hex()
        for part in manifest["segments"]:
            part.update(stream=self.stream, base={"ch": start, "n": 0})
        return manifest

    def refused(self, ops: list[Op]) -> str:
        """The outcome at the other computer, where nothing may change."""
        before = self.good.selfcheck.digests()
        path = self.file(ops)
        look = self.good.receiving.look(path)
        taken = self.good.receiving.take_in(path)
        assert not taken.ok
        assert look.outcome == taken.outcome
        assert self.good.selfcheck.digests() == before
        return taken.outcome


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a", "a2", "b") as made:
        yield made


@pytest.fixture
def bad(at: Province) -> Sibling:
    with at.apps["a2"].desk.read() as db:
        who = identity.of(db)
    return Sibling(at.apps["a"], who, at.apps["a"].session.office, at.folder)


def test_what_it_may_say_comes_in(bad: Sibling) -> None:
    path = bad.file(bad.ops(("activity", "create", {"title": "x", "kind": "meeting"})))
    assert bad.good.receiving.take_in(path).ok


def test_it_speaks_for_another_office(at: Province, bad: Sibling) -> None:
    other = at.apps["b"].session.office
    ops = bad.ops(("activity", "create", {"title": "x"}), office=other)
    assert bad.refused(ops) == "E_UNIT_SCOPE"


@pytest.mark.parametrize("entity", ["ack", "sendback", "decision", "excuse", "paper", "lock"])
def test_it_uses_a_word_of_the_hub(bad: Sibling, entity: str) -> None:
    assert bad.refused(bad.ops((entity, "create", {"reason": "x"}))) == "E_ROLE"


def test_it_writes_into_the_stream_of_the_hub(bad: Sibling) -> None:
    bad.stream = f"to.{bad.office}"
    assert bad.refused(bad.ops(("activity", "create", {"title": "x"}))) == "E_MANIFEST"


def test_it_does_not_win_over_the_hub(at: Province, bad: Sibling) -> None:
    one = bad.good
    figure(one, 3)
    take(at, send(at, "a").path)
    correct(at, one, 8)
    at.receipt("a")
    figure(at.apps["a2"], 4)
    two = at.apps["a2"]
    (receipt,) = at.hub.receiving.receipts(at.back, [bad.office])
    two.enrolment.accept(receipt)
    folder = at.folder / "stick"
    folder.mkdir()
    (path,) = two.sharing.write(folder).paths
    assert one.receiving.take_in(path).outcome == "OK_CONFLICTS"
    assert shown(one, one) == 8
    (view,) = [each for each in one.conflicts.list() if not each.field.endswith(".note")]
    assert view.preselected == 0
    assert {side.who for side in view.sides} == {"hub", "office"}


def test_another_office_that_encrypts_for_this_one_is_refused(at: Province, bad: Sibling) -> None:
    with at.apps["b"].desk.read() as db:
        stranger = identity.of(db)
    other = Sibling(bad.good, stranger, at.apps["b"].session.office, at.folder)
    assert other.refused(other.ops(("activity", "create", {"title": "x"}))) == "E_UNIT_SCOPE"
