"""`table`: consolidated figures put into a table, with coverage and sources."""

from __future__ import annotations

from typing import Any, Final

from gbdesk.cli.answer import Answer
from gbdesk.cli.context import Context
from gbdesk.cli.finding import period_of
from gbdesk.cli.parser import Commands
from gbdesk.domain.bounds import BOUNDS, OWN
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.crossplan import Wanted
from gbdesk.domain.crosstab import AXES, LINE, OFFICE, CrossTable
from gbdesk.domain.crosstab_told import TOTAL, coverage_words, stock_words, told
from gbdesk.domain.crosstab_words import break_words, mark_words
from gbdesk.domain.disclosure import INTERNAL, SHARED, Profile, Shown, profile
from gbdesk.domain.forms import CADRE, DV, PRODUCTS
from gbdesk.services.crosstabs import Crossed
from gbdesk.text import translate

DATASETS: Final = (DV, CADRE, PRODUCTS)


def add(commands: Commands) -> None:
    """The command of this module."""
    one = commands.add("table", translate("Cli", "hub: consolidated figures as a table"), _table)
    one.option("--period", translate("Cli", "period or several, parted by commas"), required=True)
    lines = translate("Cli", "forms, sex, age, measures, support, every, or the id of one line")
    one.option("--lines", lines, default="every")
    one.option("--rows", translate("Cli", "what the rows are"), choices=AXES, default=OFFICE)
    one.option("--columns", translate("Cli", "what the columns are"), choices=AXES, default=LINE)
    bounds = translate("Cli", "units of their own time, or of the newest period")
    one.option("--bounds", bounds, choices=BOUNDS, default=OWN)
    one.option("--dataset", translate("Cli", "which figures"), choices=DATASETS, default=DV)
    said = translate("Cli", "shared: province totals only; internal: full figures")
    one.option("--profile", said, choices=(SHARED.id, INTERNAL.id), default=SHARED.id)
    one.option("--reason", translate("Cli", "internal: why full figures are needed"), default="")


def _table(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        periods = tuple(
            period_of(app.catalogue, part.strip()) for part in asked.period.split(",") if part
        )
        wanted = Wanted(
            lines=asked.lines,
            periods=periods,
            rows=asked.rows,
            columns=asked.columns,
            bounds=asked.bounds,
            dataset=asked.dataset,
        )
        crossed = app.crosstabs.table(wanted)
        if asked.profile == INTERNAL.id:
            app.crosstabs.look(wanted, asked.reason, password_checked=True)
        catalogue = app.catalogue
    how = profile(asked.profile)
    shown = told(crossed.table, how, catalogue.threshold)
    return Answer(
        result={"table": facts(crossed, how, shown)}, lines=_lines(crossed, shown, catalogue)
    )


def facts(crossed: Crossed, how: Profile, shown: dict[tuple[str, str], Shown]) -> dict[str, Any]:
    """The table as JSON values; hidden figures are null with `hidden`."""
    table = crossed.table
    return {
        "profile": how.id,
        "rows": table.rows,
        "columns": table.columns,
        "cells": [_cell(table, at, said) for at, said in shown.items()],
        "places": table.places,
        "offices": table.offices,
        "stray": table.stray,
        "breaks": crossed.breaks,
    }


def _cell(table: CrossTable, at: tuple[str, str], said: Shown) -> dict[str, Any]:
    cell = table.totals[at[1]] if at[0] == TOTAL and at[1] in table.totals else table.cells[at]
    told_as = {"value": said.number, "hidden": said.hidden}
    if said.hidden:
        return {"row": at[0], "column": at[1], **told_as}
    return {
        "row": at[0],
        "column": at[1],
        **told_as,
        "covered": cell.covered,
        "of": cell.of,
        "kind": cell.kind,
        "refused": cell.refused,
    }


def _lines(
    crossed: Crossed, shown: dict[tuple[str, str], Shown], catalogue: Catalogue
) -> list[str]:
    table = crossed.table
    lines = ["\t".join(["", *(one.name for one in table.columns)])]
    heads = [(one.id, one.name) for one in table.rows]
    if table.totals:
        heads.append((TOTAL, translate("Crosstab", "Total")))
    for ident, name in heads:
        cells = (shown.get((ident, one.id)) for one in table.columns)
        lines.append("\t".join([name, *(one.text if one else "" for one in cells)]))
    lines.append(coverage_words(table))
    lines += [words] if (words := stock_words(table)) else []
    lines += [words for one in (*table.rows, *table.columns) if (words := mark_words(one))]
    lines += [break_words(catalogue, one) for one in crossed.breaks]
    return lines
