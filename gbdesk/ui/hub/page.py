"""What the pages of the hub have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.dressed import Dressed
from gbdesk.ui.hub.look import sheet
from gbdesk.ui.tables.columns import Column
from gbdesk.ui.tables.model import IdModel
from gbdesk.ui.tables.view import IdTable


class HubPage(Dressed):
    """A page in the look of the hub; nothing typed on it is lost by leaving."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self.dress(sheet)

    def arrive(self, **_facts: Any) -> None:
        """Come here from another page."""

    def leave(self) -> None:
        """Nothing is typed here that has to be kept."""


def id_table(columns: Sequence[Column], fetch: Callable[..., Any], parent: QWidget) -> IdTable:
    """A table over rows that are at hand."""
    model = IdModel(columns, fetch)
    table = IdTable(model, parent)
    model.setParent(table)
    return table
