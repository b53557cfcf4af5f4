"""Two lists one above the other, of which one shows: where a text stands, and what was erased."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gbdesk.services.redacting_parts import Erasure, Place
from gbdesk.text import translate
from gbdesk.ui.forms.parts import Foot
from gbdesk.ui.hub.listed import OFFICE, Line
from gbdesk.ui.hub.page import id_table
from gbdesk.ui.hub.parts import Empty, said
from gbdesk.ui.pages.erasing.rows import erasure_columns, place_columns

FIND: Final = "find"
SO_FAR: Final = "so-far"


class Lists(QFrame):
    """`chosen`: another line has the caret."""

    chosen = Signal(object)

    def __init__(self, *, hub: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.view, self.typed = FIND, ""
        self._places: dict[int, Line[Place]] = {}
        self._erasures: dict[int, Line[Erasure]] = {}
        self.places = id_table(place_columns(hub=hub), self._fetch_places, self)
        self.erasures = id_table(erasure_columns(hub=hub), self._fetch_erasures, self)
        self.places.setAccessibleName(translate("Erasing", "Where the text stands"))
        self.erasures.setAccessibleName(translate("Erasing", "Erased so far"))
        self._empty, self._count = Empty("search", ""), said("", "footText")
        inner = QVBoxLayout(self)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.setSpacing(0)
        for part in (self.places, self.erasures, self._empty):
            inner.addWidget(part, 1)
        foot = Foot(self)
        foot.say(self._count)
        inner.addWidget(foot)
        self.places.chosen.connect(self._place_chosen)
        self.erasures.chosen.connect(self._erasure_chosen)

    def show_places(self, found: Sequence[Place]) -> None:
        """Other fields; the caret goes to the first."""
        self._places = {one.key: Line(key=one.key, row=one) for one in found}
        self.places.show_keys(list(self._places))
        self.places.make_room(OFFICE)
        if found:
            self.places.select_row(0)
        self.choose(self.view)

    def drop(self, place: Place) -> None:
        """This one holds the text no longer; no line has the caret."""
        self._places.pop(place.key, None)
        self.places.show_keys(list(self._places))
        self.choose(self.view)

    def show_erasures(self, found: Sequence[Erasure]) -> None:
        """Other orders to erase; the caret stays, or goes to the first."""
        self._erasures = {one.key: Line(key=one.key, row=one) for one in found}
        self.erasures.show_keys(list(self._erasures))
        self.erasures.make_room(OFFICE)
        if self.erasures.current_key() is None and found:
            self.erasures.select_row(0)
        self.choose(self.view)

    def choose(self, view: str) -> None:
        """Show one of the lists."""
        self.view, finding = view, view == FIND
        count = len(self._places if finding else self._erasures)
        self.places.setVisible(finding and count > 0)
        self.erasures.setVisible(not finding and count > 0)
        self._empty.setVisible(not count)
        self._empty.say(self._empty_words())
        self._count.setText(
            translate("Erasing", "{n} fields", n=count)
            if finding
            else translate("Erasing", "{n} texts erased", n=count)
        )

    def place(self) -> Place | None:
        """The field with the caret."""
        line = self._places.get(self.places.current_key() or 0)
        return line.row if line is not None else None

    def erasure(self) -> Erasure | None:
        """The order with the caret."""
        line = self._erasures.get(self.erasures.current_key() or 0)
        return line.row if line is not None else None

    def _place_chosen(self, key: object) -> None:
        if self.view == FIND:
            self.chosen.emit(key)

    def _erasure_chosen(self, key: object) -> None:
        if self.view == SO_FAR:
            self.chosen.emit(key)

    def _empty_words(self) -> str:
        if self.view != FIND:
            return translate("Erasing", "No text was erased so far.")
        if self.typed:
            return translate("Erasing", "No text holds “{typed}”.", typed=self.typed)
        return translate(
            "Erasing",
            "Type part of what has to go, such as a name: at least two letters. The texts of every "
            "entry are searched, earlier versions and deleted entries too.",
        )

    def _fetch_places(self, keys: Sequence[int]) -> Sequence[Line[Place]]:
        return [self._places[key] for key in keys if key in self._places]

    def _fetch_erasures(self, keys: Sequence[int]) -> Sequence[Line[Erasure]]:
        return [self._erasures[key] for key in keys if key in self._erasures]
