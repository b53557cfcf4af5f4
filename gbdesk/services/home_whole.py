"""The steps of returns with one row for the unit: women cadres, cultural products."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from gbdesk.domain.forms import CADRE, PRODUCTS, FormSpec
from gbdesk.domain.owed import forms_owed
from gbdesk.domain.periods import Period
from gbdesk.services.desk import Desk
from gbdesk.services.home_parts import ATTENTION, DONE, NONE, RETURN_PAGES, Action, Step
from gbdesk.services.return_sheet import COMPLETE, NIL, Gaps, ReturnSheet, gaps_of, read_sheet
from gbdesk.text import mark, say, translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

NAMES: Final = {
    CADRE: mark("Home", "Women cadres"),
    PRODUCTS: mark("Home", "Cultural products"),
}


def whole_steps(desk: Desk, db: Connection, period: Period) -> Iterator[Step]:
    """A step for each such return that is owed."""
    for dataset in NAMES:
        for form in forms_owed(desk.catalogue, desk.session.office, period.id, dataset):
            yield _step(desk, db, period, form)


def button(state: str) -> str:
    """What is done where a step stands so."""
    return translate("Home", "Show") if state == DONE else translate("Home", "Enter")


def _step(desk: Desk, db: Connection, period: Period, form: FormSpec) -> Step:
    sheet = read_sheet(db, desk.catalogue, desk.session.office, form, period.id)
    gaps = gaps_of(form, sheet)
    filled = sum(not cell.is_blank for cell in sheet.cells.values())
    state, reason = _standing(sheet, gaps, filled)
    facts = {"form": form.id, "period": period.id}
    return Step(
        key=form.dataset,
        state=state,
        label=say(NAMES[form.dataset]),
        reason=reason,
        action=Action(
            page=RETURN_PAGES[form.dataset],
            label=button(state),
            facts={**facts, "line": _target(form, sheet, gaps)},
        ),
        facts={**facts, "filled": filled, "of": len(sheet.cells), "errors": len(gaps.errors)},
    )


def _standing(sheet: ReturnSheet, gaps: Gaps, filled: int) -> tuple[str, str]:
    if sheet.state == NIL:
        return DONE, translate("Home", "Declared: nothing occurred")
    if sheet.state == COMPLETE:
        return DONE, translate("Home", "Completed")
    if gaps.errors:
        return ATTENTION, translate("Home", "{n} sums do not fit", n=len(gaps.errors))
    if not filled:
        return NONE, translate("Home", "No figure is entered yet")
    if gaps.is_clean:
        return ATTENTION, translate("Home", "All entered, not declared complete yet")
    of = len(sheet.cells)
    reason = translate("Home", "{filled} of {of} figures entered", filled=filled, of=of)
    return ATTENTION, reason


def _target(form: FormSpec, sheet: ReturnSheet, gaps: Gaps) -> str:
    """The line of the first error, else of the first figure not entered."""
    if gaps.errors and gaps.errors[0][1].lines:
        return gaps.errors[0][1].lines[0]
    blank = (
        line.id
        for row in sheet.rows
        for line in form.entry_lines
        if sheet.cell(row, line.id).is_blank
    )
    return next(blank, "")
