"""The two copies of the key file beside a workspace: `X.keys` and `X.keys.bak`."""

from __future__ import annotations

from pathlib import Path

from gbdesk.domain.refusals import Refused
from gbdesk.store.ring import Ring


def keys_of(path: Path) -> Path:
    """The key file of a workspace."""
    return path.with_suffix(".keys")


def spare_of(path: Path) -> Path:
    """The second copy of the key file."""
    return path.with_suffix(".keys.bak")


def load(path: Path) -> Ring:
    """The ring beside a workspace, from its second copy where the first cannot be read.

    Raises:
        Refused: neither copy can be read.
    """
    for file in (keys_of(path), spare_of(path)):
        try:
            return Ring.from_bytes(file.read_bytes())
        except (OSError, Refused):
            continue
    if not path.exists() and not keys_of(path).exists():
        raise Refused("store.missing", name=path.name)
    raise Refused("unlock.ring_damaged")
