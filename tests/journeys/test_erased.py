"""A text that must not exist is erased everywhere; the chains stay whole and it stays erased."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.domain.names import fold
from gbdesk.domain.ops import chain_start, read_op
from gbdesk.domain.refusals import Refused
from gbdesk.services.activities import ActivityQuery
from gbdesk.services.changed import Changed
from gbdesk.services.late import counted
from gbdesk.store import oplog
from helpers.enrolled import PERIOD
from helpers.journey import (
    FORM,
    Province,
    complete,
    content,
    figure,
    meeting,
    ops,
    province,
    same_for,
    send,
    shown,
    take,
)
from helpers.pages import plain

NAME = "Sùng Thị Mỷ Vạn Xuân"
TITLE = f"Thăm hỏi gia đình {NAME}"
OTHER = f"Thăm gia đình chị {NAME} tại thôn"
REASON = "Ghi nhầm họ tên vào tên hoạt động"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        yield made


def written(app: App) -> str:
    """An activity whose title names somebody, in two versions; its id."""
    ident = meeting(app, TITLE)
    app.activities.save(ident, {"title": OTHER})
    app.drafts.put("activities", ident, {"title": f"{TITLE} và con"})
    app.drafts.put("activities", "another", {"title": TITLE})
    return ident


def holds(app: App) -> list[str]:
    """The files of a workspace, decrypted, in which the name stands, also folded for search."""
    key, path = app.store.key.reveal(), app.store.path
    said = [word.encode() for text in (TITLE, OTHER) for word in (text, fold(text))]
    said += [NAME.encode(), fold(NAME).encode()]
    files = {one.name: plain(one, key) for one in (path, app.store.drafts.path) if one.exists()}
    temp = [one for one in Path(tempfile.gettempdir()).glob("gbdesk-*") if one.is_file()]
    files |= {one.name: one.read_bytes() for one in temp}
    found = [name for name, raw in files.items() if any(word in raw for word in said)]
    with app.desk.read() as db:
        for device, stream in oplog.heads_all(db):
            lines = [line for _, _, line in oplog.lines_after(db, device, stream, 0)]
            found += [f"{device}/{stream}" for line in lines if NAME.encode() in line]
    return found


def whole(app: App) -> None:
    """Every chain is read again from its bytes."""
    with app.desk.read() as db:
        for (device, stream), head in oplog.heads_all(db).items():
            ch = chain_start(device, stream)
            for _n, wanted, line in oplog.lines_after(db, device, stream, 0):
                ch = read_op(ch, device, stream, line).id
                assert ch == wanted
            assert ch == head.ch
    assert app.selfcheck.run().ok


def titles(app: App) -> list[str]:
    return [row.title for row in app.activities.rows(app.activities.ids(ActivityQuery()).keys)]


def test_the_decrypted_pages_are_searched_where_the_text_was(at: Province) -> None:
    app = at.apps["a"]
    written(app)
    assert "a.gbdesk" in holds(app)
    assert "a.drafts" in holds(app)


def test_l14_an_office_erases_a_name_and_the_hub_follows(at: Province) -> None:
    app = at.apps["a"]
    ident = written(app)
    figure(app, 3)
    first = send(at, "a").path
    take(at, first)
    before = ops(app)
    with app.desk.read() as db:
        heads = oplog.heads_all(db)
    (text,) = [one for one in app.redacting.texts("activity", ident) if one.field == "title"]
    assert (text.now, text.versions) == (OTHER, 2)
    look = app.redacting.look("activity", ident, "title")
    assert (look.versions, look.archived) == (2, 1)
    assert ops(app) == before
    done = app.redacting.redact("activity", ident, "title", REASON)
    assert done.versions == 2
    assert holds(app) == []
    assert app.drafts.count() == 0
    assert titles(app) == ["[đã xóa]"]
    assert app.activities.get(ident)["measure.attendees"] == 56
    assert shown(app, app) == 3
    with app.desk.read() as db:
        device = app.session.device
        assert oplog.chain_hash(db, device, "report", heads[device, "report"].n) == (
            heads[device, "report"].ch
        )
    whole(app)
    (taken,) = take(at, send(at, "a").path)
    assert taken.ok
    assert titles(at.hub) == ["[đã xóa]"]
    assert holds(at.hub) == []
    whole(at.hub)
    at.receipt("a")
    assert same_for(at.hub, app, app.session.office)


def test_g10_the_original_package_brings_nothing_back(at: Province) -> None:
    app = at.apps["a"]
    ident = written(app)
    first = send(at, "a").path
    kept = at.folder / "kept.gbpkg"
    kept.write_bytes(first.read_bytes())
    (taken,) = take(at, first)
    app.redacting.redact("activity", ident, "title", REASON)
    take(at, send(at, "a").path)
    erased = content(at.hub)
    at.hub.receiving.undo(taken.number)
    assert take(at, kept)[0].ok
    assert content(at.hub) == erased
    assert titles(at.hub) == ["[đã xóa]"]
    assert holds(at.hub) == []
    whole(at.hub)


def test_g10_the_erasure_may_come_before_what_it_erases(at: Province) -> None:
    app = at.apps["a"]
    ident = written(app)
    first = send(at, "a").path
    kept = at.folder / "kept.gbpkg"
    kept.write_bytes(first.read_bytes())
    take(at, first)
    at.receipt("a")
    first_number = at.hub.receiving.history()[0].number
    app.redacting.redact("activity", ident, "title", REASON)
    second = send(at, "a").path
    at.hub.receiving.undo(first_number)
    take(at, second)
    assert titles(at.hub) == []
    assert take(at, kept)[0].ok
    assert titles(at.hub) == ["[đã xóa]"]
    assert holds(at.hub) == []
    whole(at.hub)


def test_the_hub_erases_what_an_office_sent_and_the_office_follows(at: Province) -> None:
    app = at.apps["a"]
    ident, office = written(app), app.session.office
    take(at, send(at, "a").path)
    done = at.hub.redacting.redact("activity", ident, "title", REASON, office=office)
    assert done.archived == 1
    assert holds(at.hub) == []
    assert list(at.hub.store.archive.glob("*.gbpkg")) == []
    at.receipt("a")
    assert titles(app) == ["[đã xóa]"]
    assert holds(app) == []
    whole(app)
    assert same_for(at.hub, app, office)


def test_a_deleted_entry_is_erased_and_stays_deleted(at: Province) -> None:
    app = at.apps["a"]
    ident = written(app)
    app.activities.delete([ident])
    app.redacting.redact("activity", ident, "title", REASON)
    assert titles(app) == []
    assert holds(app) == []
    whole(app)


def test_what_is_erased_after_the_lock_changes_no_locked_figure(at: Province) -> None:
    app = at.apps["a"]
    ident = written(app)
    complete(app)
    take(at, send(at, "a").path)
    at.hub.locks.lock(PERIOD)
    at.hub.redacting.redact("activity", ident, "title", REASON, office=app.session.office)
    assert at.hub.locks.late() == ()
    with counted(at.hub.desk, PERIOD) as db:
        assert oplog.fields_of(db, app.session.office, ident, "activity") is not None


def test_a_note_of_a_figure_goes_and_the_figure_stays(at: Province) -> None:
    from gbdesk.services.returns import CellChange
    from helpers.journey import line, places

    app = at.apps["a"]
    change = CellChange(place=places(app)[0], indicator=line(app), value=4, note=f"Chị {NAME}")
    app.returns.set_cells(FORM, PERIOD, [change])
    with app.desk.read() as db:
        (row,) = [
            op.head.r for op in oplog.ops_of_kind(db, "row") if f"{line(app)}.note" in op.fields
        ]
    app.redacting.redact("row", row, f"{line(app)}.note", REASON)
    assert shown(app, app) == 4
    assert holds(app) == []


def test_nothing_is_erased_without_a_reason_or_by_another_office(at: Province) -> None:
    app = at.apps["a"]
    ident = written(app)
    digest = hashlib.sha256(ops(app).encode()).hexdigest()
    for said, code in (
        (("activity", ident, "title", " "), "redact.reason"),
        (("activity", ident, "notes", REASON), "redact.nothing"),
        (("activity", "0" * 32, "title", REASON), "redact.gone"),
    ):
        with pytest.raises(Refused) as refused:
            app.redacting.redact(*said)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        app.redacting.redact("activity", ident, "title", REASON, office=at.hub.session.office)
    assert refused.value.code == "office.not_ours"
    assert hashlib.sha256(ops(app).encode()).hexdigest() == digest


def test_a_text_is_found_wherever_it_stands_or_stood(at: Province) -> None:
    app = at.apps["a"]
    ident = written(app)
    app.activities.save(ident, {"title": "Thăm hỏi"})
    gone = meeting(app, f"Tư vấn cho {NAME}")
    app.activities.delete([gone])
    app.narratives.save(PERIOD, "results", f"Đã giúp {NAME}")
    found = app.redacting.find("sung thi my")
    assert [(one.record, one.field, one.versions, one.state) for one in found[1:]] == [
        (gone, "title", 1, "deleted"),
        (ident, "title", 2, "earlier"),
    ]
    assert (found[0].entity, found[0].state) == ("narrative", "now")
    for typed in ("", "s", "  ", "2024-05", "district-office"):
        assert app.redacting.find(typed) == ()
    with pytest.raises(Refused) as refused:
        app.redacting.find(NAME, office=at.hub.session.office)
    assert refused.value.code == "office.not_ours"


def test_what_was_erased_tells_the_text_no_longer(at: Province) -> None:
    app = at.apps["a"]
    ident = written(app)
    look = app.redacting.look("activity", ident, "title")
    assert {one.text for one in look.said} == {TITLE, OTHER}
    done = app.redacting.redact("activity", ident, "title", REASON)
    assert NAME not in repr(done)
    (order,) = app.redacting.erasures()
    assert (order.label, order.versions, order.reason) == ("Tên hoạt động", 2, REASON)
    assert app.redacting.find(NAME) == ()


def test_an_office_does_not_erase_what_the_hub_wrote(at: Province) -> None:
    app = at.apps["a"]
    complete(app)
    take(at, send(at, "a").path)
    (package,) = at.hub.receiving.history()
    at.hub.receiving.send_back(package.ident, "Ghi nhầm chỗ")
    at.receipt("a")
    (place,) = app.redacting.find("ghi nham cho")
    with pytest.raises(Refused) as refused:
        app.redacting.redact(place.entity, place.record, place.field, REASON)
    assert refused.value.code == "redact.above"
    assert take(at, send(at, "a").path)[0].ok


def test_what_is_chosen_or_dated_is_no_text(at: Province) -> None:
    app = at.apps["a"]
    ident = written(app)
    assert [one.field for one in app.redacting.texts("activity", ident)] == ["title"]
    for field in ("kind", "start", "level"):
        with pytest.raises(Refused) as refused:
            app.redacting.redact("activity", ident, field, REASON)
        assert refused.value.code == "redact.nothing"


def test_who_opens_the_order_looks_again_at_what_stands_open(at: Province) -> None:
    app = at.apps["a"]
    ident = written(app)
    (taken,) = take(at, send(at, "a").path)
    assert not taken.changed & Changed.ERASED
    at.hub.redacting.redact("activity", ident, "title", REASON, office=app.session.office)
    assert at.receipt("a").changed & Changed.ERASED
    assert not at.receipt("a").changed & Changed.ERASED
