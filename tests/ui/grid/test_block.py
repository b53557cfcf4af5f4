from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gbdesk.ui.grid.block import plan_paste, read_block
from gbdesk.ui.grid.typed import read_figure, show_figure, tidy_typing

NAMES = ("Thị trấn Sông Mây", "Xã Bản Mới", "Xã Đồi Thông")


def values(plan: object) -> dict[tuple[int, int], object]:
    return {(one.row, one.column): one.typed.value for one in plan.figures}  # type: ignore[attr-defined]


def test_a_block_of_a_spreadsheet_is_read_cell_by_cell() -> None:
    assert read_block("1\t2\r\n3\t\r\n") == (("1", "2"), ("3", ""))
    assert read_block('"Xã ""A""\tB"\t5\n') == (('Xã "A"\tB', "5"),)


def test_a_plain_block_goes_where_the_caret_is() -> None:
    plan = plan_paste(read_block("1\t2\n3\t4"), (1, 1), (3, 4), NAMES)
    assert values(plan) == {(1, 1): 1, (1, 2): 2, (2, 1): 3, (2, 2): 4}
    assert not plan.needs_a_look


def test_ux14_a_total_row_is_skipped_and_kept_for_comparing() -> None:
    text = "Xã Bản Mới\t1\t2\nThị trấn Sông Mây\t3\t4\nCộng\t4\t6"
    plan = plan_paste(read_block(text), (0, 0), (3, 4), NAMES)
    assert plan.by_name
    assert values(plan) == {(1, 0): 1, (1, 1): 2, (0, 0): 3, (0, 1): 4}
    assert plan.totals == {0: 4, 1: 6}
    assert not plan.needs_a_look
    other = plan_paste(read_block(text.replace("4\t6", "5\t6")), (0, 0), (3, 4), NAMES)
    assert other.differing == ((5, 4),)
    assert other.needs_a_look


def test_names_of_places_are_found_without_marks_and_kinds() -> None:
    plan = plan_paste(read_block("TT. Sông Mây\t7\nban moi\t8"), (2, 0), (3, 4), NAMES)
    assert values(plan) == {(0, 0): 7, (1, 0): 8}


def test_a_line_of_an_unknown_place_is_told() -> None:
    plan = plan_paste(read_block("Xã Bản Mới\t1\nXã Lạ\t2"), (0, 0), (3, 4), NAMES)
    assert plan.unmatched == ("Xã Lạ",)
    assert plan.needs_a_look


def test_a_row_of_headings_is_passed_over() -> None:
    plan = plan_paste(read_block("Hộ\tVụ\n1\t2"), (0, 0), (3, 4), NAMES)
    assert values(plan) == {(0, 0): 1, (0, 1): 2}


def test_what_falls_outside_is_counted() -> None:
    plan = plan_paste(read_block("1\t2\n3\t4"), (2, 3), (3, 4), NAMES)
    assert values(plan) == {(2, 3): 1}
    assert plan.outside == 3


def test_ux15_a_point_groups_and_a_comma_is_asked_about() -> None:
    plan = plan_paste(read_block("1.234\t1,234"), (0, 0), (3, 4), NAMES)
    assert values(plan) == {(0, 0): 1234, (0, 1): 1234}
    assert [one.text for one in plan.doubtful] == ["1,234"]
    assert values(plan.without_doubtful()) == {(0, 0): 1234}


def test_marks_stand_for_unknown_and_for_not_applicable() -> None:
    assert read_figure("?").value == "?"
    assert read_figure(" – ").value == "-"
    assert read_figure("").value is None
    assert not read_figure("hai").is_valid
    assert not read_figure("1.5").is_valid
    assert show_figure("-") == "–"


def test_letters_do_not_stay_while_a_figure_is_typed() -> None:
    assert tidy_typing("1a2") == "12"
    assert tidy_typing("1.234") == "1234"
    assert tidy_typing("?") == "?"


@given(st.text(max_size=200))
def test_any_text_can_be_pasted(text: str) -> None:
    plan = plan_paste(read_block(text), (0, 0), (3, 4), NAMES)
    assert all(one.row < 3 and one.column < 4 for one in plan.figures)


@given(st.text(max_size=20))
def test_tidied_typing_is_tidy(text: str) -> None:
    assert tidy_typing(tidy_typing(text)) == tidy_typing(text)
