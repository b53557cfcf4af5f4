"""The table of activities: its columns, and the chips that narrow it."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.dates import read_iso, short
from gbdesk.text import translate
from gbdesk.ui.tables.columns import DASH, DOUBT, NUMBER, PILL, TEXT, Column, Pill

if TYPE_CHECKING:
    from gbdesk.services.activities import ActivityRow

MISSING, PLANNED = "missing", "planned"
HISTORY = frozenset({"entered", "changed"})
ALWAYS = frozenset({"start", "title", "status"})


def columns_of(
    catalogue: Catalogue, is_editing: Callable[[str], bool], *, with_office: bool
) -> tuple[Column, ...]:
    """The columns; the office only where several are shown."""

    def state(row: ActivityRow) -> Pill:
        return pill_of(row, is_editing=is_editing(row.id))

    people, women = translate("Activities", "All"), translate("Activities", "Women")
    unit = (
        Column(
            key="office",
            title=translate("Offices", "Unit"),
            show=_office(catalogue),
            width=150,
            order="office",
        ),
    )
    return (
        *_words(),
        *(unit if with_office else ()),
        *_where(),
        _number("attendees", people, catalogue, 58),
        _number("women", women, catalogue, 56),
        *_optional(),
        Column(
            key="status",
            title=translate("Activities", "State"),
            show=state,
            kind=PILL,
            width=160,
        ),
    )


def _optional() -> tuple[Column, ...]:
    """Columns that a person may ask for."""
    wanted: tuple[tuple[str, str, Callable[[Any], object], str, int], ...] = (
        ("minority", translate("Activities", "Ethnic minority"), _minority, NUMBER, 60),
        ("evidence", translate("Evidence", "Evidence"), _files, NUMBER, 80),
        ("task", translate("Activities", "Task"), attrgetter("task_label"), TEXT, 150),
        (
            "occasion",
            translate("Activities", "Commemorative day"),
            attrgetter("occasion_label"),
            TEXT,
            150,
        ),
        ("entered", translate("Activities", "Entered by"), attrgetter("entered_by"), TEXT, 120),
        ("changed", translate("Activities", "Changed"), attrgetter("changed"), TEXT, 150),
    )
    return tuple(
        Column(key=key, title=title, show=show, kind=kind, width=width, order=key, hidden=True)
        for key, title, show, kind, width in wanted
    )


def _minority(row: ActivityRow) -> object:
    return DASH if row.minority is None else row.minority


def _words() -> tuple[Column, ...]:
    return (
        Column(
            key="start", title=translate("Activities", "Day"), show=_day, width=106, order="start"
        ),
        Column(
            key="title",
            title=translate("Activities", "Activity"),
            show=attrgetter("title"),
            width=250,
            order="title",
            stretches=True,
        ),
    )


def _where() -> tuple[Column, ...]:
    return (
        Column(
            key="kind",
            title=translate("Activities", "Form of activity"),
            show=attrgetter("kind_label"),
            width=140,
            order="kind",
            stretches=True,
            drops=True,
        ),
        Column(
            key="places",
            title=translate("Activities", "Place"),
            show=attrgetter("places_label"),
            width=120,
            stretches=True,
        ),
    )


def _number(key: str, title: str, catalogue: Catalogue, width: int) -> Column:
    def show(row: ActivityRow) -> object:
        value = getattr(row, key)
        if value is not None:
            return value
        kind = catalogue.kinds.get(row.kind)
        wanted = kind is not None and key in kind.measures and row.status != PLANNED
        return DOUBT if wanted else DASH

    return Column(key=key, title=title, show=show, kind=NUMBER, width=width, order=key)


def _files(row: ActivityRow) -> object:
    return row.evidence or DASH


def _day(row: ActivityRow) -> str:
    start = read_iso(row.start)
    return short(start) if start else str(row.start or "")


def pill_of(row: ActivityRow, *, is_editing: bool) -> Pill:
    """The state of a line in a word and a tint."""
    if is_editing:
        return Pill(translate("Activities", "Being edited"), "info", "pencil")
    if row.status == PLANNED:
        return Pill(translate("Activities", "Planned"), "neutral", "calendar")
    if row.status == MISSING:
        what = row.missing_label or translate("Activities", "details")
        return Pill(
            translate("Activities", "Lacks {what}", what=what[:1].lower() + what[1:]),
            "warning",
            "circle-alert",
        )
    if row.sent:
        return Pill(translate("Activities", "Sent"), "success", "package-check")
    return Pill(translate("Activities", "Complete"), "success", "circle-check")


def _office(catalogue: Catalogue) -> Callable[[Any], object]:
    def show(row: ActivityRow) -> str:
        found = catalogue.offices.get(row.office)
        return found.short if found else row.office

    return show
