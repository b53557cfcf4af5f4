"""The export wizard: contents, approval, place, written and read back."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gbdesk.services.changed import Changed
from gbdesk.services.progress import Progress
from gbdesk.services.sending_parts import Exported, Planned
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.dressed import Dressed
from gbdesk.ui.office.look import sheet
from gbdesk.ui.office.parts import button
from gbdesk.ui.office.steps import StepBar
from gbdesk.ui.pages.export.again import ask_start, is_possible
from gbdesk.ui.pages.export.approving import Approving
from gbdesk.ui.pages.export.content import ContentStep
from gbdesk.ui.pages.export.ending import Ending
from gbdesk.ui.pages.export.kept import Kept
from gbdesk.ui.pages.export.place import PlaceStep
from gbdesk.ui.pages.export.review import ReviewStep
from gbdesk.ui.pages.export.writer import Writer
from gbdesk.ui.pages.export.writing import DoneView, WritingView

CONTENT, REVIEW, PLACE, WRITE, DONE = range(5)


class ExportPage(Dressed):
    """What is typed is kept until the package is made."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        app = around.app
        self.head: tuple[QWidget, ...] = ()
        self.buttons: tuple[QWidget, ...] = ()
        self.planned: Planned | None = None
        self.step = CONTENT
        self.content = ContentStep(app.catalogue, self)
        self.review = ReviewStep(self)
        self.place = PlaceStep(self)
        self.writing = WritingView(self)
        self.done = DoneView(self)
        self.ending = Ending(around, self)
        self.approving = Approving(around, self.review, self)
        self.writer = Writer(around, self.place, self.writing, self)
        self.kept = Kept(app.drafts, self.content, self.place, self)
        self._lay()
        self.kept.restore()
        self._join()
        self.dress(sheet)
        self.period_changed()

    def _lay(self) -> None:
        self.bar = StepBar(
            (
                translate("Export", "Contents"),
                translate("Export", "Approval"),
                translate("Export", "Where to"),
                translate("Export", "Write and check"),
            ),
            self,
        )
        self._stack = QStackedWidget(self)
        for view in (self.content, self.review, self.place, self.writing, self.done):
            self._stack.addWidget(view)
        self.back = button(translate("Export", "Back"), parent=self)
        self.forward = button(translate("Export", "Continue"), "primary", parent=self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 0, 18, 16)
        outer.addWidget(_framed(self.bar, self._stack, self._foot()))

    def _foot(self) -> QFrame:
        foot = QFrame(self)
        foot.setObjectName("wizardFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 10, 20, 11)
        row.setSpacing(10)
        for widget in (*self.ending.widgets, self.back):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.forward)
        return foot

    def _join(self) -> None:
        self.back.clicked.connect(self._back)
        self.forward.clicked.connect(self._forward)
        self.forward.setAutoDefault(True)  # Enter presses it
        self.content.noted.connect(self._noted)
        self.content.again.asked.connect(partial(ask_start, self._around, self.content.again))
        self.content.again.changed.connect(self._allow)
        self.content.go_asked.connect(self._go)
        self.content.enrolment_asked.connect(self._enrol)
        self.review.changed.connect(self._allow)
        self.review.entered.connect(self._forward)
        self.approving.approved.connect(self._approved)
        self.approving.waiting.connect(self.forward.setDisabled)
        self.place.changed.connect(self._allow)
        self.writer.chosen.connect(self._noted)
        self.writer.written.connect(self._written)
        self.writer.ended.connect(self._ended)
        self.done.copy_asked.connect(self.ending.copy_code)
        self.ending.copying.said.connect(self.done.say)
        self.ending.said.connect(self.done.say)

    def _noted(self) -> None:
        self.kept.touch()
        self._allow()

    # the steps
    def period_changed(self) -> None:
        """Begin again with the period now chosen."""
        if self.step != WRITE:
            self.show_step(CONTENT)
            self.look()

    def look(self) -> None:
        """Ask what the package would hold."""
        app, period = self._around.app, self._around.period

        def work(_progress: Progress) -> Planned:
            planned: Planned = app.sending.preview(period)
            return planned

        def done(planned: Planned) -> None:
            if period == self._around.period:
                self.planned = planned
                self.content.show_planned(planned)
                self._allow()
                if self.step == CONTENT and self.hasFocus():
                    self.forward.setFocus()

        self._around.read(work, done)

    def show_step(self, step: int) -> None:
        """Go to a step."""
        self.step = step
        self._stack.setCurrentIndex(step)
        self.bar.show_step(min(step, WRITE), finished=step == DONE)
        self.back.setVisible(step in {REVIEW, PLACE} or (step == WRITE and not self.writer.busy))
        self.forward.setVisible(step != WRITE)
        self.ending.show(shown=step == DONE)
        words = {PLACE: translate("Export", "Write the package"), DONE: translate("Export", "Done")}
        self.forward.setText(words.get(step, translate("Export", "Continue")))
        self._allow()
        if step == REVIEW:
            self.approving.begin(self.planned.gaps_words if self.planned else ())
        elif step == PLACE and self.place.folder() is None:
            self.place.focus()
        elif step in {PLACE, DONE}:
            self.forward.setFocus()

    def _allow(self) -> None:
        ready = {
            CONTENT: is_possible(self.planned, self.content.again) and self.content.note_is_good(),
            REVIEW: self.review.is_ready(),
            PLACE: self.place.folder() is not None,
        }
        self.forward.setEnabled(ready.get(self.step, True))

    def _back(self) -> None:
        self.show_step(PLACE if self.step == WRITE else self.step - 1)

    def _forward(self) -> None:
        if not self.forward.isEnabled():
            return
        if self.step == CONTENT:
            self.show_step(REVIEW)
        elif self.step == REVIEW:
            self.approving.sign()
        elif self.step == PLACE:
            self._write()
        else:
            self.show_step(CONTENT)
            self._around.go("home")

    def _approved(self) -> None:
        self.show_step(PLACE)

    def _write(self) -> None:
        if self.place.folder() is None:
            return
        self.kept.touch()
        content = self.content
        self.writer.write(content.text(), self.review.approver(), content.again.start)
        if self.writer.busy:
            self.show_step(WRITE)
            self.writing.stop.setFocus()

    # the end
    def _written(self, exported: Exported, where: str) -> None:
        app = self._around.app
        title = app.catalogue.period(exported.period).title
        self.ending.take(exported, title, self.place.stick())
        self.done.show_done(exported, where, app.catalogue.word("hub_short"), title)
        self.show_step(DONE)
        self.content.note.clear()
        self.content.again.choose(None)
        self.kept.touch()
        self.kept.flush()

    def _ended(self) -> None:
        self.show_step(WRITE)
        self.back.setFocus()

    # ways out
    def _go(self, page: str, facts: dict[str, Any]) -> None:
        self._around.go(page, **facts)

    def _enrol(self) -> None:
        self._around.go("sent")

    # what the window tells
    def on_changed(self, changed: Changed) -> None:
        """Look again where what goes out changed; a package being made is not touched."""
        if changed and self.step in {CONTENT, REVIEW}:
            self.look()

    def leave(self) -> None:
        """Before the page goes: the note stays a draft."""
        self.kept.flush()
        self.review.forget()


def _framed(bar: QWidget, stack: QWidget, foot: QWidget) -> QFrame:
    inside = QVBoxLayout()
    inside.setContentsMargins(22, 16, 12, 10)
    inside.setSpacing(14)
    head = QHBoxLayout()
    head.setContentsMargins(0, 0, 10, 0)
    head.addWidget(bar)
    inside.addLayout(head)
    inside.addWidget(stack, 1)
    frame = QFrame()
    frame.setObjectName("wizard")
    box = QVBoxLayout(frame)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    box.addLayout(inside, 1)
    box.addWidget(foot)
    return frame


def build(around: Around) -> QWidget:
    """The export wizard."""
    return ExportPage(around)
