"""Sizes that say little: buckets up to 1 MiB, Padmé above (`package.md` 2.4)."""

from __future__ import annotations

from typing import Final

BUCKETS: Final = (64 << 10, 128 << 10, 256 << 10, 512 << 10, 1 << 20)
MAGIC: Final = b"\x50\x2a\x4d\x18"
OVERHEAD: Final = 8


def padded(size: int) -> int:
    """The size that so many bytes are stretched to; at most 12 % above 1 MiB."""
    for bucket in BUCKETS:
        if size <= bucket:
            return bucket
    exponent = size.bit_length() - 1
    mask = (1 << exponent - exponent.bit_length()) - 1
    return (size + mask) & ~mask


def padding_after(size: int) -> tuple[bytes, int]:
    """What follows a zstd frame of this size: the start of a skippable frame, and its zeros."""
    zeros = padded(size + OVERHEAD) - size - OVERHEAD
    return MAGIC + zeros.to_bytes(4, "little"), zeros
