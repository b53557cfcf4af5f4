"""What a package declares, held against what stands here after taking it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.ops import Fields
from gbdesk.domain.refusals import Refused
from gbdesk.services import outgoing
from gbdesk.services.desk import Desk
from gbdesk.services.labels import record_title
from gbdesk.store import oplog
from gbdesk.store.oplog import Fault
from gbdesk.sync.strict import loads
from gbdesk.text import mark, say, translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

SHOWN: Final = 20
_REASONS: Final = {
    "office": mark("Receiving", "this unit is not in the catalogue"),
    "row.form": mark("Receiving", "no such form in the catalogue"),
    "row.period": mark("Receiving", "no such period in the catalogue"),
    "row.place": mark("Receiving", "not a place this unit reports for"),
    "row.line": mark("Receiving", "a line that the form does not have"),
    "row.value": mark("Receiving", "something that is no figure"),
    "row.rule": mark("Receiving", "sums do not fit"),
    "return.duty": mark("Receiving", "this unit owes no such return"),
    "entry.place": mark("Receiving", "a place that is not known here or must stay with the unit"),
}
_OTHER: Final = mark("Receiving", "not as the catalogue says")


def fault_words(catalogue: Catalogue, db: Connection, faults: Iterable[Fault]) -> tuple[str, ...]:
    """Records that are kept but do not count, in words; the first few and how many more."""
    every = list(faults)
    lines = [_fault(catalogue, db, one) for one in every[:SHOWN]]
    if len(every) > SHOWN:
        lines.append(translate("Receiving", "and {n} more", n=len(every) - SHOWN))
    return tuple(lines)


def _fault(catalogue: Catalogue, db: Connection, fault: Fault) -> str:
    fields = oplog.fields_of(db, fault.office, fault.record, fault.entity) or {}
    reason = fault.reason.partition(":")[0]
    return translate(
        "Receiving",
        "{title}: {reason}",
        title=record_title(catalogue, fault.entity, fields),
        reason=say(_REASONS.get(reason, _OTHER)),
    )


def control(desk: Desk, db: Connection, office: str, declared: Fields) -> tuple[bool | None, str]:
    """Whether the control totals a package declares are those of the figures here, and in words.

    None where it declares none, and at an office: one of its computers declares for the hub.
    Figures that the hub corrected make a difference too.
    """
    period = str(declared.get("period") or "")
    said = _totals(declared.get("totals")) if desk.session.hub else {}
    if not said or period not in desk.catalogue.periods or office not in desk.catalogue.offices:
        return None, translate("Receiving", "The package declares no control totals.")
    here = outgoing.declared(db, desk.catalogue, office, period).totals
    differing = sum(
        said.get(form, {}).get(line, 0) != here.get(form, {}).get(line, 0)
        for form in {*said, *here}
        for line in {*said.get(form, {}), *here.get(form, {})}
    )
    if not differing:
        return True, translate("Receiving", "The control totals agree.")
    return False, translate(
        "Receiving",
        "{n} control totals differ: some rows do not count yet or were corrected here.",
        n=differing,
    )


def line_totals(
    desk: Desk, db: Connection, office: str, periods: Iterable[str]
) -> dict[tuple[str, str, str], int]:
    """The sums of an office as they stand, by period, form and line."""
    catalogue = desk.catalogue
    if office not in catalogue.offices:
        return {}
    return {
        (period, form, line): total
        for period in periods
        if period in catalogue.periods
        for form, sums in outgoing.declared(db, catalogue, office, period).totals.items()
        for line, total in sums.items()
    }


def said_totals(declared: Fields) -> dict[tuple[str, str, str], int]:
    """The sums that a package declares, likewise."""
    period = str(declared.get("period") or "")
    return {
        (period, form, line): total
        for form, sums in _totals(declared.get("totals")).items()
        for line, total in sums.items()
    }


def _totals(raw: Any) -> Mapping[str, Mapping[str, int]]:
    try:
        found = loads(raw.encode()) if isinstance(raw, str) else {}
    except Refused:
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        str(form): {str(line): total for line, total in sums.items() if isinstance(total, int)}
        for form, sums in found.items()
        if isinstance(sums, dict)
    }
