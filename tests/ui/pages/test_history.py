from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gbdesk.services.phoning import PhoneCode
from gbdesk.ui.pages.history.deeds import UndoQuestion
from gbdesk.ui.pages.history.page import REFUSED, TRACKS, HistoryPage
from gbdesk.ui.pages.history.phone import PhoneCodes
from gbdesk.ui.pages.sent.page import SentPage
from gbdesk.ui.pages.sent.phone import PhoneQuestion
from helpers.desks import Window
from helpers.journey import Province, content, meeting, province, send, take
from helpers.typed import QUIET, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        yield made


def opened(qtbot: QtBot, at: Province) -> tuple[HistoryPage, Window]:
    window = Window(at.hub)
    page = HistoryPage(window)
    page.resize(1140, 600)
    show(qtbot, page)
    return page, window


def test_an_import_is_listed_and_undoing_says_what_leaves(
    qtbot: QtBot, at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(at.hub)
    meeting(at.apps["a"])
    take(at, send(at, "a").path)
    page, window = opened(qtbot, at)
    found = page.current()
    assert found is not None
    assert (found.seq, found.undone) == (1, False)
    asked: list[str] = []

    def answered(question: UndoQuestion) -> bool:
        asked.append(question.words.text())
        return True

    monkeypatch.setattr(UndoQuestion, "answered", answered)
    qtbot.mouseClick(page.side.undo, Qt.MouseButton.LeftButton)
    assert "mục" in asked[0]
    assert content(at.hub) == before
    again = page.current()
    assert again is not None
    assert again.undone
    assert not page.side.undo.isEnabled()
    assert window.told


def test_a_refused_file_is_kept_with_its_sentence(qtbot: QtBot, at: Province) -> None:
    meeting(at.apps["a"])
    path = send(at, "a").path
    path.write_bytes(path.read_bytes()[:-2000])
    at.hub.receiving.look(path)
    page, _ = opened(qtbot, at)
    page.choose(REFUSED)
    page.refusals.select_row(0)
    said = " ".join(one.text() for one in page.side.findChildren(QLabel))
    assert "E_TRUNCATED" in said
    assert path.name in said


def test_receipts_are_written_for_all(qtbot: QtBot, at: Province) -> None:
    meeting(at.apps["a"])
    take(at, send(at, "a").path)
    page, window = opened(qtbot, at)
    page.deeds.write_receipts(at.back)
    assert len(list(at.back.glob("*.gbpkg"))) == 1
    assert "1 biên nhận" in window.told[-1][0]


def test_the_register_says_which_packages_came(qtbot: QtBot, at: Province) -> None:
    for title in ("Một", "Hai", "Ba"):
        meeting(at.apps["a"], title)
        path = send(at, "a").path
        if title != "Hai":
            take(at, path)
    page, _ = opened(qtbot, at)
    page.choose(TRACKS)
    table = page.lists.table(TRACKS)
    first = table.model().index(0, 0)
    assert table.columnWidth(0) >= table.sizeHintForIndex(first).width()
    assert table.isVisible()
    row = page.lists.row()
    assert (row.packages, row.missing) == ("1, 3", ((2, 2),))
    said = " ".join(one.text() for one in page.side.findChildren(QLabel))
    assert "Chưa nhận gói 2" in said
    assert not page.side.undo.isVisible()
    assert page.side.receipt.isVisible()


def test_the_codes_of_a_computer_with_two_histories_are_told_apart(
    qtbot: QtBot, at: Province
) -> None:
    page, _ = opened(qtbot, at)
    both = [
        PhoneCode(
            office="u",
            office_name="Phòng Thử",
            device="d_x",
            label="PC-01",
            n=5,
            seq=2,
            code=code,
            history=number,
            histories=2,
        )
        for number, code in enumerate(("AAAA-AAAA-AA", "BBBB-BBBB-BB"), 1)
    ]
    question = PhoneCodes(both, page)
    said = [one.text() for one in question.findChildren(QLabel)]
    assert "PC-01, nhánh 1 · đến gói 2" in said
    assert "PC-01, nhánh 2 · đến gói 2" in said
    assert any("Mỗi nhánh có mã riêng" in words for words in said)
    one = PhoneCodes([replace(both[0], histories=1)], page)
    assert not any("nhánh" in words.text() for words in one.findChildren(QLabel))


def test_a_receipt_is_shown_to_be_read_out_and_typed_at_the_office(
    qtbot: QtBot, at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting(at.apps["a"])
    take(at, send(at, "a").path)
    page, _ = opened(qtbot, at)
    page.choose(TRACKS)
    codes: list[str] = []

    def shown(question: PhoneCodes) -> bool:
        codes.extend(one.text() for one in question.codes)
        return True

    monkeypatch.setattr(PhoneCodes, "answered", shown)
    page.side.phone.click()
    (code,) = codes
    office = SentPage(Window(at.apps["a"]))
    show(qtbot, office)

    def typed(question: PhoneQuestion) -> bool:
        question.code.setText(code[:-1])
        question.accept()
        assert not question.result()
        question.code.setText(code.lower())
        question.accept()
        return bool(question.result())

    monkeypatch.setattr(PhoneQuestion, "answered", typed)
    office.phoning.button.click()
    assert "Đã ghi biên nhận gói 1" in office.said.text()
    row = office.row()
    assert row is not None
    assert row.state == "received"
