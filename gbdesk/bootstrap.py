"""Puts the parts together, once: a path, a user and a password become an open workspace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.clock import HybridClock, system_ms
from gbdesk.domain.refusals import Refused
from gbdesk.services import identity, installation, undo
from gbdesk.services.accounts import Accounts
from gbdesk.services.activities import Activities
from gbdesk.services.anchor import Anchor
from gbdesk.services.backups import Backups
from gbdesk.services.conflicts import Conflicts
from gbdesk.services.desk import Desk
from gbdesk.services.enrolment import Enrolment
from gbdesk.services.figures import Figures
from gbdesk.services.home import Home
from gbdesk.services.inbox import Inbox
from gbdesk.services.monitoring import Monitoring
from gbdesk.services.narratives import Narratives
from gbdesk.services.plan import Plan
from gbdesk.services.receiving import Receiving
from gbdesk.services.reporting import Reporting
from gbdesk.services.returns import Returns
from gbdesk.services.selfcheck import SelfCheck
from gbdesk.services.sending import Sending
from gbdesk.services.session import Session
from gbdesk.services.sharing import Sharing
from gbdesk.services.tray import Tray
from gbdesk.services.undo import Undo, Undone
from gbdesk.store import accounts, oplog, staging, vault
from gbdesk.store.drafts import Drafts
from gbdesk.store.vault import NORMAL, Cost, Front
from gbdesk.store.workspace import Store

if TYPE_CHECKING:
    from sqlalchemy import Connection


class App:
    """One open workspace: the services over one desk."""

    def __init__(self, desk: Desk, *, cost: Cost = NORMAL) -> None:
        self.desk = desk
        self.accounts = Accounts(desk, cost)
        self.activities = Activities(desk)
        self.returns = Returns(desk)
        self.narratives = Narratives(desk)
        self.plan = Plan(desk)
        self.figures = Figures(desk)
        self.monitoring = Monitoring(desk)
        self.conflicts = Conflicts(desk)
        self.reporting = Reporting(desk)
        self.enrolment = Enrolment(desk, cost)
        self.sending = Sending(desk)
        self.receiving = Receiving(desk)
        self.sharing = Sharing(desk)
        self.tray = Tray(desk.store)
        self.inbox = Inbox(desk)
        self.backups = Backups(desk)
        self.selfcheck = SelfCheck(desk)
        self.home = Home(desk, self.plan, self.monitoring, self.backups.last_at)

    @property
    def session(self) -> Session:
        """Who is working, and for which office."""
        return self.desk.session

    @property
    def catalogue(self) -> Catalogue:
        """The release in force."""
        return self.desk.catalogue

    @property
    def store(self) -> Store:
        """The open file."""
        return self.desk.store

    @property
    def drafts(self) -> Drafts:
        """What is being typed."""
        return self.desk.store.drafts

    def today(self) -> date:
        """The day as this workspace sees it."""
        return self.desk.today()

    def undo(self, step: Undo) -> Undone:
        """Take a step back.

        Raises:
            Refused: the step changed nothing.
        """
        return undo.take_back(self.desk, step)

    def close(self) -> None:
        """Close the file and drop its key."""
        self.desk.store.close()


def front(path: Path) -> Front:
    """What the lock screen shows of a workspace before anybody has unlocked it.

    Raises:
        Refused: it is not there, or its key file is damaged.
    """
    staging.finish(path)
    return vault.read_front(path)


def open_app(
    path: Path,
    user: str,
    password: str,
    *,
    now_ms: Callable[[], int] = system_ms,
    today: Callable[[], date] = date.today,
    anchor: Path | None = None,
    cost: Cost = NORMAL,
) -> App:
    """Unlock a workspace and put its services together.

    Raises:
        Refused: wrong password, a wait, a damaged or foreign file, or it is open elsewhere.
    """
    staging.finish(path)
    key = vault.unlock(path, user, password)
    try:
        store = Store.open(path, key)
    finally:
        key.destroy()
    try:
        desk = _desk(store, user, now_ms, today, anchor)
        return App(desk, cost=cost)
    except BaseException:
        store.close()
        raise


def recover(path: Path, code: str, user: str, password: str, *, cost: Cost = NORMAL) -> None:
    """Give a user a new password with the printed recovery code.

    Raises:
        Refused: wrong code, a wait, or no such user.
    """
    key = vault.unlock_with_recovery(path, code)
    try:
        vault.set_password(path, key, user, password, cost=cost)
    finally:
        key.destroy()


def _desk(
    store: Store,
    user: str,
    now_ms: Callable[[], int],
    today: Callable[[], date],
    anchor: Path | None,
) -> Desk:
    with store.read() as db:
        session, last = _session(db, user), oplog.last_clock(db)
    return Desk(
        store,
        session,
        identity.read_release,
        HybridClock(last, now_ms),
        today=today,
        anchor=Anchor(session.device, anchor),
    )


def _session(db: Connection, user: str) -> Session:
    made = installation.read(db)
    person = next((one for one in accounts.accounts(db) if one.id == user), None)
    if person is None:
        raise Refused("unlock.user", user=user)
    return Session(
        user=user,
        display=person.display,
        role_name=person.role,
        office=made.office,
        device=made.device,
        hub=made.hub,
        sample=made.sample,
    )
