"""The columns of a register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from operator import attrgetter
from typing import Any, Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.registers import ACTIVE, PAUSED, Register
from gbdesk.services.entry_rows import EntryRow
from gbdesk.text import mark, say, translate
from gbdesk.ui.tables.columns import DASH, NUMBER, PILL, Column, Pill

PEOPLE: Final = {"members": mark("Registers", "Members"), "women": mark("Registers", "Women")}


def columns_of(
    spec: Register,
    catalogue: Catalogue,
    is_editing: Callable[[str], bool],
    period: Callable[[], str],
    *,
    with_office: bool,
) -> tuple[Column, ...]:
    """What is shown of the lines of a register; the unit only where several are shown."""
    found = _words(spec)
    if with_office:
        found.append(_unit())
    if "place" in spec.by_id:
        found.append(_place(spec))
    day = spec.by_id[spec.day].name
    found.append(Column(key="day", title=day, show=attrgetter("day_label"), width=108, order="day"))
    found += [_field(spec, catalogue, name) for name in ("number", "sign") if name in spec.by_id]
    found += [_people(name) for name in PEOPLE if name in spec.by_id]
    found += _standing(spec, is_editing, period)
    return tuple(_with_room(one) for one in found) if with_office else tuple(found)


def _words(spec: Register) -> list[Column]:
    return [
        Column(
            key="title",
            title=spec.by_id[spec.title[-1]].name,
            show=attrgetter("title"),
            width=280,
            order="title",
            stretches=True,
            tip=_tip,
        ),
        Column(
            key="type",
            title=spec.by_id[spec.type].name,
            show=attrgetter("type_label"),
            width=170,
            order="type",
            stretches=True,
            drops=True,
        ),
    ]


def _standing(
    spec: Register, is_editing: Callable[[str], bool], period: Callable[[], str]
) -> Iterator[Column]:
    def state(row: EntryRow) -> Pill:
        return state_pill(row, is_editing=is_editing(row.id))

    def review(row: EntryRow) -> Pill:
        return review_pill(row, period())

    words = translate("Registers", "State")
    wide = 150 if spec.states else 200  # what lacks is told there; a review stands beside it
    yield Column(key="status", title=words, show=state, kind=PILL, width=wide)
    if spec.states:
        words = translate("Registers", "Review")
        yield Column(key="reviewed", title=words, show=review, kind=PILL, width=166)


def _place(spec: Register) -> Column:
    return Column(
        key="place",
        title=spec.by_id["place"].name,
        show=attrgetter("place_label"),
        width=130,
        order="place",
    )


def _with_room(column: Column) -> Column:
    """Beside the unit it is the type that stays, and days and people that go where room lacks."""
    return replace(column, drops=column.key in {"day", *PEOPLE})


def _unit() -> Column:
    return Column(
        key="office",
        title=translate("Offices", "Unit"),
        show=attrgetter("office_label"),
        width=170,
        order="office",
        ends_matter=True,
    )


def _field(spec: Register, catalogue: Catalogue, name: str) -> Column:
    def show(row: EntryRow) -> str:
        return row.label(catalogue, name)

    return Column(key=name, title=spec.by_id[name].name, show=show, width=84)


def _people(name: str) -> Column:
    def show(row: EntryRow) -> Any:
        value = row.fields.get(name)
        return DASH if value is None else value

    return Column(key=name, title=say(PEOPLE[name]), show=show, kind=NUMBER, width=64)


def _tip(row: EntryRow) -> str:
    return guarded_words() if row.is_guarded else row.title


def guarded_words() -> str:
    """Why a shelter has no place (M12)."""
    return translate(
        "Registers",
        "The place of a shelter is not written here, to protect those who live there. Choose only "
        "the commune; it stays on this computer.",
    )


def state_pill(row: EntryRow, *, is_editing: bool) -> Pill:
    """The state of a line in a word and a tint."""
    picture = "shield" if row.is_guarded else ""
    if is_editing:
        return Pill(translate("Activities", "Being edited"), "info", "pencil")
    if row.status and row.status != ACTIVE:
        paused = row.status == PAUSED
        return Pill(row.status_label, "warning" if paused else "neutral", picture)
    if row.lacking_label:
        what = row.lacking_label
        words = translate("Activities", "Lacks {what}", what=what[:1].lower() + what[1:])
        return Pill(words, "warning", "circle-alert")
    if row.sent:
        return Pill(translate("Activities", "Sent"), "success", picture or "package-check")
    words = row.status_label or translate("Activities", "Complete")
    return Pill(words, "success", picture or "circle-check")


def review_pill(row: EntryRow, period: str) -> Pill:
    """Whether somebody looked at the line in the period."""
    if period in row.reviewed:
        return Pill(row.reviewed_label, "success", "check")
    return Pill(translate("Registers", "Not reviewed yet"), "warning", "circle-dashed")
