"""Argon2id of the same secret, salt and cost is worked out once a process.

Tests open copies of the same few data files hundreds of times: the answer is the library's own and
the same each time, only the 19 MiB of stirring are spared.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from gbdesk.store import slots
from gbdesk.sync import stretch


class Remembering:
    """Stands where the program makes an `Argon2id`."""

    def __init__(self, **asked: Any) -> None:
        self._asked = tuple(sorted(asked.items()))

    def derive(self, secret: bytes) -> bytes:
        """What the library derives."""
        return _derived(self._asked, secret)


@lru_cache(maxsize=4096)
def _derived(asked: tuple[tuple[str, Any], ...], secret: bytes) -> bytes:
    return Argon2id(**dict(asked)).derive(secret)


def remember() -> None:
    """From now on, in this process."""
    slots.Argon2id = stretch.Argon2id = Remembering  # type: ignore[assignment,misc]
