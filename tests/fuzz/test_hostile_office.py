"""An enrolled office that says anything at all: the hub refuses it or keeps it, and never falls.

Every package is whole, rightly signed and follows its chain; only what its ops say is odd. After
each one the hub's pages are read, the import is undone, and the data are as they were.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from gbdesk.app import App
from gbdesk.domain.disclosure import PROFILES
from gbdesk.domain.ops import REPORT, Env, Op, Value, chain_start, write_op
from gbdesk.services import identity, packing
from gbdesk.services.identity import Identity
from gbdesk.services.outcomes import MALFORMED, SENDER
from gbdesk.sync.reading import read
from gbdesk.sync.writing import OFFICE_OPS
from helpers.enrolled import PERIOD
from helpers.journey import complete, meeting, province, send
from helpers.packages import Craft, Device, put

pytestmark = pytest.mark.slow

ROUNDS = 150
ENTITIES = (
    "activity", "row", "return", "narrative", "entry", "submission", "open", "later.kind",
    "ack", "sendback", "excuse", "paper", "decision", "lock", "plan", "register",
)  # fmt: skip
KINDS = ("create", "put", "delete", "open", "ack", "lock", "redact", "complete", "odd")
NAMES = (
    "form", "period", "place", "title", "start", "end", "level", "role", "kind", "nil", "state",
    "count", "topic.x", "place.x", "audience.y", "theme.z", "measure.q", "section", "text", "gaps",
    "totals", "forms", "open_forms", "note", "approver", "audit", "at", "device", "n", "ch",
    "restore", "session", "app", "machine", "package", "reason", "2", "2.1", "2.note", "seq",
    "register", "holder", "number", "date", "status", "links", "task", "until", "items",
)  # fmt: skip
VALUES: tuple[Value, ...] = (
    None, True, False, 0, 1, -1, 2**53 - 1, -(2**53) + 1, "", "?", "-", "x", "0", "1e400", PERIOD,
    "2024-N", "TT07-2017", "9999-99-99", "2024-02-30", "2024-03-08", "0000-00-00", "-1",
    "[" * 60_000, '{"a":' * 9_000, "[null, 1, {}, []]", '[{"kind": "\\u202e\\ud800", "n": true}]',
    '{"TT07-2017": {"2": 1e999}}', '{"TT07-2017": [1]}', "9" * 5000, "[" + "9" * 5000 + "]",
    "=HYPERLINK(1)", "<b>x</b>", "%s {0} {name}", "đ" * 60_000, "\n\t\n", ",,,", "vn2004:02260",
    "NaN", "Infinity", "null", "draft", "complete", "nil", "returned", "district-office.901",
)  # fmt: skip


@dataclass
class Pair:
    """A hub and the keys of an office that has gone bad."""

    hub: App
    who: Identity
    office: str
    folder: Path
    honest: list[Op]

    @property
    def device(self) -> Device:
        certificate, signed = self.who.certificate, self.who.certificate_signed
        assert certificate is not None
        assert signed is not None
        return Device(self.office, self.who.sign, self.who.receive[0], certificate, signed)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with province(tmp_path_factory.mktemp("pair") / "p", "a") as made:
        office = made.apps["a"]
        meeting(office)
        meeting(office, "Hội thi", **{"measure.attendees": 240})
        complete(office)
        ops: list[Op] = []
        path = send(made, "a").path
        with made.hub.desk.read() as db:
            trust = packing.trust_of(made.hub.desk, db, identity.of(db), {OFFICE_OPS})
        read(path, trust, ops.extend)
        with office.desk.read() as db:
            who = identity.of(db)
        yield Pair(made.hub, who, office.session.office, made.folder, ops)


Making = Callable[[random.Random, Pair], list[Op]]


def odd_ops(chance: random.Random, pair: Pair) -> list[Op]:
    device, found = pair.who.device, list[Op]()
    ch = chain_start(device, REPORT)
    records = [f"{chance.getrandbits(128):032x}" for _ in range(3)]
    for n in range(1, chance.randrange(2, 9)):
        head = Env(
            e=chance.choice(ENTITIES),
            h=f"{chance.choice([0, 1, 2**63, 2**64 - 1, chance.getrandbits(63)]):016x}",
            k=chance.choice(KINDS),
            n=n,
            o=[one.ref for one in found if chance.random() < 0.3],
            ou=pair.office,
            r=chance.choice(records),
            sv=chance.choice([1, 1, 1, 2, 10_000]),
            u="mai",
        )
        names = chance.sample(NAMES, chance.randrange(0, 12))
        fields = {name: chance.choice(VALUES) for name in names}
        found.append(write_op(ch, device, REPORT, head, fields))
        ch = found[-1].id
    return found


def bent_ops(chance: random.Random, pair: Pair) -> list[Op]:
    """What the office honestly wrote, with a few fields bent, added or left out."""
    device, found, names = pair.who.device, list[Op](), dict[str, str]()
    ch = chain_start(device, REPORT)
    bent = set(chance.sample(range(len(pair.honest)), 3))
    for at, op in enumerate(pair.honest):
        fields = dict(op.fields)
        for _ in range(chance.randrange(1, 4) if at in bent else 0):
            name = chance.choice([*fields, chance.choice(NAMES)])
            fields[name] = chance.choice(VALUES)
            if chance.random() < 0.15:
                del fields[name]
        over = [names[one] for one in op.head.o if one in names]
        found.append(write_op(ch, device, REPORT, replace(op.head, o=over), fields))
        names[op.ref], ch = found[-1].ref, found[-1].id
    return found


def craft(pair: Pair, ops: list[Op], world: Any = None) -> bytes:
    made = Craft(world, pair.device, ops, to=list(pair.who.root.to))
    return made.make()


def look_round(pair: Pair) -> None:
    """Everything the pages of a hub read."""
    hub = pair.hub
    hub.receiving.history()
    hub.receiving.attempts()
    hub.conflicts.list()
    hub.monitoring.matrix([PERIOD])
    hub.home.hub(PERIOD)
    hub.selfcheck.digests()
    query = hub.activities.query_of(PERIOD, office=pair.office)
    hub.activities.rows(hub.activities.ids(query).keys)
    hub.activities.sums(query)
    for form in hub.figures.forms(PERIOD):
        hub.figures.consolidated(PERIOD, form.id)
        hub.returns.open(form.id, PERIOD, office=pair.office)
    hub.figures.communication(PERIOD)
    hub.plan.tasks(PERIOD, office=pair.office)
    for profile in PROFILES:
        hub.reporting.document(PERIOD, profile.id)


@pytest.mark.parametrize("make", [odd_ops, bent_ops])
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_whatever_an_office_says(pair: Pair, seed: int, make: Making) -> None:
    hub, ops = pair.hub, make(random.Random(seed), pair)
    before = hub.selfcheck.digests()
    path = put(pair.folder, craft(pair, ops), f"{seed}.gbpkg")
    if hub.receiving.look(path).ready and seed % 10 == 0:
        hub.receiving.preview(path)
    taken = hub.receiving.take_in(path)
    assert taken.ok or taken.outcome in MALFORMED | SENDER, taken
    look_round(pair)
    if taken.ok and taken.number:
        hub.receiving.undo(taken.number)
    assert hub.selfcheck.digests() == before


@pytest.mark.parametrize("seed", range(0, ROUNDS, 5))
def test_whatever_an_office_declares(pair: Pair, seed: int) -> None:
    """Declarations go into the ledger and onto the pages."""
    chance, hub = random.Random(f"declared {seed}"), pair.hub
    device = pair.who.device
    head = Env(
        e="submission", h="0" * 16, k="create", n=1, o=[], ou=pair.office, r="a" * 32, sv=1, u="m"
    )
    fields: dict[str, Value] = {
        name: chance.choice(VALUES)
        for name in ("gaps", "totals", "forms", "open_forms", "note", "approver", "audit")
    }
    fields["period"] = PERIOD if chance.random() < 0.7 else chance.choice(VALUES)
    op = write_op(chain_start(device, REPORT), device, REPORT, head, fields)
    path = put(pair.folder, craft(pair, [op]), f"declared{seed}.gbpkg")
    look = hub.receiving.look(path)
    if look.ready:
        hub.receiving.preview(path)
    taken = hub.receiving.take_in(path)
    assert taken.ok or taken.outcome in MALFORMED | SENDER, taken
    look_round(pair)
    if taken.ok and taken.number:
        hub.receiving.undo(taken.number)
