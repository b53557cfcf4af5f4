from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from gbdesk.reports import preview
from gbdesk.reports.document import MOTTO, NATIONAL_NAME, Document, Signature
from gbdesk.reports.docx import write_docx
from gbdesk.reports.nd30_check import check


@pytest.mark.parametrize("name", ["internal.docx", "shared.docx"])
def test_every_element_follows_the_decree(written: dict[str, Path], name: str) -> None:
    assert check(written[name]) == ()


def test_headings_are_real_headings_and_heads_are_repeated(written: dict[str, Path]) -> None:
    word = docx.Document(str(written["internal.docx"]))
    sections = [p.text for p in word.paragraphs if p.style and p.style.name == "Heading 1"]
    assert len(sections) == 5
    body = ZipFile(written["internal.docx"]).read("word/document.xml").decode()
    assert body.count("w:tblHeader") >= 4
    assert 'w:val="vi-VN"' in ZipFile(written["internal.docx"]).read("word/styles.xml").decode()


def test_each_annex_has_its_own_pages_and_the_wide_one_lies_on_its_side(
    written: dict[str, Path],
) -> None:
    word = docx.Document(str(written["internal.docx"]))
    turned = [section.orientation == WD_ORIENT.LANDSCAPE for section in word.sections]
    assert turned == [False, False, True, False, False]
    assert all(section.different_first_page_header_footer for section in word.sections)


def test_the_properties_name_nobody(written: dict[str, Path]) -> None:
    told = docx.Document(str(written["internal.docx"])).core_properties
    assert told.title == "Báo cáo kết quả công tác bình đẳng giới 6 tháng đầu năm 2024"
    assert (told.author, told.last_modified_by, told.comments) == ("", "", "")


def test_the_mark_is_only_on_the_internal_one(written: dict[str, Path]) -> None:
    for name, marked in (("internal.docx", True), ("shared.docx", False)):
        body = ZipFile(written[name]).read("word/document.xml").decode()
        assert ("LƯU HÀNH NỘI BỘ" in body) == marked


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("margin", ("page", "margin-left")),
        ("size", ("motto", "size")),
        ("plain", ("national-name", "bold")),
        ("font", ("body", "font")),
        ("rule", ("motto", "rule")),
        ("first page", ("page-number", "first page")),
        ("colour", ("subject", "colour")),
        ("align", ("body", "align")),
        ("end", ("end-mark", "missing")),
    ],
)
def test_each_slip_is_found(
    written: dict[str, Path], tmp_path: Path, change: str, found: tuple[str, str]
) -> None:
    word = docx.Document(str(written["internal.docx"]))
    _spoil(word, change)
    path = tmp_path / "spoiled.docx"
    word.save(str(path))
    assert found in {(problem.element, problem.what) for problem in check(path)}


def _spoil(word: docx.document.Document, change: str) -> None:
    cell = word.tables[0].cell(0, 1)
    body = [p for p in word.paragraphs if p.style and p.style.name == "Nội dung"]
    subject = next(p for p in word.paragraphs if p.style and p.style.name == "Trích yếu")
    match change:
        case "margin":
            word.sections[0].left_margin = Mm(25)
        case "size":
            next(p for p in cell.paragraphs if p.text == MOTTO).runs[0].font.size = Pt(11)
        case "plain":
            next(p for p in cell.paragraphs if p.text == NATIONAL_NAME).runs[0].bold = False
        case "font":
            body[0].runs[0].font.name = "Arial"
        case "rule":
            cell.paragraphs[-1].paragraph_format.left_indent = Mm(0)
        case "first page":
            word.sections[0].different_first_page_header_footer = False
        case "colour":
            subject.runs[0].font.color.rgb = docx.shared.RGBColor(0, 0, 255)
        case "align":
            body[0].alignment = 0
        case "end":
            body[-1].runs[-1].text = "Hết."


def test_a_name_left_open_and_many_addressees_are_written(
    internal: Document, tmp_path: Path
) -> None:
    path = tmp_path / "open.docx"
    several = replace(
        internal,
        addressees=("Ban Vì sự tiến bộ của phụ nữ tỉnh", "Ủy ban nhân dân tỉnh"),
        signature=Signature(authority=("GIÁM ĐỐC",)),
    )
    write_docx(several, path)
    assert check(path) == ()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_lays_out_the_same_report(written: dict[str, Path], tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(written["internal.docx"])], check=True, capture_output=True)
    pages = preview.page_texts(tmp_path / "internal.pdf")
    ours = preview.page_texts(written["internal.pdf"])
    assert abs(len(pages) - len(ours)) <= 1
    first = pages[0].replace("\r\n", "\n")
    assert f"{NATIONAL_NAME}\n" in first
    assert not first.strip().startswith("1\n")
    assert pages[1].strip().startswith("2")
    assert sum("Chỉ tiêu" in page for page in pages) >= 2
