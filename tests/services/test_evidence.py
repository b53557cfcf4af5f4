"""Files attached to activities and reports: limits, titles, undo, what really goes and when."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from gbdesk.app import App
from gbdesk.bootstrap import renew_key
from gbdesk.domain.evidence import KEPT_DAYS, MB
from gbdesk.domain.refusals import Refused
from gbdesk.services import backups
from gbdesk.services.evidence import Given, Target
from gbdesk.services.messages import describe
from gbdesk.store import oplog
from helpers.attached import TOLD, docx, jpeg, noise, pdf, png
from helpers.enrolled import PASSWORD, PERIOD
from helpers.faults import Broken, every, failing_statement
from helpers.journey import Province, meeting, places, province, send, take
from helpers.pages import plain


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        yield made


@pytest.fixture
def app(at: Province) -> App:
    return at.apps["a"]


@pytest.fixture
def target(app: App) -> Target:
    return Target.activity(app.session.office, meeting(app))


def photo(seed: int = 1, name: str = "Nguyen Thi Hoa 0912345678.jpg", **more: Any) -> Given:
    return Given.of(name, jpeg(seed=seed), **more)


def piece_of(given: Given) -> bytes:
    """Some bytes of a file that stand in no other."""
    return given.data[len(given.data) // 2 :][:24]


def refused(call: Any, *given: Any, **named: Any) -> str:
    with pytest.raises(Refused) as told:
        call(*given, **named)
    return told.value.code


def titles(app: App, target: Target) -> list[str]:
    return [one.title for one in app.evidence.list(target)]


def test_a_file_is_attached_opened_and_its_name_is_never_kept(app: App, target: Target) -> None:
    given = [photo(), photo(2), Given.of("x.pdf", pdf()), Given.of("x.docx", docx())]
    added = app.evidence.add(target, given)
    assert len(added.ids) == 4
    assert not added.refused
    assert titles(app, target) == ["Ảnh 1", "Ảnh 2", "Tệp PDF 1", "Tệp Word 1"]
    found, data = app.evidence.open(target, added.ids[0])
    assert data == given[0].data
    assert found.size == len(data)
    assert found.here
    assert TOLD not in data
    app.store.compact()
    key = app.store.key.reveal()
    assert b"0912345678" not in plain(app.store.path, key)
    assert refused(app.evidence.open, target, "0" * 32) == "evidence.gone"


def test_nothing_attached_lies_readable_on_the_disk(app: App, target: Target, at: Province) -> None:
    given = Given.of("a.png", noise())
    app.evidence.add(target, [given])
    app.backups.make(at.folder)
    send(at, "a")
    piece = piece_of(given)
    temp = [one for one in Path(tempfile.gettempdir()).glob("gbdesk-*") if one.is_file()]
    every_file = [one for one in at.folder.rglob("*") if one.is_file()]
    assert any(one.suffix == ".evidence" for one in every_file)
    assert not [one for one in (*every_file, *temp) if piece in one.read_bytes()]


def test_a_file_too_many_is_told_and_the_others_are_kept(
    app: App, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = photo(), photo(2), Given.of("b.png", png())
    limit = len(first.data) + len(third.data)
    monkeypatch.setattr("gbdesk.services.evidence.RECORD_MOST", limit)
    added = app.evidence.add(target, [first, first, second, third])
    assert [one.code for one in added.refused] == ["evidence.twice", "evidence.full"]
    assert len(app.evidence.list(target)) == 2
    assert len(app.store.evidence.here()) == 2
    for one in added.refused:
        assert "{" not in describe(one, app.catalogue).text


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "anh.jpg"
    with large.open("wb") as out:
        out.truncate(18 * MB - 5)
    with pytest.raises(Refused) as told:
        Given.read(large)
    assert describe(told.value).text == (
        "Tệp 18 MB, tối đa 10 MB. Chưa thêm tệp này; các tệp khác vẫn còn. "
        "Quét lại với độ nét thấp hơn hoặc tách thành nhiều tệp rồi thêm lại."
    )
    heic = Path(tmp_path / "hop.heic")
    heic.write_bytes(b"\0\0\0\x18ftypheic" + bytes(40))
    with pytest.raises(Refused) as told:
        Given.read(heic)
    assert describe(told.value).text == (
        "Ảnh “hop.heic” chưa đọc được. Chưa thêm tệp này; các tệp khác vẫn còn. "
        "Mở ảnh trên điện thoại, lưu dạng JPG rồi thêm lại."
    )


def test_a_title_that_names_a_person_is_asked_about(app: App, target: Target) -> None:
    doubtful = "Ảnh chị Hoa nhận quà"
    added = app.evidence.add(target, [photo(title=doubtful), photo(2, title="Toàn cảnh hội nghị")])
    assert [one.code for one in added.refused] == ["evidence.personal"]
    (ident,) = added.ids
    assert refused(app.evidence.rename, target, ident, doubtful) == "evidence.personal"
    assert refused(app.evidence.rename, target, ident, "  ") == "evidence.title"
    assert refused(app.evidence.rename, target, ident, "a" * 121) == "evidence.title"
    app.evidence.rename(target, ident, doubtful, keep=True)
    assert titles(app, target) == [doubtful]


def test_each_step_is_taken_back_and_made_again(app: App, target: Target) -> None:
    added = app.evidence.add(target, [photo(), photo(2)])
    assert added.undo is not None
    again = app.undo(added.undo)
    assert not app.evidence.list(target)
    app.undo(again.undo)
    removed = app.evidence.remove(target, added.ids[:1])
    assert titles(app, target) == ["Ảnh 2"]
    assert removed.undo is not None
    app.undo(removed.undo)
    assert titles(app, target) == ["Ảnh 1", "Ảnh 2"]
    assert all(one.here for one in app.evidence.list(target))
    assert app.selfcheck.run().ok


def test_removed_bytes_go_after_180_days_and_no_others(
    at: Province, app: App, target: Target
) -> None:
    added = app.evidence.add(target, [photo(), photo(2), photo(3)])
    other = Target.activity(target.office, meeting(app, "Họp khác"))
    app.evidence.add(other, [photo(3), photo(4)])
    app.evidence.remove(target, added.ids[1:])
    app.activities.delete([other.record])
    at.wait(KEPT_DAYS - 2)
    assert app.evidence.sweep() == 0
    assert app.store.evidence.count() == 4
    at.wait(3)
    assert app.selfcheck.run().ok
    assert app.evidence.sweep() == 3
    assert [one.here for one in app.evidence.list(target)] == [True]
    assert app.selfcheck.run().ok


def test_what_is_destroyed_is_gone_at_once_wherever_it_was(app: App, target: Target) -> None:
    given = photo()
    (ident,) = app.evidence.add(target, [given]).ids
    slot = Target.report(target.office, PERIOD, places(app)[0])
    (twin, stays) = app.evidence.add(slot, [given, photo(2)]).ids
    done = app.evidence.destroy(target, ident)
    assert done.undo is None
    assert [one.id for one in app.evidence.list(slot)] == [stays]
    assert twin != stays
    assert not app.evidence.list(target)
    assert given.sha256 not in app.store.evidence.here()
    assert piece_of(given) not in plain(app.store.evidence.path, app.store.key.reveal())
    assert app.selfcheck.run().ok


def test_a_copy_is_written_whole_and_noted(at: Province, app: App, target: Target) -> None:
    given = photo()
    (ident,) = app.evidence.add(target, [given]).ids
    place = at.folder / "ban sao.jpg"
    assert app.evidence.save_copy(target, ident, place).read_bytes() == given.data
    assert refused(app.evidence.save_copy, target, ident, place) == "disk.exists"


def test_the_check_misses_what_is_gone_and_what_changed(app: App, target: Target) -> None:
    app.evidence.add(target, [photo(), photo(2)])
    assert app.selfcheck.run().ok
    app.store.evidence._db.execute("DELETE FROM piece WHERE file = 1")
    assert [step.key for step in app.selfcheck.run().steps if not step.ok] == ["evidence"]
    app.store.evidence.drop([photo().sha256])
    assert [step.key for step in app.selfcheck.run().steps if not step.ok] == ["evidence"]


def test_a_step_that_fails_anywhere_leaves_neither_a_line_nor_bytes(
    app: App, target: Target
) -> None:
    given = photo()

    def nothing() -> None:
        assert not app.evidence.list(target)
        assert not app.store.evidence.here()

    tried = every(
        lambda number: failing_statement(app, number),
        lambda: app.evidence.add(target, [given]),
        nothing,
        1,
    )
    assert tried > 5
    assert titles(app, target) == ["Ảnh 1"]


def test_a_failure_after_the_commit_keeps_the_bytes(
    app: App, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_heads: object) -> None:
        raise Broken

    monkeypatch.setattr(app.desk._anchor, "put", broken)
    with pytest.raises(Broken):
        app.evidence.add(target, [photo()])
    assert [one.here for one in app.evidence.list(target)] == [True]


def test_a_deleted_activity_takes_no_more_files(app: App, target: Target) -> None:
    app.activities.delete([target.record])
    assert refused(app.evidence.add, target, [photo()]) == "activity.gone"
    assert not app.store.evidence.here()
    foreign = replace(target, office="u_" + "0" * 26)
    assert refused(app.evidence.add, foreign, [photo()]) == "office.not_ours"


def test_the_hub_sees_count_title_and_hash_and_never_the_file(
    at: Province, app: App, target: Target
) -> None:
    given = Given.of("a.png", noise(), title="Toàn cảnh hội nghị")
    app.evidence.add(target, [given, photo(2)])
    written = send(at, "a")
    assert "Tệp minh chứng: 2 mới" in " ".join(written.count_words)
    assert written.size < len(given.data)
    take(at, written.path)
    first, second = at.hub.evidence.list(target)
    assert (first.title, first.sha256, first.here) == ("Toàn cảnh hội nghị", given.sha256, False)
    assert refused(at.hub.evidence.open, target, first.id) == "evidence.elsewhere"
    assert refused(at.hub.evidence.remove, target, [first.id]) == "office.not_ours"
    assert not at.hub.store.evidence.path.exists()
    assert at.hub.selfcheck.run().ok
    assert second.title == "Ảnh 1"


def test_a_backup_holds_and_counts_them_and_brings_them_back(
    at: Province, app: App, target: Target
) -> None:
    before = app.backups.make(at.folder)
    assert before.counts["evidence"] == 0
    given = photo()
    (ident,) = app.evidence.add(target, [given]).ids
    assert app.backups.counts()["evidence"] == 1
    made = app.backups.make(at.folder)
    assert made.counts["evidence"] == 1
    assert dict(backups.preview(made.path, "mai", PASSWORD)) == made.counts
    backups.restore(made.path, at.path("back"))
    back = at.open("back")
    assert back.evidence.open(target, ident)[1] == given.data
    assert back.selfcheck.run().ok
    back.close()
    at.apps.pop("a").close()
    backups.restore_instead(before.path, at.path("a"))
    aside = at.path("a").with_name("a.before-1") / "a.evidence"
    assert aside.exists()
    assert not at.path("a").with_suffix(".evidence").exists()
    at.apps["a"] = at.open("a")
    assert at.apps["a"].selfcheck.run().ok


def test_another_data_key_keeps_them_readable_under_the_new_one_only(
    at: Province, app: App, target: Target
) -> None:
    given = photo()
    (ident,) = app.evidence.add(target, [given]).ids
    old = app.store.key.copy()
    again, renewed = renew_key(at.apps.pop("a"), PASSWORD, **at.given())
    at.apps["a"] = again
    assert again.evidence.open(target, ident)[1] == given.data
    assert again.selfcheck.run().ok
    assert renewed.backup is not None
    assert backups.look(renewed.backup)["evidence"] == 1
    piece = piece_of(given)
    path = again.store.evidence.path
    assert piece in plain(path, again.store.key.reveal())
    assert piece not in plain(path, old.reveal())


def test_a_title_can_be_erased_for_good(app: App, target: Target) -> None:
    (ident,) = app.evidence.add(target, [photo(title="Ảnh chị Hoa Bí Mật", keep=True)]).ids
    (place,) = app.redacting.find("Bí Mật")
    assert (place.entity, place.record, place.field) == ("evidence", ident, "title")
    app.redacting.redact("evidence", ident, "title", "Ghi nhầm họ tên")
    assert "Hoa" not in titles(app, target)[0]
    assert "Bí Mật".encode() not in plain(app.store.path, app.store.key.reveal())
    with app.desk.read() as db:
        assert oplog.fields_of(db, target.office, ident, "evidence")
    assert app.evidence.open(target, ident)[0].here


def test_without_a_key_the_file_is_noise(app: App, target: Target) -> None:
    app.evidence.add(target, [photo()])
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(app.store.evidence.path).execute("SELECT * FROM file")


def test_lists_count_without_opening_the_files(app: App, target: Target) -> None:
    app.evidence.add(target, [photo(), photo(2)])
    asked: list[str] = []
    event.listen(app.store._readers, "before_cursor_execute", lambda *a: asked.append(a[2]))
    found = app.activities.ids(app.activities.query_of(PERIOD))
    (row,) = app.activities.rows(found.keys)
    assert row.evidence == 2
    assert len([one for one in asked if "entry" in one]) == 1
