"""A unit's own documents: what they tell, to whom, in the layout of the decree, and what not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from gbdesk.app import App
from gbdesk.domain.refusals import Refused
from gbdesk.reports.document import INTERNAL_MARK, Document, Gap, Heading, Paragraph, Table
from gbdesk.reports.nd30_check import check, check_document
from gbdesk.services.office_report import ACTIVITIES, FORMS, REPORT, TASKS, Wanted
from gbdesk.services.publishing import published
from gbdesk.store import meta
from helpers import ready
from helpers.enrolled import PERIOD, TODAY, Places, enrol

FULL = Wanted(what=REPORT, period=PERIOD, profile="internal", reason="gửi Sở")
SHARED = Wanted(what=REPORT, period=PERIOD)
NO_SECTIONS = {"section", "clause-titled"}  # a list has none


@pytest.fixture
def office(tmp_path: Path) -> Iterator[App]:
    office, hub = ready.pair(tmp_path)
    hub.close()
    yield office
    office.close()


def told(document: Document) -> str:
    return "\n".join(
        getattr(one, "text", "") for one in (*document.blocks, *document.annexes[0].blocks)
    )


def tables(document: Document) -> list[Table]:
    blocks = [one for annex in document.annexes for one in annex.blocks]
    return [one for one in (*document.blocks, *blocks) if isinstance(one, Table)]


@pytest.mark.parametrize("wanted", [FULL, SHARED, replace(SHARED, period="2025-N")])
def test_the_report_follows_the_decree_in_word(office: App, tmp_path: Path, wanted: Wanted) -> None:
    assert check_document(office.office_reports.document(wanted)) == ()
    done = office.office_reports.write(wanted, tmp_path, password_checked=True)
    assert [one.suffix for one in done.paths] == [".docx", ".pdf", ".xlsx"]
    assert check(done.paths[0]) == ()


@pytest.mark.parametrize("what", [ACTIVITIES, TASKS, FORMS])
def test_lists_follow_it_too(office: App, tmp_path: Path, what: str) -> None:
    for period in (PERIOD, "2026-N"):
        wanted = Wanted(what=what, period=period)
        done = office.office_reports.write(wanted, tmp_path)
        assert {one.element for one in check(done.paths[0])} <= NO_SECTIONS


def test_it_speaks_of_the_unit_and_of_nobody_else(office: App) -> None:
    document = office.office_reports.document(FULL)
    mine = office.catalogue.office(office.session.office)
    assert document.letterhead.issuer == mine.title.upper()
    assert document.letterhead.symbol == "BC-PVHTT"
    assert document.addressees == (office.catalogue.hub.name,)
    assert document.mark == INTERNAL_MARK
    words = told(document)
    assert "Toàn tỉnh" not in words
    assert "toàn ngành" not in words
    assert "1/1" not in words
    assert "02 hoạt động" in words


def test_full_figures_stand_by_commune_and_agree_with_the_sheet(office: App) -> None:
    document = office.office_reports.document(FULL)
    sheet = office.returns.open(ready.FORM, PERIOD)
    totals = office.returns.totals(sheet)
    dv = next(one for one in tables(document) if one.portion)
    assert len(dv.columns) == 5 + len(sheet.rows)
    by_no = {row.cells[0].text: row.cells[3] for row in dv.rows if len(row.cells) > 4}
    form = office.catalogue.form(ready.FORM)
    checked = 0
    for line in form.entry_lines:
        if totals[line.id].value is not None and line.no in by_no:
            assert by_no[line.no].number == totals[line.id].value
            checked += 1
    assert checked > 5


def test_ux39_shared_figures_hide_small_numbers_and_communes(office: App) -> None:
    document = office.office_reports.document(SHARED)
    assert document.mark == ""
    assert all(not one.portion for one in tables(document))
    sensitive = {
        line.no
        for line in office.catalogue.form(ready.FORM).entry_lines
        if line.measure in {"flow", "distinct"}
    }
    for table in tables(document):
        for row in table.rows:
            number = row.cells[3].number if len(row.cells) > 3 else None
            if row.cells[0].text in sensitive and len(table.columns) == 5 and number:
                assert number >= office.catalogue.threshold


def test_full_figures_need_password_and_reason_and_are_audited(office: App, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"report\.password"):
        office.office_reports.preview(FULL)
    with pytest.raises(Refused, match=r"report\.reason"):
        office.office_reports.write(replace(FULL, reason=" "), tmp_path, password_checked=True)
    assert not list(tmp_path.glob("BC*"))
    assert office.office_reports.preview(FULL, password_checked=True).startswith(b"%PDF")
    (file,) = office.office_reports.write(FULL, tmp_path, ["pdf"], password_checked=True).paths
    assert file.name.endswith("_noi-bo.pdf")


def test_texts_and_gaps_are_told(office: App) -> None:
    office.narratives.save(PERIOD, "proposals", "Đề nghị mở lớp tập huấn.")
    document = office.office_reports.document(SHARED)
    bullets = [one.text for one in document.blocks if isinstance(one, Paragraph) and one.bullet]
    assert "Đề nghị mở lớp tập huấn." in bullets
    assert [one for one in document.blocks if isinstance(one, Gap)]


def test_the_list_has_every_activity_oldest_first(office: App, tmp_path: Path) -> None:
    place = office.catalogue.places_of(office.session.office, TODAY)[0]
    office.activities.save(
        None,
        {
            "title": "=HYPERLINK(1)",
            "kind": "meeting",
            "start": "2024-04-01",
            f"place.{place.id}": True,
            "measure.quantity": 1,
        },
    )
    wanted = Wanted(what=ACTIVITIES, period=PERIOD)
    document = office.office_reports.document(wanted)
    (table,) = tables(document)
    assert [row.cells[1].text for row in table.rows] == ["08/3/2024", "01/4/2024", "20/5/2024"]
    assert table.rows[0].cells[5].number == 56
    assert table.rows[1].cells[5].text == ""  # nobody said how many came
    (file,) = office.office_reports.write(wanted, tmp_path, ["xlsx"]).paths
    cells = [
        cell
        for sheet in openpyxl.load_workbook(file)
        for row in sheet.iter_rows()
        for cell in row
        if "HYPERLINK" in str(cell.value)
    ]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)


def test_the_month_of_action_is_told_in_the_annual_report(tmp_path: Path) -> None:
    made = Places(tmp_path, today=date(2024, 12, 20))
    made.make_hub()
    hub = made.open("hub")
    office = enrol(made, hub, "office", "district-office.901")
    office.activities.save(
        None,
        {"title": "Lễ phát động", "kind": "rally", "start": "2024-11-20", "measure.quantity": 1},
    )
    document = office.office_reports.document(Wanted(what=REPORT, period="2024-N"))
    at = next(
        n
        for n, one in enumerate(document.blocks)
        if isinstance(one, Heading) and one.text.startswith("4. ")
    )
    assert "đơn vị tổ chức 01 hoạt động" in getattr(document.blocks[at + 1], "text", "")
    office.close()
    hub.close()


def test_a_unit_without_figures_says_nothing_of_them(tmp_path: Path) -> None:
    made = Places(tmp_path)
    made.make_hub()
    hub = made.open("hub")
    office = enrol(made, hub, "office", "library")
    document = office.office_reports.document(SHARED)
    headings = [one.text for one in document.blocks if isinstance(one, Heading)]
    assert not [one for one in headings if "bạo lực" in one]
    assert len(document.annexes) == 2
    assert check_document(document) == ()
    assert document.letterhead.parent == office.catalogue.letterhead.issuer
    office.close()
    hub.close()


def test_the_heading_is_kept_as_it_was_put_right(office: App) -> None:
    reports = office.office_reports
    said = {**reports.heading(), "symbol": "BC-VHTT", "authority": "KT. TRƯỞNG PHÒNG"}
    reports.keep_heading(said)
    document = reports.document(SHARED)
    assert document.letterhead.symbol == "BC-VHTT"
    assert document.signature.authority == ("KT. TRƯỞNG PHÒNG",)
    reports.keep_heading({**said, "symbol": "  "})
    assert reports.heading()["symbol"] == "BC-PVHTT"


def test_the_hub_writes_the_consolidated_report_instead(tmp_path: Path) -> None:
    office, hub = ready.pair(tmp_path)
    with pytest.raises(Refused, match=r"report\.office_only"):
        hub.office_reports.document(SHARED)
    for wanted, code in (
        (replace(SHARED, period="1999-N"), "catalogue.period"),
        (replace(SHARED, profile="odd"), "report.profile"),
        (replace(SHARED, what="odd"), "report.format"),
    ):
        with pytest.raises(Refused, match=code):
            office.office_reports.document(wanted)
    office.close()
    hub.close()


def test_a_blank_form_for_each_commune_asks_every_line_and_tells_nothing(
    office: App, tmp_path: Path
) -> None:
    document = office.office_reports.document(Wanted(what=FORMS, period=PERIOD))
    form = office.catalogue.forms_of(PERIOD)[0]
    places = office.catalogue.duty_places(office.session.office, form.id, PERIOD)
    assert [one.short for one in document.annexes] == [place.name for place in places]
    assert len(places) > 1
    for annex in document.annexes:
        (table,) = (one for one in annex.blocks if isinstance(one, Table))
        assert [row.cells[1].text for row in table.rows] == [one.label for one in form.indicators]
        assert not any(
            cell.text or cell.number is not None for row in table.rows for cell in row.cells[3:]
        )
    (file,) = office.office_reports.write(
        Wanted(what=FORMS, period=PERIOD), tmp_path, ["pdf"]
    ).paths
    assert file.name.startswith("Phieu-trang_6T-")


def test_without_communes_there_is_no_blank_form_and_that_is_said(office: App) -> None:
    document = office.office_reports.document(Wanted(what=FORMS, period="2026-N"))
    assert document.annexes == ()
    assert "chưa có biểu" in told_blocks(document)


def told_blocks(document: Document) -> str:
    return "\n".join(getattr(one, "text", "") for one in document.blocks)


def test_what_a_shared_report_told_is_remembered_and_a_full_one_is_not(
    office: App, tmp_path: Path
) -> None:
    """A total told lower by one before is not told now: the difference would be a small count."""
    reports, desk = office.office_reports, office.desk
    reports.document(SHARED)
    reports.write(FULL, tmp_path, ["xlsx"], password_checked=True)
    with desk.read() as db:
        assert not published(db, PERIOD).values
    reports.write(SHARED, tmp_path, ["xlsx"])
    with desk.read() as db:
        kept = published(db, PERIOD)
    key = next(one for one, value in kept.shown.items() if value > 5 and "/dv." in one)
    reports.write(SHARED, tmp_path, ["xlsx"])
    with desk.read() as db:
        assert published(db, PERIOD) == kept
    with desk.store.write() as db:
        earlier = replace(kept, shown={**kept.shown, key: kept.shown[key] - 1})
        meta.put(db, f"published/{PERIOD}", earlier.plain())
    line = office.catalogue.forms[key.partition("/")[0]].by_id[key.partition("/")[2]]
    (table,) = (
        one
        for annex in reports.document(SHARED).annexes
        for one in annex.blocks
        if isinstance(one, Table) and any(row.cells[1].text == line.label for row in one.rows)
    )
    assert "◊" in [row.cells[3].text for row in table.rows if row.cells[1].text == line.label]
    assert "◊" not in told(reports.document(replace(FULL)))
