"""Backups are whole, opened and counted before they are done; what comes back says so."""

from __future__ import annotations

import errno
import json
import os
import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from gbdesk.app import App
from gbdesk.domain.refusals import Refused
from gbdesk.services import backups, restoring, rotation
from gbdesk.services.messages import describe
from gbdesk.store import figures, oplog
from helpers.enrolled import PASSWORD, PERIOD, Places, enrol

TEXT = "Công tác tuyên truyền được duy trì đều ở các địa bàn."


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = Places(tmp_path)
    made.make_hub()
    return made


@pytest.fixture
def app(places: Places) -> Iterator[App]:
    opened = places.open("hub")
    opened.narratives.save(PERIOD, "results", TEXT)
    opened.drafts.put("activities", "new", {"title": "Họp"})
    yield opened
    opened.close()


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def refused(call: Callable[..., Any], *given: Any, **named: Any) -> str:
    with pytest.raises(Refused) as told:
        call(*given, **named)
    return told.value.code


def test_everything_comes_back_the_same(places: Places, app: App) -> None:
    (app.store.archive).mkdir()
    (app.store.archive / "abc.gbpkg").write_bytes(b"still encrypted")
    made = app.backups.make(places.folder)
    assert made.counts["narratives"] == 1
    assert (made.counts["drafts"], made.counts["archived"]) == (1, 1)
    assert dict(backups.look(made.path)) == made.counts
    assert dict(backups.preview(made.path, "ha", PASSWORD)) == made.counts
    found = backups.restore(made.path, places.path("back"))
    assert found.title == "Sở Văn hóa, Thể thao và Du lịch tỉnh Sông Vàng"
    back = places.open("back", "ha")
    assert back.selfcheck.digests() == app.selfcheck.digests()
    assert back.selfcheck.run().ok
    assert back.drafts.get("activities", "new") == {"title": "Họp"}
    assert (back.store.archive / "abc.gbpkg").read_bytes() == b"still encrypted"
    assert back.session.device == app.session.device
    back.close()


def test_what_came_back_says_so_in_its_next_change_and_only_once(places: Places, app: App) -> None:
    made = app.backups.make(places.folder)
    backups.restore(made.path, places.path("back"))
    back = places.open("back", "ha")
    assert back.store.was_restored
    back.narratives.save(PERIOD, "difficulties", "Kinh phí còn hạn chế.")
    with back.store.read() as db:
        opens = oplog.ops_of_kind(db, "open")
    assert [op.fields["restore"] for op in opens] == [False, True]
    assert not back.store.was_restored
    back.close()
    again = places.open("back", "ha")
    again.narratives.save(PERIOD, "proposals", "Đề nghị hỗ trợ tài liệu.")
    with again.store.read() as db:
        assert [op.fields["restore"] for op in oplog.ops_of_kind(db, "open")][2:] == [False]
    again.close()


def test_a_restored_office_goes_on_sending_and_the_hub_takes_both_branches(
    tmp_path: Path,
) -> None:
    places = Places(tmp_path)
    places.make_hub()
    hub = places.open("hub")
    office = enrol(places, hub, "o", "district-office.901")
    saved = office.backups.make(tmp_path)
    office.narratives.save(PERIOD, "results", TEXT)
    assert hub.receiving.take_in(office.sending.export(PERIOD, tmp_path).path).ok
    office.close()
    backups.restore_instead(saved.path, places.path("o"))
    back = places.open("o")
    assert back.enrolment.state() == "enrolled"
    back.narratives.save(PERIOD, "difficulties", "Kinh phí còn hạn chế.")
    found = hub.receiving.take_in(back.sending.export(PERIOD, tmp_path / "o.before-1").path)
    assert found.ok, found.outcome
    with hub.store.read() as db:
        assert figures.narratives(db, PERIOD)[0].text == TEXT
    back.close()
    hub.close()


def test_a_backup_made_while_somebody_writes_is_of_one_moment(places: Places, app: App) -> None:
    stop, sections = threading.Event(), ("results", "difficulties", "causes", "proposals")

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            app.narratives.save(PERIOD, sections[number % 4], f"{TEXT} {number}")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [app.backups.make(places.folder) for _ in range(3)]
    finally:
        stop.set()
        writer.join()
    for number, one in enumerate(made):
        backups.restore(one.path, places.path(f"back{number}"))
        back = places.open(f"back{number}", "ha")
        assert back.selfcheck.run().ok
        back.close()


def test_nothing_that_is_there_is_written_over(places: Places, app: App) -> None:
    made = app.backups.make(places.folder)
    before = made.path.read_bytes()
    again = app.backups.make(places.folder)
    assert again.path != made.path
    assert made.path.read_bytes() == before
    assert refused(backups.restore, made.path, places.path("hub")) == "backup.exists"
    assert refused(backups.restore_instead, made.path, places.path("hub")) == "store.open_elsewhere"


def test_in_its_place_the_present_state_is_kept(places: Places, app: App) -> None:
    made = app.backups.make(places.folder)
    app.narratives.save(PERIOD, "results", "Viết lại sau khi sao lưu.")
    app.close()
    backups.restore_instead(made.path, places.path("hub"))
    back = places.open("hub")
    assert back.narratives.get(PERIOD)["results"] == TEXT
    back.close()
    aside = Places(places.folder / "hub.before-1")
    kept = aside.open("hub")
    assert kept.narratives.get(PERIOD)["results"] == "Viết lại sau khi sao lưu."
    kept.close()


def test_nothing_readable_and_no_root_is_in_the_file(tmp_path: Path) -> None:
    places = Places(tmp_path)
    made = places.make_hub()
    hub = places.open("hub")
    hub.narratives.save(PERIOD, "results", TEXT)
    saved = hub.backups.make(tmp_path)
    hub.close()
    raw = saved.path.read_bytes()
    for secret in (TEXT, made.root_secret, made.recovery_identity, made.recovery_code, PASSWORD):
        assert secret.encode() not in raw
    with zipfile.ZipFile(saved.path) as whole:
        assert whole.testzip() is None
        found = {info.filename for info in whole.infolist()}
        said = json.loads(whole.read("backup.json"))
    assert found == {"workspace.gbdesk", "workspace.keys", "workspace.drafts", "backup.json"}
    assert said["counts"]["narratives"] == 1


def test_a_hub_comes_back_beside_its_root_file(tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.make_hub()
    hub = places.open("hub")
    saved = hub.backups.make(tmp_path)
    hub.close()
    root = (tmp_path / "hub.gbroot").read_bytes()
    for name in ("hub.gbdesk", "hub.keys", "hub.keys.bak", "hub.drafts"):
        (tmp_path / name).unlink()
    backups.restore(saved.path, places.path("hub"))
    places.open("hub").close()
    assert (tmp_path / "hub.gbroot").read_bytes() == root


def test_a_wrong_password_or_user_opens_no_backup(places: Places, app: App) -> None:
    made = app.backups.make(places.folder)
    assert refused(backups.preview, made.path, "ha", "sai mật khẩu") == "unlock.password"
    assert refused(backups.preview, made.path, "lan", PASSWORD) == "unlock.password"


@pytest.mark.parametrize("part", ["workspace.gbdesk", "workspace.keys", "backup.json", "end"])
def test_a_damaged_backup_is_refused_and_restores_nothing(
    places: Places, app: App, part: str
) -> None:
    made = app.backups.make(places.folder)
    raw = bytearray(made.path.read_bytes())
    with zipfile.ZipFile(made.path) as whole:
        spots = {info.filename: info.header_offset + 600 for info in whole.infolist()}
    raw[spots.get(part, len(raw) - 10)] ^= 0x10
    damaged = places.folder / "damaged.gbbackup"
    damaged.write_bytes(raw)
    assert refused(backups.restore, damaged, places.path("back")) == "backup.not_ours"
    assert not [name for name in names(places.folder) if "back." in name or name[0] == "."]


def test_a_cut_backup_is_refused(places: Places, app: App) -> None:
    made = app.backups.make(places.folder)
    raw = made.path.read_bytes()
    cut = places.folder / "cut.gbbackup"
    for size in (0, 1, 100, len(raw) // 2, len(raw) - 1):
        cut.write_bytes(raw[:size])
        assert refused(backups.look, cut) == "backup.not_ours"
    assert refused(backups.look, places.folder / "none.gbbackup") == "disk.missing"


def repacked(source: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The backup with other parts, its own list corrected to fit them."""
    with zipfile.ZipFile(source) as whole:
        parts = {info.filename: whole.read(info) for info in whole.infolist()}
    change(parts)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return target


def listed(parts: dict[str, bytes], name: str, content: bytes) -> None:
    from hashlib import sha256

    facts = json.loads(parts["backup.json"])
    entry = {"name": name, "size": len(content), "sha256": sha256(content).hexdigest()}
    facts["parts"] = [one for one in facts["parts"] if one["name"] != name] + [entry]
    parts["backup.json"] = json.dumps(facts).encode()
    parts[name] = content


@pytest.mark.parametrize(
    "name",
    ["../evil", "archive/../../evil", "/etc/evil", "archive/", "workspace.gbroot", "archive/a/b"],
)
def test_a_part_with_a_name_that_is_not_ours_is_refused(
    places: Places, app: App, name: str
) -> None:
    made = app.backups.make(places.folder)
    odd = repacked(
        made.path, places.folder / "odd.gbbackup", lambda parts: listed(parts, name, b"evil")
    )
    assert refused(backups.restore, odd, places.path("back")) == "backup.not_ours"
    assert "evil" not in "".join(names(places.folder))


@pytest.mark.parametrize("lost", ["workspace.keys", "workspace.drafts", "backup.json"])
def test_a_part_that_lacks_is_refused(places: Places, app: App, lost: str) -> None:
    made = app.backups.make(places.folder)
    odd = repacked(made.path, places.folder / "odd.gbbackup", lambda parts: parts.pop(lost))
    assert refused(backups.look, odd) == "backup.not_ours"


def test_what_does_not_open_again_is_not_called_done(
    places: Places, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = restoring.counted
    monkeypatch.setattr(backups, "counted", lambda *given: {**real(*given), "figures": 9})
    target = places.folder / "out"
    target.mkdir()
    assert refused(app.backups.make, target) == "backup.readback"
    assert names(target) == []
    assert app.backups.last() is None


def test_a_disk_that_refuses_leaves_nothing(
    places: Places, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "full")

    target = places.folder / "out"
    assert refused(app.backups.make, target) == "disk.missing"
    target.mkdir()
    monkeypatch.setattr(os, "fsync", full)
    assert refused(app.backups.make, target) == "disk.full"
    monkeypatch.undo()
    assert names(target) == []


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "đã đầy"), (errno.EROFS, "chống ghi"), (errno.EIO, "ngừng đáp")],
)
def test_what_a_drive_refuses_is_told_of_the_backup(
    places: Places, app: App, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    target = places.folder / "usb"
    target.mkdir()
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", refuse)
        with pytest.raises(Refused) as found:
            app.backups.make(target)
    message = describe(found.value)
    assert words in message.happened
    assert str(target) in message.happened
    assert "sao lưu cũ còn nguyên" in message.kept
    assert names(target) == []


def test_the_day_has_one_automatic_backup_and_home_knows_it(places: Places, app: App) -> None:
    assert app.home.hub(PERIOD).backup_age is None
    assert app.backups.due
    made = app.backups.daily()
    assert made is not None
    assert made.path.parent == app.backups.folder == places.folder / "hub.backups"
    assert app.backups.daily() is None
    assert app.home.hub(PERIOD).backup_age == 0
    last = app.backups.last()
    assert last is not None
    assert (last.path, dict(last.counts)) == (made.path, made.counts)
    stick = places.folder / "stick"
    app.backups.set_folder(stick)
    second = app.backups.daily()
    assert second is not None
    assert second.path.parent == stick


def test_older_ones_go_by_the_rotation_and_only_after_the_new_one_was_opened(
    places: Places, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = app.backups.daily()
    assert made is not None
    for back in range(1, 40):
        day = (places.today - timedelta(days=back)).isoformat()
        (made.path.parent / made.path.name.replace("2024-05-24", day)).write_bytes(b"older")
    foreign = made.path.parent / "GB_Khac_auto_2024-01-01.gbbackup"
    foreign.write_bytes(b"another office's")
    places.today += timedelta(days=1)
    before = names(made.path.parent)
    with monkeypatch.context() as patched:
        patched.setattr(backups, "counted", lambda *_: {})
        assert refused(app.backups.daily) == "backup.readback"
    assert names(made.path.parent) == before
    new = app.backups.daily()
    assert new is not None
    assert new.dropped
    kept = [path.stem[-10:] for path in app.backups.automatic()]
    assert kept[:7] == [(places.today - timedelta(days=back)).isoformat() for back in range(7)]
    assert len(kept) <= 7 + 4 + 12
    assert foreign.exists()


def test_the_rotation_keeps_days_weeks_and_months() -> None:
    first, today = date(2023, 1, 1), date(2024, 5, 24)
    every = [first + timedelta(days=n) for n in range((today - first).days + 1)]
    standing: set[date] = set()
    for day in every:
        standing.add(day)
        standing &= rotation.kept(standing)
    days = sorted(standing, reverse=True)
    assert days[:7] == [today - timedelta(days=n) for n in range(7)]
    assert len({day.isocalendar()[:2] for day in days if (today - day).days < 28}) >= 4
    assert len({(day.year, day.month) for day in days}) >= 12
    assert len(days) <= 23


def test_the_counts_have_names_in_both_languages() -> None:
    assert backups.count_label("activities") == "Hoạt động"
    assert backups.count_label("of tomorrow") == "of tomorrow"
