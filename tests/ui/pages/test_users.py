from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from gbdesk.services.session import ENTER, VIEW
from gbdesk.store import accounts
from gbdesk.ui.keys.renewal import RenewalWalk, Wanted
from gbdesk.ui.pages.users.deeds import RoleQuestion
from gbdesk.ui.pages.users.page import AUDIT, PEOPLE, UsersPage
from gbdesk.ui.pages.users.people import NewPerson, PasswordQuestion
from helpers.desks import Window
from helpers.entering import desk
from helpers.hub import TODAY, hub_app
from helpers.typed import QUIET, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)
PASSWORD = "suối xanh chiều thứ tư"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Any]:
    with desk(tmp_path, "dept", today=TODAY) as at:
        with at.write() as db:
            accounts.add(db, "ha", "Hà", "admin", at.clock.stamp())
            at.note(db, "create", "workspace", at.session.office)
        yield hub_app(at)


def opened(qtbot: QtBot, hub: Any) -> tuple[UsersPage, Window]:
    window = Window(hub)
    page = UsersPage(window)
    page.resize(1140, 600)
    show(qtbot, page)
    return page, window


def add(qtbot: QtBot, page: UsersPage, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Add Thư; what the question said before it was content."""
    told: list[str] = []

    def answered(asked: NewPerson) -> bool:
        for user, first, again in (
            ("Thư", PASSWORD, PASSWORD),
            ("thu", "ngắn", "ngắn"),
            ("thu", PASSWORD, "khác hẳn mật khẩu"),
            ("Thu", PASSWORD, PASSWORD),
        ):
            asked.display.setText("Trần Minh Thư")
            asked.user.setText(user)
            asked.password.setText(first)
            asked.again.setText(again)
            asked.accept()
            told.append(" ".join(one.text() for one in asked.findChildren(QLabel, "noteText")))
        return bool(asked.result())

    monkeypatch.setattr(NewPerson, "answered", answered)
    qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)
    return told


def test_a_person_is_added_with_a_role_and_a_password(
    qtbot: QtBot, hub: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, window = opened(qtbot, hub)
    told = add(qtbot, page, monkeypatch)
    assert all(told[:3])
    assert [(one.id, one.role) for one in hub.accounts.list()] == [("ha", "admin"), ("thu", ENTER)]
    assert hub.accounts.verify("thu", PASSWORD)
    assert "Trần Minh Thư" in window.told[-1][0]
    assert page.people.model().rowCount() == 2


def choose(page: UsersPage, user: str) -> None:
    page.people.select_row(next(n for n, one in page._people.items() if one.account.id == user))


def test_role_password_and_access_change(
    qtbot: QtBot, hub: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, window = opened(qtbot, hub)
    add(qtbot, page, monkeypatch)
    choose(page, "thu")

    def other_role(asked: RoleQuestion) -> bool:
        asked.role.setCurrentIndex(asked.role.findData(VIEW))
        return True

    monkeypatch.setattr(RoleQuestion, "answered", other_role)
    page.role.click()
    assert [one.role for one in hub.accounts.list()] == ["admin", VIEW]

    def new_password(asked: PasswordQuestion) -> bool:
        asked.password.setText("một mật khẩu khác")
        return True

    monkeypatch.setattr(PasswordQuestion, "answered", new_password)
    choose(page, "thu")
    page.reset.click()
    assert hub.accounts.verify("thu", "một mật khẩu khác")
    told: list[str] = []

    def leaves(asked: RenewalWalk) -> bool:
        told.extend(one.text() for one in asked.findChildren(QLabel))
        for typed in ("mật khẩu khác", "mật khẩu thử"):
            asked.password.setText(typed)
            asked.accept()
        return bool(asked.result())

    monkeypatch.setattr(RenewalWalk, "answered", leaves)
    choose(page, "thu")
    page.remove.click()
    assert any("Trần Minh Thư không còn mở được" in words for words in told)
    assert any("Phiếu khôi phục cũ hết hiệu lực" in words for words in told)
    ((where, facts),) = window.gone
    assert where == "renew"
    assert facts["wanted"] == Wanted(password="mật khẩu thử", leaver="thu")


def test_the_last_administrator_stays(
    qtbot: QtBot, hub: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _ = opened(qtbot, hub)
    choose(page, "ha")
    page.remove.click()
    assert [one.id for one in hub.accounts.list()] == ["ha"]
    assert page.notice.isVisible()


def test_only_an_administrator_sees_the_deeds(qtbot: QtBot, tmp_path: Path) -> None:
    with desk(tmp_path, "dept", role=ENTER, today=TODAY) as at:
        page, _ = opened(qtbot, hub_app(at))
        assert not page.add.isEnabled()
        assert not page.remove.isVisible()
        assert page.only_admin.isVisible()


def test_the_audit_is_read_in_words_and_a_changed_line_is_seen(qtbot: QtBot, hub: Any) -> None:
    with hub.desk.write() as db:
        hub.desk.note(db, "report internal", "period", "2024-6T Theo yêu cầu của Ban")
        hub.desk.note(db, "invite", "office", hub.session.office)
    page, _ = opened(qtbot, hub)
    page.choose(AUDIT)
    model = page.audit.model()
    rows = [
        [str(model.index(row, at).data()) for at in range(1, 4)] for row in range(model.rowCount())
    ]
    assert rows[1] == ["ha", "ghi báo cáo đủ số", "6 tháng đầu năm 2024: Theo yêu cầu của Ban"]
    assert "liền mạch" in page.chain.words.text()
    with hub.store.write() as db:
        db.execute(text("UPDATE audit SET who = 'khac' WHERE id = 2"))
    page.period_changed()
    assert "Dòng 2" in page.chain.words.text()


def test_the_log_is_searched_without_diacritics_beyond_the_newest(
    qtbot: QtBot, hub: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gbdesk.services.audit_log.MOST", 5)
    with hub.desk.write() as db:
        for number in range(20):
            hub.desk.note(db, "remind", "office", f"u_{number}")
    page, _ = opened(qtbot, hub)
    page.choose(AUDIT)
    assert page.search.isVisible()
    page.search.setText("thiet lap TEP")
    page.search.ask()
    words = [page._lines[key].row.words for key in page._lines]
    assert words
    assert all("nhắc" not in one for one in words)
    page.search.setText("không có dòng nào như thế")
    page.search.ask()
    assert not page._lines
    page.choose(PEOPLE)
    assert not page.search.isVisible()
