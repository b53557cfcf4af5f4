"""`export`, `share`, `verify`, `import`, `conflict`, `undo`, `receipt`: packages on their way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gbdesk.cli.answer import DECISION, DONE, Answer
from gbdesk.cli.context import Context
from gbdesk.cli.exits import exit_of
from gbdesk.cli.finding import office_of, period_of
from gbdesk.cli.parser import Commands
from gbdesk.domain.ops import Value
from gbdesk.domain.refusals import Refused
from gbdesk.services.conflicts import Own
from gbdesk.services.outer import check_outside
from gbdesk.services.receiving import Taken
from gbdesk.text import translate


def add(commands: Commands) -> None:
    """The commands of this module."""
    _sending(commands)
    one = commands.add("verify", translate("Cli", "check packages without taking them in"), _verify)
    one.option("files", translate("Cli", "packages"), nargs="+", metavar="FILE")
    one = commands.add("import", translate("Cli", "take packages in"), _import)
    one.option("files", translate("Cli", "packages"), nargs="+", metavar="FILE")
    one.option("--dry-run", translate("Cli", "only say what would change"), action="store_true")
    group = commands.group("conflict", translate("Cli", "differences between two sides"))
    one = group.add("list", translate("Cli", "the open differences"), _conflicts)
    one.option("--office", translate("Cli", "only of this office"))
    one = group.add("settle", translate("Cli", "decide differences"), _settle)
    choice = translate("Cli", "key of the difference and number of the side, from 1, or value:TEXT")
    one.option("choices", choice, nargs="+", metavar="KEY=SIDE")
    one = commands.add("undo", translate("Cli", "undo an import"), _undo)
    one.option("package", translate("Cli", "number of the import, see status"), type=int)
    one.option("--dry-run", translate("Cli", "only say what would leave"), action="store_true")


def _sending(commands: Commands) -> None:
    one = commands.add("export", translate("Cli", "office: write the package for the hub"), _export)
    one.option("--period", translate("Cli", "period, such as 2024-6T"), required=True)
    one.option("--out", translate("Cli", "folder to write into"), metavar="FOLDER", default=".")
    one.option("--note", translate("Cli", "a note to the hub"), default="")
    again = translate("Cli", "as the hub asks: from this change on; 1 from the beginning")
    one.option("--from", again, dest="start", type=int, metavar="N")
    one.option("--approver", translate("Cli", "post of the person who approves"), default="")
    one.option("--dry-run", translate("Cli", "only say what would be sent"), action="store_true")
    said = translate("Cli", "office: write what was entered here for its other computers")
    one = commands.add("share", said, _share)
    one.option("--out", translate("Cli", "folder to write into"), metavar="FOLDER", default=".")
    one = commands.add("receipt", translate("Cli", "hub: write receipts for offices"), _receipt)
    one.option("offices", translate("Cli", "offices; all if none is named"), nargs="*")
    one.option("--out", translate("Cli", "folder to write into"), metavar="FOLDER", default=".")


def _export(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        period = period_of(app.catalogue, asked.period)
        if asked.dry_run:
            planned = app.sending.preview(period)
            lines = [f"{kind}: {count}" for kind, count in planned.counts.items()]
            return Answer(result={"planned": planned}, lines=[*lines, *planned.gaps_words])
        done = app.sending.export(
            period,
            Path(asked.out),
            note=asked.note,
            approver=asked.approver,
            progress=context.progress,
            start=asked.start,
        )
        parts = done.parts_words(app.catalogue.word("hub_short"))
    lines = [
        translate("Cli", "Package {number} is written and reads back the same.", number=done.seq),
        str(done.path),
        translate("Cli", "Check code: {code}", code=done.check_code),
        *([parts, *(str(one.path) for one in done.parts)] if parts else []),
        *done.gaps_words,
    ]
    return Answer(result={"package": done}, lines=lines)


def _share(context: Context) -> Answer:
    with context.app() as app:
        done = app.sharing.write(Path(context.asked.out), context.progress)
    codes = [translate("Cli", "Check code: {code}", code=code) for code in done.check_codes]
    return Answer(
        result={"shared": done}, lines=[done.words, *(str(path) for path in done.paths), *codes]
    )


def _verify(context: Context) -> Answer:
    """Without a workspace the outside only; with one also sender, content and receiver."""
    paths = [Path(name) for name in context.asked.files]
    if context.asked.workspace is None:
        looked = [check_outside(path, context.describe) for path in paths]
        note = translate("Cli", "The sender was not verified: no data file was named.")
        return _about_files(looked, sender_verified=False, last=note)
    with context.app() as app:
        looks = [app.receiving.look(path, context.progress) for path in paths]
    return _about_files(looks, sender_verified=True)


def _about_files(found: Sequence[Any], *, sender_verified: bool, last: str = "") -> Answer:
    exits = [exit_of(f"package.{one.outcome}") if not one.ok else DONE for one in found]
    worst = max(exits, default=DONE)
    lines = [f"{Path(one.path).name}: {one.outcome}  {one.message.happened}" for one in found]
    return Answer(
        result={"files": found, "sender_verified": sender_verified},
        lines=[*lines, *([last] if last else [])],
        error=found[exits.index(worst)].message if worst else None,
        exit=worst,
    )


def _import(context: Context) -> Answer:
    paths = [Path(name) for name in context.asked.files]
    with context.app() as app:
        if context.asked.dry_run:
            looks = [app.receiving.look(path, context.progress) for path in paths]
            previews = {
                look.path.name: app.receiving.preview(look.path) for look in looks if look.ready
            }
            answer = _about_files(looks, sender_verified=True)
            return Answer(
                result={**answer.result, "previews": previews},
                lines=[
                    *answer.lines,
                    *(one.words for each in previews.values() for one in each.totals),
                ],
                error=answer.error,
                exit=answer.exit,
            )
        taken = app.receiving.take_in_all(paths, context.progress)
        left = app.conflicts.count()
    return _taken(taken, left)


def _taken(taken: Sequence[Taken], left: int) -> Answer:
    exits = [DONE if one.ok else exit_of(f"package.{one.outcome}") for one in taken]
    worst = max(exits, default=DONE)
    lines = [f"{one.path.name}: {one.outcome}  {one.message.happened}" for one in taken]
    lines.append(translate("Cli", "Open differences: {count}", count=left))
    return Answer(
        result={"files": taken, "conflicts": left},
        lines=lines,
        error=taken[exits.index(worst)].message if worst else None,
        exit=worst,
    )


def _conflicts(context: Context) -> Answer:
    with context.app() as app:
        office = context.asked.office
        found = app.conflicts.list(office_of(app.catalogue, office) if office else None)
    lines = []
    for one in found:
        lines.append(f"{one.key}  {one.office_name}: {one.title} – {one.field_label}")
        lines += [f"    {at}: {side.shown} ({side.who})" for at, side in enumerate(one.sides, 1)]
    return Answer(result={"conflicts": found}, lines=lines)


def _settle(context: Context) -> Answer:
    choices: list[tuple[str, int | Own]] = []
    for said in context.asked.choices:
        key, _, side = said.partition("=")
        choices.append((key, _choice(side, said)))
    with context.app() as app:
        done = app.conflicts.settle(choices)
    said = translate("Cli", "Settled {settled}, open {left}.", settled=done.settled, left=done.left)
    return Answer(result={"settled": done.settled, "left": done.left}, lines=[said])


def _choice(side: str, said: str) -> int | Own:
    if side.isascii() and side.isdigit() and int(side) > 0:
        return int(side) - 1
    word, sign, value = side.partition(":")
    if word != "value" or not sign:
        raise Refused("cli.pair", said=said)
    kept: Value = int(value) if value.isascii() and value.isdigit() else value or None
    return Own(value=kept)


def _undo(context: Context) -> Answer:
    with context.app() as app:
        if context.asked.dry_run:
            leaving = app.receiving.what_leaves(context.asked.package)
            return Answer(result={"leaves": leaving}, lines=[leaving.words])
        done = app.receiving.undo(context.asked.package)
    return Answer(result={"undone": done}, lines=[done.words])


def _receipt(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        offices = [office_of(app.catalogue, said) for said in asked.offices] or None
        paths = app.receiving.receipts(Path(asked.out), offices)
    return Answer(
        result={"files": paths, "count": len(paths)},
        lines=[str(path) for path in paths],
        exit=DONE if paths else DECISION,
    )
