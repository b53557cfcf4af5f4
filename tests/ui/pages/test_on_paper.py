"""The hub enters a document in the grid; both returns can be seen; what is the unit's stays so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gbdesk.domain.owed import forms_owed
from gbdesk.ui.pages.cadres.page import CadresPage
from gbdesk.ui.pages.figures.page import FiguresPage
from gbdesk.ui.returns import on_paper
from gbdesk.ui.returns.document import DocumentDialog
from helpers.desks import Window
from helpers.journey import FORM, PERIOD, Province, figure, places, province, send, take
from helpers.typed import QUIET, press, show, type_text

pytestmark = pytest.mark.qt_log_ignore(QUIET)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path, "a") as made:
        yield made


@pytest.fixture(autouse=True)
def answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is asked writes the number and date of the document."""

    def write(dialog: DocumentDialog) -> bool:
        dialog.number.setText("12/BC-VHTT")
        dialog.day.setText("20/5/2024")
        dialog.accept()
        return True

    monkeypatch.setattr(DocumentDialog, "answered", write)


def opened(qtbot: QtBot, at: Province) -> FiguresPage:
    page = FiguresPage(Window(at.hub))
    page.resize(1310, 700)
    show(qtbot, page)
    page.arrive(office=at.apps["a"].session.office, form=FORM)
    return page


def test_a_document_is_entered_in_the_grid_and_completed(qtbot: QtBot, at: Province) -> None:
    page = opened(qtbot, at)
    office, (place, *_) = at.apps["a"].session.office, places(at.apps["a"])
    assert page.book is not None
    assert page.grid is not None
    assert not page.on_paper.button.isHidden()
    assert page.on_paper.notice.isHidden()
    page.on_paper.button.click()
    assert page.book.paper
    assert "12/BC-VHTT" in page.on_paper.words.words.text()
    assert page.on_paper.button.isHidden()
    assert page.correcting.button.isHidden()
    page.grid.go_to_line(place, "dv.cases")
    page.grid.view.setFocus()
    type_text("7")
    press(Qt.Key.Key_Return)
    sheet = at.hub.papers.sheet(FORM, PERIOD, office)
    assert sheet.cell(place, "dv.cases").value == 7
    assert at.hub.returns.open(FORM, PERIOD, office).cell(place, "dv.cases").is_blank
    page.grid.undo()
    assert at.hub.papers.sheet(FORM, PERIOD, office).cell(place, "dv.cases").is_blank


def test_the_units_own_return_takes_its_place_and_both_are_seen(qtbot: QtBot, at: Province) -> None:
    page = opened(qtbot, at)
    page.on_paper.button.click()
    assert page.book is not None
    assert page.grid is not None
    place = places(at.apps["a"])[0]
    page.grid.go_to_line(place, "dv.cases")
    page.grid.view.setFocus()
    type_text("7")
    press(Qt.Key.Key_Return)
    figure(at.apps["a"], 4)
    take(at, send(at, "a").path)
    page.period_changed()
    assert not page.book.paper
    assert "2 số khác nhau" in page.on_paper.words.words.text()
    assert page.on_paper.other.text() == "Số của văn bản"
    page.on_paper.other.click()
    assert page.book.paper
    assert not page.book.may_edit
    assert page.grid.sheet.cell(place, "dv.cases").value == 7
    assert page.on_paper.remove.isHidden()
    page.on_paper.other.click()
    assert not page.book.paper


def test_a_table_of_the_whole_unit_is_entered_likewise(qtbot: QtBot, at: Province) -> None:
    page = CadresPage(Window(at.hub))
    page.resize(1310, 700)
    show(qtbot, page)
    office = at.apps["a"].session.office
    page.arrive(office=office)
    page.on_paper.button.click()
    assert page.book is not None
    assert page.book.paper
    assert page.book.may_edit
    (form,) = forms_owed(at.hub.catalogue, office, PERIOD, page.dataset)
    assert at.hub.papers.of(form.id, PERIOD, office) is not None


def test_removing_asks_and_can_be_taken_back(
    qtbot: QtBot, at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, at)
    page.on_paper.button.click()
    monkeypatch.setattr(on_paper.Question, "answered", lambda _: True)
    page.on_paper.remove.click()
    office = at.apps["a"].session.office
    assert at.hub.papers.of(FORM, PERIOD, office) is None
    assert page.on_paper.notice.isHidden()
    window = page.around
    assert isinstance(window, Window)
    words, back = window.told[-1]
    assert words == "Đã bỏ số liệu nhập thay."
    assert back is not None
    back()
    assert at.hub.papers.of(FORM, PERIOD, office) is not None
    assert not page.on_paper.notice.isHidden()


def test_a_document_without_its_number_is_not_taken(qtbot: QtBot, at: Province) -> None:
    page = opened(qtbot, at)
    assert page.book is not None
    dialog = DocumentDialog(page.around, page.book, page)
    qtbot.addWidget(dialog)
    dialog.day.setText("20/5/2024")
    dialog.accept()
    assert dialog.result() == 0
    dialog.number.setText("12/BC")
    dialog.came.setText("19/5/2024")
    dialog.accept()
    assert dialog.result() == 0
    dialog.came.setText("21/5/2024")
    dialog.accept()
    assert dialog.result() == 1


def test_an_office_has_no_such_thing(qtbot: QtBot, at: Province) -> None:
    page = FiguresPage(Window(at.apps["a"]))
    show(qtbot, page)
    assert page.on_paper.button.isHidden()
    assert page.on_paper.notice.isHidden()
