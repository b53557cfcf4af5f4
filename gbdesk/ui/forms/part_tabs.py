"""Views of a page in its first line: side by side, or a menu where there is no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from gbdesk.ui.forms.fields import Option
from gbdesk.ui.forms.filter_menu import FilterMenu
from gbdesk.ui.forms.parts import Segments


class PartTabs(Segments):
    """A few views side by side; where the line has no room, a menu instead."""

    def __init__(self, name: str, menu: QWidget, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._menu = menu
        self._there = self._wide = self._crowded = False

    def stand(self, *, there: bool, wide: bool) -> None:
        """Whether there are parts, and whether they may stand side by side."""
        self._there, self._wide = there, wide
        self._show()

    def shorten(self, *, short: bool) -> None:
        """Let the menu stand here, or the parts again."""
        self._crowded = short
        self._show()

    def _show(self) -> None:
        side_by_side = self._wide and not self._crowded
        self.setVisible(self._there and side_by_side)
        self._menu.setVisible(self._there and not side_by_side)


def views(
    name: str, entries: Sequence[tuple[str, str]], current: str, parent: QWidget
) -> tuple[PartTabs, FilterMenu]:
    """Both forms of a choice of views, wide where there is room."""
    menu = FilterMenu(name, "", parent)
    menu.offer([Option(*entry) for entry in entries])
    menu.set_value(current)
    tabs = PartTabs(name, menu, parent)
    tabs.offer(entries, current)
    tabs.stand(there=True, wide=True)
    return tabs, menu
