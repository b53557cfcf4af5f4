"""Every page of the window: who sees it, in which order, where its code is. Imported when shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Final, TypeAlias

from PySide6.QtWidgets import QWidget

from gbdesk.text import mark, say

OFFICE: Final = "office"
HUB: Final = "hub"
BOTH: Final = frozenset({OFFICE, HUB})
SAME: Final = {"matrix": "status"}
Words: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: `at` names module and what builds it; `group` parts the navigation."""

    key: str
    title: tuple[str, str]
    icon: str
    at: str
    roles: frozenset[str]
    group: int = 0
    wants_period: bool = True
    nav: tuple[str, str] | None = None

    def name(self, words: Words) -> str:
        """The title in the language in use; `words` names levels and bodies."""
        return _say(self.title, words)

    def short(self, words: Words) -> str:
        """The words in the navigation."""
        return _say(self.nav or self.title, words)

    def build(self, around: Any) -> QWidget:
        """A new page in this window."""
        module, made_by = self.at.split(":")
        make: Callable[[Any], QWidget] = getattr(import_module(module), made_by)
        return make(around)


def _say(marked: tuple[str, str], words: Words) -> str:
    return say(marked, n=None, **words) if "{" in marked[1] else say(marked)


def _at(folder: str, made_by: str = "build") -> str:
    return f"gbdesk.ui.pages.{folder}.page:{made_by}"


_OFFICE, _HUB = frozenset({OFFICE}), frozenset({HUB})

HOME: Final = Page(
    key="home", title=mark("Pages", "Home"), icon="house", at=_at("home"), roles=BOTH
)
ACTIVITIES: Final = Page(
    key="activities",
    title=mark("Pages", "Activity log"),
    icon="notebook-pen",
    at=_at("activities", "ActivitiesPage"),
    roles=BOTH,
)
FIGURES: Final = Page(
    key="figures",
    title=mark("Pages", "Domestic-violence figures"),
    nav=mark("Pages", "DV figures"),
    icon="shield",
    at=_at("figures", "FiguresPage"),
    roles=BOTH,
)
CADRES: Final = Page(
    key="cadres",
    title=mark("Pages", "Women cadres"),
    icon="users",
    at=_at("cadres"),
    roles=BOTH,
)
PRODUCTS: Final = Page(
    key="products",
    title=mark("Pages", "Cultural products"),
    icon="scale",
    at=_at("products"),
    roles=BOTH,
)
NARRATIVE: Final = Page(
    key="narrative",
    title=mark("Pages", "Report texts"),
    icon="message-square-text",
    at=_at("narrative", "NarrativePage"),
    roles=BOTH,
)
REGISTERS: Final = Page(
    key="registers",
    title=mark("Pages", "Models, trusted addresses"),
    nav=mark("Pages", "Models, addresses"),
    icon="landmark",
    at=_at("registers"),
    roles=_OFFICE,
)
HUB_REGISTERS: Final = replace(
    REGISTERS,
    title=mark("Pages", "Models of all units"),
    nav=None,
    roles=_HUB,
)
PLAN: Final = Page(
    key="plan",
    title=mark("Pages", "Plan & tasks"),
    icon="list-checks",
    at=_at("plan", "PlanPage"),
    roles=BOTH,
)
EXPORT: Final = Page(
    key="export",
    title=mark("Pages", "Send to {hub_short}"),
    icon="package",
    at=_at("export"),
    roles=_OFFICE,
    group=1,
)
SENT: Final = Page(
    key="sent",
    title=mark("Pages", "Packages sent"),
    icon="send",
    at=_at("sent"),
    roles=_OFFICE,
    group=1,
    wants_period=False,
)
SIBLINGS: Final = Page(
    key="siblings",
    title=mark("Pages", "Second computer"),
    icon="hard-drive",
    at="gbdesk.ui.pages.receive.office:build",
    roles=_OFFICE,
    group=1,
    wants_period=False,
)
IMPORT: Final = Page(
    key="import",
    title=mark("Pages", "Import packages"),
    icon="inbox",
    at=_at("receive"),
    roles=_HUB,
)
STATUS: Final = Page(
    key="status",
    title=mark("Pages", "Who has reported"),
    icon="grid-3x3",
    at=_at("status"),
    roles=_HUB,
)
CONFLICTS: Final = Page(
    key="conflicts",
    title=mark("Pages", "Differences"),
    icon="git-compare",
    at=_at("conflicts"),
    roles=BOTH,
    wants_period=False,
)
OFFICE_CONFLICTS: Final = replace(CONFLICTS, group=1)
TOTALS: Final = Page(
    key="totals",
    title=mark("Pages", "Consolidated figures"),
    icon="columns-2",
    at=_at("totals"),
    roles=_HUB,
)
REPORT: Final = Page(
    key="report",
    title=mark("Pages", "Build the report"),
    icon="file-text",
    at=_at("consolidated"),
    roles=_HUB,
)
LOCKING: Final = Page(
    key="locking",
    title=mark("Pages", "Lock the period & later changes"),
    nav=mark("Pages", "Lock the period"),
    icon="lock",
    at=_at("locking"),
    roles=_HUB,
)
PRINTING: Final = Page(
    key="printing",
    title=mark("Pages", "Print & reports"),
    icon="printer",
    at=_at("printing"),
    roles=_OFFICE,
    group=1,
)
HISTORY: Final = Page(
    key="history",
    title=mark("Pages", "Import history"),
    icon="history",
    at=_at("history"),
    roles=_HUB,
    group=1,
    wants_period=False,
)
ENROLMENT: Final = Page(
    key="enrolment",
    title=mark("Pages", "Units & signatures"),
    icon="key-round",
    at=_at("enrolment"),
    roles=_HUB,
    group=1,
    wants_period=False,
)
CATALOGUE: Final = Page(
    key="catalogue",
    title=mark("Pages", "Catalogue"),
    icon="building-2",
    at=_at("catalogue"),
    roles=_HUB,
    group=1,
    wants_period=False,
)
USERS: Final = Page(
    key="users",
    title=mark("Pages", "Users & log"),
    icon="user-cog",
    at=_at("users"),
    roles=BOTH,
    group=1,
    wants_period=False,
)
ERASING: Final = Page(
    key="erasing",
    title=mark("Pages", "Erase a text everywhere"),
    nav=mark("Pages", "Erase a text"),
    icon="eraser",
    at=_at("erasing"),
    roles=BOTH,
    group=1,
    wants_period=False,
)
BACKUP: Final = Page(
    key="backup",
    title=mark("Pages", "Backup"),
    icon="database-backup",
    at=_at("backup"),
    roles=BOTH,
    group=2,
    wants_period=False,
)
SETTINGS: Final = Page(
    key="settings",
    title=mark("Pages", "Settings"),
    icon="settings",
    at=_at("settings"),
    roles=BOTH,
    group=2,
    wants_period=False,
)

OFFICE_PAGES: Final = (
    *(HOME, ACTIVITIES, FIGURES, REGISTERS, CADRES, PRODUCTS, NARRATIVE, PLAN),
    *(EXPORT, SENT, PRINTING, SIBLINGS, OFFICE_CONFLICTS, USERS, ERASING),
    *(BACKUP, SETTINGS),
)
HUB_PAGES: Final = (
    *(HOME, IMPORT, STATUS, CONFLICTS, ACTIVITIES, FIGURES, HUB_REGISTERS),
    *(CADRES, PRODUCTS, NARRATIVE),
    *(TOTALS, REPORT, LOCKING),
    *(PLAN, HISTORY, ENROLMENT, CATALOGUE, USERS, ERASING),
    *(BACKUP, SETTINGS),
)


def pages(*, hub: bool) -> tuple[Page, ...]:
    """The pages of one side, in the order of the navigation."""
    return HUB_PAGES if hub else OFFICE_PAGES


def page(key: str, *, hub: bool) -> Page:
    """One page by its key.

    Raises:
        KeyError: this side has no such page.
    """
    wanted = SAME.get(key, key)
    for one in pages(hub=hub):
        if one.key == wanted:
            return one
    raise KeyError(key)
