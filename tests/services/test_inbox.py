"""The folder that the hub watches: what is new in it, and that it is only looked at."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.domain.refusals import Refused
from gbdesk.media import inbox as media
from gbdesk.services.inbox import Inbox
from helpers.journey import Province, content, figure, province, send, take


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        made.folder.joinpath("share").mkdir()
        yield made


@pytest.fixture
def share(at: Province) -> Path:
    return at.folder / "share"


@pytest.fixture
def inbox(at: Province, share: Path) -> Inbox:
    at.hub.inbox.set_folder(share)
    return at.hub.inbox


def package(at: Province, value: int = 3) -> Path:
    figure(at.apps["a"], value)
    return send(at, "a").path


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = (one for one in folder.rglob("*") if one.is_file())
    return {str(one): (one.read_bytes(), one.stat().st_mtime_ns) for one in files}


def test_nothing_is_watched_before_somebody_asks(at: Province, share: Path) -> None:
    shutil.copy(package(at), share)
    found = at.hub.inbox.look()
    assert (found.folder, found.new, found.words) == (None, (), "")


def test_a_file_is_new_at_the_second_look_and_nothing_happens_to_it(
    at: Province, inbox: Inbox, share: Path
) -> None:
    shutil.copy(package(at), share / "goi.gbpkg")
    before, data = state(share), content(at.hub)
    first = inbox.look()
    assert (first.new, first.growing) == ((), 1)
    assert "còn đang chép" in first.words
    second = inbox.look()
    assert (second.new, second.growing) == ((share / "goi.gbpkg",), 0)
    assert inbox.new() == second.new
    assert (state(share), content(at.hub)) == (before, data)
    assert at.hub.receiving.history() == ()


def test_a_file_that_grows_is_waited_for(at: Province, inbox: Inbox, share: Path) -> None:
    raw = package(at).read_bytes()
    target = share / "goi.gbpkg"
    for end in (0, len(raw) // 2, len(raw) - 1):
        target.write_bytes(raw[:end])
        assert inbox.look().new == ()
    target.write_bytes(raw)
    assert inbox.look().new == ()
    assert inbox.look().new == (target,)
    assert at.hub.receiving.look(target).ready


def test_what_was_taken_in_is_not_new_under_any_name(
    at: Province, inbox: Inbox, share: Path
) -> None:
    path = package(at)
    shutil.copy(path, share / path.name)
    shutil.copy(path, share / "Fw_ báo cáo (1).gbpkg")
    inbox.look()
    assert len(inbox.look().new) == 2
    take(at, path)
    assert inbox.look().new == ()
    at.hub.receiving.undo(1)
    assert len(inbox.look().new) == 2


def test_what_was_dealt_with_comes_back_only_when_it_changes(
    at: Province, inbox: Inbox, share: Path
) -> None:
    target = share / "hong.gbpkg"
    raw = package(at).read_bytes()
    target.write_bytes(raw[:-100])
    inbox.look()
    assert inbox.look().new == (target,)
    inbox.done([target])
    assert inbox.new() == inbox.look().new == ()
    target.write_bytes(raw)
    inbox.look()
    assert inbox.look().new == (target,)


def test_a_share_that_vanishes_is_told_quietly_and_survived(
    at: Province, inbox: Inbox, share: Path
) -> None:
    shutil.copy(package(at), share)
    inbox.look()
    (seen,) = inbox.look().new
    aside = share.rename(at.folder / "unplugged")
    gone = inbox.look()
    assert not gone.reachable
    assert "Chưa mở được" in gone.words
    assert at.hub.receiving.look(seen).outcome == "E_IO"
    aside.rename(share)
    assert inbox.look().new == (seen,)
    assert inbox.look().words.startswith("Đang xem")


def test_what_is_named_as_a_package_counts_and_half_copies_do_not(
    at: Province, inbox: Inbox, share: Path
) -> None:
    path = package(at)
    (share / "thang 5").mkdir()
    good = [share / "a.GBPKG", share / "b.gbpkg.txt", share / "thang 5" / "c.gbpkg"]
    for one in (*good, share / "d.gbpkg.part", share / "~e.gbpkg", share / "f.docx"):
        shutil.copy(path, one)
    (share / "g.gbpkg").symlink_to(path)
    (share / "h.gbpkg").mkdir()
    inbox.look()
    assert set(inbox.look().new) == set(good)
    assert media.is_package("GÓI.gbpkg")


def test_the_folder_is_kept_for_the_next_time_and_can_be_left(
    at: Province, inbox: Inbox, share: Path
) -> None:
    assert inbox.folder() == share
    assert at.again("hub").inbox.folder() == share
    at.hub.inbox.set_folder(None)
    assert at.again("hub").inbox.folder() is None


def test_only_a_folder_at_a_hub_can_be_watched(at: Province, inbox: Inbox, share: Path) -> None:
    with pytest.raises(Refused, match=r"inbox\.folder"):
        inbox.set_folder(at.folder / "nowhere")
    assert inbox.folder() == share
    with pytest.raises(Refused, match=r"receive\.office"):
        at.apps["a"].inbox.set_folder(share)
    assert at.apps["a"].inbox.look().folder is None
