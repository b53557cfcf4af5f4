"""`demo` and `bench`: started here, with their own options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gbdesk.cli.answer import Answer
from gbdesk.cli.context import Context
from gbdesk.cli.parser import Commands
from gbdesk.text import translate

NAMES: Final = ("demo", "bench")
_WITH_VALUE: Final = frozenset({"--workspace", "--user", "--password-fd", "--code-fd", "--lang"})


def add(commands: Commands) -> None:
    """The commands of this module, for the list; `named` finds them in what is typed."""
    for name, words in (
        ("demo", translate("Cli", "the main job, end to end, on invented data")),
        ("bench", translate("Cli", "measure what gbdesk costs, beside a baseline")),
    ):
        commands.add(name, words, _passed_on)


def _passed_on(_context: Context) -> Answer:
    return Answer()


def named(typed: Sequence[str]) -> tuple[str, list[str]] | None:
    """`demo` or `bench` where it is the command, with the words that follow it."""
    skip = False
    for at, word in enumerate(typed):
        if skip or word.startswith("-"):
            skip = not skip and word in _WITH_VALUE
            continue
        return (word, list(typed[at + 1 :])) if word in NAMES else None
    return None


def start(name: str, words: list[str], *, as_json: bool) -> int:
    """Run the demo or the measurements with their own options."""
    if name == "demo":
        from gbdesk.demo.main import main as demo

        return demo(words, as_json=as_json)
    from gbdesk.bench.main import main as bench

    return bench([*words, "--json"] if as_json and "--json" not in words else words)
