"""age v1 read a second time, on `cryptography` alone: what pyrage says is compared with this.

X25519 and passphrase files in their binary form. `release` gets plaintext chunk by chunk.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"age-encryption.org/v1\n"
CHUNK = 64 << 10
TAG = 16
MAX_WORK = 20
LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


class AgeFault(Exception):  # noqa: N818 - a fault in foreign data
    """`kind` is `header failure`, `HMAC failure`, `no match` or `payload failure`."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True)
class Stanza:
    args: list[str]
    body: bytes


def private_of(identity: str) -> bytes:
    """The 32 bytes in `AGE-SECRET-KEY-1…`; the check sum is left to others."""
    value = 0
    for letter in identity.strip().lower().rpartition("1")[2][:52]:
        value = value << 5 | LETTERS.index(letter)
    return (value >> 4).to_bytes(32, "big")


def read(
    raw: bytes, release: Callable[[bytes], object], *, identity: str = "", passphrase: str = ""
) -> None:
    """Decrypt a file."""
    file = io.BytesIO(raw)
    stanzas, covered, mac = _header(file)
    if any(stanza.args[0] == "scrypt" for stanza in stanzas) and len(stanzas) > 1:
        raise AgeFault("header failure")
    keys = [_unwrap(stanza, identity, passphrase) for stanza in stanzas]
    file_key = next((key for key in keys if key is not None), None)
    if file_key is None:
        raise AgeFault("no match")
    expected = hmac.digest(_hkdf(file_key, b"", b"header"), covered, hashlib.sha256)
    if not hmac.compare_digest(expected, mac):
        raise AgeFault("HMAC failure")
    _payload(file, file_key, release)


def _header(file: BinaryIO) -> tuple[list[Stanza], bytes, bytes]:
    if file.readline() != MAGIC:
        raise AgeFault("header failure")
    covered, stanzas = bytearray(MAGIC), []
    while True:
        line = _line(file)
        if line.startswith(b"--- "):
            if not stanzas:
                raise AgeFault("header failure")
            return stanzas, bytes(covered + b"---"), _base64(line[4:], 32)
        if not line.startswith(b"-> "):
            raise AgeFault("header failure")
        covered += line + b"\n"
        args = line[3:].split(b" ")
        if not all(arg and all(33 <= char <= 126 for char in arg) for arg in args):
            raise AgeFault("header failure")
        body = b""
        while True:
            part = _line(file)
            covered += part + b"\n"
            if len(part) > 64:
                raise AgeFault("header failure")
            body += _base64(part)
            if len(part) < 64:
                break
        stanzas.append(Stanza([arg.decode() for arg in args], body))


def _line(file: BinaryIO) -> bytes:
    line = file.readline()
    if not line.endswith(b"\n"):
        raise AgeFault("header failure")
    return line[:-1]


def _base64(text: bytes, length: int | None = None) -> bytes:
    try:
        raw = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except ValueError:
        raise AgeFault("header failure") from None
    if base64.b64encode(raw).rstrip(b"=") != text or (length is not None and len(raw) != length):
        raise AgeFault("header failure")
    return raw


def _unwrap(stanza: Stanza, identity: str, passphrase: str) -> bytes | None:
    if stanza.args[0] == "X25519":
        return _x25519(stanza, identity)
    if stanza.args[0] == "scrypt":
        return _scrypt(stanza, passphrase)
    return None


def _x25519(stanza: Stanza, identity: str) -> bytes | None:
    if len(stanza.args) != 2 or len(stanza.body) != 32:
        raise AgeFault("header failure")
    share = _base64(stanza.args[1].encode(), 32)
    if not identity:
        return None
    own = X25519PrivateKey.from_private_bytes(private_of(identity))
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(share))
    except ValueError:
        raise AgeFault("header failure") from None
    salt = share + own.public_key().public_bytes_raw()
    return _open(_hkdf(shared, salt, b"age-encryption.org/v1/X25519"), stanza.body)


def _scrypt(stanza: Stanza, passphrase: str) -> bytes | None:
    if len(stanza.args) != 3 or len(stanza.body) != 32:
        raise AgeFault("header failure")
    salt, work = _base64(stanza.args[1].encode(), 16), stanza.args[2]
    if not work.isdecimal() or work[0] == "0" or int(work) > MAX_WORK:
        raise AgeFault("header failure")
    if not passphrase:
        return None
    made = Scrypt(
        salt=b"age-encryption.org/v1/scrypt" + salt, length=32, n=1 << int(work), r=8, p=1
    )
    return _open(made.derive(passphrase.encode()), stanza.body)


def _open(key: bytes, body: bytes) -> bytes | None:
    try:
        return ChaCha20Poly1305(key).decrypt(bytes(12), body, None)
    except InvalidTag:
        return None


def _payload(file: BinaryIO, file_key: bytes, release: Callable[[bytes], object]) -> None:
    nonce = file.read(16)
    if len(nonce) != 16:
        raise AgeFault("header failure")
    opening = ChaCha20Poly1305(_hkdf(file_key, nonce, b"payload"))
    sealed, number = file.read(CHUNK + TAG), 0
    while True:
        after = file.read(CHUNK + TAG)
        flag = b"\x00" if after else b"\x01"
        try:
            plain = opening.decrypt(number.to_bytes(11, "big") + flag, sealed, None)
        except (InvalidTag, ValueError):
            raise AgeFault("payload failure") from None
        if not plain and number:
            raise AgeFault("payload failure")
        release(plain)
        if not after:
            return
        sealed, number = after, number + 1


def _hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=salt or None, info=info).derive(secret)
