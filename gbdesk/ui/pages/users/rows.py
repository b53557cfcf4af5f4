"""The two lists: people, and lines of the audit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gbdesk.services.audit_log import AuditRow
from gbdesk.store.accounts import Account
from gbdesk.text import translate
from gbdesk.ui.hub.moments import moment_words
from gbdesk.ui.pages.users.people import role_may, role_name
from gbdesk.ui.tables.columns import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person with a key in the table."""

    key: int
    account: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the audit with its key in the table."""

    key: int
    row: AuditRow


def people_columns() -> Sequence[Column]:
    """Name, short name, role and what it allows, since when."""
    return (
        Column(
            key="name", title=translate("Users", "Full name"), show=_name, width=220, stretches=True
        ),
        Column(key="user", title=translate("Users", "Short name"), show=_user, width=110),
        Column(key="role", title=translate("Users", "Role"), show=_role, width=130),
        Column(
            key="may",
            title=translate("Users", "What it allows"),
            show=_may,
            width=280,
            stretches=True,
        ),
        Column(key="added", title=translate("Users", "Since"), show=_added, width=150, drops=True),
    )


def audit_columns() -> Sequence[Column]:
    """When, who, what, about what."""
    return (
        Column(key="at", title=translate("Users", "When"), show=_at, width=150),
        Column(key="who", title=translate("Users", "Who"), show=_who, width=110),
        Column(
            key="what",
            title=translate("Users", "What was done"),
            show=_what,
            width=300,
            stretches=True,
        ),
        Column(
            key="about", title=translate("Users", "About"), show=_about, width=260, stretches=True
        ),
    )


def _name(line: Person) -> str:
    return line.account.display


def _user(line: Person) -> str:
    return line.account.id


def _role(line: Person) -> str:
    return role_name(line.account.role)


def _may(line: Person) -> str:
    return role_may(line.account.role)


def _added(line: Person) -> str:
    return moment_words(line.account.added)


def _at(line: Line) -> str:
    return moment_words(line.row.at)


def _who(line: Line) -> str:
    return line.row.who


def _what(line: Line) -> str:
    return line.row.words


def _about(line: Line) -> str:
    return line.row.about
