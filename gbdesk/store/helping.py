"""The help of a hub for a lost password: one more slot, in a file of its own, under a told code.

The hub reads the data key out of the escrow of a key file and puts it under a code that is told by
another way. The file opens only the workspace whose ring it names, and only until its data key is
another one; it holds nothing that its finder could use without the code.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from gbdesk.domain.refusals import Refused
from gbdesk.store import patience, recovery, ringfile, slots
from gbdesk.store.ring import Ring
from gbdesk.store.slots import Cost, DataKey, Slot

_HELP: Final = "help"


class _Help(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    format: Annotated[str, Meta(pattern=r"^gbopen$")]
    version: Annotated[int, Meta(ge=1, le=1)]
    ring: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
    title: Annotated[str, Meta(max_length=400)]
    slot: Slot


_decoder = msgspec.json.Decoder(_Help, strict=True)


def write(ring: Ring, key: DataKey, cost: Cost) -> tuple[bytes, str]:
    """The `.gbopen` file for the owner of this ring, and its code.

    Raises:
        Refused: the key is not the one of this ring.
    """
    ring.prove(key)
    code = recovery.new_code()
    slot = slots.made(key, ring.id, _HELP, "", recovery.normal(code), cost)
    made = _Help(format="gbopen", version=1, ring=ring.id, title=ring.title, slot=slot)
    return msgspec.json.format(slots.encode(made), indent=1) + b"\n", code


def is_one(raw: bytes) -> bool:
    """Whether this is such a file."""
    try:
        _decoder.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    return True


def unlock(path: Path, raw: bytes, code: str, *, now: float | None = None) -> DataKey:
    """The data key for whoever has the file of the hub and its code.

    Raises:
        Refused: it is no such file or another workspace's, a wrong code, a wait after many.
    """
    patience.check(path, now)
    try:
        found = _decoder.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("escrow.file") from error
    ring = ringfile.load(path)
    if found.ring != ring.id or found.slot.id != _HELP:
        raise Refused("escrow.other", title=found.title)
    key = slots.opened(found.slot, ring.id, recovery.normal(code))
    if key is None:
        patience.failed(path, now)
        raise Refused("unlock.code")
    try:
        ring.prove(key)
    except Refused as refused:
        raise Refused("escrow.older") from refused
    patience.succeeded(path)
    return key
