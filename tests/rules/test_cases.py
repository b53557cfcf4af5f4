"""Every case of the adversarial list has a test that names it, or stands here with a reason.

The list is section 7 of the design of the package: letter and two digits, 144 cases. A test names
its cases in its own name, as in `test_f16_j05_a_receipt_for_changes_that_are_not_here`.
"""

from __future__ import annotations

import ast
import re
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


def cases() -> list[str]:
    return [
        f"{letter}{n:02d}" for letter, (last, _) in SECTIONS.items() for n in range(1, last + 1)
    ]


@cache
def named() -> dict[str, list[str]]:
    """Which tests name which case."""
    found: dict[str, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for case in NAMED.findall(node.name):
                    found.setdefault(case, []).append(f"{path.relative_to(TESTS)}::{node.name}")
    return found


def test_the_list_has_its_144_cases() -> None:
    assert len(cases()) == 144


def test_every_case_is_named_by_a_test_or_excused() -> None:
    lacking = [one for one in cases() if one not in named() and one not in LACKING]
    assert not lacking, ", ".join(lacking)


def test_what_is_excused_has_no_test_and_shrinks() -> None:
    done = [one for one in LACKING if one in named()]
    assert not done, f"take these off the list: {', '.join(done)}"
    assert set(LACKING) <= set(cases())
    assert all(LACKING.values())
    assert len(LACKING) <= 10
