"""Every statement of the list of 50 has a test that names it, or stands here with a reason.

The list is section 7 of the design of the interface ("tried as a new user would"). A test names its
statements in its own name, as in `test_ux08_a_date_is_understood_as_it_is_typed`. `A_PERSON` says
what nobody but a person can check; where part of such a statement is checked by a machine, a test
names it too, and the reason says what is left.
"""

from __future__ import annotations

import ast
import re
from functools import cache

from rules.source import ROOT

TESTS = ROOT / "tests"
NAMED = re.compile(r"(?<![a-z0-9])ux(\d{2})(?![a-z0-9])")
LAST = 50

A_PERSON: dict[str, str] = {
    "01": "how long somebody takes who has never seen the program",
    "02": "what a new user says on seeing the first page",
    "05": "whether the name of another unit is noticed; that it is shown is tested",
    "06": "whether the words of an empty page help; that they and a way on are there is tested",
    "07": "the seconds of a new user; the keys of the way are counted by a test",
    "10": "UniKey itself; what it sends (backspaces, letters by an input method) is tested",
    "13": "black and white paper; that blank and nil differ without colour is tested",
    "26": "what a new user answers after an export",
    "29": "whether an approver finds the planted error; that it stands first is tested",
    "35": "sleep of a real computer; what the system tells of it is tested",
    "36": "a screenshot on Windows; on which pages it is asked for is tested",
    "37": "the history of the Windows clipboard; marks and the minute are tested",
    "38": "Recent and Jump Lists of Windows; files left behind are tested",
    "50": "the pictures; sizes, names, keys and contrast are tested",
}
LACKING: dict[str, str] = {
    "44": "no role without sight of figures exists: each person's password opens all of the data",
    "49": "the way from a figure of the province to unit, package and day is not there yet",
}


def statements() -> list[str]:
    return [f"{number:02d}" for number in range(1, LAST + 1)]


@cache
def named() -> dict[str, list[str]]:
    """Which tests name which statement."""
    found: dict[str, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for number in NAMED.findall(node.name):
                    found.setdefault(number, []).append(f"{path.relative_to(TESTS)}::{node.name}")
    return found


def test_every_statement_is_named_by_a_test_or_excused() -> None:
    open_ = [
        one
        for one in statements()
        if one not in named() and one not in A_PERSON and one not in LACKING
    ]
    assert not open_, ", ".join(open_)


def test_no_test_names_a_statement_that_is_not_there() -> None:
    assert set(named()) <= set(statements())


def test_what_a_reason_calls_tested_is_tested() -> None:
    alone = {
        number for number, why in A_PERSON.items() if "tested" not in why and "by a test" not in why
    }
    assert alone == {"01", "02", "26"}
    assert not [one for one in A_PERSON if one not in alone and one not in named()]


def test_what_is_lacking_has_no_test_and_shrinks() -> None:
    done = [one for one in LACKING if one in named()]
    assert not done, f"take these off the list: {', '.join(done)}"
    assert len(LACKING) <= 2
