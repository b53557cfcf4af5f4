"""The check of the data file finds what is wrong, and says nothing of what is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from gbdesk.app import App
from gbdesk.domain.refusals import Refused
from gbdesk.services.messages import describe
from gbdesk.services.progress import Cancelled
from gbdesk.store import audit as ends
from gbdesk.store import ledger, search
from gbdesk.store.ledger import Attempt
from gbdesk.store.tables import activity, attempt, audit, narrative
from helpers.enrolled import PERIOD, Places, enrol

TEXT = "Công tác tuyên truyền được duy trì đều ở các địa bàn."


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    places = Places(tmp_path)
    places.make_hub()
    opened = places.open("hub")
    opened.narratives.save(PERIOD, "results", TEXT)
    fields = {"title": "Họp thôn", "kind": "meeting", "start": "2024-05-02"}
    opened.activities.save(None, fields)
    with opened.store.write() as db:
        ledger.note_attempt(db, Attempt(outcome="E_DAMAGED", who="ha", at="2024-05-24"))
    yield opened
    opened.close()


def wrong(app: App) -> list[str]:
    found = app.selfcheck.run()
    assert found.ok == all(step.ok for step in found.steps)
    return [step.key for step in found.steps if not step.ok]


def test_a_sound_file_is_in_order(app: App) -> None:
    found = app.selfcheck.run()
    assert found.ok, found.lines
    assert len(found.content) == len(found.ops) == 64
    assert list(found.offices) == [app.session.office]
    assert found.lines[0] == "các trang của tệp: đúng"


def test_a_changed_page_is_found(app: App) -> None:
    path = app.store.path
    with app.store.read() as db:
        raw = db.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA query_only = OFF")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    content[3 * 4096 + 100] ^= 1
    path.write_bytes(content)
    found = app.selfcheck.run()
    assert not found.ok
    assert "pages" in [step.key for step in found.steps if not step.ok]
    assert "các trang của tệp" in describe(found.refused).happened


def test_a_changed_line_of_the_audit_is_found(app: App) -> None:
    with app.store.write() as db:
        db.execute(update(audit).where(audit.c.id == 1).values(who="nobody"))
    assert wrong(app) == ["audit"]


def test_lines_cut_off_the_end_of_the_audit_are_found_and_stay_found(app: App) -> None:
    """Nothing was sent since: only what the PC remembers outside the file proves them."""
    with app.desk.write() as db:
        app.desk.note(db, "password", "account", "ha")
    assert not wrong(app)
    with app.store.write() as db:
        last, _ = ends.end(db)
        db.execute(delete(audit).where(audit.c.id == last))
    assert wrong(app) == ["audit"]
    for _ in range(2):
        with app.desk.write() as db:
            app.desk.note(db, "another", "account", "ha")
        assert wrong(app) == ["audit"]


def test_a_file_out_of_a_backup_lacks_lines_and_no_alarm_is_raised(tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.make_hub()
    before = {one: one.read_bytes() for one in tmp_path.glob("hub.*") if one.is_file()}
    opened = places.open("hub")
    opened.narratives.save(PERIOD, "results", TEXT)
    with opened.desk.write() as db:
        opened.desk.note(db, "password", "account", "ha")
    opened.close()
    for one, raw in before.items():
        one.write_bytes(raw)
    opened = places.open("hub")
    assert not wrong(opened)
    opened.narratives.save(PERIOD, "results", f"{TEXT} Thêm.")
    with opened.desk.write() as db:
        opened.desk.note(db, "password", "account", "ha")
    assert not wrong(opened)
    opened.close()
    opened = places.open("hub")
    assert not wrong(opened)
    opened.close()


def test_a_line_taken_out_of_the_package_log_is_found(app: App) -> None:
    with app.store.write() as db:
        ledger.note_attempt(db, Attempt(outcome="OK", who="ha", at="2024-05-24"))
        db.execute(delete(attempt).where(attempt.c.id == 1))
    assert wrong(app) == ["ledger"]


def test_tables_that_say_other_than_the_log_are_found(app: App) -> None:
    with app.store.write() as db:
        db.execute(update(narrative).values(text="khác"))
    found = app.selfcheck.run()
    assert [step.key for step in found.steps if not step.ok] == ["rebuild"]
    assert found.steps[-1].faults
    assert found.lines[6].startswith("các bảng so với nhật ký thay đổi: SAI (")


def test_an_index_that_lacks_something_is_found(app: App) -> None:
    with app.store.write() as db:
        texts = [(row.record, row.folded) for row in db.execute(activity.select())]
        search.drop(db, texts)
    assert wrong(app) == ["search"]


def test_the_digests_tell_content_from_ops_and_ignore_drafts(app: App) -> None:
    before = app.selfcheck.digests()
    app.drafts.put("activities", "new", {"title": "Họp"})
    assert app.selfcheck.digests() == before
    app.narratives.save(PERIOD, "results", f"{TEXT} Thêm.")
    changed = app.selfcheck.digests()
    assert changed.content != before.content
    app.narratives.save(PERIOD, "results", TEXT)
    back = app.selfcheck.digests()
    assert back.content == before.content
    assert len({before.ops, changed.ops, back.ops}) == 3


def test_hub_and_office_have_the_same_digests_once_everything_arrived(tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.make_hub()
    hub = places.open("hub")
    office = enrol(places, hub, "o", "district-office.901")
    office.narratives.save(PERIOD, "results", TEXT)
    own = office.session.office
    assert hub.selfcheck.run().offices.get(own) is None
    assert hub.receiving.take_in(office.sending.export(PERIOD, tmp_path).path).ok
    mine, theirs = office.selfcheck.run(), hub.selfcheck.run()
    assert mine.ok
    assert theirs.ok
    assert mine.offices[own] == theirs.offices[own]
    office.narratives.save(PERIOD, "results", f"{TEXT} Thêm.")
    assert office.selfcheck.run().offices[own]["content"] != theirs.offices[own]["content"]
    office.close()
    hub.close()


def test_a_check_can_be_stopped_and_tells_its_steps(app: App) -> None:
    class Watching:
        def __init__(self, most: int) -> None:
            self.seen: list[tuple[int, int | None, str]] = []
            self.most = most

        def step(self, done: int, total: int | None, what: str = "") -> None:
            self.seen.append((done, total, what))
            if done >= self.most:
                raise Cancelled

    watching = Watching(99)
    app.selfcheck.run(watching)
    assert [done for done, _, _ in watching.seen] == list(range(8))
    with pytest.raises(Cancelled):
        app.selfcheck.run(Watching(2))


def test_a_refusal_names_what_is_wrong(app: App) -> None:
    found = app.selfcheck.run()
    assert isinstance(found.refused, Refused)
    assert found.refused.code == "check.damaged"
