"""What a command has at hand: what was typed, the surroundings, the open workspace."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gbdesk.cli.secrets import Secrets
from gbdesk.domain.clock import system_ms
from gbdesk.domain.refusals import Refused
from gbdesk.services.messages import Message, describe
from gbdesk.text import translate

if TYPE_CHECKING:
    from gbdesk.app import App


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What comes from outside: the clocks, where the anchor lies, how dear a password is."""

    today: Callable[[], date] = date.today
    now_ms: Callable[[], int] = system_ms
    anchor: Path | None = None
    cost: Any = None

    def for_setup(self) -> dict[str, Any]:
        """What setting up a workspace takes from outside."""
        given = {"now_ms": self.now_ms, "today": self.today, "anchor": self.anchor}
        return given if self.cost is None else {**given, "cost": self.cost}


class Reporter:
    """Progress on standard error, one line per step that matters."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._said = ""

    def step(self, done: int, total: int | None, what: str = "") -> None:
        """Say how far the work is."""
        line = f"{done}/{total} {what}" if total else f"{done} {what}"
        if self._quiet or line == self._said:
            return
        self._said = line
        sys.stderr.write(line.rstrip() + "\n")


@dataclass(slots=True, kw_only=True)
class Context:
    """One call of the command line."""

    asked: argparse.Namespace
    surroundings: Surroundings
    secrets: Secrets
    progress: Reporter
    opened: list[Any] = field(default_factory=list)

    @property
    def workspace(self) -> Path:
        """The workspace file named with `--workspace`.

        Raises:
            Refused: none was named.
        """
        if self.asked.workspace is None:
            raise Refused("cli.workspace")
        return Path(self.asked.workspace)

    def describe(self, refused: Refused) -> Message:
        """A refusal in words, with the catalogue's names where a workspace was open."""
        return describe(refused, self.opened[-1].catalogue if self.opened else None)

    @contextmanager
    def app(self) -> Iterator[App]:
        """The open workspace, closed again at the end.

        Raises:
            Refused: it cannot be opened with this user and password.
        """
        from gbdesk.bootstrap import front, open_app

        path, given = self.workspace, self.surroundings
        user = self.asked.user or _only_user(front(path).users)
        password = self.secrets.password(translate("Cli", "Password: "))
        app = open_app(
            path, user, password, now_ms=given.now_ms, today=given.today, anchor=given.anchor
        )
        self.opened.append(app)
        try:
            yield app
        finally:
            app.close()


def _only_user(users: Any) -> str:
    names = [str(user[0]) for user in users]
    if len(names) != 1:
        raise Refused("cli.user", names=", ".join(names))
    return names[0]
