"""Who may open this data file, and what was done in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gbdesk.services.audit_log import AuditLog, AuditRow, Chain
from gbdesk.services.changed import Changed
from gbdesk.services.session import ADMIN
from gbdesk.store.accounts import Account
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.parts import Foot, Segments
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.moments import moment_words
from gbdesk.ui.hub.page import HubPage, id_table
from gbdesk.ui.hub.parts import Banner, button, row, said
from gbdesk.ui.pages.users.deeds import Deeds
from gbdesk.ui.pages.users.rows import Line, Person, audit_columns, people_columns
from gbdesk.ui.tables.search import SearchField

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

PEOPLE: Final = "people"
AUDIT: Final = "audit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """People, audit, and whether its chain is whole."""

    people: Sequence[Account]
    lines: Sequence[AuditRow]
    chain: Chain


class UsersPage(HubPage):
    """`head` and `buttons` go into the page's first line."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._audit = AuditLog(around.app.desk)
        self._people: dict[int, Person] = {}
        self._lines: dict[int, Line] = {}
        self.views = Segments(translate("Users", "Which list"), self)
        self.views.offer(
            [(PEOPLE, translate("Users", "People")), (AUDIT, translate("Users", "System log"))],
            PEOPLE,
        )
        self.add = button(translate("Users", "Add a person…"), "user-plus", primary=True)
        self.head, self.buttons = (self.views,), (self.add,)
        self.role = button(translate("Users", "Another role…"), "user-cog")
        self.reset = button(translate("Users", "New password…"), "key-round")
        self.remove = button(translate("Users", "Take access away…"))
        self.people = id_table(people_columns(), self._fetch_people, self)
        self.audit = id_table(audit_columns(), self._fetch_lines, self)
        self.notice = Banner("circle-alert", "danger")
        self.only_admin = Banner("info", "info")
        self.only_admin.say(translate("Users", "Only an administrator lets people in and out."))
        self.chain = Banner("shield-check", "success")
        self.search = SearchField(translate("Users", "Search who, what, about, day…"), self)
        self._count = said("", "footText")
        self.deeds = Deeds(around, self)
        self._shown, self._said = PEOPLE, ""
        self._lay()
        self._join()
        self.setFocusProxy(self.people)
        self.period_changed()

    def _lay(self) -> None:
        card = QFrame(self)
        card.setObjectName("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.setSpacing(0)
        inner.addWidget(self.people, 1)
        inner.addWidget(self.audit, 1)
        foot = Foot(card)
        foot.say(self._count)
        inner.addWidget(foot)
        self._deeds_row = QWidget(self)
        self._deeds_row.setLayout(row(self.role, self.reset, self.remove, None))
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 0, 18, 14)
        column.setSpacing(9)
        for part in (self.notice, self.only_admin, self.chain, self.search, self._deeds_row):
            column.addWidget(part)
        column.addWidget(card, 1)
        self.people.setAccessibleName(translate("Users", "People"))
        self.audit.setAccessibleName(translate("Users", "System log"))

    def _join(self) -> None:
        self.views.chosen.connect(self.choose)
        self.search.asked.connect(self._searched)
        self.people.chosen.connect(self._chosen)
        self.add.clicked.connect(self.deeds.ask_new)
        self.role.clicked.connect(self._role)
        self.reset.clicked.connect(self._reset)
        self.remove.clicked.connect(self._remove)
        self.deeds.done.connect(self._done)
        self.deeds.refused.connect(self._refused)

    # what is shown
    def period_changed(self) -> None:
        """Look again; people are of no period."""
        self._around.read(self._ask, self._show)

    def _searched(self, said: str) -> None:
        self._said = said
        self.period_changed()

    def _ask(self, _progress: Progress) -> Asked:
        people, lines = self._around.app.accounts.list(), self._audit.rows(self._said)
        return Asked(people=people, lines=lines, chain=self._audit.check())

    def _show(self, asked: Asked) -> None:
        self._people = {at: Person(key=at, account=one) for at, one in enumerate(asked.people)}
        self._lines = {one.number: Line(key=one.number, row=one) for one in asked.lines}
        self.people.show_keys(list(self._people))
        if self.people.current_key() is None and self._people:
            self.people.select_row(0)
        self.audit.show_keys(list(self._lines))
        self._tell_chain(asked.chain)
        self.choose(self._shown)

    def _tell_chain(self, chain: Chain) -> None:
        words = (
            translate(
                "Users",
                "The chain of the log is whole up to {when} ({n} lines).",
                when=moment_words(chain.newest),
                n=chain.count,
            )
            if chain.is_whole
            else translate(
                "Users",
                "Line {number} does not follow from the one before: the log was changed from "
                "outside. Keep a copy of the data file and tell the person who helps you.",
                number=chain.broken,
            )
        )
        self.chain.say(words)
        self.chain.show_tone(
            "shield-check" if chain.is_whole else "shield-alert",
            "success" if chain.is_whole else "danger",
        )

    def choose(self, view: str) -> None:
        """Show people or the audit."""
        self._shown = view
        self.views.choose(view)
        is_people = view == PEOPLE
        is_admin = self._around.app.session.role_name == ADMIN
        self.people.setVisible(is_people)
        self.audit.setVisible(not is_people)
        self.chain.setVisible(not is_people)
        self.search.setVisible(not is_people)
        self._deeds_row.setVisible(is_people and is_admin)
        self.only_admin.setVisible(is_people and not is_admin)
        self.add.setVisible(is_people)
        self.add.setEnabled(is_admin)
        self._count.setText(
            translate("Users", "{n} people", n=len(self._people))
            if is_people
            else translate("Users", "{n} lines found", n=len(self._lines))
            if self._said
            else translate("Users", "{n} newest lines", n=len(self._lines))
        )
        self._chosen(None)

    def current(self) -> Account | None:
        """The person with the caret."""
        key = self.people.current_key()
        found = self._people.get(key) if key is not None else None
        return found.account if found is not None else None

    def _chosen(self, _key: object) -> None:
        for made in (self.role, self.reset, self.remove):
            made.setEnabled(self.current() is not None)

    def _fetch_people(self, keys: Sequence[int]) -> Sequence[Person]:
        return [self._people[key] for key in keys if key in self._people]

    def _fetch_lines(self, keys: Sequence[int]) -> Sequence[Line]:
        return [self._lines[key] for key in keys if key in self._lines]

    # what is done
    def _role(self) -> None:
        if (who := self.current()) is not None:
            self.deeds.ask_role(who)

    def _reset(self) -> None:
        if (who := self.current()) is not None:
            self.deeds.ask_reset(who)

    def _remove(self) -> None:
        if (who := self.current()) is not None:
            self.deeds.ask_remove(who)

    def _done(self, words: str) -> None:
        self.notice.say("")
        self._around.tell(words)
        self.period_changed()

    def _refused(self, error: Exception) -> None:
        self.notice.say(words_of(error, self._around))

    # what the window tells
    def arrive(self, **facts: Any) -> None:
        """Come here for one of the lists."""
        self.choose(str(facts.get("view", PEOPLE)))

    def on_changed(self, changed: Changed) -> None:
        """The log grows with everything; people rarely change."""
        if changed:
            self.period_changed()


def build(around: Around) -> QWidget:
    """The page."""
    return UsersPage(around)
