"""Lines of registers travel: taken in, in difference, erased; a shelter's commune does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.domain.merge import CREATE
from gbdesk.domain.ops import Fields
from gbdesk.services.entries import EntryQuery
from gbdesk.store.oplog import Draft
from helpers.enrolled import PERIOD
from helpers.journey import Province, places, province, same_for, send, take

MODELS = EntryQuery(register="model")


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        yield made


def club(at: Province, name: str = "CLB Bản Mới", **more: object) -> str:
    app = at.apps["a"]
    fields: Fields = {"register": "model", "type": "family-club", "name": name, "members": 30}
    return app.entries.save(None, {**fields, "place": places(app)[0], **more}).id  # type: ignore[dict-item]


def test_the_hub_sees_the_lines_of_every_unit(at: Province) -> None:
    app = at.apps["a"]
    line = club(at)
    assert app.sending.preview(PERIOD).counts["entry"].new == 1
    path = send(at, "a").path
    assert take(at, path)[0].outcome == "OK"
    (row,) = at.hub.entries.find(MODELS)
    assert (row.id, row.office, row.title) == (line, app.session.office, "CLB Bản Mới")
    assert same_for(app, at.hub, app.session.office)
    app.entries.save(line, {"members": 35})
    details = app.sending.preview(PERIOD).details
    assert [(one.title, one.field, one.old, one.new) for one in details] == [
        ("CLB Bản Mới", "Số thành viên", "30", "35")
    ]
    app.entries.delete([line])
    take(at, send(at, "a").path)
    assert at.hub.entries.find(MODELS) == []


def test_ux42_where_a_shelter_is_never_leaves_the_pc(at: Province) -> None:
    app = at.apps["a"]
    place = places(app)[0]
    shelter: Fields = {"register": "model", "type": "shelter", "code": "NTL-01", "place": place}
    app.entries.save(None, shelter)
    assert place not in str(app.sending.preview(PERIOD).details)
    take(at, send(at, "a").path)
    (row,) = at.hub.entries.find(MODELS)
    assert (row.title, row.place, row.place_label) == ("NTL-01", "", "")
    assert [one.place for one in app.entries.find(MODELS)] == [place]
    assert same_for(app, at.hub, app.session.office)
    with at.hub.desk.read() as db:
        bodies = db.exec_driver_sql("SELECT body FROM op").scalars().all()
    lines = [body for body in bodies if b"register" in body]
    assert lines
    assert not any(place.encode() in body for body in lines)


def test_a_shelter_with_its_place_does_not_count_and_is_told(at: Province) -> None:
    app = at.apps["a"]
    told: Fields = {"register": "model", "type": "shelter", "code": "NTL-01"}
    draft = Draft(
        entity="entry",
        kind=CREATE,
        record=app.desk.new_id(),
        office=app.session.office,
        fields={**told, "place": places(app)[0]},
    )
    with app.desk.write() as db:
        app.desk.record(db, [draft])
    taken = take(at, send(at, "a").path)[0]
    assert at.hub.entries.find(MODELS) == []
    assert any("NTL-01" in one and "không được gửi" in one for one in taken.faults)


def test_a_name_in_a_line_is_erased_everywhere(at: Province) -> None:
    app = at.apps["a"]
    line = club(at, notes="Hỏi chị Lan ở thôn 3")
    take(at, send(at, "a").path)
    (found,) = app.redacting.find("chị Lan")
    assert (found.entity, found.record, found.field) == ("entry", line, "notes")
    app.redacting.redact("entry", line, "notes", "Tên người")
    take(at, send(at, "a").path)
    (row,) = at.hub.entries.find(MODELS)
    assert (row.title, row.fields["notes"], row.fields["members"]) == (
        *("CLB Bản Mới", "[đã xóa]"),
        30,
    )


def test_what_was_not_reviewed_is_declared_and_seen_at_the_hub(at: Province) -> None:
    app = at.apps["a"]
    lines = [club(at, f"CLB {n}") for n in range(3)]
    app.entries.review(lines[:1], PERIOD)
    told = "Mô hình, địa chỉ tin cậy: 2 dòng chưa rà soát"
    assert told in app.sending.preview(PERIOD).gaps_words
    assert told in send_and_read(at)
    (row,) = [
        one for one in at.hub.monitoring.matrix([PERIOD]).rows if one.office == app.session.office
    ]
    assert row.cells[PERIOD].unreviewed == 2
    reminder = at.hub.monitoring.reminder(PERIOD, [app.session.office])
    assert "Còn 2 dòng trong sổ chưa rà soát." in reminder
    app.entries.review(lines[1:], PERIOD)
    assert told not in app.sending.preview(PERIOD).gaps_words
    assert told not in send_and_read(at)
    cells = [one.cells for one in at.hub.monitoring.matrix([PERIOD]).rows]
    assert not any(one[PERIOD].unreviewed for one in cells if PERIOD in one)


def send_and_read(at: Province) -> tuple[str, ...]:
    """The gaps that the newest package declares, as the hub reads them."""
    take(at, send(at, "a").path)
    return at.hub.receiving.history()[0].gaps
