"""The questions of the grid: a note, what a paste would do, completing, declaring nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gbdesk.text import translate
from gbdesk.ui.forms.look import px
from gbdesk.ui.grid.block import PastePlan
from gbdesk.ui.grid.reason import Reason
from gbdesk.ui.grid.sheet import Sheet


class Question(QDialog):
    """A title that says what happens, words, and buttons that say what they do."""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.setWindowTitle(title)
        self.setMinimumWidth(px(440))
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(20, 18, 20, 16)
        self._box.setSpacing(12)
        head = QLabel(title, self)
        head.setObjectName("sideTitle")
        head.setWordWrap(True)
        self._box.addWidget(head)

    def say(self, words: str) -> QLabel:
        """One more paragraph."""
        label = QLabel(words, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._box.addWidget(label)
        return label

    def put(self, widget: QWidget) -> None:
        """One more widget."""
        self._box.addWidget(widget)

    def end(self, yes: str, no: str) -> QPushButton:
        """The buttons; the one that does something is given back."""
        buttons = QDialogButtonBox(self)
        doing = QPushButton(yes, buttons)
        doing.setObjectName("primary")
        leaving = QPushButton(no, buttons)
        buttons.addButton(doing, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(leaving, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        doing.setDefault(True)
        self._box.addWidget(buttons)
        return doing

    def answered(self) -> bool:
        """Whether the person said yes."""
        try:
            return self.exec() == QDialog.DialogCode.Accepted
        finally:
            self.deleteLater()


class NoteDialog(Question):
    """A note at a figure, watched for traces of persons."""

    def __init__(
        self, where: str, note: str, public: Collection[str], parent: QWidget | None
    ) -> None:
        super().__init__(translate("Grid", "Note at {where}", where=where), parent)
        self.say(translate("Grid", "Why the figure is as it is, without names, places or numbers."))
        self.reason = Reason(public, self, note)
        self.put(self.reason)
        self.end(translate("Grid", "Save the note"), translate("Grid", "Leave as it was"))

    @classmethod
    def ask(
        cls, where: str, note: str, public: Collection[str], parent: QWidget | None
    ) -> str | None:
        """The note, None where the person turned away."""
        dialog = cls(where, note, public, parent)
        return dialog.text() if dialog.answered() else None

    def text(self) -> str:
        """The note as it is kept."""
        return self.reason.text()

    def accept(self) -> None:
        """Once with a word of warning where there may be a trace of a person."""
        if self.reason.is_clear():
            super().accept()


class PasteDialog(Question):
    """What a paste would do where not all of it fits or is clear."""

    def __init__(self, plan: PastePlan, shape: tuple[int, int], parent: QWidget | None) -> None:
        super().__init__(translate("Grid", "Look before pasting"), parent)
        self._tell(plan, shape)
        self.thousands = self._doubtful(plan)
        usable = len(plan.figures) - len(plan.wrong)
        self.end(translate("Grid", "Paste {n} cells", n=usable), translate("Grid", "Do not paste"))

    def _tell(self, plan: PastePlan, shape: tuple[int, int]) -> None:
        if plan.outside:
            self.say(
                translate(
                    "Grid",
                    "The block is {height} × {width}, the grid {rows} × {columns}: {n} cells fall "
                    "outside and are left out.",
                    height=plan.height,
                    width=plan.width,
                    rows=shape[0],
                    columns=shape[1],
                    n=plan.outside,
                )
            )
        if plan.differing:
            self.say(_differing_words(plan))
        if plan.unmatched:
            names = ", ".join(plan.unmatched[:6])
            self.say(
                translate(
                    "Grid", "No row is called: {names}. These lines are left out.", names=names
                )
            )
        if plan.wrong:
            shown = ", ".join(f"“{one.text[:20]}”" for one in plan.wrong[:6])
            words = translate(
                "Grid",
                "{n} cells are no whole number and are left out: {shown}",
                n=len(plan.wrong),
                shown=shown,
            )
            self.say(words)

    def _doubtful(self, plan: PastePlan) -> QCheckBox | None:
        if not plan.doubtful:
            return None
        one = plan.doubtful[0]
        whole = one.typed.doubt.whole if one.typed.doubt else 0
        tick = QCheckBox(
            translate(
                "Grid", "Read “{text}” as {whole} (otherwise left out)", text=one.text, whole=whole
            ),
            self,
        )
        tick.setChecked(True)
        self.put(tick)
        return tick

    @classmethod
    def ask(
        cls, plan: PastePlan, shape: tuple[int, int], parent: QWidget | None
    ) -> PastePlan | None:
        """The plan to carry out, None where the person turned away."""
        dialog = cls(plan, shape, parent)
        if not dialog.answered():
            return None
        keep_doubtful = dialog.thousands is None or dialog.thousands.isChecked()
        return plan if keep_doubtful else plan.without_doubtful()


class FinishDialog(Question):
    """What still lacks before a period is complete; the return can be reopened later."""

    def __init__(
        self,
        title: str,
        sheet: Sheet,
        words: Callable[[int], str],
        public: Collection[str],
        parent: QWidget | None,
    ) -> None:
        super().__init__(title, parent)
        gaps = sheet.gaps()
        self.reason = Reason(public, self)
        self.reason.setVisible(False)
        self._list(translate("Grid", "Not entered"), [row.name for row in gaps.blank])
        self._list(translate("Grid", "Partial"), [row.name for row in gaps.partial])
        errors = [f"{row.name}: {problem.text}" for row, problem in gaps.errors]
        self._list(translate("Grid", "Errors"), errors)
        looks = [f"{row.name}: {sheet.explain(row, one)}" for row, one in gaps.warnings]
        self._list(translate("Grid", "To be looked at"), looks)
        if gaps.is_clean:
            n = gaps.full
            done = translate("Grid", "All {n} {words} are entered.", n=n, words=words(n))
            self.say(done)
            self.say(translate("Grid", "You can reopen the period and go on entering at any time."))
            self._end(len(gaps.unexplained))
        else:
            self.say(
                translate(
                    "Grid",
                    "The period can be completed once nothing is missing and no error is left. "
                    "A package can be exported before; the gaps are told in it.",
                )
            )
            self.end(translate("Grid", "Go to the first"), translate("Grid", "Later"))

    def _end(self, unexplained: int) -> None:
        """Large changes want one reason, written at each of their cells."""
        stay = translate("Grid", "Go on entering")
        if not unexplained:
            self.end(translate("Grid", "Complete"), stay)
            return
        asked = translate(
            "Grid", "{n} large changes have no reason yet. One for all of them:", n=unexplained
        )
        self.say(asked)
        self.put(self.reason)
        self.reason.setVisible(True)
        done = self.end(translate("Grid", "Write the reason and complete"), stay)
        done.setEnabled(False)
        self._done = done
        self.reason.changed.connect(self._said)

    def _said(self) -> None:
        self._done.setEnabled(bool(self.reason.text()))

    def accept(self) -> None:
        """Once with a word of warning where the reason may tell of a person."""
        if self.reason.is_clear():
            super().accept()

    def _list(self, head: str, items: list[str]) -> None:
        if not items:
            return
        shown = items[:6]
        if len(items) > len(shown):
            more = len(items) - len(shown)
            shown.append(translate("Grid", "and {n} more", n=more))
        label = self.say("\n".join(f"•  {item}" for item in shown))
        label.setAccessibleName(head)
        title = QLabel(translate("Grid", "{head} ({n})", head=head, n=len(items)), self)
        title.setObjectName("sideHeadLabel")
        self._box.insertWidget(self._box.count() - 1, title)


class NilDialog(Question):
    """Declaring that nothing occurred in the whole period."""

    def __init__(self, period: str, rows: int, filled: int, parent: QWidget | None) -> None:
        title = translate("Grid", "Declare that nothing occurred in {period}", period=period)
        super().__init__(title, parent)
        if filled:
            self.say(
                translate(
                    "Grid",
                    "{n} cells hold a figure above 0, so this cannot be declared. Set them to 0 "
                    "first, or complete the period as it is.",
                    n=filled,
                )
            )
            self.end(translate("Grid", "Go to the first"), translate("Grid", "Go on entering"))
            return
        self.say(
            translate(
                "Grid",
                "Every line about cases, people and measures is set to 0 in {n} rows. Households "
                "and models are not touched: they exist in any period.",
                n=rows,
            )
        )
        self.end(translate("Grid", "Nothing occurred"), translate("Grid", "Go on entering"))


def _differing_words(plan: PastePlan) -> str:
    said, added = plan.differing[0]
    return translate(
        "Grid",
        "{n} sums of the total row do not fit: it says {said}, the rows add up to {added}. The "
        "total row itself is not pasted.",
        said=said,
        added=added,
        n=len(plan.differing),
    )
