"""Which document a return is entered from, asked and told."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from gbdesk.domain.dates import read_iso, short
from gbdesk.domain.names import nfc
from gbdesk.services.paper_document import NUMBER_MOST, Document
from gbdesk.store.papers import Paper
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.dates import DateLine
from gbdesk.ui.forms.fields import ERROR, Note
from gbdesk.ui.forms.notes import Notes
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.parts import said
from gbdesk.ui.returns.book import ReturnBook


class DocumentDialog(Question):
    """Which document it is: its number, its date, the day it came."""

    def __init__(self, around: Around, book: ReturnBook, parent: QWidget) -> None:
        super().__init__(translate("Papers", "Enter from a document"), parent)
        unit = around.app.catalogue.office(book.office).name
        known = book.document
        self.say(
            translate(
                "Papers",
                "{unit} sent its figures on paper or in Excel: they are entered here. They count "
                "until the unit's own return comes by package; both stay kept.",
                unit=unit,
            )
        )
        counts = known is not None and known.counts
        if not counts and not all(
            one.is_blank
            for one in around.app.returns.open(book.form, book.period, book.office).cells.values()
        ):
            self.say(
                translate(
                    "Papers",
                    "The unit has sent figures of its own for this return. They stay kept, but "
                    "this document counts in their place.",
                )
            )
        self._lay(around, known if counts else None)

    def _lay(self, around: Around, known: Paper | None) -> None:
        """Number and days, as they are known already."""
        self.number = QLineEdit(known.number if known else "", self)
        self.number.setMaxLength(NUMBER_MOST)
        today = around.app.today
        self.day, self.came = DateLine(today, self), DateLine(today, self)
        if known:
            self.day.set_value(known.day)
            self.came.set_value(known.came)
        else:
            self.came.set_day(today())
        for words, line in (
            (translate("Papers", "Number of the document, e.g. 12/BC-VHTT"), self.number),
            (translate("Papers", "Date of the document"), self.day),
            (translate("Papers", "Day it came"), self.came),
        ):
            self.put(said(words, "fieldLabel"))
            line.setAccessibleName(words)
            self.put(line)
        self._notes = Notes(self)
        self.put(self._notes)
        self.end(translate("Papers", "Enter the figures"), translate("Papers", "Leave it"))

    def document(self) -> Document | None:
        """The document as typed; None where something is missing."""
        day, came = self.day.day(), self.came.day()
        if not nfc(self.number.text()) or day is None or came is None or came < day:
            return None
        return Document(number=self.number.text(), day=day, came=came)

    # Qt's names
    def accept(self) -> None:
        """Close only with all of it."""
        if self.document() is not None:
            super().accept()
            return
        lacks = not nfc(self.number.text())
        words = (
            translate("Papers", "Write the number as it stands on the document.")
            if lacks
            else translate(
                "Papers",
                "Both dates are needed, the day it came not before the date of the document.",
            )
        )
        self._notes.show_notes([Note(field="", severity=ERROR, code="", text=words, fixes=())])
        (self.number if lacks else self.day).setFocus()


def notice_words(found: Paper, differing: int, *, paper: bool) -> str:
    """What is shown and what counts."""
    number, day = found.number, _day(found.day)
    if found.counts and paper:
        return translate(
            "Papers",
            "Document {number} of {day}, received on {came}: these figures count until the unit's "
            "own return comes.",
            came=_day(found.came),
            number=number,
            day=day,
        )
    if found.counts:
        return translate(
            "Papers",
            "Figures of the unit itself. Document {number} of {day} counts now in their place.",
            number=number,
            day=day,
        )
    if paper:
        return translate(
            "Papers",
            "Document {number} of {day} no longer counts: the unit's own return has come. "
            "{n} figures differ.",
            n=differing,
            number=number,
            day=day,
        )
    return translate(
        "Papers",
        "The unit's own return has come and counts. Document {number} of {day} is kept; "
        "{n} figures differ.",
        n=differing,
        number=number,
        day=day,
    )


def _day(said_day: str) -> str:
    day: date | None = read_iso(said_day)
    return short(day) if day else ""
