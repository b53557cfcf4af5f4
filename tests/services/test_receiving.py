from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from gbdesk.app import App
from gbdesk.domain.merge import CREATE, PUT
from gbdesk.domain.ops import REPORT
from gbdesk.domain.refusals import Refused
from gbdesk.services.activities import ActivityQuery
from gbdesk.services.messages import describe
from gbdesk.services.outer import check_outside
from gbdesk.services.progress import Cancelled
from gbdesk.store import audit, ledger
from gbdesk.store.oplog import Draft
from gbdesk.sync.frame import PREAMBLE
from gbdesk.text import set_language
from helpers.enrolled import PERIOD
from helpers.journey import (
    FIRST,
    Province,
    complete,
    content,
    correct,
    figure,
    meeting,
    ops,
    province,
    same_for,
    send,
    shown,
    take,
)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        yield made


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a", "b") as made:
        yield made


def a(at: Province) -> App:
    return at.apps["a"]


def standing(app: App) -> tuple[Any, ...]:
    """What a refused package must leave as it is."""
    with app.desk.read() as db:
        packages = [(one.ident, one.accepted) for one in ledger.received(db)]
        head = audit.head(db)
    return content(app), ops(app), packages, head


def spoilt(path: Path, at: int) -> Path:
    raw = bytearray(path.read_bytes())
    raw[at] ^= 1
    path.write_bytes(raw)
    return path


def test_a_package_is_looked_at_previewed_and_taken_in(at: Province) -> None:
    complete(a(at))
    meeting(a(at))
    path, before = send(at, "a", note="Đủ số liệu", approver="Trưởng phòng").path, standing(at.hub)
    look = at.hub.receiving.look(path)
    assert (look.ok, look.ready, look.outcome, look.group) == (True, True, "OK", "ready")
    assert [check.ok for check in look.checks] == [True] * 4
    assert look.pill == f"{look.items} mục"
    assert look.title == "6 tháng đầu năm 2024"
    preview = at.hub.receiving.preview(path)
    assert preview.totals_ok is True
    assert preview.note == "Đủ số liệu"
    assert preview.gaps == ()
    assert preview.conflicts == ()
    assert preview.figures.new == 420 + 54
    assert {line.change for line in preview.lines} == {"new"}
    assert all(line.old == "(trống)" for line in preview.lines)
    assert standing(at.hub) == before
    taken = at.hub.receiving.take_in(path)
    assert (taken.ok, taken.outcome, taken.number) == (True, "OK", 1)
    assert taken.counts == preview.counts
    assert taken.items == preview.items
    assert same_for(at.hub, a(at), a(at).session.office)
    status = at.hub.monitoring.matrix([PERIOD]).rows
    (row,) = [one for one in status if one.office == a(at).session.office]
    assert row.cells[PERIOD].kind == "complete"


def test_the_same_package_again_and_under_another_name_is_here_already(at: Province) -> None:
    figure(a(at), 1)
    path = send(at, "a").path
    other = path.with_name("khác tên.gbpkg")
    other.write_bytes(path.read_bytes())
    first, second = take(at, path, other)
    assert (first.outcome, second.outcome) == ("OK", "ALREADY")
    assert second.ok
    before = standing(at.hub)
    look = at.hub.receiving.look(path)
    assert (look.ok, look.ready, look.outcome, look.group) == (True, False, "ALREADY", "skipped")
    assert take(at, path)[0].outcome == "ALREADY"
    assert standing(at.hub) == before
    assert path.exists()


def test_a_signature_block_written_differently_is_the_same_package(at: Province) -> None:
    figure(a(at), 1)
    path = send(at, "a").path
    raw = path.read_bytes()
    header, block = int(raw[10:16]), int(raw[19:25])
    start = PREAMBLE + header
    tidy = raw[start : start + block].rstrip(b"\n") + b"   \n"
    line = raw[:17] + f"s={len(tidy):06d}".encode() + raw[25:PREAMBLE]
    other = at.usb / "other.gbpkg"
    other.write_bytes(line + raw[PREAMBLE:start] + tidy + raw[start + block :])
    assert [one.outcome for one in take(at, other, path)] == ["OK", "ALREADY"]


def test_an_older_package_needs_not_be_taken_in(at: Province) -> None:
    figure(a(at), 1)
    first = send(at, "a").path
    figure(a(at), 2)
    second = send(at, "a").path
    assert take(at, second)[0].outcome == "OK"
    before = standing(at.hub)
    look = at.hub.receiving.look(first)
    assert (look.outcome, look.ready, look.pill) == ("OLDER", False, "Bản cũ")
    assert "gói 2" in look.message.happened
    assert take(at, first)[0].outcome == "OLDER"
    assert standing(at.hub) == before


def test_f02_a_gap_is_told_and_closed(at: Province) -> None:
    figure(a(at), 1)
    first = send(at, "a").path
    take(at, first)
    at.receipt("a")
    figure(a(at), 2)
    lost = send(at, "a").path
    number = 1
    at.hub.receiving.undo(number)
    look = at.hub.receiving.look(lost)
    assert (look.outcome, look.ready) == ("OK_GAP", True)
    assert look.pill == "Thiếu gói trước"
    assert take(at, lost)[0].outcome == "OK_GAP"
    assert take(at, first)[0].outcome == "OK"
    assert same_for(at.hub, a(at), a(at).session.office)


DAMAGE: dict[str, tuple[Any, str]] = {
    "cut": (lambda path: path.write_bytes(path.read_bytes()[:-12_000]), "E_TRUNCATED"),
    "longer": (lambda path: path.write_bytes(path.read_bytes() + b"x"), "E_TRAILING"),
    "a bit of the payload": (lambda path: spoilt(path, -500), "E_DAMAGED"),
    "a bit of the header": (lambda path: spoilt(path, 400), "E_SIGNATURE"),
    "as text": (
        lambda path: path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n")),
        "E_MANGLED",
    ),
    "saved in an editor": (
        lambda path: path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes()),
        "E_NOT_PACKAGE",
    ),
    "empty": (lambda path: path.write_bytes(b""), "E_TRUNCATED"),
    "a picture": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" * 40), "E_NOT_PACKAGE"),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_what_is_damaged_changes_nothing_and_is_named(at: Province, what: str) -> None:
    spoil, code = DAMAGE[what]
    figure(a(at), 1)
    path = send(at, "a").path
    spoil(path)
    left, before = path.read_bytes(), standing(at.hub)
    look = at.hub.receiving.look(path)
    assert (look.ok, look.ready, look.outcome, look.group) == (False, False, code, "attention")
    assert any(check.ok is False for check in look.checks)
    (taken,) = take(at, path)
    assert (taken.ok, taken.outcome) == (False, code)
    for message in (look.message, taken.message):
        assert message.happened
        assert message.kept
        assert message.todo
        assert "…" not in message.text
    assert standing(at.hub) == before
    assert path.read_bytes() == left
    tried = at.hub.receiving.attempts()
    assert [one.outcome for one in tried] == [code, code]
    assert {one.message.text for one in tried} == {look.message.text}
    at.hub.receiving.look(path)
    assert len(at.hub.receiving.attempts()) == 2
    with pytest.raises(Refused) as refused:
        at.hub.receiving.preview(path)
    assert refused.value.code == f"package.{code}"


def test_the_office_of_a_damaged_file_is_known_where_its_signature_holds(at: Province) -> None:
    complete(a(at))
    path = send(at, "a").path
    path.write_bytes(path.read_bytes()[:-12_000])
    look = at.hub.receiving.look(path)
    assert look.office == a(at).session.office
    assert "12 KB" in look.message.happened
    rows = {row.office: row for row in at.hub.monitoring.matrix([PERIOD]).rows}
    assert rows[a(at).session.office].cells[PERIOD].kind == "damaged"


def test_the_package_of_another_province_is_refused(at: Province, tmp_path: Path) -> None:
    other = Province(tmp_path / "q")
    other.folder.mkdir()
    with closing(other):
        other.begin(own_keys=True)
        other.join("a", FIRST)
        meeting(a(other))
        path = send(other, "a").path
    before = standing(at.hub)
    (taken,) = take(at, path)
    assert taken.outcome == "E_CERT"
    assert standing(at.hub) == before


def test_a_receipt_is_no_package_for_the_hub_and_a_package_none_for_the_office(
    at: Province,
) -> None:
    figure(a(at), 1)
    path = send(at, "a").path
    take(at, path)
    (receipt,) = at.hub.receiving.receipts(at.back)
    assert at.hub.receiving.look(receipt).outcome == "E_WRONG_KIND"
    with pytest.raises(Refused) as refused:
        a(at).enrolment.accept(path)
    assert refused.value.code == "package.E_WRONG_KIND"
    assert a(at).receiving.look(path).outcome == "OLDER"


def test_a_revoked_computer_is_cut_off_where_it_stood(at: Province) -> None:
    figure(a(at), 1)
    path = send(at, "a").path
    take(at, path)
    figure(a(at), 2)
    later = send(at, "a").path
    at.hub.enrolment.revoke(a(at).session.device)
    before = standing(at.hub)
    assert take(at, later)[0].outcome == "E_REVOKED"
    assert standing(at.hub) == before


def forged(at: Province, draft: Draft) -> Path:
    """A package whose office writes what it may not; the signature is right."""
    with a(at).desk.write() as db:
        a(at).desk.record(db, [draft])
    figure(a(at), 1)
    return send(at, "a").path


def test_another_offices_record_in_a_signed_package(two: Province) -> None:
    app = a(two)
    stolen = Draft(
        entity="entry",
        kind=CREATE,
        record=app.desk.new_id(),
        office=two.apps["b"].session.office,
        fields={"register": "model", "title": "x"},
    )
    with app.desk.write() as db:
        app.desk.record(db, [stolen])
    meeting(app)
    with pytest.raises(Refused) as refused:
        send(two, "a")
    assert refused.value.code == "send.readback"


@pytest.mark.parametrize("entity", ["excuse", "ack", "sendback", "decision", "lock"])
def test_an_office_may_not_speak_the_hubs_words(at: Province, entity: str) -> None:
    app = a(at)
    draft = Draft(
        entity=entity,
        kind=CREATE,
        record=app.desk.new_id(),
        office=app.session.office,
        fields={"period": PERIOD, "reason": "x"},
    )
    path, before = forged(at, draft), standing(at.hub)
    assert at.hub.receiving.look(path).outcome == "E_ROLE"
    assert take(at, path)[0].outcome == "E_ROLE"
    assert standing(at.hub) == before


def test_content_that_does_not_fit_is_kept_told_and_not_counted(at: Province) -> None:
    app = a(at)
    draft = Draft(
        entity="activity",
        kind=CREATE,
        record=app.desk.new_id(),
        office=app.session.office,
        fields={"title": "Việc lạ", "kind": "unheard-of", "start": "2024-05-02"},
    )
    path = forged(at, draft)
    preview = at.hub.receiving.preview(path)
    assert any(line.startswith("Việc lạ:") for line in preview.faults)
    (taken,) = take(at, path)
    assert taken.ok
    assert taken.faults == preview.faults
    assert not at.hub.activities.ids(ActivityQuery()).keys
    assert same_for(at.hub, app, app.session.office)


def test_old_and_new_stand_side_by_side(at: Province) -> None:
    figure(a(at), 1)
    meeting(a(at), "Tên cũ")
    take(at, send(at, "a").path)
    figure(a(at), 5)
    figure(a(at), None, number=1)
    path = send(at, "a").path
    preview = at.hub.receiving.preview(path)
    (line,) = preview.lines_of("changed")
    assert (line.old, line.new) == ("1", "5")
    assert preview.figures.changed == 1


def test_a_difference_is_chosen_while_taking_in(at: Province) -> None:
    app = a(at)
    figure(app, 7)
    take(at, send(at, "a").path)
    correct(at, app, 8)
    figure(app, 9)
    path = send(at, "a").path
    preview = at.hub.receiving.preview(path)
    (view,) = preview.conflicts
    assert [side.shown for side in view.sides] == ["8", "9"]
    assert view.preselected == 0
    taken = at.hub.receiving.take_in(path, [(view.key, 1)])
    assert (taken.outcome, taken.conflicts, taken.settled) == ("OK", 0, 1)
    assert shown(at.hub, app) == 9
    assert at.hub.conflicts.count() == 0
    (row,) = [one for one in at.hub.receiving.history() if one.number == taken.number]
    assert (row.settled, row.conflicts) == (1, 0)


def test_a_difference_left_to_ask_the_office_stays_open(at: Province) -> None:
    app = a(at)
    figure(app, 7)
    take(at, send(at, "a").path)
    correct(at, app, 8)
    figure(app, 9)
    taken = at.hub.receiving.take_in(send(at, "a").path)
    assert (taken.outcome, taken.conflicts) == ("OK_CONFLICTS", 1)
    assert "Để lại 1 khác biệt" in taken.message.happened
    assert at.hub.conflicts.count() == 1
    assert shown(at.hub, app) == 8


def test_a_choice_that_no_longer_fits_takes_nothing_in(at: Province) -> None:
    figure(a(at), 7)
    path, before = send(at, "a").path, standing(at.hub)
    with pytest.raises(Refused) as refused:
        at.hub.receiving.take_in(path, [("0" * 16, 0)])
    assert refused.value.code == "conflict.changed"
    assert standing(at.hub) == before
    archive = at.hub.store.archive
    assert not archive.exists() or not list(archive.glob("*.gbpkg"))


def test_undoing_takes_away_what_only_that_package_brought(at: Province) -> None:
    app = a(at)
    empty = content(at.hub)
    figure(app, 1)
    first = send(at, "a").path
    take(at, first)
    one = standing(at.hub)
    figure(app, 2)
    second = send(at, "a").path
    taken = take(at, second)[0]
    number = taken.number
    leaving = at.hub.receiving.what_leaves(number)
    assert leaving.items == taken.items
    assert f"Rút ra {taken.items} mục" in leaving.words
    assert leaving.kept > 0
    assert leaving.kept_by == (1,)
    assert "ở lại" in leaving.words
    both = content(at.hub), ops(at.hub)
    undone = at.hub.receiving.undo(number)
    assert undone.leaving == leaving
    assert (content(at.hub), ops(at.hub)) == one[:2]
    assert take(at, second)[0].outcome == "OK"
    assert (content(at.hub), ops(at.hub)) == both
    at.hub.receiving.undo(1)
    assert content(at.hub) == both[0]
    at.hub.receiving.undo(number)
    assert content(at.hub) == empty
    with pytest.raises(Refused) as refused:
        at.hub.receiving.undo(number)
    assert refused.value.code == "undo.gone"
    assert [row.undone for row in at.hub.receiving.history()] == [True, True]


def test_undoing_withdraws_the_choices_made_with_it(at: Province) -> None:
    app = a(at)
    figure(app, 7)
    take(at, send(at, "a").path)
    correct(at, app, 8)
    before = content(at.hub)
    figure(app, 9)
    path = send(at, "a").path
    (view,) = at.hub.receiving.preview(path).conflicts
    number = at.hub.receiving.take_in(path, [(view.key, 1)]).number
    leaving = at.hub.receiving.what_leaves(number)
    assert leaving.decisions == 1
    assert "Rút lại 1 lựa chọn" in leaving.words
    at.hub.receiving.undo(number)
    assert shown(at.hub, app) == 8
    assert content(at.hub) == before
    assert at.hub.conflicts.count() == 0


def test_a_choice_changed_since_is_not_withdrawn(at: Province) -> None:
    app = a(at)
    figure(app, 7)
    take(at, send(at, "a").path)
    correct(at, app, 8)
    figure(app, 9)
    path = send(at, "a").path
    (view,) = at.hub.receiving.preview(path).conflicts
    number = at.hub.receiving.take_in(path, [(view.key, 1)]).number
    correct(at, app, 11)
    at.hub.receiving.undo(number)
    assert shown(at.hub, app) == 11


def test_a_group_stops_between_packages_and_keeps_what_is_in(two: Province) -> None:
    class Stopping:
        def __init__(self) -> None:
            self.seen: list[tuple[int, int | None]] = []

        def step(self, done: int, total: int | None, what: str = "") -> None:
            self.seen.append((done, total))
            if (done, total) == (1, 2):
                raise Cancelled

    meeting(a(two))
    meeting(two.apps["b"])
    paths = [send(two, "a").path, send(two, "b").path]
    watching = Stopping()
    taken = two.hub.receiving.take_in_all(paths, watching)
    assert [one.outcome for one in taken] == ["OK"]
    assert len(two.hub.receiving.history()) == 1
    assert [one.outcome for one in take(two, *paths)] == ["ALREADY", "OK"]


def test_one_bad_package_does_not_stop_the_others(two: Province) -> None:
    meeting(a(two))
    meeting(two.apps["b"])
    bad, good = spoilt(send(two, "a").path, -500), send(two, "b").path
    assert [one.outcome for one in take(two, bad, good)] == ["E_DAMAGED", "OK"]
    assert same_for(two.hub, two.apps["b"], two.apps["b"].session.office)


def test_received_files_are_kept_still_encrypted(at: Province) -> None:
    meeting(a(at), "Không ai đọc được")
    path = send(at, "a").path
    taken = take(at, path)[0]
    (row,) = at.hub.receiving.history()
    kept = at.hub.store.archive / f"{row.ident}.gbpkg"
    assert kept.read_bytes() == path.read_bytes()
    assert taken.number == row.number
    assert not list(at.hub.store.archive.glob(".*"))


def test_nothing_is_in_before_the_disk_has_every_copy(
    two: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure(a(two), 1)
    figure(two.apps["b"], 2)
    paths, before = [send(two, "a").path, send(two, "b").path], standing(two.hub)
    real, late = os.fsync, list[int]()

    def slow(handle: int) -> None:
        time.sleep(0.3)
        late.append(len(two.hub.receiving.history()))
        real(handle)

    def full(handle: int) -> None:
        if late:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        slow(handle)

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        with pytest.raises(Refused) as found:
            take(two, *paths)
    assert (found.value.code, standing(two.hub)) == ("disk.full", before)
    assert not list(two.hub.store.archive.iterdir())
    late.clear()
    monkeypatch.setattr(os, "fsync", slow)
    assert [one.outcome for one in take(two, *paths)] == ["OK", "OK"]
    assert late == [0, 0]


def test_a_package_waits_in_the_tray_until_it_is_in(at: Province) -> None:
    figure(a(at), 1)
    path = send(at, "a").path
    look = at.hub.receiving.look(path)
    assert [one.package for one in at.hub.tray.all()] == [look.ident]
    take(at, path)
    assert at.hub.tray.all() == []


def test_sending_back_needs_a_reason_and_reaches_the_office(at: Province) -> None:
    figure(a(at), 1)
    done = send(at, "a")
    take(at, done.path)
    with pytest.raises(Refused) as refused:
        at.hub.receiving.send_back(done.ident, " ")
    assert refused.value.code == "receive.no_reason"
    with pytest.raises(Refused) as refused:
        at.hub.receiving.send_back("0" * 64, "Thiếu hai xã")
    assert refused.value.code == "receive.unknown"
    at.hub.receiving.send_back(done.ident, "Thiếu hai xã")
    (row,) = at.hub.receiving.history()
    assert row.words == "Đã trả lại: Thiếu hai xã"
    answered = at.receipt("a")
    assert answered.sent_back == "Thiếu hai xã"
    (sent,) = a(at).sending.sent()
    assert (sent.state, sent.reason) == ("returned", "Thiếu hai xã")
    track = a(at).home.office(PERIOD).last_package
    assert track is not None
    assert track.state == "returned"


def test_a_late_package_says_so(at: Province) -> None:
    complete(a(at))
    at.wait(30)
    path = send(at, "a").path
    (taken,) = take(at, path)
    assert taken.outcome == "OK_LATE"
    rows = {row.office: row for row in at.hub.monitoring.matrix([PERIOD]).rows}
    cell = rows[a(at).session.office].cells[PERIOD]
    assert (cell.kind, cell.days_late > 0) == ("late", True)


def test_the_outer_checks_need_no_workspace(at: Province) -> None:
    figure(a(at), 1)
    path = send(at, "a").path
    look = check_outside(path, describe)
    assert (look.ok, look.verified, look.seq) == (True, False, 1)
    assert [check.ok for check in look.checks] == [True, None, None, None]
    assert "chưa xác minh" in look.message.happened
    set_language("en")
    look = check_outside(spoilt(path, -9), describe)
    assert (look.ok, look.outcome) == (False, "E_DAMAGED")
    assert look.checks[0].ok is False


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_what_is_no_ordinary_file_is_not_read(at: Province) -> None:
    pipe, link = at.usb / "pipe.gbpkg", at.usb / "link.gbpkg"
    os.mkfifo(pipe)
    link.symlink_to(at.hub.store.path)
    for path in (pipe, link, at.usb, at.usb / "none.gbpkg"):
        assert at.hub.receiving.look(path).outcome == "E_IO"
        assert take(at, path)[0].outcome == "E_IO"


@pytest.mark.parametrize("name", ["CON.gbpkg", "\u202egpkbg.gbpkg", "a..gbpkg.", "Gói số 1.gbpkg"])
def test_names_of_files_mean_nothing(at: Province, name: str) -> None:
    figure(a(at), 1)
    path = send(at, "a").path.rename(at.usb / name)
    assert take(at, path)[0].outcome == "OK"
    assert {one.suffix for one in at.hub.store.archive.glob("*")} == {".gbpkg"}


def test_an_update_of_one_record_by_the_hub_is_seen_after_the_import(at: Province) -> None:
    """What the hub writes after an import comes later than everything in it."""
    app = a(at)
    at.wait(1)
    meeting(app, "Từ đơn vị")
    path = send(at, "a").path
    take(at, path)
    with at.hub.desk.write() as db:
        draft = Draft(
            entity="entry",
            kind=PUT,
            record=at.hub.desk.new_id(),
            office=at.hub.session.office,
            fields={"register": "x"},
        )
        (op,) = at.hub.desk.record(db, [draft], stream=REPORT)
    assert op.head.h > app.desk.clock.last or op.head.h[:12] >= app.desk.clock.last[:12]
