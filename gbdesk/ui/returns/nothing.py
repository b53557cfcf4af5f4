"""One key declared that nothing occurred in a row: it is said, with the way back."""

from __future__ import annotations

from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.grid.figure_grid import FigureGrid


def told_nil(around: Around, grid: FigureGrid, label: str) -> None:
    """Say what the last step did; it goes back from here as long as it is the last."""
    step = grid.history.last

    def back() -> None:
        if grid.history.last is step:
            grid.undo()
        else:
            words = translate("Figures", "Something was done since; Ctrl Z goes back in turn.")
            around.tell(words)

    around.tell(f"{label[:1].upper()}{label[1:]}.", back)
