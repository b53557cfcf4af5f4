from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.domain.cells import CellValue
from gbdesk.domain.refusals import Refused
from gbdesk.domain.templates import load_template
from gbdesk.services.correction import broken_by
from gbdesk.services.desk import Desk
from gbdesk.services.returns import CellChange, Returns
from helpers.entering import DISTRICT, desk, office_id

FORM = "TT07-2017"
PERIOD = "2024-6T"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        yield made


def change(place: str, line: str, value: CellValue, **more: str) -> CellChange:
    return CellChange(place=place, indicator=line, value=value, **more)  # type: ignore[arg-type]


def rows(at: Desk) -> list[str]:
    return [one.id for one in at.catalogue.duty_places(at.session.office, FORM, PERIOD)]


def lines(at: Desk, *, nil: bool) -> list[str]:
    form = at.catalogue.form(FORM)
    return [one.id for one in form.entry_lines if one.nil == nil]


def fill(at: Desk, value: CellValue = 0) -> None:
    form = at.catalogue.form(FORM)
    everything = [change(row, one.id, value) for row in rows(at) for one in form.entry_lines]
    Returns(at).set_cells(FORM, PERIOD, everything)


def test_a_return_not_begun_is_all_blank(at: Desk) -> None:
    sheet = Returns(at).open(FORM, PERIOD)
    assert sheet.state == "draft"
    assert not sheet.sent
    assert sheet.rows == tuple(rows(at))
    assert len(sheet.cells) == len(sheet.rows) * len(at.catalogue.form(FORM).entry_lines)
    assert all(cell.is_blank for cell in sheet.cells.values())


def test_the_four_states_and_a_note_are_kept(at: Desk) -> None:
    returns, (first, second, *_), (line, *_) = Returns(at), rows(at), lines(at, nil=True)
    third = rows(at)[2]
    returns.set_cells(
        FORM,
        PERIOD,
        [
            change(first, line, 3, note="Số do xã báo"),
            change(second, line, "?"),
            change(third, line, "-"),
        ],
    )
    sheet = returns.open(FORM, PERIOD)
    assert (sheet.cell(first, line).value, sheet.cell(first, line).note) == (3, "Số do xã báo")
    assert sheet.cell(second, line).value == "?"
    assert sheet.cell(third, line).value == "-"
    total = returns.totals(sheet)[line]
    assert (total.value, total.covered, total.of) == (3, 1, len(rows(at)) - 1)
    returns.set_cells(FORM, PERIOD, [change(first, line, None)])
    cell = returns.open(FORM, PERIOD).cell(first, line)
    assert (cell.value, cell.note) == (None, "Số do xã báo")


def test_a_paste_is_one_step_back_and_forth(at: Desk) -> None:
    returns, (first, second, *_), (a, b, *_) = Returns(at), rows(at), lines(at, nil=True)
    returns.set_cells(FORM, PERIOD, [change(first, a, 1)])
    done = returns.set_cells(FORM, PERIOD, [change(first, a, 2), change(second, b, 5)])
    undone = returns.undo(done.undo)
    sheet = returns.open(FORM, PERIOD)
    assert (sheet.cell(first, a).value, sheet.cell(second, b).value) == (1, None)
    returns.undo(undone.undo)
    sheet = returns.open(FORM, PERIOD)
    assert (sheet.cell(first, a).value, sheet.cell(second, b).value) == (2, 5)


def test_a_row_taken_back_does_not_bring_back_old_figures(at: Desk) -> None:
    returns, (first, *_), (a, b, *_) = Returns(at), rows(at), lines(at, nil=True)
    returns.undo(returns.set_cells(FORM, PERIOD, [change(first, a, 7)]).undo)
    returns.set_cells(FORM, PERIOD, [change(first, b, 1)])
    sheet = returns.open(FORM, PERIOD)
    assert (sheet.cell(first, a).value, sheet.cell(first, b).value) == (None, 1)


@pytest.mark.parametrize("value", [-1, "x", 10**9])
def test_a_cell_takes_nothing_else(at: Desk, value: CellValue) -> None:
    with pytest.raises(Refused, match=r"return\.value"):
        Returns(at).set_cells(FORM, PERIOD, [change(rows(at)[0], lines(at, nil=True)[0], value)])


def test_only_places_owed_take_figures(at: Desk) -> None:
    line = lines(at, nil=True)[0]
    with pytest.raises(Refused, match=r"return\.place"):
        Returns(at).set_cells(FORM, PERIOD, [change("sample2004:90", line, 1)])
    with pytest.raises(Refused, match=r"form\.line"):
        Returns(at).set_cells(FORM, PERIOD, [change(rows(at)[0], "nothing", 1)])


def test_an_office_that_owes_no_figures_has_no_return(tmp_path: Path) -> None:
    with desk(tmp_path, "library") as made:
        returns = Returns(made)
        assert returns.open(FORM, PERIOD).rows == ()
        with pytest.raises(Refused, match=r"return\.not_due"):
            returns.complete(FORM, PERIOD)


def test_none_in_a_row_sets_only_lines_that_may_be_nil(at: Desk) -> None:
    returns, row = Returns(at), rows(at)[0]
    returns.none_occurred(FORM, PERIOD, row)
    sheet = returns.open(FORM, PERIOD)
    assert {sheet.cell(row, line).value for line in lines(at, nil=True)} == {0}
    assert {sheet.cell(row, line).value for line in lines(at, nil=False)} == {None}


def test_a_nil_return_leaves_stock_alone(at: Desk) -> None:
    returns = Returns(at)
    done = returns.declare_nil(FORM, PERIOD)
    sheet = returns.open(FORM, PERIOD)
    assert sheet.state == "nil"
    assert all(sheet.cell(row, line).value == 0 for row in rows(at) for line in lines(at, nil=True))
    assert all(sheet.cell(row, line).is_blank for row in rows(at) for line in lines(at, nil=False))
    returns.undo(done.undo)
    sheet = returns.open(FORM, PERIOD)
    assert sheet.state == "draft"
    assert all(cell.is_blank for cell in sheet.cells.values())


def test_a_form_of_what_always_exists_is_never_nil(at: Desk) -> None:
    returns = Returns(at)
    with pytest.raises(Refused, match=r"return\.stock"):
        returns.declare_nil("CADRE", PERIOD)
    assert returns.open("CADRE", PERIOD).state == "draft"
    assert returns.declare_nil("PRODUCTS", PERIOD).state == "nil"


def test_figures_above_zero_forbid_a_nil_return(at: Desk) -> None:
    returns = Returns(at)
    returns.set_cells(FORM, PERIOD, [change(rows(at)[0], lines(at, nil=True)[0], 1)])
    with pytest.raises(Refused, match=r"return\.has_figures"):
        returns.declare_nil(FORM, PERIOD)


def test_a_return_with_gaps_is_not_completed_and_says_which(at: Desk) -> None:
    returns = Returns(at)
    returns.none_occurred(FORM, PERIOD, rows(at)[0])
    gaps = returns.missing(FORM, PERIOD)
    assert gaps.partial == (rows(at)[0],)
    assert gaps.blank == tuple(rows(at)[1:])
    with pytest.raises(Refused) as refusal:
        returns.complete(FORM, PERIOD)
    assert refusal.value.facts == {"blank": len(rows(at)) - 1, "partial": 1, "errors": 0}


def test_a_whole_return_is_completed_closed_and_reopened(at: Desk) -> None:
    returns = Returns(at)
    fill(at)
    assert returns.complete(FORM, PERIOD).state == "complete"
    one = change(rows(at)[0], lines(at, nil=True)[0], 1)
    with pytest.raises(Refused, match=r"return\.closed"):
        returns.set_cells(FORM, PERIOD, [one])
    returns.reopen(FORM, PERIOD)
    returns.set_cells(FORM, PERIOD, [one])
    assert returns.open(FORM, PERIOD).state == "draft"


def test_a_sum_that_does_not_fit_is_told_with_its_corrections(at: Desk) -> None:
    returns, form = Returns(at), at.catalogue.form(FORM)
    fill(at)
    rule = next(one for one in form.rules if one.severity == "error" and len(one.lines) > 1)
    returns.set_cells(FORM, PERIOD, [change(rows(at)[0], rule.lines[0], 5)])
    problems = returns.open(FORM, PERIOD).problems[rows(at)[0]]
    errors = [one for one in problems if one.severity == "error"]
    assert errors
    fix = next(fix for one in errors for fix in one.fixes)
    assert fix.label
    with pytest.raises(Refused, match=r"return\.incomplete"):
        returns.complete(FORM, PERIOD)


def test_the_same_period_last_year_is_summed(at: Desk) -> None:
    returns, (line, *_) = Returns(at), lines(at, nil=True)
    returns.set_cells(FORM, "2023-6T", [change(row, line, 2) for row in rows(at)])
    assert returns.previous(FORM, PERIOD)[line].value == 2 * len(rows(at))
    assert returns.previous(FORM, "2022-6T") == {}


def test_the_hub_corrects_with_a_reason_and_its_value_is_in_its_own_stream(tmp_path: Path) -> None:
    with desk(tmp_path, "dept") as hub:
        returns, office = Returns(hub), office_id(DISTRICT)
        places = hub.catalogue.duty_places(office, FORM, PERIOD)
        one = change(places[0].id, lines(hub, nil=True)[0], 4)
        with pytest.raises(Refused, match=r"office\.not_ours"):
            returns.set_cells(FORM, PERIOD, [one], office=office)
        with pytest.raises(Refused, match=r"return\.reason"):
            returns.correct(FORM, PERIOD, [one], office=office, reason=" ")
        done = returns.correct(FORM, PERIOD, [one], office=office, reason="CV 12/BC")
        cell = returns.open(FORM, PERIOD, office).cell(one.place, one.indicator)
        assert (cell.value, cell.note) == (4, "CV 12/BC")
        assert done.undo.stream == f"to.{office}"
        returns.undo(done.undo)
        assert returns.open(FORM, PERIOD, office).cell(one.place, one.indicator).is_blank


def test_a_correction_that_breaks_a_hard_rule_is_refused_and_said_in_its_words(
    tmp_path: Path,
) -> None:
    with desk(tmp_path, "dept") as hub:
        returns, office = Returns(hub), office_id(DISTRICT)
        place = hub.catalogue.duty_places(office, FORM, PERIOD)[0].id

        def correct(**values: int) -> None:
            changes = [change(place, f"dv.{name}", value) for name, value in values.items()]
            returns.correct(FORM, PERIOD, changes, office=office, reason="CV 12/BC")

        correct(households=2, cases=3)
        with pytest.raises(Refused, match=r"return\.breaks_rule") as refused:
            correct(households=5)
        assert "(5)" in str(refused.value.facts["problem"])
        assert "(3)" in str(refused.value.facts["problem"])
        assert returns.open(FORM, PERIOD, office).cell(place, "dv.households").value == 2
        correct(households=5, cases=6)
        correct(cases=7)
        after = returns.open(FORM, PERIOD, office)
        assert [after.cell(place, f"dv.{one}").value for one in ("households", "cases")] == [5, 7]


def test_a_row_that_was_wrong_before_may_be_mended_step_by_step(tmp_path: Path) -> None:
    form = load_template("sample-2024").form(FORM)
    wrong = {
        "dv.households": 5,
        "dv.cases": 3,
        "dv.victims.sex.male": 0,
        "dv.victims.sex.female": 1,
        "dv.victims.age.under-16": 2,
        "dv.victims.age.60-plus": 0,
    }
    assert broken_by(form, wrong, {**wrong, "dv.households": 4}) is None
    assert broken_by(form, wrong, {**wrong, "dv.households": 3}) is None
    mended = {**wrong, "dv.households": 3}
    assert broken_by(form, mended, {**mended, "dv.cases": 2}) is not None
