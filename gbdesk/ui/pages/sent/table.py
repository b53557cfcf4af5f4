"""The packages written here, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtWidgets import QWidget

from gbdesk.domain.dates import short
from gbdesk.services.sending_parts import PARTIAL, RECEIVED, RETURNED, WRITTEN, SentRow
from gbdesk.text import translate
from gbdesk.ui.tables.columns import PILL, Column, Pill
from gbdesk.ui.tables.model import IdModel
from gbdesk.ui.tables.view import IdTable

_LOOK: Final = {
    WRITTEN: ("info", "clock"),
    PARTIAL: ("warning", "circle-alert"),
    RECEIVED: ("success", "circle-check"),
    RETURNED: ("danger", "circle-x"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A package as a row of the table."""

    key: int
    row: SentRow


class SentTable(IdTable):
    """One package each row; `chosen` carries its number."""

    def __init__(self, parent: QWidget) -> None:
        self._lines: dict[int, Line] = {}
        super().__init__(IdModel(_columns(), self._fetch), parent)
        self.setAccessibleName(translate("Sent", "Packages sent"))
        self.setSelectionMode(IdTable.SelectionMode.SingleSelection)

    def show_rows(self, rows: Sequence[SentRow]) -> None:
        """Show these; the caret stays, or goes to the newest."""
        self._lines = {row.number: Line(row.number, row) for row in rows}
        self.show_keys([row.number for row in rows])
        self.make_room("period")
        if self.current_key() is None and rows:
            self.select_row(0)

    def row(self, key: object) -> SentRow | None:
        """One package."""
        found = self._lines.get(key) if isinstance(key, int) else None
        return found.row if found else None

    def _fetch(self, keys: Sequence[int]) -> list[Line]:
        return [self._lines[key] for key in keys if key in self._lines]


def moment(made: str) -> str:
    """`24/05/2024 14:32` of a moment in ISO, in the time of this PC."""
    try:
        at = datetime.fromisoformat(made).astimezone()
    except ValueError:
        return made
    return f"{short(at.date())} {at:%H:%M}"


def _columns() -> tuple[Column, ...]:
    return (
        Column(key="seq", title=translate("Sent", "No"), show=_seq, width=50),
        Column(
            key="period",
            title=translate("Sent", "Period"),
            show=_period,
            width=170,
            stretches=True,
        ),
        Column(key="made", title=translate("Sent", "Made"), show=_made, width=140, drops=True),
        Column(key="state", title=translate("Sent", "Receipt"), show=_state, kind=PILL, width=206),
        Column(key="code", title=translate("Sent", "Check code"), show=_code, width=112),
    )


def _seq(line: Line) -> str:
    return f"{line.row.seq:02d}"


def _period(line: Line) -> str:
    return line.row.title


def _made(line: Line) -> str:
    return moment(line.row.made)


def _code(line: Line) -> str:
    return line.row.check_code


def _state(line: Line) -> Pill:
    tone, picture = _LOOK.get(line.row.state, ("neutral", ""))
    return Pill(line.row.words, tone, picture)
