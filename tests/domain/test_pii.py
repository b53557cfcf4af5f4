from __future__ import annotations

import pytest

from gbdesk.domain.pii import find_personal, without


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Liên hệ 0912345678 để biết thêm", "phone"),
        ("Gọi 0912 345 678", "phone"),
        ("gọi +84 912345678", "phone"),
        ("Căn cước 001085012345", "identity"),
        ("Đến nhà bà Nguyễn Thị Hoa hòa giải", "person"),
        ("cháu Ánh được đưa về", "person"),
        ("Ông Đặng Văn A", "person"),
        ("ở số nhà 12A", "address"),
        ("tại thôn Nà Ca", "address"),
        ("tổ 5 phường Y", "address"),
        ("sinh ngày 03/02/1985", "birth"),
        ("sinh năm 1985", "birth"),
    ],
)
def test_ux32_a_trace_of_a_person_is_found(text: str, kind: str) -> None:
    assert [hit.kind for hit in find_personal(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tập huấn cho 45 trưởng thôn, tổ trưởng tổ dân phố",
        "Theo Kế hoạch số 18/KH-UBND ngày 05/06/2024",
        "Đường dây nóng 18001567",
        "Tổ chức tại đường Hai Bà Trưng",
        "Các ông bà, anh chị em cùng dự",
        "Phát 12.000 tờ rơi, kinh phí 12.500.000 đồng",
        "Hội thi Cháu Ngoan Bác Hồ",
        "Số buổi 10, số người 1.200",
    ],
)
def test_official_words_are_no_trace(text: str) -> None:
    assert find_personal(text) == ()


def test_names_of_places_may_be_allowed() -> None:
    assert find_personal("họp tại thôn Nà Ca", {"Nà Ca"}) == ()


def test_taking_a_trace_out_closes_the_gap() -> None:
    text = "Đã gọi 0912345678, hẹn tuần sau"
    assert without(text, find_personal(text)) == "Đã gọi, hẹn tuần sau"
