from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.places import Place, bare_name, is_loose, match, predecessors, straddles
from gbdesk.domain.templates import load_template


@pytest.fixture(scope="module")
def old() -> Catalogue:
    return load_template("tuyen-quang-2024")


@pytest.fixture(scope="module")
def new() -> Catalogue:
    return load_template("tuyen-quang-2025")


def communes(catalogue: Catalogue, day: date) -> list[Place]:
    kinds = {"commune", "ward", "township"}
    return [p for p in catalogue.places.values() if p.kind in kinds and p.alive(day)]


def test_tuyen_quang_had_137_communes_in_seven_districts(old: Catalogue) -> None:
    here = communes(old, date(2024, 11, 30))
    assert len(here) == 137
    counted = [sum(p.parent == f"vn2004:07{n}" for p in here) for n in range(7)]
    assert counted == [15, 10, 12, 24, 18, 28, 30]


def test_until_the_end_of_august_2024_there_were_138(old: Catalogue) -> None:
    assert len(communes(old, date(2024, 5, 31))) == 138
    assert len(communes(old, date(2024, 8, 31))) == 138
    assert len(communes(old, date(2024, 9, 1))) == 137


def test_a_merger_keeps_the_code_and_gets_a_new_id(old: Catalogue) -> None:
    before, after = old.places["vn2004:02608"], old.places["vn2004:02608~2"]
    assert before.code == after.code == "02608"
    assert (before.name, after.name) == ("Xã Hồng Lạc", "Xã Hồng Sơn")
    made_of = {step.old for step in predecessors("vn2004:02608~2", old.succession)}
    assert made_of == {"vn2004:02608", "vn2004:02593"}


def test_today_51_units_of_124_are_known_and_the_title_says_so(new: Catalogue) -> None:
    here = [p for p in communes(new, date(2025, 7, 1)) if p.id.startswith("vn2025:")]
    assert len(here) == 51
    assert "51 trong 124" in new.title
    assert "51 of 124" in new.title_en


def test_every_new_unit_has_known_predecessors(new: Catalogue) -> None:
    for place in communes(new, date(2025, 7, 1)):
        steps = predecessors(place.id, new.succession)
        assert steps, place.name
        assert {step.share for step in steps} <= {"whole", "part", "hamlet"}


def test_every_old_commune_went_somewhere(new: Catalogue) -> None:
    gone = {step.old for step in new.succession}
    missing = [p.name for p in communes(new, date(2025, 6, 30)) if p.id not in gone]
    assert missing == []


def test_the_five_units_across_two_old_districts_are_told(new: Catalogue) -> None:
    across = {
        place.name
        for place in communes(new, date(2025, 7, 1))
        if straddles(place.id, new.succession, new.places)
    }
    assert across == {
        "Phường An Tường",
        "Phường Minh Xuân",
        "Phường Mỹ Lâm",
        "Phường Nông Tiến",
        "Xã Tân Trào",
    }


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Thị trấn Sơn Dương", ["Thị trấn Sơn Dương"]),
        ("TT. Sơn Dương", ["Thị trấn Sơn Dương"]),
        ("TT Sơn Dương", ["Thị trấn Sơn Dương"]),
        ("xã  hoà phú ", ["Xã Hòa Phú"]),
        ("Hòa Phú", ["Xã Hòa Phú"]),
        (unicodedata.normalize("NFD", "Xã Hòa Phú"), ["Xã Hòa Phú"]),
        ("X. Khau Tinh", ["Xã Khau Tinh"]),
        ("Khâu Tinh", ["Xã Khau Tinh"]),
        ("Xã Quý Quân", ["Xã Quí Quân"]),
        ("Tân Thành (huyện Hàm Yên)", ["Xã Tân Thành"]),
        ("P. Ỷ La", ["Phường Ỷ La"]),
        ("Phường\u00a0Ỷ La", ["Phường Ỷ La"]),
        ("thai binh", ["Xã Thái Bình"]),
        ("Hùng Mĩ", ["Xã Hùng Mỹ"]),
        ("xã Đồng Quí", ["Xã Đồng Quý"]),
        ("Xã Không Có", []),
    ],
)
def test_a_unit_is_found_as_people_write_it(old: Catalogue, written: str, names: list[str]) -> None:
    found = match(written, communes(old, date(2024, 11, 30)), old.aliases)
    assert [place.name for place in found] == names


@pytest.mark.parametrize(
    ("written", "name", "is_far"),
    [
        ("TT Sơn Dương", "Thị trấn Sơn Dương", False),
        ("hoà phú", "Xã Hòa Phú", False),
        ("thai binh", "Xã Thái Bình", True),
        ("Hùng Mĩ", "Xã Hùng Mỹ", True),
        ("Xã Quý Quân", "Xã Quí Quân", True),
    ],
)
def test_a_name_far_from_the_units_is_told(
    old: Catalogue, written: str, name: str, *, is_far: bool
) -> None:
    (place,) = match(written, communes(old, date(2024, 11, 30)), old.aliases)
    assert (place.name, is_loose(written, place)) == (name, is_far)


def test_a_name_that_means_two_units_gives_both(old: Catalogue) -> None:
    assert {p.kind for p in match("Na Hang", old.places.values())} == {"district", "township"}


def test_names_lose_the_word_for_their_kind_and_shorten() -> None:
    assert bare_name("Thị trấn Sông Mây") == "Sông Mây"
    assert bare_name("TP. Hoa Ban") == "Hoa Ban"
    assert bare_name("Phường 5") == "5"
    assert bare_name("Xãng") == "Xãng"
    town = Place(id="x:1", code="1", name="Thị trấn Sông Mây", kind="township", parent="")
    assert town.short == "TT. Sông Mây"
