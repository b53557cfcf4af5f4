"""The trash: deleted activities of the last half year, looked through and put back."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from gbdesk.domain.dates import read_iso, short
from gbdesk.services.trash import DAYS, Trash, TrashRow
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.back import Back
from gbdesk.ui.forms.look import icon
from gbdesk.ui.forms.parts import Foot
from gbdesk.ui.tables.columns import DASH, NUMBER, Column
from gbdesk.ui.tables.model import IdModel
from gbdesk.ui.tables.search import SearchField
from gbdesk.ui.tables.view import IdTable

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress
    from gbdesk.services.trash import PutBack

SEARCH = 240


class TrashView(QWidget):
    """`restored` once activities are in the log again."""

    restored = Signal()

    def __init__(self, around: Around, back: Back, parent: QWidget) -> None:
        super().__init__(parent)
        self._around, self._back = around, back
        self._office, self._may = around.app.session.office, False
        self._rows: dict[int, TrashRow] = {}
        self.search = SearchField(translate("Trash", "Search in the trash…"), self)
        self.search.setFixedWidth(SEARCH)
        words = translate("Trash", "Put back")
        self.restore_button = QPushButton(icon("undo-2", "on_primary"), f" {words}", self)
        self.restore_button.setObjectName("primary")
        self.restore_button.setAccessibleName(words)
        self.model = IdModel(_columns(), self._fetch, self)
        self.table = IdTable(self.model, self)
        self.table.setAccessibleName(translate("Trash", "Deleted activities"))
        self.table.fill_menu(self._fill_menu)
        self._empty, self._count = QLabel(self), QLabel(self)
        self._lay()
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.table)
        self.search.asked.connect(self._asked)
        self.search.left_down.connect(self.table.setFocus)
        self.restore_button.clicked.connect(self.restore)
        self.table.opened.connect(self._opened)
        self.table.typed.connect(self._typed)
        self.table.selectionModel().selectionChanged.connect(self._selected)

    def _lay(self) -> None:
        self._empty.setObjectName("empty")
        self._empty.setWordWrap(True)
        self._empty.setMargin(24)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._count.setObjectName("footText")
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 18, 8)
        line.addWidget(self.search)
        line.addStretch(1)
        line.addWidget(self.restore_button)
        frame = QFrame(self)
        frame.setObjectName("tableFrame")
        foot = Foot(frame)
        foot.say(self._count)
        foot.tell_key("Enter", translate("Trash", "put back"))
        held = QVBoxLayout(frame)
        held.setContentsMargins(1, 1, 0, 0)
        held.setSpacing(0)
        held.addWidget(self.table, 1)
        held.addWidget(self._empty, 2)
        held.addWidget(foot)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(line)
        right = QHBoxLayout()
        right.setContentsMargins(0, 0, 18, 0)
        right.addWidget(frame)
        box.addLayout(right, 1)

    def serve(self, office: str, *, may: bool) -> None:
        """Show what this office deleted."""
        self._office, self._may = office, may
        self.refresh()

    def refresh(self) -> None:
        """Look again."""
        text, office, desk = self.search.text(), self._office, self._around.app.desk

        def work(_progress: Progress) -> list[TrashRow]:
            return Trash(desk).rows(text, office=office)

        self._around.read(work, self._show)

    def seek(self) -> None:
        """The caret goes to the search."""
        self.search.setFocus()
        self.search.selectAll()

    def restore(self) -> None:
        """Put the selected activities back."""
        ids = [self._rows[key].id for key in self.table.selected_keys()]
        if not ids or not self._may:
            return
        desk, office, steps = self._around.app.desk, self._office, self._back.steps
        step = translate("Trash", "put {n} activities back", n=len(ids))

        def work(_progress: Progress) -> PutBack:
            done = Trash(desk).restore(ids, office=office)
            steps.keep(step, done.undo)
            return done

        self._around.write(work, self._restored, self._failed)

    def _restored(self, done: PutBack) -> None:
        self._back.tell(translate("Trash", "{n} activities are in the log again", n=len(done.ids)))
        self.refresh()
        self.restored.emit()

    def _failed(self, error: Exception) -> None:
        self._around.complain(error)
        self.refresh()

    def _show(self, rows: Sequence[TrashRow]) -> None:
        self._rows = {row.key: row for row in rows}
        self.table.show_keys(array("q", self._rows))
        if rows and self.table.current_key() is None:
            self.table.select_row(0)
        self._count.setText(translate("Trash", "{n} deleted activities", n=len(rows)))
        held = self.table.hasFocus()
        self.setFocusProxy(self.table if rows else self._empty)
        self._empty.setVisible(not rows)
        if held and not rows:
            self.setFocus()  # else Qt passes the caret to the navigation
        self.table.setVisible(bool(rows))
        self._empty.setText(self._empty_words())
        self._selected()

    def _empty_words(self) -> str:
        if self.search.text().strip():
            return translate("Trash", "No deleted activity is like this.")
        return translate(
            "Trash",
            "The trash is empty. What is deleted from the log lies here for {n} days and can be "
            "put back.",
            n=DAYS,
        )

    def _fetch(self, keys: Sequence[int]) -> list[TrashRow]:
        return [self._rows[key] for key in keys if key in self._rows]

    def _fill_menu(self, menu: QMenu) -> None:
        if self._may and self.table.selected_keys():
            menu.addAction(translate("Trash", "Put back"), self.restore)
        menu.addAction(translate("Activities", "Copy"), self.table.copy)

    def _selected(self, *_what: object) -> None:
        self.restore_button.setEnabled(self._may and bool(self.table.selected_keys()))

    def _opened(self, _key: object) -> None:
        self.restore()

    def _typed(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(text)

    def _asked(self, _text: str) -> None:
        self.refresh()


def _columns() -> tuple[Column, ...]:
    words = {
        "start": translate("Activities", "Day"),
        "title": translate("Activities", "Activity"),
        "kind": translate("Activities", "Form of activity"),
        "places": translate("Activities", "Place"),
        "people": translate("Activities", "All"),
        "deleted": translate("Trash", "Deleted"),
        "who": translate("Trash", "Deleted by"),
        "left": translate("Trash", "Days left"),
    }
    return (
        Column(key="start", title=words["start"], show=_start, width=106),
        Column(key="title", title=words["title"], show=_title, width=250, stretches=True),
        Column(key="kind", title=words["kind"], show=_kind, width=140, stretches=True, drops=True),
        Column(key="places", title=words["places"], show=_places, width=120, stretches=True),
        Column(key="people", title=words["people"], show=_people, width=58, kind=NUMBER),
        Column(key="deleted", title=words["deleted"], show=_deleted, width=106),
        Column(key="who", title=words["who"], show=_who, width=130, drops=True),
        Column(key="left", title=words["left"], show=_left, width=86, kind=NUMBER),
    )


def _start(row: TrashRow) -> str:
    try:
        day = read_iso(row.start)
    except ValueError:  # whoever wrote it, it is shown as it stands
        day = None
    return short(day) if day else row.start


def _title(row: TrashRow) -> str:
    return row.title


def _kind(row: TrashRow) -> str:
    return row.kind_label


def _places(row: TrashRow) -> str:
    return row.places_label


def _people(row: TrashRow) -> object:
    return DASH if row.attendees is None else row.attendees


def _deleted(row: TrashRow) -> str:
    return short(row.deleted)


def _who(row: TrashRow) -> str:
    return row.who


def _left(row: TrashRow) -> int:
    return row.left
