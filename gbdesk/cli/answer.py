"""What a command answers: one JSON object or lines for people, and an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, Final

from gbdesk.services.messages import Message

DONE: Final = 0
FAULT: Final = 1
USAGE: Final = 2
REFUSED: Final = 3
DECISION: Final = 4
SURROUNDINGS: Final = 5
PASSWORD: Final = 6


_SPELLINGS: Final[tuple[tuple[type[Any], Callable[[Any], Any]], ...]] = (
    (bytes, lambda value: value.hex()),
    (Enum, lambda value: value.name),
    (date, lambda value: value.isoformat()),
    (Path, lambda value: value.as_posix()),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The result as JSON values, the same as lines, and what went wrong, if anything."""

    result: Mapping[str, Any] = field(default_factory=dict)
    lines: Sequence[str] = ()
    error: Message | None = None
    exit: int = DONE


def write(answer: Answer, command: str, *, as_json: bool) -> int:
    """Print an answer; its exit code."""
    if as_json:
        _out(json.dumps(envelope(answer, command), ensure_ascii=False, sort_keys=True))
        return answer.exit
    for line in answer.lines:
        _out(line)
    if answer.error is not None:
        sys.stderr.write(f"{answer.error.text} [{answer.error.code}]\n")
    return answer.exit


def envelope(answer: Answer, command: str) -> dict[str, Any]:
    """The one JSON shape: ok, command, exit, result, and error where exit is not 0."""
    said: dict[str, Any] = {
        "ok": answer.exit == DONE,
        "command": command,
        "exit": answer.exit,
        "result": plain(answer.result),
    }
    if answer.error is not None:
        error = answer.error
        said["error"] = {
            "code": error.code,
            "happened": error.happened,
            "kept": error.kept,
            "todo": error.todo,
        }
    return said


def plain(value: Any) -> Any:
    """Values of the program as JSON values."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {_name(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in (sorted(value) if isinstance(value, set) else value)]
    for kind, spelled in _SPELLINGS:
        if isinstance(value, kind):
            return spelled(value)
    return value


def _name(key: Any) -> str:
    return " ".join(str(part) for part in key) if isinstance(key, tuple) else str(key)


def _out(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
