from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gbdesk.domain.merge import CREATE
from gbdesk.domain.ops import Op
from gbdesk.domain.refusals import Refused
from gbdesk.services.anchor import Anchor
from gbdesk.services.desk import Desk
from gbdesk.store import oplog, vault
from gbdesk.store.oplog import Draft
from gbdesk.store.workspace import Store
from helpers.entering import desk, sample


def note(at: Desk, text: str) -> None:
    draft = Draft(
        entity="entry",
        kind=CREATE,
        record=at.new_id(),
        office=at.session.office,
        fields={"register": "document", "title": text},
    )
    with at.write() as db:
        at.record(db, [draft])


def opens(at: Desk) -> list[Op]:
    with at.read() as db:
        return oplog.ops_of_kind(db, "open")


def again(at: Desk, path: Path) -> Desk:
    """Another session on a file."""
    store = Store.open(path, vault.unlock(path, "ha", "mật khẩu thử"))
    return Desk(
        store,
        at.session,
        lambda _db: sample(),
        at.clock,
        today=at.today,
        anchor=Anchor(at.session.device, path.parent / "anchor"),
    )


def test_the_first_write_of_a_session_says_so_once(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        note(at, "một")
        note(at, "hai")
        (op,) = opens(at)
        assert op.n == 1
        assert op.fields["restore"] is False
        assert Anchor(at.session.device, tmp_path / "anchor").heads()["report"][0] == 3


def test_a_write_that_failed_leaves_nothing_and_the_next_still_opens(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        draft = Draft(
            entity="entry", kind=CREATE, record=at.new_id(), office=at.session.office, fields={}
        )

        def failing() -> None:
            with at.write() as db:
                at.record(db, [draft])
                at.catalogue.office("u_nobody")

        with pytest.raises(Refused):
            failing()
        assert opens(at) == []
        note(at, "một")
        assert len(opens(at)) == 1


def test_a_file_behind_what_this_pc_wrote_opens_as_restored(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        path = at.store.path
        note(at, "một")
    kept = {one: one.read_bytes() for one in path.parent.glob(f"{path.stem}.*") if one.is_file()}
    with_two = again(at, path)
    note(with_two, "hai")
    with_two.store.close()
    for one, content in kept.items():
        one.write_bytes(content)
    restored = again(at, path)
    note(restored, "ba")
    assert [op.fields["restore"] for op in opens(restored)] == [False, True]
    restored.store.close()


def test_an_ordinary_second_session_is_no_restoration(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        path = at.store.path
        note(at, "một")
    second = again(at, path)
    note(second, "hai")
    assert [op.fields["restore"] for op in opens(second)] == [False, False]
    second.store.close()


def test_an_anchor_that_cannot_be_kept_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "anchor").write_text("a file where the folder should be")
    with desk(tmp_path) as at:
        note(at, "một")
        assert len(opens(at)) == 1


def test_a_damaged_anchor_is_as_none(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        note(at, "một")
        anchor = Anchor(at.session.device, tmp_path / "anchor")
        (tmp_path / "anchor" / f"{at.session.device}.anchor").write_text("{")
        assert anchor.heads() == {}
        shutil.rmtree(tmp_path / "anchor")
        assert anchor.heads() == {}
