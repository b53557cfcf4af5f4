from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from gbdesk.domain.published import SILENT, Published
from gbdesk.domain.suppression import SHOWN, SMALL, WITHHELD, Output, Sum, Told, suppress
from helpers.bounding import bounds, possible


def table(cells: Sequence[Sequence[int]], name: str = "") -> Output:
    """Rows and columns with their totals and the grand total."""
    values: dict[str, int] = {}
    sums: list[Sum] = []
    high, wide = len(cells), len(cells[0])
    for r, row in enumerate(cells):
        for c, value in enumerate(row):
            values[f"{name}r{r}c{c}"] = value
        values[f"{name}r{r}"] = sum(row)
        sums.append(Sum(f"{name}r{r}", tuple(f"{name}r{r}c{c}" for c in range(wide))))
    for c in range(wide):
        values[f"{name}c{c}"] = sum(row[c] for row in cells)
        sums.append(Sum(f"{name}c{c}", tuple(f"{name}r{r}c{c}" for r in range(high))))
    values[f"{name}all"] = sum(map(sum, cells))
    sums.append(Sum(f"{name}all", tuple(f"{name}r{r}" for r in range(high))))
    sums.append(Sum(f"{name}all", tuple(f"{name}c{c}" for c in range(wide))))
    return Output(values=values, sums=sums)


def read(told: Told, threshold: int) -> dict[str, tuple[int, int | None]]:
    """What a reader takes for possible of each figure that is not told."""
    least = 0 if any(told.values[k] == 0 for k, m in told.marks.items() if m != SHOWN) else 1
    kinds: dict[str, tuple[int, int | None]] = {
        SILENT: (0, None),
        SMALL: (1, threshold - 1),
        WITHHELD: (least, None),
    }
    return {key: kinds[mark] for key, mark in told.marks.items() if mark != SHOWN}


def safe(output: Output, told: Told, threshold: int) -> None:
    """No hidden figure can be bounded to fewer values than the policy leaves."""
    hidden = read(told, threshold)
    known = {key: output.values[key] for key in told.marks if key not in hidden}
    sums = [(one.total, one.parts) for one in output.sums]
    for key in sorted(told.marks):
        if key not in hidden or key in output.silent or not output.values[key]:
            continue  # nobody is behind a zero
        low, high = bounds(sums, known, hidden, key)
        if told.marks[key] == SMALL:
            assert low <= 1, (key, low, high, told.marks)
            assert high is None or high >= threshold - 1, (key, low, high, told.marks)
        else:
            assert high is None or high - low >= threshold - 2, (key, low, high, told.marks)


def dice(seed: int, high: int, wide: int) -> list[list[int]]:
    rolled = random.Random(seed)
    sizes = [0, 0, 1, 2, 3, 4, 5, 6, 7, 9, 12, 20, 40, 90]
    return [[rolled.choice(sizes) for _ in range(wide)] for _ in range(high)]


@pytest.mark.parametrize("seed", range(30))
def test_no_hidden_count_of_a_table_is_narrowed(seed: int) -> None:
    output = table(dice(seed, 2 + seed % 3, 2 + seed // 3 % 3))
    for threshold in (3, 5, 8):
        safe(output, suppress(output, threshold), threshold)


@pytest.mark.parametrize("seed", range(25))
def test_every_whole_number_is_left_in_tiny_tables(seed: int) -> None:
    """Without fractions: each assignment is tried."""
    rolled = random.Random(1000 + seed)
    output = table([[rolled.choice([0, 1, 2, 3, 4, 5, 6]) for _ in range(2)] for _ in range(2)])
    told = suppress(output, 4)
    hidden = {
        key: (least, output.values[key] + 6 if most is None else most)
        for key, (least, most) in read(told, 4).items()
    }
    known = {key: value for key, value in output.values.items() if key not in hidden}
    found = possible([(one.total, one.parts) for one in output.sums], known, hidden)
    for key, values in found.items():
        if not output.values[key]:
            continue
        if told.marks[key] == SMALL:
            assert values >= {1, 2, 3}, (key, told.marks)
        else:
            assert len(values) >= 3, (key, told.marks)


@pytest.mark.parametrize("seed", range(6))
def test_tables_of_one_output_share_figures_and_totals(seed: int) -> None:
    """By office and line; the same lines by region; and lines that add up to another line."""
    rolled = random.Random(seed)
    first = table(dice(seed, 4, 3), "t")
    values, sums = dict(first.values), list(first.sums)
    for c in range(3):
        for name, rows in (("n", (0, 1)), ("s", (2, 3))):
            values[f"{name}{c}"] = sum(values[f"tr{r}c{c}"] for r in rows)
            sums.append(Sum(f"{name}{c}", tuple(f"tr{r}c{c}" for r in rows)))
        sums.append(Sum(f"tc{c}", (f"n{c}", f"s{c}")))
    values["rest"] = rolled.choice([0, 1, 3, 30])
    values["more"] = values["tall"] + values["rest"]
    sums.append(Sum("more", ("tall", "rest")))
    output = Output(values=values, sums=sums)
    safe(output, suppress(output, 5), 5)


def both(outputs: Sequence[Output], threshold: int) -> list[Told]:
    before: Published | None = None
    told = []
    for one in outputs:
        told.append(suppress(one, threshold, before))
        before = Published.read(told[-1].published.plain())
    return told


def together(outputs: Sequence[Output], told: Sequence[Told], threshold: int) -> None:
    """A reader lays all outputs side by side; what is told in one is known in all."""
    values = {key: value for one in outputs for key, value in one.values.items()}
    marks: dict[str, str] = {}
    for output, one in zip(outputs, told, strict=True):
        for key, mark in one.marks.items():
            rank = (WITHHELD, SMALL, SHOWN)
            here = WITHHELD if key in output.unprinted else mark
            marks[key] = max(marks.get(key, WITHHELD), here, key=rank.index)
    sums = tuple(dict.fromkeys(s for one in outputs for s in one.sums))
    all_of = Told(values=values, marks=marks, threshold=threshold, published=Published())
    safe(Output(values=values, sums=sums), all_of, threshold)


@pytest.mark.parametrize("seed", range(20))
def test_a_later_output_cannot_be_subtracted_from_an_earlier_one(seed: int) -> None:
    """First the totals alone, then the whole table; or first one half, then the whole."""
    whole = table(dice(seed, 3, 3))
    ends = {key for key in whole.values if len(key) < 4}
    head = {key for key in whole.values if key.startswith("r0")}
    totals = replace(whole, unprinted=whole.values.keys() - ends)
    row = replace(whole, unprinted=whole.values.keys() - head)
    for outputs in ([totals, whole], [row, totals, whole], [totals, row]):
        together(outputs, both(outputs, 5), 5)


def test_a_late_office_is_not_the_difference_of_two_reports() -> None:
    early = Output(values={"cases": 20, "women": 12})
    late = Output(values={"cases": 23, "women": 22})
    told = both([early, late], 5)
    assert (told[0].text("cases"), told[1].text("cases")) == ("20", "◊")
    assert told[1].text("women") == "22"
    again = both([early, late, Output(values={"cases": 23, "women": 22})], 5)
    assert again[2].text("cases") == "◊"


def test_going_back_or_down_by_little_is_not_told_either() -> None:
    first = Output(values={"cases": 20})
    assert both([first, Output(values={"cases": 17})], 5)[1].text("cases") == "◊"
    steps = [first, Output(values={"cases": 40}), Output(values={"cases": 21})]
    assert both(steps, 5)[2].text("cases") == "◊"
    assert both([first, Output(values={"cases": 40}), first], 5)[2].text("cases") == "20"


def test_one_small_cell_takes_another_with_it_zero_stays_and_blank_is_nothing() -> None:
    output = Output(
        values={"a": 3, "b": 0, "c": 30, "d": 50, "t": 83}, sums=[Sum("t", tuple("abcd"))]
    )
    told = suppress(output, 5)
    assert [told.text(key) for key in "abcdt"] == ["<5", "0", "◊", "50", "83"]
    assert told.text("blank") == ""


def test_two_small_cells_that_a_total_gives_away_hide_one_more() -> None:
    output = Output(values={"a": 3, "b": 4, "c": 30, "t": 37}, sums=[Sum("t", tuple("abc"))])
    told = suppress(output, 5)
    assert [told.text(key) for key in "abct"] == ["<5", "<5", "◊", "37"]


def test_a_small_total_of_small_parts_does_not_bound_them() -> None:
    output = Output(values={"a": 2, "b": 2, "t": 4}, sums=[Sum("t", ("a", "b"))])
    told = suppress(output, 5)
    safe(output, told, 5)
    assert told.marks["t"] == WITHHELD


def test_what_is_public_is_told_and_binds() -> None:
    output = Output(
        values={"a": 3, "b": 9, "t": 12}, sums=[Sum("t", ("a", "b"))], public=("t", "a")
    )
    assert [suppress(output, 5).text(key) for key in "abt"] == ["3", "9", "12"]


def test_percentages_and_extremes_do_not_tell_what_is_hidden() -> None:
    values = {"women": 97, "men": 3, "people": 100, "a": 60, "b": 40, "all": 100}
    sums = [Sum("people", ("women", "men")), Sum("all", ("a", "b"))]
    told = suppress(Output(values=values, sums=sums), 5)
    assert told.percent("women", "people") == ""
    assert told.percent("a", "all") == "60,0%"
    assert told.percent("men", "all") == ""
    assert told.largest(["a", "b", "blank"]) == 60
    assert told.largest(["a", "men"]) == 60
    assert told.smallest(["a", "men"]) is None
    assert told.smallest(["a", "b"]) == 40
    hidden = next(key for key, mark in told.marks.items() if mark == WITHHELD)
    assert told.largest(["a", hidden]) is None


def test_a_rest_that_nobody_counts_leaves_room() -> None:
    """Cases of one form are at most all cases."""
    values = {"form": 3, "rest": 9, "cases": 12}
    output = Output(values=values, sums=[Sum("cases", ("form", "rest"))], silent=("rest",))
    told = suppress(output, 5)
    assert [told.text(key) for key in ("form", "rest", "cases")] == ["<5", "", "12"]
    safe(output, told, 5)


@pytest.mark.parametrize(
    "output",
    [Output(values={"a": 1, "t": 2}, sums=[Sum("t", ("a",))]), Output(values={"a": -1})],
)
def test_a_table_that_does_not_add_up_is_refused(output: Output) -> None:
    with pytest.raises(ValueError, match=r"a|t"):
        suppress(output, 5)


def annual(offices: int = 168, lines: int = 40, seed: int = 7) -> Output:
    """Lines by office; each line has its total, every four lines add up to a fifth."""
    rolled = random.Random(seed)
    values: dict[str, int] = {}
    sums: list[Sum] = []
    for line in range(lines):
        for office in range(offices):
            values[f"{line}/{office}"] = (
                sum(values[f"{line - n}/{office}"] for n in range(1, 5))
                if line % 5 == 4
                else rolled.choice([0, 0, 0, 1, 1, 2, 3, 5, 8, 14])
            )
            if line % 5 == 4:
                parts = tuple(f"{line - n}/{office}" for n in range(1, 5))
                sums.append(Sum(f"{line}/{office}", parts))
        parts = tuple(f"{line}/{office}" for office in range(offices))
        values[f"{line}"] = sum(values[one] for one in parts)
        sums.append(Sum(f"{line}", parts))
    return Output(values=values, sums=sums)


def kept(marks: Mapping[str, str]) -> float:
    return sum(mark == SHOWN for mark in marks.values()) / len(marks)


def test_the_annual_report_takes_bounded_time_and_is_the_same_each_time() -> None:
    output = annual()
    start = time.perf_counter()
    told = suppress(output, 5)
    assert time.perf_counter() - start < 30
    small = table(dice(3, 5, 5))
    assert suppress(small, 5).marks == suppress(small, 5).marks
    assert all(told.is_shown(str(line)) for line in range(40))
    assert kept(told.marks) > 0.3


def test_a_count_that_public_figures_give_away_is_named() -> None:
    output = Output(
        values={"a": 3, "b": 10, "all": 13}, sums=[Sum("all", ("a", "b"))], public=("b", "all")
    )
    told = suppress(output, 5)
    assert not told.is_shown("a")
    assert told.unproved == {"a"}
    assert not suppress(replace(output, public=()), 5).unproved
