"""The page on which the hub locks a period and decides what came later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gbdesk.services.returns import CellChange
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.reason import ReasonQuestion
from gbdesk.ui.pages.activities.page import ActivitiesPage
from gbdesk.ui.pages.figures.page import FiguresPage
from gbdesk.ui.pages.locking.page import LockingPage
from gbdesk.ui.pages.narrative.page import NarrativePage
from helpers.desks import Window
from helpers.enrolled import PERIOD
from helpers.journey import FORM, Province, complete, places, province, send, take
from helpers.typed import QUIET, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        complete(made.apps["a"])
        take(made, send(made, "a").path)
        yield made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A person who says yes and gives a reason; what was asked is kept."""
    titles: list[str] = []

    def yes(question: Question) -> bool:
        titles.append(question.windowTitle())
        if isinstance(question, ReasonQuestion):
            question.text.setPlainText("Chưa có văn bản kèm theo")
        return True

    monkeypatch.setattr(Question, "answered", yes)
    return titles


def opened(qtbot: QtBot, at: Province) -> tuple[LockingPage, Window]:
    window = Window(at.hub)
    page = LockingPage(window)
    page.resize(1140, 600)
    show(qtbot, page)
    for one in page.buttons:
        qtbot.addWidget(one)
    return page, window


def change(at: Province) -> None:
    office = at.apps["a"]
    office.returns.reopen(FORM, PERIOD)
    lines = ("dv.cases", "dv.households", "family.households", "family.households.other")
    place = places(office)[0]
    found = [CellChange(place=place, indicator=line, value=3) for line in lines]
    office.returns.set_cells(FORM, PERIOD, found)
    office.returns.complete(FORM, PERIOD)
    take(at, send(at, "a").path)


def test_locking_says_what_it_means_and_then_locks(
    qtbot: QtBot, at: Province, asked: list[str]
) -> None:
    page, window = opened(qtbot, at)
    assert not page.lock.isHidden()
    assert page.reopen.isHidden()
    page.lock.click()
    assert asked == ["Chốt kỳ báo cáo"]
    assert at.hub.locks.of(PERIOD).is_locked
    assert page.lock.isHidden()
    assert not page.reopen.isHidden()
    assert "Đã chốt" in window.told[-1][0]


@pytest.mark.parametrize(
    ("press", "state", "left"),
    [
        (lambda page: page.cards[0].accept, "", 0),
        (lambda page: page.cards[0].refuse, "returned", 1),
    ],
)
def test_later_changes_stand_with_before_and_after(  # noqa: PLR0917 - what a test is given
    qtbot: QtBot,
    at: Province,
    asked: list[str],
    press: Callable[[LockingPage], Any],
    state: str,
    left: int,
) -> None:
    at.hub.locks.lock(PERIOD)
    change(at)
    page, _ = opened(qtbot, at)
    (card,) = page.cards
    assert {("0", "3")} <= {(one.old, one.new) for one in card.edit.lines}
    press(page).click()
    assert len(asked) == 1
    assert len(page.cards) == left
    assert [one.edit.state for one in page.cards] == [state] * left


def test_opening_again_asks_why(qtbot: QtBot, at: Province, asked: list[str]) -> None:
    at.hub.locks.lock(PERIOD)
    page, _ = opened(qtbot, at)
    page.reopen.click()
    assert asked == ["Mở lại 6 tháng 2024"]
    assert at.hub.locks.of(PERIOD).reason == "Chưa có văn bản kèm theo"
    assert not page.lock.isHidden()


@pytest.mark.parametrize("kind", [FiguresPage, ActivitiesPage, NarrativePage])
def test_the_office_reads_it_before_it_changes_something(
    qtbot: QtBot, at: Province, kind: Callable[[Window], Any]
) -> None:
    office = at.apps["a"]
    for locked in (False, True):
        page = kind(Window(office))
        show(qtbot, page)
        notice = getattr(page, "log", page).locked
        assert notice.isHidden() is not locked
        assert ("chốt" in notice.text()) is locked
        for one in (*page.head, *page.buttons):
            qtbot.addWidget(one)
        at.hub.locks.lock(PERIOD) if not locked else None
        at.receipt("a")
