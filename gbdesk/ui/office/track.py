"""Where the last package is: made, written and read back, received or returned."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from gbdesk.domain.dates import day_month, read_iso
from gbdesk.services.home_parts import Track
from gbdesk.text import translate
from gbdesk.ui.office.parts import Picture, Words, line

RECEIVED: Final = "received"
RETURNED: Final = "returned"


class TrackLine(QWidget):
    """Three marks joined by a line, with words below them."""

    def __init__(self, track: Track, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(3)
        stations = _stations(track)
        for at, (picture, tone, words) in enumerate(stations):
            grid.addWidget(self._mark(picture, tone, at, len(stations)), 0, at)
            label = Words(words, "officeAside", wrap=True, parent=self)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            label.tone("danger" if tone == "danger" else "")
            grid.addWidget(label, 1, at)
            grid.setColumnStretch(at, 1)
        self.setAccessibleName("; ".join(words for _, _, words in stations))

    def _mark(self, picture: str, tone: str, at: int, of: int) -> QWidget:
        held = QWidget(self)
        row = QGridLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setHorizontalSpacing(4)
        row.addWidget(self._half(shown=at > 0), 0, 0)
        row.addWidget(Picture(picture, tone, 20, held), 0, 1)
        row.addWidget(self._half(shown=at < of - 1), 0, 2)
        row.setColumnStretch(0, 1)
        row.setColumnStretch(2, 1)
        return held

    def _half(self, *, shown: bool) -> QFrame:
        made = line(self)
        made.setVisible(shown)
        policy = made.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        made.setSizePolicy(policy)
        return made


def _stations(track: Track) -> list[tuple[str, str, str]]:
    done = ("circle-check", "success")
    first = (*done, translate("Home", "Made {day}", day=_day(track.made)))
    second = (*done, translate("Home", "Written, checked"))
    if track.state == RECEIVED:
        return [first, second, (*done, translate("Home", "Receipt {day}", day=_day(track.at)))]
    if track.state == RETURNED:
        return [first, second, ("circle-x", "danger", translate("Home", "Returned"))]
    return [first, second, ("circle-dashed", "text_3", translate("Home", "Waiting for a receipt"))]


def _day(moment: str) -> str:
    found = read_iso(moment[:10])
    return day_month(found) if found else ""
