"""Which packages of this office lie where the next one is to be written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gbdesk.text import translate


class Earlier:
    """Which packages of this office lie in a folder already (M35)."""

    def __init__(self, names: Sequence[tuple[str, int]]) -> None:
        self._names = tuple(names)

    def __call__(self, folder: Path) -> str:
        """In words, empty where there is none."""
        found = [seq for name, seq in self._names if name and (folder / name).is_file()]
        if not found:
            return ""
        return translate(
            "Export",
            "Package {seq} of this unit lies there already. The new one is written beside it, "
            "never over it.",
            seq=f"{max(found):02d}",
        )
