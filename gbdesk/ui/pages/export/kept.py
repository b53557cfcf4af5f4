"""What a wizard begun keeps: the note, the place used last; until the package is made."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject

from gbdesk.ui.forms.drafts import DraftKeeper, Drafts
from gbdesk.ui.pages.export.content import ContentStep
from gbdesk.ui.pages.export.place import PlaceStep

PAGE: Final = "export"
KEPT: Final = "wizard"


class Kept(QObject):
    """Written a moment after the last key, read when the page is built."""

    def __init__(
        self, drafts: Drafts, content: ContentStep, place: PlaceStep, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._keeper = DraftKeeper(drafts, PAGE, self)
        self._content, self._place = content, place

    def restore(self) -> None:
        """Show what was kept."""
        kept = self._keeper.found(KEPT) or {}
        self._content.note.setPlainText(str(kept.get("note") or ""))
        self._place.wanted = str(kept.get("place") or "")
        folder = Path(str(kept["folder"])) if kept.get("folder") else None
        self._place.show_folder(folder if folder is not None and folder.is_dir() else None)

    def touch(self) -> None:
        """Something was typed or chosen."""
        self._keeper.touch(KEPT, self._payload)

    def flush(self) -> None:
        """Write it, now."""
        self._keeper.flush()

    def _payload(self) -> dict[str, Any]:
        folder = self._place.named_folder()
        return {
            "note": self._content.text(),
            "place": self._place.choice() or self._place.wanted,
            "folder": str(folder) if folder else "",
        }
