"""A form stands open, or a draft waits, while another computer of the office changes the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gbdesk.app import App
from gbdesk.domain.refusals import Refused
from gbdesk.services.changed import Changed
from gbdesk.text import language, set_language
from gbdesk.ui.evidence.box import EvidenceBox
from gbdesk.ui.pages.activities.page import ActivitiesPage
from gbdesk.ui.pages.figures.page import FiguresPage
from gbdesk.ui.pages.narrative.page import NarrativePage
from helpers.desks import PERIOD, Window
from helpers.journey import Province, content, figure, meeting, places, province, shown
from helpers.siblings import meet, share
from helpers.typed import QUIET, press, show, type_text

pytestmark = pytest.mark.qt_log_ignore(QUIET)
P = TypeVar("P", bound=QWidget)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    before = language()
    set_language("en")
    with province(tmp_path / "p", "a", "a2") as made:
        made.folder.joinpath("stick").mkdir()
        yield made
    set_language(before)


def opened(qtbot: QtBot, app: App, make: Callable[[Window], P]) -> tuple[P, Window]:
    window = Window(app)
    page = make(window)
    page.resize(1310, 600)
    show(qtbot, page)
    return page, window


def log_of(qtbot: QtBot, app: App) -> tuple[ActivitiesPage, Window]:
    return opened(qtbot, app, ActivitiesPage)


def texts_of(qtbot: QtBot, app: App) -> tuple[NarrativePage, Window]:
    return opened(qtbot, app, NarrativePage)


def table_of(qtbot: QtBot, app: App) -> tuple[FiguresPage, Window]:
    page, window = opened(qtbot, app, FiguresPage)
    assert page.grid is not None
    (page.grid.view.figures.editor or page.grid.view).setFocus()
    return page, window


def typed(page: ActivitiesPage, field: str, text: str) -> None:
    page.panel.form.focus_on(field)
    type_text(text)


def said(page: QWidget) -> list[str]:
    shown = [one for one in page.findChildren(QLabel, "noteText") if one.isVisible()]
    files = page.findChildren(EvidenceBox)
    return [one.text() for one in shown if not any(each.isAncestorOf(one) for each in files)]


def answer(page: QWidget, words: str) -> None:
    (link,) = [one for one in page.findChildren(QPushButton, "fixLink") if one.text() == words]
    link.click()


def elsewhere(at: Province, ident: str, values: dict[str, Any]) -> None:
    """The other computer changes the activity, and this one takes that in."""
    at.apps["a2"].activities.save(ident, values)
    at.apps["a"].receiving.take_in(share(at, "a2"))


@pytest.fixture
def ident(at: Province) -> str:
    one, two = meet(at)
    made = meeting(one)
    two.receiving.take_in(share(at, "a"))
    return made


def test_what_another_changed_in_other_fields_stays(qtbot: QtBot, at: Province, ident: str) -> None:
    app = at.apps["a"]
    page, window = log_of(qtbot, app)
    page.one.open_id(ident)
    typed(page, "title", "Hội nghị cụm")
    elsewhere(at, ident, {"measure.attendees": 80, f"place.{places(app)[1]}": True})
    page.one.save()
    now = app.activities.get(ident)
    assert (now["title"], now["measure.attendees"]) == ("Hội nghị cụm", 80)
    assert now[f"place.{places(app)[1]}"] is True
    assert window.wrong == []


def test_an_open_form_shows_what_another_changed(qtbot: QtBot, at: Province, ident: str) -> None:
    page, _ = log_of(qtbot, at.apps["a"])
    page.one.open_id(ident)
    typed(page, "title", "Hội nghị cụm")
    elsewhere(at, ident, {"measure.attendees": 80})
    page.on_changed(Changed.PACKAGES)
    values = page.panel.form.values()
    assert (values["title"], values["measure.attendees"]) == ("Hội nghị cụm", 80)
    assert said(page.panel) == []


def test_a_field_both_changed_is_not_kept_before_a_person_saw_both(
    qtbot: QtBot, at: Province, ident: str
) -> None:
    app = at.apps["a"]
    page, window = log_of(qtbot, app)
    page.one.open_id(ident)
    typed(page, "title", "Hội nghị cụm")
    elsewhere(at, ident, {"title": "Hội nghị xã"})
    before = content(app)
    page.one.save()
    assert [one.code for one in window.wrong if isinstance(one, Refused)] == ["activity.moved"]
    assert content(app) == before
    assert page.panel.form.values()["title"] == "Hội nghị cụm"
    assert said(page.panel) == [
        "Somebody else changed this meanwhile. It says now: Hội nghị xã",
    ]
    page.one.save()
    assert app.activities.get(ident)["title"] == "Hội nghị cụm"
    assert said(page.panel) == []


def test_what_another_wrote_is_taken_over_with_one_click(
    qtbot: QtBot, at: Province, ident: str
) -> None:
    app = at.apps["a"]
    page, window = log_of(qtbot, app)
    page.one.open_id(ident)
    typed(page, "title", "Hội nghị cụm")
    elsewhere(at, ident, {"title": "Hội nghị xã"})
    page.on_changed(Changed.PACKAGES)
    answer(page.panel, "Take that")
    assert page.panel.form.values()["title"] == "Hội nghị xã"
    assert said(page.panel) == []
    before = content(app)
    page.one.save()
    assert content(app) == before
    assert window.wrong == []


def test_a_draft_from_before_is_shown_beside_what_another_changed(
    qtbot: QtBot, at: Province, ident: str
) -> None:
    app = at.apps["a"]
    page, _ = log_of(qtbot, app)
    page.one.open_id(ident)
    typed(page, "title", "Hội nghị cụm")
    page.one.close()
    elsewhere(at, ident, {"title": "Hội nghị xã", "measure.attendees": 80, "venue_text": "Đình"})
    again, window = log_of(qtbot, app)
    again.one.open_id(ident)
    values = again.panel.form.values()
    assert (values["title"], values["measure.attendees"]) == ("Hội nghị cụm", 80)
    assert said(again.panel) == ["Somebody else changed this meanwhile. It says now: Hội nghị xã"]
    answer(again.panel, "Keep mine")
    again.one.save()
    now = app.activities.get(ident)
    assert (now["title"], now["measure.attendees"]) == ("Hội nghị cụm", 80)
    assert now["venue_text"] == "Đình"
    assert window.wrong == []


def test_a_hidden_field_both_changed_is_brought_into_sight(
    qtbot: QtBot, at: Province, ident: str
) -> None:
    page, _ = log_of(qtbot, at.apps["a"])
    page.one.open_id(ident)
    page.panel.more.click()
    typed(page, "venue_text", "Nhà văn hóa")
    page.one.close()
    elsewhere(at, ident, {"venue_text": "Đình"})
    again, _ = log_of(qtbot, at.apps["a"])
    again.one.open_id(ident)
    assert again.panel.form.editor("venue_text").widget.isVisible()
    assert said(again.panel) == ["Somebody else changed this meanwhile. It says now: Đình"]


def both_wrote(qtbot: QtBot, at: Province) -> tuple[NarrativePage, Window]:
    """A draft of this computer, and another text that came in since."""
    one, two = meet(at)
    page, _ = texts_of(qtbot, one)
    page.sections["results"].text.setFocus()
    type_text("Của tôi")
    page.leave()
    two.narratives.save(PERIOD, "results", "Của máy kia")
    one.receiving.take_in(share(at, "a2"))
    return texts_of(qtbot, one)


@pytest.mark.parametrize(
    ("chosen", "text"),
    [
        ("Keep mine", "Của tôi"),
        ("Take that", "Của máy kia"),
        ("Keep both, one below the other", "Của tôi\nCủa máy kia"),
    ],
)
def test_a_person_chooses_which_of_two_texts_stands(
    qtbot: QtBot, at: Province, chosen: str, text: str
) -> None:
    page, window = both_wrote(qtbot, at)
    app, section = at.apps["a"], page.sections["results"]
    section.text.setFocus()
    page.sections["causes"].text.setFocus()
    assert app.narratives.get(PERIOD)["results"] == "Của máy kia"
    assert section.value() == "Của tôi"
    (words,) = said(section)
    assert words.endswith("yours is kept as a draft. There it says: Của máy kia")
    answer(section, chosen)
    assert (section.value(), app.narratives.get(PERIOD)["results"]) == (text, text)
    assert app.store.drafts.list("narrative") == []
    assert said(section) == []
    assert window.wrong == []


def test_a_text_that_came_while_one_typed_is_not_written_over(qtbot: QtBot, at: Province) -> None:
    one, two = meet(at)
    page, window = texts_of(qtbot, one)
    section = page.sections["results"]
    section.text.setFocus()
    type_text("Của tôi")
    two.narratives.save(PERIOD, "results", "Của máy kia")
    one.receiving.take_in(share(at, "a2"))
    page.sections["causes"].text.setFocus()
    assert [one.code for one in window.wrong if isinstance(one, Refused)] == ["narrative.moved"]
    assert one.narratives.get(PERIOD)["results"] == "Của máy kia"
    assert section.value() == "Của tôi"
    answer(section, "Keep mine")
    assert one.narratives.get(PERIOD)["results"] == "Của tôi"


def test_ones_own_text_is_changed_again_and_again(qtbot: QtBot, at: Province) -> None:
    app = at.apps["a"]
    page, window = texts_of(qtbot, app)
    section = page.sections["results"]
    for more in ("Một \n", "hai"):
        section.text.setFocus()
        type_text(more)
        page.sections["causes"].text.setFocus()
    assert "hai" in app.narratives.get(PERIOD)["results"]
    assert window.wrong == []


def test_a_half_typed_figure_is_told_beside_what_another_entered(
    qtbot: QtBot, at: Province
) -> None:
    one, two = meet(at)
    figure(one, 2)
    two.receiving.take_in(share(at, "a"))
    page, _ = table_of(qtbot, one)
    type_text("7")
    page.leave()
    ((key, half),) = one.store.drafts.list("figures")
    press(Qt.Key.Key_Escape)
    assert one.store.drafts.list("figures") == []
    one.store.drafts.put("figures", key, half)  # as after a crash: the editor never closed
    figure(two, 3)
    one.receiving.take_in(share(at, "a2"))
    _again, window = table_of(qtbot, one)
    assert [words for words, _ in window.told] == [
        "Somebody else changed this figure meanwhile. It says now: 3. Esc keeps that."
    ]
    press(Qt.Key.Key_Escape)
    assert shown(one, one) == 3
