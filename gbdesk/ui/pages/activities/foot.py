"""The line below the log and the chips above it: counted off the window's thread, never stale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from gbdesk.domain.numbers import group, percent
from gbdesk.services.activities import ActivityQuery
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.latest import Latest
from gbdesk.ui.forms.parts import Foot
from gbdesk.ui.pages.activities.filters import Filters, Narrowing

if TYPE_CHECKING:
    from gbdesk.services.activity_sums import Sums

LONG_MS: Final = 300
Asked: TypeAlias = Callable[[Narrowing], ActivityQuery]


class ListFoot(Foot):
    """How many are listed, and the sums of them as soon as they are known.

    Until then there is none: a sum of what was listed before is never shown.
    """

    def __init__(self, around: Around, filters: Filters, parent: QWidget) -> None:
        super().__init__(parent)
        self._around, self._filters = around, filters
        self._latest = Latest(around, self)
        self.count, self.people, self.apart = QLabel(self), QLabel(self), QLabel(self)
        for label in (self.count, self.people, self.apart):
            label.setObjectName("footText")
            self.say(label)
        self.apart.setToolTip(
            translate(
                "Activities",
                "As in the report: a joint activity counts only at the unit that led it, so that "
                "nobody is counted twice; what is planned does not count yet.",
            )
        )
        self._long = QTimer(self, singleShot=True, interval=LONG_MS)
        self._long.timeout.connect(self._is_long)
        self._latest.failed.connect(self._long.stop)
        self.tell_key("Ctrl D", translate("Activities", "duplicate"))
        self._undo = self.tell_key("Ctrl Z", translate("Activities", "undo"))

    def tell_undo(self, words: str) -> None:
        """What Ctrl Z would take back; empty where there is nothing."""
        said = translate("Activities", "undo: {what}", what=words)
        self._undo.words.setText(said if words else translate("Activities", "undo"))

    def wait(self) -> None:
        """Other activities are being looked for: what stands here is not of them."""
        self._latest.forget()
        self.count.clear()
        self._blank()

    def tell(self, listed: int, narrowing: Narrowing, asked: Asked) -> None:
        """So many are listed; ask for their sums, and how many each chip would leave."""
        self.count.setText(translate("Activities", "{n} activities", n=listed))
        self._blank()
        activities = self._around.app.activities
        whole = replace(narrowing, lacking=False, unsent=False, planned=False)
        shown, every = asked(narrowing), asked(whole)
        lacking, planned = asked(replace(whole, lacking=True)), asked(replace(whole, planned=True))

        def count() -> tuple[Sums, tuple[int, int, int]]:
            sums = activities.sums(shown, unsent=narrowing.unsent)
            unsent = activities.count(every, unsent=True)
            return sums, (activities.count(lacking), unsent, activities.count(planned))

        self._latest.ask(count, self._counted)

    def _blank(self) -> None:
        self.people.clear()
        self.apart.hide()
        self._filters.show_no_counts()
        self._long.start()

    def _is_long(self) -> None:
        self.people.setText(translate("Activities", "Adding up…"))

    def _counted(self, told: tuple[Sums, tuple[int, int, int]]) -> None:
        sums, chips = told
        self._long.stop()
        self.people.setText(_people_words(sums.people, sums.women))
        self.apart.setText(_apart_words(sums))
        self.apart.setVisible(bool(self.apart.text()))
        self._filters.show_counts(*chips)


def _apart_words(sums: Sums) -> str:
    """What is listed and not added to the people, and why."""
    parts = []
    if sums.partner:
        parts.append(
            translate("Activities", "{n} as partner, counted by the leading unit", n=sums.partner)
        )
    if sums.no_role:
        parts.append(translate("Activities", "{n} without a role, not counted", n=sums.no_role))
    return " · ".join(parts)


def _people_words(people: int, women: int) -> str:
    """How many came; no share of the women where more of them were counted than people."""
    if not people:
        return ""
    all_, part = group(people), group(women)
    if women > people:
        return translate("Activities", "People: {people} · women {women}", people=all_, women=part)
    return translate(
        "Activities",
        "People: {people} · women {women} ({share})",
        people=all_,
        women=part,
        share=percent(women, people),
    )
