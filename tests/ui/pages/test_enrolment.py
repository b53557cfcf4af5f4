from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gbdesk.bootstrap import recover
from gbdesk.services.enrolment import ENROLLED, INVITED, NONE, REVOKED
from gbdesk.services.setup import Made
from gbdesk.store import vault
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.keys.hub import HelpShown, HelpWalk, HubKeysWalk
from gbdesk.ui.keys.pc import CertifyWalk
from gbdesk.ui.keys.root import RootChangeWalk, RootLostWalk, RootWalk
from gbdesk.ui.keys.root_sheet import RootSheet
from gbdesk.ui.pages.enrolment import deeds, roots
from gbdesk.ui.pages.enrolment.codes import CodesShown
from gbdesk.ui.pages.enrolment.page import EnrolmentPage
from gbdesk.ui.pages.enrolment.requests import DigitsHeard, DigitsShown
from gbdesk.ui.pages.enrolment.rows import pill_of
from gbdesk.ui.pages.sent.registration import RegistrationCard
from gbdesk.ui.paper import pdf_of
from helpers.desks import Window
from helpers.enrolled import PASSWORD, office_id
from helpers.journey import FIRST, SECOND, Province, figure, province, send
from helpers.typed import QUIET, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p") as made:
        yield made


@pytest.fixture
def codes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes shown, in order."""
    told: list[str] = []

    def answered(shown: CodesShown) -> bool:
        told.extend(one.text() for one in shown.codes)
        return True

    monkeypatch.setattr(CodesShown, "answered", answered)
    return told


def opened(qtbot: QtBot, at: Province) -> tuple[EnrolmentPage, Window]:
    window = Window(at.hub)
    page = EnrolmentPage(window)
    page.resize(1140, 600)
    show(qtbot, page)
    return page, window


def state(at: Province, key: str) -> str:
    office = office_id(at.hub, key)
    return next(one.state for one in at.hub.enrolment.list() if one.office == office)


def choose(page: EnrolmentPage, at: Province, key: str) -> None:
    office = office_id(at.hub, key)
    row = next(n for n, line in page._lines.items() if line.office.id == office)
    page.table.select_row(row)


def test_an_office_is_invited_registered_and_may_send(
    qtbot: QtBot, at: Province, codes: list[str]
) -> None:
    page, window = opened(qtbot, at)
    assert state(at, FIRST) == NONE
    choose(page, at, FIRST)
    key = page.table.current_key()
    assert key is not None
    page.deeds.make([page._lines[key].office], at.usb)
    assert state(at, FIRST) == INVITED
    (file,) = at.usb.glob("*.gbinv")
    made = at.make_office("a", file.read_bytes(), codes[0])
    request = at.usb / "a.gbreq"
    request.write_bytes(made.request)
    page.deeds.take_in(request, at.back)
    assert state(at, FIRST) == ENROLLED
    assert "đã ghi danh" in window.told[-1][0]
    assert page.done.isVisible()
    (answer,) = list(at.back.iterdir())
    office = at.open("a")
    try:
        office.enrolment.accept(answer)
        assert office.enrolment.state() == ENROLLED
    finally:
        office.close()


def test_several_are_invited_at_once_each_with_its_own_code(
    qtbot: QtBot, at: Province, codes: list[str]
) -> None:
    page, _ = opened(qtbot, at)
    offices = [at.hub.catalogue.offices[office_id(at.hub, key)] for key in (FIRST, SECOND)]
    page.deeds.make(offices, at.usb)
    assert len(set(codes)) == 2
    assert len(list(at.usb.glob("*.gbinv"))) == 2
    assert (state(at, FIRST), state(at, SECOND)) == (INVITED, INVITED)


def test_what_is_no_request_is_refused_in_words(qtbot: QtBot, at: Province) -> None:
    wrong = at.usb / "x.gbreq"
    wrong.write_bytes(b"no request")
    page, _ = opened(qtbot, at)
    page.deeds.take_in(wrong, at.back)
    assert page.notice.isVisible()
    assert page.notice.words.text()
    assert list(at.back.iterdir()) == []


def test_a_folder_that_takes_nothing_is_told(qtbot: QtBot, at: Province, codes: list[str]) -> None:
    page, _ = opened(qtbot, at)
    office = at.hub.catalogue.offices[office_id(at.hub, FIRST)]
    page.deeds.make([office], at.usb / "gone")
    assert page.notice.isVisible()
    assert codes == []


def test_a_lost_pc_is_withdrawn_after_a_word_on_what_that_means(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with province(tmp_path / "q", "a") as at:
        page, window = opened(qtbot, at)
        choose(page, at, FIRST)
        asked: list[str] = []

        def answered(question: Question) -> bool:
            asked.append(question.windowTitle())
            return True

        monkeypatch.setattr(Question, "answered", answered)
        row = next(one for one in at.hub.enrolment.list() if one.devices)
        page.side.revoke_asked.emit(row.devices[0].device)
        assert asked
        assert state(at, FIRST) == REVOKED
        assert "thu hồi" in window.told[-1][0]


def test_codes_are_shown_large_and_named(qtbot: QtBot, at: Province, tmp_path: Path) -> None:
    from gbdesk.ui.pages.enrolment.codes import Invited

    page, _ = opened(qtbot, at)
    shown = CodesShown([Invited(name="Đơn vị", path=tmp_path / "x.gbinv", code="AB12-CD34")], page)
    qtbot.addWidget(shown)
    shown.show()
    assert shown.codes[0].text() == "AB12-CD34"
    assert shown.codes[0].fontMetrics().height() > page.fontMetrics().height()
    qtbot.mouseClick(shown.shut, Qt.MouseButton.LeftButton)
    assert not shown.isVisible()


def root_of(tmp_path: Path) -> tuple[Province, Made]:
    """A hub whose root file and code are at hand."""
    place = Province(tmp_path)
    made = place.make_hub()
    place.apps["hub"] = place.open("hub")
    return place, made


def typed(asked: RootWalk, made: Made, *, code: str = "") -> bool:
    """Choose the root file, type the codes and say yes."""
    assert made.root_file is not None
    asked.accept()
    assert not asked.result()
    asked.root.take(made.root_file)
    asked.code.setText(code or made.root_secret)
    asked.password.setText(PASSWORD)
    asked.accept()
    return bool(asked.result())


def test_new_keys_are_taken_into_use_with_the_root_file(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, made = root_of(tmp_path)
    page, window = opened(qtbot, at)
    before = at.hub.hub_keys.standing().number
    told: list[str] = []

    def wrong(asked: HubKeysWalk) -> bool:
        told.extend(one.text() for one in asked.findChildren(QLabel, "hubWords"))
        return typed(asked, made, code="0000-0000-0000-00000")

    monkeypatch.setattr(HubKeysWalk, "answered", wrong)
    page.walks.actions()[0].trigger()
    assert page.notice.isVisible()
    assert any("Các đơn vị nhận biết khóa mới" in words for words in told)
    assert at.hub.hub_keys.standing().number == before
    monkeypatch.setattr(HubKeysWalk, "answered", lambda asked: typed(asked, made))
    page.walks.actions()[0].trigger()
    assert at.hub.hub_keys.standing().number == before + 1
    assert "Hãy ghi biên nhận" in window.told[-1][0]
    assert len(list(at.hub.backups.folder.iterdir())) == 1
    at.close()


def test_a_new_root_key_is_taken_into_use_once_its_sheet_is_there(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, made = root_of(tmp_path)
    page, window = opened(qtbot, at)
    told: list[str] = []
    sheets: list[RootSheet] = []
    proofs = ["0000", ""]

    def walked(asked: RootChangeWalk) -> bool:
        told.extend(one.text() for one in asked.findChildren(QLabel, "hubWords"))
        return typed(asked, made)

    def proven(asked: RootSheet) -> bool:
        sheets.append(asked)
        asked.proof.setText(proofs.pop() or asked.new.code.split("-")[asked.asked].lower())
        asked.accept()
        return bool(asked.result())

    monkeypatch.setattr(RootChangeWalk, "answered", walked)
    monkeypatch.setattr(RootSheet, "answered", proven)
    monkeypatch.setattr(roots, "ask_folder", lambda *_given: tmp_path)
    proofs.reverse()
    page.walks.actions()[1].trigger()
    assert any("hết hiệu lực" in words for words in told)
    assert at.hub.hub_keys.standing().number == 1
    assert "Chưa thay đổi gì" in window.told[-1][0]
    page.walks.actions()[1].trigger()
    assert at.hub.hub_keys.standing().number == 2
    assert "Khóa gốc số 2" in window.told[-1][0]
    assert len(list(at.hub.backups.folder.iterdir())) == 1
    assert made.root_secret not in sheets[-1].new.code
    paper = sheets[-1].paper()
    assert paper.more.split("\n")[1] == made.recovery_identity
    assert pdf_of(paper).startswith(b"%PDF")
    file = next(iter(tmp_path.glob("hub-2 (2).gbroot")))
    assert at.hub.hub_keys.renew(file.read_bytes(), sheets[-1].new.code).number == 3
    at.close()


def test_the_root_file_is_lost_and_the_page_says_what_that_means(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, _ = root_of(tmp_path)
    page, window = opened(qtbot, at)
    before = at.hub.hub_keys.standing().number
    told: list[str] = []

    def walked(asked: RootLostWalk) -> bool:
        told.extend(one.text() for one in asked.findChildren(QLabel, "hubWords"))
        asked.password.setText(PASSWORD)
        asked.accept()
        return bool(asked.result())

    def proven(asked: RootSheet) -> bool:
        assert len(asked.new.emergency) == 1
        asked.proof.setText(asked.new.code.split("-")[asked.asked])
        asked.accept()
        return bool(asked.result())

    monkeypatch.setattr(RootLostWalk, "answered", walked)
    monkeypatch.setattr(RootSheet, "answered", proven)
    monkeypatch.setattr(roots, "ask_folder", lambda *_given: tmp_path)
    page.walks.actions()[2].trigger()
    assert any("không gì ký xác nhận được" in words for words in told)
    assert at.hub.hub_keys.standing().number == before + 1
    assert "mỗi đơn vị gõ mã" in window.told[-1][0]
    at.close()


def test_the_page_shows_who_was_not_seen_to_trust_the_new_root_key(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with province(tmp_path / "p", "a") as at:
        page, _ = opened(qtbot, at)

        def shown() -> tuple[str, str]:
            page.period_changed()
            choose(page, at, FIRST)
            line = page._lines[int(page.table.current_key())]
            words = " ".join(one.text() for one in page.side.findChildren(QLabel))
            return pill_of(line.row).text, words

        assert shown()[0] == "Đã ghi danh"
        assert "khóa gốc" not in shown()[1]
        new = at.hub.root_keys.make()
        at.hub.root_keys.replace((new.bytes, new.code))
        assert shown()[0] == "Chờ khóa gốc"
        assert "đọc mã qua điện thoại" in shown()[1]
        invitation = at.hub.enrolment.invite(office_id(at.hub, FIRST))
        at.apps["a"].enrolment.pin(invitation.bytes, invitation.code)
        figure(at.apps["a"], 2)
        at.hub.receiving.take_in_all([send(at, "a").path])
        assert shown()[0] == "Đã ghi danh"
        assert "đã tin khóa gốc hiện hành" in shown()[1]


def test_a_unit_that_lost_its_password_is_helped(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, made = root_of(tmp_path)
    office = at.join("a", FIRST)
    office.escrow.give()
    page, _ = opened(qtbot, at)
    codes: list[str] = []

    def answered(asked: HelpWalk) -> bool:
        asked.keys.take(vault.keys_of(at.path("a")))
        asked.reason.setText("Chị Mai gọi sáng 24/5")
        return typed(asked, made)

    def shown(asked: HelpShown) -> bool:
        codes.append(asked.code.text())
        return True

    monkeypatch.setattr(HelpWalk, "answered", answered)
    monkeypatch.setattr(HelpShown, "answered", shown)
    monkeypatch.setattr(deeds, "ask_folder", lambda *_given: tmp_path)
    page.help.click()
    (file,) = tmp_path.glob("*.gbopen")
    office.close()
    recover(at.path("a"), codes[0], "mai", "mật khẩu vừa đặt lại", file=file.read_bytes())
    vault.unlock(at.path("a"), "mai", "mật khẩu vừa đặt lại").destroy()
    at.apps.pop("a")
    at.close()


def test_the_new_keys_of_a_pc_are_certified_by_the_code_that_is_heard(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with province(tmp_path / "p", "a") as at:
        figure(at.apps["a"], 3)
        heard = at.apps["a"].pc_keys.ask().waiting
        (taken,) = at.hub.receiving.take_in_all([send(at, "a").path])
        assert any("đề nghị thay khóa" in words for words in taken.notices)
        page, window = opened(qtbot, at)
        choose(page, at, FIRST)
        typed_codes = iter(["AAAA-AAAA", heard])

        def answered(asked: CertifyWalk) -> bool:
            asked.accept()
            assert not asked.result()
            asked.code.setText(next(typed_codes))
            asked.password.setText(PASSWORD)
            asked.accept()
            return bool(asked.result())

        monkeypatch.setattr(CertifyWalk, "answered", answered)
        certifying(page).click()
        assert page.notice.isVisible()
        assert at.hub.pc_keys.wishes()
        certifying(page).click()
        assert at.hub.pc_keys.wishes() == ()
        assert "Hãy ghi biên nhận" in window.told[-1][0]
        at.receipt("a")
        own = at.apps["a"].pc_keys.own()
        assert (own.renewed, own.waiting) == (True, "")


def certifying(page: EnrolmentPage) -> QPushButton:
    """The button of the PC that asks for new keys."""
    made = page.side.findChildren(QPushButton)
    return next(one for one in made if "Xác nhận khóa mới" in one.text())


def test_a_request_without_a_code_is_proven_by_digits_that_are_heard(
    qtbot: QtBot, at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = office_id(at.hub, FIRST)
    made = at.hub.enrolment.invite(office)
    page, window = opened(qtbot, at)
    choose(page, at, FIRST)
    shown: list[str] = []

    def read_out(asked: DigitsShown) -> bool:
        shown.extend(one.text() for one in asked.findChildren(QLabel, "hubCode"))
        return True

    monkeypatch.setattr(DigitsShown, "answered", read_out)
    page.side.digits_asked.emit()
    assert shown == [at.hub.enrolment.digits(office)]
    request = at.make_office("a", made.bytes, shown[0]).request
    file = at.folder / "a.gbreq"
    file.write_bytes(request)
    at.apps["a"] = at.open("a")
    card = RegistrationCard(Window(at.apps["a"]), page)
    digits = at.apps["a"].enrolment.digits()
    assert any(digits in one.text() for one in card.findChildren(QLabel))

    def heard(asked: DigitsHeard) -> bool:
        asked.typed.setText(digits[:11])
        return True

    monkeypatch.setattr(DigitsHeard, "answered", heard)
    page.deeds.take_in(file, at.folder)
    assert state(at, FIRST) == ENROLLED
    assert "ghi danh" in window.told[-1][0]
