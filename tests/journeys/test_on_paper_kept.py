"""A document keeps counting through what changes no figure: notes erased, a lock, a removal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from journeys.test_on_paper import DOCUMENT, counted, document_of, enter

from gbdesk.app import App
from gbdesk.domain.crossplan import Wanted
from gbdesk.domain.crosstab import OFFICE
from gbdesk.domain.crosstab import PERIOD as BY_PERIOD
from gbdesk.services.returns import CellChange
from helpers.journey import FORM, PERIOD, Province, figure, line, places, province, send, take

SAID = "Theo anh Hoàn"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path, "a") as made:
        yield made


def noted(at: Province, value: int) -> CellChange:
    office = at.apps["a"]
    return CellChange(place=places(office)[0], indicator=line(office), value=value, note=SAID)


def erase(app: App, office: str) -> None:
    (one,) = app.redacting.find(SAID)
    why = "Có tên riêng"
    app.redacting.redact(one.entity, one.record, one.field, why, office=office)
    assert not app.redacting.find(SAID)


@pytest.mark.parametrize("who", ["hub", "a"])
@pytest.mark.parametrize("locked", [False, True])
def test_erasing_a_note_of_the_own_return_changes_nothing_that_counts(
    at: Province, who: str, *, locked: bool
) -> None:
    at.apps["a"].returns.set_cells(FORM, PERIOD, [noted(at, 4)])
    take(at, send(at, "a").path)
    enter(at, 3)
    before = counted(at)
    if locked:
        at.hub.locks.lock(PERIOD)
    erase(at.apps[who], at.apps["a"].session.office)
    if who == "a":
        take(at, send(at, "a").path)
    assert counted(at) == before
    assert document_of(at.hub, at).counts


@pytest.mark.parametrize("locked", [False, True])
def test_a_note_of_a_document_can_be_found_and_erased(at: Province, *, locked: bool) -> None:
    office = at.apps["a"]
    enter(at, 3)
    at.hub.papers.set_cells(FORM, PERIOD, [noted(at, 7)], office=office.session.office)
    before = counted(at)
    if locked:
        at.hub.locks.lock(PERIOD)
    erase(at.hub, office.session.office)
    assert counted(at) == before
    value, note = document_of(at.hub, at).cells[places(office)[0], line(office)]
    assert value == 7
    assert SAID not in note


def test_what_was_removed_does_not_come_back_with_the_next_document(at: Province) -> None:
    office = at.apps["a"].session.office
    enter(at)
    at.hub.papers.remove(FORM, PERIOD, office=office)
    done = at.hub.papers.register(FORM, PERIOD, office, DOCUMENT)
    assert document_of(at.hub, at).cells == {}
    assert counted(at) is None
    at.hub.undo(done.undo)
    assert at.hub.papers.of(FORM, PERIOD, office) is None


def test_a_table_of_a_locked_period_names_the_source_that_counts(at: Province) -> None:
    office = at.apps["a"]
    enter(at, 2)
    at.hub.locks.lock(PERIOD)
    figure(office, 4)
    take(at, send(at, "a").path)
    wanted = Wanted(lines=line(office), periods=(PERIOD,), rows=OFFICE, columns=BY_PERIOD)
    crossed = at.hub.crosstabs.table(wanted)
    assert crossed.table.cells[office.session.office, PERIOD].value == counted(at)
    (one,) = at.hub.crosstabs.sources(crossed, office.session.office, PERIOD)
    assert DOCUMENT.number in one.words
