"""After the writing: the slip, one more copy, the folder, the code on the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.media.drives import Drive
from gbdesk.media.ejecting import eject
from gbdesk.services.messages import describe
from gbdesk.services.progress import Progress
from gbdesk.services.sending_parts import Exported
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.office.copying import Copying
from gbdesk.ui.office.handover import handover
from gbdesk.ui.office.parts import button
from gbdesk.ui.office.slip import Paper, PaperDialog


class Ending(QObject):
    """`widgets` stand in the foot of the wizard's last page; `said` carries words and tone."""

    said = Signal(str, str)

    def __init__(self, around: Around, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._page = around, page
        self._done: Exported | None = None
        self._title = ""
        self._stick: Drive | None = None
        self.copying = Copying(around, page)
        self.slip = button(translate("Export", "Hand-over slip…"), "", "printer", page)
        self.more = button(translate("Export", "One more copy…"), "", "plus", page)
        self.open = button(translate("Export", "Open the folder"), "", "folder-open", page)
        self.eject = button(translate("Export", "Take the stick out safely"), "", "usb", page)
        self.widgets = (self.slip, self.more, self.open, self.eject)
        self.slip.clicked.connect(self._show_slip)
        self._keys = QShortcut(QKeySequence("Ctrl+P"), page, self.slip.click)
        self._keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.more.clicked.connect(self._ask_more)
        self.open.clicked.connect(self._open_folder)
        self.eject.clicked.connect(self._eject)

    def take(self, done: Exported, title: str, stick: Drive | None) -> None:
        """This is the package just written, and the stick it is on."""
        self._done, self._title, self._stick = done, title, stick

    def show(self, *, shown: bool) -> None:
        """Show what can be done now, or nothing."""
        self._keys.setEnabled(shown)
        for widget in self.widgets:
            widget.setVisible(shown)
        self.eject.setVisible(shown and self._stick is not None)
        self.eject.setEnabled(shown)

    def paper(self) -> Paper | None:
        """The slip of the package just written."""
        done, app = self._done, self._around.app
        if done is None:
            return None
        facts = {
            "seq": f"{done.seq:02d}",
            "title": self._title,
            "file": done.path.name,
            "code": done.check_code,
            "made": done.made,
            "by": app.session.display,
        }
        office = app.session.office
        return handover(app.catalogue, office, facts, done.counts, done.gaps_words, done.parts)

    def copy_code(self) -> None:
        """The check code to the clipboard."""
        if self._done is not None:
            code = self._done.check_code
            QGuiApplication.clipboard().setText(code)
            self._around.tell(translate("Export", "The check code {code} is copied.", code=code))

    def _show_slip(self) -> None:
        paper = self.paper()
        if paper is not None and self._done is not None:
            PaperDialog(paper, self._done.path.stem, self._page).exec()

    def _ask_more(self) -> None:
        if self._done is not None:
            self.copying.ask(self._done.ident)

    def _eject(self) -> None:
        stick = self._stick
        if stick is None:
            return
        self.eject.setEnabled(False)

        def work(_progress: Progress) -> None:
            eject(stick.path)

        self._around.read(work, self._ejected, self._not_ejected)

    def _ejected(self, _nothing: None) -> None:
        name = self._stick.label if self._stick is not None else ""
        self.said.emit(translate("Export", "“{name}” can be pulled out now.", name=name), "success")

    def _not_ejected(self, error: Exception) -> None:
        refused = error if isinstance(error, Refused) else Refused("eject.unable")
        self.eject.setEnabled(True)
        self.said.emit(describe(refused, self._around.app.catalogue).text, "warning")

    def _open_folder(self) -> None:
        if self._done is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._done.path.parent)))
