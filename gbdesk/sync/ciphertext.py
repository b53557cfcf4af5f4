"""The ciphertext of a package: hashed before a key is touched, and again while it is decrypted."""

from __future__ import annotations

import hashlib
import io
from typing import Final

from gbdesk.sync import agefile
from gbdesk.sync.errors import fault
from gbdesk.sync.frame import File, Frame
from gbdesk.sync.header import Header

_CHUNK: Final = 256 << 10
_MEMORY: Final = 32 << 20


def check_payload(file: File, frame: Frame, header: Header) -> None:
    """Hash the payload as it lies in the file.

    Raises:
        Refused: E_DAMAGED or E_IO.
    """
    digest, left = hashlib.sha256(), frame.payload
    file.seek(frame.start)
    while left:
        chunk = file.exactly(min(_CHUNK, left))
        digest.update(chunk)
        left -= len(chunk)
    if digest.hexdigest() != header.payload.sha256:
        raise fault("E_DAMAGED")


def open_cipher(file: File, frame: Frame, header: Header) -> Ciphertext:
    """The payload, hashed and looked at before a key is touched.

    What fits is kept in memory, so that a file that changes meanwhile changes nothing.

    Raises:
        Refused: E_DAMAGED, E_IO, what `agefile.check_start` says, or E_INNER_MISMATCH where the
            file is encrypted to more or fewer than the header names.
    """
    if frame.payload <= _MEMORY:
        file.seek(frame.start)
        data = file.exactly(frame.payload)
        if hashlib.sha256(data).hexdigest() != header.payload.sha256:
            raise fault("E_DAMAGED")
        source: agefile.Source = io.BytesIO(data)
        start = data[: agefile.MAX_HEADER + 1]
    else:
        check_payload(file, frame, header)
        file.seek(frame.start)
        start = file.read(agefile.MAX_HEADER + 1)
        file.seek(frame.start)
        source = file
    if agefile.check_start(start) != len(header.to):
        raise fault("E_INNER_MISMATCH")
    return Ciphertext(source, frame.payload, header.payload.sha256)


class Ciphertext:
    """The ciphertext of the second pass, hashed again: a file that changed meanwhile is damaged."""

    def __init__(self, source: agefile.Source, size: int, sha256: str) -> None:
        self._source = source
        self._left = size
        self._sha256 = sha256
        self._digest = hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes of the payload; empty at its end."""
        wanted = self._left if size < 0 else min(size, self._left)
        found = self._source.read(wanted) if wanted else b""
        self._left -= len(found)
        self._digest.update(found)
        return found

    def check_whole(self) -> None:
        """Read what is left and compare with the signed hash.

        Raises:
            Refused: E_DAMAGED or E_IO.
        """
        while self.read(_CHUNK):
            pass
        if self._digest.hexdigest() != self._sha256:
            raise fault("E_DAMAGED")
