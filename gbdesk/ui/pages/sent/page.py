"""The page of packages sent and of the hub's answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.services.changed import Changed
from gbdesk.services.messages import describe
from gbdesk.services.progress import Progress
from gbdesk.services.sending_parts import SentRow
from gbdesk.services.sharing import KIND
from gbdesk.text import translate
from gbdesk.ui import dialogs
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.dressed import Dressed
from gbdesk.ui.office.copying import Copying
from gbdesk.ui.office.drop import DropField
from gbdesk.ui.office.handover import handover
from gbdesk.ui.office.look import sheet
from gbdesk.ui.office.notice import NoticeBox
from gbdesk.ui.office.parts import Words, button
from gbdesk.ui.office.slip import Paper, PaperDialog
from gbdesk.ui.pages.sent.phone import Phoning
from gbdesk.ui.pages.sent.registration import RegistrationCard
from gbdesk.ui.pages.sent.side import SentSide
from gbdesk.ui.pages.sent.sticks import StickNotice
from gbdesk.ui.pages.sent.table import SentTable

ENDINGS: Final = (".gbpkg",)
WAITING: Final = "waiting"
NARROW: Final = 900


class SentPage(Dressed):
    """`buttons` go into the page's first line."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        hub = around.app.catalogue.word("hub_short")
        self.open = button(
            translate("Sent", "Open a file of {hub_short}…", hub_short=hub), "primary", "download"
        )
        self.head: tuple[QWidget, ...] = ()
        self.phoning = Phoning(around, self)
        self.buttons = (self.open, self.phoning.button)
        self.said = NoticeBox("", "success", "", self)
        self.said.hide()
        self.registration: RegistrationCard | None = None
        self.table = SentTable(self)
        self.side = SentSide(self)
        self.empty = Words("", "empty", wrap=True, parent=self)
        words = translate(
            "Sent",
            "Receipts, certificates and catalogues of {hub_short}: drop the file here.",
            hub_short=hub,
        )
        self.drop = DropField(words, translate("Sent", "Choose a file…"), self)
        self.copying = Copying(around, self)
        self.sticks = StickNotice(around, self)
        self._lay()
        self._join()
        self.dress(sheet)
        self.refresh()

    def _lay(self) -> None:
        self._left = QVBoxLayout()
        self._left.setContentsMargins(0, 0, 18, 16)
        self._left.setSpacing(12)
        self._left.addWidget(self.said)
        self._left.addWidget(self.sticks)
        self._left.addWidget(_framed(self.table, self.empty), 1)
        self._left.addWidget(self.drop)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(self._left, 1)
        row.addWidget(self.side)

    def _join(self) -> None:
        self.open.clicked.connect(self.ask)
        self.phoning.said.connect(self._say)
        self.phoning.kept.connect(self.refresh)
        self.sticks.open_asked.connect(self.take_all)
        self.drop.asked.connect(self.ask)
        self.drop.dropped.connect(self.take_all)
        self.table.chosen.connect(self._chosen)
        self.side.copy_asked.connect(self._copy)
        self.side.slip_asked.connect(self._slip)
        self.copying.said.connect(self.side.say)

    # what is shown
    def refresh(self) -> None:
        """Ask again where every package is, and what is new on sticks."""
        self.sticks.look()
        app = self._around.app

        def work(_progress: Progress) -> tuple[Sequence[SentRow], str]:
            return app.sending.sent(), app.enrolment.state()

        def done(found: tuple[Sequence[SentRow], str]) -> None:
            self._show(*found)

        self._around.read(work, done)

    def _show(self, rows: Sequence[SentRow], state: str) -> None:
        self._show_registration(needed=state == WAITING)
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.empty.setText(
            translate(
                "Sent",
                "No package was made yet. Make the first one on the page “Export package”; its "
                "way stands here afterwards.",
            )
        )
        self._fit()
        self._chosen(self.table.current_key())

    def _show_registration(self, *, needed: bool) -> None:
        if needed and self.registration is None:
            self.registration = RegistrationCard(self._around, self)
            self.registration.open_asked.connect(self.ask)
            self._left.insertWidget(1, self.registration)
        elif not needed and self.registration is not None:
            self.registration.hide()
            self.registration.deleteLater()
            self.registration = None

    def row(self) -> SentRow | None:
        """The package with the caret."""
        return self.table.row(self.table.current_key())

    def _chosen(self, _key: object) -> None:
        row = self.row()
        if row is not None:
            self.side.show_row(row)
        self._fit()

    # files of the hub
    def ask(self) -> None:
        """Ask for a file of the hub."""
        hub = self._around.app.catalogue.word("hub_short")
        title = translate("Sent", "Open a file of {hub_short}", hub_short=hub)
        path = dialogs.ask_file(self, title, ENDINGS)
        if path is not None:
            self.take(path)

    def take_all(self, paths: Sequence[Path]) -> None:
        """Open these files, one after the other."""
        for path in paths:
            self.take(path)

    def take(self, path: Path) -> None:
        """Open a file of the hub and say what it said."""
        app = self._around.app

        def work(progress: Progress) -> Any:
            return app.enrolment.accept(path, progress)

        def done(answered: Any) -> None:
            tone = "danger" if answered.sent_back or answered.fork else "success"
            self._say(f"{path.name}: {answered.words}", tone)
            self.refresh()

        def failed(error: Exception) -> None:
            refused = error if isinstance(error, Refused) else Refused("disk.failed", name="")
            if refused.facts.get("seems") == KIND:
                self._around.go("siblings", files=[path])
                return
            words = describe(refused, app.catalogue).text
            self._say(f"{path.name}: {words}", "danger")

        self._around.write(work, done, failed)

    def _say(self, words: str, tone: str) -> None:
        self.said.say(words, tone)
        self.said.show()

    def arrive(self, file: Path | str | None = None, *, ask: bool = False) -> None:
        """Open this file, or ask for one."""
        if file is not None:
            self.take(Path(file))
        elif ask:
            self.ask()

    # the package shown
    def paper(self) -> Paper | None:
        """The hand-over slip of the package shown."""
        row, app = self.row(), self._around.app
        if row is None:
            return None
        facts = {
            "seq": f"{row.seq:02d}",
            "title": row.title,
            "file": row.name,
            "code": row.check_code,
            "made": row.made,
            "by": row.by,
        }
        return handover(app.catalogue, app.session.office, facts, row.counts, row.gaps_words)

    def _slip(self) -> None:
        paper, row = self.paper(), self.row()
        if paper is not None and row is not None:
            PaperDialog(paper, Path(row.name).stem, self).exec()

    def _copy(self) -> None:
        row = self.row()
        if row is not None:
            self.copying.ask(row.ident)

    # what the window tells
    def on_changed(self, changed: Changed) -> None:
        """Look again where packages, receipts or the catalogue changed."""
        if changed & (Changed.PACKAGES | Changed.CATALOGUE | Changed.CONFLICTS):
            self.refresh()

    def leave(self) -> None:
        """Nothing is typed here."""

    def _fit(self) -> None:
        self.side.setVisible(self.row() is not None)

    # Qt's names
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the side becomes narrower."""
        super().resizeEvent(event)
        self.side.narrow(narrow=self.width() < NARROW + 200)


def _framed(table: QWidget, empty: QLabel) -> QFrame:
    frame = QFrame()
    frame.setObjectName("card")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(1, 1, 1, 1)
    inside.addWidget(table)
    inside.addWidget(empty)
    empty.setMargin(24)
    return frame


def build(around: Around) -> QWidget:
    """The page of packages sent."""
    return SentPage(around)
