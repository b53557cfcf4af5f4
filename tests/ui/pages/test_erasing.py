"""The page on which a text is erased everywhere, at an office and at the hub."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gbdesk.app import App
from gbdesk.services.activities import ActivityQuery
from gbdesk.services.changed import Changed
from gbdesk.ui.hub.password import PasswordQuestion
from gbdesk.ui.pages.activities.page import ActivitiesPage
from gbdesk.ui.pages.erasing.deeds import EraseQuestion
from gbdesk.ui.pages.erasing.page import SO_FAR, ErasingPage
from gbdesk.ui.pages.narrative.page import NarrativePage
from helpers.desks import Window
from helpers.enrolled import PERIOD
from helpers.journey import Province, meeting, province, send, take
from helpers.typed import QUIET, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)

NAME = "Sùng Thị Mỷ"
TITLE = f"Thăm hỏi gia đình {NAME}"
REASON = "Ghi nhầm họ tên vào tên hoạt động"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        yield made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A person who gives reason and password; what was asked is kept."""
    titles: list[str] = []

    def yes(question: PasswordQuestion) -> bool:
        titles.append(question.windowTitle())
        question.reason.setPlainText(REASON)
        return True

    monkeypatch.setattr(EraseQuestion, "answered", yes)
    return titles


def opened(qtbot: QtBot, app: App) -> tuple[ErasingPage, Window]:
    window = Window(app)
    page = ErasingPage(window)
    page.resize(1140, 600)
    show(qtbot, page)
    return page, window


def told(page: ErasingPage) -> str:
    """Everything beside the list."""
    return "\n".join(one.text() for one in page.side.findChildren(QLabel))


def sought(page: ErasingPage, typed: str) -> None:
    page.search.setText(typed)
    page.search.ask()


def titles(app: App) -> list[str]:
    return [row.title for row in app.activities.rows(app.activities.ids(ActivityQuery()).keys)]


def test_everything_that_goes_and_stays_is_said_before_and_after(
    qtbot: QtBot, at: Province, asked: list[str]
) -> None:
    app = at.apps["a"]
    ident = meeting(app, TITLE)
    app.activities.save(ident, {"title": f"Thăm chị {NAME}"})
    app.drafts.put("activities", "other", {"title": TITLE})
    take(at, send(at, "a").path)
    page, window = opened(qtbot, app)
    sought(page, "sung thi my")
    place = page.lists.place()
    assert place is not None
    assert (place.record, place.field, place.versions, place.state) == (ident, "title", 2, "now")
    before = told(page)
    for words in ("2 bản", f"“{TITLE}”", "Gói 1", "1 bản nháp", "tự xóa theo", "USB"):
        assert words in before
    page.side.erase.click()
    assert asked == ["Xóa vĩnh viễn “Tên hoạt động”"]
    assert titles(app) == ["[đã xóa]"]
    assert NAME not in told(page)
    for words in ("Đã xóa trên máy này", "Đã xóa 1 gói", "Không xóa được", "tự xóa theo"):
        assert words in told(page)
    assert window.changed & Changed.ERASED
    assert page.lists.place() is None
    page.side.next.click()
    assert window.gone == [("export", {})]


def test_the_list_says_how_far_an_erasing_has_travelled(
    qtbot: QtBot, at: Province, asked: list[str]
) -> None:
    app = at.apps["a"]
    meeting(app, TITLE)
    take(at, send(at, "a").path)
    page, _ = opened(qtbot, app)
    sought(page, NAME)
    page.side.erase.click()

    def states() -> list[str]:
        return [one.state_words for one in app.redacting.erasures()]

    assert states() == ["Chờ tệp kế tiếp"]
    path = send(at, "a").path
    assert states() == ["Trong tệp ngày 24/05/2024"]
    take(at, path)
    at.receipt("a")
    assert states() == ["Đã nhận"]
    page.on_changed(Changed.PACKAGES)
    page.choose(SO_FAR)
    assert REASON in told(page)
    assert "Đã nhận" in told(page)
    hub, _ = opened(qtbot, at.hub)
    hub.choose(SO_FAR)
    assert "Đã xóa theo tại đây" in told(hub)


def test_the_hub_finds_the_text_of_a_unit_and_leads_to_its_receipt(
    qtbot: QtBot, at: Province, asked: list[str]
) -> None:
    app = at.apps["a"]
    ident = meeting(app, TITLE)
    app.activities.save(ident, {"title": "Thăm hỏi gia đình"})
    take(at, send(at, "a").path)
    page, window = opened(qtbot, at.hub)
    sought(page, NAME)
    place = page.lists.place()
    assert place is not None
    assert (place.office, place.state, place.text) == (app.session.office, "earlier", TITLE)
    page.side.erase.click()
    assert titles(at.hub) == ["[đã xóa]"]
    page.side.next.click()
    assert window.gone == [("history", {})]
    at.receipt("a")
    assert titles(app) == ["[đã xóa]"]


def test_an_office_is_sent_to_the_hub_for_what_the_hub_wrote(qtbot: QtBot, at: Province) -> None:
    app = at.apps["a"]
    at.apps["a"].narratives.save(PERIOD, "results", "Đã tổ chức các hoạt động.")
    path = send(at, "a").path
    take(at, path)
    (package,) = at.hub.receiving.history()
    at.hub.receiving.send_back(package.ident, "Thiếu phần lời của chương Vạn Thọ")
    at.receipt("a")
    page, _ = opened(qtbot, app)
    sought(page, "van tho")
    assert "chỉ Sở xóa được" in told(page)
    assert "Gói bị gửi trả" in told(page)
    assert not page.side.erase.isVisible()


@pytest.mark.parametrize("disk", ["takes it", "does not"])
def test_older_backups_go_only_after_a_new_one_is_made(
    qtbot: QtBot, at: Province, asked: list[str], disk: str
) -> None:
    app, works = at.apps["a"], disk == "takes it"
    meeting(app, TITLE)
    app.backups.folder.mkdir(parents=True, exist_ok=True)
    older = app.backups.make(app.backups.folder).path
    page, _ = opened(qtbot, app)
    sought(page, NAME)
    assert "1 bản sao lưu" in told(page)
    page.side.drop.setChecked(True)
    if not works:
        elsewhere = at.folder / "no-folder"
        elsewhere.write_text("a file stands in the place of the folder")
        app.backups.set_folder(elsewhere)
    at.wait(1)
    page.side.erase.click()
    assert titles(app) == ["[đã xóa]"]
    assert older.exists() is not works
    said = "Đã tạo bản sao lưu mới" if works else "Chưa tạo được bản sao lưu mới"
    assert said in told(page)
    assert ("1 bản sao lưu và bản cũ" in told(page).partition("Không xóa được")[2]) is not works


def test_nothing_is_erased_without_a_reason_or_with_a_wrong_password(
    qtbot: QtBot, at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = at.apps["a"]
    meeting(app, TITLE)
    page, _ = opened(qtbot, app)
    sought(page, NAME)
    said: list[str] = []

    def tried(question: EraseQuestion) -> bool:
        for reason, password in (("", "x"), ("Số 0912345678", "x"), (REASON, "sai")):
            question.reason.setPlainText(reason)
            question.password.setText(password)
            question.accept()
            said.append(" ".join(one.text() for one in question.findChildren(QLabel)))
        return bool(question.result())

    monkeypatch.setattr(EraseQuestion, "answered", tried)
    page.side.erase.click()
    assert "không chép lại nội dung" in said[0]
    assert "điện thoại" in said[1]
    assert "Mật khẩu" in said[2]
    assert titles(app) == [TITLE]


def test_other_pages_lead_here_and_forget_what_was_erased(
    qtbot: QtBot, at: Province, asked: list[str]
) -> None:
    app = at.apps["a"]
    ident = meeting(app, TITLE)
    app.narratives.save(PERIOD, "results", f"Đã giúp {NAME}")
    window = Window(app)
    log, texts = ActivitiesPage(window), NarrativePage(window)
    for one in (log, texts):
        show(qtbot, one)
    for one in (*log.head, *log.buttons, *texts.head):
        qtbot.addWidget(one)
    log.listed.table.select_row(0)
    log.one.erase()
    texts.sections["results"].erase.click()
    assert texts.sections["causes"].erase.isHidden()
    office = app.session.office
    (name, first), (_, second) = window.gone
    assert (name, first) == (
        "erasing",
        {"entity": "activity", "record": ident, "office": office},
    )
    log.one.open_id(ident)
    page, around = opened(qtbot, app)
    page.arrive(**second)
    assert page.lists.place() is not None
    page.side.erase.click()
    page.arrive(**first)
    assert TITLE in told(page)
    page.side.erase.click()
    log.on_changed(around.changed)
    texts.on_changed(around.changed)
    assert log.panel.values()["title"] == "[đã xóa]"
    assert texts.sections["results"].value() == "[đã xóa]"
