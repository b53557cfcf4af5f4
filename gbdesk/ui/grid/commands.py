"""What the commands of the grid change: each is one named step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gbdesk.domain.rules import Problem
from gbdesk.text import translate
from gbdesk.ui.grid.block import PastePlan, plan_paste, read_block
from gbdesk.ui.grid.model import GridModel
from gbdesk.ui.grid.sheet import Change, Row, Sheet
from gbdesk.ui.grid.typed import copy_figure, read_figure

Cells = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be set, under a name for taking it back; or the place and line that forbid it."""

    label: str
    changes: tuple[Change, ...]
    stopped_at: tuple[str, str] | None = None


def type_figure(model: GridModel, row: int, column: int, text: str) -> Deed | None:
    """One figure as typed; None where it is no figure."""
    typed = read_figure(text)
    if not typed.is_valid:
        return None
    name = model.row(row).name
    label = translate("Grid", "enter {line}, {place}", line=model.columns[column].name, place=name)
    return Deed(label, (model.change(row, column, typed.value),))


def clear(model: GridModel, cells: Cells) -> Deed:
    """Blank these cells."""
    changes = tuple(model.change(row, column, None) for row, column in cells)
    return Deed(translate("Grid", "clear {n} cells", n=len(changes)), changes)


def fill(model: GridModel, block: tuple[int, int, int, int], *, down: bool) -> Deed | None:
    """Fill from the first row or column of the block, from the one before where it is one cell."""
    top, left, bottom, right = block
    if down:
        source = top if bottom > top else top - 1
        cells = [(r, c, source, c) for r in range(source + 1, bottom + 1) for c in _to(left, right)]
    else:
        source = left if right > left else left - 1
        cells = [(r, c, r, source) for r in _to(top, bottom) for c in range(source + 1, right + 1)]
    if source < 0:
        return None
    changes = []
    for row, column, from_row, from_column in cells:
        value = model.cell(model.index(from_row, from_column)).value
        changes.append(model.change(row, column, value))
    words = translate("Grid", "fill {n} cells", n=len(changes))
    return Deed(words, tuple(changes))


def none_occurred(model: GridModel, rows: Sequence[int]) -> Deed:
    """Zero in the lines that "nothing occurred" sets; no figure of another tab is erased unseen."""
    if counted := _counted_elsewhere(model, rows):
        return Deed("", (), counted)
    changes = tuple(
        Change(place=model.row(row).place, line=line.id, value=0)
        for row in rows
        for line in model.sheet.nil_lines(model.row(row).place)
    )
    if len(rows) == 1:
        name = model.row(rows[0]).name
        return Deed(translate("Grid", "none occurred in {place}", place=name), changes)
    return Deed(translate("Grid", "none occurred in {n} rows", n=len(rows)), changes)


def sum_parts(model: GridModel, row: int, column: int) -> Deed | None:
    """A total from its parts, where a rule knows them and all are entered."""
    value = model.sheet.parts(model.row(row).place, model.columns[column].id)
    if value is None:
        return None
    line = model.columns[column].name
    label = translate("Grid", "total of {line}", line=line)
    return Deed(label, (model.change(row, column, value),))


def planned(model: GridModel, text: str, chosen: tuple[int, int, int, int]) -> PastePlan | None:
    """What pasting this text at the selection would do; one figure fills all of it."""
    block = read_block(text)
    if not block:
        return None
    top, left, bottom, right = chosen
    wide, high = right - left + 1, bottom - top + 1
    if len(block) == 1 and len(block[0]) == 1 and wide * high > 1:
        block = tuple((block[0][0],) * wide for _ in range(high))
    shape = (model.rowCount(), model.columnCount())
    return plan_paste(block, (top, left), shape, [row.name for row in model.sheet.rows])


def paste(model: GridModel, plan: PastePlan) -> Deed:
    """The figures of a block that could be read."""
    changes = tuple(
        model.change(one.row, one.column, one.typed.value)
        for one in plan.figures
        if one.typed.is_valid
    )
    return Deed(translate("Grid", "paste {n} cells", n=len(changes)), changes)


def set_note(model: GridModel, row: int, column: int, note: str) -> Deed:
    """A note at a figure."""
    value = model.cell(model.index(row, column)).value
    label = translate("Grid", "note at {line}", line=model.columns[column].name)
    return Deed(label, (model.change(row, column, value, note),))


def explain(sheet: Sheet, found: Sequence[tuple[Row, Problem]], reason: str) -> Deed:
    """One reason as the note of every cell of these problems."""
    cells = dict.fromkeys((row.place, problem.lines[0]) for row, problem in found)
    changes = tuple(
        Change(place=place, line=line, value=sheet.cell(place, line).value, note=reason)
        for place, line in cells
    )
    return Deed(translate("Grid", "reason for {n} large changes", n=len(changes)), changes)


def copied(model: GridModel, block: tuple[int, int, int, int]) -> str:
    """A block as a spreadsheet takes it."""
    top, left, bottom, right = block
    rows = (
        "\t".join(copy_figure(model.cell(model.index(r, c)).value) for c in _to(left, right))
        for r in _to(top, bottom)
    )
    return "\n".join(rows)


def _counted_elsewhere(model: GridModel, rows: Sequence[int]) -> tuple[str, str] | None:
    seen = {line.id for line in model.columns}
    for row in rows:
        place = model.row(row).place
        for line in model.sheet.nil_lines(place):
            if line.id not in seen and (model.sheet.cell(place, line.id).number or 0) > 0:
                return place, line.id
    return None


def _to(first: int, last: int) -> range:
    return range(first, last + 1)
