"""The command line: understand what was typed, call the service, answer in one shape."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from gbdesk import __version__, text
from gbdesk.cli import (
    answer,
    commands_catalogue,
    commands_check,
    commands_entry,
    commands_erase,
    commands_evidence,
    commands_hub,
    commands_keys,
    commands_locks,
    commands_office,
    commands_official,
    commands_packages,
    commands_register,
    commands_reports,
    commands_root,
    commands_setup,
    commands_table,
    commands_tools,
)
from gbdesk.cli.answer import Answer
from gbdesk.cli.context import Context, Reporter, Surroundings
from gbdesk.cli.exits import exit_of
from gbdesk.cli.parser import Commands, Parser, UsageFault
from gbdesk.cli.secrets import Secrets
from gbdesk.domain.refusals import Refused
from gbdesk.services.messages import Message
from gbdesk.services.progress import Cancelled
from gbdesk.text import translate


def main(words: Sequence[str] | None = None, surroundings: Surroundings | None = None) -> int:
    """Run one command; the exit code of `docs/cli.md`."""
    typed = list(sys.argv[1:] if words is None else words)
    text.set_language(_language(typed))
    as_json = "--json" in typed
    try:
        if tool := commands_tools.named(typed):
            return commands_tools.start(*tool, as_json=as_json)
        asked = parser().parse_args(typed)
    except UsageFault as fault:
        return answer.write(_misunderstood(fault), "", as_json=as_json)
    except SystemExit as end:  # `--help` and `--version` end here
        return int(end.code or 0)
    command = getattr(asked, "said", "")
    if not command:
        return _window(asked.workspace)
    found = _answered(asked, surroundings or Surroundings())
    return answer.write(found, command, as_json=as_json)


def _answered(asked: argparse.Namespace, surroundings: Surroundings) -> Answer:
    context = Context(
        asked=asked,
        surroundings=surroundings,
        secrets=Secrets(asked.password_fd, asked.code_fd),
        progress=Reporter(quiet=asked.quiet),
    )
    try:
        found: Answer = asked.run(context)
    except Refused as refused:
        return Answer(error=context.describe(refused), exit=exit_of(refused.code))
    except (Cancelled, KeyboardInterrupt):
        return Answer(error=_stopped(), exit=answer.SURROUNDINGS)
    except OSError as error:
        name = Path(str(error.filename or "")).name
        failed = Refused("disk.failed", name=name)
        return Answer(error=context.describe(failed), exit=answer.SURROUNDINGS)
    except Exception:  # noqa: BLE001 - a fault of ours is told in the same shape
        sys.stderr.write(traceback.format_exc())
        return Answer(error=_fault(), exit=answer.FAULT)
    return found


def parser() -> Parser:
    """The whole command line."""
    whole = Parser(
        prog="gbdesk",
        description=translate(
            "Cli",
            "Gender-equality work and domestic-violence figures, offline. "
            "Without a command the window opens.",
        ),
    )
    _options(whole)
    commands = Commands(whole)
    for module in (
        commands_setup,
        commands_entry,
        commands_register,
        commands_packages,
        commands_hub,
        commands_keys,
        commands_root,
        commands_reports,
        commands_table,
        commands_catalogue,
        commands_office,
        commands_locks,
        commands_official,
        commands_erase,
        commands_evidence,
        commands_check,
        commands_tools,
    ):
        module.add(commands)
    return whole


def _options(whole: Parser) -> None:
    whole.add_argument(
        "--workspace", metavar="FILE", help=translate("Cli", "the data file (.gbdesk)")
    )
    whole.add_argument(
        "--user", metavar="NAME", help=translate("Cli", "who unlocks; not needed for an only user")
    )
    whole.add_argument(
        "--password-fd",
        metavar="N",
        help=translate(
            "Cli", "descriptor to read the password from, 0 is standard input, or prompt"
        ),
    )
    whole.add_argument(
        "--code-fd", metavar="N", help=translate("Cli", "descriptor to read a code from, or prompt")
    )
    whole.add_argument(
        "--lang",
        choices=text.LANGUAGES,
        default="vi",
        help=translate("Cli", "language of words: vi or en"),
    )
    whole.add_argument(
        "--json",
        action="store_true",
        help=translate("Cli", "one JSON object on standard output"),
    )
    whole.add_argument(
        "--quiet", action="store_true", help=translate("Cli", "no progress on standard error")
    )
    whole.add_argument(
        "--version",
        action="version",
        version=f"gbdesk {__version__}",
        help=translate("Cli", "show the version and end"),
    )


def _language(typed: Sequence[str]) -> str:
    for at, word in enumerate(typed):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and at + 1 < len(typed):
            value = typed[at + 1]
        if value in text.LANGUAGES:
            return value
    return "vi"


def _misunderstood(fault: UsageFault) -> Answer:
    message = Message(
        happened=translate("Cli", "The command was not understood: {detail}", detail=fault.detail),
        kept=translate("Cli", "Nothing was done."),
        todo=fault.usage.strip(),
        code="cli.usage",
    )
    return Answer(error=message, exit=answer.USAGE)


def _stopped() -> Message:
    return Message(
        happened=translate("Cli", "Stopped as asked."),
        kept=translate("Cli", "What was finished before is kept; nothing is half done."),
        todo=translate("Cli", "Start the command again to go on."),
        code="cli.stopped",
    )


def _fault() -> Message:
    return Message(
        happened=translate("Cli", "gbdesk has a fault and stopped."),
        kept=translate("Cli", "What was saved before is whole; nothing is half done."),
        todo=translate("Cli", "Send the lines above to the person who helps you with gbdesk."),
        code="cli.fault",
    )


def _window(workspace: str | None) -> int:
    from gbdesk.ui.main import run

    return run(Path(workspace) if workspace else None)
