"""Saying what went wrong: what happened, what was kept, what to do. Nothing is swallowed."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from gbdesk.domain.refusals import Refused
from gbdesk.services.messages import Message, describe
from gbdesk.services.progress import Cancelled
from gbdesk.text import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from gbdesk.domain.catalogue import Catalogue

T = TypeVar("T")

_log = logging.getLogger(__name__)


def in_words(error: Exception, catalogue: Catalogue | None = None) -> Message:
    """Any failure as three sentences; a fault of the program keeps its trace for the details."""
    if isinstance(error, Refused):
        return describe(error, catalogue)
    if isinstance(error, Cancelled):
        return Message(
            happened=translate("Errors", "Stopped as asked."),
            kept=translate("Errors", "What was finished before is kept; nothing is half done."),
            todo=translate("Errors", "Start again when you like."),
            code="window.stopped",
        )
    _log.error("fault: %s", type(error).__name__)
    return Message(
        happened=translate("Errors", "gbdesk has a fault and could not finish this."),
        kept=translate("Errors", "What was saved before is whole; drafts are kept."),
        todo=translate(
            "Errors", "Go on working, and send the details to the person who helps you with gbdesk."
        ),
        code="window.fault",
    )


def details(error: BaseException) -> str:
    """Where a fault arose: files and lines of the program only, never values."""
    if isinstance(error, Refused):
        return error.code
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{frame.name} ({_short(frame.filename)}:{frame.lineno})" for frame in frames]
    return "\n".join([type(error).__name__, *lines])


def watch(show: Callable[[Exception], None]) -> None:
    """Tell faults that arise in the window's own thread."""

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("fault:\n%s", details(error))
        show(error)

    sys.excepthook = caught


def attempt(call: Callable[[], T]) -> T | None:
    """Do something that must not stop what comes after, such as locking; a fault is logged."""
    try:
        return call()
    except Exception as error:  # noqa: BLE001 - the window is locked whatever a page does
        _log.error("fault:\n%s", details(error))
        return None


def _short(name: str) -> str:
    parts = name.replace("\\", "/").split("/")
    return "/".join(parts[-2:])
