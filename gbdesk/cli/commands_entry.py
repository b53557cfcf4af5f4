"""`activity`, `cell`, `narrative`, `complete`: entering what an office reports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gbdesk.cli import commands_trash, commands_workbook
from gbdesk.cli.answer import DECISION, Answer
from gbdesk.cli.context import Context
from gbdesk.cli.files import read_file
from gbdesk.cli.finding import (
    day_of,
    number_of,
    office_of,
    one_of,
    pair_of,
    period_of,
    place_of,
)
from gbdesk.cli.parser import Commands, Group, Parser
from gbdesk.domain.activities import ERROR, FieldProblem
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.cells import NOT_APPLICABLE, UNKNOWN, CellValue
from gbdesk.domain.forms import PLACE, WHOLE, FormSpec
from gbdesk.domain.numbers import parse_count
from gbdesk.domain.ops import Fields, Value
from gbdesk.domain.refusals import Refused
from gbdesk.services.labels import SECTIONS
from gbdesk.services.returns import CellChange
from gbdesk.store.listing import ActivityQuery
from gbdesk.text import translate

if TYPE_CHECKING:
    from gbdesk.app import App

FORM: Final = "TT07-2017"
STANDARD_INPUT: Final = "-"
LISTS: Final = {"measure": "measures", "topic": "topics", "audience": "audiences"}


def add(commands: Commands) -> None:
    """The commands of this module."""
    _activity(commands.group("activity", translate("Cli", "the log of activities")))
    _cell(commands.group("cell", translate("Cli", "figures of a return")))
    _narrative(commands.group("narrative", translate("Cli", "texts of the report by section")))
    one = commands.add("complete", translate("Cli", "declare a return complete"), _complete)
    _sheet(one)
    nil = translate("Cli", "declare that nothing occurred anywhere")
    one.option("--nil", nil, action="store_true")
    one.option("--reopen", translate("Cli", "open it again"), action="store_true")


def _activity(group: Group) -> None:
    one = group.add("add", translate("Cli", "record an activity"), _add)
    one.option("--title", translate("Cli", "its name"), required=True)
    one.option("--kind", translate("Cli", "id of its form, such as training"), required=True)
    one.option("--start", translate("Cli", "first day: 2024-05-22 or 22/5/2024"), required=True)
    one.option("--end", translate("Cli", "last day, for several days"))
    one.option("--level", translate("Cli", "id of its level"), default="commune")
    place = translate("Cli", "id or name of a place; may be repeated")
    one.option("--place", place, action="append", default=[])
    measure = translate("Cli", "a number, such as attendees=40; may be repeated")
    one.option("--measure", measure, metavar="NAME=N", action="append", default=[])
    more = translate("Cli", "another field, such as role=partner or topic.T1=true")
    one.option("--set", more, metavar="FIELD=VALUE", action="append", default=[])
    one = group.add("list", translate("Cli", "list activities"), _list)
    one.option("--period", translate("Cli", "only of this period"))
    one.option("--office", translate("Cli", "only of this office"))
    one.option("--text", translate("Cli", "words to look for"), default="")
    one.option("--limit", translate("Cli", "at most so many"), type=int, default=100)
    commands_workbook.add(group)
    commands_trash.add(group)


def _sheet(parser: Parser) -> None:
    parser.option("--period", translate("Cli", "period, such as 2024-6T"), required=True)
    parser.option("--form", translate("Cli", "form; {form} if not given", form=FORM), default=FORM)
    parser.option("--office", translate("Cli", "hub: an office that has no computer of its own"))


def _cell(group: Group) -> None:
    one = group.add("set", translate("Cli", "set figures of one place"), _set)
    _sheet(one)
    whole = translate("Cli", "id or name of the place; “-” where the form has one row for a unit")
    one.option("place", whole)
    values = translate("Cli", "line=number, line=? (no information), line=- (does not apply)")
    one.option("values", values, nargs="*", metavar="LINE=VALUE")
    note = translate(
        "Cli", "a note on every figure; at the hub the reason for correcting an office"
    )
    one.option("--note", note)
    none = translate("Cli", "nothing occurred in this place")
    one.option("--none", none, action="store_true")
    one = group.add("list", translate("Cli", "list figures of a return"), _cells)
    _sheet(one)


def _narrative(group: Group) -> None:
    one = group.add("set", translate("Cli", "write a section"), _write)
    one.option("--period", translate("Cli", "period, such as 2024-6T"), required=True)
    one.option("section", translate("Cli", "results, difficulties, causes, proposals or plans"))
    one.option("--text", translate("Cli", "the text"))
    one.option("--file", translate("Cli", "file with the text; - is standard input"))
    one = group.add("list", translate("Cli", "show what is written"), _texts)
    one.option("--period", translate("Cli", "period, such as 2024-6T"), required=True)


def _add(context: Context) -> Answer:
    with context.app() as app:
        values = _values(context, app)
        if wrong := [one for one in app.activities.check(values) if one.severity == ERROR]:
            raise Refused("cli.activity", fields=_named(wrong))
        saved = app.activities.save(None, values)
    problems = [
        {"field": one.field, "severity": one.severity, "code": one.code} for one in saved.problems
    ]
    lines = [translate("Cli", "Recorded: {id}", id=saved.id)]
    lines += [f"  {one.field}: {one.code}" for one in saved.problems]
    personal = any(one.code.startswith("personal.") for one in saved.problems)
    return Answer(
        result={"id": saved.id, "problems": problems}, lines=lines, exit=DECISION if personal else 0
    )


def _named(problems: list[FieldProblem]) -> str:
    return ", ".join(f"{one.field} ({one.code})" for one in problems)


def _values(context: Context, app: App) -> Fields:
    asked, today = context.asked, context.surroundings.today()
    catalogue = app.catalogue
    values: Fields = {"role": "lead", "status": "done", "title": asked.title}
    values["kind"] = one_of(catalogue.kinds, asked.kind)
    values["level"] = one_of(catalogue.levels, asked.level)
    values["start"] = day_of(asked.start, today)
    if asked.end:
        values["end"] = day_of(asked.end, today)
    for said in asked.place:
        values[f"place.{place_of(catalogue, said)}"] = True
    for said in asked.measure:
        name, value = pair_of(said)
        values[f"measure.{one_of(catalogue.measures, name)}"] = number_of(value)
    for said in asked.set:
        name, value = pair_of(said)
        _listed(catalogue, name)
        values[name] = _plain(value)
    return values


def _listed(catalogue: Catalogue, name: str) -> None:
    """Nothing, when the field is of no list of the catalogue or its end stands in that list."""
    head, _, end = name.partition(".")
    if head in LISTS:
        one_of(getattr(catalogue, LISTS[head]), end)


def _plain(said: str) -> Value:
    words: dict[str, Value] = {"true": True, "false": False, "": None}
    return words.get(said, said)


def _list(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        start = end = None
        if asked.period:
            period = app.catalogue.period(period_of(app.catalogue, asked.period))
            start, end = period.start.isoformat(), period.end.isoformat()
        office = office_of(app.catalogue, asked.office) if asked.office else None
        query = ActivityQuery(office=office, start=start, end=end, text=asked.text)
        found = app.activities.ids(query)
        rows = app.activities.rows(found.keys[: asked.limit])
    lines = [f"{row.start}  {row.title}  [{row.kind_label}; {row.places_label}]" for row in rows]
    shown = translate("Cli", "{count} of {total} activities", count=len(rows), total=found.total)
    return Answer(result={"total": found.total, "activities": rows}, lines=[*lines, shown])


def _set(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        form, period = _form(app, asked.form), period_of(app.catalogue, asked.period)
        place = WHOLE if form.grain != PLACE else place_of(app.catalogue, asked.place)
        office = office_of(app.catalogue, asked.office) if asked.office else None
        if asked.none:
            app.returns.none_occurred(form.id, period, place, office=office)
        changes = _changes(form, place, asked.values, asked.note)
        if changes and office and _corrects(app, office):
            reason = asked.note or ""
            app.returns.correct(form.id, period, changes, office=office, reason=reason)
        elif changes:
            app.returns.set_cells(form.id, period, changes, office=office)
        sheet = app.returns.open(form.id, period, office)
        problems = [problem.text for problem in sheet.problems.get(place, ())]
    lines = [translate("Cli", "Figures are recorded."), *problems]
    return Answer(result={"place": place, "set": len(changes), "problems": problems}, lines=lines)


def _form(app: App, said: str) -> FormSpec:
    return app.catalogue.form(one_of(app.catalogue.forms, said))


def _changes(form: FormSpec, place: str, values: list[str], note: str | None) -> list[CellChange]:
    found = []
    lines = [one.id for one in form.entry_lines]
    for said in values:
        line, value = pair_of(said)
        more = {} if note is None else {"note": note}
        found.append(
            CellChange(place=place, indicator=one_of(lines, line), value=_figure(value), **more)
        )
    return found


def _corrects(app: App, office: str) -> bool:
    """Whether the hub would correct what an office with a computer of its own has reported."""
    return app.session.hub and app.catalogue.office(office).device


def _figure(said: str) -> CellValue:
    if said in {UNKNOWN, NOT_APPLICABLE}:
        return said
    if not said:
        return None
    counted = parse_count(said)
    if not isinstance(counted, int):
        raise Refused("cli.figure", said=said)
    return counted


def _cells(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        office = office_of(app.catalogue, asked.office) if asked.office else None
        period, form = period_of(app.catalogue, asked.period), _form(app, asked.form)
        sheet = app.returns.open(form.id, period, office)
        rows = [
            {"place": place, "line": line, "value": cell.value, "note": cell.note}
            for (place, line), cell in sorted(sheet.cells.items())
            if cell.value is not None or cell.note
        ]
        whole = app.catalogue.office(sheet.office).name
        names = {
            place: app.catalogue.places[place].name if place else whole for place, _ in sheet.cells
        }
    lines = [f"{names[str(row['place'])]}  {row['line']} = {row['value']}" for row in rows]
    return Answer(result={"state": sheet.state, "cells": rows}, lines=lines)


def _complete(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        period, form = period_of(app.catalogue, asked.period), _form(app, asked.form).id
        office = office_of(app.catalogue, asked.office) if asked.office else None
        if asked.reopen:
            app.returns.reopen(form, period, office=office)
        elif asked.nil:
            app.returns.declare_nil(form, period, office=office)
        else:
            app.returns.complete(form, period, office=office)
        state = app.returns.open(form, period, office).state
    result = {"form": form, "period": period, "state": state}
    return Answer(result=result, lines=[f"{form}, {period}: {state}"])


def _write(context: Context) -> Answer:
    asked = context.asked
    text, section = asked.text, one_of(SECTIONS, asked.section)
    if text is None:
        if asked.file is None:
            raise Refused("cli.text")
        raw = (
            sys.stdin.buffer.read() if asked.file == STANDARD_INPUT else read_file(Path(asked.file))
        )
        text = raw.decode("utf-8", "replace")
    with context.app() as app:
        saved = app.narratives.save(period_of(app.catalogue, asked.period), section, text)
    hits = [hit.kind for hit in saved.hits]
    return Answer(
        result={"section": section, "personal": hits},
        lines=[translate("Cli", "The section is recorded."), *hits],
        exit=DECISION if hits else 0,
    )


def _texts(context: Context) -> Answer:
    with context.app() as app:
        found = app.narratives.get(period_of(app.catalogue, context.asked.period))
    return Answer(
        result={"sections": found}, lines=[f"{name}: {text}" for name, text in found.items()]
    )
