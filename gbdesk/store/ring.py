"""The key ring of a workspace: one random data key, wrapped once for every way to unlock it."""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass, field, replace
from typing import Annotated, Final, Self

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Meta, Struct

from gbdesk.domain.refusals import Refused
from gbdesk.store import slots
from gbdesk.store.slots import CHEAPEST, KEY_BYTES, NORMAL, Cost, DataKey, Slot, encode

__all__ = ["CHEAPEST", "KEY_BYTES", "NORMAL", "RECOVERY", "Cost", "DataKey", "Escrow", "Ring"]

RECOVERY: Final = "recovery"
_FORMAT: Final = 2


class Escrow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The data key as an age file (base64) to whoever may help: `to` is the recipient's id."""

    to: Annotated[str, Meta(min_length=1, max_length=80)]
    since: Annotated[str, Meta(max_length=40)]
    sealed: Annotated[str, Meta(max_length=4096)]


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    format: Annotated[int, Meta(ge=1, le=_FORMAT)]
    ring: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
    title: Annotated[str, Meta(max_length=400)]
    sample: bool
    slots: Annotated[list[Slot], Meta(min_length=1, max_length=100)]
    mac: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    escrow: Escrow | None = None


_decoder = msgspec.json.Decoder(_File, strict=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """What the key file says; nothing in it is believed before `prove`."""

    id: str
    title: str
    sample: bool
    slots: tuple[Slot, ...]
    escrow: Escrow | None = None
    mac: str = field(default="", repr=False)

    @classmethod
    def new(cls, title: str, *, sample: bool) -> Self:
        """A ring without slots."""
        return cls(id=os.urandom(16).hex(), title=title, sample=sample, slots=())

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """Read a key file.

        Raises:
            Refused: it is not one.
        """
        try:
            found = _decoder.decode(raw)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise Refused("unlock.ring_damaged") from error
        if len({slot.id for slot in found.slots}) != len(found.slots):
            raise Refused("unlock.ring_damaged")
        return cls(
            id=found.ring,
            title=found.title,
            sample=found.sample,
            slots=tuple(found.slots),
            escrow=found.escrow,
            mac=found.mac,
        )

    def to_bytes(self) -> bytes:
        """The key file, readable text with nothing secret unwrapped."""
        written = _File(
            format=_FORMAT,
            ring=self.id,
            title=self.title,
            sample=self.sample,
            slots=list(self.slots),
            escrow=self.escrow,
            mac=self.mac,
        )
        return msgspec.json.format(encode(written), indent=1) + b"\n"

    def slot(self, ident: str) -> Slot | None:
        """The slot with this id, if there is one."""
        return next((slot for slot in self.slots if slot.id == ident), None)

    def with_slot(self, key: DataKey, slot: Slot) -> Ring:
        """The ring with this slot added or put in the place of its older self, sealed."""
        kept = tuple(slot if old.id == slot.id else old for old in self.slots)
        if slot not in kept:
            kept = (*kept, slot)
        return replace(self, slots=kept).sealed(key)

    def without(self, key: DataKey, ident: str) -> Ring:
        """The ring without a slot, sealed."""
        kept = tuple(slot for slot in self.slots if slot.id != ident)
        return replace(self, slots=kept).sealed(key)

    def sealed(self, key: DataKey) -> Ring:
        """The ring with the code that proves its slots, title and mark belong together."""
        return replace(self, mac=self._code(key))

    def wrap(self, key: DataKey, ident: str, display: str, secret: str, cost: Cost) -> Slot:
        """A slot of this ring that opens with `secret`."""
        return slots.made(key, self.id, ident, display, secret, cost)

    def unwrap(self, ident: str, secret: str) -> DataKey | None:
        """The data key, or None where the secret does not open this slot.

        Raises:
            Refused: the slot asks for a cost outside the bounds, or the ring was tampered with.
        """
        slot = self.slot(ident)
        key = None if slot is None else slots.opened(slot, self.id, secret)
        if key is not None:
            self.prove(key)
        return key

    def rekeyed(self, key: DataKey) -> Ring:
        """The ring with this data key in every slot, sealed; passwords stay as they are.

        Raises:
            Refused: a slot is an older one that has to be opened once before.
        """
        kept = tuple(slots.holding(slot, self.id, key) for slot in self.slots)
        return replace(self, slots=kept).sealed(key)

    def prove(self, key: DataKey) -> None:
        """Check with the data key that nobody exchanged slots or names.

        Raises:
            Refused: somebody did.
        """
        if not hmac.compare_digest(self.mac, self._code(key)):
            raise Refused("unlock.ring_damaged")

    def _code(self, key: DataKey) -> str:
        derived = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"ring").derive(key.reveal())
        parts = [self.id, self.title, self.sample, list(self.slots)]
        said = encode(parts if self.escrow is None else [*parts, self.escrow])
        return hmac.new(derived, said, hashlib.sha256).hexdigest()
