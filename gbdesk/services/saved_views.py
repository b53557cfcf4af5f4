"""Saved views of a list and its columns, for the person who works here.

They hold what was searched for, so they stand encrypted in the file of the drafts, and an erased
text goes out of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from gbdesk.domain.names import nfc
from gbdesk.domain.refusals import Refused
from gbdesk.services.desk import Desk
from gbdesk.store.likings import Likings

NAME_MOST: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Which columns are hidden, how wide the others are (px), the order and whether it descends.

    `columns` are their keys as they stand; one that is not named stands behind them.
    """

    hidden: tuple[str, ...] = ()
    widths: dict[str, int] = field(default_factory=dict)
    order: tuple[str, bool] = ("start", True)
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A saved view: what is asked for, with the columns and the order."""

    name: str
    asked: dict[str, Any]
    layout: Layout


class SavedViews:
    """The views and columns of one list, by its name."""

    def __init__(self, desk: Desk, what: str) -> None:
        self._kept = Likings(desk.store.drafts, desk.session.user)
        self._layout, self._view = f"columns/{what}", f"view/{what}/"

    def layout(self) -> Layout | None:
        """The columns as they were left, None where nobody changed them."""
        said = self._kept.get(self._layout)
        return _layout(said) if said else None

    def keep_layout(self, layout: Layout) -> None:
        """Keep the columns as they are.

        Raises:
            Refused: the disk does not take it.
        """
        self._kept.put(self._layout, _said(layout))

    def all(self) -> list[View]:
        """The saved views by name."""
        found = self._kept.beginning(self._view).values()
        views = [
            View(name=str(one["name"]), asked=dict(one["asked"]), layout=_layout(one["layout"]))
            for one in found
        ]
        return sorted(views, key=lambda one: one.name)

    def keep(self, name: str, asked: dict[str, Any], layout: Layout) -> View:
        """Keep a view, in the place of the one of this name.

        Raises:
            Refused: it has no name, or the disk does not take it.
        """
        called = nfc(name)[:NAME_MOST].strip()
        if not called:
            raise Refused("view.name")
        payload = {"name": called, "asked": asked, "layout": _said(layout)}
        self._kept.put(self._view + called, payload)
        return View(name=called, asked=asked, layout=layout)

    def drop(self, name: str) -> None:
        """Forget a view."""
        self._kept.drop(self._view + name)


def _said(layout: Layout) -> dict[str, Any]:
    return {
        "hidden": list(layout.hidden),
        "widths": layout.widths,
        "order": list(layout.order),
        "columns": list(layout.columns),
    }


def _layout(said: dict[str, Any]) -> Layout:
    by, descending = said["order"]
    return Layout(
        hidden=tuple(str(one) for one in said["hidden"]),
        widths={str(key): int(width) for key, width in said["widths"].items()},
        order=(str(by), bool(descending)),
        columns=tuple(str(one) for one in said.get("columns", ())),
    )
