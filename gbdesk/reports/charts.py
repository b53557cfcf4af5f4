"""Bars with their numbers written at them: one drawing for PDF, and a picture of it for Word."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from gbdesk.domain.numbers import group
from gbdesk.reports import fonts, preview
from gbdesk.reports.document import Figure

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

WIDTH: Final = 150.0
_BAR: Final = 7.0
_GAP: Final = 4.0
_LABELS: Final = 46.0
_NUMBERS: Final = 22.0
_SIZE: Final = 12
_DPI: Final = 200


def drawing(figure: Figure) -> Drawing:
    """Horizontal bars from zero, each with its label on the left and its number at its end."""
    from reportlab.graphics.shapes import Drawing, Line, Rect, String
    from reportlab.lib.colors import Color, black

    fonts.register()
    mm = fonts.MM
    high = len(figure.values) * (_BAR + _GAP) + _GAP
    found = Drawing(WIDTH * mm, high * mm)
    room = WIDTH - _LABELS - _NUMBERS
    largest = max(1, *figure.values)
    fill = Color(0.25, 0.35, 0.5)
    for at, (label, value) in enumerate(zip(figure.labels, figure.values, strict=True)):
        y = high - (at + 1) * (_BAR + _GAP)
        middle = (y + _BAR / 2) * mm - _SIZE * 0.35
        long = room * value / largest
        name = String((_LABELS - 2) * mm, middle, label, textAnchor="end")
        number = String((_LABELS + long + 2) * mm, middle, f"{group(value)} {figure.unit}".strip())
        for text in (name, number):
            text.fontName, text.fontSize, text.fillColor = fonts.REGULAR, _SIZE, black
            found.add(text)
        bar = Rect(_LABELS * mm, y * mm, long * mm, _BAR * mm)
        bar.fillColor, bar.strokeColor = fill, None
        found.add(bar)
    found.add(Line(_LABELS * mm, 0, _LABELS * mm, high * mm, strokeColor=black, strokeWidth=0.7))
    return found


def picture(figure: Figure) -> bytes:
    """The same drawing as a PNG."""
    from reportlab.graphics import renderPDF
    from reportlab.pdfgen.canvas import Canvas

    drawn, out = drawing(figure), BytesIO()
    size: tuple[float, float] = (drawn.width, drawn.height)
    canvas = Canvas(out, pagesize=size, invariant=1, **fonts.FIRST)
    renderPDF.draw(drawn, canvas, 0, 0)
    canvas.save()
    return preview.page_png(out.getvalue(), 0, width=round(drawn.width / 72 * _DPI))


def spoken(figure: Figure) -> str:
    """The chart in words, for those who cannot see it."""
    pairs = zip(figure.labels, figure.values, strict=True)
    told = "; ".join(f"{label}: {group(value)} {figure.unit}".strip() for label, value in pairs)
    return f"{figure.caption}. {told}."
