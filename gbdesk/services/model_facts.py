"""What reports tell of the register of models: gathered from its lines as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.registers import MODEL
from gbdesk.domain.tally_models import ModelTally, model_tally
from gbdesk.store import lines
from gbdesk.store.lines import EntryQuery

if TYPE_CHECKING:
    from sqlalchemy import Connection


def models_of(
    db: Connection, catalogue: Catalogue, period: str, offices: Sequence[str]
) -> ModelTally | None:
    """The lines of these units that were active at the end of the period."""
    if not offices:
        return None
    asked = catalogue.period(period)
    keys = lines.keys(db, EntryQuery(register=MODEL, offices=tuple(offices)))
    return model_tally(
        ((row.office, row.fields) for row in lines.rows(db, keys)),
        {one.id: one.label for one in catalogue.model_types.values()},
        (asked.start, asked.end),
        whole_year=0 if asked.half else asked.year,
        units=len(offices),
    )
