"""Ops: the recorded changes that every table is a fold of, and their exact bytes.

One op line is `env TAB body`, two canonical JSON objects (sorted ASCII keys, NFC text, integers).
Bytes are kept verbatim; nothing is written again to be hashed. The id of an op is its place in the
hash chain of its device and stream (`package.md` 2.3).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, Final, TypeAlias

import msgspec
from msgspec import Meta, Struct

from gbdesk.domain.characters import has_forbidden

Value: TypeAlias = int | str | bool | None
Fields: TypeAlias = dict[str, Value]

REPORT: Final = "report"
LOCAL: Final = "local"
SALT_BYTES: Final = 16
HASH_DIGITS: Final = 64
MAX_LINE: Final = 1 << 20
MAX_TEXT: Final = 1 << 16
MAX_OVER: Final = 1000
MAX_NAME: Final = 128
MAX_INT: Final = (1 << 53) - 1

Hex16 = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$")]
Hex32 = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_.-]{0,63}$")]
OfficeText = Annotated[str, Meta(pattern=r"^u_[0-9a-hjkmnp-tv-z]{26}$")]
Actor = Annotated[str, Meta(max_length=64)]

_TAB, _CR = b"\t"[0], b"\r"[0]
_OP: Final = b"gbop1\n"
_CHAIN: Final = b"gbch1\n"
_START: Final = b"gbch0\n"
_ERASED: Final = re.compile(rb"[0-9a-f]{64}")


class OpFault(Exception):  # noqa: N818 - a fault in foreign data
    """A bad op line; `code` is E_OP, E_CANON, E_TEXT, E_JSON or E_LIMIT."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


class Env(Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True):
    """The envelope of an op; keys are fixed per container version.

    e entity, h clock, k kind, n position from 1, o ids of ops this write replaces (first 16 bytes),
    ou owner office, r record, sv version of the entity, u account.
    """

    e: str
    h: str
    k: str
    n: int
    o: list[str]
    ou: str
    r: str
    sv: int
    u: str


class _Bounded(Struct, gc=False, forbid_unknown_fields=True, kw_only=True):
    """An envelope with what each of its values may be."""

    e: Name
    h: Hex16
    k: Name
    n: Annotated[int, Meta(ge=1, le=MAX_INT)]
    o: Annotated[list[Hex32], Meta(max_length=MAX_OVER)]
    ou: OfficeText
    r: Hex32
    sv: Annotated[int, Meta(ge=1, le=10_000)]
    u: Actor


class Body(Struct, frozen=True, kw_only=True, gc=False):
    """The body of an op: fields written and a salt that makes the op unique."""

    f: dict[str, int | str | bool | None]
    s: str


class Op(Struct, frozen=True, gc=False, kw_only=True):
    """One recorded change with its verbatim bytes.

    `id` is the chain hash (32 bytes), `ref` its first 16 bytes in hex as other ops name it.
    """

    id: bytes
    device: str
    stream: str
    env: bytes
    body: bytes
    head: Env
    fields: dict[str, int | str | bool | None]

    @property
    def ref(self) -> str:
        """How other ops name this one in `over`."""
        return self.id[:16].hex()

    @property
    def n(self) -> int:
        """Position in its chain, from 1."""
        return self.head.n


_env = msgspec.json.Decoder(Env, strict=True)
_bounded = msgspec.json.Decoder(_Bounded, strict=True)
_body = msgspec.json.Decoder(Body, strict=True)
_encode: Final = msgspec.json.Encoder(order="sorted").encode

# Nearly every envelope; only bytes that hold every check of `read_env`, at a third of its price.
_ENV: Final = re.compile(
    rb'\{"e":"[a-z][a-z0-9_.-]{0,63}","h":"[0-9a-f]{16}","k":"[a-z][a-z0-9_.-]{0,63}",'
    rb'"n":[1-9][0-9]{0,14},"o":\[(?:"[0-9a-f]{32}"(?:,"[0-9a-f]{32}"){0,999})?\],'
    rb'"ou":"u_[0-9a-hjkmnp-tv-z]{26}","r":"[0-9a-f]{32}","sv":[1-9][0-9]{0,3},'
    rb'"u":"[ !#-\[\]-~]{0,64}"\}'
)
# Likewise the body of one whole number, as most ops have; and a whole line of the two.
_FIGURE: Final = re.compile(
    rb'\{"f":\{"([A-Za-z0-9_.-]{1,128})":(0|-?[1-9][0-9]{0,14})\},"s":"[A-Za-z0-9+/]{21}[AQgw]=="\}'
)
_FIGURE_LINE: Final = re.compile(b"(%b)\t(%b)" % (_ENV.pattern, _FIGURE.pattern))


def canonical(value: Any) -> bytes:
    """The one JSON spelling of a value (sorted keys, no spaces; RFC 8785 for integers)."""
    return _encode(value)


def chain_start(device: str, stream: str) -> bytes:
    """The hash before the first op of a device's stream."""
    return hashlib.sha256(_START + device.encode() + b"\n" + stream.encode()).digest()


def chain_next(previous: bytes, env: bytes, body_hash: bytes) -> bytes:
    """The id of the op that follows `previous`."""
    op_hash = hashlib.sha256(_OP + env + b"\n" + body_hash).digest()
    return hashlib.sha256(_CHAIN + previous + op_hash).digest()


def body_hash(body: bytes) -> bytes:
    """What the chain holds of a body; an erased one is that hash, in hex."""
    return bytes.fromhex(body.decode()) if is_erased(body) else hashlib.sha256(body).digest()


def is_erased(body: bytes) -> bool:
    """Whether only the hash of a body is left."""
    return len(body) == HASH_DIGITS and _ERASED.fullmatch(body) is not None


def write_op(  # noqa: PLR0917 - mirrors the envelope
    previous: bytes,
    device: str,
    stream: str,
    head: Env,
    fields: Mapping[str, Value],
    salt: bytes | None = None,
) -> Op:
    """Make the op that follows `previous` in this device's stream; text becomes NFC."""
    tidy = {name: _nfc(value) for name, value in fields.items()}
    env = canonical(head)
    salt64 = base64.b64encode(salt or os.urandom(SALT_BYTES)).decode()
    body = canonical({"f": tidy, "s": salt64})
    ident = chain_next(previous, env, body_hash(body))
    return Op(id=ident, device=device, stream=stream, env=env, body=body, head=head, fields=tidy)


def read_op(previous: bytes, device: str, stream: str, line: bytes) -> Op:
    """Read one line (without its LF) as the op after `previous`.

    Raises:
        OpFault: not one env and one body, not canonical, not NFC, or over a limit.
    """
    fields: Fields
    if quick := _FIGURE_LINE.fullmatch(line):
        env, body, name, value = quick.groups()
        head, fields = _env.decode(env), {name.decode(): int(value)}
        digest = hashlib.sha256(body).digest()
    else:
        env, tab, body = line.partition(b"\t")
        if not tab or _TAB in body or _CR in line:
            raise OpFault("E_OP", "line")
        head, fields, digest = read_env(env), read_body(body), body_hash(body)
    ident = chain_next(previous, env, digest)
    return Op(id=ident, device=device, stream=stream, env=env, body=body, head=head, fields=fields)


def read_env(env: bytes) -> Env:
    """The checked envelope.

    Raises:
        OpFault: as `read_op`.
    """
    if _ENV.fullmatch(env):
        return _env.decode(env)
    try:
        head = stored_env(env)
    except msgspec.ValidationError as error:
        raise OpFault("E_OP", str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise OpFault("E_JSON", str(error)) from None
    if _encode(head) != env:
        raise OpFault("E_CANON", "env")
    if not head.u.isascii():
        raise OpFault("E_OP", "account")
    return head


def stored_env(env: bytes) -> Env:
    """An envelope that was read before: its values are bounded, its spelling is not asked.

    Raises:
        msgspec.DecodeError: it is none.
    """
    if not _ENV.fullmatch(env):
        _bounded.decode(env)
    return _env.decode(env)


def read_body(body: bytes) -> dict[str, int | str | bool | None]:
    """The checked fields of a body.

    Raises:
        OpFault: as `read_op`.
    """
    if figure := _FIGURE.fullmatch(body):
        return {figure[1].decode(): int(figure[2])}
    if is_erased(body):
        return {}
    try:
        raw = _body.decode(body)
    except msgspec.ValidationError as error:
        raise OpFault("E_OP", str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise OpFault("E_JSON", str(error)) from None
    if _encode(raw) != body:
        raise OpFault("E_CANON", "body")
    _check_fields(raw.f)
    try:
        if len(binascii.a2b_base64(raw.s, strict_mode=True)) != SALT_BYTES:
            raise OpFault("E_OP", "salt")
    except ValueError:
        raise OpFault("E_OP", "salt") from None
    return raw.f


def _check_fields(fields: Mapping[str, Value]) -> None:
    for name, value in fields.items():
        _check_name(name)
        if value.__class__ is str:
            if not value.isascii() and not unicodedata.is_normalized("NFC", value):
                raise OpFault("E_TEXT", name)
            if len(value) > MAX_TEXT:
                raise OpFault("E_LIMIT", name)
            if not value.isprintable() and has_forbidden(value):
                raise OpFault("E_TEXT", name)
        elif value.__class__ is int and not -MAX_INT <= value <= MAX_INT:
            raise OpFault("E_OP", name)


@lru_cache(maxsize=4096)
def _check_name(name: str) -> None:
    """A field's name; the same few hundred come again in every op."""
    if not name or len(name) > MAX_NAME or not (name.isascii() and name.isprintable()):
        raise OpFault("E_OP", "field name")


def _nfc(value: Value) -> Value:
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def line_of(op: Op) -> bytes:
    """The op as it stands in a package, without the LF."""
    return op.env + b"\t" + op.body
