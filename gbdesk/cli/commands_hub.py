"""`quarantine`, `track`: packages set aside, the register of packages."""

from __future__ import annotations

from pathlib import Path

from gbdesk.cli.answer import Answer
from gbdesk.cli.context import Context
from gbdesk.cli.finding import office_of
from gbdesk.cli.parser import Commands
from gbdesk.domain.refusals import Refused
from gbdesk.services.receiving import Receiving
from gbdesk.services.tracking import facts
from gbdesk.text import translate


def add(commands: Commands) -> None:
    """The commands of this module."""
    group = commands.group(
        "quarantine", translate("Cli", "hub: packages set aside until a unit was asked")
    )
    group.add("list", translate("Cli", "what is set aside, and what was decided"), _list)
    one = group.add("accept", translate("Cli", "let a second history in"), _accept)
    two = group.add("refuse", translate("Cli", "keep a second history out"), _refuse)
    for each in (one, two):
        each.option("package", translate("Cli", "check code of the list, or the file"))
        each.option("--reason", translate("Cli", "what the unit said"), required=True)
    phone = commands.group(
        "receipt-code", translate("Cli", "a receipt as a code for the telephone")
    )
    one = phone.add("show", translate("Cli", "hub: the code to read out"), _show_code)
    one.option("office", translate("Cli", "id, key or short name of the office"))
    one = phone.add("enter", translate("Cli", "office: the code that was read out"), _enter_code)
    one.option("code", translate("Cli", "ten characters"))
    one = commands.add("track", translate("Cli", "hub: the register of packages"), _track)
    one.option("office", translate("Cli", "only of this office"), nargs="?")


def _list(context: Context) -> Answer:
    with context.app() as app:
        found = app.receiving.set_aside()
    lines = [
        f"{one.check_code}  {one.office_name} {one.seq:02d}: {one.words}  {one.path}"
        for one in found
    ]
    return Answer(result={"packages": found}, lines=lines)


def _accept(context: Context) -> Answer:
    with context.app() as app:
        path = _path(app.receiving, context.asked.package)
        app.receiving.allow(path, context.asked.reason)
    said = translate("Cli", "It may come in now: gbdesk import {file}", file=path)
    return Answer(result={"file": path, "verdict": "accepted"}, lines=[said])


def _refuse(context: Context) -> Answer:
    with context.app() as app:
        path = _path(app.receiving, context.asked.package)
        app.receiving.deny(path, context.asked.reason)
    said = translate("Cli", "The package stays out; the unit reads why in its next receipt.")
    return Answer(result={"file": path, "verdict": "refused"}, lines=[said])


def _track(context: Context) -> Answer:
    said = context.asked.office
    with context.app() as app:
        office = office_of(app.catalogue, said) if said else None
        found = [row for row in app.receiving.tracks() if office in {None, row.office}]
    lines = []
    for row in found:
        lines.append(f"{row.office_name} ({row.label or row.device}): {row.packages or '–'}")
        lines += [f"    {words}" for words in row.words]
    return Answer(result={"register": [facts(row) for row in found]}, lines=lines)


def _show_code(context: Context) -> Answer:
    with context.app() as app:
        office = office_of(app.catalogue, context.asked.office)
        found = app.receiving.phone_codes(office)
    lines = [
        translate(
            "Cli",
            "{pc}: {code} (package {seq})",
            pc=one.whose,
            code=one.code,
            seq=one.seq,
        )
        for one in found
    ]
    return Answer(result={"codes": found}, lines=lines)


def _enter_code(context: Context) -> Answer:
    with context.app() as app:
        done = app.sending.take_phone(context.asked.code)
    return Answer(result={"receipt": done}, lines=[done.words])


def _path(receiving: Receiving, said: str) -> Path:
    for one in receiving.set_aside():
        if said.upper() == one.check_code or said.lower() == one.ident:
            return one.path
    if not Path(said).is_file():
        raise Refused("receive.unknown")
    return Path(said)
