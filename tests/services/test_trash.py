"""Deleted activities lie in the trash for 180 days and go back as they were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from gbdesk.domain.ops import Fields
from gbdesk.domain.refusals import Refused
from gbdesk.services.activities import Activities, ActivityQuery
from gbdesk.services.desk import Desk
from gbdesk.services.trash import DAYS, Trash
from gbdesk.store import audit
from helpers.entering import desk

TODAY = datetime.now().astimezone().date()


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        made.today = lambda: TODAY
        yield made


def saved(at: Desk, title: str, **more: object) -> str:
    fields: Fields = {"title": title, "kind": "meeting", "start": "2024-05-20"}
    return Activities(at).save(None, {**fields, **more}).id  # type: ignore[dict-item]


def titles(at: Desk) -> list[str]:
    activities = Activities(at)
    return [row.title for row in activities.rows(activities.ids(ActivityQuery()).keys)]


def test_what_was_deleted_is_told_with_when_and_by_whom_and_goes_back_whole(at: Desk) -> None:
    root = at.catalogue.office(at.session.office).place
    where = next(one.id for one in at.catalogue.places.values() if one.parent == root)
    more = {f"place.{where}": True, "measure.attendees": 56, "notes": "Kết quả tốt"}
    first, second = saved(at, "Hội nghị", **more), saved(at, "Tọa đàm")
    before = Activities(at).get(first)
    Activities(at).delete([first])
    Activities(at).delete([second])
    newest, oldest = Trash(at).rows()
    assert (newest.title, oldest.title) == ("Tọa đàm", "Hội nghị")
    assert (oldest.attendees, oldest.left) == (56, DAYS)
    assert oldest.deleted == TODAY
    assert oldest.places_label == at.catalogue.places[where].name
    done = Trash(at).restore([first])
    assert Activities(at).get(first) == before
    assert [row.id for row in Trash(at).rows()] == [second]
    Activities(at).undo(done.undo)
    assert titles(at) == []
    with at.read() as db:
        assert {"delete", "undelete"} <= {line.what for line in audit.lines(db)}


def test_search_in_the_trash_folds_marks(at: Desk) -> None:
    Activities(at).delete([saved(at, "Tọa đàm về Luật"), saved(at, "Hội nghị")])
    assert [row.title for row in Trash(at).rows("toa dam")] == ["Tọa đàm về Luật"]
    assert Trash(at).rows("chiếu phim") == []


def test_after_180_days_nothing_of_it_is_shown_and_nothing_is_lost(at: Desk) -> None:
    kept = saved(at, "Hội nghị")
    Activities(at).delete([kept])
    at.today = lambda: TODAY + timedelta(days=DAYS - 1)
    assert [row.left for row in Trash(at).rows()] == [1]
    at.today = lambda: TODAY + timedelta(days=DAYS)
    assert Trash(at).rows() == []


def test_only_what_lies_there_is_put_back(at: Desk) -> None:
    kept, gone = saved(at, "Hội nghị"), saved(at, "Tọa đàm")
    Activities(at).delete([gone])
    with pytest.raises(Refused, match=r"trash\.gone"):
        Trash(at).restore([gone, kept])
    assert titles(at) == ["Hội nghị"]
