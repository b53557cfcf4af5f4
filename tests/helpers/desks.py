"""Real workspaces for window tests: a store, a desk, the entering services, and a plain window.

Everything is real but the window around the page: work runs at once, what is told is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.clock import HybridClock
from gbdesk.domain.refusals import Refused
from gbdesk.domain.templates import load_template
from gbdesk.services.activities import Activities
from gbdesk.services.anchor import Anchor
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.evidence import Evidence
from gbdesk.services.locks import Locks
from gbdesk.services.narratives import Narratives
from gbdesk.services.papers import Papers
from gbdesk.services.plan import Plan
from gbdesk.services.progress import Silent
from gbdesk.services.returns import Returns
from gbdesk.services.session import ENTER, Session
from gbdesk.store.ring import DataKey
from gbdesk.store.workspace import Store

TODAY = date(2024, 5, 24)
PERIOD = "2024-6T"


@dataclass
class Workplace:
    """What pages call, over one desk."""

    store: Store
    session: Session
    catalogue: Catalogue
    activities: Activities
    returns: Returns
    papers: Papers
    narratives: Narratives
    plan: Plan
    evidence: Evidence
    locks: Locks
    desk: Desk

    def today(self) -> date:
        return self.desk.today()


def workplace(folder: Path, *, hub: bool = False, name: str = "x") -> Workplace:
    """A fresh workspace of the first district office of the sample, or of its hub."""
    catalogue = load_template("sample-2024")
    districts = (one for one in catalogue.offices.values() if one.kind == "district-office")
    office = catalogue.hub.office if hub else next(districts).id
    device = "d_" + "0" * 26
    session = Session(
        user="ha",
        display="Nông Thị Hà",
        role_name=ENTER,
        office=office,
        device=device,
        hub=hub,
        sample=True,
    )
    store = Store.create(folder / f"{name}.gbdesk", DataKey.new())
    anchor = Anchor(device, folder / "anchors")
    desk = Desk(
        store, session, lambda _db: catalogue, HybridClock(), today=lambda: TODAY, anchor=anchor
    )
    return Workplace(
        store=store,
        session=session,
        catalogue=catalogue,
        activities=Activities(desk),
        returns=Returns(desk),
        papers=Papers(desk),
        narratives=Narratives(desk),
        plan=Plan(desk),
        evidence=Evidence(desk),
        locks=Locks(desk),
        desk=desk,
    )


@dataclass
class Window:
    """The window as a page sees it, without a window: work is done at once."""

    app: Any
    period: str = PERIOD
    told: list[tuple[str, Callable[[], None] | None]] = field(default_factory=list)
    wrong: list[Exception] = field(default_factory=list)
    gone: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    changed: Changed = Changed.NOTHING
    room: bool = False

    def write(
        self,
        work: Callable[[Any], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        try:
            result = work(Silent())
        except Refused as error:
            if failed is None:
                raise
            failed(error)
            return
        self.changed |= getattr(result, "changed", result)
        done(result)

    def read(
        self,
        work: Callable[[Any], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        try:
            result = work(Silent())
        except Refused as error:
            if failed is None:
                raise
            failed(error)
            return
        done(result)

    def tell(self, words: str, undo: Callable[[], None] | None = None) -> None:
        self.told.append((words, undo))

    def complain(self, error: Exception) -> None:
        self.wrong.append(error)

    def go(self, page: str, **facts: Any) -> None:
        self.gone.append((page, facts))

    def restore(self, backup: Path) -> None:
        self.gone.append(("restore", {"backup": backup}))

    def renew(self, wanted: object) -> None:
        self.gone.append(("renew", {"wanted": wanted}))

    def make_room(self, *, wanted: bool) -> None:
        self.room = wanted


@dataclass
class LateWindow(Window):
    """What is asked waits until it is `answered`, as it does off the window's thread."""

    waiting: list[Callable[[], None]] = field(default_factory=list)

    def read(
        self,
        work: Callable[[Any], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        asked = super().read
        self.waiting.append(lambda: asked(work, done, failed))

    def answered(self) -> int:
        """Answer what was asked, and what that asks for; how much it was."""
        count = 0
        while self.waiting:
            self.waiting.pop(0)()
            count += 1
        return count
