from __future__ import annotations

import pytest

from gbdesk.domain.cells import Cell
from gbdesk.domain.templates import load_template
from gbdesk.ui.grid.history import STEPS, History, Step
from gbdesk.ui.grid.moves import jump, step
from gbdesk.ui.grid.sheet import Change, Row, Sheet

ROWS = (Row("vn:1", "Xã A"), Row("vn:2", "Xã B"))


@pytest.fixture
def sheet() -> Sheet:
    form = load_template("sample-2024").forms["TT07-2017"]
    return Sheet(form, ROWS, {})


def put(sheet: Sheet, place: str, **values: int | str | None) -> None:
    names = {"cases": "dv.cases", "homes": "dv.households"}
    sheet.put(
        Change(place=place, line=names[name], value=value)  # type: ignore[arg-type]
        for name, value in values.items()
    )


def test_a_sum_says_how_many_rows_it_covers(sheet: Sheet) -> None:
    put(sheet, "vn:1", cases=3)
    put(sheet, "vn:2", cases="?")
    total = sheet.total("dv.cases")
    assert (total.value, total.covered, total.of) == (3, 1, 2)
    assert sheet.coverage("cases")[2] == 2


def test_zero_is_entered_and_blank_is_not(sheet: Sheet) -> None:
    assert sheet.state("vn:1") == "blank"
    put(sheet, "vn:1", cases=0)
    assert sheet.state("vn:1") == "partial"


def test_ux18_a_half_typed_row_is_silent_and_a_typed_one_speaks(sheet: Sheet) -> None:
    put(sheet, "vn:1", homes=5)
    assert not sheet.severity("vn:1", "dv.households")
    put(sheet, "vn:1", cases=3)
    assert sheet.severity("vn:1", "dv.households") == "error"
    assert sheet.problem_places() == [(0, 0, 0)]
    put(sheet, "vn:1", cases=5)
    assert not sheet.problem_places()


def test_what_was_set_can_be_set_back(sheet: Sheet) -> None:
    put(sheet, "vn:1", cases=3)
    before = sheet.put([Change(place="vn:1", line="dv.cases", value=None, note="vì sao")])
    assert sheet.cell("vn:1", "dv.cases") == Cell(None, "vì sao")
    sheet.put(before)
    assert sheet.cell("vn:1", "dv.cases") == Cell(3, "")


def test_a_total_is_made_from_its_parts_only_when_all_are_there(sheet: Sheet) -> None:
    parts = ("single-parent", "one-generation", "two-generation", "three-generation", "other")
    for number, name in enumerate(parts):
        assert sheet.parts("vn:1", "family.households") is None
        line = f"family.households.{name}"
        sheet.put([Change(place="vn:1", line=line, value=number)])
    assert sheet.parts("vn:1", "family.households") == 10
    assert sheet.parts("vn:1", "dv.cases") is None


def test_gaps_name_the_rows(sheet: Sheet) -> None:
    put(sheet, "vn:1", cases=3)
    gaps = sheet.gaps()
    assert [row.name for row in gaps.blank] == ["Xã B"]
    assert [row.name for row in gaps.partial] == ["Xã A"]
    assert not gaps.is_clean


def test_two_hundred_steps_can_be_taken_back() -> None:
    history = History()
    for number in range(STEPS + 5):
        history.add(Step(f"bước {number}", (), ()))
    taken = []
    while found := history.back():
        taken.append(found.label)
    assert len(taken) == STEPS
    assert taken[0] == f"bước {STEPS + 4}"
    assert history.redo_label == taken[-1]


def test_a_new_step_ends_what_could_be_done_again() -> None:
    history = History()
    history.add(Step("một", (), ()))
    history.back()
    history.add(Step("hai", (), ()))
    assert history.again() is None
    assert history.undo_label == "hai"


def test_past_the_end_of_a_row_is_the_next_row() -> None:
    assert step((0, 3), 0, 1, (2, 4)) == (1, 0)
    assert step((1, 3), 0, 1, (2, 4)) == (1, 3)
    assert step((1, 0), 0, -1, (2, 4)) == (0, 3)
    assert step((1, 0), 1, 0, (2, 4)) == (1, 0)


def test_ctrl_and_arrow_go_to_the_edge_of_what_is_filled() -> None:
    filled = {(0, 0), (0, 1), (0, 2), (0, 5)}

    def blank(row: int, column: int) -> bool:
        return (row, column) not in filled

    assert jump("edge_right", (0, 0), (1, 8), blank) == (0, 2)
    assert jump("edge_right", (0, 2), (1, 8), blank) == (0, 5)
    assert jump("edge_right", (0, 5), (1, 8), blank) == (0, 7)
    assert jump("edge_left", (0, 5), (1, 8), blank) == (0, 2)
