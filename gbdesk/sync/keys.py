"""The keys of a device: one to sign with (Ed25519), one to receive with (age X25519)."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import Final, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import IdentityError, RecipientError, x25519

from gbdesk.domain.ids import DeviceId, key_id
from gbdesk.sync import curve
from gbdesk.sync.errors import fault

KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
_HALF: Final = SIGNATURE_BYTES // 2
_RECIPIENT: Final = re.compile(r"age1[02-9ac-hj-np-z]{58}", re.ASCII)


class SigningKey:
    """An Ed25519 private key; shows only the device that it makes, or goes on for."""

    __slots__ = ("_device", "_key", "public")

    def __init__(self, raw: bytes, device: str = "") -> None:
        if len(raw) != KEY_BYTES:
            raise ValueError("a signing key has 32 bytes")
        self._device = device
        self._key = Ed25519PrivateKey.from_private_bytes(raw)
        self.public = self._key.public_key().public_bytes_raw()

    @classmethod
    def new(cls) -> Self:
        """A random key."""
        return cls(os.urandom(KEY_BYTES))

    @classmethod
    def from_bytes(cls, raw: bytes, device: str = "") -> Self:
        """The key kept as 32 bytes; `device` where it took the place of an older key of it."""
        return cls(raw, device)

    def to_bytes(self) -> bytes:
        """The 32 bytes, for the encrypted file and nowhere else."""
        return self._key.private_bytes_raw()

    @property
    def device(self) -> DeviceId:
        """The id of the device that signs with this key."""
        return DeviceId(self._device) if self._device else device_of(self.public)

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of a signature."""
        return self._key.sign(message)

    def __repr__(self) -> str:
        return f"SigningKey({self.device}, hidden)"


class ReceivingKey:
    """An age X25519 identity; shows only its id."""

    __slots__ = ("age", "id", "recipient")

    def __init__(self, age: x25519.Identity) -> None:
        self.age = age
        self.recipient = str(age.to_public())
        self.id = key_of(self.recipient)

    @classmethod
    def new(cls) -> Self:
        """A random identity."""
        return cls(x25519.Identity.generate())

    @classmethod
    def from_text(cls, text: str) -> Self:
        """The identity written as `AGE-SECRET-KEY-1…`.

        Raises:
            Refused: E_WEAK_KEY, it is not one.
        """
        try:
            return cls(x25519.Identity.from_str(text.strip()))
        except IdentityError:
            raise fault("E_WEAK_KEY") from None

    def to_text(self) -> str:
        """`AGE-SECRET-KEY-1…`, for the encrypted file and the printed root sheet only."""
        return str(self.age)

    def __repr__(self) -> str:
        return f"ReceivingKey({self.id}, hidden)"


def device_of(public: bytes) -> DeviceId:
    """The id of the device with this Ed25519 public key."""
    return DeviceId(key_id("d_", public))


def key_of(recipient: str) -> str:
    """The id of an age recipient as headers name it."""
    return key_id("k_", recipient.encode())


@lru_cache(maxsize=2048)
def check_public(raw: bytes) -> bytes:
    """The public key, where it may be enrolled; the same few come again with every package.

    Raises:
        Refused: E_WEAK_KEY, not a point, a second spelling, or of low order.
    """
    if not curve.is_plain_point(raw) or not curve.is_on_curve(raw):
        raise fault("E_WEAK_KEY")
    return raw


@lru_cache(maxsize=2048)
def check_recipient(text: str) -> str:
    """The age recipient, where something may be encrypted to it.

    Raises:
        Refused: E_WEAK_KEY, another kind of recipient, a wrong check sum, or of low order.
    """
    try:
        if not _RECIPIENT.fullmatch(text) or str(x25519.Recipient.from_str(text)) != text:
            raise fault("E_WEAK_KEY")
    except RecipientError:
        raise fault("E_WEAK_KEY") from None
    if not curve.is_safe_share(curve.share_of(text)):
        raise fault("E_WEAK_KEY")
    return text


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this is a signature under the key, by the strict rules of `package.md` 3.1."""
    if len(signature) != SIGNATURE_BYTES:
        return False
    plain = curve.is_plain_point(public) and curve.is_plain_point(signature[:_HALF])
    if not plain or not curve.is_reduced(signature[_HALF:]):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def same_bytes(public: bytes, recipient: str) -> bool:
    """Whether a signing key and a recipient are the same 32 bytes."""
    return curve.share_of(recipient) == public
