"""The hub's catalogue desk: the lists in force, changed and published as the next release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from gbdesk.domain.catalogue_faults import Fault, enters_by_place
from gbdesk.domain.catalogue_lines import FACTS, OFFICES, PERIODS, PLACES, TASKS, Lists
from gbdesk.services import own_lists, release_words
from gbdesk.services.changed import Changed
from gbdesk.services.merging import Merged
from gbdesk.services.releasing import Published
from gbdesk.text import translate
from gbdesk.ui.dialogs import ask_folder
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.drafts import DraftKeeper
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.page import HubPage
from gbdesk.ui.hub.parts import Banner, button, row, said, scrolled
from gbdesk.ui.lists.heading import HeadingFields, Held
from gbdesk.ui.lists.panel import ListPanel
from gbdesk.ui.lists.years import PeriodPanel
from gbdesk.ui.pages.catalogue import merging
from gbdesk.ui.pages.catalogue.adding import AddForms
from gbdesk.ui.pages.catalogue.plan import PlanTab

if TYPE_CHECKING:
    from pathlib import Path

    from gbdesk.services.progress import Progress

PAGE: Final = "catalogue"
KEY: Final = "lists"
REST_MS: Final = 150
TABS: Final = (OFFICES, PLACES, FACTS, PERIODS, TASKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Files written for units."""

    paths: tuple[Path, ...]
    changed: Changed = Changed.PACKAGES


class CataloguePage(HubPage):
    """`buttons` go into the page's first line; what is typed stays a draft until published."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._keeper = DraftKeeper(around.app.store.drafts, PAGE, self)
        self._lists, self._base = Lists(), 0
        self.publish = button(translate("Catalogue", "Publish…"), "send", primary=True)
        self.files = button(translate("Catalogue", "Files for units…"), "download")
        self.merge = button(translate("Merger", "Units merged…"), "building-2")
        self.again = button(translate("Catalogue", "Give up the changes"), "undo-2")
        self.adding = AddForms(around, self, self._published, self._failed)
        buttons = (self.publish, self.files, self.merge, self.adding.button)
        self.head, self.buttons = (), buttons
        self.notice = Banner("circle-alert", "danger")
        self.done = Banner("circle-check", "success")
        self.state = said("", "hubAside", wraps=True)
        self.stack = QStackedWidget(self)
        self._shown: list[QWidget] = []
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._look)
        self.tabs = {name: self._tab(name) for name in TABS}
        self._lay()
        self.publish.clicked.connect(self.ask_publish)
        self.files.clicked.connect(self._ask_files)
        self.merge.clicked.connect(self.ask_merger)
        self.again.clicked.connect(self._begin_anew)
        self._show()

    def _tab(self, name: str) -> QPushButton:
        made = button(_tab_words(name))
        made.setObjectName("filter")
        made.setCheckable(True)
        made.setAutoExclusive(True)
        return made

    def _lay(self) -> None:
        self._group = QButtonGroup(self)
        for at, name in enumerate(TABS):
            self._group.addButton(self.tabs[name], at)
        self.tabs[OFFICES].setChecked(True)
        self._group.idClicked.connect(self._go_tab)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 0, 18, 14)
        box.setSpacing(8)
        box.addLayout(row(*self.tabs.values(), None, self.again))
        box.addWidget(self.state)
        box.addWidget(self.notice)
        box.addWidget(self.done)
        box.addWidget(self.stack, 1)

    # what is shown
    def _show(self) -> None:
        """The draft where there is one of this release, else the release in force."""
        app = self._around.app
        self._base = app.catalogue.number
        kept = self._keeper.found(KEY)
        if kept and kept.get("base") == self._base:
            self._lists = Lists.from_dict(kept["lists"])
            self._lists.periods = self._lists.periods or app.releasing.lists().periods
        else:
            self._lists = app.releasing.lists()
        for old in self._shown:
            self.stack.removeWidget(old)
            old.deleteLater()
        self.units = ListPanel(OFFICES, self._lists.offices, self, closes=app.today)
        self.communes = ListPanel(PLACES, self._lists.places, self, closes=app.today)
        self.names = HeadingFields(self._lists.facts, self)
        self.periods = PeriodPanel(self._lists.periods, app.today, self)
        self.plans = PlanTab(app, self._lists, self)
        self.units.changed.connect(self._changed)
        self.units.model.renamed.connect(self._renamed)
        self.communes.changed.connect(self._changed)
        for one in (self.names, self.periods, self.plans):
            one.changed.connect(self._changed)
        names = scrolled(Held(self.names, self))
        self._shown = [self.units, self.communes, names, self.periods, self.plans]
        for part in self._shown:
            self.stack.addWidget(part)
        self.stack.setCurrentIndex(max(0, self._group.checkedId()))
        self.setFocusProxy(self.units.table)
        self._look()

    def _go_tab(self, at: int) -> None:
        self.stack.setCurrentIndex(at)

    def _renamed(self, old: str, new: str) -> None:
        own_lists.follow(self._lists, old, new)

    def _changed(self, *_year: int) -> None:
        lists, base = self._lists, self._base

        def payload() -> dict[str, Any]:
            return {"base": base, "lists": lists.to_dict()}

        self._keeper.touch(KEY, payload)
        self.notice.say("")
        self.done.say("")
        self.publish.setEnabled(False)
        self._rest.start()

    def _look(self) -> None:
        """Mark faults, say what differs from the release in force."""
        releasing = self._around.app.releasing
        found: list[Fault] = releasing.faults(self._lists)
        self.units.show_faults(found)
        self.communes.show_faults(found)
        self.periods.show_faults(found)
        self.plans.show_faults(found)
        self.plans.offer_years()
        self.tabs[PLACES].setVisible(enters_by_place(self._lists) or bool(self._lists.places))
        told: tuple[str, ...] = () if found else releasing.differences(self._lists)
        self.publish.setEnabled(bool(told))
        typed = self._lists.to_dict() != releasing.lists().to_dict()
        self.again.setVisible(typed)
        merging.allow(self.merge, typed=typed)
        self.adding.serve(self._base, typed=typed)
        self.state.setText(_state_words(self._base, found, told))

    # what is done
    def _begin_anew(self) -> None:
        self._keeper.drop(KEY)
        self._show()

    def ask_publish(self) -> None:
        """Show what would change; a release cannot be taken back, only followed by another."""
        releasing = self._around.app.releasing
        told, number = releasing.differences(self._lists), releasing.next_number()
        title = translate("Catalogue", "Publish release no. {number}", number=number)
        asked = Question(title, self)
        asked.say(release_words.brief(told))
        asked.say(
            translate(
                "Catalogue",
                "It is in force here at once and reaches units with their next receipt, or with "
                "a file of its own. It cannot be taken back, only followed by another.",
            )
        )
        asked.end(translate("Catalogue", "Publish"), translate("Catalogue", "Not yet"))
        if asked.answered():
            self._publish()

    def _publish(self) -> None:
        app, lists, base = self._around.app, self._lists, self._base

        def work(_progress: Progress) -> Published:
            done: Published = app.releasing.publish(lists, base)
            return done

        self.publish.setEnabled(False)
        self._around.write(work, self._published, self._failed)

    def _published(self, done: Published | Merged) -> None:
        self._keeper.drop(KEY)
        self._show()
        self.notice.say("")
        self.done.say(done.words)
        self._around.tell(done.words)

    def ask_merger(self) -> None:
        """Units that were merged into one; a walk of its own, with a release of its own."""
        merging.ask(self._around, self._base, self, self._published, self._failed)

    def _ask_files(self) -> None:
        folder = ask_folder(self, translate("Catalogue", "Folder or stick for the files"))
        if folder is not None:
            self.write_files(folder)

    def write_files(self, folder: Path) -> None:
        """A file with the release in force for every unit with a registered PC."""
        self._around.write(partial(self._written, folder), self._told_files, self._failed)

    def _written(self, folder: Path, progress: Progress) -> Files:
        return Files(paths=self._around.app.releasing.write_files(folder, progress))

    def _told_files(self, done: Files) -> None:
        count, folder = len(done.paths), done.paths[0].parent
        self.notice.say("")
        self.done.say(
            translate("Catalogue", "{n} files written to {folder}.", n=count, folder=folder)
        )

    def _failed(self, error: Exception) -> None:
        self.done.say("")
        self.notice.say(words_of(error, self._around))
        self._look()

    # what the window tells
    def on_changed(self, changed: Changed) -> None:
        """Begin with the new release where one is in force."""
        if changed & Changed.CATALOGUE and self._around.app.catalogue.number != self._base:
            self._keeper.flush()
            self._show()

    def leave(self) -> None:
        """Before the page goes: what was typed stays a draft."""
        self._keeper.flush()


def _state_words(base: int, found: Sequence[Fault], told: Sequence[str]) -> str:
    number = translate("Catalogue", "Release no. {number} is in force.", number=base)
    if found:
        first = own_lists.fault_words(found[0])
        mend = translate("Catalogue", "Before publishing: {fault}", fault=first)
        return f"{number} {mend}"
    if told:
        new = translate("Catalogue", "Not published yet:")
        return f"{number} {new} {release_words.brief(told)}"
    same = translate("Catalogue", "Change cells, add or close lines, then publish.")
    return f"{number} {same}"


def _tab_words(name: str) -> str:
    if name == OFFICES:
        return translate("Catalogue", "Units")
    if name == PLACES:
        return translate("Catalogue", "Communes")
    if name == PERIODS:
        return translate("Catalogue", "Periods and due dates")
    if name == TASKS:
        return translate("Catalogue", "Plan")
    return translate("Catalogue", "Names and headings")


def build(around: Around) -> QWidget:
    """The page."""
    return CataloguePage(around)
