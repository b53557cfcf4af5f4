"""What stands beside and above the grid follows its caret."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gbdesk.ui.forms.parts import place_words
from gbdesk.ui.returns.book import short_period

if TYPE_CHECKING:
    from gbdesk.ui.pages.figures.page import FiguresPage


def follow(page: FiguresPage) -> None:
    """Show the cell under the caret, its past and what the return lacks."""
    grid, book = page.grid, page.book
    at = grid.view.at() if grid else None
    if grid is None or book is None or at is None:
        return
    words = partial(place_words, page.around.app.catalogue)
    row, line = grid.sheet.rows[at[0]], grid.model.columns[at[1]].id
    bars = [
        *book.past(row.place, line),
        (short_period(book.period), grid.sheet.cell(row.place, line).value),
    ]
    names = {then.period: short_period(then.period) for then in grid.sheet.beside.values()}
    page.side.show_cell(grid.sheet, (row, line), bars, words)
    page.side.beside.show_beside(grid.sheet, row.place, line, names)
    page.side.counted.show_counted(
        grid.sheet, (row.place, line), book.registered(), may_take=page.side.may_fix
    )
    page.state.show_gaps(grid.sheet.gaps(), words)
