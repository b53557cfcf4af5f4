"""A hub's desk as its pages see it: packages noted, differences made by two real workspaces."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from gbdesk.domain.merge import PUT
from gbdesk.domain.ops import REPORT, Fields, read_op
from gbdesk.services.accounts import Accounts
from gbdesk.services.activities import Activities
from gbdesk.services.backups import Backups
from gbdesk.services.conflicts import Conflicts
from gbdesk.services.desk import Desk
from gbdesk.services.home import Home
from gbdesk.services.locks import Locks
from gbdesk.services.monitoring import Monitoring
from gbdesk.services.plan import Plan
from gbdesk.services.reporting import Reporting
from gbdesk.services.streams import stream_to
from gbdesk.services.tray import Tray, Waiting
from gbdesk.store import certificates, ledger, oplog, vault
from gbdesk.store.ledger import Attempt, Received
from gbdesk.store.oplog import Draft
from helpers.entering import DISTRICT, desk

PERIOD = "2024-6T"
TODAY = date(2024, 5, 27)


def hub_app(at: Desk) -> Any:
    """The services that the hub's pages call, over one desk."""
    plan, monitoring = Plan(at), Monitoring(at)
    return SimpleNamespace(
        desk=at,
        store=at.store,
        session=at.session,
        catalogue=at.catalogue,
        today=at.today,
        plan=plan,
        monitoring=monitoring,
        home=Home(at, plan, monitoring, _never),
        conflicts=Conflicts(at),
        reporting=Reporting(at),
        locks=Locks(at),
        accounts=Accounts(at, vault.CHEAPEST),
        backups=Backups(at),
        tray=Tray(at.store),
    )


def _never() -> None:
    return None


def note_packages(hub: Desk, periods: Sequence[str] = (PERIOD,)) -> list[str]:
    """Every office with a device sent a package in time, but: the third sent nothing, of the
    sixth a damaged file came, of the ninth a package waits. The offices in their order."""
    offices = [one.id for one in hub.catalogue.reporting(PERIOD) if one.device]
    number = 0
    with hub.write() as db:
        for period in periods:
            day = hub.catalogue.period(period).last_day - timedelta(days=9)
            for at, office in enumerate(offices):
                if at in {2, 5, 8}:
                    continue
                number += 1
                ledger.accept(db, _came(number, office, period, day))
        damaged = {"periods": [PERIOD]}
        attempt = Attempt(
            outcome="E_TRUNCATED",
            who="ha",
            at=hub.clock.stamp(),
            office=offices[5],
            facts=damaged,
        )
        ledger.note_attempt(db, attempt)
    seen = "2024-05-26T08:00:00+07:00"
    waiting = Waiting(
        package="ab" * 32, path="x.gbpkg", office=offices[8], periods=(PERIOD,), seen=seen
    )
    Tray(hub.store).put(waiting)
    return offices


def _came(number: int, office: str, period: str, day: date) -> Received:
    return Received(
        ident=f"{number:064x}",
        kind="office-ops",
        office=office,
        device="d_" + "1" * 26,
        seq=number,
        made=f"{day.isoformat()}T08:00:00+07:00",
        taken=f"{day.isoformat()}T09:00:00+07:00",
        facts={"periods": [period], "open_forms": []},
    )


def differ(folder: Path, hub: Desk, numbers: Sequence[int] = (240, 56, 31)) -> list[str]:
    """Activities of an office that both it and the hub then change; their ids.

    The office wrote `numbers` people, then one more; the hub, not seeing that, one less.
    """
    with desk(folder, DISTRICT) as office:
        activities = Activities(office)
        ids = [
            activities.save(None, _meeting(f"Hội thi số {at}", count)).id
            for at, count in enumerate(numbers, 1)
        ]
        _carry(office, hub, 1)
        for ident, count in zip(ids, numbers, strict=True):
            activities.save(ident, _meeting("", count + 1, only=True))
        with hub.write() as db:
            certificates.put(db, hub.session.device, b"", {"office": hub.session.office, "rank": 1})
            drafts = [
                Draft(
                    entity="activity",
                    kind=PUT,
                    record=ident,
                    office=office.session.office,
                    fields={"measure.attendees": count - 1},
                )
                for ident, count in zip(ids, numbers, strict=True)
            ]
            to = stream_to(hub.catalogue, office.session.office)
            hub.record(db, drafts, stream=to)
        _carry(office, hub, 2)
    return ids


def _meeting(title: str, people: int, *, only: bool = False) -> Fields:
    if only:
        return {"measure.attendees": people}
    return {
        "title": title,
        "kind": "contest",
        "start": "2024-05-20",
        "measure.attendees": people,
    }


def _carry(office: Desk, hub: Desk, number: int) -> None:
    """The office's chain as it stands, taken in at the hub."""
    device = office.session.device
    with office.read() as db:
        lines = list(oplog.lines_after(db, device, REPORT, 0))
    ops, before = [], oplog_start(device)
    for _, ident, line in lines:
        ops.append(read_op(before, device, REPORT, line))
        before = ident
    came = _came(900 + number, office.session.office, PERIOD, TODAY)
    with hub.write() as db:
        oplog.take_in(db, ops, package=ledger.accept(db, came))


def oplog_start(device: str) -> bytes:
    """The hash before the first op."""
    from gbdesk.domain.ops import chain_start

    return chain_start(device, REPORT)
