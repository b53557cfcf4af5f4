"""The approval: what the approver looks at is gathered, the password is asked for and checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from gbdesk.domain.refusals import Refused
from gbdesk.services.messages import describe
from gbdesk.services.progress import Progress
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.pages.export.compare import review
from gbdesk.ui.pages.export.review import ReviewStep


class Approving(QObject):
    """`approved` when the person may go on; `waiting` while the password is looked at."""

    approved = Signal()
    waiting = Signal(bool)

    def __init__(self, around: Around, step: ReviewStep, parent: QObject) -> None:
        super().__init__(parent)
        self._around, self._step = around, step

    def begin(self, gaps: Sequence[str]) -> None:
        """Gather what is looked at and who may approve."""
        app, period = self._around.app, self._around.period
        year = app.catalogue.period(period).year - 1
        last = translate("Export", "Same period {year}", year=year)

        def work(_progress: Progress) -> Any:
            return review(app, period), app.accounts.approvers()

        def done(found: Any) -> None:
            looked, people = found
            self._step.show_review(looked, last, gaps)
            self._step.offer_people(people, app.session.user)
            self._step.password.setFocus()

        self._around.read(work, done, self._refused)

    def sign(self) -> None:
        """Look at the password, or take the word for the printed copy."""
        step, app = self._step, self._around.app
        if step.paper.isChecked():
            self.approved.emit()
            return
        user, name = str(step.people.currentData()), step.people.currentText()
        password = step.password.text()
        self.waiting.emit(True)

        def work(_progress: Progress) -> bool:
            right: bool = app.accounts.approve(user, password)
            return right

        def done(right: bool) -> None:
            self.waiting.emit(False)
            if right:
                step.forget()
                self.approved.emit()
                return
            words = translate(
                "Export",
                "The password of {name} is not right. Nothing is signed, no package is made.",
                name=name,
            )
            step.refuse(words)

        self._around.read(work, done, self._refused)

    def _refused(self, error: Exception) -> None:
        self.waiting.emit(False)
        refused = error if isinstance(error, Refused) else Refused("disk.failed", name="")
        self._step.refuse(describe(refused, self._around.app.catalogue).text)
