"""The columns of the two lists: where a text stands, and what was erased so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gbdesk.services.redacting_parts import (
    CAME,
    DELETED,
    HERE,
    NOW,
    RECEIVED,
    WRITTEN,
    Erasure,
    Place,
)
from gbdesk.text import translate
from gbdesk.ui.hub.listed import OFFICE, Line, words_column
from gbdesk.ui.hub.moments import moment_words
from gbdesk.ui.tables.columns import PILL, Column, Pill

STATE: Final = "state"


def place_columns(*, hub: bool) -> Sequence[Column]:
    """At the hub whose, which entry and field, the text, whether it is shown."""
    whose = [words_column(OFFICE, translate("Erasing", "Unit"), _office, 150)] if hub else []
    return (
        *whose,
        words_column("title", translate("Erasing", "Entry"), _title, 170, stretches=True),
        words_column("label", translate("Erasing", "Field"), _label, 132, drops=hub),
        words_column("text", translate("Erasing", "Text"), _text, 200, stretches=True),
        Column(key=STATE, title=translate("Erasing", "Stands"), show=_stands, kind=PILL, width=140),
    )


def erasure_columns(*, hub: bool) -> Sequence[Column]:
    """When, who, at the hub whose, which entry and field, how far it went."""
    whose = [words_column(OFFICE, translate("Erasing", "Unit"), _whose, 150)] if hub else []
    return (
        words_column("at", translate("Erasing", "When"), _at, 146),
        words_column("who", translate("Erasing", "Who"), _who, 80, drops=True),
        *whose,
        words_column("title", translate("Erasing", "Entry"), _about, 170, stretches=True),
        words_column("label", translate("Erasing", "Field"), _field, 132, drops=hub),
        Column(
            key=STATE,
            title=translate("Erasing", "At the others"),
            show=travelled,
            kind=PILL,
            width=186,
        ),
    )


def stands(place: Place) -> Pill:
    """Whether the text is shown now."""
    if place.state == NOW:
        return Pill(translate("Erasing", "Shown now"), "warning", "eye")
    if place.state == DELETED:
        return Pill(translate("Erasing", "Deleted entry"), "neutral", "trash-2")
    return Pill(translate("Erasing", "Earlier version"), "neutral", "history")


def travelled(line: Line[Erasure]) -> Pill:
    """How far an order to erase went."""
    tone, picture = {
        RECEIVED: ("success", "circle-check"),
        WRITTEN: ("info", "send"),
        CAME: ("neutral", "inbox"),
        HERE: ("neutral", "check"),
    }.get(line.row.state, ("warning", "clock"))
    return Pill(line.row.state_words, tone, picture)


def _office(line: Line[Place]) -> str:
    return line.row.office_name


def _title(line: Line[Place]) -> str:
    return translate("Erasing", "{kind}: {title}", kind=line.row.kind, title=line.row.title)


def _label(line: Line[Place]) -> str:
    return line.row.label


def _text(line: Line[Place]) -> str:
    return " ".join(line.row.text.split())


def _stands(line: Line[Place]) -> Pill:
    return stands(line.row)


def _at(line: Line[Erasure]) -> str:
    return moment_words(line.row.at)


def _who(line: Line[Erasure]) -> str:
    return line.row.who


def _whose(line: Line[Erasure]) -> str:
    return line.row.office_name


def _about(line: Line[Erasure]) -> str:
    return line.row.title


def _field(line: Line[Erasure]) -> str:
    return line.row.label
