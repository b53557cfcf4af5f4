"""The people of this workspace: who may unlock it and what each may do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from gbdesk.domain.names import nfc
from gbdesk.domain.refusals import Refused
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.session import ADMIN, APPROVING, ROLES
from gbdesk.store import accounts, vault
from gbdesk.store.accounts import Account
from gbdesk.store.vault import NORMAL, Cost

PASSWORD_LEAST: Final = 10
_NAME: Final = re.compile(r"^[a-z0-9][a-z0-9._-]{0,31}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A person was let in."""

    account: Account
    changed: Changed = Changed.ACCOUNTS


def check_user(user: str) -> str:
    """The short name of a person as ops carry it.

    Raises:
        Refused: it is not of Latin letters, digits, dots and dashes.
    """
    if not _NAME.match(user):
        raise Refused("account.name")
    return user


def check_display(display: str) -> str:
    """The name of a person as colleagues know it.

    Raises:
        Refused: it is empty.
    """
    said = nfc(display)
    if not said:
        raise Refused("account.display")
    return said


def check_password(password: str) -> str:
    """A password long enough; nothing else is asked of it.

    Raises:
        Refused: it is too short.
    """
    if len(password) < PASSWORD_LEAST:
        raise Refused("account.password_short", length=len(password), least=PASSWORD_LEAST)
    return password


class Accounts:
    """Who may do what on this computer."""

    def __init__(self, desk: Desk, cost: Cost = NORMAL) -> None:
        self._desk, self._cost = desk, cost

    def list(self) -> tuple[Account, ...]:
        """Everybody, in the order in which they were added."""
        with self._desk.read() as db:
            return tuple(accounts.accounts(db))

    def add(self, user: str, display: str, password: str, role: str) -> Added:
        """Let a person in; only an administrator may.

        Raises:
            Refused: not an administrator, a bad name, password or role, or the name is taken.
        """
        desk = self._desk
        self._need_admin()
        self._check_role(role)
        check_user(user)
        shown, said = check_display(display), check_password(password)
        vault.add_user(desk.store.path, desk.store.key, user, shown, said, cost=self._cost)
        with desk.write() as db:
            account = accounts.add(db, user, shown, role, desk.clock.stamp())
            desk.note(db, "add", "account", user)
        return Added(account=account)

    def remove(self, user: str) -> Changed:
        """Take a person's access away; what they wrote keeps their short name.

        Copies of the key file still open with the old password: see `renewing`.

        Raises:
            Refused: not an administrator, the last administrator, oneself, or no such person.
        """
        desk = self._desk
        self.check_leaving(user)
        vault.remove_user(desk.store.path, desk.store.key, user)
        with desk.write() as db:
            accounts.remove(db, user)
            desk.note(db, "remove", "account", user)
        return Changed.ACCOUNTS

    def check_leaving(self, user: str) -> None:
        """Whether this person may be taken off the list.

        Raises:
            Refused: as `remove`.
        """
        self._need_admin()
        self._keep_an_admin(user)
        if user == self._desk.session.user:
            raise Refused("account.self")
        if all(user != one.id for one in self.list()):
            raise Refused("unlock.user", user=user)

    def check_renewing(self, password: str) -> None:
        """Whether this person may put the data file under another key.

        Raises:
            Refused: not an administrator, or not the password of who is working.
        """
        self._need_admin()
        if not self.verify(self._desk.session.user, password):
            raise Refused("unlock.password")

    def set_role(self, user: str, role: str) -> Changed:
        """Give a person another role.

        Raises:
            Refused: not an administrator, no such role, or it was the last administrator.
        """
        desk = self._desk
        self._need_admin()
        self._check_role(role)
        if role != ADMIN:
            self._keep_an_admin(user)
        with desk.write() as db:
            accounts.set_role(db, user, role)
            desk.note(db, f"role-{role}", "account", user)
        return Changed.ACCOUNTS

    def change_password(self, user: str, old: str, new: str) -> Changed:
        """Give oneself another password.

        Raises:
            Refused: the old password is wrong, or the new one too short.
        """
        check_password(new)
        vault.change_password(self._desk.store.path, user, old, new, cost=self._cost)
        return self._told("password", user)

    def reset_password(self, user: str, new: str) -> Changed:
        """An administrator gives another person a new password.

        Raises:
            Refused: not an administrator, the password is too short, or no such person.
        """
        self._need_admin()
        check_password(new)
        store = self._desk.store
        vault.set_password(store.path, store.key, user, new, cost=self._cost)
        return self._told("reset", user)

    def new_recovery_code(self) -> str:
        """A new recovery sheet; the old one no longer opens.

        Raises:
            Refused: not an administrator.
        """
        self._need_admin()
        store = self._desk.store
        code = vault.new_recovery_code(store.path, store.key, cost=self._cost)
        self._told("recovery", self._desk.session.user)
        return code

    def verify(self, user: str, password: str) -> bool:
        """Whether this is the person's password; a wrong one counts as an attempt.

        Raises:
            Refused: a wait after many wrong ones.
        """
        return vault.verify(self._desk.store.path, user, password)

    def approvers(self) -> tuple[Account, ...]:
        """Who may approve what is sent: approvers and administrators."""
        return tuple(one for one in self.list() if one.role in APPROVING)

    def approve(self, user: str, password: str) -> bool:
        """Whether a person who may approve gives their password; a wrong one counts as an attempt.

        Raises:
            Refused: their role does not approve, or a wait after many wrong ones.
        """
        if all(one.id != user for one in self.approvers()):
            raise Refused("account.not_approver")
        return self.verify(user, password)

    def _told(self, what: str, user: str) -> Changed:
        with self._desk.store.write() as db:
            self._desk.note(db, what, "account", user)
        return Changed.ACCOUNTS

    def _need_admin(self) -> None:
        if self._desk.session.role_name != ADMIN:
            raise Refused("account.not_admin")

    def _check_role(self, role: str) -> None:
        if role not in ROLES:
            raise Refused("account.role")

    def _keep_an_admin(self, user: str) -> None:
        with self._desk.read() as db:
            admins = {one.id for one in accounts.accounts(db) if one.role == ADMIN}
        if admins == {user}:
            raise Refused("account.last_admin")
