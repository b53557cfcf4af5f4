"""The anchor: what this PC last wrote, kept outside the workspace, so that a rollback is noticed.

One small JSON file per device in the state folder of the system (`package.md` 3.4): for each
stream the position and hash of the last op. A workspace that is behind it came out of a backup.
Another file remembers the last line of the audit: the end of a chain cannot show that it was cut.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from platformdirs import user_state_path

Heads: TypeAlias = dict[str, tuple[int, bytes]]

_SUFFIX: Final = ".anchor"
_AUDIT: Final = ".audit"


class Anchor:
    """The heads of one device's streams as this PC remembers them."""

    def __init__(self, device: str, folder: Path | None = None) -> None:
        """Stand in `folder`, or in the system's state folder."""
        self.folder = folder or user_state_path("gbdesk", appauthor=False) / "anchors"
        self._file = self.folder / f"{device}{_SUFFIX}"
        self._audit = self.folder / f"{device}{_AUDIT}"

    def heads(self) -> Heads:
        """What is remembered; nothing where there is no readable file."""
        try:
            raw = json.loads(self._file.read_bytes())
            return {str(name): (int(n), bytes.fromhex(ch)) for name, (n, ch) in raw.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}

    def put(self, heads: Mapping[str, tuple[int, bytes]]) -> None:
        """Remember these heads beside those of other streams; a full disk is no reason to fail."""
        if not heads:
            return
        kept = {**self.heads(), **heads}
        body = {name: [n, ch.hex()] for name, (n, ch) in sorted(kept.items())}
        self._keep(self._file, body)

    def put_audit(self, line: int, ch: bytes) -> None:
        """Remember the last line of the audit."""
        self._keep(self._audit, [line, ch.hex()])

    def lost_line(self, hash_of: Callable[[int], bytes | None]) -> int | None:
        """The line of the audit that is remembered and not there, or is another one there."""
        try:
            line, ch = json.loads(self._audit.read_bytes())
            is_there = hash_of(int(line)) == bytes.fromhex(ch)
        except (OSError, ValueError, TypeError):
            return None
        return None if is_there else int(line)

    def _keep(self, file: Path, body: object) -> None:
        new = file.with_name(f"{file.name}.{os.getpid()}.new")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps(body), encoding="ascii")
            new.replace(file)
        except OSError:
            return  # noticing a rollback is an extra; the ops themselves are safe in the file

    def is_ahead(self, hash_at: Callable[[str, int], bytes | None]) -> bool:
        """Whether a remembered op is missing in the workspace, or is another one there."""
        return any(hash_at(stream, n) != ch for stream, (n, ch) in self.heads().items())


def machine_mark() -> str:
    """A short hash that differs between PCs and says nothing about them."""
    said = "\n".join((platform.node(), platform.machine(), f"{uuid.getnode():012x}"))
    return hashlib.sha256(b"gbdesk machine\n" + said.encode()).hexdigest()[:16]
