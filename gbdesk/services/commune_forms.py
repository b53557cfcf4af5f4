"""Forms for communes as workbooks: written for each place of a return, read back when filled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from gbdesk.domain.columns import DASH, NOT_HERE, Odd, read_count
from gbdesk.domain.forms import FormSpec
from gbdesk.domain.refusals import Refused
from gbdesk.domain.template_offices import ascii_name
from gbdesk.media.writing import write_verified
from gbdesk.services.activity_columns import odd_words, unstored_words
from gbdesk.services.activity_reading import CellProblem
from gbdesk.services.desk import Desk
from gbdesk.services.figures_import import Figure, FigurePlan, sorted_out
from gbdesk.services.progress import Progress, Silent
from gbdesk.services.return_sheet import ReturnSheet
from gbdesk.sheets.form_sheet import FilledForm, FormLine, Typed, form_bytes, read_form
from gbdesk.text import translate

ENDING: Final = ".xlsx"
_ANSWERS: Final = {DASH: NOT_HERE}  # as in the table: a dash is "does not apply"


def write_forms(
    desk: Desk, sheet: ReturnSheet, folder: Path, progress: Progress | None = None
) -> list[Path]:
    """One workbook for each row of a return, into a folder; nothing there is replaced.

    Raises:
        Refused: the folder does not take it.
        Cancelled: the person asked to stop; the workbooks written until then stay.
    """
    told, written = progress or Silent(), []
    for done, row in enumerate(sheet.rows):
        told.step(done, len(sheet.rows))
        written.append(_write(desk, sheet, row, folder))
    return written


def _write(desk: Desk, sheet: ReturnSheet, row: str, folder: Path) -> Path:
    catalogue = desk.catalogue
    form, office = catalogue.form(sheet.form), catalogue.office(sheet.office)
    name = catalogue.places[row].name if row else office.name
    facts = {
        "form": form.id,
        "version": str(form.version),
        "period": sheet.period,
        "office": sheet.office,
        "place": row,
    }
    head = (
        form.name,
        name,
        catalogue.period(sheet.period).title,
        translate("Excel", "Type whole numbers into the yellow cells only: counts, no names."),
        translate(
            "Excel",
            "0 = none occurred · blank = not known yet · ? = no information · - = does not apply",
        ),
    )
    columns = (
        translate("Excel", "No."),
        translate("Excel", "Line"),
        translate("Excel", "Unit of count"),
        translate("Excel", "Figure"),
    )
    content = form_bytes(facts, _lines(form), head, columns)
    target = _free(folder / f"{form.id}_{sheet.period}_{ascii_name(name)}{ENDING}")

    def verify(path: Path) -> None:
        if path.read_bytes() != content:
            raise Refused("disk.failed", name=target.name)

    return write_verified(target, lambda out: out.write(content), verify)


def _lines(form: FormSpec) -> list[FormLine]:
    return [
        FormLine(id=line.id, no=line.no, label=line.title, unit=line.unit, heading=line.heading)
        for line in form.indicators
    ]


def _free(path: Path) -> Path:
    target, number = path, 2
    while target.exists():
        target, number = path.with_name(f"{path.stem} ({number}){path.suffix}"), number + 1
    return target


def is_form(path: Path) -> bool:
    """Whether a workbook is a form of this program.

    Raises:
        Refused: it cannot be read, or what it says it is was changed.
    """
    return read_form(path) is not None


def plan_forms(desk: Desk, sheet: ReturnSheet, paths: Sequence[Path]) -> FigurePlan:
    """What filled forms would set in a return; nothing is asked, a blank cell sets nothing.

    Raises:
        Refused: one of them is no form, was changed, or is of another form, version, period or
            unit; then none is taken.
    """
    problems: list[CellProblem] = []
    figures: list[Figure] = []
    seen: dict[str, str] = {}
    for path in paths:
        filled = read_form(path)
        if filled is None:
            raise Refused("template.none", name=path.name)
        _fits(desk, sheet, filled, path.name)
        place = filled.facts["place"]
        if place in seen:
            words = translate("Workbook", "The same unit as in {name}; left out.", name=seen[place])
            problems.append(CellProblem(cell=path.name, text=words))
            continue
        seen[place] = path.name
        figures += _figures(filled.figures, place, path.name, problems)
    return sorted_out(sheet, figures, problems, places=len(seen))


def _figures(
    typed: Iterable[Typed], place: str, file: str, problems: list[CellProblem]
) -> Iterable[Figure]:
    for one in typed:
        read = read_count(one.value, _ANSWERS)
        where = f"{file}: {one.cell}"
        if not one.is_stored:
            words = unstored_words()
            problems.append(CellProblem(cell=where, text=words))
        elif isinstance(read, Odd):
            problems.append(CellProblem(cell=where, text=odd_words(read, one.value)))
        elif read is not None:
            yield Figure(place=place, line=one.line, value=read)


def _fits(desk: Desk, sheet: ReturnSheet, filled: FilledForm, file: str) -> None:
    """See that a form is for this return.

    Raises:
        Refused: it is of another form, version, period, unit or place.
    """
    facts, form = filled.facts, desk.catalogue.form(sheet.form)
    known = desk.catalogue.forms
    if facts["form"] != form.id:
        other = known[facts["form"]].name if facts["form"] in known else facts["form"]
        raise Refused("template.form", name=file, other=other, form=form.name)
    if facts["version"] != str(form.version):
        raise Refused("template.version", name=file, other=facts["version"], version=form.version)
    if facts["period"] != sheet.period:
        periods = desk.catalogue.periods
        there = facts["period"]
        other = periods[there].title if there in periods else there
        now = desk.catalogue.period(sheet.period).title
        raise Refused("template.period", name=file, other=other, period=now)
    if facts["office"] != sheet.office or facts["place"] not in sheet.rows:
        raise Refused("template.unit", name=file)
    if {one.line for one in filled.figures} - form.cells:
        raise Refused("template.changed", name=file)
