"""What a correction by the hub would break: an error that the row did not have before."""

from __future__ import annotations

from collections.abc import Mapping

from gbdesk.domain.forms import FormSpec
from gbdesk.domain.ops import Value
from gbdesk.domain.refusals import Refused
from gbdesk.domain.rules import ERROR, Problem, check
from gbdesk.services.return_sheet import ReturnSheet


def broken_by(
    spec: FormSpec, before: Mapping[str, Value], after: Mapping[str, Value]
) -> Problem | None:
    """The first error that one row would have afterwards and has not now."""
    known = {one.rule.id for one in check(spec, before) if one.severity == ERROR}
    found = (one for one in check(spec, after) if one.severity == ERROR)
    return next((one for one in found if one.rule.id not in known), None)


def check_rows(
    spec: FormSpec, sheet: ReturnSheet, changes: Mapping[str, Mapping[str, Value]]
) -> None:
    """See that no row gets an error it did not have.

    Raises:
        Refused: "return.breaks_rule" with what the rule says.
    """
    for place, fields in changes.items():
        before: dict[str, Value] = {
            line.id: cell.value
            for line in spec.entry_lines
            if (cell := sheet.cells.get((place, line.id))) is not None
        }
        problem = broken_by(spec, before, {**before, **fields})
        if problem is not None:
            raise Refused("return.breaks_rule", problem=problem.text.rstrip("."))
