"""The first run: every role, back and forth, taken up again, the sheet proven or refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gbdesk.services.enrolment import Enrolment
from gbdesk.services.setup import Made
from gbdesk.ui import starting
from gbdesk.ui.first_run import state as kept
from gbdesk.ui.first_run.person import short_name
from gbdesk.ui.first_run.state import AGAIN, HUB, OFFICE, REFUSED, TRIAL, State
from gbdesk.ui.first_run.wizard import Wizard
from gbdesk.ui.host import Host
from gbdesk.ui.paper import pdf_of, save_paper
from helpers import looking
from helpers.journey import Province, figure, province, send, take
from helpers.typed import QUIET, type_text
from helpers.windows import WAIT, opened, settle, window

pytestmark = pytest.mark.qt_log_ignore(QUIET)


def wizard(host: Host) -> Wizard:
    found = host.window.screen_shown()
    assert isinstance(found, Wizard)
    return found


def begin(host: Host, role: str, folder: Path) -> Wizard:
    kept.save(State(step="role", role=role))
    starting.wizard(host, folder / f"{role}.gbdesk")
    found = wizard(host)
    assert found.state.step == "role"
    found.go_on()
    return found


def fill_person(qtbot: QtBot, shown: Wizard) -> None:
    step: Any = shown.step
    step.display.setFocus()
    type_text("Nông Thị Hà", step.display)
    assert step.user.text() == "ha"
    for line in (step.password, step.again):
        line.setText(looking.PASSWORD)
    shown.go_on()
    qtbot.waitUntil(lambda: shown.state.step == "sheet", timeout=WAIT)


def prove(shown: Wizard) -> None:
    step: Any = shown.step
    type_text(step._groups[step._asked].lower(), step.proof)


def finish(qtbot: QtBot, host: Host, shown: Wizard) -> None:
    while shown.state.step != "end":
        step: Any = shown.step
        if shown.state.step == "root":
            assert not shown.next.isEnabled()
            step.kept.setChecked(True)
        before = shown.state.step
        shown.go_on()
        assert shown.state.step != before
    shown.go_on()
    qtbot.waitUntil(lambda: host.shell is not None, timeout=WAIT)
    settle(qtbot, host)


def test_trial_from_the_first_question_to_the_first_page(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path) as host:
        starting.wizard(host, None)
        shown = wizard(host)
        assert shown.state.step == "words"
        shown.go_on()
        shown.step.roles.choose(TRIAL)
        assert shown.state.role == TRIAL
        shown.go_on()
        assert shown.state.step == "trial"
        shown._back()
        assert shown.state.step == "role"
        shown.go_on()
        shown.go_on()
        shown.state.workspace, shown.state.own_place = str(tmp_path / "t.gbdesk"), True
        fill_person(qtbot, shown)
        assert (tmp_path / "t.gbdesk").exists()
        prove(shown)
        shown.go_on()
        finish(qtbot, host, shown)
        assert host.shell.current().key == "home"
        assert not kept.file().exists()
        assert host.app.drafts.get("first-run", "sheet") is None


def test_ux04_one_cannot_go_on_without_sheet_or_refusal(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path) as host:
        shown = begin(host, TRIAL, tmp_path)
        shown.go_on()
        fill_person(qtbot, shown)
        step: Any = shown.step
        assert not shown.next.isEnabled()
        shown.go_on()
        assert shown.state.step == "sheet"
        type_text("....", step.proof)
        assert not shown.next.isEnabled()
        assert step.said.words()
        step.proof.clear()
        assert step.refuse.text().startswith("Không lập phiếu")
        step.refuse.setChecked(True)
        assert shown.next.isEnabled()
        step.refuse.setChecked(False)
        assert not shown.next.isEnabled()
        step.refuse.setChecked(True)
        assert shown.state.sheet == REFUSED
        shown.go_on()
        finish(qtbot, host, shown)
        assert host.app.drafts.get("first-run", "sheet")


def test_a_refused_sheet_is_asked_for_again(qtbot: QtBot, tmp_path: Path) -> None:
    from gbdesk.ui import caring

    with opened(qtbot, tmp_path) as (host, shell):
        shell.app.drafts.put("first-run", "sheet", {"refused": True})
        caring.begin(host, shell)
        assert shell.complaint.isVisible()
        shell.complaint.action.click()
        settle(qtbot, host)
        dialog = host.window.findChild(looking_for())
        qtbot.waitUntil(dialog.isVisible, timeout=WAIT)
        type_text(dialog.step._groups[dialog.step._asked], dialog.step.proof)
        assert shell.app.drafts.get("first-run", "sheet") is None
        dialog.accept()
        shell.complaint.hide()
        caring.begin(host, shell)
        assert not shell.complaint.isVisible()


def looking_for() -> type:
    from gbdesk.ui.first_run.sheet_dialog import SheetDialog

    return SheetDialog


def test_the_hub_gets_its_root_sheet(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path) as host:
        shown = begin(host, HUB, tmp_path)
        shown.step.templates.choose("sample-2024")
        for step in ("names", "units", "places"):
            shown.go_on()
            assert shown.state.step == step
        shown.go_on()
        fill_person(qtbot, shown)
        prove(shown)
        shown.go_on()
        assert shown.state.step == "root"
        step: Any = shown.step
        pdf = pdf_of(step._paper())
        assert pdf.startswith(b"%PDF")
        saved = save_paper(pdf, tmp_path / "root.pdf")
        assert saved.read_bytes() == pdf
        finish(qtbot, host, shown)
        assert host.app.session.hub
        assert (tmp_path / "hub.gbroot").exists()


def at_again(host: Host, at: Province, folder: Path) -> tuple[Wizard, Made]:
    """The page that asks for the root file and the files of units, with both."""
    figure(at.apps["a"], 3)
    take(at, send(at, "a").path)
    office = at.apps["a"].session.office
    kept_file = at.hub.receiving.receipts(at.back, [office])[0]
    at.apps["a"].enrolment.accept(kept_file)
    hub = at.made
    shown = begin(host, AGAIN, folder)
    step: Any = shown.step
    assert shown.state.step == "again"
    assert hub.root_file is not None
    step.take(hub.root_file)
    step.take_folder(at.back)
    return shown, hub


def test_another_code_opens_no_root_file(qtbot: QtBot, tmp_path: Path) -> None:
    with province(tmp_path / "p", "a") as at, window(qtbot, tmp_path) as host:
        shown, _ = at_again(host, at, tmp_path)
        step: Any = shown.step
        step.code.setText("0000-0000-0000-00000")
        shown.go_on()
        qtbot.waitUntil(lambda: bool(step.said.words()), timeout=WAIT)
        assert shown.state.step == "again"


def test_a_hub_without_a_backup_begins_again(qtbot: QtBot, tmp_path: Path) -> None:
    with province(tmp_path / "p", "a") as at, window(qtbot, tmp_path) as host:
        shown, hub = at_again(host, at, tmp_path)
        step: Any = shown.step
        step.code.setText(hub.root_secret)
        shown.go_on()
        qtbot.waitUntil(lambda: shown.state.step == "person", timeout=WAIT)
        fill_person(qtbot, shown)
        prove(shown)
        shown.go_on()
        shown.go_on()
        assert shown.state.step == "end"
        said = " ".join(one.text() for one in shown.step.findChildren(QLabel))
        assert "Đã nhận lại 1/18 đơn vị" in said
        finish(qtbot, host, shown)
        assert host.app.session.hub
        assert host.app.hub_keys.standing().number == 2


def test_ux05_an_office_with_invitation_and_code(qtbot: QtBot, tmp_path: Path) -> None:
    file, code, name = invitation(qtbot, tmp_path)
    with window(qtbot, tmp_path) as host:
        shown = begin(host, OFFICE, tmp_path)
        step: Any = shown.step
        wrong = tmp_path / "wrong.gbinv"
        wrong.write_bytes(b"not an invitation")
        step.take(wrong)
        assert step.said.words()
        assert not shown.next.isEnabled()
        step.take(file)
        assert name in step.said.words()
        type_text("0000-0000-0000-0000", step.code)
        shown.go_on()
        settle(qtbot, host)
        assert shown.state.step == "invitation"
        assert not (tmp_path / "office.gbdesk").exists()
        step.code.clear()
        type_text(code, step.code)
        shown.go_on()
        qtbot.waitUntil(lambda: shown.state.step == "person", timeout=WAIT)
        fill_person(qtbot, shown)
        prove(shown)
        shown.go_on()
        shown.go_on()
        assert shown.state.step == "end"
        shown_words = [label.text() for label in shown.step.findChildren(QLabel)]
        assert shown.shared.made.request_code in shown_words
        finish(qtbot, host, shown)
        assert host.app.enrolment.state() == "waiting"


def invitation(qtbot: QtBot, folder: Path) -> tuple[Path, str, str]:
    from gbdesk.bootstrap import open_app
    from gbdesk.domain.clock import system_ms
    from gbdesk.services import setup
    from gbdesk.services.setup import Person
    from gbdesk.store import vault

    path = folder / "so.gbdesk"
    setup.create_hub(
        path,
        template="sample-2024",
        person=Person(user="thu", display="Thư", password=looking.PASSWORD),
        now_ms=system_ms,
        today=looking.today,
        anchor=folder / "anchor",
        cost=vault.CHEAPEST,
    )
    app = open_app(path, "thu", looking.PASSWORD, anchor=folder / "anchor")
    assert isinstance(app.enrolment, Enrolment)
    office = next(one for one in app.catalogue.offices.values() if one.device)
    made = app.enrolment.invite(office.id)
    app.close()
    file = folder / made.name
    file.write_bytes(made.bytes)
    return file, made.code, office.short


@pytest.mark.parametrize("step", ["words", "role", "trial", "person"])
def test_ux03_a_run_that_was_left_is_taken_up_again(
    qtbot: QtBot, tmp_path: Path, step: str
) -> None:
    with window(qtbot, tmp_path) as host:
        starting.wizard(host, None)
        shown = wizard(host)
        shown.state.role = TRIAL
        while shown.state.step != step:
            shown.go_on()
        if step == "person":
            type_text("Lò Văn Sơn", shown.step.display)
            shown._back()
            shown.go_on()
    with window(qtbot, tmp_path) as host:
        starting.wizard(host, None)
        again = wizard(host)
        assert again.state.step == step
        if step == "person":
            assert again.step.display.text() == "Lò Văn Sơn"
            assert not again.step.password.text()


def test_left_at_the_sheet_it_makes_a_new_one(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path) as host:
        shown = begin(host, TRIAL, tmp_path)
        shown.go_on()
        fill_person(qtbot, shown)
        first = shown.shared.recovery
    assert first not in kept.file().read_text()
    assert looking.PASSWORD not in kept.file().read_text()
    with window(qtbot, tmp_path) as host:
        starting.wizard(host, None)
        shown = wizard(host)
        assert shown.state.step == "sheet"
        assert not shown.next.isEnabled()
        shown.step.password.setText(looking.PASSWORD)
        shown.go_on()
        qtbot.waitUntil(lambda: bool(wizard(host).shared.recovery), timeout=WAIT)
        again = wizard(host)
        assert again.shared.recovery != first
        prove(again)
        again.go_on()
        finish(qtbot, host, again)


def test_the_language_changes_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path) as host:
        starting.wizard(host, None)
        wizard(host).step.language.choose("en")
        qtbot.waitUntil(lambda: wizard(host).next.text() == "Go on")
        wizard(host).step.language.choose("vi")


def test_keys_alone_lead_from_page_to_page(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path) as host:
        starting.wizard(host, None)
        pressed(qtbot, host, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda: wizard(host).next.text() == "Go on")
        pressed(qtbot, host, Qt.Key.Key_Up)
        qtbot.waitUntil(lambda: wizard(host).next.text() != "Go on")
        pressed(qtbot, host, Qt.Key.Key_Return)
        for _ in range(2):
            pressed(qtbot, host, Qt.Key.Key_Down)
        pressed(qtbot, host, Qt.Key.Key_Return)
        assert wizard(host).state.step == "trial"
        pressed(qtbot, host, Qt.Key.Key_Return)
        assert wizard(host).state.step == "person"


def pressed(qtbot: QtBot, host: Host, key: Qt.Key) -> None:
    """Press a key where the caret is, which must be inside the page."""

    def inside() -> bool:
        step, held = wizard(host).step, host.window.focusWidget()
        return step is not None and held is not None and step.isAncestorOf(held)

    qtbot.waitUntil(inside)
    QTest.keyClick(host.window.focusWidget(), key)


@pytest.mark.parametrize(
    ("name", "short"),
    [("Nông Thị Hà", "ha"), ("Đặng Đức", "duc"), ("Trần Minh Thư", "thu"), ("", "")],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short
