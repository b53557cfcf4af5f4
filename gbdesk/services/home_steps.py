"""The steps of a period for an office: what is done, what needs a look, what is not begun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from gbdesk.domain import registers
from gbdesk.domain.activities import DONE as ACTIVITY_DONE
from gbdesk.domain.forms import DV, FormSpec
from gbdesk.domain.owed import forms_owed
from gbdesk.domain.periods import Period
from gbdesk.services import outgoing
from gbdesk.services.activity_rows import completed
from gbdesk.services.desk import Desk
from gbdesk.services.home_parts import ATTENTION, DONE, NONE, Action, Step, Track, Unsent
from gbdesk.services.home_whole import button, whole_steps
from gbdesk.services.return_sheet import COMPLETE, NIL, Gaps, ReturnSheet, gaps_of, read_sheet
from gbdesk.store import figures, ledger, lines, listing
from gbdesk.store.lines import EntryQuery
from gbdesk.store.listing import ActivityQuery
from gbdesk.text import language, translate

if TYPE_CHECKING:
    from sqlalchemy import Connection


def steps(desk: Desk, db: Connection, period: Period) -> Iterator[Step]:
    """Every step, in the order of the work."""
    office = desk.session.office
    datasets = desk.catalogue.datasets(office, period.id)
    yield _activities(desk, db, period)
    for form in forms_owed(desk.catalogue, office, period.id, DV):
        yield _figures(desk, db, period, form)
    yield from whole_steps(desk, db, period)
    yield from _registers(desk, db, period)
    if "narrative" in datasets:
        yield _narrative(desk, db, period)
    yield _sending(desk, db, period)


def _activities(desk: Desk, db: Connection, period: Period) -> Step:
    asked = ActivityQuery(
        office=desk.session.office,
        start=period.start.isoformat(),
        end=period.end.isoformat(),
        status=ACTIVITY_DONE,
    )
    count, _, _ = listing.activity_count(db, asked)
    lacking, _, _ = listing.activity_count(
        db, completed(desk.catalogue, replace(asked, complete=False))
    )
    add = Action(page="activities", label=translate("Home", "Add"), facts={"new": {}})
    if not count:
        state, reason = NONE, translate("Home", "No activity is recorded yet")
    elif lacking:
        state = ATTENTION
        reason = translate("Home", "{count} recorded, {n} lack a detail", count=count, n=lacking)
        add = Action(page="activities", label=translate("Home", "Look"), facts={"lacking": True})
    else:
        state, reason = DONE, translate("Home", "{count} recorded", count=count)
    return Step(
        key="activities",
        state=state,
        label=translate("Home", "Activity log"),
        reason=reason,
        action=add,
        facts={"count": count, "lacking": lacking},
    )


def _figures(desk: Desk, db: Connection, period: Period, form: FormSpec) -> Step:
    sheet = read_sheet(db, desk.catalogue, desk.session.office, form, period.id)
    gaps = gaps_of(form, sheet)
    filled = len(sheet.rows) - len(gaps.blank) - len(gaps.partial)
    facts = {"form": form.id, "period": period.id}
    state, reason = _standing(desk, sheet, gaps, filled)
    return Step(
        key="figures",
        state=state,
        label=translate("Home", "Figures on domestic violence"),
        reason=reason,
        action=Action(page="figures", label=button(state), facts={**facts, **_target(gaps)}),
        facts={**facts, "filled": filled, "of": len(sheet.rows), "errors": len(gaps.errors)},
    )


def _standing(desk: Desk, sheet: ReturnSheet, gaps: Gaps, filled: int) -> tuple[str, str]:
    if sheet.state == NIL:
        return DONE, translate("Home", "Declared: nothing occurred")
    if sheet.state == COMPLETE:
        return DONE, translate("Home", "Completed")
    if gaps.errors:
        return ATTENTION, translate("Home", "{n} sums do not fit", n=len(gaps.errors))
    if len(gaps.blank) == len(sheet.rows):
        return NONE, translate("Home", "No figure is entered yet")
    if gaps.is_clean:
        return ATTENTION, translate("Home", "All entered, not declared complete yet")
    several = language() != "vi" and len(sheet.rows) != 1
    reason = translate(
        "Home",
        "{filled} of {of} {place_kind} entered",
        filled=filled,
        of=len(sheet.rows),
        place_kind=desk.catalogue.word("places_kind" if several else "place_kind"),
    )
    return ATTENTION, reason


def _target(gaps: Gaps) -> dict[str, str]:
    """Where the first thing to do is."""
    if gaps.errors:
        place, problem = gaps.errors[0]
        return {"place": place, "line": problem.lines[0] if problem.lines else ""}
    rows = (*gaps.partial, *gaps.blank)
    return {"place": rows[0]} if rows else {}


def _registers(desk: Desk, db: Connection, period: Period) -> Iterator[Step]:
    """A register with lines that go on is looked through once a period."""
    for spec in registers.registers().values():
        if not spec.states:
            continue
        asked = EntryQuery(register=spec.id, offices=(desk.session.office,))
        on = replace(asked, statuses=(registers.ACTIVE, registers.PAUSED))
        going_on = lines.count(db, on)
        if not going_on:
            continue
        waiting = lines.count(db, replace(asked, unreviewed=period.id))
        facts = {"register": spec.id}
        if waiting:
            said = translate(
                "Home",
                "{waiting} of {of} not reviewed in this period",
                waiting=waiting,
                of=going_on,
            )
            label = translate("Home", "Review")
            action = Action(page="registers", label=label, facts={**facts, "review": True})
        else:
            said = translate("Home", "{n} lines, all reviewed", n=going_on)
            action = Action(page="registers", label=translate("Home", "Show"), facts=facts)
        state = ATTENTION if waiting else DONE
        yield Step(
            key=f"register.{spec.id}", state=state, label=spec.name, reason=said, action=action
        )


def _narrative(desk: Desk, db: Connection, period: Period) -> Step:
    rows = figures.narratives(db, period.id, offices=[desk.session.office])
    written = {row.section for row in rows if row.text.strip()}
    state = DONE if "results" in written else NONE
    reason = (
        translate("Home", "{n} sections written", n=len(written))
        if written
        else translate("Home", "Nothing is written yet")
    )
    if written and state == NONE:
        state, reason = ATTENTION, translate("Home", "The section “Results” is empty")
    return Step(
        key="narrative",
        state=state,
        label=translate("Home", "Written report"),
        reason=reason,
        action=Action(page="narrative", label=button(state), facts={"period": period.id}),
        facts={"written": len(written)},
    )


def _sending(desk: Desk, db: Connection, period: Period) -> Step:
    sent = figures.submissions(db, periods=[period.id], offices=[desk.session.office])
    waiting = unsent(desk, db)
    if not sent:
        state, reason = NONE, translate("Home", "No package for this period yet")
    elif waiting.all:
        state = ATTENTION
        reason = translate("Home", "{n} changes after the last package", n=waiting.all)
    else:
        state, reason = DONE, translate("Home", "Everything entered is in a package")
    return Step(
        key="send",
        state=state,
        label=translate(
            "Home", "Package to {hub_short}", hub_short=desk.catalogue.word("hub_short")
        ),
        reason=reason,
        action=Action(
            page="export", label=translate("Home", "Export"), facts={"period": period.id}
        ),
        facts={"sent": len(sent), "unsent": waiting.all},
    )


def unsent(desk: Desk, db: Connection) -> Unsent:
    """What has not gone out yet, by kind."""
    session = desk.session
    if session.hub:
        return Unsent()
    found = outgoing.counted(outgoing.changes(db, session.device, "report"))
    numbers = {kind: count.all for kind, count in found.items()}
    activities, cells = numbers.pop("activity", 0), numbers.pop("row", 0)
    return Unsent(activities=activities, cells=cells, others=sum(numbers.values()))


def last_package(desk: Desk, db: Connection) -> Track | None:
    """Where the newest package of this device is."""
    newest = next(iter(ledger.all_sent(db, desk.catalogue.hub.office)), None)
    if newest is None or desk.session.hub:
        return None
    state, at, reason = "written", "", ""
    receipt = ledger.receipt_for(db, newest.device, newest.stream)
    if receipt is not None and receipt.n >= newest.head_n:
        state, at = "received", receipt.at
    for row in figures.entries(db, "sendback"):
        if row.fields.get("package") == newest.ident:
            state, reason = "returned", str(row.fields.get("reason") or "")
    return Track(
        seq=newest.seq,
        period=str(newest.facts.get("period") or ""),
        made=newest.made,
        state=state,
        at=at,
        reason=reason,
    )
