"""The sums of the log and the counts of its chips: off the window's thread, never old ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gbdesk.domain.refusals import Refused
from gbdesk.services.activities import Activities
from gbdesk.ui.forms.latest import Latest
from gbdesk.ui.pages.activities import foot
from gbdesk.ui.pages.activities.page import ActivitiesPage
from helpers.desks import LateWindow, Window, Workplace, workplace
from helpers.typed import QUIET, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)
PEOPLE = "Người dự: {} · nữ {} (60,0%)"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    made = workplace(tmp_path)
    yield made
    made.store.close()


def add(place: Workplace, title: str, people: int | None, **more: object) -> str:
    values = {
        "title": title,
        "kind": "talk",
        "start": "2024-05-20",
        f"place.{place.catalogue.places_of(place.session.office, place.today())[0].id}": True,
        "measure.quantity": 1,
        "measure.attendees": people,
        "measure.women": None if people is None else people * 6 // 10,
        **more,
    }
    return place.activities.save(None, values).id  # type: ignore[arg-type]


def opened(qtbot: QtBot, window: Window) -> ActivitiesPage:
    page = ActivitiesPage(window)
    page.resize(1310, 600)
    show(qtbot, page)
    return page


def shown(page: ActivitiesPage) -> tuple[str, str, str]:
    """The foot and the first chip as they are seen."""
    line = page.listed.foot
    return line.count.text(), line.people.text(), page.filters.lacking.text().strip()


def test_nothing_is_added_up_on_the_windows_thread(
    qtbot: QtBot, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening, searching and saving ask for sums; none is worked out before its turn comes."""
    add(place, "một", 50)
    window, added = LateWindow(place), []

    def watched(name: str) -> None:
        asked = getattr(Activities, name)
        monkeypatch.setattr(
            Activities, name, lambda *given, **more: added.append(name) or asked(*given, **more)
        )

    watched("sums")
    watched("count")
    page = opened(qtbot, window)
    page.filters.search.setText("mot")
    page.filters.search.ask()
    assert added == []
    assert len(page.listed.model.keys) == 1
    assert window.answered() == 3  # the first sums were under way; then the keys, and their sums
    assert added.count("sums") == 2


def test_an_old_sum_is_gone_while_the_new_one_is_awaited(qtbot: QtBot, place: Workplace) -> None:
    add(place, "một", 50)
    add(place, "hai", None)
    window = LateWindow(place)
    page = opened(qtbot, window)
    assert shown(page)[:2] == ("2 hoạt động", "")
    window.answered()
    assert shown(page) == ("2 hoạt động", PEOPLE.format(50, 30), "Thiếu thông tin · 1")
    add(place, "ba", 100)
    page.listed.refresh(drafts=frozenset())
    assert shown(page) == ("3 hoạt động", "", "Thiếu thông tin · …")
    qtbot.waitUntil(lambda: shown(page)[1] == "Đang cộng…", timeout=4 * foot.LONG_MS)
    window.answered()
    assert shown(page) == ("3 hoạt động", PEOPLE.format(150, 90), "Thiếu thông tin · 1")


def test_an_answer_to_an_earlier_question_is_not_shown(qtbot: QtBot, place: Workplace) -> None:
    add(place, "một", 50)
    window = LateWindow(place)
    page = opened(qtbot, window)
    first = window.waiting.pop()
    add(place, "hai", 100)
    page.listed.refresh(drafts=frozenset())
    assert window.waiting == []  # one question at a time
    first()
    assert shown(page)[:2] == ("2 hoạt động", "")
    assert window.answered() == 1
    assert shown(page)[1] == PEOPLE.format(150, 90)


def test_what_needs_every_activity_looked_at_waits_too(qtbot: QtBot, place: Workplace) -> None:
    """Which lack something is found off the thread; the caret goes there once they are shown."""
    add(place, "một", 50)
    lacking = add(place, "hai", None)
    window = LateWindow(place)
    page = opened(qtbot, window)
    window.answered()
    page.filters.narrow_to_lacking()
    assert shown(page)[:2] == ("", "")
    page.listed.mark(lacking)
    window.answered()
    assert [page.listed.model.row(at).title for at in range(len(page.listed.model.keys))] == ["hai"]
    assert page.listed.table.current_key() == page.listed.key_of(lacking)
    assert shown(page)[0] == "1 hoạt động"


def test_only_the_newest_question_is_answered(qtbot: QtBot, place: Workplace) -> None:
    window, told = LateWindow(place), list[int]()
    page = opened(qtbot, window)
    window.answered()
    latest = Latest(window, page)
    for number in range(5):
        latest.ask(lambda number=number: number, told.append)  # type: ignore[misc]
    assert window.answered() == 2
    assert told == [4]
    latest.ask(lambda: 5, told.append)
    latest.forget()
    window.answered()
    assert told == [4]


def test_a_question_that_fails_is_told_and_the_next_one_asked(
    qtbot: QtBot, place: Workplace
) -> None:
    window, told = LateWindow(place), list[int]()
    page = opened(qtbot, window)
    window.answered()

    def refuse() -> int:
        raise Refused("disk.full")

    latest = Latest(window, page)
    latest.ask(refuse, told.append)
    latest.ask(lambda: 2, told.append)
    window.answered()
    assert len(window.wrong) == 1
    assert told == [2]
