"""What registers count for in a return of one unit (`gbdesk/domain/register_feeds.py`)."""

from __future__ import annotations

from gbdesk.domain import registers
from gbdesk.domain.forms import WHOLE
from gbdesk.domain.register_feeds import Fed, fed
from gbdesk.services.desk import Desk
from gbdesk.services.entry_drafts import here_of
from gbdesk.store import lines
from gbdesk.store.lines import EntryQuery


def counted_for(desk: Desk, form: str, period: str, office: str) -> tuple[Fed, ...]:
    """By register that feeds a line of the form and has lines of this unit: what they count for.

    Raises:
        Refused: the catalogue has no such form or period.
    """
    catalogue, spec = desk.catalogue, desk.catalogue.form(form)
    asked = catalogue.period(period)
    rows = tuple(one.id for one in catalogue.duty_places(office, form, period)) or (WHOLE,)
    found = []
    with desk.read() as db:
        here = here_of(db)
        for one in registers.registers().values():
            if not one.feeds:
                continue
            keys = lines.keys(db, EntryQuery(register=one.id, offices=(office,)))
            values = [{**row.fields, **here.get(row.id, {})} for row in lines.rows(db, keys)]
            counted = fed(one, spec, rows, values, (asked.start, asked.end)) if values else None
            if counted is not None:
                found.append(counted)
    return tuple(found)
