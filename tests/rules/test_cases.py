"""Every case of the adversarial list has a test that names it, or stands here with a reason.

The list is section 7 of the design of the package: letter and two digits, 144 cases. A test names
its cases in its own name, as in `test_f16_j05_a_receipt_for_changes_that_are_not_here`. At least
one test of each case compares digests of what a workspace holds (`helpers/judged.py`, `content`,
`same_for`, `standing`), or the case stands in `NO_DATA` with the reason why there are none.
`python tests/rules/test_cases.py` prints the table of cases and tests.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
SECTIONS = {
    "a": (17, "framing and transport"),
    "b": (22, "signature and identity"),
    "c": (14, "encryption"),
    "d": (12, "compression and counts"),
    "e": (16, "JSON and text"),
    "f": (17, "order, replay, fork"),
    "g": (12, "merge"),
    "h": (6, "time"),
    "i": (10, "crash and environment"),
    "j": (8, "hub to office"),
    "k": (10, "at rest and keys"),
}
NAMED = re.compile(r"(?<![a-z0-9])([a-k]\d{2})(?![a-z0-9])")
LACKING: dict[str, str] = {}
JUDGES = frozenset({"refused", "answer_refused", "judge", "taken", "nothing_new"})
HELPERS = JUDGES | {"unchanged", "standing", "content", "same_for"}
METHODS = frozenset({"digests", "both"})
NO_DATA = {
    "b20": "version 1 is the only one: no release in force can ask for another",
    "e16": "a search reads only",
    "g01": "the laws compare dumps of every table",
    "g02": "the mutants fail those laws",
    "g12": "what an import costs",
    "h04": "the clock alone, no file",
    "h05": "a question before the first write",
    "i05": "a stick alone: what is exported is looked at by `test_every_statement_of_an_export`",
    "i07": "the data file itself is damaged",
    "k01": "the key file: what it gives is the data key, byte for byte",
    "k02": "the key file",
    "k03": "the key file and its copy",
    "k04": "the spelling of codes",
    "k05": "a search through the bytes of the files",
    "k06": "the key file",
    "k07": "the key file",
    "k10": "a search through words, logs and files",
}


def cases() -> list[str]:
    return [
        f"{letter}{n:02d}" for letter, (last, _) in SECTIONS.items() for n in range(1, last + 1)
    ]


@dataclass(frozen=True)
class Named:
    """A test that names cases; `compares`: it compares digests, itself or by a helper."""

    test: str
    compares: bool


@cache
def table() -> dict[str, list[Named]]:
    """Which tests name which case."""
    found: dict[str, list[Named]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        made = {one.name: one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}
        helpers = _helpers(tree)
        for name in made:
            for case in NAMED.findall(name) if name.startswith("test_") else ():
                test = f"{path.relative_to(TESTS).as_posix()}::{name}"
                compares = _compares(name, made, helpers, set())
                found.setdefault(case, []).append(Named(test, compares))
    return found


def _helpers(tree: ast.AST) -> set[str]:
    """What a file takes from the helpers to compare digests with."""
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("helpers.")
        for alias in node.names
        if alias.name in HELPERS and alias.asname in {None, alias.name}
        if alias.name not in JUDGES or node.module == "helpers.judged"
    }


def _compares(
    name: str, made: Mapping[str, ast.FunctionDef], helpers: set[str], seen: set[str]
) -> bool:
    seen.add(name)
    calls = [node.func for node in ast.walk(made[name]) if isinstance(node, ast.Call)]
    methods = {one.attr for one in calls if isinstance(one, ast.Attribute)}
    plain = {one.id for one in calls if isinstance(one, ast.Name)}
    if plain & helpers or methods & METHODS:
        return True
    return any(_compares(one, made, helpers, seen) for one in (plain & made.keys()) - seen)


def test_every_case_compares_what_a_workspace_holds() -> None:
    lacking = [
        case
        for case, tests in table().items()
        if case not in NO_DATA and not any(one.compares for one in tests)
    ]
    assert not lacking, ", ".join(lacking)


def test_what_has_no_data_is_said_of_cases_that_compare_none() -> None:
    assert set(NO_DATA) <= set(cases())
    compared = [case for case in NO_DATA if any(one.compares for one in table()[case])]
    assert not compared, f"take these off the list: {', '.join(compared)}"
    assert len(NO_DATA) <= 17


def test_the_list_has_its_144_cases() -> None:
    assert len(cases()) == 144


def test_every_case_is_named_by_a_test_or_excused() -> None:
    lacking = [one for one in cases() if one not in table() and one not in LACKING]
    assert not lacking, ", ".join(lacking)


def test_what_is_excused_has_no_test_and_shrinks() -> None:
    done = [one for one in LACKING if one in table()]
    assert not done, f"take these off the list: {', '.join(done)}"
    assert set(LACKING) <= set(cases())
    assert all(LACKING.values())
    assert len(LACKING) <= 10


if __name__ == "__main__":
    for case in cases():
        for number, one in enumerate(table().get(case, [])):
            print(f"{'' if number else case.upper():4}{'=' if one.compares else ' '} {one.test}")  # noqa: T201
