"""The rate against the target: a number, a bar with the mark at 80 %, a verdict in a sentence."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gbdesk.domain.products import MET, NOT_COMPUTED, NOT_MET, TARGET, Rate
from gbdesk.text import translate
from gbdesk.ui.forms.look import color, px
from gbdesk.ui.office.parts import Badge, Words

TONES: Final = {MET: "success", NOT_MET: "warning", NOT_COMPUTED: "info"}
PICTURES: Final = {MET: "circle-check", NOT_MET: "triangle-alert", NOT_COMPUTED: "info"}


def verdict_word(verdict: str) -> str:
    """`Đạt`, `Chưa đạt`, `Không tính`; empty before both numbers are known."""
    words = {
        MET: translate("Products", "Met"),
        NOT_MET: translate("Products", "Not met"),
        NOT_COMPUTED: translate("Products", "Not computed"),
    }
    return words.get(verdict, "")


def verdict_sentence(rate: Rate) -> str:
    """Why it is so."""
    if rate.verdict == NOT_COMPUTED:
        return translate("Products", "No product was identified – no rate is computed")
    if rate.is_exactly_the_target:
        return translate("Products", "Not met: the target is more than 80 %")
    if rate.verdict == MET:
        return translate("Products", "Met: more than 80 % of the products identified were reduced")
    if rate.verdict == NOT_MET:
        return translate("Products", "Not met yet: the target is more than 80 %")
    return translate("Products", "The rate is told once both numbers are entered and agree")


class RateBar(QWidget):
    """From nothing to all, with the target as a line across it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rate = Rate(None, None)
        self.setFixedHeight(px(34))
        self.setMinimumWidth(px(220))

    def show_rate(self, rate: Rate) -> None:
        """Another rate."""
        self._rate = rate
        self.update()

    # Qt's names
    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, filled part, mark and its number."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high, top = px(14), 2.0
        track = QRectF(1, top, self.width() - 2, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("sunken"))
        painter.drawRoundedRect(track, 4, 4)
        if self._rate.words:
            filled = QRectF(track)
            filled.setWidth(track.width() * self._rate.share)
            painter.setBrush(color("success" if self._rate.verdict == MET else "warning_icon"))
            painter.drawRoundedRect(filled, 4, 4)
        painter.setPen(QPen(color("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(track, 4, 4)
        at = track.left() + track.width() * TARGET / 100
        painter.setPen(QPen(color("text"), 2))
        painter.drawLine(int(at), 0, int(at), int(top + high + 2))
        painter.setPen(color("text_2"))
        below = QRectF(at - 40, top + high + 1, 80, self.height() - high - 2)
        painter.drawText(
            below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, f"{TARGET}"
        )
        painter.end()


class RateBox(QFrame):
    """Everything that is worked out from the three numbers."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("note")
        self.setProperty("tone", "info")
        self.number = QLabel("", self)
        self.number.setObjectName("rateNumber")
        self.bar, self.badge = RateBar(self), Badge("", "info", "info", self)
        self.sentence, self.before = (
            Words("", wrap=True, parent=self),
            Words("", wrap=True, parent=self),
        )
        title = Words(translate("Products", "Rate reduced"), parent=self)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(title)
        row.addWidget(self.number)
        row.addWidget(self.bar, 1)
        row.addWidget(self.badge)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(6)
        box.addLayout(row)
        box.addWidget(self.sentence)
        box.addWidget(self.before)

    def show_rate(self, rate: Rate) -> None:
        """Another rate."""
        word = verdict_word(rate.verdict)
        self.number.setText(rate.words or "–")
        self.bar.show_rate(rate)
        self.badge.setVisible(bool(word))
        if word:
            self.badge.say(word, TONES[rate.verdict], PICTURES[rate.verdict])
        self.sentence.setText(verdict_sentence(rate))
        said = " · ".join(part for part in (rate.words, word, self.sentence.text()) if part)
        self.setAccessibleName(translate("Products", "Rate reduced: {said}", said=said))
        self.bar.setAccessibleName(said)

    def show_before(self, period: str, rate: Rate | None) -> None:
        """The rate of the period before, where there was one."""
        self.before.setVisible(rate is not None)
        if rate is not None:
            said = rate.words or verdict_word(rate.verdict)
            self.before.setText(translate("Products", "{period}: {rate}", period=period, rate=said))
