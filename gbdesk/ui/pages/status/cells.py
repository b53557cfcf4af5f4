"""The matrix as columns: offices down, periods across, a state in a word, an icon and a colour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.dates import day_month
from gbdesk.domain.periods import Period
from gbdesk.services import status
from gbdesk.services.dataset_status import title_of
from gbdesk.services.monitoring import LastPackage, OfficeRow
from gbdesk.services.status import Status, clock_words
from gbdesk.text import translate
from gbdesk.ui.tables.columns import DASH, NUMBER, PILL, Column, Pill

OFFICE: Final = "office"
PACKAGE: Final = "package"
ACTION: Final = "action"
UNREVIEWED: Final = "unreviewed"
REMIND: Final = "remind"
TAKE_IN: Final = "take-in"
SEE: Final = "see"
ENTER: Final = "enter"
PERIODS: Final = 5
OLD: Final = 2

_LOOKS: Final = {
    status.COMPLETE: ("success", "circle-check"),
    status.WHOLE: ("success", "circle-check"),
    status.NIL: ("success", "circle-check"),
    status.PAPER: ("success", "file-text"),
    status.LATE: ("warning", "clock"),
    status.INCOMPLETE: ("warning", "triangle-alert"),
    status.WAITING: ("info", "package-open"),
    status.BROKEN: ("danger", "package-x"),
    status.NONE: ("neutral", "circle-dashed"),
    status.EXCUSED: ("neutral", "circle-slash"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One office of the matrix as a row of the table; `action` is what its button does."""

    key: int
    row: OfficeRow
    action: str


def periods_shown(catalogue: Catalogue, period: str) -> tuple[str, ...]:
    """The period and the ones before it, oldest first."""
    chosen = catalogue.period(period)
    known = sorted(catalogue.periods.values(), key=lambda one: one.due)
    return tuple(one.id for one in known if one.due <= chosen.due)[-PERIODS:]


def action_of(row: OfficeRow, period: str, *, device: bool) -> str:
    """The next step with an office; empty where it owes nothing in the period."""
    cell = row.cells.get(period)
    if cell is None:
        return ""
    if cell.kind == status.WAITING:
        return TAKE_IN
    if cell.kind in {status.NONE, status.BROKEN, status.INCOMPLETE}:
        return REMIND if device else ENTER
    return SEE if row.last_package else ""


def pill(cell: Status | None) -> Pill:
    """A state in a word, an icon and a tone; a dash where nothing is owed."""
    if cell is None:
        return Pill(DASH, "neutral", "")
    tone, picture = _LOOKS[cell.kind]
    return Pill(cell.words, tone, picture)


def columns_of(catalogue: Catalogue, periods: Sequence[str]) -> tuple[Column, ...]:
    """The office, the periods (or datasets), the newest package, what to do."""
    return (
        Column(
            key=OFFICE,
            title=translate("Status", "Unit"),
            show=_name,
            width=260,
            stretches=True,
            ends_matter=True,
            tip=_full_name,
        ),
        *(
            _period(catalogue, catalogue.period(one), at - len(periods))
            if one in catalogue.periods
            else _dataset(catalogue, one)
            for at, one in enumerate(periods)
        ),
        *([_unreviewed(periods[-1]), _package()] if periods[-1] in catalogue.periods else []),
        Column(key=ACTION, title="", show=_nothing, width=112, copied=_blank),
    )


def _package() -> Column:
    return Column(key=PACKAGE, title=translate("Status", "Newest package"), show=_newest, width=150)


def _period(catalogue: Catalogue, period: Period, back: int) -> Column:
    """A period; `back` counts from the chosen one, which is -1."""

    def show(line: Line) -> object:
        cell = line.row.cells.get(period.id)
        return pill(cell)

    return Column(
        key=period.id,
        title=period.short,
        show=show,
        kind=PILL,
        width=148 if back == -1 else 116,
        drops=back < -OLD,
        tip=_tip(catalogue, period.id),
    )


def _dataset(catalogue: Catalogue, dataset: str) -> Column:
    def show(line: Line) -> object:
        cell = line.row.cells.get(dataset)
        return pill(cell)

    return Column(
        key=dataset,
        title=title_of(dataset),
        show=show,
        kind=PILL,
        width=122,
        tip=_tip(catalogue, dataset),
    )


def _unreviewed(period: str) -> Column:
    """Lines of registers that a unit did not confirm; a dash where there is none."""

    def show(line: Line) -> object:
        cell = line.row.cells.get(period)
        return cell.unreviewed if cell is not None and cell.unreviewed else DASH

    return Column(
        key=UNREVIEWED,
        title=translate("Status", "Not reviewed"),
        show=show,
        kind=NUMBER,
        width=132,
        tip=_unreviewed_tip,
    )


def _unreviewed_tip(_line: Line) -> str:
    return translate("Status", "Lines of registers that the unit did not confirm in this period")


def _tip(catalogue: Catalogue, period: str) -> Callable[[Any], str]:
    def tip(line: Line) -> str:
        cell = line.row.cells.get(period)
        if cell is None:
            if period not in catalogue.periods:
                return translate("Status", "This unit does not report this.")
            return translate("Status", "This unit owes no report for this period.")
        parts = [cell.words]
        if cell.missing:
            forms = ", ".join(catalogue.form(form).name for form in cell.missing)
            parts.append(translate("Status", "Still missing: {forms}", forms=forms))
        if cell.unreviewed:
            words = translate("Status", "{n} lines of registers not reviewed", n=cell.unreviewed)
            parts.append(words)
        parts += clock_words(cell)
        if cell.reason:
            parts.append(cell.reason)
        return "\n".join(parts)

    return tip


def local(moment: str) -> datetime:
    """A moment of the ledger by the clock of this PC."""
    return datetime.fromisoformat(moment).astimezone()


def package_words(last: LastPackage | None) -> str:
    """`Gói 04 · 24/05`."""
    if last is None:
        return DASH
    day = day_month(local(last.received).date())
    return translate("Status", "Package {number} · {day}", number=f"{last.seq:02d}", day=day)


def _name(line: Line) -> str:
    return line.row.short


def _full_name(line: Line) -> str:
    return line.row.name


def _newest(line: Line) -> str:
    return package_words(line.row.last_package)


def _nothing(_line: Line) -> str:
    return ""


def _blank(_line: Line) -> str:
    return ""
