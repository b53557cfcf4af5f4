"""Units that became one, in the window: the walk at the hub, the old units at the new one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gbdesk.domain.dates import short
from gbdesk.domain.mergers import Merger
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.pages.activities.page import ActivitiesPage
from gbdesk.ui.pages.catalogue.merging import MergerChoice, MergerWalk
from gbdesk.ui.pages.catalogue.page import CataloguePage
from gbdesk.ui.pages.figures.page import FiguresPage
from helpers.desks import Window
from helpers.enrolled import PERIOD, enrol
from helpers.journey import FIRST, SECOND, Province, figure, province, send, take
from helpers.merged import JULY, NEW, key_of, merge
from helpers.typed import QUIET, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a", "b") as made:
        yield made


def tick(choice: MergerChoice, *keys: str) -> None:
    for at in range(choice.units.count()):
        item = choice.units.item(at)
        if item.data(Qt.ItemDataRole.UserRole) in keys:
            item.setCheckState(Qt.CheckState.Checked)


def fill(choice: MergerChoice) -> None:
    tick(choice, FIRST, SECOND)
    choice.name.setText(NEW["name"])
    choice.name.textEdited.emit(NEW["name"])
    choice.brief.setText(NEW["short"])
    choice.day.setText(short(JULY))


@pytest.fixture
def choice(qtbot: QtBot, at: Province) -> MergerChoice:
    made = MergerChoice(Window(at.hub), None)
    qtbot.addWidget(made)
    return made


def test_what_is_chosen_is_the_merger(choice: MergerChoice) -> None:
    fill(choice)
    assert choice.merger() == Merger(old=(FIRST, SECOND), day=JULY, line=NEW)
    choice.accept()
    assert choice.outlook is not None
    assert choice.result() == MergerChoice.DialogCode.Accepted
    assert len(choice.outlook.steps) == 6


def test_one_that_goes_on_is_one_of_those_ticked(choice: MergerChoice) -> None:
    fill(choice)
    choice.goes_on.setChecked(True)
    assert [choice.into.itemData(at) for at in range(choice.into.count())] == [FIRST, SECOND]
    choice.into.setCurrentIndex(1)
    assert choice.merger() == Merger(old=(FIRST, SECOND), day=JULY, into=SECOND)
    choice.accept()
    assert choice.outlook is not None
    assert "1" in choice.outlook.steps[3]


def test_it_stays_open_with_words_where_something_is_wrong(choice: MergerChoice) -> None:
    choice.accept()
    fill(choice)
    choice.name.clear()
    choice.accept()
    assert choice.outlook is None
    assert choice.result() != MergerChoice.DialogCode.Accepted


def test_finding_hides_the_others_and_keeps_their_ticks(choice: MergerChoice) -> None:
    tick(choice, FIRST)
    choice.search.setText("doi co")
    seen = [
        choice.units.item(at).text()
        for at in range(choice.units.count())
        if not choice.units.item(at).isHidden()
    ]
    assert seen
    assert all("Đồi Cọ" in one for one in seen)
    assert choice.chosen() == (FIRST,)


def test_the_walk_publishes_once_both_pages_are_answered(
    qtbot: QtBot, at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = Window(at.hub)
    page = CataloguePage(window)
    show(qtbot, page)
    asked: list[Question] = []

    def answered(question: Question) -> bool:
        asked.append(question)
        if isinstance(question, MergerChoice):
            fill(question)
            question.accept()
        return True

    monkeypatch.setattr(Question, "answered", answered)
    page.merge.click()
    assert [type(one) for one in asked] == [MergerChoice, MergerWalk]
    assert at.hub.catalogue.number == 2
    assert NEW["short"] in page.done.words.text()
    assert any(line["name"] == NEW["name"] for line in page.units.model.lines)


def test_it_waits_for_what_is_typed_in_the_lists(qtbot: QtBot, at: Province) -> None:
    page = CataloguePage(Window(at.hub))
    show(qtbot, page)
    assert page.merge.isEnabled()
    model = page.units.model
    model.setData(model.index(len(model.lines), 0), "Bảo tàng tỉnh")
    page._rest.stop()
    page._look()
    assert not page.merge.isEnabled()
    assert page.merge.toolTip()


def test_the_new_unit_chooses_an_old_one_for_a_period_before(qtbot: QtBot, at: Province) -> None:
    first = at.apps["a"]
    figure(first, 5)
    take(at, send(at, "a").path)
    office = merge(at)
    new = at.apps["n"] = enrol(at, at.hub, "n", key_of(at.hub, office))
    old = first.session.office
    window = Window(new, period=PERIOD)
    for page in (FiguresPage(window), ActivitiesPage(window)):
        show(qtbot, page)
        assert page.offices.isVisibleTo(page)
        assert set(page.offices.known()) == {old, at.apps["b"].session.office}
        assert page.offices.value() == old
        assert page.offices.may_edit()
        window.period = "2024-N"
        page.period_changed()
        assert not page.offices.isVisibleTo(page)
        assert page.offices.office() == office
        window.period = PERIOD


def test_an_office_alone_has_nothing_to_choose(qtbot: QtBot, at: Province) -> None:
    page = FiguresPage(Window(at.apps["a"], period=PERIOD))
    show(qtbot, page)
    assert not page.offices.isVisibleTo(page)
    assert page.offices.office() == at.apps["a"].session.office
