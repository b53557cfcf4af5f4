"""`activity import-xlsx`, `entry import-xlsx`: activities, lines of registers out of a workbook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from gbdesk.cli.answer import DONE, REFUSED, Answer
from gbdesk.cli.context import Context
from gbdesk.cli.finding import one_of, period_of
from gbdesk.cli.parser import Group, Parser
from gbdesk.domain import registers
from gbdesk.domain.refusals import Refused
from gbdesk.services import entries_import
from gbdesk.services.entries_import import Into
from gbdesk.services.workbook_import import Chosen, Planned, guessed, plan, read_rows, record
from gbdesk.text import translate


def add(group: Group) -> None:
    """The command of this module, in the group `activity`."""
    words = translate("Cli", "record activities out of an Excel workbook")
    _options(group.add("import-xlsx", words, _import))


def add_entries(group: Group) -> None:
    """The command of this module, in the group `entry`."""
    words = translate("Cli", "record lines of a register out of an Excel workbook")
    one = group.add("import-xlsx", words, _import_entries)
    one.option("register", translate("Cli", "model, committee, document or product"))
    one.option("--type", translate("Cli", "type of rows that name none"), default="")
    one.option("--period", translate("Cli", "it is reviewed in this period"))
    _options(one)


def _options(one: Parser) -> None:
    one.option("file", translate("Cli", "the workbook; the row of headings is found by itself"))
    one.option("--dry-run", translate("Cli", "only say what would be done"), action="store_true")
    skip = translate("Cli", "record the good rows although others have problems")
    one.option("--skip-bad", skip, action="store_true")
    repeat = translate("Cli", "record rows that are recorded already once more")
    one.option("--repeat", repeat, action="store_true")


def _import(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        desk, office = app.desk, app.session.office
        table, wanted = guessed(desk, Path(asked.file), office)
        planned = plan(desk, table, wanted, office=office)
        again = frozenset(planned.there if asked.repeat else ())
        numbers = sorted([*planned.new, *again])
        refused = bool(planned.problems) and not asked.skip_bad
        recorded = []
        if numbers and not refused and not asked.dry_run:
            rows = read_rows(desk, table, wanted, numbers, office=office)
            chosen = Chosen(numbers=numbers, again=again)
            ids = record(desk, rows, chosen, progress=context.progress).ids
            recorded = [
                {"row": number, "id": ident} for number, ident in zip(numbers, ids, strict=True)
            ]
    words = translate(
        "Cli",
        "{good} rows are good, {bad} cells need a look, {recorded} activities recorded.",
        good=len(planned.new),
        bad=len(planned.problems),
        recorded=len(recorded),
    )
    return _answer(context, planned, recorded, words)


def _import_entries(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        spec = registers.register(one_of(registers.registers(), asked.register))
        if asked.type:
            one_of(spec.by_id[spec.type].options(app.catalogue), asked.type)
        period = period_of(app.catalogue, asked.period) if asked.period else ""
        into = Into(register=spec.id, office=app.session.office, period=period)
        table, wanted = entries_import.guessed(app.desk, Path(asked.file), into)
        wanted = replace(wanted, kind=asked.type)
        planned = entries_import.plan(app.desk, table, wanted, into)
        again = frozenset(planned.there if asked.repeat else ())
        numbers = sorted([*planned.new, *again])
        recorded = []
        if numbers and not asked.dry_run and (asked.skip_bad or not planned.problems):
            rows = entries_import.read_rows(app.desk, table, wanted, numbers, into)
            chosen = Chosen(numbers=numbers, again=again)
            ids = entries_import.record(app.desk, rows, chosen, into, progress=context.progress).ids
            recorded = [
                {"row": number, "id": ident} for number, ident in zip(numbers, ids, strict=True)
            ]
    words = translate(
        "Cli",
        "{good} rows are good, {bad} cells need a look, {recorded} lines recorded.",
        good=len(planned.new),
        bad=len(planned.problems),
        recorded=len(recorded),
    )
    return _answer(context, planned, recorded, words)


def _answer(
    context: Context, planned: Planned, recorded: list[dict[str, Any]], words: str
) -> Answer:
    """What was found and done; refused where a cell needs a look and that was not allowed."""
    asked = context.asked
    refused = bool(planned.problems) and not asked.skip_bad
    result = _result(planned) | {"recorded": recorded}
    lines = [*_told(planned, repeat=asked.repeat), words]
    told = Refused("sheet.problems", count=len(planned.problems))
    return Answer(
        result=result,
        lines=lines,
        error=context.describe(told) if refused else None,
        exit=REFUSED if refused else DONE,
    )


def _told(planned: Planned, *, repeat: bool) -> list[str]:
    """What a person has to know of the rows that are not recorded."""
    lines = [f"{one.cell}: {one.text}" for one in (*planned.problems, *planned.totals)]
    if planned.there and not repeat:
        rows = ", ".join(map(str, planned.there))
        lines.append(translate("Cli", "Recorded already, left out: rows {rows}.", rows=rows))
    if planned.personal:
        rows = ", ".join(map(str, planned.personal))
        lines.append(
            translate("Cli", "May name a person, left out, enter by hand: rows {rows}.", rows=rows)
        )
    if planned.ignored:
        columns = "; ".join(planned.ignored)
        lines.append(translate("Cli", "Columns not taken: {columns}.", columns=columns))
    lines += [
        translate("Cli", "“{said}” is taken for {name}.", said=said, name=name)
        for said, name in planned.loose.items()
    ]
    return lines


def _result(planned: Planned) -> dict[str, Any]:
    return {
        "rows": len(planned.new),
        "there": list(planned.there),
        "personal": list(planned.personal),
        "problems": planned.problems,
        "totals": planned.totals,
        "columns": planned.columns,
        "ignored": planned.ignored,
        "loose": planned.loose,
    }
