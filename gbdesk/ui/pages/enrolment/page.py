"""Offices made known to the hub: invited with a file and a code, requests answered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from gbdesk.services.changed import Changed
from gbdesk.services.enrolment import ENROLLED, INVITED, OfficeRow
from gbdesk.text import translate
from gbdesk.ui.dialogs import ask_file, ask_folder
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.parts import Foot
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.files import REQUEST
from gbdesk.ui.hub.listed import lay_beside
from gbdesk.ui.hub.page import HubPage
from gbdesk.ui.hub.parts import Banner, button, said, say
from gbdesk.ui.pages.enrolment.codes import CodesShown, Invitations
from gbdesk.ui.pages.enrolment.deeds import Deeds
from gbdesk.ui.pages.enrolment.roots import Roots
from gbdesk.ui.pages.enrolment.rows import Line, columns
from gbdesk.ui.pages.enrolment.side import Side
from gbdesk.ui.tables.model import IdModel
from gbdesk.ui.tables.view import IdTable

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

WATCHED: Final = Changed.PACKAGES | Changed.CATALOGUE


class EnrolmentPage(HubPage):
    """`buttons` go into the page's first line."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._lines: dict[int, Line] = {}
        self.request = button(
            translate("Enrolment", "Take in a request…"), "user-plus", primary=True
        )
        self.invite = button(translate("Enrolment", "Make invitations…"), "send")
        self.keys = button(translate("Enrolment", "Keys…"), "key-round")
        self.help = button(translate("Enrolment", "Lost password…"))
        self.head, self.buttons = (self.keys, self.help), (self.request, self.invite)
        self.table = IdTable(IdModel(columns(), self._fetch, self), self)
        self.table.setAccessibleName(translate("Enrolment", "Units"))
        self.side = Side(self)
        self.notice = Banner("circle-alert", "danger")
        self.done = Banner("circle-check", "success")
        self._count = said("", "footText")
        self.deeds, self.roots = Deeds(around, self), Roots(around, self)
        self._lay()
        self.request.clicked.connect(self._ask_request)
        self.invite.clicked.connect(self._ask_invitations)
        self._lay_keys()
        self.help.clicked.connect(self.deeds.ask_help)
        self.side.invite_asked.connect(self._ask_one)
        self.side.digits_asked.connect(self._digits)
        self.side.keys_asked.connect(self.deeds.ask_certify)
        self.side.revoke_asked.connect(self.deeds.ask_revoke)
        self.deeds.made.connect(self._made)
        self.deeds.done.connect(self._done)
        self.deeds.refused.connect(self._failed)
        self.roots.done.connect(self._done)
        self.roots.refused.connect(self._failed)
        self.table.chosen.connect(self._chosen)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.setFocusProxy(self.table)
        self.period_changed()

    def _lay_keys(self) -> None:
        self.walks = QMenu(self.keys)
        hub = self._around.app.catalogue.word("hub_short")
        words = translate("Enrolment", "Keys that {hub_short} works with…", hub_short=hub)
        self.walks.addAction(words, self.deeds.ask_keys)
        self.walks.addAction(translate("Enrolment", "A new root key…"), self.roots.ask_change)
        self.walks.addAction(translate("Enrolment", "The root file is lost…"), self.roots.ask_lost)
        self.keys.setMenu(self.walks)

    def _lay(self) -> None:
        card = QFrame(self)
        card.setObjectName("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.setSpacing(0)
        inner.addWidget(self.table, 1)
        foot = Foot(card)
        foot.say(self._count)
        foot.tell_key("Ctrl", translate("Enrolment", "choose several"))
        inner.addWidget(foot)
        lay_beside(self, (self.notice, self.done, card), self.side)

    # what is shown
    def period_changed(self) -> None:
        """Look again; registration is of no period."""
        self._around.read(self._ask, self._show)

    def _ask(self, _progress: Progress) -> Sequence[OfficeRow]:
        found: Sequence[OfficeRow] = self._around.app.enrolment.list()
        return found

    def _show(self, rows: Sequence[OfficeRow]) -> None:
        offices = self._around.app.catalogue.offices
        self._lines = {
            at: Line(key=at, office=offices[one.office], row=one)
            for at, one in enumerate(rows)
            if one.office in offices
        }
        self.table.show_keys(list(self._lines))
        if self.table.current_key() is None and self._lines:
            self.table.select_row(0)
        registered = sum(one.row.state == ENROLLED for one in self._lines.values())
        invited = sum(one.row.state == INVITED for one in self._lines.values())
        self._count.setText(
            translate(
                "Enrolment",
                "{registered} of {total} units registered, {invited} invited",
                registered=registered,
                total=len(self._lines),
                invited=invited,
            )
        )
        self._chosen(self.table.current_key())
        self._selected()

    def _fetch(self, keys: Sequence[int]) -> Sequence[Line]:
        return [self._lines[key] for key in keys if key in self._lines]

    def _chosen(self, key: object) -> None:
        self.side.show_line(self._lines.get(key) if isinstance(key, int) else None)

    def _selected(self, *_changed: object) -> None:
        words = translate("Enrolment", "Make {n} invitations…", n=len(self._to_invite()))
        say(self.invite, words, "send")

    def _to_invite(self) -> list[Line]:
        """The offices selected; where it is one or none, all that were never invited.

        Units that report no longer are invited only where they are chosen.
        """
        chosen = [self._lines[key] for key in self.table.selected_keys()]
        if len(chosen) > 1:
            return chosen
        today = self._around.app.today()
        lacking = (one for one in self._lines.values() if one.row.state not in {ENROLLED, INVITED})
        return [one for one in lacking if not one.office.is_over(today)]

    # invitations
    def _ask_one(self) -> None:
        key = self.table.current_key()
        if key is not None:
            self._ask_where([self._lines[key]])

    def _digits(self) -> None:
        key = self.table.current_key()
        if key is not None:
            self.deeds.show_digits(self._lines[key].office)

    def _ask_invitations(self) -> None:
        self._ask_where(self._to_invite())

    def _ask_where(self, lines: Sequence[Line]) -> None:
        if not lines:
            return
        folder = ask_folder(self, translate("Enrolment", "Folder or stick for the invitations"))
        if folder is not None:
            self.deeds.make([one.office for one in lines], folder)

    # requests
    def arrive(self, **facts: Any) -> None:
        """Come here with a request dropped elsewhere."""
        if file := facts.get("file"):
            self._ask_answer(Path(file))

    def _ask_request(self) -> None:
        title = translate("Enrolment", "Request of a unit")
        file = ask_file(self, title, (REQUEST,))
        if file is not None:
            self._ask_answer(file)

    def _ask_answer(self, file: Path) -> None:
        title = translate("Enrolment", "Folder or stick for the answer")
        folder = ask_folder(self, title, file.parent)
        if folder is not None:
            self.deeds.take_in(file, folder)

    def _made(self, made: Invitations) -> None:
        self._done("")
        if made.each:
            CodesShown(made.each, self).answered()

    def _done(self, words: str) -> None:
        self._say(words, "")
        if words:
            self._around.tell(words)
        self.period_changed()

    def _failed(self, error: Exception) -> None:
        self._say("", words_of(error, self._around))
        self.period_changed()

    def _say(self, done: str, wrong: str) -> None:
        self.done.say(done)
        self.notice.say(wrong)

    # what the window tells
    def on_changed(self, changed: Changed) -> None:
        """Look again where certificates may have changed."""
        if changed & WATCHED:
            self.period_changed()


def build(around: Around) -> QWidget:
    """The page."""
    return EnrolmentPage(around)
