from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.domain.disclosure import INTERNAL, SHARED
from gbdesk.domain.refusals import Refused
from gbdesk.domain.tally import Coverage
from gbdesk.services.gathering import gather
from gbdesk.services.office_figures import figures_of
from gbdesk.services.office_report import REPORT, Wanted
from gbdesk.services.returns import CellChange
from helpers.journey import complete_whole
from helpers.ready import PERIOD, TODAY, pair


@pytest.fixture
def apps(tmp_path: Path) -> Iterator[tuple[App, App]]:
    office, hub = pair(tmp_path)
    yield office, hub
    office.close()
    hub.close()


def enter(app: App, form: str, figures: dict[str, int]) -> None:
    changes = [CellChange(place="", indicator=line, value=value) for line, value in figures.items()]
    app.returns.set_cells(form, PERIOD, changes)


STAFF = {
    "cadre.staff.total": 38,
    "cadre.staff.women": 21,
    "cadre.staff.ethnic-minority-women": 6,
}
PRODUCTS = {"products.reviewed": 126, "products.identified": 48, "products.reduced": 41}


def test_they_go_to_the_hub_and_into_its_report(apps: tuple[App, App], tmp_path: Path) -> None:
    office, hub = apps
    enter(office, "CADRE", STAFF)
    enter(office, "PRODUCTS", PRODUCTS)
    office.returns.complete("PRODUCTS", PERIOD)
    gaps = {gap.form: gap.kind for gap in office.sending.preview(PERIOD).gaps if not gap.place}
    assert gaps["CADRE"] == "partial"
    assert "PRODUCTS" not in gaps
    folder = tmp_path / "out"
    folder.mkdir()
    taken = hub.receiving.take_in(office.sending.export(PERIOD, folder).path)
    assert taken.ok
    matrix = hub.monitoring.matrix([PERIOD])
    (row,) = [one for one in matrix.rows if one.office == office.session.office]
    assert row.cells[PERIOD].kind == "incomplete"
    assert "CADRE" in row.cells[PERIOD].missing
    assert "PRODUCTS" not in row.cells[PERIOD].missing
    for profile in (INTERNAL, SHARED):
        told = gather(hub.desk, matrix, PERIOD, profile, "committee", TODAY)
        (staff,) = told.cadre
        assert (staff.figures.whole, staff.figures.part, staff.minority) == (38, 21, 6)
        assert staff.figures.coverage == Coverage(1, 18)
        assert told.products is not None
        assert told.products.rate.words == "85,4%"


def test_the_office_tells_its_own(apps: tuple[App, App]) -> None:
    office, _ = apps
    enter(office, "CADRE", STAFF)
    enter(office, "PRODUCTS", PRODUCTS)
    facts = office.office_reports._facts()
    with office.desk.read() as db:
        told = figures_of(office.desk, db, facts, PERIOD, INTERNAL, ())
    assert told.cadre[0].figures.coverage == Coverage(1, 1)
    assert told.products is not None
    assert told.products.rate.words == "85,4%"


def test_a_return_with_gaps_or_errors_is_not_completed(apps: tuple[App, App]) -> None:
    office, _ = apps
    enter(office, "PRODUCTS", PRODUCTS | {"products.reduced": 50})
    with pytest.raises(Refused, match=r"return\.incomplete"):
        office.returns.complete("PRODUCTS", PERIOD)
    (said,) = office.returns.missing("PRODUCTS", PERIOD).errors
    assert said[1].text == "Đã giảm (50) nhiều hơn số có định kiến giới (48). Kiểm tra lại hai số."
    enter(office, "CADRE", STAFF)
    with pytest.raises(Refused, match=r"return\.incomplete"):
        office.returns.complete("CADRE", PERIOD)


def test_the_first_page_leads_to_the_figure_that_lacks(apps: tuple[App, App]) -> None:
    office, _ = apps
    enter(office, "CADRE", STAFF | {"cadre.deputies.total": 12, "cadre.deputies.women": 14})
    steps = {step.key: step for step in office.home.office(PERIOD).steps}
    assert steps["cadre"].action.page == "cadres"
    assert steps["cadre"].action.facts["line"] == "cadre.deputies.women"
    enter(office, "CADRE", {"cadre.deputies.women": 5})
    steps = {step.key: step for step in office.home.office(PERIOD).steps}
    assert steps["cadre"].reason == "Đã nhập 5/51 số liệu"
    assert steps["cadre"].action.facts["line"] == "cadre.party-members.total"
    assert steps["products"].reason == "Chưa nhập số liệu"
    complete_whole(office)
    steps = {step.key: step for step in office.home.office(PERIOD).steps}
    assert {steps[key].state for key in ("cadre", "products")} == {"done"}


def test_models_of_the_register_stand_in_both_reports(
    apps: tuple[App, App], tmp_path: Path
) -> None:
    office, hub = apps
    begun = office.entries.defaults("model")
    for values in (
        {"type": "family-club", "name": "CLB Đồi Hoa", "since": "2024-03-08"},
        {"type": "shelter", "code": "NTL-01"},
    ):
        office.entries.save(None, {**begun, **values})
    hub.receiving.take_in_all([office.sending.export(PERIOD, tmp_path).path])
    matrix = hub.monitoring.matrix([PERIOD])
    told = gather(hub.desk, matrix, PERIOD, INTERNAL, "committee", TODAY)
    assert told.models is not None
    assert (told.models.total, told.models.founded) == (2, 1)
    assert told.models.coverage == Coverage(1, 18)
    document = office.office_reports.document(Wanted(what=REPORT, period=PERIOD))
    text = "\n".join(getattr(one, "text", "") for one in document.blocks)
    assert (
        "Theo sổ theo dõi, đến hết ngày 31/5/2024 đơn vị đang duy trì 02 mô hình, địa chỉ: 01 câu "
        "lạc bộ gia đình phát triển bền vững; 01 nhà tạm lánh cộng đồng; trong đó thành lập mới "
        "trong kỳ 01." in text
    )
    assert "NTL-01" not in text
