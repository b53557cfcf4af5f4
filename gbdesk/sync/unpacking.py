"""What comes out of decryption: decompressed in small bites, cut into lines, hashed, bounded.

Every bound is checked before the next step sees the bytes: signed size, ratio, length of a line
(`package.md` 2.5 and 2.8). Nothing is complete before `finish`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final, TypeAlias

import zstandard

from gbdesk.domain.ops import MAX_LINE
from gbdesk.sync.errors import fault
from gbdesk.sync.header import Content
from gbdesk.sync.padding import MAGIC, OVERHEAD, padded

BITE: Final = 512
WINDOW: Final = 8 << 20
MAX_PLAIN: Final = 4 << 30
RATIO: Final = 400
GRACE: Final = 1 << 20
_ZSTD: Final = b"\x28\xb5\x2f\xfd"
_FRAME_START: Final = 18

Said: TypeAlias = Callable[[int, int], object]


class Unpacker:
    """The content of a package as it is decrypted; hands the lines to `take` as they come."""

    def __init__(
        self, content: Content, take: Callable[[list[bytes]], None], said: Said | None = None
    ) -> None:
        self._content = content
        self._said = said
        self._take = take
        self._digest = hashlib.sha256()
        self._size = 0
        self._start = b""
        self._unzip: zstandard.ZstdDecompressionObj | None = None
        self._packed = self._plain = 0
        self._rest = b""
        self._tail = _Tail()

    def write(self, data: bytes, /) -> int:
        """Take the next decrypted bytes.

        Raises:
            Refused: E_LIMIT, E_ZSTD, E_BOMB, E_LINE, E_PADDING, or what `take` says.
        """
        self._size += len(data)
        if self._size > self._content.bytes:
            raise fault("E_LIMIT", what="content")
        self._digest.update(data)
        for at in range(0, len(data), BITE):
            if self._unzip is not None and self._unzip.eof:
                self._tail.add(data[at:])
                break
            self._bite(data[at : at + BITE])
        if self._said is not None:
            self._said(self._size, self._content.bytes)
        return len(data)

    def finish(self) -> None:
        """The end of the content.

        Raises:
            Refused: E_CONTENT_HASH, E_TRUNCATED, E_PADDING.
        """
        if self._size != self._content.bytes:
            raise fault("E_CONTENT_HASH")
        if self._digest.hexdigest() != self._content.sha256:
            raise fault("E_CONTENT_HASH")
        if self._unzip is None or not self._unzip.eof or self._rest:
            raise fault("E_TRUNCATED")
        self._tail.finish(self._packed, self._size)

    def _bite(self, data: bytes) -> None:
        if self._unzip is None:
            self._start += data
            if len(self._start) < _FRAME_START:
                return
            self._unzip, data = _unzip(self._start), self._start
        try:
            plain = self._unzip.decompress(data)
        except zstandard.ZstdError:
            raise fault("E_ZSTD") from None
        rest = self._unzip.unused_data
        self._packed += len(data) - len(rest)
        self._plain += len(plain)
        if self._plain > RATIO * self._packed + GRACE:
            raise fault("E_BOMB")
        if self._plain > MAX_PLAIN:
            raise fault("E_LIMIT", what="plain")
        self._lines(plain)
        if rest:
            self._tail.add(rest)

    def _lines(self, plain: bytes) -> None:
        text = self._rest + plain if self._rest else plain
        lines = text.split(b"\n")
        self._rest = lines.pop()
        if len(text) > MAX_LINE:
            at = next((at for at, line in enumerate(lines) if len(line) > MAX_LINE), None)
            if at is not None:
                self._take(lines[:at])
                raise fault("E_LINE")
        if lines:
            self._take(lines)
        if len(self._rest) > MAX_LINE:
            raise fault("E_LINE")


def _unzip(start: bytes) -> zstandard.ZstdDecompressionObj:
    try:
        known = zstandard.get_frame_parameters(start)
    except zstandard.ZstdError:
        raise fault("E_ZSTD") from None
    if not start.startswith(_ZSTD) or known.dict_id or known.window_size > WINDOW:
        raise fault("E_ZSTD")
    return zstandard.ZstdDecompressor(max_window_size=WINDOW).decompressobj()


class _Tail:
    """What follows the zstd frame: one skippable frame of zeros to the very end."""

    def __init__(self) -> None:
        self._start = b""
        self._zeros = 0

    def add(self, data: bytes) -> None:
        wanted = OVERHEAD - len(self._start)
        self._start += data[:wanted]
        zeros = data[wanted:]
        if zeros != bytes(len(zeros)):
            raise fault("E_PADDING")
        self._zeros += len(zeros)

    def finish(self, packed: int, size: int) -> None:
        fits = self._start == MAGIC + self._zeros.to_bytes(4, "little")
        if not fits or size != padded(packed + OVERHEAD):
            raise fault("E_PADDING")
