"""`check`, `backup`, `restore`: the health of the data file."""

from __future__ import annotations

from pathlib import Path

from gbdesk.cli.answer import SURROUNDINGS, Answer
from gbdesk.cli.context import Context
from gbdesk.cli.parser import Commands
from gbdesk.services import backups
from gbdesk.text import translate


def add(commands: Commands) -> None:
    """The commands of this module."""
    words = translate("Cli", "check the data file and print its digests")
    commands.add("check", words, _check)
    one = commands.add("backup", translate("Cli", "write a backup of everything"), _backup)
    one.option("--out", translate("Cli", "folder to write into"), metavar="FOLDER", default=".")
    one = commands.add("restore", translate("Cli", "unpack a backup as --workspace"), _restore)
    one.option("file", translate("Cli", "the backup"))
    look = translate("Cli", "only say what is in it")
    one.option("--look", look, action="store_true")


def _check(context: Context) -> Answer:
    with context.app() as app:
        found = app.selfcheck.run(context.progress)
        error = None if found.ok else context.describe(found.refused)
    return Answer(
        result={"check": found},
        lines=found.lines,
        error=error,
        exit=0 if found.ok else SURROUNDINGS,
    )


def _backup(context: Context) -> Answer:
    with context.app() as app:
        made = app.backups.make(Path(context.asked.out))
    lines = [str(made.path), *(f"{name}: {count}" for name, count in made.counts.items())]
    return Answer(result={"backup": made}, lines=lines)


def _restore(context: Context) -> Answer:
    file = Path(context.asked.file)
    counts = backups.look(file)
    if not context.asked.look:
        backups.restore(file, context.workspace)
    lines = [f"{name}: {count}" for name, count in counts.items()]
    return Answer(result={"counts": counts}, lines=lines)
