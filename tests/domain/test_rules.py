from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gbdesk import text
from gbdesk.domain.forms import FormSpec
from gbdesk.domain.ops import Value
from gbdesk.domain.refusals import Refused
from gbdesk.domain.rules import Problem, Rule, check, check_merge
from gbdesk.domain.rules_parse import Comparison, Term, parse
from gbdesk.domain.rules_value import broken, holds, of_functions, sides
from gbdesk.domain.templates import load_template

FORMS = load_template("sample-2024").forms
TT07 = FORMS["TT07-2017"]
EVERY = [(form, rule) for form in FORMS.values() for rule in form.rules if rule.scope == "return"]


def ids(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.rule.id for problem in problems]


def breaking(rule: Rule) -> dict[str, Value]:
    """Figures that break a rule: the first side high, the second low, or one of two at nothing."""
    first, second = rule.expression.first, rule.expression.second
    if second is not None:
        return {first.left[0].line: 0, second.left[0].line: 5}
    high = {term.line: 9 for term in first.left}
    return {**{term.line: 1 for term in first.right}, **high}


def test_there_are_as_many_rules_as_the_table_has() -> None:
    assert len(EVERY) == 22 + 27 + 34 + 2
    shared = [rule.id for rule in TT07.rules if rule.id.startswith("all.")]
    assert shared == [
        "all.change",
        "all.coverage",
        "all.stock-over-time",
        "all.distinct-over-time",
    ]
    assert [rule.id for rule in TT07.merge_rules] == shared[1:]


@pytest.mark.parametrize(("form", "rule"), EVERY, ids=lambda value: getattr(value, "id", ""))
def test_every_rule_speaks_when_it_is_broken(form: FormSpec, rule: Rule) -> None:
    problem = next(p for p in check(form, breaking(rule)) if p.rule.id == rule.id)
    assert problem.severity in {"error", "warning", "note"}
    assert problem.lines == rule.lines
    for code in text.LANGUAGES:
        text.set_language(code)
        assert problem.text
        assert "{" not in problem.text
        assert "…" not in problem.text


@pytest.mark.parametrize(("form", "rule"), EVERY, ids=lambda value: getattr(value, "id", ""))
@pytest.mark.parametrize("state", [None, "?", "-"])
def test_a_rule_is_silent_while_a_figure_is_missing(
    form: FormSpec, rule: Rule, state: Value
) -> None:
    for line in rule.lines:
        values = {**breaking(rule), line: state}
        assert rule.id not in ids(check(form, values)), line
        values.pop(line)
        assert rule.id not in ids(check(form, values)), line


@pytest.mark.parametrize(("form", "rule"), EVERY, ids=lambda value: getattr(value, "id", ""))
def test_every_proposed_correction_mends_its_rule_and_adds_no_error(
    form: FormSpec, rule: Rule
) -> None:
    values = breaking(rule)
    before = {p.rule.id for p in check(form, values) if p.severity == "error"}
    for problem in check(form, values):
        for fix in problem.fixes:
            after = check(form, {**values, fix.line: fix.value})
            assert problem.rule.id not in ids(after), fix
            assert {p.rule.id for p in after if p.severity == "error"} <= before
            assert fix.label


def test_nothing_occurred_breaks_no_rule() -> None:
    for form in FORMS.values():
        assert check(form, dict.fromkeys((line.id for line in form.nil_lines), 0)) == ()


def test_a_total_that_disagrees_can_be_raised() -> None:
    values = {
        "family.households": 10,
        "family.households.single-parent": 2,
        "family.households.one-generation": 3,
        "family.households.two-generation": 4,
        "family.households.three-generation": 5,
        "family.households.other": 6,
    }
    (problem,) = check(TT07, values)
    assert problem.text == "Các loại hộ cộng lại được 20, tổng số hộ gia đình ghi 10."
    assert [(fix.value, fix.label) for fix in problem.fixes] == [(20, "Sửa tổng số hộ = 20")]


def test_a_part_that_should_be_nothing_can_be_set_to_0() -> None:
    values = {"dv.cases": 0, "dv.households": 0, "dv.forms.physical": 1}
    (problem,) = check(TT07, values)
    assert problem.rule.id == "tt07.form-physical"
    assert [fix.label for fix in problem.fixes] == ["Sửa thân thể = 0"]


def test_no_case_and_some_households_offers_both_ways_out() -> None:
    found = check(TT07, {"dv.cases": 0, "dv.households": 3})
    assert ids(found) == ["tt07.dv-households-in-cases", "tt07.no-case-no-household"]
    assert {(fix.line, fix.value) for fix in found[1].fixes} == {
        ("dv.cases", 3),
        ("dv.households", 0),
    }
    text.set_language("en")
    assert check(TT07, {"dv.cases": 0, "dv.households": 3})[1].fixes[0].label.startswith("Set ")


def test_thousands_are_grouped_in_messages() -> None:
    (problem,) = check(TT07, {"dv.households": 1234, "family.households": 1000})
    assert "(1.234)" in problem.text


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (3, 9, True),
        (3, 8, False),
        (20, 30, False),
        (20, 31, True),
        (20, 9, True),
        (20, 10, False),
        (0, 5, False),
        (0, 6, True),
        (6, 0, True),
        (1000, 1000, False),
        ("?", 90, False),
        (None, 90, False),
    ],
)
def test_a_change_over_half_and_over_five_is_noted(
    before: Value, now: Value, *, told: bool
) -> None:
    found = check(TT07, {"dv.cases": now}, {"dv.cases": before})
    assert ("all.change" in ids(found)) is told
    if told:
        assert found[-1].lines == ("dv.cases",)
        assert f"{before}, kỳ này {now}" in found[-1].text


def test_rules_of_another_sheet_are_left_out() -> None:
    form = FORMS["TT23-2011"]
    values = dict.fromkeys((name for rule in form.rules[:2] for name in rule.lines), 1)
    assert ids(check(form, values, sheet="01/BC-X")) == ["tt23.households-total"]
    assert ids(check(form, values, sheet="02/BC-H")) == ["tt23.households-total-district"]
    assert len(check(form, values)) == 2


def test_totals_say_what_they_lack_and_refuse_to_add_stock_over_time() -> None:
    expected = {"dv.cases": 12, "dv.households": 12, "family.households": 12}
    full = dict(expected)
    assert check_merge(TT07, reported=full, expected=expected) == ()
    (gap,) = check_merge(TT07, reported={**full, "dv.cases": 10}, expected=expected)
    assert (gap.lines, gap.text) == (("dv.cases",), "Thiếu số liệu 2/12 đơn vị.")
    over_time = check_merge(TT07, reported=full, expected=expected, periods=2)
    assert {p.severity for p in over_time if p.rule.id == "all.stock-over-time"} == {"error"}
    assert [p.lines for p in over_time if p.rule.id == "all.distinct-over-time"] == [
        ("dv.households",)
    ]
    assert "dv.cases" not in {p.lines[0] for p in over_time}


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "a",
        "a <=",
        "<= a",
        "a == b",
        "a < b",
        "a <= b <= c",
        "a = b => ",
        "a = b => c = d => e = f",
        "a - b = 0",
        "a + = b",
        "2x = 3",
        "a = -1",
        "sum(each) = 1",
        "change(all) = 1",
        "change(each:other) = 1",
        "change each = 1",
        "change(each = 1",
        "iff = 1",
        "__import__('os') = 1",
        "A = 1",
    ],
)
def test_what_is_not_of_the_grammar_is_refused(expression: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(expression)
    assert refused.value.code == "form.rule"


@given(st.text(alphabet="ab.=+<>() 0123each:iffor", max_size=30))
def test_any_expression_is_read_or_refused(expression: str) -> None:
    try:
        found = parse(expression)
    except Refused:
        return
    assert found.comparisons


def test_an_expression_is_read_into_its_parts() -> None:
    found = parse("dv.cases = 0 => a.b-1 + 2 <= c")
    assert found.link == "=>"
    assert found.first == Comparison((Term(line="dv.cases"),), "=", (Term(number=0),))
    assert found.second == Comparison((Term(line="a.b-1"), Term(number=2)), "<=", (Term(line="c"),))
    assert found.lines == ("dv.cases", "a.b-1", "c")
    assert parse("periods(each:stock) = 1").selector == "each:stock"


@given(st.integers(0, 9), st.integers(0, 9))
def test_links_mean_what_they_say(a: int, b: int) -> None:
    values: Mapping[str, Value] = {"a": a, "b": b}
    assert broken(parse("a = 0 => b = 0"), values) is (a == 0 and b != 0)
    assert broken(parse("a = 0 iff b = 0"), values) is ((a == 0) != (b == 0))
    assert broken(parse("a <= 3 or b <= 3"), values) is (a > 3 and b > 3)
    assert broken(parse("a + 2 <= b + 1"), values) is (a + 2 > b + 1)


def test_functions_without_their_number_say_nothing() -> None:
    rule = parse("reported(each) = expected(each)")
    assert sides(rule, of_functions({"reported": 1})) is None
    found = sides(rule, of_functions({"reported": 1, "expected": 1}))
    assert found is not None
    assert holds(rule, found)
