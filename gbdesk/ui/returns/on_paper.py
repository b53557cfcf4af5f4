"""At the hub: a return entered out of a document, and the office's own return beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gbdesk.services.evidence import Target
from gbdesk.store.papers import Paper
from gbdesk.text import translate
from gbdesk.ui.evidence.files import FilesDialog
from gbdesk.ui.forms.around import Around
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.parts import Banner, link, row
from gbdesk.ui.returns.book import ReturnBook
from gbdesk.ui.returns.document import DocumentDialog, notice_words

if TYPE_CHECKING:
    from gbdesk.services.papers import Entered
    from gbdesk.services.progress import Progress

Book = TypeVar("Book", bound=ReturnBook)


class OnPaper(QObject):
    """The button, the notice above the grid, and which of the two returns the page shows."""

    changed = Signal()

    def __init__(self, around: Around, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._page = around, page
        self._book: ReturnBook | None = None
        self._wanted: dict[str, bool] = {}
        self.button = QPushButton(translate("Papers", "Enter from paper…"), page)
        self.button.hide()
        self.other = link(translate("Papers", "Figures of the unit"))
        self.facts = link(translate("Papers", "Document…"))
        self.scan = link(translate("Papers", "Scanned copy…"))
        self.remove = link(translate("Papers", "Remove…"))
        self.words = Banner("file-text", "info")
        self.links = QWidget(page)
        self.links.setLayout(row(self.other, self.facts, self.scan, self.remove, None))
        self.notice = _Above(self.words, self.links, page)
        self._join()

    def _join(self) -> None:
        self.button.clicked.connect(self.ask)
        self.facts.clicked.connect(self.ask)
        self.other.clicked.connect(self._turn)
        self.scan.clicked.connect(self._scan)
        self.remove.clicked.connect(self._ask_remove)

    def open(self, make: Callable[..., Book], form: str, office: str) -> Book:
        """The return to show: the one that counts, unless the other was asked for."""
        app, period = self._around.app, self._around.period
        own = make(app, form, period, office)
        found = own.document
        if found is None or not self._wanted.get(own.key, found.counts):
            return own
        return make(app, form, period, office, paper=True)

    def take(self, book: ReturnBook) -> None:
        """Say what is shown and offer what can be done with it."""
        self._book = book
        app, found = self._around.app, book.document
        office = app.catalogue.offices.get(book.office)
        able = app.session.hub and office is not None and office.device
        self.button.setVisible(able and not book.paper and not (found and found.counts))
        self.button.setEnabled(able)
        self.notice.follow(shown=found is not None)
        if found is None:
            return
        self.words.say(notice_words(found, self._differing(book, found), paper=book.paper))
        self.words.show_tone("file-text", "info" if found.counts == book.paper else "neutral")
        other = (
            translate("Papers", "Figures of the unit")
            if book.paper
            else translate("Papers", "Figures of the document")
        )
        self.other.setText(other)
        self.other.setAccessibleName(other)
        for one in (self.facts, self.remove):
            one.setVisible(book.paper and found.counts)
        self.scan.setVisible(book.paper)

    def ask(self) -> None:
        """Ask which document it is, and go on to its figures."""
        book = self._book
        if book is None:
            return
        dialog = DocumentDialog(self._around, book, self._page)
        document = dialog.document() if dialog.answered() else None
        if document is None:
            return
        papers = self._around.app.papers

        def work(_progress: Progress) -> Entered:
            return papers.register(book.form, book.period, book.office, document)

        self._around.write(work, self._registered, self._around.complain)

    def _registered(self, _done: Any) -> None:
        self._wanted.clear()
        self.changed.emit()

    def _turn(self) -> None:
        if self._book is not None:
            key = self._book.key.removesuffix("/paper")
            self._wanted = {key: not self._book.paper}
            self.changed.emit()

    def _scan(self) -> None:
        book = self._book
        if book is None or book.document is None:
            return
        target = Target.document(book.office, book.form, book.period)
        title = translate(
            "Papers", "Document {number}: its scanned copy", number=book.document.number
        )
        words = translate("Papers", "Here the document is kept as it came.")
        dialog = FilesDialog(self._around, (title, words), target, self._page, may=True)
        dialog.exec()
        dialog.deleteLater()

    def _ask_remove(self) -> None:
        book = self._book
        if book is None or book.document is None:
            return
        asked = Question(translate("Papers", "Remove the figures of the document"), self._page)
        asked.say(
            translate(
                "Papers",
                "The figures entered from document {number} are removed and count no longer. What "
                "the unit itself sent counts again.",
                number=book.document.number,
            )
        )
        asked.end(translate("Papers", "Remove them"), translate("Papers", "Leave it"))
        if not asked.answered():
            return
        papers = self._around.app.papers

        def work(_progress: Progress) -> Entered:
            return papers.remove(book.form, book.period, office=book.office)

        self._around.write(work, self._removed, self._around.complain)

    def _removed(self, done: Entered) -> None:
        app = self._around.app
        self._wanted.clear()
        self.changed.emit()

        def back() -> None:
            self._around.write(lambda _: app.undo(done.undo), self._again, self._around.complain)

        self._around.tell(translate("Papers", "The figures of the document are removed."), back)

    def _again(self, _done: Any) -> None:
        self.changed.emit()

    def _differing(self, book: ReturnBook, found: Paper) -> int:
        """How many figures of the unit and of its document are not the same."""
        if found.counts:
            return 0
        own = self._around.app.returns.open(book.form, book.period, book.office).cells
        return sum(cell.value != found.cells.get(at, (None, ""))[0] for at, cell in own.items())


class _Above(QWidget):
    """Words and ways on, above the grid; hidden where there is no document."""

    def __init__(self, words: QWidget, links: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        box = row(words, links, spacing=10)
        box.setContentsMargins(0, 0, 18, 8)
        box.setStretch(0, 1)
        self.setLayout(box)
        self._wanted = False
        self.hide()

    def follow(self, *, shown: bool) -> None:
        """Whether there is a document to speak of."""
        self._wanted = shown
        self.setVisible(shown)

    def setVisible(self, visible: bool) -> None:
        """Never without words."""
        super().setVisible(visible and self._wanted)
