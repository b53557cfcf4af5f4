"""Activities out of workbooks as offices keep them: a corpus made here, each with what it gives."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from gbdesk.domain import columns as ways
from gbdesk.domain.legacy import TCVN3, VNI
from gbdesk.domain.ops import Fields
from gbdesk.domain.refusals import Refused
from gbdesk.services import activity_columns
from gbdesk.services.activity_reading import Wanted
from gbdesk.services.progress import Cancelled, Progress, Silent
from gbdesk.services.sheet_tables import SheetTable
from gbdesk.services.workbook_import import (
    Chosen,
    Planned,
    Recorded,
    Row,
    guessed,
    plan,
    read_rows,
    record,
    table_for,
)
from gbdesk.sheets.workbook import of_text, read_sheet
from helpers.desks import Workplace, workplace
from helpers.old_fonts import tcvn3, vni

WORKBOOKS = Path(__file__).parents[1] / "golden" / "workbooks"  # saved by LibreOffice
HEAD = ("STT", "Nội dung", "Hình thức", "Ngày", "Xã", "Số người", "Trong đó nữ")
ROWS: tuple[tuple[object, ...], ...] = (
    (1, "Hội nghị triển khai kế hoạch", "Hội nghị", date(2024, 3, 8), "Xã Nà Hoa", 120, 61),
    (2, "Tập huấn hòa giải ở cơ sở", "Tập huấn", date(2024, 4, 20), "Xã Mường Thượng", 35, 20),
)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    made = workplace(tmp_path / "w")
    yield made
    made.store.close()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()


Fill = Callable[[Worksheet], None]


def book(path: Path, fill: Fill) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    made.save(path)
    return path


def lines(*rows: Sequence[object]) -> Fill:
    def fill(sheet: Worksheet) -> None:
        for row in rows:
            sheet.append(list(row))

    return fill


def look(place: Workplace, path: Path) -> tuple[SheetTable, dict[int, str]]:
    table = table_for(place.desk, read_sheet(path))
    office = place.session.office
    return table, activity_columns.guess(table, place.catalogue, office, place.today())


class Looked:
    """A workbook as it is guessed, or as it is wanted: what it would add, and what that says."""

    def __init__(self, place: Workplace, table: SheetTable, wanted: Wanted) -> None:
        self._place, self._table, self._wanted = place, table, wanted
        self.office = place.session.office
        self.plan: Planned = plan(place.desk, table, wanted, office=self.office)

    def rows(self) -> Iterator[Row]:
        desk, numbers = self._place.desk, self.plan.new
        return read_rows(desk, self._table, self._wanted, numbers, office=self.office)

    @property
    def said(self) -> list[tuple[object, ...]]:
        return [told(self._place, fields) for _, fields in self.rows()]

    def record(self, progress: Progress | None = None) -> Recorded:
        chosen = Chosen(numbers=self.plan.new)
        return record(self._place.desk, self.rows(), chosen, progress=progress)


def seen(place: Workplace, path: Path) -> Looked:
    return Looked(place, *guessed(place.desk, path, place.session.office))


def told(place: Workplace, fields: Fields) -> tuple[object, ...]:
    where = [
        place.catalogue.places[name.removeprefix("place.")].name
        for name in fields
        if name.startswith("place.")
    ]
    return (
        fields["title"],
        fields.get("kind"),
        fields["start"],
        *where,
        fields.get("measure.attendees"),
        fields.get("measure.women"),
    )


WHAT = [
    ("Hội nghị triển khai kế hoạch", "meeting", "2024-03-08", "Xã Nà Hoa", 120, 61),
    ("Tập huấn hòa giải ở cơ sở", "training", "2024-04-20", "Xã Mường Thượng", 35, 20),
]


def in_font(name: str, write: Callable[[str], str]) -> Fill:
    def fill(sheet: Worksheet) -> None:
        for row in (HEAD, *ROWS):
            sheet.append([write(cell) if isinstance(cell, str) else cell for cell in row])
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.font = Font(name=name)

    return fill


def merged(sheet: Worksheet) -> None:
    sheet.append(["BẢNG TỔNG HỢP HOẠT ĐỘNG 6 THÁNG"])
    sheet.merge_cells("A1:G1")
    sheet.append(["STT", "Nội dung", "Hình thức", "Ngày", "Địa bàn", "Người tham dự"])
    sheet.append([None] * 5 + ["Tổng số người", "Nữ"])
    sheet.merge_cells("F2:G2")
    for letter in "ABCDE":
        sheet.merge_cells(f"{letter}2:{letter}3")
    sheet.append(["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"])
    sheet.append(["I", "Tuyên truyền"])
    sheet.append(ROWS[0])
    sheet.append([None, *HEAD[1:3]])
    sheet.append(["II. Tập huấn"])
    sheet.merge_cells("A8:G8")
    sheet.append(ROWS[1])
    sheet.append([3])
    sheet.append(["Tổng cộng", None, None, None, None, 155, 81])


CORPUS: dict[str, Fill] = {
    "unicode": lines(HEAD, *ROWS),
    "vntime": in_font(".VnTime", tcvn3),
    "vni": in_font("VNI-Times", vni),
    "vntime-without-font": in_font("Arial", tcvn3),
    "vni-without-font": in_font("Arial", vni),
    "nfd": in_font("Times New Roman", lambda text: unicodedata.normalize("NFD", text)),
    "merged": merged,
    "text-numbers": lines(
        HEAD,
        *((str(row[0]), *row[1:3], f"{row[3]:%d/%m/%Y}", row[4], str(row[5]), f"{row[6]} ")
          for row in ROWS),
    ),
    "american-days": lines(
        HEAD, *((*row[:3], f"{row[3]:%m/%d/%Y}", *row[4:]) for row in ROWS)
    ),
    "names": lines(
        HEAD,
        (*ROWS[0][:4], "nà hoa", *ROWS[0][5:]),
        (*ROWS[1][:4], "x. Mừơng Thượng", *ROWS[1][5:]),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CORPUS)
def test_the_corpus_gives_what_was_written(tmp_path: Path, place: Workplace, name: str) -> None:
    path = book(tmp_path / "x.xlsx", CORPUS[name])
    found = seen(place, path)
    assert not found.plan.problems
    assert found.said == WHAT
    assert (found.plan.there, found.plan.personal, found.plan.totals) == ((), (), ())


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_workbooks_of_other_programs_in_an_old_font(place: Workplace, ending: str) -> None:
    found = seen(place, WORKBOOKS / f"log.{ending}")
    assert not found.plan.problems
    assert found.said == WHAT


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_an_error_in_a_cell_is_a_problem_of_that_cell(
    tmp_path: Path, place: Workplace, ending: str
) -> None:
    """#DIV/0!, #N/A, #NAME? are not nothing: the cell is named, its row is not taken silently."""
    path = WORKBOOKS / f"errors.{ending}"
    if ending == "xlsx":
        path = book(
            tmp_path / "x.xlsx", lines(("Nội dung", "Ngày", "Nữ"), ("A", date(2024, 3, 8), "=1/0"))
        )
    found = seen(place, path)
    cells = [one.cell for one in found.plan.problems]
    assert cells == (["C2"] if ending == "xlsx" else ["D2", "E3", "E4"])
    assert all("lỗi" in one.text for one in found.plan.problems)


TEXTS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "utf-8": (";", lambda text: text.encode("utf-8-sig")),
    "utf-16": ("\t", lambda text: text.encode("utf-16")),
    "nfd": (",", lambda text: unicodedata.normalize("NFD", text).encode()),
    "tcvn3": (";", lambda text: tcvn3(text).encode("latin-1")),
    "vni": (";", lambda text: vni(text).encode("latin-1")),
}


@pytest.mark.parametrize("name", TEXTS)
def test_separated_text_gives_what_was_written(tmp_path: Path, place: Workplace, name: str) -> None:
    separator, write = TEXTS[name]
    path = tmp_path / "x.csv"
    rows = [
        [f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell) for cell in row]
        for row in (HEAD, *ROWS)
    ]
    path.write_bytes(write("\r\n".join(separator.join(row) for row in rows)))
    found = seen(place, path)
    assert not found.plan.problems
    assert found.said == WHAT


def test_a_place_written_far_from_its_name_is_told(tmp_path: Path, place: Workplace) -> None:
    rows = ((*ROWS[0][:4], "na hoa", *ROWS[0][5:]), (*ROWS[1][:4], "x. Mừơng Thượng", *ROWS[1][5:]))
    found = seen(place, book(tmp_path / "x.xlsx", lines(HEAD, *rows)))
    assert found.said == WHAT
    assert found.plan.loose == {"na hoa": "Xã Nà Hoa"}


def test_capitals_of_old_fonts_and_what_was_decoded_is_shown(
    tmp_path: Path, place: Workplace
) -> None:
    def fill(sheet: Worksheet) -> None:
        in_font(".VnTime", tcvn3)(sheet)
        sheet["B2"] = tcvn3("hội nghị")
        sheet["B2"].font = Font(name=".VnTimeH")
        sheet["B3"] = vni("Tập huấn")
        sheet["B3"].font = Font(name="VNI-Times")

    table, _ = look(place, book(tmp_path / "x.xlsx", fill))
    assert [line.cell(1) for line in table.rows] == ["HỘI NGHỊ", "Tập huấn"]
    assert {one.encoding: one.after for one in table.decoded} == {
        TCVN3: "Nội dung",
        VNI: "Tập huấn",
    }


def test_hidden_rows_are_left_out_unless_asked_for(tmp_path: Path, place: Workplace) -> None:
    def fill(sheet: Worksheet) -> None:
        lines(HEAD, *ROWS)(sheet)
        sheet.row_dimensions[3].hidden = True

    table, guess = look(place, book(tmp_path / "x.xlsx", fill))
    assert table.hidden == {3}
    assert Looked(place, table, Wanted(columns=guess)).said == WHAT[:1]
    assert Looked(place, table, Wanted(columns=guess, hidden=True)).said == WHAT


def test_formulas_give_their_stored_result_or_are_told(tmp_path: Path, place: Workplace) -> None:
    path = book(tmp_path / "x.xlsx", lines(HEAD, (*ROWS[0][:5], "=60+60", 61)))
    (problem,) = seen(place, path).plan.problems
    assert problem.cell == "F2"
    stored = tmp_path / "y.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stored, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</f><v></v>", b"</f><v>120</v>"))
    assert seen(place, stored).said == WHAT[:1]


def test_every_cell_that_cannot_be_used_is_told_with_its_place(
    tmp_path: Path, place: Workplace
) -> None:
    path = book(
        tmp_path / "x.xlsx",
        lines(
            HEAD,
            ROWS[0],
            (2, None, "Tập huấn", date(2024, 4, 20), "Xã Nà Hoa", 35, 20),
            (3, "Lớp một", "Đá bóng", "31/2/2024", "Xã Lạ", "nhiều", 20),
            (4, "Lớp hai", "Tập huấn", date(2024, 4, 21), "Xã Nà Hoa", 10, 20),
            (5, "Lớp ba", "Tập huấn", date(2024, 4, 22), "Xã Nà Hoa", "1,234", "-"),
        ),
    )
    found = seen(place, path)
    planned = found.plan
    assert found.said == WHAT[:1]
    assert [one.cell for one in planned.problems] == [
        *("B3", "C4", "D4", "E4", "F4", "G5", "F6", "G6"),
    ]
    assert planned.bad_rows == 4
    assert all(one.text and "." in one.text for one in planned.problems)


def test_answers_settle_what_was_asked(tmp_path: Path, place: Workplace) -> None:
    row = (5, "Lớp ba", "Tập huấn", date(2024, 4, 22), "Xã Nà Hoa", "1,234", "-")
    table, guess = look(place, book(tmp_path / "x.xlsx", lines(HEAD, row)))
    asked = activity_columns.questions(table, guess)
    assert [(one.column, one.doubt.kind) for one in asked] == [
        (5, ways.THOUSANDS),
        (6, ways.DASH),
    ]
    answers = {5: {ways.THOUSANDS: ways.WHOLE}, 6: {ways.DASH: ways.BLANK}}
    assert Looked(place, table, Wanted(columns=guess, answers=answers)).said == [
        ("Lớp ba", "training", "2024-04-22", "Xã Nà Hoa", 1234, None),
    ]


def test_a_total_that_does_not_fit_is_told(tmp_path: Path, place: Workplace) -> None:
    total = ("Cộng", None, None, None, None, 156, 81)
    path = book(tmp_path / "x.xlsx", lines(HEAD, *ROWS, total))
    found = seen(place, path)
    (told_,) = found.plan.totals
    assert told_.cell == "F4"
    assert "156" in told_.text
    assert "155" in told_.text
    assert found.said == WHAT


def test_a_block_without_headings_is_known_by_its_content(place: Workplace) -> None:
    block = [[f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell) for cell in row]
             for row in ROWS]  # fmt: skip
    table = table_for(place.desk, of_text(block))
    guess = activity_columns.guess(table, place.catalogue, place.session.office, place.today())
    assert guess == {1: "title", 2: "kind", 3: "start", 4: "places"}


def test_rows_are_recorded_in_one_step_and_known_again(tmp_path: Path, place: Workplace) -> None:
    path = book(tmp_path / "x.xlsx", lines(HEAD, *ROWS, ROWS[1]))
    found = seen(place, path)
    assert found.plan.there == (4,)
    done = found.record()
    assert told(place, place.activities.get(done.ids[0])) == WHAT[0]
    again = seen(place, path).plan
    assert (again.new, again.there) == ((), (2, 3, 4))
    back = place.activities.undo(done.undo)
    assert len(seen(place, path).plan.new) == 2
    place.activities.undo(back.undo)
    assert not seen(place, path).plan.new


def test_a_text_that_may_name_a_person_waits_for_a_decision(
    tmp_path: Path, place: Workplace
) -> None:
    notes = "Liên hệ bà Nguyễn Thị Hoa, 0912345678"
    path = book(tmp_path / "x.xlsx", lines((*HEAD, "Ghi chú"), (*ROWS[0], notes), ROWS[1]))
    found = seen(place, path)
    assert found.said == WHAT[1:]
    assert found.plan.personal == (2,)


class Stopping(Silent):
    """Says stop after so many steps."""

    def __init__(self, after: int) -> None:
        self._left = after

    def step(self, done: int, total: int | None, what: str = "") -> None:
        self._left -= 1
        if self._left < 0:
            raise Cancelled


@pytest.mark.parametrize("after", [0, 1, 2])
def test_stopping_leaves_nothing(
    tmp_path: Path, place: Workplace, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr("gbdesk.services.workbook_import.STEP", 1)
    monkeypatch.setattr("gbdesk.services.undo.PORTION", 1)
    path = book(tmp_path / "x.xlsx", lines(HEAD, *ROWS))
    found = seen(place, path)
    with pytest.raises(Cancelled):
        found.record(Stopping(after))
    assert not place.activities.ids(place.activities.query_of("2024-6T")).total
    found.record(Stopping(3))
    assert place.activities.ids(place.activities.query_of("2024-6T")).total == 2


def test_a_column_that_is_not_taken_is_told(tmp_path: Path, place: Workplace) -> None:
    head = [*HEAD[:5], "Người tham dự", None, "Kết quả", "Trống"]
    below = [None] * 5 + ["Tổng số", "Nữ", None, None]
    path = book(tmp_path / "x.xlsx", lines(head, below, (*ROWS[0], "Tốt"), (*ROWS[1], "Khá")))
    found = seen(place, path)
    assert found.said == WHAT
    assert found.plan.ignored == ("H Kết quả",)


def test_what_may_name_a_person_is_shown_before_it_is_let_in(
    tmp_path: Path, place: Workplace
) -> None:
    notes = "Liên hệ bà Nguyễn Thị Hoa, 0912345678"
    wrong = (3, "Nói chuyện", "Nói chuyện", date(2024, 4, 20), "Xã Nà Hoa", 20, 35)
    path = book(tmp_path / "x.xlsx", lines((*HEAD, "Ghi chú"), (*ROWS[0], notes), wrong))
    found = seen(place, path).plan
    assert [(one.cell, notes in one.text) for one in found.named] == [("H2", True)]
    assert [(one.cell, one.text[-1]) for one in found.problems] == [("G3", ".")]


def test_what_was_recorded_since_it_was_looked_at_is_not_recorded_twice(
    tmp_path: Path, place: Workplace
) -> None:
    found = seen(place, book(tmp_path / "x.xlsx", lines(HEAD, *ROWS)))
    _, second = list(found.rows())[1]
    place.activities.save(None, second)
    with pytest.raises(Refused) as caught:
        found.record()
    assert (caught.value.code, caught.value.facts) == ("sheet.moved", {"row": 3})
    assert place.activities.ids(place.activities.query_of("2024-6T")).total == 1
    twice = Chosen(numbers=found.plan.new, again={3})
    assert len(record(place.desk, found.rows(), twice).ids) == 2


def test_a_sheet_without_the_needed_headings_is_refused(tmp_path: Path, place: Workplace) -> None:
    path = book(tmp_path / "x.xlsx", lines(("A", "B"), (1, 2)))
    with pytest.raises(Refused) as caught:
        seen(place, path)
    assert caught.value.code == "sheet.headings"
