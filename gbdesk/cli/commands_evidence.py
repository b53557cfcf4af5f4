"""`evidence`: files attached to an activity, or to what a commune reported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gbdesk.cli.answer import DECISION, REFUSED, Answer
from gbdesk.cli.context import Context
from gbdesk.cli.finding import office_of, period_of, place_of
from gbdesk.cli.parser import Commands, Parser
from gbdesk.domain.refusals import Refused
from gbdesk.services.evidence_parts import Given, Target
from gbdesk.text import translate

if TYPE_CHECKING:
    from gbdesk.app import App
    from gbdesk.services.evidence_parts import Attached


def add(commands: Commands) -> None:
    """The commands of this module."""
    group = commands.group("evidence", translate("Cli", "files attached as evidence"))
    one = group.add("add", translate("Cli", "attach pictures or documents"), _add)
    _target(one)
    one.option("files", translate("Cli", "JPG, PNG, PDF or .docx, at most 10 MB"), nargs="+")
    one.option("--title", translate("Cli", "what it shows; the name of the file is never kept"))
    keep = translate("Cli", "keep the title though it seems to name a person")
    one.option("--keep-title", keep, action="store_true")
    _target(group.add("list", translate("Cli", "list attached files"), _list))
    one = group.add("save", translate("Cli", "write a copy that is not encrypted"), _save)
    _target(one)
    one.option("id", translate("Cli", "id of the file, as the list shows it"))
    one.option("--to", translate("Cli", "the new file"), metavar="FILE", required=True)
    one = group.add("remove", translate("Cli", "take a file off"), _remove)
    _target(one)
    one.option("id", translate("Cli", "id of the file, as the list shows it"))
    good = translate("Cli", "overwrite its bytes at once; nothing brings it back")
    one.option("--for-good", good, action="store_true")


def _target(parser: Parser) -> None:
    parser.option("--activity", translate("Cli", "id of the activity"), metavar="ID")
    parser.option("--period", translate("Cli", "period, such as 2024-6T"))
    parser.option("--place", translate("Cli", "id or name of the place that reported"))
    parser.option("--office", translate("Cli", "the unit; one's own if not given"))


def _found(context: Context, app: App) -> Target:
    asked = context.asked
    office = office_of(app.catalogue, asked.office) if asked.office else app.session.office
    if asked.activity:
        return Target.activity(office, asked.activity)
    if not (asked.period and asked.place):
        raise Refused("cli.evidence")
    period, place = period_of(app.catalogue, asked.period), place_of(app.catalogue, asked.place)
    return Target.report(office, period, place)


def _add(context: Context) -> Answer:
    asked = context.asked
    given, refused = [], []
    for name in asked.files:
        try:
            given.append(Given.read(Path(name), title=asked.title or "", keep=asked.keep_title))
        except Refused as told:
            refused.append(told)
    with context.app() as app:
        added = app.evidence.add(_found(context, app), given)
        refused += added.refused
        said = [context.describe(one) for one in refused]
    lines = [translate("Cli", "Files attached: {count}", count=len(added.ids)), *added.ids]
    result = {"ids": added.ids, "refused": [one.code for one in refused]}
    return Answer(
        result=result,
        lines=[*lines, *(one.text for one in said)],
        error=said[0] if said and not added.ids else None,
        exit=(DECISION if added.ids else REFUSED) if said else 0,
    )


def _list(context: Context) -> Answer:
    with context.app() as app:
        found = app.evidence.list(_found(context, app))
    return Answer(result={"files": found}, lines=[_line(one) for one in found])


def _line(one: Attached) -> str:
    away = "" if one.here else f"  {translate('Cli', '(not on this computer)')}"
    return f"{one.id}  {one.title}  {one.kind} {one.size}  {one.sha256}{away}"


def _save(context: Context) -> Answer:
    with context.app() as app:
        target = _found(context, app)
        written = app.evidence.save_copy(target, context.asked.id, Path(context.asked.to))
    said = translate("Cli", "Written, not encrypted: {path}", path=str(written))
    return Answer(result={"path": str(written)}, lines=[said])


def _remove(context: Context) -> Answer:
    with context.app() as app:
        target = _found(context, app)
        if context.asked.for_good:
            app.evidence.destroy(target, context.asked.id)
        else:
            app.evidence.remove(target, [context.asked.id])
    return Answer(result={"id": context.asked.id}, lines=[translate("Cli", "The file is removed.")])
