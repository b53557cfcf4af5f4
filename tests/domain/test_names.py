from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gbdesk.domain.names import fold, nfc, nfc_lines, sort_key, tone_fold

LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
)
words = st.text(alphabet=LETTERS + LETTERS.upper() + " ", max_size=30)

ORDERED = [
    "An Khang",
    "Ăn Mày",
    "Ân Thi",
    "Ba",
    "Bà",
    "Bả",
    "Bã",
    "Bá",
    "Bạ",
    "Bà Điểm",
    "Ba Đình",
    "Bản Mới",
    "Dốc Quế",
    "Đèo Gió",
    "Đồi Cọ",
    "Eo",
    "Êm",
    "Hang Én",
    "Hồ Sương",
    "Nà Hoa",
    "Na Hoan",
    "Oi",
    "Ôi",
    "Ơi",
    "Phiêng Lúa",
    "Suối Nghệ",
    "Thác Bạc",
    "Ưng",
    "Vàng Đán",
    "Yên",
]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hòa Bình", "hoa binh"),
        ("Hoà  Bình ", "hoa binh"),
        ("ĐẮK LẮK", "dak lak"),
        ("Ðồng Nai", "dong nai"),
        ("ðường", "duong"),
        ("Quý\u00a0Quân", "quy quan"),
        ("Nghĩa\u200b Lộ", "nghia lo"),
        (unicodedata.normalize("NFD", "Thủy Trúc"), "thuy truc"),
    ],
)
def test_folding_takes_off_every_mark(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(words)
def test_both_normal_forms_fold_and_sort_alike(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert fold(apart) == fold(text)
    assert sort_key(apart) == sort_key(text)
    assert tone_fold(apart) == tone_fold(text)


@pytest.mark.parametrize(
    ("one", "other"), [("Hòa", "Hoà"), ("Thủy", "Thuỷ"), ("Khỏe", "Khoẻ"), ("Hóa An", "Hoá An")]
)
def test_where_the_tone_stands_does_not_part_two_names(one: str, other: str) -> None:
    assert tone_fold(one) == tone_fold(other)
    assert sort_key(one) == sort_key(other)


@pytest.mark.parametrize(("one", "other"), [("Ba", "Bà"), ("Hà", "Hạ"), ("Dan", "Đan"), ("Ơ", "O")])
def test_names_with_other_tones_or_letters_stay_apart(one: str, other: str) -> None:
    assert tone_fold(one) != tone_fold(other)
    assert sort_key(one) != sort_key(other)


def test_a_known_list_sorts_as_a_vietnamese_list_does() -> None:
    by_code_point = sorted(ORDERED)
    assert by_code_point != ORDERED
    assert sorted(by_code_point, key=sort_key) == ORDERED
    assert sorted(by_code_point, key=lambda name: sort_key(name).encode()) == ORDERED


@given(words)
def test_sort_keys_of_vietnamese_are_ascii(text: str) -> None:
    assert sort_key(text).isascii()


@given(st.text(max_size=60))
def test_stored_text_is_nfc_in_one_trimmed_line(text: str) -> None:
    stored = nfc(text)
    assert stored == " ".join(nfc_lines(text).split())
    assert unicodedata.is_normalized("NFC", stored)
    assert stored == " ".join(stored.split())
    assert not set(stored) & set("\u00a0\u200b\ufeff\n")
    assert nfc(stored) == stored


def test_lines_are_kept_where_asked() -> None:
    assert nfc_lines(" một \u00a0 hai\r\nba \rbốn ") == "một hai\nba\nbốn"
    assert nfc("một\nhai") == "một hai"
