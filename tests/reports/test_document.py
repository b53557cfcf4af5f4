from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gbdesk.reports.document import (
    Column,
    Document,
    Gap,
    Letterhead,
    Paragraph,
    Row,
    Signature,
    Table,
    figure,
    with_end_mark,
    words,
)
from gbdesk.reports.nd30_check import check_document

HEAD = Letterhead(parent="UBND TỈNH A", issuer="SỞ B", symbol="BC-SVHTTDL", seat="Sông Vàng")


def document(**changes: object) -> Document:
    plain = Document(
        letterhead=replace(HEAD, day=date(2024, 6, 5)),
        subject="Kết quả",
        blocks=(Paragraph(text="Đã làm."),),
        signature=Signature(authority=("GIÁM ĐỐC",), name="Trần Thị B"),
        recipients=("- Như trên;", "- Lưu: VT, QLVHGĐ."),
        addressees=("Ban Vì sự tiến bộ của phụ nữ tỉnh",),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2024, 6, 5), "Sông Vàng, ngày 05 tháng 6 năm 2024"),
        (date(2025, 2, 28), "Sông Vàng, ngày 28 tháng 02 năm 2025"),
        (date(2025, 12, 1), "Sông Vàng, ngày 01 tháng 12 năm 2025"),
    ],
)
def test_dates_have_zeros_only_where_the_decree_has_them(day: date, told: str) -> None:
    assert replace(HEAD, day=day).place_date == told


def test_a_number_below_ten_has_a_zero_and_a_missing_one_is_left_open() -> None:
    assert replace(HEAD, number=8).number_line == "Số: 08/BC-SVHTTDL"
    assert HEAD.number_line.split("/")[0].strip() == "Số:"


@pytest.mark.parametrize("text", ["Đã làm", "Đã làm.", "Đã làm./.", "Đã làm; "])
def test_the_end_mark_follows_the_last_word_once(text: str) -> None:
    assert with_end_mark(text) == "Đã làm./."


def test_a_body_that_ends_with_a_gap_is_closed_too() -> None:
    found = document(blocks=(Gap(missing="Phòng A"),)).body[-1]
    assert isinstance(found, Paragraph)
    assert found.text == "[chưa có số liệu: Phòng A]./."


def test_several_addressees_stand_on_lines_of_their_own() -> None:
    lines = document(addressees=("A", "B", "C")).addressee_lines
    assert lines == ("Kính gửi:", "- A;", "- B;", "- C.")


def test_a_good_document_has_no_problem() -> None:
    assert check_document(document()) == ()


@pytest.mark.parametrize(
    ("changes", "element"),
    [
        ({"recipients": ("- Lãnh đạo Sở;", "- Lưu: VT.")}, "recipients-list"),
        ({"recipients": ("- Như trên;",)}, "recipients-list"),
        ({"signature": Signature(authority=("Giám đốc",))}, "authority"),
        ({"signature": Signature(authority=("GIÁM ĐỐC",), name="TS. Trần B")}, "signer-name"),
        ({"letterhead": replace(HEAD, symbol="bc-x", day=date(2024, 6, 5))}, "number-symbol"),
        ({"letterhead": replace(HEAD, issuer="Sở B", day=date(2024, 6, 5))}, "issuing-body"),
        ({"mark": "Lưu hành nội bộ"}, "circulation"),
    ],
)
def test_a_word_against_the_decree_is_found(changes: dict[str, object], element: str) -> None:
    assert element in {problem.element for problem in check_document(document(**changes))}


def test_a_wide_table_is_parted_with_its_first_columns_repeated() -> None:
    columns = tuple(Column(title=str(at), width=10) for at in range(9))
    rows = (Row(cells=(words("a"), *(figure(at, [(0, 2)]) for at in range(8)))),)
    table = Table(columns=columns, rows=rows, fixed=2, portion=4)
    parts = table.portions()
    assert [[column.title for column in part.columns] for part in parts] == [
        ["0", "1", "2", "3", "4", "5"],
        ["0", "1", "6", "7", "8"],
    ]
    assert parts[1].fill < 1
    assert sum(len(part.columns) - 2 for part in parts) == 7
