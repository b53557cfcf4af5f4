"""Making any SQL statement or any file operation fail, one after the other."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from gbdesk.app import App
from gbdesk.domain.refusals import Refused
from gbdesk.store import audit, ledger
from helpers.journey import content, ops


class Broken(Exception):  # noqa: N818 - what happens to a statement
    """What fails is no refusal: the program must not take it for one."""


def standing(app: App, *folders: Path) -> tuple[Any, ...]:
    """Everything a step that failed must leave as it was."""
    with app.desk.read() as db:
        noted = (
            [(one.ident, one.accepted) for one in ledger.received(db)],
            [one.ident for one in ledger.all_sent(db)],
            [one.outcome for one in ledger.attempts(db)],
            audit.head(db),
        )
    files = [sorted(one.iterdir()) for one in (*folders, app.store.archive) if one.exists()]
    return content(app), ops(app), noted, [found for found in files if found]


@contextmanager
def failing_statement(app: App, number: int) -> Iterator[list[int]]:
    """The n-th statement on the writing connection fails; how many there were."""
    seen = [0]
    engine = app.store._writer

    def count(*_: Any) -> None:
        seen[0] += 1
        if seen[0] == number:
            raise Broken

    event.listen(engine, "before_cursor_execute", count)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", count)


@contextmanager
def failing_file(number: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The n-th operation on a file fails as a disk does; how many there were."""
    seen = [0]

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            seen[0] += 1
            if seen[0] == number:
                raise OSError(errno.EIO, "broken")
            return real(*args, **named)

        return call

    with monkeypatch.context() as patch:
        for name in ("fsync", "link", "replace", "rename", "statvfs"):
            patch.setattr(os, name, counted(getattr(os, name)))
        for name in ("open", "mkdir", "touch", "replace", "rename"):
            patch.setattr(Path, name, counted(getattr(Path, name)))
        yield seen


def every(
    guard: Callable[[int], Any],
    work: Callable[[], Any],
    check: Callable[[], None],
    step: int,
    *,
    is_tolerant: bool = False,
) -> int:
    """Let the work fail at every step; how many failures there were before it went through.

    `is_tolerant`: what comes after the commit (the anchor) may fail without stopping it.
    """
    number = failures = 1
    while True:
        with guard(number) as seen, ExitStack() as caught:
            caught.enter_context(pytest.raises((Broken, Refused, OSError)))
            work()
            caught.pop_all()
            assert seen[0] < number or is_tolerant
            return failures
        check()
        number, failures = number + step, failures + 1


def each(
    guard: Callable[[int], Any], work: Callable[[], Any], check: Callable[[], None], step: int
) -> int:
    """Repeat the work with another step failing, also past failures that do not stop it.

    `check` holds after every try, failed or not; how many tries failed.
    """
    number, failures = 1, 0
    while True:
        with guard(number) as seen:
            try:
                work()
            except (Broken, Refused, OSError):
                failures += 1
        check()
        if seen[0] < number:
            return failures
        number += step
