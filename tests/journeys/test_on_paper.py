"""A return entered at the hub out of a document: counted, replaced by the office's own, kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.domain.crossplan import Wanted
from gbdesk.domain.crosstab import OFFICE
from gbdesk.domain.crosstab import PERIOD as BY_PERIOD
from gbdesk.domain.refusals import Refused
from gbdesk.services.evidence import Given, Target
from gbdesk.services.paper_document import Document
from gbdesk.services.returns import CellChange
from gbdesk.services.status import INCOMPLETE, PAPER, Status
from gbdesk.store.papers import Paper
from helpers.attached import jpeg
from helpers.journey import (
    FORM,
    PERIOD,
    Province,
    complete,
    figure,
    line,
    places,
    province,
    same_for,
    send,
    take,
)

DOCUMENT = Document(number="12/BC-VHXH", day=date(2024, 5, 20), came=date(2024, 5, 22))


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path, "a") as made:
        yield made


def enter(at: Province, value: int = 3, document: Document = DOCUMENT) -> None:
    """The hub enters the document of office a: every figure the same."""
    office = at.apps["a"].session.office
    at.hub.papers.register(FORM, PERIOD, office, document)
    spec = at.hub.catalogue.form(FORM)
    changes = [
        CellChange(place=place, indicator=one.id, value=value)
        for place in places(at.apps["a"])
        for one in spec.entry_lines
    ]
    at.hub.papers.set_cells(FORM, PERIOD, changes, office=office)


def counted(at: Province) -> int | None:
    """The sum of one line that counts for office a."""
    tally = at.hub.figures.consolidated(PERIOD, FORM)
    (found,) = [one for one in tally.offices if one.office == at.apps["a"].session.office]
    return found.totals[line(at.apps["a"])].value


def status(at: Province) -> Status:
    rows = {row.office: row for row in at.hub.monitoring.matrix([PERIOD]).rows}
    return rows[at.apps["a"].session.office].cells[PERIOD]


def document_of(app: App, at: Province) -> Paper:
    found = app.papers.of(FORM, PERIOD, at.apps["a"].session.office)
    assert found is not None
    return found


def test_a_document_counts_until_the_offices_own_return_comes_and_both_stay(at: Province) -> None:
    office, rows = at.apps["a"].session.office, len(places(at.apps["a"]))
    enter(at, 0)
    at.hub.papers.complete(FORM, PERIOD, office=office)
    assert counted(at) == 0
    assert document_of(at.hub, at).counts
    figure(at.apps["a"], 4)
    package = send(at, "a").path
    taken = take(at, package)
    assert counted(at) == 4
    kept = document_of(at.hub, at)
    assert (kept.counts, kept.number, len(kept.cells)) == (
        False,
        "12/BC-VHXH",
        rows * len(at.hub.catalogue.form(FORM).entry_lines),
    )
    assert at.hub.conflicts.list() == ()
    at.hub.receiving.undo(taken[0].number)
    assert counted(at) == 0
    assert document_of(at.hub, at).counts


def test_a_document_stands_over_what_was_seen_and_gives_way_to_what_is_new(at: Province) -> None:
    figure(at.apps["a"], 4)
    take(at, send(at, "a").path)
    assert counted(at) == 4
    enter(at, 3)
    assert counted(at) == 3 * len(places(at.apps["a"]))
    assert at.hub.returns.open(FORM, PERIOD, at.apps["a"].session.office).state == "draft"
    take(at, send(at, "a").path)  # the same again brings nothing new
    assert counted(at) == 3 * len(places(at.apps["a"]))
    figure(at.apps["a"], 5)
    take(at, send(at, "a").path)
    assert counted(at) == 5


def test_what_gave_way_takes_no_figures_until_a_newer_document_is_registered(at: Province) -> None:
    office = at.apps["a"].session.office
    enter(at)
    figure(at.apps["a"], 4)
    take(at, send(at, "a").path)
    change = CellChange(place=places(at.apps["a"])[0], indicator=line(at.apps["a"]), value=9)
    with pytest.raises(Refused, match=r"paper\.replaced"):
        at.hub.papers.set_cells(FORM, PERIOD, [change], office=office)
    assert counted(at) == 4
    newer = Document(number="15/BC-VHXH", day=date(2024, 5, 23), came=date(2024, 5, 24))
    at.hub.papers.register(FORM, PERIOD, office, newer)
    at.hub.papers.set_cells(FORM, PERIOD, [change], office=office)
    assert counted(at) == 9  # what the older document said is not said of this one


def test_the_same_document_registered_again_keeps_its_figures(at: Province) -> None:
    enter(at)
    figure(at.apps["a"], 4)
    take(at, send(at, "a").path)
    assert counted(at) == 4
    at.hub.papers.register(FORM, PERIOD, at.apps["a"].session.office, DOCUMENT)
    assert counted(at) == 3 * len(places(at.apps["a"]))


def test_the_matrix_says_on_paper_only_where_nothing_is_missing(at: Province) -> None:
    office = at.apps["a"].session.office
    late = Document(number="12/BC", day=date(2024, 6, 4), came=date(2024, 6, 7))
    at.wait(20)
    enter(at, 0, late)
    at.hub.papers.complete(FORM, PERIOD, office=office)
    found = status(at)
    assert (found.kind, FORM in found.missing) == (INCOMPLETE, False)
    for form in found.missing:
        at.hub.papers.register(form, PERIOD, office, late)
        zeros = [
            CellChange(place="", indicator=one.id, value=0)
            for one in at.hub.catalogue.form(form).entry_lines
        ]
        at.hub.papers.set_cells(form, PERIOD, zeros, office=office)
        at.hub.papers.complete(form, PERIOD, office=office)
    found = status(at)
    assert (found.kind, found.days_late, found.missing) == (PAPER, 3, ())
    counts = at.hub.monitoring.matrix([PERIOD]).counts[PERIOD]
    assert (counts.reported, counts.on_time) == (1, 0)
    complete(at.apps["a"])
    take(at, send(at, "a").path)
    assert status(at).kind == "late"


def test_the_office_learns_of_it_and_its_own_figures_stay_its_own(at: Province) -> None:
    office = at.apps["a"].session.office
    figure(at.apps["a"], 4)
    take(at, send(at, "a").path)
    enter(at)
    at.receipt("a")
    assert same_for(at.hub, at.apps["a"], office)
    sheet = at.apps["a"].returns.open(FORM, PERIOD)
    assert [one.value for one in sheet.cells.values() if not one.is_blank] == [4]
    with pytest.raises(Refused, match=r"enrolment\.hub_only"):
        at.apps["a"].papers.register(FORM, PERIOD, office, DOCUMENT)


def test_a_scan_of_the_document_is_kept_here_and_listed_with_it(at: Province) -> None:
    office = at.apps["a"].session.office
    enter(at)
    target = Target.document(office, FORM, PERIOD)
    done = at.hub.evidence.add(target, [Given.of("a.jpg", jpeg())])
    assert not done.refused
    (found,) = at.hub.evidence.list(target)
    assert at.hub.evidence.open(target, found.id)[1]
    at.hub.evidence.remove(target, [found.id])
    assert at.hub.evidence.list(target) == ()
    with pytest.raises(Refused, match=r"office\.not_ours"):
        at.hub.evidence.add(Target.report(office, PERIOD, ""), [Given.of("b.jpg", jpeg(seed=2))])


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (Document(number=" ", day=date(2024, 5, 20), came=date(2024, 5, 20)), "paper.number"),
        (Document(number="1/BC", day=date(2024, 5, 22), came=date(2024, 5, 20)), "paper.days"),
        (Document(number="1/BC", day=date(2024, 5, 20), came=date(2025, 5, 20)), "paper.days"),
    ],
)
def test_a_document_without_number_or_days_is_none(
    at: Province, document: Document, code: str
) -> None:
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        at.hub.papers.register(FORM, PERIOD, at.apps["a"].session.office, document)


def test_a_locked_period_takes_no_document(at: Province) -> None:
    at.hub.locks.lock(PERIOD)
    with pytest.raises(Refused, match=r"paper\.locked"):
        at.hub.papers.register(FORM, PERIOD, at.apps["a"].session.office, DOCUMENT)


def test_what_comes_after_the_lock_leaves_the_document_counted(at: Province) -> None:
    enter(at, 2)
    before = counted(at)
    at.hub.locks.lock(PERIOD)
    figure(at.apps["a"], 4)
    take(at, send(at, "a").path)
    assert counted(at) == before
    (late,) = at.hub.locks.late(PERIOD)
    at.hub.locks.accept(late)
    assert counted(at) == 4


def test_removing_and_taking_back(at: Province) -> None:
    office = at.apps["a"].session.office
    enter(at)
    done = at.hub.papers.remove(FORM, PERIOD, office=office)
    assert counted(at) is None
    at.hub.undo(done.undo)
    assert counted(at) == 3 * len(places(at.apps["a"]))


def test_tables_of_figures_count_what_the_report_counts(at: Province) -> None:
    office, first = at.apps["a"].session.office, line(at.apps["a"])

    def told() -> tuple[int | None, list[str]]:
        wanted = Wanted(lines=first, periods=(PERIOD,), rows=OFFICE, columns=BY_PERIOD)
        crossed = at.hub.crosstabs.table(wanted)
        sources = at.hub.crosstabs.sources(crossed, office, PERIOD)
        return crossed.table.cells[office, PERIOD].value, [one.words for one in sources]

    enter(at, 3)
    value, sources = told()
    assert value == counted(at) == 3 * len(places(at.apps["a"]))
    assert len(sources) == 1
    assert DOCUMENT.number in sources[0]
    figure(at.apps["a"], 5)
    complete(at.apps["a"])
    take(at, send(at, "a").path)
    value, sources = told()
    assert value == counted(at)
    assert DOCUMENT.number not in sources[0]
