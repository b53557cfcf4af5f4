"""How long work tells where it is, and how it is stopped."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):  # noqa: N818 - not an error: a person said stop
    """The person asked to stop; the transaction is rolled back."""


class Progress(Protocol):
    """Where long work has come to, in things a person counts."""

    def step(self, done: int, total: int | None, what: str = "") -> None:
        """Say how far the work is.

        Raises:
            Cancelled: the person asked to stop.
        """


class Silent:
    """For work that nobody watches."""

    def step(self, done: int, total: int | None, what: str = "") -> None:
        """Say nothing, never stop."""
