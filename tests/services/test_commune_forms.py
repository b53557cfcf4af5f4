"""Forms for communes: written, filled as people do, read back without a question, or refused."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gbdesk.domain.refusals import Refused
from gbdesk.services.commune_forms import is_form, plan_forms, write_forms
from gbdesk.services.messages import describe
from gbdesk.services.return_sheet import ReturnSheet
from gbdesk.sheets.form_sheet import FIGURE, FormLine, form_bytes
from helpers.desks import PERIOD, Workplace, workplace

FORM = "TT07-2017"
OTHER = "TT23-2011"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    (tmp_path / "w").mkdir()
    made = workplace(tmp_path / "w")
    yield made
    made.store.close()


def sheet_of(place: Workplace) -> ReturnSheet:
    return place.returns.open(FORM, PERIOD)


def written(place: Workplace, folder: Path) -> list[Path]:
    return write_forms(place.desk, sheet_of(place), folder)


def fill(path: Path, change: Callable[[Worksheet], None], sheet: str = "Bieu") -> Path:
    book = openpyxl.load_workbook(path)
    change(book[sheet])
    book.save(path)
    return path


def figures(*values: object) -> Callable[[Worksheet], None]:
    """Type these into the first cells for figures."""

    def change(sheet: Worksheet) -> None:
        cells = [
            row[FIGURE - 1] for row in sheet.iter_rows() if not row[FIGURE - 1].protection.locked
        ]
        for cell, value in zip(cells, values, strict=False):
            cell.value = value  # type: ignore[assignment]

    return change


def code(place: Workplace, *paths: Path, sheet: ReturnSheet | None = None) -> str:
    with pytest.raises(Refused) as caught:
        plan_forms(place.desk, sheet or sheet_of(place), paths)
    told = describe(caught.value)
    assert "(code" not in told.happened
    assert paths[0].name in told.happened
    return caught.value.code


def test_one_form_for_each_commune_and_no_file_is_replaced(
    tmp_path: Path, place: Workplace
) -> None:
    first = written(place, tmp_path)
    assert len({path.name for path in first}) == len(sheet_of(place).rows) == 12
    assert first[0].name == "TT07-2017_2024-6T_ThiTranSongMay.xlsx"
    before = first[0].read_bytes()
    again = written(place, tmp_path)
    assert again[0].name == "TT07-2017_2024-6T_ThiTranSongMay (2).xlsx"
    assert first[0].read_bytes() == before
    assert is_form(first[0])


def test_only_figures_can_be_typed_and_what_it_is_stands_hidden(
    tmp_path: Path, place: Workplace
) -> None:
    book = openpyxl.load_workbook(written(place, tmp_path)[0])
    shown, hidden = book["Bieu"], book["gbdesk"]
    assert (shown.protection.sheet, hidden.protection.sheet) == (True, True)
    assert hidden.sheet_state == "veryHidden"
    free = [cell for row in shown.iter_rows() for cell in row if not cell.protection.locked]
    assert len(free) == len(place.catalogue.form(FORM).entry_lines)
    assert {cell.column for cell in free} == {FIGURE}


def test_filled_forms_are_read_without_a_question(tmp_path: Path, place: Workplace) -> None:
    paths = written(place, tmp_path)
    fill(paths[1], figures(1250, "0", "?", None, "-", "1.234"))
    fill(paths[2], figures(7))
    found = plan_forms(place.desk, sheet_of(place), paths)
    rows = sheet_of(place).rows
    lines = [line.id for line in place.catalogue.form(FORM).entry_lines]
    assert [(one.place, one.line, one.value) for one in found.fills] == [
        (rows[1], lines[0], 1250),
        (rows[1], lines[1], 0),
        (rows[1], lines[2], "?"),
        (rows[1], lines[4], "-"),
        (rows[1], lines[5], 1234),
        (rows[2], lines[0], 7),
    ]
    assert (found.problems, found.places) == ((), 12)


def test_cells_that_hold_no_figure_are_told(tmp_path: Path, place: Workplace) -> None:
    path = fill(written(place, tmp_path)[0], figures("nhiều", "=1+1", "1,234", 5))
    found = plan_forms(place.desk, sheet_of(place), [path])
    assert [one.cell.partition(": ")[2] for one in found.problems] == ["D9", "D10", "D11"]
    assert [one.value for one in found.fills] == [5]


def test_the_same_commune_twice_is_told(tmp_path: Path, place: Workplace) -> None:
    first, again = written(place, tmp_path)[0], written(place, tmp_path)[0]
    fill(first, figures(1))
    fill(again, figures(2))
    found = plan_forms(place.desk, sheet_of(place), [first, again])
    assert [one.value for one in found.fills] == [1]
    assert [one.cell for one in found.problems] == [again.name]


def test_a_form_of_something_else_is_refused(tmp_path: Path, place: Workplace) -> None:
    path = written(place, tmp_path)[0]
    sheet = sheet_of(place)
    assert (
        code(place, path, sheet=replace(sheet, spec=replace(sheet.spec, id=OTHER)))
        == "template.form"
    )
    assert code(place, path, sheet=replace(sheet, period="2024-N")) == "template.period"
    assert code(place, path, sheet=replace(sheet, rows=sheet.rows[1:])) == "template.unit"
    assert code(place, path, sheet=replace(sheet, office="u_x")) == "template.unit"
    newer = tmp_path / "newer.xlsx"
    line = FormLine(id="dv.cases", no="1", label="Vụ", unit="vụ", heading=False)
    facts = {"form": FORM, "version": "2", "period": PERIOD}
    facts |= {"office": sheet.office, "place": sheet.rows[0]}
    newer.write_bytes(form_bytes(facts, [line], ("a",), ("b", "c", "d", "e")))
    assert code(place, newer) == "template.version"
    facts["version"] = "1"
    other = replace(line, id="dv.other")
    newer.write_bytes(form_bytes(facts, [other], ("a",), ("b", "c", "d", "e")))
    assert code(place, newer) == "template.changed"


def test_a_form_that_was_changed_is_refused(tmp_path: Path, place: Workplace) -> None:
    retyped, moved, plain = *written(place, tmp_path)[:2], tmp_path / "x.xlsx"

    def other_place(sheet: Worksheet) -> None:
        sheet["B6"] = "p_other"

    def one_row_more(sheet: Worksheet) -> None:
        sheet.insert_rows(10)

    assert code(place, fill(retyped, other_place, "gbdesk")) == "template.changed"
    assert code(place, fill(moved, one_row_more)) == "template.changed"
    openpyxl.Workbook().save(plain)
    assert code(place, plain) == "template.none"
    assert not is_form(plain)


def test_text_is_never_a_formula() -> None:
    line = FormLine(id="a", no="=1", label="=cmd|' /C calc'!A0", unit="@x", heading=False)
    facts = dict.fromkeys(("form", "version", "period", "office", "place"), "=1+1")
    content = form_bytes(facts, [line], ("+1", "-1"), ("=A1", "b", "c", "d"))
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    dangerous = [cell for cell in cells if str(cell.value or "").startswith(("=", "+", "-", "@"))]
    assert dangerous
    assert all(cell.quotePrefix for cell in dangerous)
