"""The lines of the report that a package moves: sum before, sum after, what the unit declares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from gbdesk.domain.numbers import group
from gbdesk.services.receiving_parts import LineTotal
from gbdesk.text import translate
from gbdesk.ui.forms.look import px
from gbdesk.ui.tables.columns import NUMBER, Column, Pill
from gbdesk.ui.tables.model import IdModel
from gbdesk.ui.tables.view import IdTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One line with its key in the table."""

    key: int
    total: LineTotal


class TotalTable(IdTable):
    """Lines whose sum changes or is not the one declared; those that disagree stand first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._shown: dict[int, Shown] = {}
        columns = (
            Column(
                key="line",
                title=translate("Receive", "Line of the report"),
                show=_line,
                width=230,
                stretches=True,
            ),
            Column(
                key="before",
                title=translate("Receive", "Now here"),
                show=_before,
                kind=NUMBER,
                width=100,
            ),
            Column(
                key="after",
                title=translate("Receive", "After taking in"),
                show=_after,
                kind=NUMBER,
                width=140,
            ),
            Column(
                key="declared",
                title=translate("Receive", "The unit declares"),
                show=_declared,
                width=160,
            ),
        )
        model = IdModel(columns, self._fetch)
        super().__init__(model, parent)
        model.setParent(self)
        self.setAccessibleName(translate("Receive", "Sums by line of the report"))
        self.verticalHeader().setDefaultSectionSize(max(px(30), self.fontMetrics().height() + 8))

    def show_totals(self, totals: Sequence[LineTotal]) -> None:
        """Show these."""
        ordered = sorted(totals, key=lambda one: not disagrees(one))
        self._shown = {at: Shown(key=at, total=one) for at, one in enumerate(ordered)}
        self.show_keys(list(self._shown))

    def _fetch(self, keys: Sequence[int]) -> Sequence[Shown]:
        return [self._shown[key] for key in keys if key in self._shown]


def disagrees(total: LineTotal) -> bool:
    """Whether the unit declares another sum than the one recomputed here."""
    return total.declared is not None and total.declared != total.after


def _line(shown: Shown) -> str:
    return shown.total.label


def _before(shown: Shown) -> int:
    return shown.total.before


def _after(shown: Shown) -> int:
    return shown.total.after


def _declared(shown: Shown) -> str | Pill:
    said = shown.total.declared
    if said is None:
        return ""
    words = group(said)
    return Pill(words, "warning") if disagrees(shown.total) else words
