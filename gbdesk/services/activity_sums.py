"""The sums of a list of activities, counted as the report counts them.

Only work that an office led counts, and only once it was done
(`docs/adr/027-what-a-report-counts.md`):
a joint event would else count at each office that took part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gbdesk.domain.activities import PLANNED
from gbdesk.domain.tally_communication import LEAD, PARTNER
from gbdesk.store import measures
from gbdesk.store.listing import ActivityQuery

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """How many are listed, and of those led and done: how many, people, women.

    `partner`, `no_role` and `planned` are listed and not added.
    """

    listed: int = 0
    counted: int = 0
    people: int = 0
    women: int = 0
    partner: int = 0
    no_role: int = 0
    planned: int = 0


def sums_of(db: Connection, query: ActivityQuery) -> Sums:
    """The sums of the activities asked for."""
    rows = measures.totals(db, query)
    done = [row for row in rows if row.status != PLANNED]
    led = [row for row in done if row.role == LEAD]
    return Sums(
        listed=sum(row.count for row in rows),
        counted=sum(row.count for row in led),
        people=sum(row.attendees or 0 for row in led),
        women=sum(row.women or 0 for row in led),
        partner=sum(row.count for row in done if row.role == PARTNER),
        no_role=sum(row.count for row in done if row.role not in {LEAD, PARTNER}),
        planned=sum(row.count for row in rows if row.status == PLANNED),
    )
