"""Steps back and forth again: kept encrypted, for one person, for one run of the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.domain.ops import Fields
from gbdesk.domain.refusals import Refused
from gbdesk.services import steps as stepping
from gbdesk.services.activities import Activities, ActivityQuery
from gbdesk.services.desk import Desk
from gbdesk.services.entries import Entries
from gbdesk.services.steps import Steps
from helpers.entering import desk


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        yield made


def fields(title: str) -> Fields:
    return {"title": title, "kind": "meeting", "start": "2024-05-20", "measure.quantity": 1}


def titles(at: Desk) -> list[str]:
    activities = Activities(at)
    keys = activities.ids(ActivityQuery(order="title", descending=False)).keys
    return [row.title for row in activities.rows(keys)]


def three(at: Desk) -> list[str]:
    return [Activities(at).save(None, fields(name)).id for name in ("ba", "hai", "một")]


def test_steps_outlast_whoever_held_them_and_go_forth_again(at: Desk) -> None:
    ids = three(at)
    Steps(at).keep("xóa 3 hoạt động", Activities(at).delete(ids).undo)
    again = Steps(at)
    assert again.back_words() == "xóa 3 hoạt động"
    assert again.back().words == "xóa 3 hoạt động"
    assert titles(at) == ["ba", "hai", "một"]
    assert Activities(at).get(ids[0])["measure.quantity"] == 1
    assert (again.back_words(), again.forth_words()) == ("", "xóa 3 hoạt động")
    Steps(at).forth()
    assert titles(at) == []
    Steps(at).back()
    assert len(titles(at)) == 3


def test_what_was_made_and_then_filled_in_goes_back_step_by_step(at: Desk) -> None:
    activities, steps = Activities(at), Steps(at)
    made = activities.save(None, fields("một"))
    steps.keep("một", made.undo)
    steps.keep("ghi", activities.save(made.id, {"notes": "đã họp"}).undo)
    assert [steps.back().words, steps.back().words] == ["ghi", "một"]
    assert titles(at) == []
    assert [steps.forth().words, steps.forth().words] == ["một", "ghi"]
    assert activities.get(made.id)["notes"] == "đã họp"


def test_a_page_may_keep_its_own_and_both_parts_of_a_step(at: Desk) -> None:
    entries, steps = Entries(at), Steps(at, "registers")
    place = at.catalogue.places_of(at.session.office, at.today())[0].id
    values = {**entries.defaults("model"), "type": "shelter", "code": "NTL-01", "place": place}
    made = entries.save(None, values)
    assert made.undo.beside is not None
    steps.keep("nhà tạm lánh", made.undo)
    assert Steps(at).back_words() == ""
    steps.back()
    assert entries.find(entries.own("model")) == []
    steps.forth()
    assert entries.get(made.id)["place"] == place


def test_something_else_done_ends_what_could_be_done_again(at: Desk) -> None:
    first, second, _ = three(at)
    steps = Steps(at)
    steps.keep("xóa", Activities(at).delete([first]).undo)
    steps.back()
    steps.keep("xóa", Activities(at).delete([second]).undo)
    assert steps.forth_words() == ""
    with pytest.raises(Refused, match=r"undo\.nothing"):
        steps.forth()


def test_a_refused_step_stays_gives_way_and_is_tried_again(at: Desk) -> None:
    first, second, _ = three(at)
    activities, steps = Activities(at), Steps(at)
    steps.keep("một", activities.save(first, {"title": "một xã"}).undo)
    steps.keep("hai", activities.save(second, {"title": "hai xã"}).undo)
    activities.save(second, {"title": "hai huyện"})
    with pytest.raises(Refused, match=r"undo\.moved"):
        steps.back()
    assert steps.back_words() == "một"
    activities.save(second, {"title": "hai xã"})
    steps.back()
    assert steps.back_words() == "hai"
    steps.back()
    assert titles(at) == ["ba", "hai", "một"]


def test_another_run_of_the_program_begins_without_steps(
    at: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *_ = three(at)
    Steps(at).keep("xóa", Activities(at).delete([first]).undo)
    monkeypatch.setattr(stepping, "RUN", "another")
    steps = Steps(at)
    assert steps.back_words() == ""
    assert at.store.drafts.run("SELECT count(*) FROM step", ())[0][0] == 0


def test_what_is_erased_goes_out_of_the_steps_too(at: Desk) -> None:
    first, *_ = three(at)
    Activities(at).save(first, {"notes": "Chị Lan ở thôn 3"})
    Steps(at).keep("sửa", Activities(at).save(first, {"notes": None}).undo)
    assert at.store.drafts.holding(["Chị Lan ở thôn 3"]) == 1
    at.store.drafts.forget("Chị Lan ở thôn 3")
    assert Steps(at).back_words() == ""


def test_no_more_than_two_hundred_are_kept(at: Desk) -> None:
    first, *_ = three(at)
    undo = Activities(at).save(first, {"title": "x"}).undo
    steps = Steps(at)
    for number in range(205):
        steps.keep(str(number), undo)
    assert at.store.drafts.run("SELECT count(*) FROM step", ())[0][0] == 200
    assert steps.back_words() == "204"
