"""Units that were merged into one: which, into which, from when; then what will happen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QWidget,
)

from gbdesk.domain.catalogue_lines import BELOW, CLOSED, ID, OWN, Line, guessed_area, office_kinds
from gbdesk.domain.mergers import Merger
from gbdesk.domain.names import fold, nfc
from gbdesk.domain.refusals import Refused
from gbdesk.services.merging import Merged, Outlook
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.dates import DateLine
from gbdesk.ui.forms.fields import ERROR, Note
from gbdesk.ui.forms.look import px
from gbdesk.ui.forms.notes import Notes
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.look import sheet
from gbdesk.ui.hub.parts import said
from gbdesk.ui.keys.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from gbdesk.services.progress import Progress

KEY: Final = Qt.ItemDataRole.UserRole
WIDTH: Final = 620
HEIGHT: Final = 190
MARGIN: Final = 40


class MergerChoice(Question):
    """Which units, what they become, from which day; closes only where that holds."""

    def __init__(self, around: Around, parent: QWidget | None) -> None:
        super().__init__(translate("Merger", "Units that were merged into one"), parent)
        self._around = around
        self._lines: dict[str, Line] = {
            line[ID]: line
            for line in around.app.releasing.lists().offices
            if not line[CLOSED] or line[CLOSED] >= around.app.today().isoformat()
        }
        self.outlook: Outlook | None = None
        self.setStyleSheet(sheet())
        self.setMinimumWidth(px(WIDTH))
        self._make()
        self._lay()
        self._ticked()

    def _make(self) -> None:
        self.search = QLineEdit(self, clearButtonEnabled=True)
        self.search.setPlaceholderText(translate("Merger", "Find a unit"))
        self.search.setAccessibleName(translate("Merger", "Find a unit"))
        self.search.textChanged.connect(self._narrow)
        self.units = QListWidget(self)
        self.units.setAccessibleName(translate("Merger", "Units that were merged"))
        self.units.setFixedHeight(px(HEIGHT))
        for key, line in self._lines.items():
            self.units.addItem(_item(key, line))
        self.units.itemChanged.connect(self._ticked)
        self.new = QRadioButton(translate("Merger", "They become a new unit"), self)
        self.goes_on = QRadioButton(translate("Merger", "One of them goes on"), self)
        self.new.setChecked(True)
        self.new.toggled.connect(self._shown)
        self.into = QComboBox(self)
        self.into.setAccessibleName(translate("Merger", "The unit that goes on"))
        self.name, self.brief, self.area = (QLineEdit(self) for _ in range(3))
        self.name.textEdited.connect(self._guess)
        self.day = DateLine(self._around.app.today, self)

    def _lay(self) -> None:
        self.put(said(translate("Merger", "Tick every unit that was merged."), "fieldLabel"))
        for part in (self.search, self.units, self.new):
            self.put(part)
        self._named = QWidget(self)
        grid = QGridLayout(self._named)
        grid.setContentsMargins(px(MARGIN) // 2, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        self._area_label = said(translate("Merger", "Area"), "fieldLabel")
        for at, (label, line) in enumerate(
            (
                (said(translate("Merger", "Name of the new unit"), "fieldLabel"), self.name),
                (said(translate("Merger", "Short name"), "fieldLabel"), self.brief),
                (self._area_label, self.area),
            )
        ):
            label.setBuddy(line)
            line.setAccessibleName(label.text())
            grid.addWidget(label, at, 0)
            grid.addWidget(line, at, 1)
        for below in (self._named, self.goes_on, self.into):
            self.put(below)
        label = said(translate("Merger", "First day of the merged unit"), "fieldLabel")
        self.day.setAccessibleName(label.text())
        self.put(label)
        self.put(self.day)
        self._notes = Notes(self)
        self.put(self._notes)
        self.end(translate("Merger", "See what will happen"), translate("Merger", "Not now"))

    # what is chosen
    def chosen(self) -> tuple[str, ...]:
        """The units ticked, by key."""
        items = (self.units.item(at) for at in range(self.units.count()))
        return tuple(one.data(KEY) for one in items if one.checkState() == Qt.CheckState.Checked)

    def merger(self) -> Merger | None:
        """What was chosen, None while the day is not one."""
        day = self.day.day()
        if day is None:
            return None
        if self.goes_on.isChecked():
            return Merger(old=self.chosen(), day=day, into=str(self.into.currentData() or ""))
        line = {
            "name": nfc(self.name.text()),
            "short": nfc(self.brief.text()),
            "area": nfc(self.area.text()) if self._has_area() else "",
        }
        return Merger(old=self.chosen(), day=day, line=line)

    def _has_area(self) -> bool:
        """Whether units of this kind enter figures of an area."""
        kinds = [self._lines[key]["kind"] for key in self.chosen()[:1]]
        return any(office_kinds()[kind].figures in {OWN, BELOW} for kind in kinds)

    # what is shown
    def _ticked(self) -> None:
        kept = self.into.currentData()
        self.into.clear()
        for key in self.chosen():
            self.into.addItem(self._lines[key]["short"], key)
        self.into.setCurrentIndex(max(0, self.into.findData(kept)))
        self._shown()

    def _shown(self) -> None:
        self._named.setVisible(self.new.isChecked())
        self.into.setVisible(self.goes_on.isChecked())
        self.area.setVisible(self._has_area())
        self._area_label.setVisible(self._has_area())

    def _guess(self, name: str) -> None:
        """The area that the name tells, as long as nobody typed another."""
        if not self.area.isModified():
            self.area.setText(guessed_area(name))

    def _narrow(self, typed: str) -> None:
        wanted = fold(typed)
        for at in range(self.units.count()):
            item = self.units.item(at)
            item.setHidden(wanted not in fold(item.text()))

    # Qt's names
    def accept(self) -> None:
        """Close only where the choice holds; what it would do is known then."""
        merger = self.merger()
        if merger is None:
            self._note(translate("Merger", "Type the day, for example 01/07/2026."))
            return
        try:
            self.outlook = self._around.app.releasing.outlook(merger)
        except Refused as refused:
            self._note(words_of(refused, self._around))
            return
        super().accept()

    def _note(self, words: str) -> None:
        shown = Note(field="", severity=ERROR, code="", text=words, fixes=())
        self._notes.show_notes([shown])


def _item(key: str, line: Line) -> QListWidgetItem:
    item = QListWidgetItem(line["short"])
    item.setToolTip(line["name"])
    item.setData(KEY, key)
    item.setSizeHint(QSize(px(120), px(26)))
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Unchecked)
    return item


class MergerWalk(Walk):
    """What will happen; a release cannot be taken back, so it asks for the password."""

    def __init__(self, around: Around, outlook: Outlook, parent: QWidget) -> None:
        title = translate("Merger", "Publish that these units are one")
        last = translate("Merger", "It cannot be taken back, only followed by another release.")
        super().__init__(around, title, (*outlook.steps, last), parent)
        self.ask(translate("Merger", "Publish"))


def allow(asking: QPushButton, *, typed: bool) -> None:
    """A merger begins with the release in force, not with what is typed beside it."""
    asking.setEnabled(not typed)
    first = translate("Merger", "Publish or give up what is typed first.")
    asking.setToolTip(first if typed else "")


def ask(
    around: Around,
    base: int,
    parent: QWidget,
    done: Callable[[Merged], None],
    failed: Callable[[Exception], None],
) -> None:
    """Both pages, then publish; `base` is the release the page shows."""
    choice = MergerChoice(around, parent)
    if not choice.answered():
        return
    merger, outlook = choice.merger(), choice.outlook
    if merger is None or outlook is None or not MergerWalk(around, outlook, parent).answered():
        return
    around.write(partial(_merge, around, merger, base), done, failed)


def _merge(around: Around, merger: Merger, base: int, _progress: Progress) -> Merged:
    done: Merged = around.app.releasing.merge(merger, base)
    return done
