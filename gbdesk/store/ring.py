"""The key ring of a workspace: one random data key, wrapped once for every way to unlock it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass, field, replace
from typing import Annotated, Final, Self

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Meta, Struct

from gbdesk.domain.refusals import Refused

KEY_BYTES: Final = 32
RECOVERY: Final = "recovery"
_encode: Final = msgspec.json.Encoder(order="sorted").encode


class DataKey:
    """The 32 bytes that open a workspace; never shown, dropped with `destroy`."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise ValueError("a data key has 32 bytes")
        self._secret = bytearray(secret)

    @classmethod
    def new(cls) -> Self:
        """A random key."""
        return cls(os.urandom(KEY_BYTES))

    def __repr__(self) -> str:
        return "DataKey(hidden)"

    def reveal(self) -> bytes:
        """The bytes, for the engine and the ring only.

        Raises:
            Refused: the key was destroyed.
        """
        if not any(self._secret):
            raise Refused("unlock.locked")
        return bytes(self._secret)

    def copy(self) -> DataKey:
        """An own copy that lives on when this one is destroyed."""
        return DataKey(self.reveal())

    def destroy(self) -> None:
        """Forget the key; Python may still hold earlier copies of it."""
        self._secret[:] = bytes(KEY_BYTES)


class Cost(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What Argon2id spends on one guess: memory in KiB, rounds, lanes."""

    memory: Annotated[int, Meta(ge=0)] = 64 * 1024
    rounds: Annotated[int, Meta(ge=0)] = 3
    lanes: Annotated[int, Meta(ge=1, le=16)] = 4

    def check(self) -> None:
        """Refuse what a stranger may have lowered or raised.

        Raises:
            Refused: weaker than 19 MiB and 2 rounds or stronger than 1 GiB and 10 rounds.
        """
        if not (19 * 1024 <= self.memory <= 1024 * 1024 and 2 <= self.rounds <= 10):
            raise Refused("unlock.params")


NORMAL: Final = Cost()
CHEAPEST: Final = Cost(memory=19 * 1024, rounds=2, lanes=1)


class Slot(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The data key wrapped under one password or code; `id` is `user/<id>` or `recovery`."""

    id: Annotated[str, Meta(min_length=1, max_length=80)]
    display: Annotated[str, Meta(max_length=200)]
    cost: Cost
    salt: Annotated[str, Meta(max_length=64)]
    nonce: Annotated[str, Meta(max_length=64)]
    sealed: Annotated[str, Meta(max_length=128)]


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    format: Annotated[int, Meta(ge=1, le=1)]
    ring: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
    title: Annotated[str, Meta(max_length=400)]
    sample: bool
    slots: Annotated[list[Slot], Meta(min_length=1, max_length=100)]
    mac: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


_decoder = msgspec.json.Decoder(_File, strict=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """What the key file says; nothing in it is believed before `prove`."""

    id: str
    title: str
    sample: bool
    slots: tuple[Slot, ...]
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
            mac=found.mac,
        )

    def to_bytes(self) -> bytes:
        """The key file, readable text with nothing secret unwrapped."""
        written = _File(
            format=1,
            ring=self.id,
            title=self.title,
            sample=self.sample,
            slots=list(self.slots),
            mac=self.mac,
        )
        return msgspec.json.format(_encode(written), indent=1) + b"\n"

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
        cost.check()
        salt, nonce = os.urandom(16), os.urandom(12)
        wrapping = ChaCha20Poly1305(_derive(secret, salt, cost))
        sealed = wrapping.encrypt(nonce, key.reveal(), self._bound(ident, cost))
        return Slot(
            id=ident,
            display=display,
            cost=cost,
            salt=_text(salt),
            nonce=_text(nonce),
            sealed=_text(sealed),
        )

    def unwrap(self, ident: str, secret: str) -> DataKey | None:
        """The data key, or None where the secret does not open this slot.

        Raises:
            Refused: the slot asks for a cost outside the bounds, or the ring was tampered with.
        """
        slot = self.slot(ident)
        if slot is None:
            return None
        slot.cost.check()
        try:
            salt, nonce, sealed = (_bytes(part) for part in (slot.salt, slot.nonce, slot.sealed))
            wrapping = ChaCha20Poly1305(_derive(secret, salt, slot.cost))
            key = DataKey(wrapping.decrypt(nonce, sealed, self._bound(ident, slot.cost)))
        except InvalidTag:
            return None
        except ValueError as error:
            raise Refused("unlock.ring_damaged") from error
        self.prove(key)
        return key

    def prove(self, key: DataKey) -> None:
        """Check with the data key that nobody exchanged slots or names.

        Raises:
            Refused: somebody did.
        """
        if not hmac.compare_digest(self.mac, self._code(key)):
            raise Refused("unlock.ring_damaged")

    def _code(self, key: DataKey) -> str:
        derived = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"ring").derive(key.reveal())
        said = _encode([self.id, self.title, self.sample, list(self.slots)])
        return hmac.new(derived, said, hashlib.sha256).hexdigest()

    def _bound(self, ident: str, cost: Cost) -> bytes:
        return _encode([self.id, ident, cost])


def _derive(secret: str, salt: bytes, cost: Cost) -> bytes:
    return Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.rounds,
        lanes=cost.lanes,
        memory_cost=cost.memory,
    ).derive(secret.encode())


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
