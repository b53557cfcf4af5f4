"""The page of the narrative: what the figures do not say, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gbdesk.domain.activities import public_words
from gbdesk.domain.ids import derived_id
from gbdesk.domain.numbers import group
from gbdesk.domain.refusals import Refused
from gbdesk.services.changed import Changed
from gbdesk.text import mark, say, translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.drafts import DraftKeeper
from gbdesk.ui.forms.dressed import Dressed
from gbdesk.ui.forms.look import sheet
from gbdesk.ui.forms.offices import OfficeChooser
from gbdesk.ui.forms.parts import Notice
from gbdesk.ui.office.locked import LockedNotice
from gbdesk.ui.pages.narrative.section import NarrativeSection

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

PAGE: Final = "narrative"
WIDEST: Final = 900
HINTS: Final = {
    "results": mark("Narrative", "What was done and what came of it, by task of the plan"),
    "difficulties": mark("Narrative", "What did not go as planned"),
    "causes": mark("Narrative", "Why, within and outside the unit"),
    "proposals": mark("Narrative", "What the unit asks of its superiors"),
    "plans": mark("Narrative", "What the unit will do next"),
}


class NarrativePage(Dressed):
    """`head` goes into the page's first line."""

    saved = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._keeper = DraftKeeper(around.app.store.drafts, PAGE, self)
        self._keeper.kept.connect(self._draft_kept)
        self._kept: dict[str, str] = {}
        self._seen: dict[str, str] = {}
        self._typing: set[str] = set()
        self.offices = OfficeChooser(around, "narrative", self)
        self.head, self.buttons = (self.offices,), ()
        self.offices.chosen.connect(self._office_chosen)
        self.locked = LockedNotice(around, self)
        self.sections = {
            one.id: NarrativeSection(one.id, one.label, _hint(one.id), self)
            for one in around.app.narratives.sections()
        }
        self._lay()
        self.dress(sheet)
        self.period_changed()

    def _lay(self) -> None:
        held = QWidget(self)
        held.setMaximumWidth(WIDEST)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 18, 18)
        column.setSpacing(12)
        column.addWidget(
            Notice(
                "shield",
                "privacy",
                translate("Narrative", "No names, addresses or telephone numbers of persons."),
                held,
            )
        )
        column.addWidget(self.locked)
        for section in self.sections.values():
            column.addWidget(section)
            section.edited.connect(self._edited)
            section.left.connect(self._left)
            section.settled.connect(self._settled)
            section.erase_asked.connect(self._erase)
        column.addStretch(1)
        middle = QWidget(self)
        row = QHBoxLayout(middle)
        row.setContentsMargins(18, 0, 0, 0)
        row.addWidget(held, 1)
        row.addStretch(0)
        area = QScrollArea(self)
        area.setObjectName("pageBody")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(middle)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)

    def _office_chosen(self, _office: str) -> None:
        self.leave()
        self.period_changed()

    def period_changed(self) -> None:
        """Show the period and office now chosen, drafts before what is kept."""
        self.offices.refresh()
        self.locked.follow(self._around.period)
        app, office = self._around.app, self.offices.office()
        self._kept = dict(app.narratives.get(self._around.period, office=office))
        self._typing.clear()
        public, may = public_words(app.catalogue), self.offices.may_edit()
        for name, section in self.sections.items():
            draft = self._keeper.found(self._key(name)) if may else None
            kept = self._kept.get(name, "")
            text = str(draft["text"]) if draft else kept
            self._seen[name] = str(draft.get("seen", kept)) if draft else kept
            other = None if text == kept or self._seen[name] == kept else kept
            section.show_text(text, public, locked=not may, other=other)
            section.erase.setVisible(bool(kept))
            section.say(translate("Narrative", "Draft kept") if draft else "")
        self._show_hint()

    def _show_hint(self) -> None:
        count, people, women = self._around.app.activities.totals_of(
            self._around.period, office=self.offices.office()
        )
        words = translate(
            "Narrative",
            "The activity log of this period: {count} activities, {people} people, {women} women.",
            count=group(count),
            people=group(people),
            women=group(women),
        )
        self.sections["results"].hint.setText(words)
        self.sections["results"].hint.setVisible(count > 0)

    def _key(self, section: str) -> str:
        return f"{self.offices.office()}/{self._around.period}/{section}"

    def _edited(self, name: str) -> None:
        section = self.sections[name]
        self._typing.add(name)

        def payload() -> dict[str, Any]:
            return {"text": section.value(), "seen": self._seen[name]}

        self._keeper.touch(self._key(name), payload)

    def _draft_kept(self) -> None:
        for name in self._typing:
            self.sections[name].say(translate("Narrative", "Draft kept"))

    def _settled(self, name: str) -> None:
        self._seen[name] = self._kept.get(name, "")
        self._left(name)

    def _left(self, name: str) -> None:
        section = self.sections[name]
        text, key = section.value(), self._key(name)
        if not self.offices.may_edit() or section.other is not None:
            return
        if text == self._kept.get(name, ""):
            self._keeper.drop(key)
            return
        app, period, office = self._around.app, self._around.period, self.offices.office()
        seen = self._seen[name]

        def work(_progress: Progress) -> Any:
            return app.narratives.save(period, name, text, office=office, seen=seen)

        def done(_saved: Any) -> None:
            self._kept[name] = self._seen[name] = text
            self._typing.discard(name)
            self._keeper.drop(key)
            section.say(translate("Narrative", "Saved"))
            self.saved.emit()

        self._around.write(work, done, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused) and error.code == "narrative.moved":
            self._look_again()
        self._around.complain(error)

    def _look_again(self) -> None:
        self._keeper.flush()
        self.period_changed()

    def _erase(self, name: str) -> None:
        """Go where this text is erased everywhere."""
        office, period = self.offices.office(), self._around.period
        record = derived_id("narrative", office, period, name)
        self._around.go("erasing", entity="narrative", record=record, office=office)

    # what the window tells
    def on_changed(self, changed: Changed) -> None:
        """Look again where something else changed the texts, not while typing."""
        if changed & (Changed.PACKAGES | Changed.CONFLICTS | Changed.CATALOGUE):
            self._look_again()
        elif changed & Changed.ACTIVITIES:
            self._show_hint()

    def leave(self) -> None:
        """Before the page goes: what was typed stays a draft."""
        self._keeper.flush()


def _hint(section: str) -> str:
    return say(HINTS[section]) if section in HINTS else ""


def build(around: Around) -> QWidget:
    """The texts of the report."""
    return NarrativePage(around)
