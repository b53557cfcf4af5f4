"""Official facts are kept to the letter: a changed label, unit or rule has to be meant.

The digests were made from the tables of facts that the resources were written from; where one
differs, look at the change of the file, and at its source, before writing another digest here.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pytest

from gbdesk import resources
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.tables import table
from gbdesk.domain.templates import load_template

TABLES = [
    ("activities/audiences", "id label_vi label_en group", 15, "5ede6b5ed7c08f43"),
    (
        "activities/kinds",
        "id label_vi label_en unit_vi measures synonyms recorded_as annex_row",
        29,
        "0d5f3760a66e37dc",
    ),
    ("activities/levels", "id label_vi label_en valid_to", 4, "fc989b039513b510"),
    (
        "activities/measures",
        "id label_vi label_en unit_vi type optional at_most",
        21,
        "eeff02eadc934674",
    ),
    ("activities/model-types", "id label_vi label_en form_line_id", 9, "9220125e82cafc66"),
    ("activities/themes", "id label_vi abbreviation label_en", 4, "3e9cfd58c8f2dda3"),
    ("activities/venues", "id label_vi label_en", 6, "de4e230e17278fc5"),
    (
        "law/cadre-indicators",
        "indicator_id label_vi label_en unit_vi measure columns source note",
        18,
        "196be0089ee4ebb2",
    ),
    (
        "law/behaviours",
        (
            "code behaviour_id label_vi label_en suggested_forms also_possible verified"
            " suggestion_verified note"
        ),
        16,
        "54e35406dd8f9672",
    ),
    (
        "law/measures",
        "code measure_id label_vi label_en suggested_lines verified suggestion_verified note",
        10,
        "1508b8dfc283cfb4",
    ),
    (
        "law/nd110-groups",
        "group_no label_vi label_en can_be_laid_out verified note",
        16,
        "e0bde67a99d26844",
    ),
    (
        "law/product-fields",
        "field_id part label_vi label_en type unit_vi rule source note",
        11,
        "bc69ad0108bf65da",
    ),
    ("places/aliases", "alias name kind code", 18, "5e09806b2f518963"),
    ("places/kinds", "kind label_vi label_en level", 12, "c50727cccf45928f"),
    (
        "plan/deadlines",
        (
            "id label_vi label_en sender recipient via period window_start window_end due due_rule"
            " verified note"
        ),
        12,
        "b511269a83b7d5e5",
    ),
    (
        "plan/occasions",
        "id start end label_vi label_en kind valid_from valid_to verified",
        8,
        "783405f8cdcb4bce",
    ),
    (
        "plan/plan-2024",
        (
            "id section text_vi text_en responsible responsible_basis measurable conditions due"
            " proof note"
        ),
        54,
        "74278ed2bd0cc61c",
    ),
    ("plan/proofs", "id type label_vi label_en", 12, "4080dc80d2fee348"),
    (
        "plan/topics",
        "id label_vi label_en theme doc_number doc_date issuer_vi printed_ref note",
        22,
        "a4de8847ae5a5514",
    ),
    (
        "offices/tuyen-quang",
        "id name_vi abbreviation name_en kind reports valid_from valid_to verified note",
        36,
        "d53d19c549a16876",
    ),
]
FORMS = [
    ("TT07-2017", 47, "bfde71d5a8397120", 26, "63384a6c6d1aae9e"),
    ("TT23-2011", 42, "bf8aca8b08a28b77", 31, "501513e3ad021b0c"),
    ("CADRE", 51, "a15956968adc19b3", 34, "6cc047498b531955"),
    ("PRODUCTS", 3, "035d661436a4f082", 2, "7ca0f3fff72e7971"),
]
LINE = [
    "id",
    "no",
    "parent",
    "label",
    "label_en",
    "unit",
    "measure",
    "verified",
    "no_verified",
    "unit_verified",
]
RULE = ["id", "expression", "severity", "message", "message_en", "scope"]


def digest(rows: Iterable[Sequence[str]]) -> str:
    whole = "\n".join("\t".join(row) for row in rows)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


@pytest.mark.parametrize(("name", "columns", "count", "kept"), TABLES, ids=str)
def test_a_table_of_facts_is_unchanged(name: str, columns: str, count: int, kept: str) -> None:
    folder, file = name.split("/")
    rows = table(folder, f"{file}.tsv")
    assert len(rows) == count
    assert digest([[row[column] for column in columns.split()] for row in rows]) == kept


@pytest.mark.parametrize(("name", "lines", "kept", "rules", "kept_rules"), FORMS)
def test_lines_and_rules_of_a_form_are_unchanged(
    name: str, lines: int, kept: str, rules: int, kept_rules: str
) -> None:
    form = tomllib.loads(resources.path("forms", f"{name}.toml").read_text(encoding="utf-8"))
    assert (len(form["line"]), len(form["rule"])) == (lines, rules)
    assert digest([[_line(line, column) for column in LINE] for line in form["line"]]) == kept
    told = [[rule.get(column, "return") for column in RULE] for rule in form["rule"]]
    assert digest(told) == kept_rules


def _line(line: Mapping[str, Any], column: str) -> str:
    return "heading" if column == "measure" and line.get("heading") else line.get(column, "")


def code(ident: str) -> str:
    """The code within a place's id."""
    return ident.partition(":")[2].partition("~")[0]


@pytest.mark.parametrize(
    ("year", "count", "kept"),
    [("2024", 145, "b1b75a242e852fc0"), ("2025", 52, "dcde183d7cf58b02")],
)
def test_the_units_of_tuyen_quang_are_unchanged(year: str, count: int, kept: str) -> None:
    rows = [
        row for row in table("places", f"tuyen-quang-{year}.tsv") if row["valid_to"] != "2024-08-31"
    ]
    assert len(rows) == count
    said = [
        [row["code"], row["name"], row["kind"], code(row["parent"]), *_valid(row)] for row in rows
    ]
    assert digest(said) == kept


def _valid(row: Mapping[str, str]) -> tuple[str, str]:
    return (row["valid_from"], row["valid_to"])


def test_where_every_unit_went_is_unchanged() -> None:
    rows = [
        [code(row["new"]), code(row["old"]), row["share"]]
        for row in table("places", "tuyen-quang-succession.tsv")
        if row["new"].startswith("vn2025:")
    ]
    assert len(rows) == 140
    assert digest(sorted(rows)) == "d5766c6f1f4a3605"


def test_all_137_communes_went_into_the_51_units_and_nothing_else_did() -> None:
    catalogue = load_template("tuyen-quang-2025")
    old = {
        row["id"]
        for row in table("places", "tuyen-quang-2024.tsv")
        if row["kind"] in {"commune", "ward", "township"} and row["valid_to"] == "2025-06-30"
    }
    new = {
        row["id"] for row in table("places", "tuyen-quang-2025.tsv") if row["kind"] != "province"
    }
    assert (len(old), len(new)) == (137, 51)
    steps = [step for step in catalogue.succession if step.new in new and step.old]
    assert {step.old for step in steps} == old
    assert {step.new for step in steps} == new
    whole = [step.old for step in steps if step.share == "whole"]
    assert len(set(whole)) == len(whole)
    split = {step.old for step in steps if step.share == "part"}
    assert not split & set(whole)
    for one in split:
        assert sum(step.old == one for step in steps) > 1, one
    assert "51 trong 124" in catalogue.title


@pytest.mark.parametrize("name", ["tuyen-quang-2024", "sample-2024", "sample-2025"])
def test_reports_are_due_before_the_fifth_of_june_and_of_december(name: str) -> None:
    catalogue: Catalogue = load_template(name)
    for period in catalogue.periods.values():
        month = 6 if period.half else 12
        assert (period.due.month, period.due.day) == (month, 5)
        assert not period.due_inclusive
        assert (period.start.month, period.start.day) == (12, 1)
        assert period.start.year == period.year - 1
        assert (period.end.month, period.end.day) == ((5, 31) if period.half else (11, 30))
        assert not period.verified


def test_severities_are_those_of_the_table_of_rules() -> None:
    catalogue = load_template("tuyen-quang-2024")
    counted: dict[str, int] = {}
    for rule in catalogue.forms["TT07-2017"].rules:
        counted[str(rule.severity)] = counted.get(str(rule.severity), 0) + 1
    assert counted == {"error": 16, "warning": 6, "note": 4}


def test_cadres_are_those_of_the_table_of_facts() -> None:
    form = load_template("tuyen-quang-2024").forms["CADRE"]
    rows = [row for row in table("law", "cadre-indicators.tsv") if row["measure"] != "date"]
    groups = {group.id: group for group in form.groups}
    assert list(groups) == [row["indicator_id"] for row in rows]
    for row in rows:
        group = groups[row["indicator_id"]]
        assert (group.label, group.label_en) == (row["label_vi"], row["label_en"])
        mine = [line for line in form.entry_lines if line.group == group.id]
        assert [line.facts["column"] for line in mine] == row["columns"].split(",")
        assert {line.measure for line in mine} == {row["measure"]}
        assert {line.nil for line in mine} == {row["measure"] == "flow"}
