from __future__ import annotations

import copy
import tomllib
from typing import Any

import pytest

from gbdesk import resources, text
from gbdesk.domain.forms import FormSpec, read_form
from gbdesk.domain.refusals import Refused


def raw(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.path("forms", f"{name}.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def tt07() -> FormSpec:
    return read_form(raw("TT07-2017"))


@pytest.fixture(scope="module")
def tt23() -> FormSpec:
    return read_form(raw("TT23-2011"))


def test_both_forms_hold_the_lines_of_the_circulars(tt07: FormSpec, tt23: FormSpec) -> None:
    assert len(tt07.indicators) == 47
    assert len(tt23.indicators) == 42
    assert (tt07.incomplete, tt23.incomplete) == (False, True)
    assert tt07.grain == tt23.grain == "place"
    assert [len(tt07.rules), len(tt23.rules)] == [22 + 4, 27 + 4]


def test_a_line_has_one_meaning_in_every_form(tt07: FormSpec, tt23: FormSpec) -> None:
    for line in tt07.indicators:
        if line.id in tt23.by_id:
            assert tt23.indicator(line.id).measure == line.measure, line.id
            assert tt23.indicator(line.id).concept == line.concept, line.id


def test_the_number_printed_twice_is_not_a_key(tt23: FormSpec) -> None:
    twice = [line.id for line in tt23.indicators if line.no == "3.1.1"]
    assert twice == [
        "dv.perpetrators.sex.male",
        "dv.perpetrators.measures.community-criticism",
    ]


def test_only_lines_2_to_6_3_4_can_be_declared_nil(tt07: FormSpec) -> None:
    nil = tt07.nil_lines
    assert (nil[0].no, nil[-1].no) == ("2", "6.3.4")
    first, last = (tt07.entry_lines.index(line) for line in (nil[0], nil[-1]))
    assert tuple(tt07.entry_lines[first : last + 1]) == nil
    assert not any(line.nil for line in tt07.entry_lines if line.measure == "stock")


def test_there_is_no_victim_total_and_no_middle_age_band(tt07: FormSpec) -> None:
    victims = [line.id for line in tt07.entry_lines if line.id.startswith("dv.victims.")]
    assert [name.removeprefix("dv.victims.") for name in victims][:4] == [
        "sex.male",
        "sex.female",
        "age.under-16",
        "age.60-plus",
    ]
    assert tt07.indicator("dv.victims").heading


@pytest.mark.parametrize("name", ["TT07-2017", "TT23-2011"])
def test_every_figure_stands_once_in_a_tab_and_has_words_in_both_languages(name: str) -> None:
    form = read_form(raw(name))
    shown = [line.id for tab in form.shown_tabs for line in form.columns(tab.id)]
    assert sorted(shown) == sorted(line.id for line in form.entry_lines)
    for line in form.entry_lines:
        assert line.unit, line.id
        assert form.group(line.group)
        for word in (line.label, line.label_en, line.short, line.short_en):
            assert word, line.id
        assert "nạn nhân" not in line.short.lower()
        assert max(map(len, line.short.split())) <= 9, line.short
        assert len(line.short) <= 24, line.short


def test_verification_is_told_line_by_line(tt07: FormSpec) -> None:
    assert {line.verified for line in tt07.indicators} == {"secondary", "inferred"}
    line = tt07.indicator("dv.cases")
    assert line.facts["no_verified"] == "inferred"
    assert line.facts["unit_verified"] == "inferred"
    assert tt07.indicator("family.households").facts["unit_verified"] == "secondary"
    assert "nearest" in tt07.indicator("family.households.two-generation").note


def test_words_follow_the_language_and_lines_of_one_name_are_told_apart(tt07: FormSpec) -> None:
    assert tt07.line_name("dv.cases") == "Tổng số vụ"
    assert tt07.line_name("dv.victims.sex.male") == "Nam (Người bị bạo lực)"
    assert [tab.name for tab in tt07.shown_tabs] == [
        "Vụ việc & xử lý",
        "Hỗ trợ & tư vấn",
        "Hộ gia đình",
        "Biện pháp phòng, chống",
    ]
    text.set_language("en")
    assert tt07.line_name("dv.cases") == "All cases"
    assert tt07.name.endswith("(Circular 07/2017)")
    assert tt07.indicator("dv.cases").title == tt07.indicator("dv.cases").label_en


def test_lines_are_chosen_by_measure(tt07: FormSpec) -> None:
    assert tt07.lines_of("each:distinct") == ("dv.households",)
    assert len(tt07.lines_of("each")) == len(tt07.entry_lines)
    stock = tt07.lines_of("each:stock")
    assert stock[0] == "family.households"
    assert stock[-1] == "prevention.independent.hotlines"


def broken_form(change: str) -> dict[str, Any]:
    form = copy.deepcopy(raw("TT07-2017"))
    match change:
        case "line twice":
            form["line"].append(form["line"][1])
        case "parent":
            form["line"][1]["parent"] = "nowhere"
        case "measure":
            form["line"][1]["measure"] = "sum"
        case "tab":
            form["line"][1]["tab"] = "nowhere"
        case "rule line":
            form["rule"][0]["expression"] = "dv.cases = dv.victims.total"
        case "rule on a heading":
            form["rule"][0]["expression"] = "dv.cases = dv.victims"
        case "grammar":
            form["rule"][0]["expression"] = "dv.cases == 1"
        case _:
            form["rule"][0]["severity"] = "fatal"
    return form


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("line twice", "form.line_twice"),
        ("parent", "form.line"),
        ("measure", "form.measure"),
        ("tab", "form.line"),
        ("rule line", "form.rule_line"),
        ("rule on a heading", "form.rule_line"),
        ("grammar", "form.rule"),
        ("severity", "form.rule"),
    ],
)
def test_a_form_that_disagrees_with_itself_is_refused(change: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_form(broken_form(change))
    assert refused.value.code == code


def test_an_unknown_line_or_group_is_refused(tt07: FormSpec) -> None:
    with pytest.raises(Refused):
        tt07.indicator("dv.victims.total")
    with pytest.raises(Refused):
        tt07.group("nowhere")
