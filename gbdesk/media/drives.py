"""The drives on which files for others may be written: sticks, disks, network folders.

Best effort on every system: a drive that cannot be asked is left out, never an error.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_MOUNTS: Final = Path("/proc/self/mounts")
_BLOCKS: Final = Path("/sys/class/block")
_LABELS: Final = Path("/dev/disk/by-label")
_VOLUMES: Final = Path("/Volumes")
_STICKS: Final = ("/media/", "/run/media/", "/mnt/")
_REMOVABLE, _FIXED, _REMOTE = 2, 3, 4
_VOLUME_READ_ONLY: Final = 0x80000


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """A drive with a folder to write into; `free` and `total` in bytes."""

    path: Path
    label: str
    free: int
    total: int
    removable: bool
    read_only: bool


def drives() -> tuple[Drive, ...]:
    """The drives of this PC, sticks first."""
    if sys.platform == "win32":
        found = _windows()
    elif sys.platform == "darwin":
        found = on_mac(_VOLUMES)
    else:
        text = _MOUNTS.read_text(encoding="utf-8", errors="replace") if _MOUNTS.exists() else ""
        found = on_linux(text, _BLOCKS, _LABELS)
    return tuple(sorted(found, key=lambda one: (not one.removable, str(one.path))))


def on_linux(mounts: str, blocks: Path, labels: Path) -> Iterator[Drive]:
    """The drives in a list of mounts; `blocks` tells which may be taken out."""
    names = {_target(link): plain(link.name) for link in _entries(labels)}
    seen: set[str] = set()
    for line in mounts.splitlines():
        device, folder, _, options, *_ = [*line.split(" "), "", "", "", ""]
        place = Path(plain(folder))
        outside = str(place).startswith(_STICKS)
        if not device.startswith("/dev/") or device in seen or not (outside or place == Path("/")):
            continue
        seen.add(device)
        block = Path(device).name
        removable = outside and (_may_be_taken_out(blocks / block) or "/media/" in str(place))
        label = names.get(block, place.name or "/")
        yield from _drive(place, label, removable=removable, read_only="ro" in options.split(","))


def on_mac(volumes: Path) -> Iterator[Drive]:
    """The volumes of a Mac: what is not the system's own is taken for a stick."""
    for place in _entries(volumes):
        if place.is_symlink():
            yield from _drive(Path("/"), place.name, removable=False, read_only=False)
        else:
            yield from _drive(
                place, place.name, removable=True, read_only=not os.access(place, os.W_OK)
            )


def _windows() -> Iterator[Drive]:
    if sys.platform == "win32":
        import ctypes

        system = ctypes.windll.kernel32
        system.SetErrorMode(1)
        letters = system.GetLogicalDrives()
        for number in range(26):
            root = f"{chr(65 + number)}:\\"
            kind = system.GetDriveTypeW(root) if letters >> number & 1 else 0
            if kind not in {_REMOVABLE, _FIXED, _REMOTE}:
                continue
            name, flags = ctypes.create_unicode_buffer(261), ctypes.c_ulong()
            asked = (root, name, 261, None, None, ctypes.byref(flags), None, 0)
            if system.GetVolumeInformationW(*asked):
                yield from _drive(
                    Path(root),
                    name.value or root[:2],
                    removable=kind == _REMOVABLE,
                    read_only=bool(flags.value & _VOLUME_READ_ONLY),
                )
    else:
        yield from ()


def _drive(place: Path, label: str, *, removable: bool, read_only: bool) -> Iterator[Drive]:
    try:
        usage = shutil.disk_usage(place)
    except OSError:
        return
    yield Drive(
        path=place,
        label=label,
        free=usage.free,
        total=usage.total,
        removable=removable,
        read_only=read_only,
    )


def _may_be_taken_out(block: Path) -> bool:
    """What the kernel says of a disk; a partition asks the disk it lies on."""
    try:
        real = block.resolve(strict=True)
    except OSError:
        return False
    for folder in (real, real.parent):
        try:
            return (folder / "removable").read_text(encoding="ascii").strip() == "1"
        except OSError:
            continue
    return False


def _entries(folder: Path) -> Iterable[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return ()


def _target(link: Path) -> str:
    return Path(os.path.realpath(link)).name


def plain(name: str) -> str:
    r"""A name as mounts and labels write it: `\040` and `\x20` are spaces."""
    for mark, base, size in (("\\x", 16, 2), ("\\", 8, 3)):
        parts = name.split(mark)
        said = [parts[0]]
        for part in parts[1:]:
            digits = part[:size]
            try:
                said.append(chr(int(digits, base)) + part[size:])
            except ValueError:
                said.append(mark + part)
        name = "".join(said)
    return name
