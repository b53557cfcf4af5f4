"""The data key of a workspace and the slots that hold it, one for every way to unlock.

A slot holds a key pair of its own: its private half is sealed under the password or code, the data
key is sealed to its public half. So another data key can be put into the slot of a person whose
password nobody else knows. Older slots hold the data key itself; they open and are renewed then.
"""

from __future__ import annotations

import base64
import os
from typing import Annotated, Final, Self

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Meta, Struct

from gbdesk.domain.refusals import Refused

KEY_BYTES: Final = 32
encode: Final = msgspec.json.Encoder(order="sorted").encode
_ONCE: Final = bytes(12)  # a nonce for a key that seals one message


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
        """The bytes, for the engine, the ring and the escrow only.

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


class Slot(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One way to unlock; `id` is `user/<id>` or `recovery`.

    `sealed` opens with the secret and is the private half of `public`, to which `box` holds the
    data key; in older slots `public` is empty and `sealed` is the data key.
    """

    id: Annotated[str, Meta(min_length=1, max_length=80)]
    display: Annotated[str, Meta(max_length=200)]
    cost: Cost
    salt: Annotated[str, Meta(max_length=64)]
    nonce: Annotated[str, Meta(max_length=64)]
    sealed: Annotated[str, Meta(max_length=128)]
    public: Annotated[str, Meta(max_length=64)] = ""
    box: Annotated[str, Meta(max_length=128)] = ""


def made(key: DataKey, ring: str, ident: str, display: str, secret: str, cost: Cost) -> Slot:  # noqa: PLR0917 - what a slot says
    """A new slot of the ring with this id that opens with `secret`.

    Raises:
        Refused: the cost is outside the bounds.
    """
    cost.check()
    own, salt, nonce = X25519PrivateKey.generate(), os.urandom(16), os.urandom(12)
    wrapping = ChaCha20Poly1305(_derive(secret, salt, cost))
    sealed = wrapping.encrypt(nonce, own.private_bytes_raw(), _bound(ring, ident, cost))
    slot = Slot(
        id=ident,
        display=display,
        cost=cost,
        salt=_text(salt),
        nonce=_text(nonce),
        sealed=_text(sealed),
        public=_text(own.public_key().public_bytes_raw()),
    )
    return holding(slot, ring, key)


def holding(slot: Slot, ring: str, key: DataKey) -> Slot:
    """The slot with this data key in it; its password or code stays and need not be known.

    Raises:
        Refused: it is an older slot without a key pair, or a damaged one.
    """
    if not slot.public:
        raise Refused("unlock.older_slot", name=slot.display)
    once = X25519PrivateKey.generate()
    sender, receiver = once.public_key().public_bytes_raw(), _bytes(slot.public)
    try:
        shared = once.exchange(X25519PublicKey.from_public_bytes(receiver))
    except ValueError as error:
        raise Refused("unlock.ring_damaged") from error
    boxing = ChaCha20Poly1305(_agreed(shared, ring, slot.id, sender + receiver))
    box = sender + boxing.encrypt(_ONCE, key.reveal(), None)
    return msgspec.structs.replace(slot, box=_text(box))


def opened(slot: Slot, ring: str, secret: str) -> DataKey | None:
    """The data key, or None where the secret does not open this slot.

    Raises:
        Refused: the slot asks for a cost outside the bounds, or it is damaged.
    """
    slot.cost.check()
    try:
        salt, nonce, sealed = (_bytes(part) for part in (slot.salt, slot.nonce, slot.sealed))
        wrapping = ChaCha20Poly1305(_derive(secret, salt, slot.cost))
        inner = wrapping.decrypt(nonce, sealed, _bound(ring, slot.id, slot.cost))
    except InvalidTag:
        return None
    except ValueError as error:
        raise Refused("unlock.ring_damaged") from error
    return _unboxed(slot, ring, inner) if slot.public else DataKey(inner)


def _unboxed(slot: Slot, ring: str, inner: bytes) -> DataKey:
    try:
        own = X25519PrivateKey.from_private_bytes(inner)
        receiver, box = own.public_key().public_bytes_raw(), _bytes(slot.box)
        sender, sealed = box[:KEY_BYTES], box[KEY_BYTES:]
        shared = own.exchange(X25519PublicKey.from_public_bytes(sender))
        boxing = ChaCha20Poly1305(_agreed(shared, ring, slot.id, sender + receiver))
        key = DataKey(boxing.decrypt(_ONCE, sealed, None))
    except (InvalidTag, ValueError) as error:
        raise Refused("unlock.ring_damaged") from error
    if receiver != _bytes(slot.public):
        raise Refused("unlock.ring_damaged")
    return key


def _agreed(shared: bytes, ring: str, ident: str, publics: bytes) -> bytes:
    said = encode([ring, ident, "box"]) + publics
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=said).derive(shared)


def _bound(ring: str, ident: str, cost: Cost) -> bytes:
    return encode([ring, ident, cost])


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
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Refused("unlock.ring_damaged") from error
