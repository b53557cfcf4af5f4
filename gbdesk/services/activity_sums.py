"""The sums of a list of activities, counted as the report counts them.

Only work that an office led counts, and only once it was done
(`docs/adr/027-what-a-report-counts.md`):
a joint event would else count at each office that took part.
"""

from __future__ import annotations

from collections import Counter
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
    counted, people, women = measures.led(db, query)
    others = measures.apart(db, query)
    done = Counter[str]()
    for (role, status), count in others.items():
        done[role] += count if status != PLANNED else 0
    return Sums(
        listed=counted + sum(others.values()),
        counted=counted,
        people=people,
        women=women,
        partner=done[PARTNER],
        no_role=sum(count for role, count in done.items() if role not in {LEAD, PARTNER}),
        planned=sum(count for (_, status), count in others.items() if status == PLANNED),
    )
