"""Reports of unusual size: nobody reported, a hundred communes, very long names and texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.disclosure import INTERNAL
from gbdesk.domain.tally import Coverage, Expected, dv_tally
from gbdesk.domain.tally_communication import communication_tally
from gbdesk.domain.template_scaled import sample_catalogue
from gbdesk.reports.consolidated import build
from gbdesk.reports.document import Document, Gap, Paragraph, Table
from gbdesk.reports.docx import write_docx
from gbdesk.reports.facts import (
    ConsolidatedFigures,
    OfficeState,
    OfficeText,
    period_facts,
    report_facts,
)
from gbdesk.reports.nd30_check import check
from gbdesk.reports.xlsx import write_xlsx
from reports import make

LONG = "Phòng Văn hóa, Khoa học và Thông tin huyện Nà Lừa Thượng Trùng Khánh – Chi nhánh số 2"
SECTIONS = ("results", "difficulties", "causes", "proposals")


def nobody(known: Catalogue) -> ConsolidatedFigures:
    """The sample province before anybody sent anything."""
    silent = tuple(replace(one, state="none", received=None) for one in make.offices(known))
    owed = make.expected(known)
    return replace(
        make.figures(known),
        offices=silent,
        dv=dv_tally(known.forms[make.FORM], make.PERIOD, owed, []),
        communication=communication_tally(known.kinds, [], coverage=Coverage(0, 18)),
        texts=(),
        plan=(),
        packages=(),
        previous={},
    )


def communes(known: Catalogue, period: str) -> ConsolidatedFigures:
    """A two-level province in which every ninth commune is silent."""
    day = date(2026, 1, 5)
    offices = tuple(
        OfficeState(
            id=one.id,
            name=one.title,
            short=one.short,
            state="none" if at % 9 == 8 else "complete",
            received=None if at % 9 == 8 else day,
        )
        for at, one in enumerate(known.reporting(period))
    )
    owed = tuple(
        Expected(one.id, tuple(p.id for p in known.duty_places(one.id, make.FORM, period)))
        for one, form in known.expected(period)
        if form == make.FORM
    )
    rows = [
        make.Figure(one.office, make.FORM, period, place, line.id, (7 * at + n) % 5, "number")
        for at, one in enumerate(owed)
        if at % 9 != 8
        for n, place in enumerate(one.places)
        for line in known.forms[make.FORM].entry_lines
    ]
    sent = Coverage(sum(one.state == "complete" for one in offices), len(offices))
    return ConsolidatedFigures(
        facts=report_facts(known, "committee", day, name="Nguyễn Thị Hồng Hạnh"),
        period=period_facts(known, period),
        made=day,
        version="0.1.0",
        catalogue_number=1,
        offices=offices,
        communication=communication_tally(
            known.kinds, [], levels=tuple(known.levels), coverage=sent
        ),
        dv=dv_tally(known.forms[make.FORM], period, owed, rows),
        profile=INTERNAL,
        threshold=known.threshold,
        sample=known.sample,
    )


def texts(document: Document) -> str:
    return "\n".join(one.text for one in document.blocks if isinstance(one, Paragraph))


def table(document: Document, annex: int) -> Table:
    found = document.annexes[annex].blocks[0]
    assert isinstance(found, Table)
    return found


def test_where_nobody_reported_nothing_is_called_zero(known: Catalogue, tmp_path: Path) -> None:
    document = build(nobody(known), known.kinds.values())
    write_docx(document, tmp_path / "x.docx")
    assert check(tmp_path / "x.docx") == ()
    told = texts(document)
    assert "chưa có đơn vị nào gửi báo cáo (Phụ lục III kèm theo)" in told
    assert "Chi tiết tại Phụ lục I.\nChi tiết tại Phụ lục II." in told
    gaps = [one.missing for one in document.blocks if isinstance(one, Gap)]
    assert "hoạt động tuyên truyền trong kỳ" in gaps
    assert "gia đình và bạo lực gia đình trong kỳ" in gaps
    for annex in (0, 1):
        numbers = [cell.number for row in table(document, annex).rows for cell in row.cells]
        assert not any(number is not None for number in numbers)
    assert table(document, 0).coverage == "Số liệu của 0/18 đơn vị"
    assert table(document, 1).coverage == "Số liệu của 0/7 đơn vị"


def test_a_hundred_communes_fit_on_pages_and_name_no_district(tmp_path: Path) -> None:
    known = sample_catalogue(100, world="two-level")
    document = build(communes(known, "2025-N"), known.kinds.values())
    write_docx(document, tmp_path / "x.docx")
    assert check(tmp_path / "x.docx") == ()
    assert "89/100 đơn vị" in texts(document)
    words = "\n".join(p.text for p in docx.Document(str(tmp_path / "x.docx")).paragraphs)
    heads = [column.title for column in table(document, 0).columns]
    assert [head for head in heads if head.startswith("Cấp")] == ["Cấp tỉnh", "Cấp xã"]
    for level in ("huyện", "district"):
        assert level not in words.lower()
        assert not any(level in head.lower() for head in heads)
    assert len(table(document, 1).columns) == 105
    for part in docx.Document(str(tmp_path / "x.docx")).tables:
        assert len(part.columns) <= 18
    write_xlsx(document, tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["Phụ lục II"]
    assert sheet.max_column == 106
    assert sheet.freeze_panes == "C8"
    assert sheet.page_setup.fitToWidth == 10
    assert sheet.print_title_cols == "$A:$E"


@pytest.mark.parametrize("pages", [1, 12])
def test_very_long_names_and_texts_keep_the_layout(
    known: Catalogue, tmp_path: Path, pages: int
) -> None:
    figures = make.figures(known)
    offices = tuple(
        replace(one, name=f"{LONG} {LONG}", short=f"{LONG} {at}")
        for at, one in enumerate(figures.offices)
    )
    told = tuple(
        OfficeText(office=figures.offices[0].id, section=name, text="Rất dài " * 60 * pages)
        for name in SECTIONS
    )
    document = build(replace(figures, offices=offices, texts=told), known.kinds.values())
    write_docx(document, tmp_path / "x.docx")
    assert check(tmp_path / "x.docx") == ()
    assert texts(document).count(f"{LONG} 0: Rất dài") == 4
