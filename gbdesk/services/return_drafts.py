"""Changes of a return as they are recorded: its state, its rows."""

from __future__ import annotations

from gbdesk.domain.ids import return_id, return_row_id
from gbdesk.domain.merge import PUT
from gbdesk.domain.ops import Fields
from gbdesk.services.return_sheet import ReturnSheet
from gbdesk.store.oplog import Draft


def state_draft(sheet: ReturnSheet, state: str) -> Draft:
    """The return itself in a state."""
    ident = return_id(sheet.office, sheet.form, sheet.period)
    fields: Fields = {"form": sheet.form, "period": sheet.period, "state": state}
    return Draft(entity="return", kind=PUT, record=ident, office=sheet.office, fields=fields)


def row_draft(office: str, sheet: ReturnSheet, row: str, fields: Fields) -> Draft:
    """Fields of one row, a figure each."""
    named: Fields = {"form": sheet.form, "period": sheet.period, "place": row}
    return Draft(
        entity="row",
        kind=PUT,
        record=return_row_id(office, sheet.form, sheet.period, row),
        office=office,
        fields={**named, **fields},
    )
