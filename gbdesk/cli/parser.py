"""The parser of the command line, with its words in the language in use."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, Final, NoReturn

from gbdesk.cli.answer import Answer
from gbdesk.cli.context import Context
from gbdesk.text import translate

WIDTH: Final = 88
Run = Callable[[Context], Answer]


class UsageFault(Exception):  # noqa: N818 - what was typed, not an error of the program
    """The command line was not understood; `usage` says how it is written."""

    def __init__(self, detail: str, usage: str) -> None:
        super().__init__(detail)
        self.detail, self.usage = detail, usage


class _Layout(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=WIDTH)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        words = translate("Cli", "usage: ") if prefix is None else prefix
        super().add_usage(usage, actions, groups, words)


class Parser(argparse.ArgumentParser):
    """An argparse parser that never ends the program by itself."""

    def __init__(self, **given: Any) -> None:
        super().__init__(
            **{"formatter_class": _Layout, "allow_abbrev": False, **given, "add_help": False}
        )
        self._positionals.title = translate("Cli", "arguments")
        self._optionals.title = translate("Cli", "options")
        self.add_argument(
            "-h", "--help", action="help", help=translate("Cli", "show this help and end")
        )

    def option(self, name: str, words: str, **given: Any) -> None:
        """An option `--name` or an argument `name` with its help."""
        self.add_argument(name, help=words, **given)

    def error(self, message: str) -> NoReturn:
        """Tell the caller instead of ending the program.

        Raises:
            UsageFault: always.
        """
        raise UsageFault(message, self.format_usage())


class Commands:
    """The place where command modules add their commands."""

    def __init__(self, parser: Parser) -> None:
        self._commands = parser.add_subparsers(
            dest="command", metavar=translate("Cli", "COMMAND"), title=translate("Cli", "commands")
        )

    def add(self, name: str, words: str, run: Run) -> Parser:
        """One command; its function is called with the context."""
        parser: Parser = self._commands.add_parser(name, help=words, description=words)
        _json(parser)
        parser.set_defaults(run=run, said=name)
        return parser

    def group(self, name: str, words: str) -> Group:
        """A command with commands of its own, such as `activity add`."""
        parser: Parser = self._commands.add_parser(name, help=words, description=words)
        return Group(name, parser)


class Group:
    """Commands below a command."""

    def __init__(self, name: str, parser: Parser) -> None:
        self._name = name
        self._commands = parser.add_subparsers(
            dest="step",
            metavar=translate("Cli", "COMMAND"),
            title=translate("Cli", "commands"),
            required=True,
        )

    def add(self, name: str, words: str, run: Run) -> Parser:
        """One command of the group."""
        parser: Parser = self._commands.add_parser(name, help=words, description=words)
        _json(parser)
        parser.set_defaults(run=run, said=f"{self._name} {name}")
        return parser


def _json(parser: Parser) -> None:
    parser.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help=translate("Cli", "one JSON object on standard output"),
    )
