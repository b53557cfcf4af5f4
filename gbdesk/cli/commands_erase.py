"""`erase`: removing a text that must not exist, such as a name in a free-text field."""

from __future__ import annotations

import re
from dataclasses import replace

from gbdesk.cli.answer import Answer
from gbdesk.cli.context import Context
from gbdesk.cli.finding import office_of
from gbdesk.cli.parser import Commands
from gbdesk.domain.refusals import Refused
from gbdesk.text import translate


def add(commands: Commands) -> None:
    """The commands of this module."""
    words = translate("Cli", "erase a text for good, such as a name; the chain stays whole")
    one = commands.add("erase", words, _erase)
    one.option("entity", translate("Cli", "kind: activity, row, narrative, entry"))
    one.option("record", translate("Cli", "id of the entry, also a deleted one"))
    one.option("--field", translate("Cli", "field to erase; without it the fields are listed"))
    one.option("--office", translate("Cli", "hub: of this unit"))
    one.option("--reason", translate("Cli", "why"), default="")
    words = translate("Cli", "only say what would be erased, and what cannot be reached")
    one.option("--dry-run", words, action="store_true")


def _erase(context: Context) -> Answer:
    asked = context.asked
    if not re.fullmatch(r"[0-9a-f]{32}", asked.record):
        raise Refused("cli.record", said=asked.record)
    with context.app() as app:
        office = office_of(app.catalogue, asked.office) if asked.office else None
        if not asked.field:
            found = app.redacting.texts(asked.entity, asked.record, office=office)
            lines = [f"{one.field}: {one.label} ({one.versions})" for one in found]
            return Answer(result={"fields": [one.field for one in found]}, lines=lines)
        what = (asked.entity, asked.record, asked.field)
        if asked.dry_run:
            look = replace(app.redacting.look(*what, office=office), said=())
            reached = (*look.copies.here, *look.copies.outside, *look.others)
            lines = [*look.before, *reached]
            return Answer(result={"would": look, "left": look.left}, lines=lines)
        done = app.redacting.redact(*what, asked.reason, office=office)
    return Answer(result={"erased": done, "left": done.left}, lines=[done.words, done.left])
