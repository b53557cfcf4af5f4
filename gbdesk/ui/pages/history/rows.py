"""The two lists: packages taken in, files refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gbdesk.domain.catalogue import Catalogue
from gbdesk.services.receiving_parts import AttemptRow, HistoryRow
from gbdesk.text import translate
from gbdesk.ui.hub.moments import moment_words
from gbdesk.ui.tables.columns import DASH, NUMBER, PILL, Column, Pill


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """A package taken in, with its key in the table."""

    key: int
    row: HistoryRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file that was refused, with its key in the table."""

    key: int
    row: AttemptRow


def state_of(row: HistoryRow) -> Pill:
    """How an import stands."""
    if row.undone:
        return Pill(translate("History", "Undone"), "neutral", "undo-2")
    if row.sent_back:
        return Pill(translate("History", "Sent back"), "warning", "message-square-text")
    return Pill(translate("History", "Taken in"), "success", "circle-check")


def items_of(row: HistoryRow) -> int:
    """How many items came in."""
    return sum(one.all for one in row.counts.values())


def choices_words(row: HistoryRow) -> str:
    """What became of its differences."""
    if not row.conflicts and not row.settled:
        return DASH
    return translate(
        "History", "{settled} chosen, {left} left", settled=row.settled, left=row.conflicts
    )


def import_columns(catalogue: Catalogue) -> Sequence[Column]:
    """When, who, which package, how many, how it stands."""

    def periods(line: Import) -> str:
        known = catalogue.periods
        return ", ".join(known[one].short for one in line.row.periods if one in known)

    return (
        _column("taken", translate("History", "Taken in at"), _taken, 142),
        _column("office", translate("History", "Unit"), _office, 180, stretches=True),
        Column(
            key="seq",
            title=translate("History", "Package"),
            show=_seq,
            kind=NUMBER,
            width=50,
        ),
        _column("period", translate("History", "Period"), periods, 112, drops=True),
        Column(
            key="items", title=translate("History", "Items"), show=_items, kind=NUMBER, width=60
        ),
        _column("choices", translate("History", "Differences"), _choices, 118, drops=True),
        Column(key="state", title=translate("History", "State"), show=_state, kind=PILL, width=108),
    )


def refusal_columns() -> Sequence[Column]:
    """When, which file, why."""
    return (
        _column("at", translate("History", "Tried at"), _at, 142),
        _column("office", translate("History", "Unit"), _tried_office, 170),
        _column("name", translate("History", "File"), _name, 190, stretches=True),
        _column("why", translate("History", "Why not"), _why, 260, stretches=True),
    )


def _column(
    key: str,
    title: str,
    show: Callable[..., object],
    width: int,
    *,
    drops: bool = False,
    stretches: bool = False,
) -> Column:
    return Column(key=key, title=title, show=show, width=width, drops=drops, stretches=stretches)


def _taken(line: Import) -> str:
    return moment_words(line.row.taken)


def _office(line: Import) -> str:
    return line.row.office_name


def _seq(line: Import) -> int:
    return line.row.seq


def _items(line: Import) -> int:
    return items_of(line.row)


def _choices(line: Import) -> str:
    return choices_words(line.row)


def _state(line: Import) -> Pill:
    return state_of(line.row)


def _at(line: Refusal) -> str:
    return moment_words(line.row.at)


def _tried_office(line: Refusal) -> str:
    return line.row.office_name or DASH


def _name(line: Refusal) -> str:
    return line.row.name


def _why(line: Refusal) -> str:
    return line.row.message.happened
