"""The calendar of the log by keys alone: days, weeks, months, a new activity on the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gbdesk.services.calendar import Calendar
from gbdesk.ui.pages.activities.calendar import YEAR, CalendarView
from gbdesk.ui.pages.activities.page import ActivitiesPage
from gbdesk.ui.pages.activities.views import CALENDAR
from gbdesk.ui.pages.activities.year_paper import pdf_of
from helpers.desks import Window, Workplace, workplace
from helpers.typed import QUIET, press, show, type_text

pytestmark = pytest.mark.qt_log_ignore(QUIET)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    made = workplace(tmp_path)
    yield made
    made.store.close()


def opened(qtbot: QtBot, place: Workplace) -> tuple[ActivitiesPage, CalendarView, Window]:
    window = Window(place)
    page = ActivitiesPage(window)
    page.resize(1310, 600)
    show(qtbot, page)
    page.views.choose(CALENDAR)
    calendar = page.views.calendar
    assert calendar is not None
    return page, calendar, window


def test_keys_move_by_day_week_and_month(qtbot: QtBot, place: Workplace) -> None:
    _, calendar, _ = opened(qtbot, place)
    assert calendar.grid.hasFocus()
    assert calendar.title.text() == "Tháng 5, 2024"
    for key, day in (
        (Qt.Key.Key_Right, date(2024, 5, 25)),
        (Qt.Key.Key_Down, date(2024, 6, 1)),
        (Qt.Key.Key_Left, date(2024, 5, 31)),
        (Qt.Key.Key_PageDown, date(2024, 6, 30)),
        (Qt.Key.Key_PageUp, date(2024, 5, 30)),
        (Qt.Key.Key_Up, date(2024, 5, 23)),
        (Qt.Key.Key_Home, date(2024, 5, 24)),
    ):
        press(key)
        assert calendar.day == day
        assert calendar.grid.current() is not None
        assert calendar.grid.current().day == day  # type: ignore[union-attr]
    calendar.choose(YEAR)
    press(Qt.Key.Key_Down)
    assert calendar.day == date(2024, 6, 24)
    assert calendar.title.text() == "2024"


def test_enter_on_a_day_leads_to_the_quick_row_with_it(qtbot: QtBot, place: Workplace) -> None:
    page, _, window = opened(qtbot, place)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Return)
    assert window.gone == [("activities", {"day": "2024-05-23", "period": "2024-6T"})]
    page.arrive(day="2024-05-23")
    quick = page.listed.quick
    assert quick.title.hasFocus()
    type_text("Tọa đàm")
    quick.kind.set_value("talk")
    press(Qt.Key.Key_Return)
    keys = place.activities.ids(place.activities.query_of("2024-6T")).keys
    (row,) = place.activities.rows(keys)
    assert (row.start, row.title, row.status == "planned") == ("2024-05-23", "Tọa đàm", False)


def test_what_is_added_ahead_is_planned(qtbot: QtBot, place: Workplace) -> None:
    page, _, _ = opened(qtbot, place)
    page.arrive(day="2024-05-28")
    page.listed.quick.kind.set_value("talk")
    type_text("Tọa đàm")
    press(Qt.Key.Key_Return)
    keys = place.activities.ids(place.activities.query_of("2024-6T")).keys
    assert place.activities.rows(keys)[0].status == "planned"


def test_the_day_beside_opens_activities_and_plans_for_an_occasion(
    qtbot: QtBot, place: Workplace
) -> None:
    kept = place.activities.save(
        None, {"title": "Chiếu phim", "kind": "talk", "start": "2024-06-28"}
    ).id
    _, calendar, window = opened(qtbot, place)
    calendar.go(date(2024, 6, 28))
    names = {one.accessibleName(): one for one in calendar.side.findChildren(QPushButton)}
    names["Chiếu phim: Đã làm"].click()
    assert window.gone[-1] == ("activities", {"open": kept, "office": place.session.office})
    place.activities.delete([kept])
    calendar.refresh()
    names = {one.accessibleName(): one for one in calendar.side.findChildren(QPushButton)}
    names["Ngày Gia đình Việt Nam: Lên kế hoạch"].click()
    page, facts = window.gone[-1]
    assert (page, facts["new"]["occasion"]) == ("activities", "family-day")


def test_the_year_is_one_page_of_paper(place: Workplace, qtbot: QtBot) -> None:
    pdf = pypdfium2.PdfDocument(pdf_of(Calendar(place.desk).year(2024), "Huyện Sông Mây"))
    assert len(pdf) == 1
    wide, high = pdf[0].get_size()
    assert wide > high
    words = pdf[0].get_textpage().get_text_range()
    assert "Hoạt động năm 2024 – Huyện Sông Mây" in words
    assert "Tháng 12" in words
