"""Argon2id over a typed code, with bounds on what a foreign file may ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from gbdesk.sync.errors import fault

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
_MEMORY: Final = range(19 * 1024, 1024 * 1024 + 1)
_ROUNDS: Final = range(2, 11)
_LANES: Final = range(1, 17)


class Spending(Protocol):
    """What one guess costs: memory in KiB, rounds, lanes."""

    @property
    def memory(self) -> int: ...  # noqa: D102 - told above
    @property
    def rounds(self) -> int: ...  # noqa: D102
    @property
    def lanes(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """The cost written by this program, never measured on a machine (`package.md` 3.2)."""

    memory: int = 64 * 1024
    rounds: int = 3
    lanes: int = 4


NORMAL: Final = Cost()


def stretch(secret: str, salt: bytes, cost: Spending) -> bytes:
    """32 bytes from a code.

    Raises:
        Refused: E_KDF_PARAMS, weaker than 19 MiB and 2 rounds or stronger than 1 GiB and 10.
    """
    within = cost.memory in _MEMORY and cost.rounds in _ROUNDS and cost.lanes in _LANES
    if not within or len(salt) != SALT_BYTES:
        raise fault("E_KDF_PARAMS")
    return Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.rounds,
        lanes=cost.lanes,
        memory_cost=cost.memory,
    ).derive(secret.encode())
