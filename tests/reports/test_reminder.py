"""The letter that reminds and the list to telephone: Decree 30, who, what is missing, no figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest

from gbdesk.reports import nd30_check
from gbdesk.services import reminding
from gbdesk.services.document_files import file_bytes
from gbdesk.services.monitoring import OfficeRow
from gbdesk.services.status import NONE, Status
from helpers.desks import PERIOD, Workplace, workplace


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Workplace]:
    made = workplace(tmp_path, hub=True)
    yield made
    made.store.close()


def rows(hub: Workplace, count: int) -> list[OfficeRow]:
    """The first offices with a device, each lacking one form."""
    known = [one for one in hub.catalogue.reporting(PERIOD) if one.device][:count]
    lacking = Status(kind=NONE, missing=("TT07-2017",))
    return [
        OfficeRow(
            office=one.id,
            name=one.name,
            short=one.short,
            cells={PERIOD: lacking},
            last_package=None,
        )
        for one in known
    ]


@pytest.mark.parametrize("count", [1, 3, 14])
def test_the_letter_follows_the_decree(hub: Workplace, tmp_path: Path, count: int) -> None:
    asked = rows(hub, count)
    made = reminding.document(hub.desk, reminding.LETTER, PERIOD, asked)
    assert nd30_check.check_document(made) == ()
    path = tmp_path / "cv.docx"
    path.write_bytes(file_bytes(made, "docx"))
    assert nd30_check.check(path) == ()
    word = docx.Document(str(path))
    text = "\n".join(one.text for one in word.paragraphs)
    cells = [cell.text for table in word.tables for line in table.rows for cell in line.cells]
    assert any(cell.startswith("Số:") and "\nV/v gửi báo cáo" in cell for cell in cells)
    assert "BÁO CÁO" not in cells
    assert all(hub.catalogue.office(one.office).title in cells for one in asked)
    assert ("danh sách dưới đây" in text) == (count > 5)
    assert "đề nghị các đơn vị" in text


def test_a_letter_without_a_title_is_a_report_only_by_its_kind(hub: Workplace) -> None:
    made = reminding.document(hub.desk, reminding.LETTER, PERIOD, rows(hub, 2))
    assert made.letter_subject.startswith("V/v ")
    assert not replace(made, kind="BÁO CÁO").letter_subject


def test_both_are_written_as_word_and_pdf(hub: Workplace, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    asked = rows(hub, 3)
    for what in (reminding.LETTER, reminding.PHONES):
        paths = reminding.write(hub.desk, what, PERIOD, asked, folder)
        assert [one.suffix for one in paths] == [".docx", ".pdf"]
        pdf = pypdfium2.PdfDocument(str(paths[1]))
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
        flat = "".join(text.split())
        for one in asked:
            assert "".join(hub.catalogue.office(one.office).title.split()) in flat
    again = reminding.write(hub.desk, reminding.LETTER, PERIOD, asked, folder)
    assert {one.name for one in again} == {
        "CV-don-doc_6T-2024 (2).docx",
        "CV-don-doc_6T-2024 (2).pdf",
    }
