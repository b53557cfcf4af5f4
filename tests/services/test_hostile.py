"""What an enrolled office may try with its own good keys, and what its hub makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gbdesk.app import App
from gbdesk.domain.ops import REPORT, Env, Op, Value, chain_start, write_op
from gbdesk.domain.refusals import Refused
from gbdesk.services import identity, taking
from gbdesk.services.identity import Identity
from gbdesk.sync import enrolling, reading
from gbdesk.sync.reading import Trust, Verified
from helpers.enrolled import PERIOD, Places, enrol, office_id
from helpers.packages import Change, Craft, Device, put


@dataclass
class Bad:
    """A hub, and an office whose keys somebody else uses."""

    hub: App
    who: Identity
    office: str
    folder: Path

    def file(self, ops: list[Op], name: str, manifest: Change | None = None) -> Path:
        """A package with these ops, in every other way right but for what `manifest` changes."""
        certificate, signed = self.who.certificate, self.who.certificate_signed
        assert certificate is not None
        assert signed is not None
        device = Device(self.office, self.who.sign, self.who.receive[0], certificate, signed)
        made = Craft(None, device, ops, to=list(self.who.root.to))  # type: ignore[arg-type]
        made.manifest = manifest or made.manifest
        return put(self.folder, made.make(), name)

    def chain(self, *said: tuple[str, str, dict[str, Value]], office: str = "") -> list[Op]:
        """Ops of this device from its first on: entity, kind, fields."""
        found: list[Op] = []
        ch = chain_start(self.who.device, REPORT)
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
            found.append(write_op(ch, self.who.device, REPORT, head, fields))
            ch = found[-1].id
        return found


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bad]:
    """One pair for all: what is refused changes nothing, what is kept is undone again."""
    places = Places(tmp_path_factory.mktemp("bad"))
    places.make_hub()
    hub = places.open("hub")
    office = enrol(places, hub, "office", "district-office.901")
    with office.desk.read() as db:
        who = identity.of(db)
    ident = office.session.office
    office.close()
    yield Bad(hub, who, ident, places.folder)
    hub.close()


@pytest.mark.parametrize(("number", "follows"), [(50, 50), (102, 0), (2**53 - 1, 0)])
def test_a_made_up_catalogue_number_does_not_carry_the_next_release_away(
    bad: Bad, number: int, follows: int
) -> None:
    here = bad.hub.catalogue.number
    ops = bad.chain(("figure", "put", {"v": 1}))
    path = bad.file(ops, f"far{number}.gbpkg", lambda it: {**it, "needs_catalogue": number})
    assert bad.hub.receiving.look(path).outcome == "E_NEEDS_DIRECTORY"
    assert bad.hub.releasing.next_number() <= max(here, 50) + 1
    if follows:
        assert bad.hub.releasing.next_number() == follows + 1


def refused(bad: Bad, ops: list[Op], name: str = "x.gbpkg") -> str:
    """The outcome of a package, which must change nothing."""
    before = bad.hub.selfcheck.digests()
    path = bad.file(ops, name)
    look = bad.hub.receiving.look(path)
    taken = bad.hub.receiving.take_in(path)
    assert not taken.ok
    assert look.outcome == taken.outcome
    assert bad.hub.selfcheck.digests() == before
    return taken.outcome


def test_e13_it_speaks_for_another_office(bad: Bad) -> None:
    other = next(one for one in bad.hub.catalogue.offices if one != bad.office)
    ops = bad.chain(("activity", "create", {"title": "x"}), office=other)
    assert refused(bad, ops) == "E_UNIT_SCOPE"


@pytest.mark.parametrize("entity", ["ack", "sendback", "decision", "excuse", "paper", "lock"])
def test_it_uses_a_word_of_the_hub(bad: Bad, entity: str) -> None:
    assert refused(bad, bad.chain((entity, "create", {"reason": "x"}))) == "E_ROLE"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 60_000,
        '{"a":' * 9_000,
        '[{"kind": "\\ud800", "place": "\\u202e", "n": true}]',
        '{"TT07-2017": {"2": 1e999}}',
        "[" + "9" * 5000 + "]",
    ],
    ids=["lists", "objects", "surrogate", "infinite", "long"],
)
def test_it_declares_what_no_reader_likes(bad: Bad, text: str) -> None:
    said: dict[str, Value] = {"period": PERIOD, "gaps": text, "totals": text, "forms": text}
    path = bad.file(bad.chain(("submission", "create", said)), "x.gbpkg")
    assert bad.hub.receiving.preview(path).gaps == ()
    taken = bad.hub.receiving.take_in(path)
    assert taken.ok
    assert bad.hub.receiving.history()[0].gaps == ()
    assert bad.hub.monitoring.matrix([PERIOD])
    bad.hub.receiving.undo(taken.number)


def test_a_pc_of_one_office_answers_the_invitation_of_another(bad: Bad) -> None:
    second = office_id(bad.hub, "district-office.902")
    invitation = bad.hub.enrolment.invite(second)
    invited = enrolling.read_invitation(invitation.bytes, invitation.code)
    request = enrolling.write_request(
        invite=invited.invite,
        key=invited.key,
        device=bad.who.sign,
        recipient=bad.who.receive[0].recipient,
        office=second,
        label="x",
        to=bad.who.root.to,
    )
    with pytest.raises(Refused) as caught:
        bad.hub.enrolment.certify(request)
    assert caught.value.code == "package.E_INVITE"


def test_a13_the_stick_changes_while_an_answer_is_opened(
    bad: Bad, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The office reads its own copy: what is verified is what is taken in and kept."""
    places = Places(bad.folder)
    invitation = bad.hub.enrolment.invite(office_id(bad.hub, "district-office.902"))
    made = places.make_office("second", invitation.bytes, invitation.code)
    path = put(bad.folder, bad.hub.enrolment.certify(made.request).bytes, "answer.gbpkg")
    second = places.open("second")
    verify = reading.verify

    def then_change(which: Path, trust: Trust) -> Verified:
        found = verify(which, trust)
        path.write_bytes(b"gone")
        return found

    monkeypatch.setattr(reading, "verify", then_change)
    assert second.enrolment.accept(path).outcome == "OK"
    assert second.enrolment.state() == "enrolled"
    assert not list(second.store.archive.glob("*.part"))
    second.close()


def test_a_strangers_gigabytes_are_not_copied(bad: Bad, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(taking, "spool", never)
    path = bad.folder / "huge.gbpkg"
    with path.open("wb") as file:
        file.write(b"gbpkg/1 h=000700 s=000900 p=000009000000\n")
        file.truncate(41 + 700 + 900 + 9_000_000)
    assert bad.hub.receiving.take_in(path).outcome == "E_SIG_FORMAT"


def test_f04_a_run_without_ops_says_where_its_chain_stands(bad: Bad) -> None:
    ops = bad.chain(("open", "create", {"restore": False}), ("activity", "create", {"title": "x"}))
    taken = bad.hub.receiving.take_in(bad.file(ops, "two.gbpkg"))
    assert taken.ok

    def empty(ch: bytes) -> Change:
        def changed(manifest: Any) -> Any:
            at = {"n": 2, "ch": ch.hex()}
            manifest["segments"][0] |= {"base": at, "head": at, "n": 0}
            return manifest

        return changed

    before = bad.hub.selfcheck.digests()
    wrong = bad.file([], "wrong.gbpkg", empty(b"\x07" * 32))
    assert bad.hub.receiving.look(wrong).outcome == "E_FORK"
    assert bad.hub.receiving.take_in(wrong).outcome == "E_FORK"
    right = bad.file([], "right.gbpkg", empty(ops[-1].id))
    assert bad.hub.receiving.take_in(right).outcome == "OLDER"
    assert bad.hub.selfcheck.digests() == before
    bad.hub.receiving.undo(taken.number)


def test_f15_a_thief_goes_on_where_the_pc_was_withdrawn(bad: Bad) -> None:
    """Also on a second line below the position up to which the PC is believed."""
    told = [("activity", "create", {"title": f"Hội nghị {n}"}) for n in range(4)]
    honest = bad.chain(("open", "create", {"restore": False}), *told)
    assert bad.hub.receiving.take_in(bad.file(honest, "honest.gbpkg")).ok
    bad.hub.enrolment.revoke(bad.who.device)
    longer = bad.chain(
        ("open", "create", {"restore": False}), *told, ("activity", "create", {"title": "x"})
    )
    assert refused(bad, longer, "longer.gbpkg") == "E_REVOKED"
    announced = bad.chain(
        ("open", "create", {"restore": True}), ("activity", "create", {"title": "forged"})
    )
    assert refused(bad, announced, "announced.gbpkg") == "E_REVOKED"
    again = bad.hub.receiving.take_in(bad.file(honest, "again.gbpkg"))
    assert again.outcome == "OLDER"
