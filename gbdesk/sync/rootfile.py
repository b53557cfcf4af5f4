"""The `.gbroot` file: the hub's root key, wrapped by a printed code, kept apart from it in a safe.

Readable JSON; the key inside is sealed with ChaCha20-Poly1305 under Argon2id of the code.
"""

from __future__ import annotations

import os
from typing import Annotated, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from msgspec import Meta, Struct
from msgspec import json as msgspec_json

from gbdesk.domain.ops import canonical
from gbdesk.sync.codes import normal
from gbdesk.sync.errors import fault
from gbdesk.sync.stretch import NORMAL, SALT_BYTES, Spending, stretch
from gbdesk.sync.strict import decode, from_base64, to_base64

_NONCE_BYTES: Final = 12
_MAX_FILE: Final = 4096


class Kdf(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Argon2id as a file asks for it: lanes, memory in KiB, rounds, salt."""

    lanes: Annotated[int, Meta(ge=0, le=1 << 30)]
    memory: Annotated[int, Meta(ge=0, le=1 << 30)]
    rounds: Annotated[int, Meta(ge=0, le=1 << 30)]
    salt: Annotated[str, Meta(max_length=64)]


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    format: Annotated[str, Meta(pattern=r"^gbroot$")]
    version: Annotated[int, Meta(ge=1, le=1)]
    name: Annotated[str, Meta(min_length=1, max_length=400)]
    kdf: Kdf
    nonce: Annotated[str, Meta(max_length=64)]
    sealed: Annotated[str, Meta(max_length=3072)]


def wrap_root(secret: bytes, code: str, name: str, cost: Spending = NORMAL) -> bytes:
    """The `.gbroot` file with these secrets; `code` as typed or printed, `name` of the hub.

    Raises:
        Refused: E_CODE, the code is none.
    """
    kdf = new_kdf(cost)
    nonce = os.urandom(_NONCE_BYTES)
    wrapping = ChaCha20Poly1305(derived(normal(code), kdf))
    sealed = wrapping.encrypt(nonce, secret, _bound(name, kdf))
    written = _File(
        format="gbroot",
        version=1,
        name=name,
        kdf=kdf,
        nonce=to_base64(nonce),
        sealed=to_base64(sealed),
    )
    return msgspec_json.format(canonical(written), indent=1) + b"\n"


def unwrap_root(raw: bytes, code: str) -> bytes:
    """The secrets as they were wrapped.

    Raises:
        Refused: E_CODE for another code, E_KDF_PARAMS, E_NOT_PACKAGE for another file.
    """
    if len(raw) > _MAX_FILE:
        raise fault("E_NOT_PACKAGE")
    found = decode(raw, _File, json_code="E_NOT_PACKAGE", shape_code="E_NOT_PACKAGE")
    nonce = from_base64(found.nonce, "E_NOT_PACKAGE", _NONCE_BYTES)
    sealed = from_base64(found.sealed, "E_NOT_PACKAGE")
    wrapping = ChaCha20Poly1305(derived(normal(code), found.kdf))
    try:
        return wrapping.decrypt(nonce, sealed, _bound(found.name, found.kdf))
    except InvalidTag:
        raise fault("E_CODE") from None


def new_kdf(cost: Spending) -> Kdf:
    """Parameters with a fresh salt."""
    salt = to_base64(os.urandom(SALT_BYTES))
    return Kdf(lanes=cost.lanes, memory=cost.memory, rounds=cost.rounds, salt=salt)


def derived(digits: str, kdf: Kdf) -> bytes:
    """32 bytes from the digits of a code.

    Raises:
        Refused: E_KDF_PARAMS.
    """
    return stretch(digits, from_base64(kdf.salt, "E_KDF_PARAMS"), kdf)


def _bound(name: str, kdf: Kdf) -> bytes:
    return canonical(["gbroot", 1, name, kdf])
