"""Official versions: what was issued stays as it was issued, in every kind of file."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from sqlalchemy import select, update

from gbdesk.domain.refusals import Refused
from gbdesk.reports.nd30_check import check
from gbdesk.services.desk import Desk
from gbdesk.services.official import Official, Version
from gbdesk.services.reporting import Reporting
from gbdesk.store import tables
from helpers.entering import desk
from helpers.hub import PERIOD, differ, hub_app, note_packages

DAY = date(2024, 6, 3)


@dataclass
class Hub:
    desk: Desk
    official: Official
    folder: Path

    def freeze(self) -> Version:
        return self.official.freeze(PERIOD, "shared", today=DAY)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    with desk(tmp_path, "dept", today=DAY) as at:
        note_packages(at)
        yield Hub(at, Official(at, Reporting(at)), tmp_path)


def text_of(path: Path) -> str:
    """Every word of a Word file, in order."""
    return "\n".join(docx.Document(str(path)).element.body.itertext())


def test_a_version_stays_as_it_was_when_figures_come_later(hub: Hub) -> None:
    first = hub.freeze()
    assert first.number == 1
    assert first.covered < first.expected
    assert len(first.missing) == first.expected - first.covered
    assert first.packages
    before = hub.official.document(1)
    (word,) = hub.official.write(1, hub.folder, formats=["docx"]).paths
    differ(hub.folder, hub.desk)
    assert hub_app(hub.desk).reporting.document(PERIOD, "shared", today=DAY) != before
    assert hub.official.document(1) == before
    (again,) = hub.official.write(1, hub.folder, formats=["docx"]).paths
    assert again != word
    assert text_of(again) == text_of(word)
    second = hub.freeze()
    assert [one.number for one in hub.official.versions(PERIOD)] == [2, 1]
    assert hub.official.version(1) == first
    assert second.code != first.code
    told = hub.official.compare(1, 2)
    assert any("327" in line or "324" in line for one in told for line in one.new), told
    assert hub.official.versions("2024-N") == ()


def test_every_file_names_the_code_and_follows_the_decree(hub: Hub) -> None:
    version = hub.freeze()
    word, pdf, book = hub.official.write(1, hub.folder).paths
    assert word.name.endswith("_so-1.docx")
    assert check(word) == ()
    assert version.code in text_of(word)
    with pypdfium2.PdfDocument(pdf) as pages:
        told = "".join(page.get_textpage().get_text_range() for page in pages)
    assert version.code in told.replace("\ufffe", "-")
    cells = (
        str(cell.value) for sheet in openpyxl.load_workbook(book) for row in sheet for cell in row
    )
    assert version.code in cells


def test_the_same_again_is_no_version(hub: Hub) -> None:
    hub.freeze()
    with pytest.raises(Refused, match=r"official\.same"):
        hub.freeze()
    assert len(hub.official.versions()) == 1


def test_full_figures_need_password_and_reason_each_time(hub: Hub) -> None:
    with pytest.raises(Refused, match=r"report\.password"):
        hub.official.freeze(PERIOD, "internal", reason="họp")
    with pytest.raises(Refused, match=r"report\.reason"):
        hub.official.freeze(PERIOD, "internal", password_checked=True)
    assert hub.official.versions() == ()
    hub.official.freeze(PERIOD, "internal", password_checked=True, reason="họp")
    with pytest.raises(Refused, match=r"report\.password"):
        hub.official.document(1)
    with pytest.raises(Refused, match=r"report\.password"):
        hub.official.write(1, hub.folder)
    with pytest.raises(Refused, match=r"report\.password"):
        hub.official.compare(1, 1)


def test_a_withdrawn_version_leaves_its_trace_alone(hub: Hub) -> None:
    kept = hub.freeze()
    with pytest.raises(Refused, match=r"official\.reason"):
        hub.official.withdraw(1, " ")
    gone = hub.official.withdraw(1, "có tên người")
    assert gone.withdrawn
    assert (gone.code, gone.made, gone.missing) == (kept.code, kept.made, kept.missing)
    with hub.desk.read() as db:
        assert db.execute(select(tables.official_report.c.content)).scalar_one() is None
    with pytest.raises(Refused, match=r"official\.withdrawn"):
        hub.official.write(1, hub.folder)
    with pytest.raises(Refused, match=r"official\.withdrawn"):
        hub.official.withdraw(1, "lần nữa")
    assert hub.freeze().number == 2


def test_content_that_is_not_what_was_kept_is_never_written(hub: Hub) -> None:
    hub.freeze()
    column = tables.official_report.c.content
    with hub.desk.write() as db:
        raw = db.execute(select(column)).scalar_one()
        other = zlib.compress(zlib.decompress(raw).replace(b"2024", b"2023"))
    for damaged in (raw[:-9] + bytes(9), other):
        with hub.desk.write() as db:
            db.execute(update(tables.official_report).values(content=damaged))
        with pytest.raises(Refused, match=r"official\.unreadable"):
            hub.official.document(1)


def test_a_unit_has_no_official_versions(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        official = Official(at, Reporting(at))
        with pytest.raises(Refused, match=r"report\.hub_only"):
            official.freeze(PERIOD, "shared")
        with pytest.raises(Refused, match=r"official\.unknown"):
            official.withdraw(1, "thử")
