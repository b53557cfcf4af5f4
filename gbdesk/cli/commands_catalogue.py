"""`catalogue`: the hub's lists, the next release of them, files that bring it to units."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from gbdesk.app import App
from gbdesk.cli.answer import Answer
from gbdesk.cli.context import Context
from gbdesk.cli.files import read_file
from gbdesk.cli.finding import office_of, period_of
from gbdesk.cli.parser import Commands, Parser
from gbdesk.domain.catalogue_lines import CLOSED, OFFICES, Lists
from gbdesk.domain.dates import parse_date
from gbdesk.domain.forms_added import FormsAdded
from gbdesk.domain.mergers import Merger
from gbdesk.domain.names import nfc, tone_fold
from gbdesk.domain.refusals import Refused
from gbdesk.services import list_reading
from gbdesk.text import translate

JSON: Final = ".json"


def add(commands: Commands) -> None:
    """The commands of this module."""
    group = commands.group("catalogue", translate("Cli", "units, names and releases"))
    group.add("show", translate("Cli", "the release in force, as lists"), _show)
    one = group.add("publish", translate("Cli", "hub: sign the next release of lists"), _publish)
    file = translate("Cli", "lists as “show --json” gives them, or a workbook of units to add")
    one.option("file", file)
    one.option("--dry-run", translate("Cli", "only say what would be done"), action="store_true")
    one = group.add("files", translate("Cli", "hub: a file with the release for each unit"), _files)
    out = translate("Cli", "folder to write into; the present one if not given")
    one.option("--out", out, metavar="FOLDER", default=".")
    forms = translate("Cli", "hub: add forms of the program to the next release")
    one = group.add("add-forms", forms, _add_forms)
    what = translate("Cli", "ids of forms; without any they are listed")
    one.option("forms", what, nargs="*", metavar="FORM")
    first = translate("Cli", "first period, such as 2024-6T; the next one due if not given")
    one.option("--from", first, metavar="PERIOD", default="", dest="start")
    one.option("--dry-run", translate("Cli", "only say what would be done"), action="store_true")
    merge = translate("Cli", "hub: make one unit of several from a day on")
    _merging(group.add("merge", merge, _merge))


def _merging(one: Parser) -> None:
    one.option("units", translate("Cli", "the units that were merged"), nargs="+", metavar="UNIT")
    day = translate("Cli", "first day of the merged unit")
    one.option("--from", day, metavar="DAY", required=True, dest="day")
    into = translate("Cli", "the one of them that goes on; else a new unit is named")
    one.option("--into", into, metavar="UNIT", default="")
    one.option("--name", translate("Cli", "name of the new unit"), metavar="TEXT", default="")
    one.option("--short", translate("Cli", "its short name"), metavar="TEXT", default="")
    one.option("--area", translate("Cli", "its commune or district"), metavar="TEXT", default="")
    one.option("--dry-run", translate("Cli", "only say what would be done"), action="store_true")


def _show(context: Context) -> Answer:
    with context.app() as app:
        lists, known = app.releasing.lists(), app.releasing.known()
        number, name = app.catalogue.number, app.catalogue.name
    lines = [f"{number}  {name}"]
    lines += [
        "  ".join(part for part in (one["short"], one["name"], one[CLOSED]) if part)
        for one in lists.offices
    ]
    result = {"number": number, "title": name, "lists": lists.to_dict(), "releases": known}
    return Answer(result=result, lines=lines)


def _publish(context: Context) -> Answer:
    with context.app() as app:
        lists, base = _read(app, Path(context.asked.file))
        found = app.releasing.differences(lists)
        if context.asked.dry_run:
            return Answer(result={"differences": found, "published": None}, lines=found)
        done = app.releasing.publish(lists, base)
    result = {"differences": done.differences, "published": done.number}
    return Answer(result=result, lines=[*done.differences, done.words])


def _add_forms(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        offered = app.releasing.forms_offered()
        if not asked.forms:
            lines = [f"{ident}  {name}" for ident, name in offered.forms]
            return Answer(result={"offered": offered}, lines=lines)
        start = period_of(app.catalogue, asked.start) if asked.start else ""
        added = FormsAdded(
            forms=tuple(asked.forms), start=start or next(iter(dict(offered.periods)), "")
        )
        outlook = app.releasing.forms_outlook(added)
        lines = [*outlook.steps, *outlook.differences]
        result: dict[str, object] = {"steps": outlook.steps, "differences": outlook.differences}
        if asked.dry_run:
            return Answer(result={**result, "published": None}, lines=lines)
        done = app.releasing.add_forms(added)
    return Answer(result={**result, "published": done.number}, lines=[*lines, done.words])


def _merge(context: Context) -> Answer:
    asked = context.asked
    day = parse_date(asked.day, context.surroundings.today())
    if day is None:
        raise Refused("cli.date", said=asked.day)
    with context.app() as app:
        found = app.catalogue
        keys = [found.office(office_of(found, said)).key for said in asked.units]
        into = found.office(office_of(found, asked.into)).key if asked.into else ""
        line = {name: nfc(getattr(asked, name)) for name in ("name", "short", "area")}
        merger = Merger(old=tuple(keys), day=day, into=into, line=line)
        outlook = app.releasing.outlook(merger)
        lines = [*outlook.steps, *outlook.differences]
        result: dict[str, object] = {"steps": outlook.steps, "differences": outlook.differences}
        if asked.dry_run:
            return Answer(result={**result, "published": None}, lines=lines)
        done = app.releasing.merge(merger)
    told = {"published": done.number, "office": done.office, "computers": done.computers}
    return Answer(result={**result, **told}, lines=[*lines, done.words])


def _read(app: App, file: Path) -> tuple[Lists, int]:
    """The lists of a file, and the release they began with."""
    if file.suffix.lower() != JSON:
        return _added(app, file), app.catalogue.number
    try:
        raw = json.loads(read_file(file))
        raw = raw.get("result", raw)
        base = int(raw.get("number", app.catalogue.number))
        return Lists.from_dict(raw.get("lists", raw)), base
    except (ValueError, AttributeError, TypeError) as error:
        raise Refused("catalogue.lists", name=file.name) from error


def _added(app: App, file: Path) -> Lists:
    """The lists in force with the units of a workbook that are not among them yet."""
    block, lists = list_reading.read_workbook(OFFICES, file), app.releasing.lists()
    names = {tone_fold(one["name"]) for one in lists.offices}
    for line in block.lines(block.guess):
        if tone_fold(line.get("name", "")) not in names:
            lists.offices.append(line)
    return lists


def _files(context: Context) -> Answer:
    with context.app() as app:
        written = app.releasing.write_files(Path(context.asked.out), context.progress)
    return Answer(result={"files": written}, lines=[str(one) for one in written])
