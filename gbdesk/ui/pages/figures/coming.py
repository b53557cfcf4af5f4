"""Coming to the page of figures with one cell in mind, and coming back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gbdesk.ui.forms.around import Around

if TYPE_CHECKING:
    from gbdesk.domain.forms import FormSpec
    from gbdesk.ui.pages.figures.page import FiguresPage


def duties(around: Around, office: str) -> list[FormSpec]:
    """The forms an office owes figures on in the period now chosen."""
    catalogue, period = around.app.catalogue, around.period
    return [
        form
        for form in catalogue.forms_of(period)
        if catalogue.duty_places(office, form.id, period)
    ]


def come(
    page: FiguresPage, *, form: str = "", place: str = "", line: str = "", office: str = ""
) -> None:
    """Show one form, one place, one cell; the caret stands in the grid."""
    if office and office in page.offices.known():
        page.offices.set_value(office)
        page.reopen()
    if form and form != page.forms.value() and form in page.forms.known():
        page.forms.set_value(form)
        page.reopen()
    grid = page.grid
    if grid is None or not page.empty.isHidden():
        return
    if place in grid.sheet.row_numbers:
        lines = [one.id for one in grid.sheet.form.entry_lines]
        grid.go_to_line(place, line if line in lines else lines[0])
    (grid.view.figures.editor or grid.view).setFocus()


def place_of(page: FiguresPage) -> dict[str, str]:
    """Where the caret is, as facts of `come`."""
    grid = page.grid
    at = grid.view.at() if grid else None
    if grid is None or at is None:
        return {}
    row, line = grid.sheet.rows[at[0]], grid.model.columns[at[1]].id
    return {"form": page.forms.value(), "place": row.place, "line": line}
