from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from gbdesk.domain.tally_communication import ANNEX_ROWS
from gbdesk.reports import preview
from gbdesk.reports.document import MOTTO, NATIONAL_NAME, Document
from gbdesk.reports.pdf import write_pdf


def pages(path: Path) -> list[str]:
    return [text.replace("\r\n", "\n") for text in preview.page_texts(path)]


def test_the_text_is_found_and_stands_on_the_right_pages(written: dict[str, Path]) -> None:
    found = pages(written["internal.pdf"])
    first = found[0]
    for text in (NATIONAL_NAME, MOTTO, "BÁO CÁO", "LƯU HÀNH NỘI BỘ", "ngày 05 tháng 6 năm 2024"):
        assert text in first
    assert any("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC" in page for page in found)
    assert any("NGUỒN SỐ LIỆU" in page for page in found)
    whole = "\n".join(found)
    assert all(row in whole for row in ANNEX_ROWS)
    assert "./." in whole


def test_page_numbers_begin_on_page_two_and_again_in_each_annex(
    written: dict[str, Path],
) -> None:
    found = pages(written["internal.pdf"])
    numbers = [match[1] if (match := re.match(r"(\d+)\n", page)) else "" for page in found]
    starts = [at for at, page in enumerate(found) if "Phụ lục I" in page[:20]]
    assert numbers[0] == ""
    assert numbers[1:3] == ["2", "3"]
    assert len(starts) == 3
    assert all(numbers[at] == "" for at in starts)
    assert numbers[starts[1] + 1] == "2"


def test_only_our_letters_are_used_and_they_are_embedded(written: dict[str, Path]) -> None:
    raw = written["internal.pdf"].read_bytes()
    names = set(re.findall(rb"/BaseFont /(\S+)", raw))
    assert names
    assert all(b"+Tinos" in name for name in names)
    assert raw.count(b"/FontFile2") >= len(names)


def test_the_head_of_a_long_table_is_repeated(written: dict[str, Path]) -> None:
    found = pages(written["internal.pdf"])
    assert sum("Chỉ tiêu" in page for page in found) >= 3


def test_pages_have_the_size_of_paper_and_wide_tables_lie(written: dict[str, Path]) -> None:
    with pypdfium2.PdfDocument(written["internal.pdf"]) as opened:
        sizes = {(round(page.get_width()), round(page.get_height())) for page in opened}
    assert sizes == {(595, 842), (842, 595)}


def test_equal_documents_give_equal_files(internal: Document, tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        write_pdf(internal, tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_the_outline_leads_to_sections_and_annexes(written: dict[str, Path]) -> None:
    with pypdfium2.PdfDocument(written["internal.pdf"]) as opened:
        titles = [item.get_title() for item in opened.get_toc()]
    assert "I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI" in titles
    assert "Phụ lục III" in titles


@pytest.mark.parametrize("width", [300, 900])
def test_a_page_is_shown_as_a_picture(written: dict[str, Path], width: int) -> None:
    shown = preview.page_png(written["shared.pdf"], 0, width=width)
    assert shown.startswith(b"\x89PNG")
    assert int.from_bytes(shown[16:20]) == width
    assert preview.page_count(written["shared.pdf"]) >= 5
