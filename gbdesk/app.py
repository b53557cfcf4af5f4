"""One open workspace: every service over one desk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gbdesk.domain.catalogue import Catalogue
from gbdesk.services import escrow, evidence, renewing, undo
from gbdesk.services.accounts import Accounts
from gbdesk.services.activities import Activities
from gbdesk.services.backups import Backups
from gbdesk.services.conflicts import Conflicts
from gbdesk.services.crosstabs import Crosstabs
from gbdesk.services.desk import Desk
from gbdesk.services.enrolment import Enrolment
from gbdesk.services.entries import Entries
from gbdesk.services.figures import Figures
from gbdesk.services.home import Home
from gbdesk.services.hub_keys import HubKeys
from gbdesk.services.inbox import Inbox
from gbdesk.services.locks import Locks
from gbdesk.services.monitoring import Monitoring
from gbdesk.services.narratives import Narratives
from gbdesk.services.office_report import OfficeReports
from gbdesk.services.official import Official
from gbdesk.services.papers import Papers
from gbdesk.services.pc_keys import PcKeys
from gbdesk.services.plan import Plan
from gbdesk.services.receiving import Receiving
from gbdesk.services.redacting import Redacting
from gbdesk.services.register_lists import RegisterLists
from gbdesk.services.releasing import Releasing
from gbdesk.services.reporting import Reporting
from gbdesk.services.returns import Returns
from gbdesk.services.root_keys import RootKeys
from gbdesk.services.selfcheck import SelfCheck
from gbdesk.services.sending import Sending
from gbdesk.services.session import Session
from gbdesk.services.sharing import Sharing
from gbdesk.services.tray import Tray
from gbdesk.services.undo import Undo, Undone
from gbdesk.store.drafts import Drafts
from gbdesk.store.vault import NORMAL, Cost
from gbdesk.store.workspace import Store


class App:
    """One open workspace: the services over one desk."""

    def __init__(self, desk: Desk, *, cost: Cost = NORMAL) -> None:
        self.desk = desk
        self.accounts = Accounts(desk, cost)
        self.activities = Activities(desk)
        self.entries = Entries(desk)
        self.register_lists = RegisterLists(desk)
        self.evidence = evidence.Evidence(desk)
        self.returns = Returns(desk)
        self.papers = Papers(desk)
        self.narratives = Narratives(desk)
        self.plan = Plan(desk)
        self.figures = Figures(desk)
        self.crosstabs = Crosstabs(desk)
        self.monitoring = Monitoring(desk)
        self.conflicts = Conflicts(desk)
        self.reporting = Reporting(desk)
        self.official = Official(desk, self.reporting)
        self.office_reports = OfficeReports(desk)
        self.locks = Locks(desk)
        self.redacting = Redacting(desk, self._backups_here)
        self.enrolment = Enrolment(desk, cost)
        self.releasing = Releasing(desk)
        self.escrow = escrow.Escrows(desk, cost)
        self.hub_keys = HubKeys(desk)
        self.root_keys = RootKeys(desk, cost)
        self.pc_keys = PcKeys(desk)
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

    def _backups_here(self) -> tuple[Path, ...]:
        return renewing.older_copies(self.store.path, (self.backups.folder,))

    def today(self) -> date:
        """The day as this workspace sees it."""
        return self.desk.today()

    def undo(self, step: Undo) -> Undone:
        """Take a step back.

        Raises:
            Refused: the step changed nothing, or what it set was changed again since.
        """
        return undo.take_back(self.desk, step)

    def close(self) -> None:
        """Close the file and drop its key."""
        self.desk.store.close()
