"""The command line called as scripts call it: words, secrets through descriptors, JSON back."""

from __future__ import annotations

import io
import json
import os
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gbdesk.cli.context import Surroundings
from gbdesk.cli.main import main
from gbdesk.store.vault import CHEAPEST

PASSWORD = "mật khẩu thử nghiệm"
PERIOD = "2024-6T"
TODAY = date(2024, 5, 24)


@dataclass
class Said:
    """What a command answered."""

    exit: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def result(self) -> dict[str, Any]:
        assert self.exit == 0, self.out + self.err
        found: dict[str, Any] = self.json["result"]
        return found

    @property
    def code(self) -> str:
        return str(self.json["error"]["code"])


@dataclass
class Desk:
    """One folder in which commands are given; `workspace` is put before each of them."""

    folder: Path
    workspace: str = ""
    user: str = ""
    password: str = PASSWORD

    def __call__(self, *words: str, code: str = "", today: date = TODAY) -> Said:
        """Give one command with --json."""
        with ExitStack() as open_ends:
            before = ["--json", "--quiet"]
            if self.workspace:
                before += ["--workspace", str(self.folder / self.workspace)]
            if self.user:
                before += ["--user", self.user]
            before += ["--password-fd", piped(open_ends, f"{self.password}\n")]
            if code:
                before += ["--code-fd", piped(open_ends, f"{code}\n")]
            return given([*before, *words], self.folder, today)


def given(words: list[str], folder: Path, today: date = TODAY) -> Said:
    """The words as they stand, nothing added."""
    out, err = io.StringIO(), io.StringIO()
    around = Surroundings(today=lambda: today, anchor=folder / "anchors", cost=CHEAPEST)
    with redirect_stdout(out), redirect_stderr(err):
        code = main(words, around)
    return Said(code, out.getvalue(), err.getvalue())


def piped(open_ends: ExitStack, text: str) -> str:
    """A descriptor from which this text can be read, as words name it."""
    read, write = os.pipe()
    os.write(write, text.encode())
    os.close(write)
    open_ends.callback(os.close, read)
    return str(read)
