"""The typeface of documents: Tinos, whose letters are as wide as those of Times New Roman."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from gbdesk import resources

REGULAR: Final = "Tinos"
BOLD: Final = "Tinos-Bold"
ITALIC: Final = "Tinos-Italic"
BOLD_ITALIC: Final = "Tinos-BoldItalic"
MM: Final = 72 / 25.4
_TORN: Final = 1.3

# What a canvas begins with; reportlab would list a Helvetica that is not embedded.
FIRST: Final[dict[str, Any]] = {"initialFontName": REGULAR}

_FILES: Final = {
    REGULAR: "tinos-Regular.ttf",
    BOLD: "tinos-Bold.ttf",
    ITALIC: "tinos-Italic.ttf",
    BOLD_ITALIC: "tinos-BoldItalic.ttf",
}


def face(*, bold: bool = False, italic: bool = False) -> str:
    """The name of a face."""
    if bold:
        return BOLD_ITALIC if italic else BOLD
    return ITALIC if italic else REGULAR


@cache
def register() -> None:
    """Make the faces known to reportlab, once."""
    from reportlab.graphics import shapes
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resources.path("fonts", file))))
    shapes.STATE_DEFAULTS["fontName"] = REGULAR
    pdfmetrics.registerFontFamily(
        REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC
    )


def width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """How wide a text is, in mm."""
    from reportlab.pdfbase import pdfmetrics

    register()
    points: float = pdfmetrics.stringWidth(text, face(bold=bold, italic=italic), size)
    return points / MM


def balanced(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in as few lines as fit the room (mm), the lines about equally long."""
    if width(text, size, bold=bold) <= room:
        return (text,)
    parts = text.split(" ")
    best: tuple[str, ...] = ()
    least = 0.0
    for at in range(1, len(parts)):
        pair = (" ".join(parts[:at]), " ".join(parts[at:]))
        longest = max(width(line, size, bold=bold) for line in pair)
        cost = longest * (1 if _may_part(parts[at - 1], parts[at]) else _TORN)
        if longest <= room and (not best or cost < least):
            best, least = pair, cost
    return best or tuple(_filled(parts, size, room, bold=bold))


def _may_part(before: str, after: str) -> bool:
    """Whether a line ends well here: after a comma or dash, or before "và"."""
    return before.endswith((",", "-", ";")) or after.lower() in {"và", "về", "ngày"}


def _filled(parts: list[str], size: float, room: float, *, bold: bool) -> list[str]:
    lines = [parts[0]]
    for part in parts[1:]:
        longer = f"{lines[-1]} {part}"
        if width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines
