"""`entry`: lines of registers (models, committees, documents, products)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gbdesk.cli import commands_workbook
from gbdesk.cli.answer import DECISION, Answer
from gbdesk.cli.context import Context
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
from gbdesk.domain import registers
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.ops import Fields, Value
from gbdesk.domain.registers import COUNT, DAY, PLACE, REGISTER, SINCE, STATES, Register
from gbdesk.services.entries import EntryQuery, Saved
from gbdesk.services.entry_words import said_of
from gbdesk.text import translate

if TYPE_CHECKING:
    from gbdesk.app import App

YEAR: Final = len("2024")
STATUS_FIELDS: Final = (registers.STATUS, registers.STATUS_DAY, registers.STATUS_REASON)


def add(commands: Commands) -> None:
    """The commands of this module."""
    group = commands.group("entry", translate("Cli", "lines of registers"))
    _changing(group)
    commands_workbook.add_entries(group)
    one = group.add("list", translate("Cli", "list the lines of a register"), _list)
    _register(one)
    one.option("--office", translate("Cli", "only of this office"))
    one.option("--text", translate("Cli", "words to look for"), default="")
    one.option("--type", translate("Cli", "only of this type"), action="append", default=[])
    one.option("--open", translate("Cli", "not reviewed in this period yet"), metavar="PERIOD")
    one = group.add("export", translate("Cli", "write a register as a workbook"), _export)
    _register(one)
    one.option("--period", translate("Cli", "period, such as 2024-6T"), required=True)
    one.option("--office", translate("Cli", "only of this office"))
    one.option("--type", translate("Cli", "only of this type"), action="append", default=[])
    one.option("--out", translate("Cli", "folder to write into"), metavar="FOLDER", default=".")
    one = group.add("review", translate("Cli", "confirm lines in a period"), _review)
    one.option("lines", translate("Cli", "ids of lines"), nargs="+", metavar="LINE")
    one.option("--period", translate("Cli", "period, such as 2024-6T"), required=True)
    one.option("--status", translate("Cli", "they are active, paused or dissolved"))
    one.option("--since", translate("Cli", "since this day; today if not given"))
    one.option("--reason", translate("Cli", "why"), default="")
    one = group.add("delete", translate("Cli", "delete lines"), _delete)
    one.option("lines", translate("Cli", "ids of lines"), nargs="+", metavar="LINE")


def _register(parser: Parser) -> None:
    parser.option("register", translate("Cli", "model, committee, document or product"))


def _changing(group: Group) -> None:
    fields = translate("Cli", "a field of the line, such as name=… or members=30")
    period = translate("Cli", "it is reviewed in this period")
    one = group.add("add", translate("Cli", "record a line"), _add)
    _register(one)
    one.option("values", fields, nargs="+", metavar="FIELD=VALUE")
    one.option("--period", period)
    one = group.add("change", translate("Cli", "change a line"), _change)
    one.option("line", translate("Cli", "id of the line"))
    one.option("values", fields, nargs="+", metavar="FIELD=VALUE")
    one.option("--period", period)


def _add(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        spec = registers.register(one_of(registers.registers(), asked.register))
        values = _values(context, app.catalogue, spec, asked.values)
        saved = app.entries.save(None, {REGISTER: spec.id, **values}, period=_period(app, asked))
    return _answer(saved)


def _change(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        spec = registers.register(str(app.entries.get(asked.line)[REGISTER]))
        values = _values(context, app.catalogue, spec, asked.values)
        saved = app.entries.save(asked.line, values, period=_period(app, asked))
    return _answer(saved)


def _period(app: App, asked: object) -> str | None:
    said = getattr(asked, "period", None)
    return period_of(app.catalogue, said) if said else None


def _answer(saved: Saved) -> Answer:
    problems = [
        {"field": one.field, "severity": one.severity, "code": one.code} for one in saved.problems
    ]
    lines = [translate("Cli", "Recorded: {id}", id=saved.id)]
    lines += [f"  {one.field}: {said_of(one)}" for one in saved.problems]
    personal = any(one.code.startswith("personal.") for one in saved.problems)
    return Answer(
        result={"id": saved.id, "problems": problems}, lines=lines, exit=DECISION if personal else 0
    )


def _values(context: Context, catalogue: Catalogue, spec: Register, given: list[str]) -> Fields:
    today = context.surroundings.today()
    known = (*spec.by_id, *(STATUS_FIELDS if spec.states else ()))
    found: Fields = {}
    for said in given:
        name, value = pair_of(said)
        found[one_of(known, name)] = _value(catalogue, spec, today, (name, value))
    return found


def _value(catalogue: Catalogue, spec: Register, today: date, said: tuple[str, str]) -> Value:
    name, value = said
    kind = spec.by_id[name].kind if name in spec.by_id else ""
    if not value:
        return None
    if kind == COUNT:
        return number_of(value)
    if kind == PLACE:
        return place_of(catalogue, value)
    if name == registers.STATUS_DAY or kind == DAY:
        return day_of(value, today)
    if kind == SINCE:
        return value if len(value) == YEAR else day_of(value, today)
    return value


def _query(app: App, asked: Any) -> EntryQuery:
    """The lines of a register that are asked for, of one office and of some types perhaps."""
    spec = registers.register(one_of(registers.registers(), asked.register))
    for said in asked.type:
        one_of(spec.by_id[spec.type].options(app.catalogue), said)
    return EntryQuery(
        register=spec.id,
        offices=(office_of(app.catalogue, asked.office),) if asked.office else (),
        types=tuple(asked.type),
    )


def _export(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        period = period_of(app.catalogue, asked.period)
        written = app.register_lists.write(_query(app, asked), period, Path(asked.out))
    return Answer(result={"list": written}, lines=[str(written.path), written.words])


def _list(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        period = period_of(app.catalogue, asked.open) if asked.open else ""
        query = replace(_query(app, asked), text=asked.text, unreviewed=period)
        rows = app.entries.find(query)
    lines = [
        f"{row.id}  {row.title}  [{'; '.join(_told(row.type_label, row.place_label))}]"
        for row in rows
    ]
    shown = translate("Cli", "{n} lines", n=len(rows))
    return Answer(result={"total": len(rows), "lines": rows}, lines=[*lines, shown])


def _told(*said: str) -> list[str]:
    return [one for one in said if one]


def _review(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        period = period_of(app.catalogue, asked.period)
        if asked.status:
            day = app.today()
            if asked.since:
                day = date.fromisoformat(day_of(asked.since, context.surroundings.today()))
            status = one_of(STATES, asked.status)
            done = app.entries.set_status(
                asked.lines, status, day, reason=asked.reason, period=period
            )
        else:
            done = app.entries.review(asked.lines, period)
    words = translate("Cli", "{n} lines reviewed", n=len(done.ids))
    return Answer(result={"reviewed": done.ids}, lines=[words])


def _delete(context: Context) -> Answer:
    with context.app() as app:
        done = app.entries.delete(context.asked.lines)
    return Answer(
        result={"deleted": done.ids}, lines=[translate("Cli", "{n} lines deleted", n=len(done.ids))]
    )
