"""A workspace as its pages lie on the disk, each decrypted: also what no table shows any more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVE, SALT = 4096, 80, 16
WAL_HEADER, FRAME_HEADER = 32, 24


def plain(path: Path, key: bytes) -> bytes:
    """Every page of an SQLCipher file and of the log beside it, in the clear."""
    pages = [*_pages(path.read_bytes())]
    log = path.with_name(path.name + "-wal")
    if log.exists():
        pages += _frames(log.read_bytes())
    return b"".join(_decrypted(page, key) for page in pages)


def _pages(raw: bytes) -> Iterator[bytes]:
    for start in range(0, len(raw), PAGE):
        page = raw[start : start + PAGE]
        yield page[SALT:] if not start else page


def _frames(raw: bytes) -> Iterator[bytes]:
    for start in range(WAL_HEADER, len(raw), FRAME_HEADER + PAGE):
        number = int.from_bytes(raw[start : start + 4], "big")
        page = raw[start + FRAME_HEADER : start + FRAME_HEADER + PAGE]
        yield page[SALT:] if number == 1 else page


def _decrypted(page: bytes, key: bytes) -> bytes:
    body, vector = page[:-RESERVE], page[-RESERVE : -RESERVE + 16]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return decryptor.update(body) + decryptor.finalize()
