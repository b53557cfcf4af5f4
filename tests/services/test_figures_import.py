"""Figures out of workbooks: lines told by their headings, places by their names, sums compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from gbdesk.domain import columns as ways
from gbdesk.domain.forms import FormSpec
from gbdesk.services import figure_columns
from gbdesk.services.figure_columns import PLACE
from gbdesk.services.figures_import import FigurePlan, FigureWish, plan
from gbdesk.services.returns import CellChange
from gbdesk.services.sheet_tables import SheetTable, table_of
from gbdesk.sheets.workbook import read_sheet
from helpers.desks import PERIOD, Workplace, workplace
from helpers.old_fonts import tcvn3

FORM = "TT07-2017"
HEAD = ("TT", "Xã", "Hộ có bạo lực", "Tổng số vụ", "Thân thể", "Tinh thần")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    (tmp_path / "w").mkdir()
    made = workplace(tmp_path / "w")
    yield made
    made.store.close()


def form(place: Workplace) -> FormSpec:
    return place.catalogue.form(FORM)


def book(path: Path, *rows: Sequence[object], merged: Sequence[str] = ()) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    made.save(path)
    return path


def look(place: Workplace, path: Path) -> tuple[SheetTable, dict[int, str]]:
    table = table_of(read_sheet(path), figure_columns.headings(form(place)))
    places = place.returns.open(FORM, PERIOD).places
    return table, figure_columns.guess(table, form(place), places, place.catalogue.aliases)


def planned(place: Workplace, path: Path, **answers: str) -> FigurePlan:
    table, guess = look(place, path)
    given = {asked.column: answers for asked in figure_columns.questions(table, guess)}
    wish = FigureWish(columns=guess, answers=given)
    sheet = place.returns.open(FORM, PERIOD)
    return plan(sheet, form(place), table, wish, place.catalogue.aliases)


def said(place: Workplace, found: FigurePlan) -> set[tuple[str, str, object]]:
    names = place.catalogue.places
    return {(names[one.place].name, one.line, one.value) for one in found.fills}


def test_a_table_of_places_and_lines(tmp_path: Path, place: Workplace) -> None:
    path = book(
        tmp_path / "x.xlsx",
        ("BIỂU TỔNG HỢP",),
        HEAD,
        (1, "Xã Nà Hoa", 3, 4, 2, None),
        (2, "muong thuong", "1.000", "?", 0, 1),
        (None, "Cộng", 1003, 4, 2, 1),
    )
    found = planned(place, path)
    assert said(place, found) == {
        ("Xã Nà Hoa", "dv.households", 3),
        ("Xã Nà Hoa", "dv.cases", 4),
        ("Xã Nà Hoa", "dv.forms.physical", 2),
        ("Xã Mường Thượng", "dv.households", 1000),
        ("Xã Mường Thượng", "dv.cases", "?"),
        ("Xã Mường Thượng", "dv.forms.physical", 0),
        ("Xã Mường Thượng", "dv.forms.psychological", 1),
    }
    assert (found.problems, found.totals, found.places) == ((), (), 2)
    assert (found.loose, found.ignored) == ({"muong thuong": "Xã Mường Thượng"}, ())


def test_lines_with_the_same_name_are_told_by_what_stands_above(
    tmp_path: Path, place: Workplace
) -> None:
    path = book(
        tmp_path / "x.xlsx",
        ("Đơn vị", "Người gây bạo lực", None, "Nạn nhân", None, None),
        (None, "Nam", "Nữ", "Nam", "Nữ", "6.2.1. Dưới 16 tuổi"),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        ("Xã Nà Hoa", 1, 2, 3, 4, 5),
        merged=("A1:A2", "B1:C1", "D1:F1"),
    )
    _, guess = look(place, path)
    assert guess == {
        0: PLACE,
        1: "dv.perpetrators.sex.male",
        2: "dv.perpetrators.sex.female",
        3: "dv.victims.sex.male",
        4: "dv.victims.sex.female",
        5: "dv.victims.age.under-16",
    }
    assert len(planned(place, path).fills) == 5


def test_a_name_of_several_lines_without_a_word_above_is_left_to_the_person(
    tmp_path: Path, place: Workplace
) -> None:
    path = book(tmp_path / "x.xlsx", ("Xã", "Tổng số vụ", "Nam"), ("Xã Nà Hoa", 1, 2))
    assert look(place, path)[1] == {0: PLACE, 1: "dv.cases"}


def test_an_old_font_and_places_without_a_heading(tmp_path: Path, place: Workplace) -> None:
    path = tmp_path / "x.xlsx"
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in (("Tªn", *HEAD[2:4]), ("Xã Nà Hoa", 1, 2), ("Xã Bản Mới", 3, 4)):
        sheet.append([tcvn3(cell) if isinstance(cell, str) else cell for cell in row])
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.font = Font(name=".VnTime")
    made.save(path)
    found = planned(place, path)
    assert {(name, value) for name, _, value in said(place, found)} == {
        *(("Xã Nà Hoa", 1), ("Xã Nà Hoa", 2), ("Xã Bản Mới", 3), ("Xã Bản Mới", 4)),
    }


def test_what_stands_there_is_told_apart_from_what_is_blank(
    tmp_path: Path, place: Workplace
) -> None:
    row = next(one for one in place.catalogue.places.values() if one.name == "Xã Nà Hoa")
    changes = [
        CellChange(place=row.id, indicator="dv.households", value=3),
        CellChange(place=row.id, indicator="dv.cases", value=9),
    ]
    place.returns.set_cells(FORM, PERIOD, changes)
    found = planned(place, book(tmp_path / "x.xlsx", HEAD, (1, "Xã Nà Hoa", 3, 4, 2, None)))
    assert found.same == 1
    assert [(one.line, one.value) for one in found.replaces] == [("dv.cases", 4)]
    assert [(one.line, one.value) for one in found.fills] == [("dv.forms.physical", 2)]


def test_every_cell_that_cannot_be_used_is_told(tmp_path: Path, place: Workplace) -> None:
    path = book(
        tmp_path / "x.xlsx",
        HEAD,
        (1, "Xã Nà Hoa", "nhiều", "1,234", "-", -1),
        (2, "Xã Lạ", 1, 2, 3, 4),
        (3, "Nà Hoa", 1, 2, 3, 4),
        (None, "Tổng cộng", 5, 20, None, None),
    )
    found = planned(place, path)
    assert [one.cell for one in found.problems] == ["C2", "D2", "E2", "F2", "B3", "B4"]
    assert [one.cell for one in found.totals] == ["C5", "D5"]
    assert found.fills == ()
    answered = planned(place, path, **{ways.THOUSANDS: ways.WHOLE, ways.DASH: ways.NOT_HERE})
    assert {(line, value) for _, line, value in said(place, answered)} == {
        ("dv.cases", 1234),
        ("dv.forms.physical", "-"),
    }
