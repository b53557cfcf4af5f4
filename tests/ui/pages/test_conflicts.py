from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gbdesk.services.activities import Activities, ActivityQuery
from gbdesk.ui.pages.conflicts.page import ConflictsPage
from helpers.desks import Window
from helpers.entering import desk
from helpers.hub import TODAY, differ, hub_app
from helpers.typed import QUIET, press, show, type_text

pytestmark = pytest.mark.qt_log_ignore(QUIET)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Any]:
    with desk(tmp_path, "dept", today=TODAY) as at:
        differ(tmp_path, at)
        yield hub_app(at)


def opened(qtbot: QtBot, hub: Any) -> tuple[ConflictsPage, Window]:
    window = Window(hub)
    page = ConflictsPage(window)
    page.resize(1140, 600)
    show(qtbot, page)
    return page, window


def people(hub: Any) -> dict[str, int | None]:
    activities = Activities(hub.desk)
    keys = activities.ids(ActivityQuery()).keys
    return {row.title: row.attendees for row in activities.rows(keys)}


def test_both_values_stand_side_by_side_and_rank_is_preselected(qtbot: QtBot, hub: Any) -> None:
    page, _ = opened(qtbot, hub)
    assert len(page.rows) == 3
    first = page.rows[0]
    assert [card.accessibleName().split(".")[0] for card in first.cards] == ["239", "241"]
    assert [card.isChecked() for card in first.cards] == [True, False]
    assert "3" in page.settle.text()


def test_choices_by_mouse_and_key_are_settled_together(qtbot: QtBot, hub: Any) -> None:
    page, window = opened(qtbot, hub)
    qtbot.mouseClick(page.rows[0].cards[1], Qt.MouseButton.LeftButton)
    page.rows[1].cards[1].setFocus()
    press(Qt.Key.Key_Space)
    page.settle.click()
    assert people(hub) == {"Hội thi số 1": 241, "Hội thi số 2": 57, "Hội thi số 3": 30}
    assert hub.conflicts.count() == 0
    assert window.told[-1][0] == "Đã chốt 3 khác biệt."
    assert page._empty.isVisible()


def test_a_value_of_neither_side_is_taken(qtbot: QtBot, hub: Any) -> None:
    page, _ = opened(qtbot, hub)
    row = page.rows[0]
    row.another.click()
    type_text("250", row.own)
    assert not any(card.isChecked() for card in row.cards)
    page.rows[1].choose(None)
    page.rows[2].choose(None)
    page.settle.click()
    assert people(hub)["Hội thi số 1"] == 250
    assert hub.conflicts.count() == 2


def test_left_open_nothing_is_settled(qtbot: QtBot, hub: Any) -> None:
    page, _ = opened(qtbot, hub)
    page.leave_open.click()
    assert not page.settle.isEnabled()
    assert hub.conflicts.count() == 3


def test_all_of_the_units_or_all_of_the_hub(qtbot: QtBot, hub: Any) -> None:
    page, _ = opened(qtbot, hub)
    page.take_office.click()
    assert all(row.cards[1].isChecked() for row in page.rows)
    page.keep_hub.click()
    assert all(row.cards[0].isChecked() for row in page.rows)
    qtbot.mouseClick(page.rows[0].cards[0], Qt.MouseButton.LeftButton)
    assert page.rows[0].choice() is None


def test_a_difference_that_changed_meanwhile_is_not_settled(qtbot: QtBot, hub: Any) -> None:
    page, _ = opened(qtbot, hub)
    hub.conflicts.settle([(page.rows[0].view.key, 1)])
    page.settle.click()
    assert hub.conflicts.count() == 2
    assert page.notice.isVisible()
    assert len(page.rows) == 2
