"""`people`, `key`, `escrow`: who opens the data file, its key, help from the hub."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gbdesk.cli.answer import Answer
from gbdesk.cli.context import Context
from gbdesk.cli.files import read_file, write_new
from gbdesk.cli.parser import Commands, Group, Parser
from gbdesk.services.escrow import MOST
from gbdesk.services.hub_keys import EVERY
from gbdesk.services.session import ENTER, ROLES
from gbdesk.text import translate

if TYPE_CHECKING:
    from gbdesk.services.renewing import Renewed


def add(commands: Commands) -> None:
    """The commands of this module."""
    group = commands.group("people", translate("Cli", "who may open this data file"))
    group.add("list", translate("Cli", "everybody, with the role of each"), _list)
    one = group.add("add", translate("Cli", "let a person in; the new password is line 2"), _add)
    _name(one)
    one.option("--display", translate("Cli", "the person's full name"), default="")
    one.option("--role", translate("Cli", "what the person may do"), choices=ROLES, default=ENTER)
    words = translate("Cli", "a person leaves: no access, and the data under another key")
    one = group.add("leave", words, _leave)
    _name(one)
    _drop(one)
    group = commands.group("key", translate("Cli", "the key of the data file"))
    one = group.add("renew", translate("Cli", "put the data under another key"), _renew)
    _drop(one)
    words = translate("Cli", "a forgotten password: the recovery code, or a file of the hub")
    one = group.add("recover", words, _recover)
    _name(one)
    file = translate("Cli", "the hub's file (.gbopen), or its root file (.gbroot)")
    one.option("--file", file, metavar="FILE")
    group = commands.group("escrow", translate("Cli", "help from the hub for a lost password"))
    group.add("show", translate("Cli", "whether the hub may help"), _show)
    group.add("give", translate("Cli", "office: let the hub help from now on"), _give)
    group.add("withdraw", translate("Cli", "office: let the hub help no longer"), _withdraw)
    one = group.add("help", translate("Cli", "hub: a file that lets an office in again"), _help)
    one.option("keys", translate("Cli", "the key file of the office (.keys)"))
    one.option("--root", translate("Cli", "the root file (.gbroot)"), required=True)
    one.option("--reason", translate("Cli", "who asked, and how you know"), required=True)
    out = translate("Cli", "folder to write into; the present one if not given")
    one.option("--out", out, metavar="FOLDER", default=".")
    _add_pc(commands.group("pc-keys", translate("Cli", "the keys of a PC")))
    group = commands.group("hub-keys", translate("Cli", "hub: the keys it works with"))
    group.add("show", translate("Cli", "number of the root statement in force"), _hub_standing)
    one = group.add("renew", translate("Cli", "take new keys into use, make a backup"), _hub_renew)
    one.option("--root", translate("Cli", "the root file (.gbroot)"), required=True)
    kinds = translate("Cli", "only this one of the three")
    one.option("--only", kinds, choices=EVERY)


def _add_pc(group: Group) -> None:
    group.add("show", translate("Cli", "office: the codes of the keys of this PC"), _pc_own)
    words = translate("Cli", "office: ask for other keys in the next package")
    group.add("ask", words, _pc_ask)
    group.add("list", translate("Cli", "hub: the PCs that ask for other keys"), _pc_list)
    words = translate("Cli", "hub: certify the keys that a PC asks for")
    one = group.add("certify", words, _pc_certify)
    one.option("device", translate("Cli", "id of the PC, see list"))
    one.option("code", translate("Cli", "the code that the office reads out"))


def _name(one: Parser) -> None:
    one.option("name", translate("Cli", "short name of the person"))


def _drop(one: Parser) -> None:
    words = translate("Cli", "throw away older copies, once a new backup is made and counted")
    one.option("--drop-copies", words, action="store_true")


def _list(context: Context) -> Answer:
    with context.app() as app:
        found = app.accounts.list()
    lines = [f"{one.id}: {one.display} ({one.role})" for one in found]
    return Answer(result={"people": found}, lines=lines)


def _add(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        password = _new_password(context)
        added = app.accounts.add(asked.name, asked.display or asked.name, password, asked.role)
    said = translate("Cli", "{name} may open this data file now.", name=added.account.display)
    return Answer(result={"person": added.account}, lines=[said])


def _leave(context: Context) -> Answer:
    return _renewed(context, leaver=context.asked.name)


def _renew(context: Context) -> Answer:
    return _renewed(context, leaver="")


def _renewed(context: Context, leaver: str) -> Answer:
    from gbdesk.bootstrap import renew_key

    with context.app() as app:
        given: dict[str, Any] = context.surroundings.for_setup()
        again, done = renew_key(
            app,
            context.secrets.password(translate("Cli", "Your password once more: ")),
            leaver=leaver,
            drop=context.asked.drop_copies,
            progress=context.progress,
            **given,
        )
        again.close()
    return Answer(result=_facts(done), lines=_lines(done))


def _facts(done: Renewed) -> dict[str, Any]:
    return {
        "recovery_code": done.recovery_code,
        "backup": done.backup,
        "older_copies": done.older,
        "dropped": done.dropped,
    }


def _lines(done: Renewed) -> list[str]:
    lines = [
        translate("Cli", "The data are under another key. Passwords of the others stay."),
        translate("Cli", "Recovery code, to be kept on paper: {code}", code=done.recovery_code),
    ]
    lines.append(backup_words(done.backup))
    left = [one for one in done.older if one not in done.dropped]
    if left:
        words = translate("Cli", "These older copies still open with the older passwords:")
        lines += [words, *(f"    {one}" for one in left)]
    return lines


def backup_words(backup: Path | None) -> str:
    """Whether a backup that knows the new keys could be made."""
    if backup is None:
        return translate("Cli", "No new backup could be made: make one now.")
    return translate("Cli", "New backup: {file}", file=backup)


def _recover(context: Context) -> Answer:
    from gbdesk.bootstrap import recover

    asked = context.asked
    file = None if asked.file is None else read_file(Path(asked.file), MOST)
    code = context.secrets.code(translate("Cli", "Code: "))
    cost = context.surroundings.cost
    more = {} if cost is None else {"cost": cost}
    recover(context.workspace, code, asked.name, _new_password(context), file=file, **more)
    said = translate("Cli", "{name} has a new password.", name=asked.name)
    return Answer(result={"user": asked.name}, lines=[said])


def _new_password(context: Context) -> str:
    return context.secrets.new_password(
        translate("Cli", "New password: "), translate("Cli", "The same again: ")
    )


def _show(context: Context) -> Answer:
    with context.app() as app:
        return _standing(app.escrow.standing())


def _give(context: Context) -> Answer:
    with context.app() as app:
        app.escrow.give()
        return _standing(app.escrow.standing())


def _withdraw(context: Context) -> Answer:
    with context.app() as app:
        app.escrow.withdraw()
        return _standing(app.escrow.standing())


def _standing(found: Any) -> Answer:
    words = (
        translate("Cli", "The hub may help with a lost password, since {when}.", when=found.since)
        if found.given
        else translate("Cli", "The hub cannot help with a lost password.")
    )
    return Answer(
        result={"given": found.given, "since": found.since, "to": found.to}, lines=[words]
    )


def _pc_own(context: Context) -> Answer:
    with context.app() as app:
        return _own(app.pc_keys.own())


def _pc_ask(context: Context) -> Answer:
    with context.app() as app:
        return _own(app.pc_keys.ask())


def _own(found: Any) -> Answer:
    lines = [translate("Cli", "Keys in use: {code}", code=found.code)]
    if found.waiting:
        words = translate("Cli", "Keys asked for, to be read out: {code}", code=found.waiting)
        lines.append(words)
    return Answer(result={"keys": found}, lines=lines)


def _pc_list(context: Context) -> Answer:
    with context.app() as app:
        found, names = app.pc_keys.wishes(), app.catalogue.offices
    lines = [f"{names[one.office].short} {one.label}: {one.device}" for one in found]
    return Answer(result={"wishes": found}, lines=lines)


def _pc_certify(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        app.pc_keys.certify(asked.device, asked.code)
    said = translate("Cli", "Certified; the office learns of it with its next receipt.")
    return Answer(result={"device": asked.device}, lines=[said])


def _hub_standing(context: Context) -> Answer:
    with context.app() as app:
        found = app.hub_keys.standing()
    said = translate(
        "Cli",
        "Root statement {number}; older receiving keys kept: {older}.",
        number=found.number,
        older=found.older,
    )
    return Answer(result={"root": found.number, "older_receiving": found.older}, lines=[said])


def _hub_renew(context: Context) -> Answer:
    from gbdesk.bootstrap import backed_up

    asked = context.asked
    root = read_file(Path(asked.root), MOST)
    with context.app() as app:
        code = context.secrets.code(translate("Cli", "Code of the root file: "))
        done = app.hub_keys.renew(root, code, (asked.only,) if asked.only else EVERY)
        backup = backed_up(app, context.progress)
    lines = [
        translate("Cli", "New keys are in use: root statement {number}.", number=done.number),
        translate("Cli", "Write receipts now: units learn of it from them."),
        backup_words(backup),
    ]
    result = {"root": done.number, "kinds": done.kinds, "backup": backup}
    return Answer(result=result, lines=lines)


def _help(context: Context) -> Answer:
    asked = context.asked
    keys, root = read_file(Path(asked.keys), MOST), read_file(Path(asked.root), MOST)
    with context.app() as app:
        code = context.secrets.code(translate("Cli", "Code of the root file: "))
        made = app.escrow.help(keys, root, code, asked.reason)
        target = write_new(Path(asked.out) / made.name, made.bytes, private=True)
    return Answer(
        result={"file": target, "title": made.title, "code": made.code},
        lines=(
            translate("Cli", "For {title}: {file}", title=made.title, file=target),
            translate("Cli", "Code, to be told by telephone: {code}", code=made.code),
        ),
    )
