"""`root`: another root key for a hub."""

from __future__ import annotations

from pathlib import Path

from gbdesk.cli.answer import Answer
from gbdesk.cli.commands_keys import backup_words
from gbdesk.cli.context import Context
from gbdesk.cli.files import read_file, write_new
from gbdesk.cli.parser import Commands
from gbdesk.services.escrow import MOST
from gbdesk.text import translate


def add(commands: Commands) -> None:
    """The commands of this module."""
    group = commands.group("root", translate("Cli", "hub: its root key"))
    words = translate("Cli", "a new root file and its code; nothing is changed by it")
    one = group.add("make", words, _make)
    present = translate("Cli", "the present root file (.gbroot); not given: it is lost")
    one.option("--root", present)
    out = translate("Cli", "folder to write into; the present one if not given")
    one.option("--out", out, metavar="FOLDER", default=".")
    words = translate("Cli", "take a new root file into use, make a backup")
    one = group.add("change", words, _change)
    one.option("new", translate("Cli", "the new root file (.gbroot)"))
    one.option("--root", translate("Cli", "the present root file (.gbroot)"), required=True)
    words = translate("Cli", "the root file is lost: a new one that every office pins by a code")
    one = group.add("replace", words, _replace)
    one.option("new", translate("Cli", "the new root file (.gbroot)"))


def _make(context: Context) -> Answer:
    asked = context.asked
    present = read_file(Path(asked.root), MOST) if asked.root else None
    with context.app() as app:
        keys = app.root_keys
        made = keys.make(present, _present_code(context)) if present else keys.make()
        target = write_new(Path(asked.out) / made.name, made.bytes, private=True)
    return Answer(
        result={
            "root": made.number,
            "file": target,
            "code": made.code,
            "emergency": made.emergency,
        },
        lines=(
            translate("Cli", "New root file: {file}", file=target),
            translate("Cli", "Its code, to be kept on paper: {code}", code=made.code),
            translate("Cli", "Write on the same paper what opens packages without gbdesk:"),
            *(f"    {one}" for one in made.emergency),
            translate("Cli", "Nothing is changed yet: root change or root replace does that."),
        ),
    )


def _change(context: Context) -> Answer:
    from gbdesk.bootstrap import backed_up

    asked = context.asked
    present, new = read_file(Path(asked.root), MOST), read_file(Path(asked.new), MOST)
    with context.app() as app:
        older, code = _present_code(context), _new_code(context)
        done = app.root_keys.change((present, older), (new, code))
        backup = backed_up(app, context.progress)
    lines = [
        translate("Cli", "Root key no. {number} is in force.", number=done.number),
        translate("Cli", "The older root file and its sheet are void: destroy both."),
        translate("Cli", "Write receipts now: units learn of it from them."),
        backup_words(backup),
    ]
    return Answer(result={"root": done.number, "backup": backup}, lines=lines)


def _replace(context: Context) -> Answer:
    from gbdesk.bootstrap import backed_up

    new = read_file(Path(context.asked.new), MOST)
    with context.app() as app:
        done = app.root_keys.replace((new, _new_code(context)))
        backup = backed_up(app, context.progress)
    lines = [
        translate("Cli", "Root key no. {number} is in force.", number=done.number),
        translate("Cli", "Open invitations that are void now: {count}.", count=done.void),
        translate("Cli", "Every office has to open a new invitation: enrol invite, enrol pin."),
        backup_words(backup),
    ]
    result = {"root": done.number, "void_invitations": done.void, "backup": backup}
    return Answer(result=result, lines=lines)


def _new_code(context: Context) -> str:
    return context.secrets.code(translate("Cli", "Code of the new root file: "))


def _present_code(context: Context) -> str:
    return context.secrets.code(translate("Cli", "Code of the present root file: "))
