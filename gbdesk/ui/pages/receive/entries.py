"""What lies in the import centre: files, what their check found, what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gbdesk.domain.dates import day_month
from gbdesk.services.outcomes import ALREADY
from gbdesk.services.quarantine import FORKED
from gbdesk.services.receiving_parts import ATTENTION, READY, SKIPPED, Look, Preview, Taken
from gbdesk.text import mark, say, translate
from gbdesk.ui.hub.moments import local

CHECKING: Final = "checking"
DONE: Final = "done"
GROUPS: Final = {
    ATTENTION: mark("Receive", "Needs you"),
    READY: mark("Receive", "Ready"),
    CHECKING: mark("Receive", "Being checked"),
    DONE: mark("Receive", "Taken in"),
    SKIPPED: mark("Receive", "Left aside"),
}
_PICTURES: Final = {
    "danger": "package-x",
    "warning": "package-open",
    "info": "package-open",
    "success": "package-check",
    "neutral": "copy",
}


@dataclass(slots=True)
class Entry:
    """One file: its check, what taking it in would do, what became of it; `period` in words.

    `fresh`: it came up in the folder that is watched.
    """

    path: Path
    look: Look | None = None
    preview: Preview | None = None
    taken: Taken | None = None
    period: str = ""
    aside: bool = False
    twin: bool = False
    fresh: bool = False

    @property
    def group(self) -> str:
        """Where it stands in the list."""
        if self.taken is not None and self.taken.ok and self.taken.outcome != ALREADY:
            return DONE
        if self.look is None:
            return CHECKING
        if self.aside or self.twin:
            return SKIPPED
        return ATTENTION if self.conflicts else self.look.group

    @property
    def conflicts(self) -> int:
        """How many differences it brings."""
        return len(self.preview.conflicts) if self.preview is not None else 0

    @property
    def title(self) -> str:
        """The office, or the name of the file where the sender is not proved."""
        look = self.look
        return look.office_name if look and look.office_name else self.path.name

    @property
    def under(self) -> str:
        """`Gói 04 · 24/05 · kỳ 6 tháng 2024`, or what is wrong."""
        look = self.look
        if look is None:
            return translate("Receive", "waits for its check")
        if not look.office_name or (not look.ok and not look.seq):
            return look.message.happened
        parts = [package_words(look.seq)]
        if self.twin:  # nothing else tells it from the row it doubles
            return f"{parts[0]} · {self.path.name}"
        if self.fresh and self.group != DONE:
            parts.insert(0, translate("Receive", "new in the folder"))
        if look.made:
            parts.append(day_month(local(look.made).date()))
        if self.period:
            parts.append(self.period)
        return " · ".join(parts)

    @property
    def pill(self) -> tuple[str, str, str]:
        """Words, tone and icon of the state."""
        if self.group == DONE and self.taken is not None:
            words = translate("Receive", "{n} items", n=self.taken.items)
            return (words, "success", "check")
        if self.look is None:
            return ("", "neutral", "")
        if self.twin:
            return (translate("Receive", "The same file twice"), "neutral", "copy")
        if self.conflicts:
            words = translate("Receive", "{n} differences", n=self.conflicts)
            return (words, "warning", "columns-2")
        tone = self.look.tone
        shown = self.look.pill
        if self.preview is not None and self.look.ok:
            shown = translate("Receive", "{n} items", n=self.preview.items)
        icons = {
            "danger": "circle-slash",
            "warning": "columns-2",
            "info": "plus",
            "success": "check",
        }
        return (shown, tone, icons.get(tone, "circle-slash"))

    @property
    def picture(self) -> tuple[str, str]:
        """The icon of the row and its colour."""
        if self.look is None:
            return ("package", "text_3")
        tone = "success" if self.group == DONE else self.pill[1]
        shade = {"warning": "warning_icon", "neutral": "text_3"}.get(tone, tone)
        return (_PICTURES.get(tone, "package"), shade)


def mark_twins(entries: Iterable[Entry]) -> None:
    """Of files that are the same package only the first is worked on."""
    seen: set[str] = set()
    for one in entries:
        is_whole = one.look is not None and (one.look.ready or one.look.outcome == FORKED)
        ident = one.look.ident if one.look is not None and is_whole else ""
        one.twin = bool(ident) and ident in seen
        seen.add(ident)


def package_words(seq: int) -> str:
    """`Gói 04`."""
    return translate("Receive", "Package {number}", number=f"{seq:02d}")


def grouped(entries: Iterable[Entry]) -> list[tuple[str, Sequence[Entry]]]:
    """The groups that hold something, in the order of the list."""
    found: dict[str, list[Entry]] = {name: [] for name in GROUPS}
    for entry in entries:
        found[entry.group].append(entry)
    return [(name, held) for name, held in found.items() if held]


def group_words(name: str, count: int) -> str:
    """`Cần xử lý · 3`."""
    return f"{say(GROUPS[name])} · {count}"
