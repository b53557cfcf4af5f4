"""Taking a stick out safely: everything is on it, then the system lets go of it.

Windows by its own calls (not seen there yet, SECURITY.md), a Mac by `diskutil`, Linux by
`udisksctl`. What the system does not allow is told; a package on the stick is safe in any case.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from gbdesk.domain.refusals import Refused
from gbdesk.media.drives import plain

WAIT_S: Final = 30
_MOUNTS: Final = Path("/proc/self/mounts")
_LOCK, _DISMOUNT, _ALLOW, _EJECT = 0x90018, 0x90020, 0x2D4804, 0x2D4808
_READ_WRITE: Final = 0xC0000000
_SHARED: Final = 0x3
_EXISTING: Final = 3


def eject(place: Path) -> None:
    """Let go of the drive mounted at this place.

    Raises:
        Refused: something still uses it, or this system cannot do it for us.
    """
    if sys.platform == "win32":
        _windows(place)
    elif sys.platform == "darwin":
        _run("diskutil", ("eject", str(place)), place)
    else:
        device = device_of(place, _MOUNTS.read_text(encoding="utf-8", errors="replace"))
        if not device:
            raise Refused("eject.unable", place=str(place))
        _run("udisksctl", ("unmount", "--no-user-interaction", "-b", device), place)


def device_of(place: Path, mounts: str) -> str:
    """The device that a list of mounts names for a place, empty where there is none."""
    found = ""
    for line in mounts.splitlines():
        device, folder, *_ = [*line.split(" "), "", ""]
        if device.startswith("/dev/") and Path(plain(folder)) == place:
            found = device
    return found


def _run(program: str, words: Sequence[str], place: Path) -> None:
    path = shutil.which(program)
    if path is None:
        raise Refused("eject.unable", place=str(place))
    try:
        done = subprocess.run([path, *words], capture_output=True, timeout=WAIT_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Refused("eject.busy", place=str(place)) from error
    if done.returncode:
        raise Refused("eject.busy", place=str(place))


def _windows(place: Path) -> None:
    """Lock the volume (nobody may use it), let it go, allow and ask for its removal."""
    if sys.platform == "win32":
        import ctypes

        system = ctypes.WinDLL("kernel32", use_last_error=True)
        system.CreateFileW.restype = ctypes.c_void_p
        volume = system.CreateFileW(
            f"\\\\.\\{place.drive}", _READ_WRITE, _SHARED, None, _EXISTING, 0, None
        )
        if volume in {None, ctypes.c_void_p(-1).value}:
            raise Refused("eject.unable", place=str(place))
        told, off = ctypes.c_ulong(), ctypes.c_ubyte(0)
        try:
            for code in (_LOCK, _DISMOUNT, _ALLOW, _EJECT):
                given, size = (ctypes.byref(off), 1) if code == _ALLOW else (None, 0)
                asked = (ctypes.c_void_p(volume), code, given, size, None, 0)
                done = system.DeviceIoControl(*asked, ctypes.byref(told), None)
                if not done and code in {_LOCK, _DISMOUNT}:
                    raise Refused("eject.busy", place=str(place))
        finally:
            system.CloseHandle(ctypes.c_void_p(volume))
