"""`activity trash`, `activity restore`: what was deleted, and putting it back."""

from __future__ import annotations

from gbdesk.cli.answer import Answer
from gbdesk.cli.context import Context
from gbdesk.cli.finding import office_of
from gbdesk.cli.parser import Group, Parser
from gbdesk.services.trash import Trash
from gbdesk.text import translate


def add(group: Group) -> None:
    """The commands of this module, in the group `activity`."""
    one = group.add(
        "trash", translate("Cli", "list activities deleted in the last 180 days"), _list
    )
    _office(one)
    one.option("--text", translate("Cli", "words to look for"), default="")
    one = group.add("restore", translate("Cli", "put deleted activities back"), _restore)
    one.option(
        "ids", translate("Cli", "ids as `activity trash` tells them"), nargs="+", metavar="ID"
    )
    _office(one)


def _office(parser: Parser) -> None:
    parser.option("--office", translate("Cli", "hub: an office that has no computer of its own"))


def _list(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        office = office_of(app.catalogue, asked.office) if asked.office else None
        rows = Trash(app.desk).rows(asked.text, office=office)
    lines = [
        f"{row.id}  {row.start}  {row.title}  [{row.deleted:%d/%m/%Y}; {row.who}]" for row in rows
    ]
    shown = translate("Cli", "{n} activities in the trash", n=len(rows))
    return Answer(result={"activities": rows}, lines=[*lines, shown])


def _restore(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        office = office_of(app.catalogue, asked.office) if asked.office else None
        done = Trash(app.desk).restore(asked.ids, office=office)
    words = translate("Cli", "{n} activities are in the log again", n=len(done.ids))
    return Answer(result={"ids": done.ids}, lines=[words])
