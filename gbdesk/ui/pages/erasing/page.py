"""Erasing a text that must not exist: finding it, seeing all that goes, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from gbdesk.services.changed import Changed
from gbdesk.services.redacting_parts import Erasure, Place, Redaction
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.parts import Segments
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.listed import lay_beside
from gbdesk.ui.hub.page import HubPage
from gbdesk.ui.hub.parts import Banner
from gbdesk.ui.pages.erasing.deeds import Deeds, Done
from gbdesk.ui.pages.erasing.lists import FIND, SO_FAR, Lists
from gbdesk.ui.pages.erasing.side import Side
from gbdesk.ui.tables.search import SearchField

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

__all__ = ["FIND", "SO_FAR", "ErasingPage", "build"]


class ErasingPage(HubPage):
    """`head` goes into the page's first line."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._hub = bool(around.app.session.hub)
        self._look: tuple[Place, Redaction] | None = None
        self.views = Segments(translate("Erasing", "Which list"), self)
        self.head, self.buttons = (self.views,), ()
        self.search = SearchField(translate("Erasing", "Part of the text that has to go…"), self)
        self.notice, self.about = Banner("circle-alert", "danger"), Banner("info", "info")
        self.lists = Lists(hub=self._hub, parent=self)
        self.side = Side(hub=self._hub, parent=self)
        self.deeds = Deeds(around, self)
        lay_beside(self, (self.notice, self.search, self.about, self.lists), self.side)
        self._join()
        self.setFocusProxy(self.search)
        self.period_changed()

    def _join(self) -> None:
        self.views.chosen.connect(self.choose)
        self.search.asked.connect(self.seek)
        self.search.left_down.connect(self.lists.places.setFocus)
        self.lists.chosen.connect(self._chosen)
        self.side.erase_asked.connect(self.ask)
        self.side.next_asked.connect(self._next)
        self.deeds.done.connect(self._done)
        self.deeds.refused.connect(self._refused)

    # what is shown
    def period_changed(self) -> None:
        """Look again at what was erased; texts are of every period."""
        self._around.read(self._ask_erasures, self._show_erasures)

    def _ask_erasures(self, _progress: Progress) -> Sequence[Erasure]:
        found: Sequence[Erasure] = self._around.app.redacting.erasures()
        return found

    def _show_erasures(self, found: Sequence[Erasure]) -> None:
        self.lists.show_erasures(found)
        self.views.offer(
            [
                (FIND, translate("Erasing", "Find and erase")),
                (SO_FAR, translate("Erasing", "Erased so far · {n}", n=len(found))),
            ],
            self.lists.view,
        )
        if self.lists.view == SO_FAR:
            self._chosen(None)

    def seek(self, typed: str) -> None:
        """Look for a text in every entry."""
        self.about.say("")
        self.lists.typed = typed

        def work(_progress: Progress) -> Sequence[Place]:
            found: Sequence[Place] = self._around.app.redacting.find(typed)
            return found

        self._around.read(work, self._show_places, self._refused)

    def _of_record(self, entity: str, record: str, office: str) -> None:
        def work(_progress: Progress) -> Sequence[Place]:
            found: Sequence[Place] = self._around.app.redacting.places(
                entity, record, office=office or None
            )
            return found

        self._around.read(work, self._show_record, self._refused)

    def _show_record(self, found: Sequence[Place]) -> None:
        self.about.say(
            translate("Erasing", "The texts of one entry: {title}", title=found[0].title)
            if found
            else translate("Erasing", "This entry holds no text that could be erased.")
        )
        self._show_places(found)

    def _show_places(self, found: Sequence[Place]) -> None:
        self.lists.show_places(found)
        self._chosen(None)

    def choose(self, view: str) -> None:
        """Show one of the lists."""
        self.views.choose(view)
        self.lists.choose(view)
        self.search.setVisible(view == FIND)
        self.about.setVisible(view == FIND and bool(self.about.words.text()))
        self._chosen(None)

    def _chosen(self, _key: object) -> None:
        self._look = None
        if self.lists.view == SO_FAR:
            self._tell_erasure(self.lists.erasure())
            return
        place = self.lists.place()
        if place is None:
            self.side.show_nothing()
            return
        work = partial(self._ask_look, place)
        self._around.read(work, partial(self._show_look, place), partial(self._problem, place))

    def _tell_erasure(self, found: Erasure | None) -> None:
        if found is None:
            self.side.show_nothing()
        else:
            self.side.show_erasure(found)

    def _ask_look(self, place: Place, _progress: Progress) -> Redaction:
        look: Redaction = self._around.app.redacting.look(
            place.entity, place.record, place.field, office=place.office
        )
        return look

    def _show_look(self, place: Place, look: Redaction) -> None:
        if self.lists.view == FIND and self.lists.place() == place:
            self._look = (place, look)
            self.side.show_look(place, look)

    def _problem(self, place: Place, error: Exception) -> None:
        if self.lists.view == FIND and self.lists.place() == place:
            self.side.show_problem(place, words_of(error, self._around))

    # what is done
    def ask(self) -> None:
        """Ask why, then erase what is shown."""
        if self._look is not None:
            self.notice.say("")
            self.deeds.ask(*self._look, drop=self.side.drop.isChecked())

    def _done(self, done: Done) -> None:
        self._around.tell(done.done.words)
        self._look = None
        self.lists.drop(done.place)
        self.period_changed()
        self.side.show_done(done.done, done.look, done.backups, done.left)

    def _refused(self, error: Exception) -> None:
        self.notice.say(words_of(error, self._around))

    def _next(self) -> None:
        self._around.go("history" if self._hub else "export")

    # what the window tells
    def arrive(self, **facts: Any) -> None:
        """Come here for an entry (`entity`, `record`, `office`) or for the list of what is gone."""
        self.choose(str(facts.get("view", FIND)))
        if record := str(facts.get("record", "")):
            self._of_record(str(facts.get("entity", "")), record, str(facts.get("office", "")))

    def on_changed(self, changed: Changed) -> None:
        """What was erased, and how far it has travelled, may differ."""
        if changed & (Changed.PACKAGES | Changed.CATALOGUE):
            self.period_changed()


def build(around: Around) -> QWidget:
    """The page."""
    return ErasingPage(around)
