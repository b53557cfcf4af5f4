from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gbdesk.app import App
from gbdesk.services.changed import Changed
from gbdesk.services.home_parts import OfficeHome
from gbdesk.services.returns import CellChange
from gbdesk.text import set_language
from gbdesk.ui.office.track import TrackLine
from gbdesk.ui.pages.home.cards import SafeCard
from gbdesk.ui.pages.home.hub import Number
from gbdesk.ui.pages.home.lines import StepLine
from gbdesk.ui.pages.home.office import BeginCard, ReportCard
from gbdesk.ui.pages.home.page import HomePage
from helpers.desks import Window
from helpers.enrolled import Places, office_id
from helpers.ready import FORM, PERIOD
from helpers.typed import QUIET, press, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)


def opened(qtbot: QtBot, app: App) -> tuple[HomePage, Window]:
    window = Window(app)
    page = HomePage(window)
    page.resize(1144, 600)
    show(qtbot, page)
    return page, window


def parts(page: HomePage, kind: type[QWidget]) -> list[QWidget]:
    return [one for one in page.findChildren(kind) if one.isVisibleTo(page)]


def said(page: QWidget) -> str:
    labels = [one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page)]
    return "\n".join([*labels, *(one.text() for one in page.findChildren(QPushButton))])


def test_every_step_has_one_button_that_leads_to_what_is_to_be_done(
    apps: tuple[App, App], qtbot: QtBot
) -> None:
    page, window = opened(qtbot, apps[0])
    steps = {line.step.key: line for line in page.findChildren(StepLine)}
    assert set(steps) == {"activities", "figures", "cadre", "products", "narrative"}
    steps["figures"].button.click()
    name, facts = window.gone[-1]
    assert name == "figures"
    assert facts["form"] == FORM
    assert facts["place"]
    qtbot.mouseClick(steps["narrative"].button, Qt.MouseButton.LeftButton)
    assert window.gone[-1][0] == "narrative"


def test_the_steps_are_done_with_keys_alone(apps: tuple[App, App], qtbot: QtBot) -> None:
    page, window = opened(qtbot, apps[0])
    report = page.findChild(ReportCard)
    assert report is not None
    report.send.setFocus()
    press(Qt.Key.Key_Space)
    assert window.gone[-1] == ("export", {"period": PERIOD})


def test_ux33_the_first_page_of_an_office_shows_no_count_of_violence(
    apps: tuple[App, App], qtbot: QtBot
) -> None:
    app = apps[0]
    place = app.returns.open(FORM, PERIOD).rows[0]
    change = CellChange(place=place, indicator="dv.cases", value=7391)
    app.returns.set_cells(FORM, PERIOD, [change])
    page, _ = opened(qtbot, app)
    words = said(page)
    assert "7391" not in words
    assert "7.391" not in words


def test_nothing_entered_yet_means_one_thing_to_begin_with(qtbot: QtBot, tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.make_hub()
    hub = places.open("hub")
    invitation = hub.enrolment.invite(office_id(hub))
    made = places.make_office("office", invitation.bytes, invitation.code)
    office = places.open("office")
    page, window = opened(qtbot, office)
    waiting = page.findChild(BeginCard)
    assert waiting is not None
    assert "chưa xác nhận máy này" in said(waiting)
    waiting.findChildren(QPushButton)[0].click()
    assert window.gone[-1][0] == "sent"
    answer = tmp_path / "answer.gbpkg"
    answer.write_bytes(hub.enrolment.certify(made.request).bytes)
    office.enrolment.accept(answer)
    page.on_changed(Changed.CATALOGUE)
    begin = next(one for one in page.findChildren(BeginCard) if one.isVisibleTo(page))
    assert "ghi hoạt động gần nhất" in said(begin)
    begin.findChildren(QPushButton)[0].click()
    assert window.gone[-1] == ("activities", {"new": {"start": "2024-05-24"}})
    office.close()
    hub.close()


def test_the_way_of_the_last_package_is_told(
    apps: tuple[App, App], qtbot: QtBot, tmp_path: Path
) -> None:
    office, hub = apps
    page, _ = opened(qtbot, office)
    assert not parts(page, TrackLine)
    done = office.sending.export(PERIOD, tmp_path)
    page.on_changed(Changed.PACKAGES)
    (track,) = parts(page, TrackLine)
    assert "Chờ biên nhận" in track.accessibleName()
    hub.receiving.take_in(done.path)
    (receipt,) = hub.receiving.receipts(tmp_path)
    office.enrolment.accept(receipt)
    page.on_changed(Changed.PACKAGES)
    (track,) = parts(page, TrackLine)
    assert "Có biên nhận" in track.accessibleName()
    assert isinstance(page.home, OfficeHome)
    assert page.home.unsent.all == 0


def test_a_backup_makes_the_data_safe(apps: tuple[App, App], qtbot: QtBot, tmp_path: Path) -> None:
    page, window = opened(qtbot, apps[0])
    (card,) = parts(page, SafeCard)
    assert card.accessibleName() == "Nên sao lưu"
    card.findChildren(QPushButton)[0].click()
    assert window.gone[-1][0] == "backup"
    apps[0].backups.make(tmp_path)
    page.on_changed(Changed.BACKUPS)
    (card,) = parts(page, SafeCard)
    assert card.accessibleName() == "Dữ liệu an toàn"


def test_at_the_hub_each_count_leads_to_what_it_counts(
    apps: tuple[App, App], qtbot: QtBot, tmp_path: Path
) -> None:
    office, hub = apps
    page, window = opened(qtbot, hub)
    numbers = [one for one in parts(page, Number) if isinstance(one, Number)]
    assert numbers[0].accessibleName().startswith("0/")
    for number, wanted in zip(numbers, ("status", "status", "import", "conflicts"), strict=True):
        number.click()
        assert window.gone[-1][0] == wanted
    hub.receiving.take_in(office.sending.export(PERIOD, tmp_path).path)
    page.on_changed(Changed.PACKAGES)
    numbers = [one for one in parts(page, Number) if isinstance(one, Number)]
    assert numbers[1].accessibleName().startswith("9/")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_button_is_without_a_name(apps: tuple[App, App], qtbot: QtBot, language: str) -> None:
    set_language(language)
    for app in apps:
        page, _ = opened(qtbot, app)
        for button in page.findChildren(QPushButton):
            assert button.text().strip() or button.accessibleName(), button.objectName()
