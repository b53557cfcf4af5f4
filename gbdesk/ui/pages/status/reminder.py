"""Reminding offices: whom, in which words; to copy or to keep as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from gbdesk.media.writing import write_verified
from gbdesk.services import reminding
from gbdesk.services.changed import Changed
from gbdesk.services.monitoring import OfficeRow, Reminders
from gbdesk.services.status import reminder_of
from gbdesk.text import translate
from gbdesk.ui.dialogs import ask_folder, ask_save
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.look import px, sheet
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.parts import button, row, said

if TYPE_CHECKING:
    from pathlib import Path

    from gbdesk.services.progress import Progress

KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """Offices were reminded; the audit says so."""

    changed: Changed = Changed.NOTHING


class ReminderDialog(Question):
    """Which offices, and the text for them; nothing in it tells a figure."""

    def __init__(
        self,
        around: Around,
        rows: Sequence[OfficeRow],
        chosen: Sequence[str],
        parent: QWidget | None,
    ) -> None:
        super().__init__(translate("Status", "Remind units of their report"), parent)
        self._around, self._rows = around, {row.office: row for row in rows}
        self.setMinimumSize(px(840), px(440))
        self.setStyleSheet(sheet())
        self.offices = QListWidget(self)
        self.offices.setAccessibleName(translate("Status", "Units to remind"))
        self.offices.setFixedWidth(px(330))
        self.offices.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.offices.setTextElideMode(Qt.TextElideMode.ElideRight)
        for one in rows:
            self.offices.addItem(self._item(one, ticked=one.office in chosen))
        self.offices.itemChanged.connect(self._changed)
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(translate("Status", "Text of the reminder"))
        self.text.setTabChangesFocus(True)
        held = QWidget(self)
        both = row(self.offices, self.text, spacing=12)
        both.setStretch(1, 1)
        held.setLayout(both)
        self.put(held)
        self._told = said("", "fieldAside", wraps=True)
        self.put(self._told)
        self._lay_feet()
        self._fill()

    def _lay_feet(self) -> None:
        """What can be made of the reminder."""
        self.copy = button(translate("Status", "Copy the text"), "copy", primary=True)
        self.save = button(translate("Status", "Save as a file…"), "save")
        self.shut = button(translate("Status", "Close"))
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        self.shut.clicked.connect(self.reject)
        feet = QWidget(self)
        self.letter = button(translate("Status", "Official letter…"), "file-text")
        self.phones = button(translate("Status", "List to telephone…"), "list-checks")
        self.letter.clicked.connect(partial(self._write_documents, reminding.LETTER))
        self.phones.clicked.connect(partial(self._write_documents, reminding.PHONES))
        feet.setLayout(row(self.letter, self.phones, None, self.shut, self.save, self.copy))
        self.put(feet)
        self.copy.setDefault(True)

    def chosen(self) -> list[str]:
        """The offices ticked."""
        items = (self.offices.item(at) for at in range(self.offices.count()))
        return [item.data(KEY) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _item(self, one: OfficeRow, *, ticked: bool) -> QListWidgetItem:
        words = translate(
            "Status",
            "{name} – {state}",
            name=one.short,
            state=one.cells[self._around.period].words.lower(),
        )
        item = QListWidgetItem(words)
        item.setData(KEY, one.office)
        item.setToolTip(one.name)
        item.setSizeHint(QSize(px(120), px(26)))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        return item

    def _changed(self, _item: QListWidgetItem) -> None:
        self._fill()

    def _fill(self) -> None:
        app, period = self._around.app, self._around.period
        catalogue = app.catalogue
        asked = catalogue.period(period)
        parts = [
            reminder_of(catalogue, catalogue.office(one), asked, self._rows[one].cells[period])
            for one in self.chosen()
        ]
        self.text.setPlainText("\n\n".join(parts))
        some = bool(parts)
        self.copy.setEnabled(some)
        for one in (self.save, self.letter, self.phones):
            one.setEnabled(some)
        self._told.setText("" if some else translate("Status", "Choose at least one unit."))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._note(translate("Status", "The text is on the clipboard; paste it into a message."))

    def _save(self) -> None:
        asked = translate("Status", "Where to keep the text")
        name = f"{translate('Status', 'Reminder')} {self._around.period}.txt"
        target = ask_save(self, asked, name)
        if target is not None:
            data = self.text.toPlainText().encode("utf-8-sig")
            self._around.write(partial(self._write, target, data), self._written)

    def _write(self, target: Path, data: bytes, _progress: Progress) -> Reminded:
        def verify(path: Path) -> None:
            if path.read_bytes() != data:
                raise OSError(path)

        write_verified(target, lambda out: out.write(data), verify)
        return self._remind(_progress)

    def _write_documents(self, what: str) -> None:
        folder = ask_folder(self, translate("Status", "Folder for the documents"))
        if folder is None:
            return
        period, chosen = self._around.period, self.chosen()
        monitoring = self._around.app.monitoring

        def work(_progress: Progress) -> Reminders:
            return monitoring.write_reminder(what, period, chosen, folder)

        self._around.write(work, self._documented, self._failed)

    def _documented(self, done: Reminders) -> None:
        names = ", ".join(path.name for path in done.paths)
        self._told.setText(translate("Status", "Written and read back: {names}.", names=names))

    def _failed(self, error: Exception) -> None:
        self._told.setText(words_of(error, self._around))

    def _written(self, _done: Reminded) -> None:
        self._told.setText(translate("Status", "The text is kept as a file."))

    def _note(self, words: str) -> None:
        self._told.setText(words)
        self._around.write(self._remind, self._noted)

    def _remind(self, _progress: Progress) -> Reminded:
        self._around.app.monitoring.reminder(self._around.period, self.chosen())
        return Reminded()

    def _noted(self, _done: Reminded) -> None:
        """The audit has it."""
