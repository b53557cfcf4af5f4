"""The attached files of one record: dropped, pasted or chosen, listed, with a word on faces."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gbdesk.domain.evidence import FILE_MOST, MB, RECORD_MOST
from gbdesk.domain.refusals import Refused
from gbdesk.services.changed import Changed
from gbdesk.services.evidence import Attached, Target
from gbdesk.services.messages import describe
from gbdesk.text import translate
from gbdesk.ui.evidence.deeds import Deeds
from gbdesk.ui.evidence.lines import FileLine, size_words
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.look import repolish
from gbdesk.ui.office.drop import files_of
from gbdesk.ui.office.notice import NoticeBox
from gbdesk.ui.office.parts import button

FOLLOWED: Final = Changed.EVIDENCE | Changed.PACKAGES | Changed.CONFLICTS | Changed.ERASED


class EvidenceBox(QFrame):
    """`done` carries words and what takes the step back."""

    done = Signal(str, object)

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence")
        self.setAccessibleName(translate("Evidence", "Evidence"))
        self._around, self._may = around, False
        self._target: Target | None = None
        self.files: tuple[Attached, ...] = ()
        self.lines: list[FileLine] = []
        self.deeds = Deeds(around, self)
        self.deeds.done.connect(self._done)
        self.deeds.refused.connect(self.tell_refused)
        self.head = QLabel(self)
        self.head.setObjectName("fieldLabel")
        self.words = QLabel(self)
        self.words.setObjectName("fieldAside")
        self.words.setWordWrap(True)
        self.faces = NoticeBox("shield", "privacy", _faces(), self)
        self.add = button(translate("Evidence", "Add files…"), "small", "plus", self)
        self.paste = button(
            translate("Evidence", "Paste a picture"), "small", "clipboard-paste", self
        )
        self.add.clicked.connect(self._choose)
        self.paste.clicked.connect(self.paste_now)
        self._list, self._told = QVBoxLayout(), QVBoxLayout()
        self._lay()
        self.serve(None, may=False)

    def _lay(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.add)
        buttons.addWidget(self.paste)
        buttons.addStretch(1)
        self._list.setSpacing(0)
        self._told.setSpacing(6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 6)
        box.setSpacing(6)
        box.addWidget(self.head)
        box.addLayout(self._list)
        box.addLayout(self._told)
        box.addLayout(buttons)
        box.addWidget(self.words)
        box.addWidget(self.faces)

    def serve(self, target: Target | None, *, may: bool) -> None:
        """Show the files of this record; None is one that is not recorded yet."""
        self._target, self._may = target, may
        self.setAcceptDrops(may and target is not None)
        for one in (self.add, self.paste):
            one.setVisible(may)
            one.setEnabled(target is not None)
        self.faces.setVisible(may and target is not None)
        self.tell_refused([])
        self._show(())
        self.refresh()

    def refresh(self) -> None:
        """Look again at what is attached; lines that are the same stay, and the caret on them."""
        target = self._target
        if target is None:
            return

        def shown(found: tuple[Attached, ...]) -> None:
            if self._target is target and found != self.files:
                self._show(found)

        evidence = self._around.app.evidence
        self._around.read(lambda _: evidence.list(target), shown, self._around.complain)

    def follow(self, changed: Changed) -> None:
        """Look again where something else may have brought files, or taken or renamed some."""
        if changed & FOLLOWED:
            self.refresh()

    def tell_refused(self, refused: list[Refused]) -> None:
        """Say of each file why it was not taken; the others are there."""
        _clear(self._told)
        for one in refused:
            message = describe(one, self._around.app.catalogue)
            self._told.addWidget(NoticeBox.of(message, self, tone="warning"))

    def paste_now(self) -> bool:
        """Attach what was copied: files or a picture; False where it is neither."""
        if self._target is None or not self._may:
            return False
        held = QGuiApplication.clipboard().mimeData()
        if paths := files_of(held):
            self.deeds.add_paths(self._target, paths)
            return True
        image = QGuiApplication.clipboard().image() if held.hasImage() else QImage()
        if image.isNull():
            self._around.tell(translate("Evidence", "No picture and no file was copied."))
            return False
        self.deeds.add_image(self._target, image)
        return True

    def _choose(self) -> None:
        if self._target is not None:
            self.deeds.choose(self._target)

    def _done(self, words: str, undo: object) -> None:
        self.done.emit(words, undo)
        self.refresh()

    def _show(self, files: tuple[Attached, ...]) -> None:
        self.files = files
        _clear(self._list)
        target = self._target
        self.lines = [self._line(target, one) for one in files] if target is not None else []
        for line in self.lines:
            self._list.addWidget(line)
        head = translate("Evidence", "Evidence")
        if files:
            size = size_words(sum(one.size for one in files))
            head = translate("Evidence", "Evidence: {n} files, {size}", n=len(files), size=size)
        self.head.setText(head)
        self.words.setText(self._hint())
        self.words.setVisible(bool(self.words.text()))

    def _hint(self) -> str:
        if self._target is None:
            return translate("Evidence", "Save first; then files can be added.")
        if not self._may:
            return "" if self.files else translate("Evidence", "No file is attached.")
        return translate(
            "Evidence",
            "Drop files here, choose or paste them: JPG, PNG, PDF, Word; {file} MB each, {all} MB "
            "together. They stay encrypted on this computer; a cleaned copy is kept.",
            file=FILE_MOST // MB,
            all=RECORD_MOST // MB,
        )

    def _line(self, target: Target, file: Attached) -> FileLine:
        deeds, menu = self.deeds, []
        if self._may:
            menu.append((translate("Evidence", "Rename…"), partial(deeds.rename, target, file)))
        if file.here:
            menu.append((translate("Evidence", "Save a copy…"), partial(deeds.save, target, file)))
        if self._may:
            menu.append((translate("Evidence", "Remove"), partial(deeds.remove, target, file)))
        if self._may and file.here:
            words = translate("Evidence", "Destroy for good…")
            menu.append((words, partial(deeds.destroy, target, file)))
        return FileLine(file, partial(deeds.show, target, file.id), menu, self)

    def _mark(self, *, over: bool) -> None:
        self.setProperty("over", "yes" if over else "")
        repolish(self)

    # Qt's names
    def minimumSizeHint(self) -> QSize:
        """As high as the words need in the width there is: Qt would ask in the narrowest."""
        found = super().minimumSizeHint()
        return QSize(found.width(), min(found.height(), self.heightForWidth(self.width())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl V attaches what was copied."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_now()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here."""
        if files_of(event.mimeData()):
            self._mark(over=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Gone again."""
        super().dragLeaveEvent(event)
        self._mark(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Here they are."""
        self._mark(over=False)
        if self._target is not None and (found := files_of(event.mimeData())):
            event.acceptProposedAction()
            self.deeds.add_paths(self._target, found)


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _faces() -> str:
    return translate(
        "Evidence",
        "Show no face and no name of a person concerned. Place, time and the name of the file are "
        "taken out; what is seen in the picture is not.",
    )
