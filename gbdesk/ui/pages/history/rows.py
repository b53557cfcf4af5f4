"""The columns of the lists: packages taken in, files refused, the register."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.services.receiving_parts import AttemptRow, HistoryRow
from gbdesk.services.tracking import TrackRow, clock_words, runs_words
from gbdesk.text import translate
from gbdesk.ui.hub.listed import OFFICE, Line, words_column
from gbdesk.ui.hub.moments import moment_words
from gbdesk.ui.tables.columns import DASH, NUMBER, PILL, Column, Pill

CHOICES: Final = "choices"


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

    def periods(line: Line[HistoryRow]) -> str:
        known = catalogue.periods
        return ", ".join(known[one].short for one in line.row.periods if one in known)

    return (
        words_column("taken", translate("History", "Taken in at"), _taken, 142),
        words_column(OFFICE, translate("History", "Unit"), _office, 180, stretches=True),
        Column(
            key="seq",
            title=translate("History", "Package"),
            show=_seq,
            kind=NUMBER,
            width=50,
        ),
        words_column("period", translate("History", "Period"), periods, 118, drops=True),
        Column(
            key="items", title=translate("History", "Items"), show=_items, kind=NUMBER, width=60
        ),
        words_column(CHOICES, translate("History", "Differences"), _choices, 118, drops=True),
        Column(key="state", title=translate("History", "State"), show=_state, kind=PILL, width=108),
    )


def refusal_columns() -> Sequence[Column]:
    """When, which file, why."""
    return (
        words_column("at", translate("History", "Tried at"), _at, 142),
        words_column(OFFICE, translate("History", "Unit"), _tried_office, 170),
        words_column("name", translate("History", "File"), _name, 190, stretches=True),
        words_column("why", translate("History", "Why not"), _why, 260, stretches=True),
    )


def track_columns() -> Sequence[Column]:
    """Which computer, which packages came, what is odd about it."""
    return (
        words_column(OFFICE, translate("History", "Unit"), _track_office, 190, stretches=True),
        words_column("pc", translate("History", "Computer"), _pc, 130, drops=True),
        words_column("packages", translate("History", "Packages"), _packages, 96),
        words_column("missing", translate("History", "Not come"), _missing, 84),
        words_column("twice", translate("History", "Twice"), _twice, 72),
        words_column("receipt", translate("History", "Receipt"), _receipt, 96),
        words_column("clock", translate("History", "Clock"), _clock, 150, drops=True),
        Column(
            key="state",
            title=translate("History", "State"),
            show=_track_state,
            kind=PILL,
            width=118,
        ),
    )


def track_pill(row: TrackRow) -> Pill:
    """How the packages of a computer stand, in a word."""
    if row.aside:
        return Pill(translate("History", "To decide"), "warning", "circle-alert")
    if row.lacking:
        return Pill(translate("History", "Changes missing"), "warning", "circle-dashed")
    if row.withdrawn:
        return Pill(translate("History", "Withdrawn"), "neutral", "circle-slash")
    if not row.have:
        return Pill(translate("History", "Nothing yet"), "neutral", "circle-dashed")
    if row.words:
        return Pill(translate("History", "With notes"), "info", "info")
    return Pill(translate("History", "All here"), "success", "circle-check")


def _taken(line: Line[HistoryRow]) -> str:
    return moment_words(line.row.taken)


def _office(line: Line[HistoryRow]) -> str:
    return line.row.office_name


def _seq(line: Line[HistoryRow]) -> int:
    return line.row.seq


def _items(line: Line[HistoryRow]) -> int:
    return items_of(line.row)


def _choices(line: Line[HistoryRow]) -> str:
    return choices_words(line.row)


def _state(line: Line[HistoryRow]) -> Pill:
    return state_of(line.row)


def _at(line: Line[AttemptRow]) -> str:
    return moment_words(line.row.at)


def _tried_office(line: Line[AttemptRow]) -> str:
    return line.row.office_name or DASH


def _name(line: Line[AttemptRow]) -> str:
    return line.row.name


def _why(line: Line[AttemptRow]) -> str:
    return line.row.message.happened


def _track_office(line: Line[TrackRow]) -> str:
    return line.row.office_name


def _pc(line: Line[TrackRow]) -> str:
    return line.row.label or DASH


def _packages(line: Line[TrackRow]) -> str:
    return line.row.packages or DASH


def _missing(line: Line[TrackRow]) -> str:
    return runs_words(line.row.missing) or DASH


def _twice(line: Line[TrackRow]) -> str:
    return ", ".join(str(one) for one in line.row.twice) or DASH


def _receipt(line: Line[TrackRow]) -> str:
    return moment_words(line.row.receipt_at).partition(",")[0] or DASH


def _clock(line: Line[TrackRow]) -> str:
    return clock_words(line.row.ahead) or DASH


def _track_state(line: Line[TrackRow]) -> Pill:
    return track_pill(line.row)
