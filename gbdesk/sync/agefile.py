"""age v1 files through pyrage: looked at before a key is touched, streamed in both directions.

Only `encrypt_io` and `decrypt_io`: the other calls hold the interpreter lock and copy everything,
passphrases and plug-ins are never used (`package.md` 2.7). Plaintext comes out before the end of
the file is authenticated: whoever takes it must be able to drop it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import BinaryIO, Final, Protocol, cast

import pyrage

from gbdesk.sync.errors import fault
from gbdesk.sync.keys import ReceivingKey

MAGIC: Final = b"age-encryption.org/v1\n"
MAX_HEADER: Final = 64 << 10
MAX_STANZAS: Final = 64
_STANZA: Final = b"-> "
_END: Final = re.compile(rb"\n--- [A-Za-z0-9+/]{43}\n")
# Stricter than pyrage, which takes stanzas without a short last line for an older form.
_STANZAS: Final = re.compile(
    rb"(?:-> [!-~]+(?: [!-~]+)*\n(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n)+"
)
_LATER: Final = b"mlkem768x25519"


class Sink(Protocol):
    """Where plaintext goes."""

    def write(self, data: bytes, /) -> int:
        """Take the next bytes."""


class Source(Protocol):
    """Where ciphertext comes from."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, empty at the end."""


def encrypt(plain: Source, out: Sink, to: Sequence[str]) -> None:
    """Encrypt to these age recipients; errors of `plain` and `out` come through unchanged."""
    kept = _Kept()
    reading, writing = _Reading(plain, kept), _Writing(out, kept)
    recipients = [pyrage.x25519.Recipient.from_str(one) for one in to]
    try:
        pyrage.encrypt_io(cast("BinaryIO", reading), cast("BinaryIO", writing), recipients)
    except (pyrage.EncryptError, OSError):
        if kept.error is not None:
            raise kept.error from None
        raise


def check_start(start: bytes) -> int:
    """Look at the first `MAX_HEADER + 1` bytes of a file; the number of X25519 recipients.

    Raises:
        Refused: E_SUITE for armour, another version or post-quantum recipients, E_LIMIT for a
            header without end or with too many stanzas, E_NO_KEY for a passphrase file,
            E_DECRYPT for a header that age does not write.
    """
    if not start.startswith(MAGIC):
        raise fault("E_SUITE", what="age")
    end = _END.search(start[:MAX_HEADER])
    if end is None and len(start) > MAX_HEADER:
        raise fault("E_LIMIT", what="age header")
    header = start[: end.start() + 1] if end else start[:MAX_HEADER]
    stanzas = [line[3:].split(b" ") for line in header.split(b"\n") if line.startswith(_STANZA)]
    if len(stanzas) > MAX_STANZAS:
        raise fault("E_LIMIT", what="age stanzas")
    kinds = [stanza[0] for stanza in stanzas]
    if b"scrypt" in kinds:
        raise fault("E_NO_KEY")
    if _LATER in kinds:
        raise fault("E_SUITE", what="age")
    if end is None or not _STANZAS.fullmatch(header, len(MAGIC)):
        raise fault("E_DECRYPT")
    return kinds.count(b"X25519")


def decrypt(cipher: Source, out: Sink, identities: Sequence[ReceivingKey]) -> None:
    """Decrypt with whichever identity fits; errors of `out` and `cipher` come through unchanged.

    Raises:
        Refused: E_NO_KEY where none fits, E_DECRYPT where the file is not what age wrote.
    """
    kept = _Kept()
    reading, writing = _Reading(cipher, kept), _Writing(out, kept)
    ages = [one.age for one in identities]
    try:
        pyrage.decrypt_io(cast("BinaryIO", reading), cast("BinaryIO", writing), ages)
    except (pyrage.DecryptError, OSError) as error:
        if kept.error is not None:
            raise kept.error from None
        none_fits = isinstance(error, pyrage.DecryptError) and "No matching keys" in str(error)
        raise fault("E_NO_KEY" if none_fits else "E_DECRYPT") from None


class _Kept:
    """Remembers what was raised inside: pyrage tells it in words of its own."""

    def __init__(self) -> None:
        self.error: BaseException | None = None

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is not None:
            self.error = error


class _Reading:
    """A source whose own failure is not taken for a fault of the file."""

    def __init__(self, source: Source, kept: _Kept) -> None:
        self._source = source
        self._kept = kept

    def read(self, size: int = -1) -> bytes:
        with self._kept:
            return self._source.read(size)


class _Writing:
    """A sink whose own failure, such as a full disk, is not taken for a fault of the file."""

    def __init__(self, sink: Sink, kept: _Kept) -> None:
        self._sink = sink
        self._kept = kept

    def write(self, data: bytes) -> int:
        with self._kept:
            return self._sink.write(data)

    def flush(self) -> None:
        """Nothing waits here."""
