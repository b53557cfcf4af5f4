from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gbdesk.domain.cells import Total
from gbdesk.domain.forms import FormSpec
from gbdesk.domain.tally import Coverage, Expected, Figure, dv_tally, sum_over_periods
from gbdesk.domain.tally_communication import (
    ANNEX_ROWS,
    UNKNOWN_LEVEL,
    Activities,
    Beside,
    CommunicationTally,
    communication_tally,
)
from gbdesk.domain.templates import load_template

CATALOGUE = load_template("sample-2024")
FORM: FormSpec = CATALOGUE.forms["TT07-2017"]
PERIOD = "2024-6T"
OFFICES = (Expected("a", ("p1", "p2")), Expected("b", ("p3",)), Expected("c", ("p4", "p5")))
LINES = ("dv.cases", "dv.households", "family.households")


def row(office: str, place: str, line: str, value: int | None, state: str = "number") -> Figure:
    return Figure(office, FORM.id, PERIOD, place, line, value, state)


states = st.sampled_from(["number", "unknown", "na", "blank", "odd"])
places = st.sampled_from([(one.office, place) for one in OFFICES for place in one.places])
cells = st.dictionaries(
    st.tuples(places, st.sampled_from(LINES)),
    st.tuples(st.integers(0, 999), states),
)


def slow_total(found: dict[str, tuple[int, str]], owed: Sequence[str]) -> Total:
    of = sum(found.get(place, (0, "blank"))[1] != "na" for place in owed)
    numbers = [found[place][0] for place in owed if found.get(place, (0, ""))[1] == "number"]
    blank = sum(found.get(place, (0, "blank"))[1] in {"blank", "odd"} for place in owed)
    return Total(sum(numbers) if numbers else None, len(numbers), of, blank)


@given(cells)
def test_a_tally_is_what_adding_cell_by_cell_gives(
    found: dict[tuple[tuple[str, str], str], tuple[int, str]],
) -> None:
    rows = [
        row(office, place, line, value if state == "number" else None, state)
        for ((office, place), line), (value, state) in found.items()
    ]
    tally = dv_tally(FORM, PERIOD, OFFICES, rows)
    for line in LINES:
        mine = {place: cell for ((_, place), name), cell in found.items() if name == line}
        every = [place for one in OFFICES for place in one.places]
        assert tally.lines[line].total == slow_total(mine, every)
        whole = owing = 0
        for one in OFFICES:
            expected = slow_total(mine, one.places)
            assert tally.lines[line].by_office[one.office] == expected
            owing += expected.of > 0
            whole += expected.of > 0 and expected.covered == expected.of
        assert tally.lines[line].offices == Coverage(whole, owing)


def test_unknown_is_an_answer_that_covers_nothing_and_na_leaves_the_count() -> None:
    rows = [
        row("a", "p1", "dv.cases", 3),
        row("a", "p2", "dv.cases", None, "unknown"),
        row("b", "p3", "dv.cases", None, "na"),
        row("c", "p4", "dv.cases", 0),
    ]
    line = dv_tally(FORM, PERIOD, OFFICES, rows).lines["dv.cases"]
    assert line.total == Total(3, 2, 4, 1)
    assert line.answered == 3
    assert line.offices == Coverage(0, 2)
    assert line.partial == ("a", "c")


def test_figures_that_nobody_owes_are_counted_apart() -> None:
    rows = [
        row("a", "p9", "dv.cases", 5),
        row("b", "p3", "no.such", 5),
        row("b", "p3", LINES[0], 1),
    ]
    tally = dv_tally(FORM, PERIOD, OFFICES, rows)
    assert tally.stray == 2
    assert tally.value("dv.cases") == 1
    assert tally.reporting == Coverage(1, 3)
    assert tally.silent == ("a", "c")


def test_figures_of_another_period_or_form_are_never_added() -> None:
    other = Figure("a", FORM.id, "2023-N", "p1", "family.households", 1000)
    form = Figure("a", "TT23-2011", PERIOD, "p1", "family.households", 1000)
    tally = dv_tally(FORM, PERIOD, OFFICES, [other, form, row("a", "p1", "family.households", 7)])
    assert tally.value("family.households") == 7
    assert tally.stray == 0


def test_a_household_line_says_that_it_may_count_twice() -> None:
    tally = dv_tally(FORM, PERIOD, OFFICES, [])
    assert [ident for ident, line in tally.lines.items() if line.may_repeat] == ["dv.households"]
    assert tally.value("dv.cases") is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("dv.cases", Total(12, 7, 8, 1)),
        ("family.households", Total(5, 4, 4, 0)),
        ("dv.households", None),
    ],
)
def test_over_periods_only_flow_is_added(line: str, expected: Total | None) -> None:
    totals = [Total(7, 3, 4, 1), Total(5, 4, 4, 0)]
    assert sum_over_periods(FORM.by_id[line], totals) == expected
    assert sum_over_periods(FORM.by_id[line], []) is None


def tally(
    *rows: Activities, levels: Sequence[str] = ("province", "district", "commune")
) -> CommunicationTally:
    return communication_tally(CATALOGUE.kinds, rows, levels=levels, coverage=Coverage(3, 4))


def test_the_annex_has_the_usual_rows_in_their_order() -> None:
    found = tally()
    assert tuple(line.label for line in found.lines if not line.sub) == ANNEX_ROWS
    assert all(line.total == 0 for line in found.lines)


def test_only_led_work_that_was_done_is_counted() -> None:
    found = tally(
        Activities(office="a", kind="talk", level="province", quantity=3, attendees=90, women=40),
        Activities(office="b", kind="talk", level="province", role="partner", count=2, quantity=3),
        Activities(office="b", kind="talk", level="commune", status="planned", quantity=3),
    )
    line = found.lines[0]
    assert (line.total, line.attendees, line.women) == (3, 90, 40)
    assert (found.records, found.partnered) == (1, 2)


def test_people_nobody_counted_are_unknown_and_not_none() -> None:
    found = tally(
        Activities(office="a", kind="contest", level="commune", count=7, quantity=7),
        Activities(office="a", kind="talk", level="province", attendees=60, women=20, women_of=40),
        Activities(office="b", kind="talk", level="province", attendees=20),
        Activities(office="b", kind="banner", level="commune", quantity=4),
    )
    lines = {line.kinds[0]: line for line in found.lines if line.kinds}
    assert (lines["contest"].attendees, lines["contest"].women) == ("?", "?")
    assert (lines["talk"].attendees, lines["talk"].women) == (80, 20)
    assert (lines["banner"].attendees, lines["banner"].women) == (None, None)
    assert (found.attendees, found.women, found.women_of) == (80, 20, 40)


def test_kinds_with_different_units_are_never_added() -> None:
    found = tally(
        Activities(office="a", kind="training", level="province", quantity=4),
        Activities(office="a", kind="seminar", level="province", quantity=2),
    )
    at = next(n for n, line in enumerate(found.lines) if line.label == "Hội thảo")
    title, training, seminar = found.lines[at : at + 3]
    assert title.group
    assert (training.unit, training.total) == ("lớp", 4)
    assert (seminar.unit, seminar.total) == ("cuộc", 2)


def test_other_forms_are_split_by_kind_with_their_own_units() -> None:
    found = tally(
        Activities(office="a", kind="panel", level="district", quantity=33),
        Activities(office="a", kind="online", level="province", quantity=7),
    )
    below = [line for line in found.lines if line.sub and line.kinds[0] in {"panel", "online"}]
    assert [(line.unit, line.total) for line in below] == [("tin, bài", 7), ("chiếc", 33)]
    assert not any("contest" in line.kinds for line in found.lines)


def test_what_nobody_said_of_level_and_role_is_told_and_never_guessed() -> None:
    found = tally(
        Activities(office="a", kind="talk", level="commune", quantity=3),
        Activities(office="a", kind="talk", level="", count=2, quantity=5),
        Activities(office="b", kind="talk", level="commune", role="", count=4, quantity=9),
    )
    line = found.lines[0]
    assert found.levels == ("province", "district", "commune", UNKNOWN_LEVEL)
    assert dict(line.by_level) == {"province": 0, "district": 0, "commune": 3, UNKNOWN_LEVEL: 5}
    assert (line.total, found.records, found.no_level) == (8, 3, 2)
    assert (found.no_role, found.partnered) == (4, 0)
    assert tally().levels == ("province", "district", "commune")


def test_kinds_without_a_row_stand_beside_the_annex() -> None:
    rows = [
        Activities(office="a", kind="inspection", level="commune", count=2, quantity=2),
        Activities(office="a", kind="gift", level="commune", quantity=30),
        Activities(office="b", kind="gift", level="commune", role="partner", quantity=9),
        Activities(office="a", kind="talk", level="commune", quantity=1),
    ]
    lacking = [Activities(office="a", kind="gift", level="commune")]
    found = communication_tally(CATALOGUE.kinds, rows, coverage=Coverage(1, 1), lacking=lacking)
    assert dict(found.beside) == {
        "inspection": Beside(records=2, quantity=2),
        "gift": Beside(records=1, quantity=30, unfinished=1),
    }
    assert (found.records, dict(found.by_kind)) == (1, {"talk": 1})
    assert (found.partnered, found.unfinished) == (0, 0)


def test_a_level_of_the_data_gets_its_column_even_in_the_other_world() -> None:
    two = ("province", "commune")
    assert tally(levels=two).levels == two
    late = Activities(office="a", kind="talk", level="district", quantity=1)
    assert tally(late, levels=two).levels == ("province", "district", "commune")


kinds = st.sampled_from([kind for kind in CATALOGUE.kinds if CATALOGUE.kinds[kind].annex_row])
activities = st.builds(
    Activities,
    office=st.sampled_from(["a", "b"]),
    kind=kinds,
    level=st.sampled_from(["province", "district", "commune", "grassroots", ""]),
    role=st.sampled_from(["lead", "partner", ""]),
    quantity=st.integers(0, 50),
)


@given(st.lists(activities))
def test_nothing_is_lost_between_kinds_rows_and_levels(rows: list[Activities]) -> None:
    found = tally(*rows)
    for kind in CATALOGUE.kinds:
        slow = sum(one.quantity for one in rows if one.kind == kind and one.role == "lead")
        assert found.by_kind.get(kind, 0) == slow
    assert all(line.total == sum(line.by_level.values()) for line in found.lines)
    assert sum(line.total for line in found.lines) == sum(found.by_kind.values())
