"""What can be done with the selected rows: from the menu, the keys, and a bar below the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QWidget,
)

from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.look import icon
from gbdesk.ui.forms.offices import OfficeChooser
from gbdesk.ui.forms.parts import place_words
from gbdesk.ui.pages.activities.bulk import Bulk
from gbdesk.ui.pages.activities.listing import Listed
from gbdesk.ui.pages.activities.many import ChangeMany, CopyTo
from gbdesk.ui.pages.activities.one import One

if TYPE_CHECKING:
    from gbdesk.services.activities import ActivityRow


class SelectionBar(QFrame):
    """Stands below the table while several rows are selected."""

    def __init__(self, places: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("selectionBar")
        self._count = QLabel(self)
        self._count.setObjectName("footText")
        self.change = _button("pencil", translate("Activities", "Change together…"), self)
        words = translate("Activities", "Duplicate into several {places}…", places=places)
        self.copy_to = _button("copy", words, self)
        self.delete = _button("trash-2", translate("Activities", "Delete"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(self._count)
        row.addStretch(1)
        for button in (self.change, self.copy_to, self.delete):
            row.addWidget(button)
        self.hide()

    def tell(self, count: int) -> None:
        """Show how many are selected, where there are several."""
        self._count.setText(translate("Activities", "{n} activities selected", n=count))
        self.setVisible(count > 1)


class Several(QObject):
    """Asks what has to be asked, and hands it to `Bulk`."""

    def __init__(
        self, around: Around, listed: Listed, one: One, bulk: Bulk, offices: OfficeChooser
    ) -> None:
        super().__init__(listed)
        self._around, self._listed, self._one = around, listed, one
        self._bulk, self._offices = bulk, offices
        self.asked: ChangeMany | CopyTo | None = None
        self.bar = SelectionBar(place_words(around.app.catalogue, 2), listed)
        listed.put_above_foot(self.bar)
        self.bar.change.clicked.connect(self.change)
        self.bar.copy_to.clicked.connect(self.copy_to)
        self.bar.delete.clicked.connect(self.delete)
        listed.delete_asked.connect(self.delete)
        listed.selected.connect(self._selected)
        listed.table.fill_menu(self._fill)

    def _selected(self, count: int) -> None:
        self.bar.tell(count if self._offices.may_edit() else 0)

    def rows(self) -> list[ActivityRow]:
        """The selected rows, where they may be changed."""
        return self._listed.rows() if self._offices.may_edit() else []

    def delete(self) -> None:
        """Delete the selected activities."""
        if rows := self.rows():
            self._bulk.delete([row.id for row in rows], rows[0].office)

    def delete_shown(self, ident: str, office: str) -> None:
        """Delete the activity in the form, listed or not."""
        self._bulk.delete([ident], office)

    def duplicate(self) -> None:
        """One activity becomes a new one to be edited; several are copied at once."""
        rows = self.rows()
        if len(rows) > 1:
            self._bulk.duplicate(rows)
        elif rows:
            self._one.copy(rows[0])

    def copy_to(self) -> None:
        """Ask where, then copy the selected activities there."""
        if rows := self.rows():
            self.asked = dialog = CopyTo(self._around, rows, self._listed.window())
            dialog.accepted.connect(self._copy)
            _open(dialog)

    def _copy(self) -> None:
        if isinstance(self.asked, CopyTo):
            self._bulk.duplicate_to(self.asked.rows, self.asked.places())

    def change(self) -> None:
        """Ask what, then set it in the selected activities."""
        if rows := self.rows():
            self.asked = dialog = ChangeMany(self._around, rows, self._listed.window())
            dialog.accepted.connect(self._put)
            _open(dialog)

    def _put(self) -> None:
        if isinstance(self.asked, ChangeMany):
            self._bulk.put(self.asked.rows, self.asked.values())

    def _fill(self, menu: QMenu) -> None:
        if rows := self.rows():
            places = place_words(self._around.app.catalogue, 2)
            words = translate("Activities", "Duplicate into several {places}…", places=places)
            menu.addAction(translate("Activities", "Duplicate (Ctrl D)"), self.duplicate)
            menu.addAction(f"{words}  (Ctrl Shift D)", self.copy_to)
            if len(rows) > 1:
                menu.addAction(translate("Activities", "Change together…"), self.change)
            menu.addAction(translate("Activities", "Delete"), self.delete)
        menu.addAction(translate("Activities", "Copy"), self._listed.table.copy)
        self._one.offer_erasing(menu)


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _button(picture: str, words: str, parent: QWidget) -> QPushButton:
    button = QPushButton(icon(picture, "text_2"), f" {words}", parent)
    button.setObjectName("small")
    button.setAccessibleName(words)
    return button
