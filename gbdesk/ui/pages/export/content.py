"""The first step: what the package holds, what it declares as missing, a note to the hub."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from gbdesk.domain.activities import public_words
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.forms import DV
from gbdesk.domain.names import nfc_lines
from gbdesk.domain.pii import find_personal, without
from gbdesk.services.home_parts import RETURN_PAGES
from gbdesk.services.outgoing import NO_TEXT, NOT_REVIEWED, Gap
from gbdesk.services.sending_parts import NOTE_MOST, Planned
from gbdesk.text import translate
from gbdesk.ui.forms.fields import Fix, Note
from gbdesk.ui.forms.notes import Notes
from gbdesk.ui.forms.personal import personal_note
from gbdesk.ui.office.notice import NoticeBox
from gbdesk.ui.office.parts import Held, Picture, Words, line, scrolled
from gbdesk.ui.pages.export.again import Again
from gbdesk.ui.pages.export.details import DetailTable

LEFT: Final = 392
SHOWN_GAPS: Final = 6
KINDS: Final = {
    "activity": "notebook-pen",
    "row": "shield",
    "return": "file-check",
    "narrative": "message-square-text",
    "entry": "landmark",
}


class ContentStep(QWidget):
    """`go_asked` carries page and facts of a gap; `noted` when the note was typed in."""

    go_asked = Signal(str, dict)
    noted = Signal()
    enrolment_asked = Signal()

    def __init__(self, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._public = public_words(catalogue)
        self._planned: Planned | None = None
        self._every_gap = False
        area, held = scrolled(self)
        area.setFixedWidth(LEFT)
        self._held: QWidget = held
        self._box = QVBoxLayout(held)
        self._box.setContentsMargins(0, 0, 12, 0)
        self._box.setSpacing(12)
        self._top = QWidget(held)
        self._box.addWidget(self._top)
        self._box.addWidget(self._note_field(held))
        self.again = Again(catalogue, held)
        self._box.insertWidget(0, self.again.notice)
        self._box.addWidget(self.again)
        self._box.addStretch(1)
        self.table = DetailTable(self)
        right = QVBoxLayout()
        right.setSpacing(6)
        self._caption = Words("", "officeStrong", parent=self)
        right.addWidget(self._caption)
        right.addWidget(self.table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(area)
        row.addLayout(right, 1)

    def _note_field(self, parent: QWidget) -> QWidget:
        held = Held(parent)
        box = QVBoxLayout(held)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        hub = self._catalogue.word("hub_short")
        label = translate("Export", "Note to {hub_short} (not needed)", hub_short=hub)
        self.note = QPlainTextEdit(held)
        self.note.setAccessibleName(label)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(76)
        self._left = Words("", "officeHint", parent=held)
        self._notes = Notes(held)
        self._notes.fix_asked.connect(self._fix)
        self.note.textChanged.connect(self._typed)
        box.addWidget(Words(label, "officeAside", parent=held))
        box.addWidget(self.note)
        box.addWidget(self._left)
        box.addWidget(self._notes)
        return held

    # what is shown
    def show_planned(self, planned: Planned) -> None:
        """Show what the next package would hold."""
        self._planned = planned
        made = QWidget(self._held)
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(Words(self._title(planned), "officeTitle", wrap=True, parent=made))
        box.addWidget(Words(self._since(planned), "officeAside", wrap=True, parent=made))
        if planned.blocked is not None:
            box.addWidget(NoticeBox.of(planned.blocked, made))
            if planned.blocked.code == "send.waiting":
                button = QPushButton(translate("Export", "Registration…"), made)
                button.clicked.connect(self.enrolment_asked)
                box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        for words in planned.late:
            box.addWidget(NoticeBox("lock", "warning", words, made))
        for kind, count in planned.counts.items():
            box.addWidget(line(made))
            box.addWidget(_count_line(kind, count.all, planned, made))
        if planned.gaps:
            box.addWidget(self._gaps(planned.gaps, made))
        self._box.replaceWidget(self._top, made)
        made.show()
        self._top.hide()
        self._top.deleteLater()
        self._top = made
        self.table.details.show(planned.details)
        self._caption.setText(
            translate("Export", "Every changed value: {n}", n=len(planned.details))
        )

    def _title(self, planned: Planned) -> str:
        period = planned.title[:1].lower() + planned.title[1:]
        seq = f"{planned.seq:02d}"
        return translate("Export", "Package {seq}, {period}", seq=seq, period=period)

    def _since(self, planned: Planned) -> str:
        if not planned.since:
            return translate("Export", "The first package: everything entered goes with it.")
        return translate(
            "Export",
            "{n} changes after package {since}. Nothing is hidden: this list is the package.",
            n=planned.all,
            since=f"{planned.since:02d}",
        )

    def _gaps(self, gaps: Sequence[Gap], parent: QWidget) -> QWidget:
        hub = self._catalogue.word("hub_short")
        box = NoticeBox(
            "circle-alert",
            "warning",
            translate(
                "Export",
                "Declared as missing: {n}. The package can be made; {hub_short} sees this list.",
                n=len(gaps),
                hub_short=hub,
            ),
            parent,
        )
        shown = gaps if self._every_gap else gaps[:SHOWN_GAPS]
        for gap in shown:
            link = box.add_link(gap.words)
            link.setProperty("gap", gaps.index(gap))
            link.clicked.connect(self._gap_clicked)
        if len(gaps) > len(shown):
            more = box.add_link(translate("Export", "and {n} more", n=len(gaps) - len(shown)))
            more.clicked.connect(self._show_every_gap)
        return box

    def _gap_clicked(self) -> None:
        link = self.sender()
        if not isinstance(link, QPushButton) or self._planned is None:
            return
        gap = self._planned.gaps[int(link.property("gap"))]
        if gap.kind == NO_TEXT:
            self.go_asked.emit("narrative", {})
        elif gap.kind == NOT_REVIEWED:
            self.go_asked.emit("registers", {"register": gap.form, "review": True})
        else:
            form = self._catalogue.forms.get(gap.form)
            page = RETURN_PAGES.get(form.dataset if form else DV, RETURN_PAGES[DV])
            self.go_asked.emit(page, {"form": gap.form, "place": gap.place})

    def _show_every_gap(self) -> None:
        self._every_gap = True
        if self._planned is not None:
            self.show_planned(self._planned)

    # the note
    def text(self) -> str:
        """The note as it goes out."""
        return nfc_lines(self.note.toPlainText())

    def note_is_good(self) -> bool:
        """Whether the note can go out as it is."""
        text = self.text()
        return len(text) <= NOTE_MOST and not find_personal(text, self._public)

    def _typed(self) -> None:
        left = NOTE_MOST - len(self.text())
        self._left.setText(
            translate("Export", "{n} letters left", n=left)
            if left >= 0
            else translate("Export", "{n} letters too many", n=-left)
        )
        self._left.tone("danger" if left < 0 else "")
        hits = find_personal(self.text(), self._public)
        self._notes.show_notes([_told(hits[0].kind)] if hits else [])
        self.noted.emit()

    def _fix(self, _note: Note, _fix: Fix) -> None:
        text = self.text()
        self.note.setPlainText(without(text, find_personal(text, self._public)))
        self.note.setFocus()


def _told(kind: str) -> Note:
    """The warning with its one way on: such a note never goes out."""
    note = personal_note("note", kind)
    return replace(note, fixes=note.fixes[:1])


def _count_line(kind: str, count: int, planned: Planned, parent: QWidget) -> QWidget:
    held = QWidget(parent)
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 1, 0, 1)
    row.setSpacing(10)
    row.addWidget(Picture(KINDS.get(kind, "file-text"), "primary", 18, held))
    words = planned.count_words[list(planned.counts).index(kind)]
    label, _, rest = words.partition(": ")
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Words(label, "officeStrong", parent=held))
    column.addWidget(Words(rest, "officeAside", parent=held))
    row.addLayout(column, 1)
    row.addWidget(Words(str(count), "officeStrong", parent=held))
    held.setAccessibleName(words)
    return held
