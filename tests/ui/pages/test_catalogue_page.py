"""The hub's catalogue desk in the window: change, mend, publish, files; drafts are kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gbdesk.domain.catalogue_lines import Lists
from gbdesk.services.changed import Changed
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.pages.catalogue.adding import FormsChoice, FormsWalk
from gbdesk.ui.pages.catalogue.page import CataloguePage
from helpers.desks import Window
from helpers.enrolled import Places
from helpers.forms import older
from helpers.journey import FIRST, Province, province
from helpers.typed import QUIET, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p") as made:
        yield made


@pytest.fixture
def yes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked; every question is answered with yes."""
    asked: list[str] = []

    def answered(question: Question) -> bool:
        asked.append(question.windowTitle())
        return True

    monkeypatch.setattr(Question, "answered", answered)
    return asked


def opened(qtbot: QtBot, at: Province) -> tuple[CataloguePage, Window]:
    window = Window(at.hub)
    page = CataloguePage(window)
    page.resize(1140, 600)
    show(qtbot, page)
    return page, window


def typed(page: CataloguePage, row: int, name: str, said: str) -> None:
    model = page.units.model
    model.setData(model.index(row, model.columns.index(name)), said)
    page._rest.stop()
    page._look()


def test_a_changed_list_is_published_and_in_force(
    qtbot: QtBot, at: Province, yes: list[str]
) -> None:
    page, window = opened(qtbot, at)
    assert not page.publish.isEnabled()
    assert not page.again.isVisible()
    last = len(page.units.model.lines)
    typed(page, last, "name", "Bảo tàng tỉnh")
    assert page.publish.isEnabled()
    assert "Bảo tàng tỉnh" in page.state.text()
    page.publish.click()
    assert len(yes) == 1
    assert at.hub.catalogue.number == 2
    assert Changed.CATALOGUE in window.changed
    assert page.done.words.text()
    assert page.units.model.lines[last]["id"].startswith("own.")
    assert not page.publish.isEnabled()


def test_a_fault_keeps_it_from_being_published(qtbot: QtBot, at: Province) -> None:
    page, _window = opened(qtbot, at)
    name = page.units.model.lines[0]["name"]
    typed(page, len(page.units.model.lines), "name", name)
    assert not page.publish.isEnabled()
    assert name in page.state.text()
    assert page.units.model.fault_cells()
    typed(page, len(page.units.model.lines) - 1, "closed", "hôm nào đó")
    assert any(column == 6 for _row, column in page.units.model.fault_cells())


def test_a_line_of_a_release_is_closed_and_never_removed(
    qtbot: QtBot, at: Province, yes: list[str]
) -> None:
    page, _window = opened(qtbot, at)
    row = next(
        at_ for at_, one in enumerate(page.units.model.lines) if one["kind"] == "subordinate-unit"
    )
    lines = len(page.units.model.lines)
    page.units.table.go_to(row, 0)
    page.units.remove.click()
    assert len(page.units.model.lines) == lines
    assert page.units.model.lines[row]["closed"] == at.hub.today().isoformat()
    page._look()
    page.publish.click()
    key = page.units.model.lines[row]["id"]
    office = next(one for one in at.hub.catalogue.offices.values() if one.key == key)
    assert office.valid_to == at.hub.today()


def test_what_was_typed_is_there_again_and_can_be_given_up(qtbot: QtBot, at: Province) -> None:
    page, _window = opened(qtbot, at)
    typed(page, 0, "phone", "0207 382 1234")
    page.leave()
    again, _window = opened(qtbot, at)
    assert again.units.model.lines[0]["phone"] == "0207 382 1234"
    assert again.publish.isEnabled()
    again.again.click()
    assert not again.units.model.lines[0]["phone"]
    assert not again.publish.isEnabled()
    third, _window = opened(qtbot, at)
    assert not third.units.model.lines[0]["phone"]


def test_files_are_written_for_registered_units(qtbot: QtBot, at: Province, tmp_path: Path) -> None:
    at.join("a", FIRST)
    page, _window = opened(qtbot, at)
    out = tmp_path / "out"
    out.mkdir()
    page.write_files(out)
    assert len(list(out.glob("*.gbpkg"))) >= 1
    assert page.done.words.text()
    page.write_files(tmp_path / "nowhere")
    assert page.notice.words.text()
    assert not page.done.words.text()


def test_tabs_show_names_and_communes(qtbot: QtBot, at: Province) -> None:
    page, _window = opened(qtbot, at)
    assert page.tabs["places"].isVisible()
    page.tabs["facts"].click()
    assert page.names.lines["hub"].isVisible()
    page.names.lines["seat"].textEdited.emit("Hoa Ban")
    page._look()
    assert page.publish.isEnabled()
    page.tabs["places"].click()
    assert page.communes.table.isVisible()


def test_communes_go_on_naming_a_unit_that_is_renamed(qtbot: QtBot, at: Province) -> None:
    page, _window = opened(qtbot, at)
    units = page.units.model
    row = next(n for n, one in enumerate(units.lines) if one["kind"] == "district-office")
    old = units.lines[row]["short"]
    mine = [one for one in page.communes.model.lines if one["office"] == old]
    typed(page, row, "short", "Phòng Mới")
    assert {one["office"] for one in mine} == {"Phòng Mới"}
    assert page.publish.isEnabled()
    page.units.undo.click()
    page._look()
    assert {one["office"] for one in mine} == {old}
    assert not page.publish.isEnabled()


def test_the_next_year_is_added_with_its_due_dates(
    qtbot: QtBot, at: Province, yes: list[str]
) -> None:
    page, _window = opened(qtbot, at)
    page.tabs["periods"].click()
    model = page.periods.model
    last = model.lines[-1]["id"]
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    page.periods.more.click()
    assert model.lines[-1]["id"] == f"{int(last[:4]) + 1}-N"
    row = len(model.lines) - 1
    model.setData(model.index(row, model.columns.index("due")), "hôm sau")
    page._look()
    assert not page.publish.isEnabled()
    assert len(model.fault_cells()) == 1
    model.setData(model.index(row, model.columns.index("due")), "10/12/2028")
    model.setData(model.index(row, model.columns.index("inclusive")), "1")
    page._look()
    page.publish.click()
    made = at.hub.catalogue.period(model.lines[row]["id"])
    assert (made.due.isoformat(), made.due_inclusive) == ("2028-12-10", True)
    assert at.hub.catalogue.forms_of(made.id)


def test_a_plan_begins_with_the_one_of_another_year(
    qtbot: QtBot, at: Province, yes: list[str]
) -> None:
    at.hub.releasing.publish(_without_plan(at, 2027))
    page, _window = opened(qtbot, at)
    page.tabs["tasks"].click()
    page.plans.choice.setCurrentIndex(page.plans.choice.findData(2027))
    page.plans.choice.activated.emit(page.plans.choice.currentIndex())
    assert page.plans.begin.isVisible()
    page.plans.begin.click()
    panel = page.plans.panel
    assert panel is not None
    assert panel.model.lines
    assert not page.plans.begin.isVisible()
    panel.model.setData(panel.model.index(0, panel.model.columns.index("lead")), "Ai đó")
    page._look()
    assert panel.model.fault_cells() == [(0, 2)]
    assert not page.publish.isEnabled()
    panel.model.undo()
    page._look()
    page.publish.click()
    assert len([one for one in at.hub.catalogue.tasks.values() if one.is_of(2027)]) == len(
        [one for one in at.hub.catalogue.tasks.values() if one.is_of(2026)]
    )


def test_a_plan_that_was_begun_is_there_again(qtbot: QtBot, at: Province) -> None:
    page, _window = opened(qtbot, at)
    panel = page.plans.panel
    assert panel is not None
    panel.model.setData(panel.model.index(0, panel.model.columns.index("note")), "xem lại")
    page.leave()
    again, _window = opened(qtbot, at)
    assert again.plans.panel is not None
    assert again.plans.panel.model.lines[0]["note"] == "xem lại"
    again.again.click()
    assert again.plans.panel.model.lines[0]["note"] != "xem lại"


def _without_plan(at: Province, year: int) -> Lists:
    found = at.hub.releasing.lists()
    found.plans[str(year)] = []
    return found


def test_forms_the_release_lacks_are_added_once_both_pages_are_answered(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = Places(tmp_path, template=older())
    places.new_hub("hub")
    hub = places.open("hub")
    page = CataloguePage(Window(hub))
    show(qtbot, page)
    assert page.adding.button.isVisible()
    asked: list[Question] = []

    def answered(question: Question) -> bool:
        asked.append(question)
        if isinstance(question, FormsChoice):
            question.forms["PRODUCTS"].setChecked(False)
            question.accept()
        return True

    monkeypatch.setattr(Question, "answered", answered)
    page.adding.button.click()
    assert [type(one) for one in asked] == [FormsChoice, FormsWalk]
    assert hub.catalogue.number == 2
    assert "CADRE" in hub.catalogue.forms
    assert "PRODUCTS" not in hub.catalogue.forms
    assert "số 2" in page.done.words.text()
    assert page.adding.button.isVisible()
    choice = asked[0]
    assert isinstance(choice, FormsChoice)
    for tick in choice.forms.values():
        tick.setChecked(False)
    choice.outlook = None
    choice.accept()
    assert choice.outlook is None
    hub.close()


def test_a_release_with_every_form_offers_none(qtbot: QtBot, at: Province) -> None:
    page, _window = opened(qtbot, at)
    assert not page.adding.button.isVisible()
