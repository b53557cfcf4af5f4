"""How many op lines fit into one package that a mail gateway still lets through.

Any run of ops is a valid package (`package.md` 2.5), so a large one is cut into several. What a
package adds to its packed lines (age, header, padding of at most 3 % at these sizes) is allowed
for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import zstandard

from gbdesk.sync.writing import LEVEL

_BATCH: Final = 128 << 10
_ROOM: Final = 16


def fits(size: int, most: int) -> bool:
    """Whether lines of this size (bytes, not packed) fit in any case."""
    return size <= most - most // _ROOM


def portions(lines: Iterable[bytes], most: int) -> Sequence[int]:
    """How many of the lines go into each package; none of them grows beyond `most` bytes.

    Lines are measured in batches of 128 KiB or a sixteenth of `most`; what fits in none goes alone.
    """
    found: list[int] = []
    packer, size, count = _Packer(), 0, 0
    for batch in _batches(lines, min(_BATCH, most // _ROOM)):
        packed = packer.packed(batch)
        if count and not fits(size + packed, most):
            found.append(count)
            packer, size, count = _Packer(), 0, 0
            packed = packer.packed(batch)
        size, count = size + packed, count + len(batch)
    return [*found, count] if count else found


def _batches(lines: Iterable[bytes], most: int) -> Iterable[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line) + 1
        if size >= most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Packer:
    """Packs like a package does and tells what came out; a little more than that."""

    def __init__(self) -> None:
        self._packer = zstandard.ZstdCompressor(level=LEVEL).compressobj()

    def packed(self, batch: Sequence[bytes]) -> int:
        """The bytes that this batch adds."""
        out = self._packer.compress(b"\n".join(batch) + b"\n")
        return len(out) + len(self._packer.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK))
