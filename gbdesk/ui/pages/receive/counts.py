"""The numbers of a preview, and the sentences on what is unusual about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gbdesk.services.labels import ACTIVITY, ROW
from gbdesk.services.receiving_parts import Preview
from gbdesk.text import translate
from gbdesk.ui.hub.parts import CountChip, emptied, picture, row, said, scrolled

MOST: Final = 100


class Counts(QWidget):
    """The line of numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)

    def show_preview(self, found: Preview) -> None:
        """The numbers of this package."""
        box = emptied(self._row)
        new = found.counts[ACTIVITY].new if ACTIVITY in found.counts else 0
        all_new = sum(one.new for kind, one in found.counts.items() if kind != ROW) - new
        changed = sum(one.changed for kind, one in found.counts.items() if kind != ROW)
        deleted = sum(one.deleted for kind, one in found.counts.items() if kind != ROW)
        chips = [
            (new, translate("Receive", "new activities", n=new), ""),
            (all_new, translate("Receive", "other new records", n=all_new), ""),
            (changed, translate("Receive", "changed records", n=changed), ""),
            (deleted, translate("Receive", "deleted records", n=deleted), ""),
            (found.figures.all, translate("Receive", "DV figures", n=found.figures.all), ""),
        ]
        if not all_new:
            del chips[1]
        if found.conflicts:
            words = translate("Receive", "differences to choose", n=len(found.conflicts))
            chips.append((len(found.conflicts), words, "warning"))
        for count, words, tone in chips:
            box.addWidget(CountChip(str(count), words, tone), 1)


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about a package with its icon and colour."""

    picture: str
    shade: str
    words: str


def remarks_of(found: Preview) -> list[Remark]:
    """What has to be said of a package: the note of the sender, what is odd, what is missing."""
    said_ = [Remark("message-square-text", "text_2", _note(found.note))] if found.note else []
    said_ += [Remark("circle-alert", "warning", words) for words in found.faults]
    if found.totals_ok is False:
        said_.append(Remark("triangle-alert", "warning", found.totals_words))
    said_ += [
        Remark("info", "info", words) for words in found.notices if words != found.totals_words
    ]
    said_ += [
        Remark(
            "circle-dashed", "warning", translate("Receive", "Declared as missing: {gap}", gap=one)
        )
        for one in found.gaps
    ]
    if found.totals_ok:
        said_.append(Remark("circle-check", "success", found.totals_words))
    return [one for one in said_ if one.words]


class Remarks(QWidget):
    """Gaps declared, faults, control totals, the note of the sender."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        held = QWidget()
        held.setObjectName("sideHeld")
        self._box = QVBoxLayout(held)
        self._box.setContentsMargins(2, 4, 6, 4)
        self._box.setSpacing(7)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(held))

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show these."""
        emptied(self._box)
        for one in remarks[:MOST]:
            self._say(one.picture, one.shade, one.words)
        more = len(remarks) - MOST
        if more > 0:
            self._say("ellipsis", "text_3", translate("Receive", "{n} more", n=more))
        self._box.addStretch(1)

    def _say(self, name: str, shade: str, words: str) -> None:
        line = row(picture(name, shade, 16), said(words, "hubAside", wraps=True))
        line.setStretch(1, 1)
        held = QWidget()
        held.setLayout(line)
        self._box.addWidget(held)


def _note(words: str) -> str:
    return translate("Receive", "Note of the unit: {note}", note=words)
