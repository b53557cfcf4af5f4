"""`docs/cli.md` names every command and every option there is, and no others."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from gbdesk.cli.main import parser

PAPER = (Path(__file__).resolve().parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")


def commands(of: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every command with its own options."""
    below = [one for one in of._actions if isinstance(one, argparse._SubParsersAction)]
    for action in below:
        for word, found in action.choices.items():
            yield from commands(found, f"{name} {word}".strip())
    if not below:
        names = {long for one in of._actions for long in one.option_strings if len(long) > 2}
        yield name, names - {"--help", "--json"}


def test_every_command_and_option_is_described() -> None:
    for name, options in commands(parser()):
        assert re.search(rf"`{name}\b", PAPER), name
        for option in options:
            assert f"{option}" in PAPER, f"{name} {option}"


def test_nothing_else_is_described() -> None:
    known = {option for _, options in commands(parser()) for option in options}
    known |= {long for one in parser()._actions for long in one.option_strings}
    known |= {"--offices", "--activities", "--seed", "--no-window", "--no-pictures"}
    known |= {"--only", "--scale"}
    assert set(re.findall(r"--[a-z][a-z-]+", PAPER)) <= known
