"""`period` and `late`: locking a period when its report is issued, and what came after that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gbdesk.cli.answer import Answer
from gbdesk.cli.context import Context
from gbdesk.cli.finding import office_of, period_of
from gbdesk.cli.parser import Commands, Parser
from gbdesk.domain.refusals import Refused
from gbdesk.services.labels import office_name
from gbdesk.services.locks_parts import LateEdit
from gbdesk.text import translate

if TYPE_CHECKING:
    from gbdesk.app import App


def add(commands: Commands) -> None:
    """The commands of this module."""
    group = commands.group("period", translate("Cli", "lock a period, open it again"))
    _period(group.add("show", translate("Cli", "whether a period is locked"), _show))
    words = translate("Cli", "hub: keep the figures of a period as they are; its report is issued")
    _period(group.add("lock", words, _lock))
    one = group.add("open", translate("Cli", "hub: take the lock of a period back"), _open)
    _period(one)
    one.option("--reason", translate("Cli", "why"), required=True)
    group = commands.group("late", translate("Cli", "what came after the lock of a period"))
    one = group.add("list", translate("Cli", "later changes that are not accepted"), _list)
    one.option("--period", translate("Cli", "period, such as 2024-6T"))
    one = group.add("accept", translate("Cli", "hub: let later changes of a unit count"), _accept)
    _late(one)
    words = translate("Cli", "hub: leave later changes of a unit out, with a reason")
    one = group.add("refuse", words, _refuse)
    _late(one)
    one.option("--reason", translate("Cli", "why"), required=True)


def _period(one: Parser) -> None:
    one.option("period", translate("Cli", "period, such as 2024-6T"))


def _late(one: Parser) -> None:
    one.option("--period", translate("Cli", "period, such as 2024-6T"), required=True)
    one.option("office", translate("Cli", "name or id of the unit"))


def _show(context: Context) -> Answer:
    with context.app() as app:
        found = app.locks.of(period_of(app.catalogue, context.asked.period))
    words = found.words or translate("Locks", "This period is not locked.")
    return Answer(result={"lock": found}, lines=[words])


def _lock(context: Context) -> Answer:
    with context.app() as app:
        done = app.locks.lock(period_of(app.catalogue, context.asked.period))
    return Answer(result={"done": done}, lines=[done.words])


def _open(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        done = app.locks.open(period_of(app.catalogue, asked.period), asked.reason)
    return Answer(result={"done": done}, lines=[done.words])


def _list(context: Context) -> Answer:
    said = context.asked.period
    with context.app() as app:
        found = app.locks.late(period_of(app.catalogue, said) if said else None)
    lines = []
    for one in found:
        lines.append(f"{one.office_name}, {one.period_name}: {one.words}")
        lines += _said(one)
    return Answer(result={"late": found}, lines=lines)


def _accept(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        shown = _waiting(app, asked.period, asked.office)
        done = app.locks.accept(shown)
    return Answer(result={"done": done, "late": shown}, lines=[*_said(shown), done.words])


def _refuse(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        shown = _waiting(app, asked.period, asked.office)
        done = app.locks.send_back(shown, asked.reason)
    return Answer(result={"done": done, "late": shown}, lines=[*_said(shown), done.words])


def _waiting(app: App, period: str, office: str) -> LateEdit:
    """What waits of an office; it is printed with the decision."""
    wanted = office_of(app.catalogue, office)
    for one in app.locks.late(period_of(app.catalogue, period)):
        if one.office == wanted:
            return one
    raise Refused("lock.nothing", name=office_name(app.catalogue, wanted))


def _said(one: LateEdit) -> list[str]:
    return [f"    {each.title} – {each.field}: {each.old} → {each.new}" for each in one.lines]
