from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.templates import template
from gbdesk.ui.pages.narrative.page import NarrativePage
from gbdesk.ui.pages.plan.page import PlanPage
from helpers.desks import PERIOD, Window, Workplace, workplace
from helpers.typed import QUIET, show, type_text

pytestmark = pytest.mark.qt_log_ignore(QUIET)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    made = workplace(tmp_path)
    yield made
    made.store.close()


def narrative(qtbot: QtBot, place: Workplace) -> NarrativePage:
    page = NarrativePage(Window(place))
    page.resize(1100, 600)
    show(qtbot, page)
    return page


def test_a_text_is_a_draft_while_typed_and_kept_when_left(qtbot: QtBot, place: Workplace) -> None:
    page = narrative(qtbot, place)
    page.sections["results"].text.setFocus()
    type_text("Đã tổ chức 26 hoạt động.")
    assert place.narratives.get(PERIOD)["results"] == ""
    page.leave()
    drafts = [payload for _, payload in place.store.drafts.list("narrative")]
    assert drafts == [{"text": "Đã tổ chức 26 hoạt động.", "seen": ""}]
    page.sections["causes"].text.setFocus()
    assert place.narratives.get(PERIOD)["results"] == "Đã tổ chức 26 hoạt động."
    assert place.store.drafts.list("narrative") == []


def test_a_draft_is_shown_again(qtbot: QtBot, place: Workplace) -> None:
    page = narrative(qtbot, place)
    page.sections["plans"].text.setFocus()
    type_text("Tiếp tục")
    page.leave()
    again = narrative(qtbot, place)
    assert again.sections["plans"].value() == "Tiếp tục"


def test_a_trace_of_a_person_is_pointed_out_when_the_text_is_left(
    qtbot: QtBot, place: Workplace
) -> None:
    page = narrative(qtbot, place)
    section = page.sections["difficulties"]
    section.text.setFocus()
    type_text("Hỏi chị Lan 0912345678.")
    page.sections["causes"].text.setFocus()
    words = [label.text() for label in section.findChildren(QLabel, "noteText")]
    assert words
    link = section.findChild(QPushButton, "fixLink")
    assert link is not None
    link.click()
    assert "0912345678" not in place.narratives.get(PERIOD)["difficulties"]
    assert "Lan" not in section.value()


def test_every_task_is_shown_and_adding_begins_with_what_it_asks_for(
    qtbot: QtBot, place: Workplace
) -> None:
    window = Window(place)
    page = PlanPage(window)
    page.resize(1100, 600)
    show(qtbot, page)
    tasks = place.catalogue.tasks_of(place.session.office)
    assert len(page.rows()) == len(tasks)
    row = next(row for row in page.rows() if hasattr(row, "add_button"))
    row.add_button.click()
    where, facts = window.gone[0]
    assert where == "activities"
    assert facts["new"]["task"] == row.coverage.task.id


def test_a_task_is_covered_once_an_activity_is_recorded(qtbot: QtBot, place: Workplace) -> None:
    window = Window(place)
    page = PlanPage(window)
    show(qtbot, page)
    first = next(row for row in page.rows() if hasattr(row, "add_button"))
    ident = first.coverage.task.id
    values = {"title": "Họp", "kind": "meeting", "start": "2024-05-20", "task": ident}
    done = place.activities.save(None, values)  # type: ignore[arg-type]
    page.on_changed(done.changed)
    covered = {row.coverage.task.id: row.coverage.count for row in page.rows()}
    assert covered[ident] == 1
    page.view.chosen.emit("open")
    assert ident not in {row.coverage.task.id for row in page.rows()}


def test_a_task_that_is_not_ours_needs_a_reason(qtbot: QtBot, place: Workplace) -> None:
    page = PlanPage(Window(place))
    show(qtbot, page)
    task = page.rows()[0].coverage.task.id
    done = place.plan.exclude(task, PERIOD, "Không có thư viện")
    page.on_changed(done.changed)
    row = next(row for row in page.rows() if row.coverage.task.id == task)
    assert row.coverage.note == "Không có thư viện"


def test_a_year_without_a_plan_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    raw = template("sample-2024")
    for one in raw["tasks"]:
        one["years"] = [2025]
    place = workplace(tmp_path)
    place.desk._read_catalogue = lambda _db: read_catalogue(raw)
    place.desk.reload()
    place.catalogue = place.desk.catalogue
    page = PlanPage(Window(place))
    show(qtbot, page)
    assert page.rows() == []
    shown = [label.text() for label in page.findChildren(QLabel)]
    assert "Danh mục của Sở chưa có kế hoạch năm 2024; " in " ".join(shown)
    place.desk.store.close()
