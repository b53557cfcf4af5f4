"""The offices with how far each is: not invited, invited, registered, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gbdesk.domain.catalogue_parts import Office
from gbdesk.services.enrolment import ENROLLED, INVITED, NONE, REVOKED, OfficeRow
from gbdesk.text import mark, say, translate
from gbdesk.ui.hub.moments import moment_words
from gbdesk.ui.tables.columns import DASH, PILL, Column, Pill

STATES: Final = {
    NONE: (mark("Enrolment", "Not invited"), "neutral", "circle-dashed"),
    INVITED: (mark("Enrolment", "Invited"), "info", "send"),
    ENROLLED: (mark("Enrolment", "Registered"), "success", "user-check"),
    REVOKED: (mark("Enrolment", "Withdrawn"), "danger", "circle-slash"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An office with its key in the table."""

    key: int
    office: Office
    row: OfficeRow


def pill_of(row: OfficeRow) -> Pill:
    """How far an office is, and whether it was seen to know a root key that is new."""
    if row.waits_for_root:
        return Pill(translate("Enrolment", "Awaits key"), "warning", "key-round")
    words, tone, picture = STATES[row.state]
    return Pill(say(words), tone, picture)


def columns() -> Sequence[Column]:
    """The office, its state, its PC, since when."""
    return (
        Column(
            key="office",
            title=translate("Enrolment", "Unit"),
            show=_name,
            width=320,
            stretches=True,
            ends_matter=True,
        ),
        Column(
            key="state",
            title=translate("Enrolment", "State"),
            show=_state,
            kind=PILL,
            width=140,
        ),
        Column(key="code", title=translate("Enrolment", "Code of the PC"), show=_code, width=130),
        Column(
            key="since",
            title=translate("Enrolment", "Since"),
            show=_since,
            width=150,
            drops=True,
        ),
    )


def since_words(row: OfficeRow) -> str:
    """When it was registered, or invited."""
    live = [one for one in row.devices if one.revoked_n is None]
    moment = live[-1].since if live else row.invited
    return moment_words(moment) if "T" in moment else moment


def _name(line: Line) -> str:
    return line.office.name


def _state(line: Line) -> Pill:
    return pill_of(line.row)


def _code(line: Line) -> str:
    live = [one.code for one in line.row.devices if one.revoked_n is None]
    return ", ".join(live) or DASH


def _since(line: Line) -> str:
    return since_words(line.row) or DASH
