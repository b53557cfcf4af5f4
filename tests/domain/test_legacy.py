"""Old fonts: what stands in published samples, every letter there and back, and whole columns."""

from __future__ import annotations

import unicodedata

import pytest

from gbdesk.domain.legacy import TCVN3, UNICODE, VNI, decode, encoding_of_font, guess, is_syllable
from helpers.old_fonts import tcvn3, vni

SMALL = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
NAMES = (
    *("Thị trấn Sông Mây", "Xã Bản Mới", "Xã Đồi Thông", "Xã Mường Thượng", "Xã Nà Lúa"),
    *("Xã Phiêng Lúa", "Xã Suối Trong", "Xã Thác Bạc", "Xã Vàng Đán", "Xã Ủy Ninh"),
)


@pytest.mark.parametrize(
    ("written", "encoding", "meant"),
    [
        ("TiÕng ViÖt rÊt hay", TCVN3, "Tiếng Việt rất hay"),
        ("Tieáng Vieät raát hay", VNI, "Tiếng Việt rất hay"),
        ("T«i ®i häc", TCVN3, "Tôi đi học"),
        ("Toâi ñi hoïc", VNI, "Tôi đi học"),
        ("B¶o Th¾ng", TCVN3, "Bảo Thắng"),
        ("M\u00adêng Kh\u00ad¬ng", TCVN3, "Mường Khương"),
        ("B¸t X¸t", TCVN3, "Bát Xát"),
        ("ÑAÏI HOÄI", VNI, "ĐẠI HỘI"),
    ],
)
def test_known_samples(written: str, encoding: str, meant: str) -> None:
    assert decode(written, encoding) == meant


def test_every_letter_there_and_back() -> None:
    assert len(set(SMALL)) == 67
    assert decode(tcvn3(SMALL), TCVN3) == SMALL
    assert decode(tcvn3("ĂÂÊÔƠƯĐ"), TCVN3) == "ĂÂÊÔƠƯĐ"
    assert decode(tcvn3(SMALL), TCVN3, capitals=True) == SMALL.upper()
    for letter in (*SMALL, *SMALL.upper()):
        assert decode(vni(f"b{letter}c"), VNI) == f"b{letter}c"


def test_text_that_is_unicode_already_stays() -> None:
    for encoding in (UNICODE, TCVN3, VNI):
        assert decode("Hội thi, “số” 5 – Nà Hoa", encoding) == "Hội thi, “số” 5 – Nà Hoa"
        assert decode("Hoi thi 5", encoding) == "Hoi thi 5"


def test_the_font_tells_the_encoding() -> None:
    assert encoding_of_font(".VnTime") == (TCVN3, False)
    assert encoding_of_font(".VnTimeH") == (TCVN3, True)
    assert encoding_of_font("VNI-Times") == (VNI, False)
    assert encoding_of_font("Times New Roman") == (UNICODE, False)


def test_a_column_tells_its_encoding() -> None:
    assert guess(NAMES) == UNICODE
    assert guess(map(tcvn3, NAMES)) == TCVN3
    assert guess(map(vni, NAMES)) == VNI
    assert guess(unicodedata.normalize("NFD", name) for name in NAMES) == UNICODE
    assert guess(["Hoi nghi", "12", ""]) == UNICODE
    assert guess(["Đà là cà", "cố à ô", "có là hè"]) == UNICODE


def test_syllables() -> None:
    good = "Nghiêng khuỷu quý giếng Đoàn ươm UỶ hoà hòa thuở y tế"
    assert all(map(is_syllable, good.split()))
    assert not any(map(is_syllable, ("TiÕng", "raát", "rÊt", "xyz", "àá", "bơơ")))
