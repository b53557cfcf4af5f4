"""What travelled is kept as it came, still encrypted, on every side; and matched by its code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.services.codes import check_code
from gbdesk.store.workspace import Store
from gbdesk.sync import reading
from helpers.journey import Province, meeting, province, send, take

TITLE = "Không ai đọc được điều này"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a", "a2") as made:
        made.folder.joinpath("stick").mkdir()
        yield made


def kept(store: Store) -> list[Path]:
    return sorted(store.archive.iterdir()) if store.archive.exists() else []


def unreadable(store: Store) -> bool:
    """Whether nothing beside the workspace holds the words in any usual writing."""
    words = [TITLE.encode(), TITLE.encode("utf-16-le"), b"activity", b'"f":{']
    raw = [path.read_bytes().partition(b"age-encryption.org/")[2] for path in kept(store)]
    return all(raw) and not any(word in one for one in raw for word in words)


def test_sender_hub_and_second_computer_keep_the_very_file(at: Province) -> None:
    one, two = at.apps["a"], at.apps["a2"]
    answers = at.folder.glob("GB_*_DANGKY_*.gbpkg")
    (both,) = [path for path in answers if len(reading.outside(path).header.to) > 3]
    one.enrolment.accept(both)
    meeting(one, TITLE)
    sent = send(at, "a")
    name = f"{sent.ident}.gbpkg"
    take(at, sent.path)
    two.receiving.take_in(sent.path)
    for app in (one, at.hub, two):
        assert (app.store.archive / name).read_bytes() == sent.path.read_bytes()
        assert unreadable(app.store)
    (receipt,) = at.hub.receiving.receipts(at.back, [one.session.office])
    one.enrolment.accept(receipt)
    assert receipt.read_bytes() in [path.read_bytes() for path in kept(one.store)]
    assert unreadable(one.store)


def test_what_came_twice_is_kept_once_and_what_is_damaged_not(at: Province) -> None:
    meeting(at.apps["a"], TITLE)
    path = send(at, "a").path
    take(at, path)
    copy = path.with_name("ban sao (1).gbpkg")
    copy.write_bytes(path.read_bytes())
    broken = path.with_name("hong.gbpkg")
    broken.write_bytes(path.read_bytes()[:-400])
    assert [each.outcome for each in take(at, copy, broken)] == ["ALREADY", "E_TRUNCATED"]
    assert len(kept(at.hub.store)) == 1
    assert not [one for one in kept(at.hub.store) if one.name.startswith(".")]


def test_the_code_on_the_slip_is_the_code_the_hub_sees(at: Province) -> None:
    meeting(at.apps["a"], TITLE)
    sent = send(at, "a")
    look = at.hub.receiving.look(sent.path)
    assert look.check_code == sent.check_code == check_code(sent.ident)
    take(at, sent.path)
    (row,) = at.hub.receiving.history()
    assert row.check_code == sent.check_code
    assert at.apps["a"].sending.sent()[0].check_code == sent.check_code
