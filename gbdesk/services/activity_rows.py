"""Activities as lists show them: labels, status and whether they were sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gbdesk.domain.activities import (
    DONE,
    MEASURE,
    MISSING,
    PLACE,
    PLANNED,
    missing_of,
    required_of,
    status_of,
)
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.ops import Fields
from gbdesk.store import listing
from gbdesk.store.listing import ActivityQuery
from gbdesk.text import language, translate

SHOWN_PLACES = 2
MINORITY = "ethnic-minority"
OCCASION = "occasion."


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRow:
    """One activity in a list; `key` is its number in this file, `missing_label` what it lacks."""

    key: int
    id: str
    office: str
    start: str
    end: str | None
    title: str
    kind: str
    kind_label: str
    places: tuple[str, ...]
    places_label: str
    level: str
    task: str
    quantity: int | None
    attendees: int | None
    women: int | None
    status: str
    missing_label: str
    sent: bool
    minority: int | None = None
    task_label: str = ""
    occasion_label: str = ""
    entered_by: str = ""
    changed: str = ""
    evidence: int = 0


def row_of(
    catalogue: Catalogue,
    stored: listing.ActivityRow,
    exported: int | None,
    history: tuple[str, str] = ("", ""),
) -> ActivityRow:
    """A row of the store in words; `exported` is the last op sent, None where nothing is sent.

    `history` is who entered it and when it was changed last, in words.
    """
    fields = _fields(stored)
    status = status_of(fields, catalogue)
    lacking = missing_of(fields, catalogue)
    kind, minority = catalogue.kinds.get(stored.kind), stored.measures.get(MINORITY)
    return ActivityRow(
        key=stored.key,
        id=stored.id,
        office=stored.office,
        start=stored.start,
        end=stored.end,
        title=stored.title,
        kind=stored.kind,
        kind_label=kind.name if kind else stored.kind,
        places=stored.places,
        places_label=places_label(catalogue, stored.office, stored.places),
        level=stored.level,
        task=stored.task,
        quantity=stored.quantity,
        attendees=stored.attendees,
        women=stored.women,
        status=status,
        missing_label=missing_label(catalogue, lacking) if status == MISSING else "",
        sent=exported is not None and stored.last_own <= exported and status != PLANNED,
        minority=minority if isinstance(minority, int) else None,
        task_label=_task_label(catalogue, stored.task),
        occasion_label=_occasion_label(catalogue, stored.tags),
        entered_by=history[0],
        changed=history[1],
    )


def _task_label(catalogue: Catalogue, task: str) -> str:
    found = catalogue.tasks.get(task)
    return f"{found.section} {found.name}" if found else task


def _occasion_label(catalogue: Catalogue, tags: Sequence[str]) -> str:
    ident = next((one for one in tags if one.startswith(OCCASION)), "").removeprefix(OCCASION)
    found = catalogue.occasions.get(ident)
    return found.name if found else ident


def missing_label(catalogue: Catalogue, lacking: Sequence[str]) -> str:
    """The first thing an activity lacks: `Số người`, or the word for places."""
    if not lacking:
        return ""
    if lacking[0] == "places":
        return catalogue.word("place_kind")
    return catalogue.measures[lacking[0]].name


def places_label(catalogue: Catalogue, office: str, places: Sequence[str]) -> str:
    """Where it was: names, or `Tất cả 12 xã`, or the first names and how many more."""
    known = [catalogue.places[ident] for ident in places if ident in catalogue.places]
    known.sort(key=lambda place: place.code)
    if len(known) <= SHOWN_PLACES:
        return ", ".join(place.name for place in known)
    root = catalogue.offices[office].place if office in catalogue.offices else ""
    siblings = [place for place in catalogue.places.values() if place.parent == root]
    if siblings and {place.id for place in siblings} <= {place.id for place in known}:
        return translate(
            "Activities",
            "All {count} {place_kind}",
            count=len(siblings),
            place_kind=catalogue.word("place_kind" if language() == "vi" else "places_kind"),
        )
    return translate(
        "Activities", "{first} and {count} more", first=known[0].name, count=len(known) - 1
    )


def completed(catalogue: Catalogue, query: ActivityQuery) -> ActivityQuery:
    """A question about completeness with what each kind needs; planned ones lack nothing."""
    if query.complete is None:
        return query
    required = {kind.id: required_of(kind, catalogue) for kind in catalogue.kinds.values()}
    return replace(query, required=required, status=query.status or DONE)


def _fields(stored: listing.ActivityRow) -> Fields:
    return {
        "status": stored.status,
        "kind": stored.kind,
        "level": stored.level,
        **{MEASURE + name: value for name, value in stored.measures.items()},
        **{PLACE + ident: True for ident in stored.places},
    }
