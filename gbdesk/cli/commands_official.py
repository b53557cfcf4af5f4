"""`official`: versions of the consolidated report that are kept as they were issued."""

from __future__ import annotations

from pathlib import Path

from gbdesk.cli.answer import Answer
from gbdesk.cli.commands_reports import formats_of
from gbdesk.cli.context import Context
from gbdesk.cli.finding import period_of
from gbdesk.cli.parser import Commands, Parser
from gbdesk.text import translate


def add(commands: Commands) -> None:
    """The commands of this module."""
    group = commands.group("official", translate("Cli", "hub: official versions of the report"))
    one = group.add("freeze", translate("Cli", "keep the report as it stands now"), _freeze)
    one.option("--period", translate("Cli", "period, such as 2024-6T"), required=True)
    profile = translate("Cli", "shared: province totals only; internal: full figures")
    one.option("--profile", profile, choices=("shared", "internal"), default="shared")
    one.option("--recipient", translate("Cli", "id of the addressee"), default="committee")
    _reason(one)
    one = group.add("list", translate("Cli", "the versions, newest first"), _list)
    one.option("--period", translate("Cli", "period, such as 2024-6T"))
    one = group.add("write", translate("Cli", "write the files of a version"), _write)
    one.option("number", translate("Cli", "number of the version"), type=int)
    one.option("--out", translate("Cli", "folder to write into"), metavar="FOLDER", default=".")
    formats = translate("Cli", "docx, pdf, xlsx, parted by commas")
    one.option("--formats", formats, default="docx,pdf,xlsx")
    _reason(one)
    one = group.add("compare", translate("Cli", "of what two versions differ"), _compare)
    one.option("older", translate("Cli", "number of the earlier version"), type=int)
    one.option("newer", translate("Cli", "number of the later version"), type=int)
    _reason(one)
    words = translate("Cli", "erase the content of a version that must not exist")
    one = group.add("withdraw", words, _withdraw)
    one.option("number", translate("Cli", "number of the version"), type=int)
    one.option("--reason", translate("Cli", "why"), required=True)


def _reason(one: Parser) -> None:
    one.option("--reason", translate("Cli", "internal: why full figures are needed"), default="")


def _freeze(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        version = app.official.freeze(
            period_of(app.catalogue, asked.period),
            asked.profile,
            recipient=asked.recipient,
            today=context.surroundings.today(),
            password_checked=True,
            reason=asked.reason,
        )
    missing = translate("Official", "Without: {names}", names=", ".join(version.missing))
    lines = [version.words, *([missing] if version.missing else [])]
    return Answer(result={"version": version}, lines=lines)


def _list(context: Context) -> Answer:
    said = context.asked.period
    with context.app() as app:
        found = app.official.versions(period_of(app.catalogue, said) if said else None)
    nothing = [] if found else [translate("Official", "No version is official yet.")]
    return Answer(result={"versions": found}, lines=[*(one.words for one in found), *nothing])


def _write(context: Context) -> Answer:
    asked, formats = context.asked, formats_of(context)
    with context.app() as app:
        files = app.official.write(
            asked.number,
            Path(asked.out),
            formats=formats,
            password_checked=True,
            reason=asked.reason,
        )
    lines = [*(str(path) for path in files.paths), files.version.words]
    return Answer(result={"files": files}, lines=lines)


def _compare(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        found = app.official.compare(
            asked.older, asked.newer, password_checked=True, reason=asked.reason
        )
    lines = []
    for one in found:
        lines += [one.under, *(f"  - {line}" for line in one.old)]
        lines += [f"  + {line}" for line in one.new]
    lines = lines or [translate("Official", "The two versions say the same.")]
    return Answer(result={"differences": found}, lines=lines)


def _withdraw(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        version = app.official.withdraw(asked.number, asked.reason)
    return Answer(result={"version": version}, lines=[version.words])
