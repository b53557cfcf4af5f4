"""Every import with its counts, what was refused, undoing, receipts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gbdesk.services.changed import Changed
from gbdesk.services.receiving_parts import AttemptRow, HistoryRow
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.fields import Option
from gbdesk.ui.forms.parts import FilterMenu, Foot, Segments
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.page import HubPage, id_table
from gbdesk.ui.hub.parts import Banner, Empty, button, said
from gbdesk.ui.pages.history.deeds import Deeds
from gbdesk.ui.pages.history.rows import Import, Refusal, import_columns, refusal_columns
from gbdesk.ui.pages.history.side import Side

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

TAKEN: Final = "taken"
REFUSED: Final = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Both lists."""

    imports: Sequence[HistoryRow]
    refusals: Sequence[AttemptRow]


class HistoryPage(HubPage):
    """`head` and `buttons` go into the page's first line."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._asked = Asked(imports=(), refusals=())
        self._imports: dict[int, Import] = {}
        self._refusals: dict[int, Refusal] = {}
        self._wanted = 0
        self.views = Segments(translate("History", "Which list"), self)
        self.offices = FilterMenu(translate("Offices", "Unit"), translate("Offices", "all"), self)
        self.receipts = button(translate("History", "Receipts…"), "mail-check")
        self.head, self.buttons = (self.views, self.offices), (self.receipts,)
        self.imports = id_table(import_columns(around.app.catalogue), self._fetch_imports, self)
        self.refusals = id_table(refusal_columns(), self._fetch_refusals, self)
        self.side = Side(self)
        self.notice = Banner("circle-alert", "danger")
        self._count = said("", "footText")
        self._empty = Empty("history", "")
        self._shown = TAKEN
        self.deeds = Deeds(around, self)
        self._lay()
        self._join()
        self.setFocusProxy(self.imports)
        self.period_changed()

    def _lay(self) -> None:
        card = QFrame(self)
        card.setObjectName("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.setSpacing(0)
        for part in (self.imports, self.refusals, self._empty):
            inner.addWidget(part, 1)
        foot = Foot(card)
        foot.say(self._count)
        inner.addWidget(foot)
        left = QVBoxLayout()
        left.setContentsMargins(18, 0, 0, 14)
        left.setSpacing(8)
        left.addWidget(self.notice)
        left.addWidget(card, 1)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        box.addLayout(left, 1)
        box.addWidget(self.side)
        self.imports.setAccessibleName(translate("History", "Imports"))
        self.refusals.setAccessibleName(translate("History", "Files refused"))

    def _join(self) -> None:
        self.views.chosen.connect(self.choose)
        self.offices.chosen.connect(self._narrowed)
        self.receipts.clicked.connect(self._all_receipts)
        self.imports.chosen.connect(self._import_chosen)
        self.refusals.chosen.connect(self._refusal_chosen)
        self.side.undo_asked.connect(self.ask_undo)
        self.side.receipt_asked.connect(self._one_receipt)
        self.side.back_asked.connect(self._back)
        self.deeds.done.connect(self._done)
        self.deeds.refused.connect(self._failed)

    # what is shown
    def period_changed(self) -> None:
        """Look again; imports are of every period."""
        self._around.read(self._ask, self._show)

    def _ask(self, _progress: Progress) -> Asked:
        receiving = self._around.app.receiving
        refusals = [one for one in receiving.attempts() if not one.outcome.startswith("OK")]
        return Asked(imports=receiving.history(), refusals=refusals)

    def _show(self, asked: Asked) -> None:
        self._asked = asked
        names = {one.office: one.office_name for one in asked.imports}
        self.offices.offer([Option(ident, name) for ident, name in sorted(names.items())])
        self.offices.set_value(self.offices.value())
        self._fill()

    def _fill(self) -> None:
        office = self.offices.value()
        self._imports = {
            one.number: Import(key=one.number, row=one)
            for one in self._asked.imports
            if not office or one.office == office
        }
        self._refusals = {
            one.number: Refusal(key=one.number, row=one)
            for one in self._asked.refusals
            if not office or one.office == office
        }
        self.views.offer(
            [
                (TAKEN, translate("History", "Taken in · {n}", n=len(self._imports))),
                (REFUSED, translate("History", "Not taken in · {n}", n=len(self._refusals))),
            ],
            self._shown,
        )
        self.imports.show_keys(list(self._imports), current=self._wanted or None)
        if self.imports.current_key() is None and self._imports:
            self.imports.select_row(0)
        self._wanted = 0
        self.refusals.show_keys(list(self._refusals))
        self.choose(self._shown)

    def choose(self, view: str) -> None:
        """Show one of the lists."""
        self._shown = view
        self.views.choose(view)
        is_taken = view == TAKEN
        count = len(self._imports if is_taken else self._refusals)
        self.imports.setVisible(is_taken and count > 0)
        self.refusals.setVisible(not is_taken and count > 0)
        self._empty.setVisible(not count)
        self._empty.say(
            translate("History", "Nothing was taken in yet. Packages come in on the import page.")
            if is_taken
            else translate("History", "No file was refused.")
        )
        self._count.setText(
            translate("History", "{n} imports", n=count)
            if is_taken
            else translate("History", "{n} files refused", n=count)
        )
        self._import_chosen(self.imports.current_key()) if is_taken else self._refusal_chosen(
            self.refusals.current_key()
        )

    def _import_chosen(self, key: object) -> None:
        found = self._imports.get(key) if isinstance(key, int) else None
        if found is None:
            self.side.show_nothing()
        else:
            self.side.show_import(found.row)

    def _refusal_chosen(self, key: object) -> None:
        found = self._refusals.get(key) if isinstance(key, int) else None
        if found is None:
            self.side.show_nothing()
        else:
            self.side.show_refusal(found.row)

    def current(self) -> HistoryRow | None:
        """The import with the caret."""
        key = self.imports.current_key()
        found = self._imports.get(key) if key is not None else None
        return found.row if found is not None else None

    def _narrowed(self, _office: str) -> None:
        self._fill()

    def _fetch_imports(self, keys: Sequence[int]) -> Sequence[Import]:
        return [self._imports[key] for key in keys if key in self._imports]

    def _fetch_refusals(self, keys: Sequence[int]) -> Sequence[Refusal]:
        return [self._refusals[key] for key in keys if key in self._refusals]

    # what is done
    def arrive(self, **facts: Any) -> None:
        """Come here for an office or an import."""
        self._wanted = int(facts.get("number", 0))
        self.offices.set_value(str(facts.get("office", "")))
        self._shown = TAKEN
        self._fill()

    def ask_undo(self) -> None:
        """Say what really leaves, then undo."""
        if (found := self.current()) is not None:
            self.deeds.ask_undo(found)

    def _one_receipt(self) -> None:
        if (found := self.current()) is not None:
            self.deeds.ask_receipts([found.office])

    def _all_receipts(self) -> None:
        self.deeds.ask_receipts(None)

    def _back(self) -> None:
        if (found := self.current()) is not None:
            self.deeds.ask_back(found)

    def _done(self, words: str) -> None:
        self.notice.say("")
        self._around.tell(words)
        self.period_changed()

    def _failed(self, error: Exception) -> None:
        self.notice.say(words_of(error, self._around))

    # what the window tells
    def on_changed(self, changed: Changed) -> None:
        """Look again where packages changed."""
        if changed & (Changed.PACKAGES | Changed.CONFLICTS):
            self.period_changed()


def build(around: Around) -> QWidget:
    """The page."""
    return HistoryPage(around)
