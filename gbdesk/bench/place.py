"""A workspace to measure in: a real encrypted file without enrolment, filled op by op."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final

from gbdesk.bench.stream import Scribe
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.clock import HybridClock
from gbdesk.domain.ids import key_id
from gbdesk.domain.ops import Op
from gbdesk.services.anchor import Anchor
from gbdesk.services.desk import Desk
from gbdesk.services.session import ADMIN, Session
from gbdesk.store import oplog
from gbdesk.store.ring import DataKey
from gbdesk.store.workspace import Store

TODAY: Final = date(2024, 5, 27)
BATCH: Final = 4000


@contextmanager
def hub_desk(catalogue: Catalogue) -> Iterator[Desk]:
    """An open, empty workspace of the hub in a folder that goes away afterwards."""
    with tempfile.TemporaryDirectory(prefix="gbdesk-bench-") as name:
        folder = Path(name)
        store = Store.create(folder / "hub.gbdesk", DataKey.new())
        device = key_id("d_", b"bench")
        session = Session(
            user="bench",
            display="Bench",
            role_name=ADMIN,
            office=catalogue.hub.office,
            device=device,
            hub=True,
            sample=True,
        )
        try:
            yield Desk(
                store,
                session,
                lambda _db: catalogue,
                HybridClock(),
                today=lambda: TODAY,
                anchor=Anchor(device, folder / "anchor"),
            )
        finally:
            store.close()


def fill(desk: Desk, office: str, work: Callable[[Scribe], Iterable[Op]], seed: int = 1) -> None:
    """Take in what an office is said to have written, a few thousand ops at a time."""
    scribe = Scribe(desk.catalogue, office, key_id("d_", office.encode()), seed)
    ops = iter(work(scribe))
    with desk.write() as db:
        intake = oplog.Intake(db, package=seed)
        while batch := list(islice(ops, BATCH)):
            intake.add(batch)
        intake.finish()
