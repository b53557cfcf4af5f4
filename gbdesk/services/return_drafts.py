"""Changes of a return: figures as they are asked for, its state and rows as they are recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gbdesk.domain.cells import CellValue, is_valid, number_of
from gbdesk.domain.forms import FormSpec
from gbdesk.domain.ids import return_id, return_row_id
from gbdesk.domain.merge import PUT
from gbdesk.domain.names import nfc_lines
from gbdesk.domain.ops import Fields
from gbdesk.domain.refusals import Refused
from gbdesk.services.return_sheet import ReturnSheet
from gbdesk.store.oplog import Draft

NOTE_MOST: Final = 500


class Keep:
    """Nothing is said about it: a note stays, any figure is replaced."""


KEEP: Final = Keep()


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """One figure to be set; None blanks it, `note` KEEP leaves the note.

    `seen` is the figure it is to replace; KEEP replaces whatever stands there.
    """

    place: str
    indicator: str
    value: CellValue
    note: str | Keep = KEEP
    seen: CellValue | Keep = KEEP


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


def by_row(form: FormSpec, changes: Sequence[CellChange]) -> Mapping[str, Fields]:
    """The changes as fields of row records.

    Raises:
        Refused: a value no cell takes, a line the form lacks, a note too long.
    """
    found: dict[str, Fields] = defaultdict(dict)
    for change in changes:
        line = form.indicator(change.indicator)
        if line.heading or not is_valid(change.value):
            raise Refused("return.value", line=line.name)
        found[change.place][line.id] = change.value
        if isinstance(change.note, str):
            note = nfc_lines(change.note)
            if len(note) > NOTE_MOST:
                raise Refused("return.note_long", length=len(note), most=NOTE_MOST)
            found[change.place][f"{line.id}.note"] = note or None
    return found


def moved_since(sheet: ReturnSheet, changes: Sequence[CellChange]) -> int:
    """How many figures are neither those that were seen nor, by now, those that are wanted."""
    return sum(
        not isinstance(one.seen, Keep)
        and sheet.cell(one.place, one.indicator).value not in {one.seen, one.value}
        for one in changes
    )


def tells_of_some(form: FormSpec, changes: Sequence[CellChange]) -> bool:
    """Whether something occurred after all."""
    nil = {line.id for line in form.nil_lines}
    return any(number_of(one.value) for one in changes if one.indicator in nil)
