"""Pieces of a PDF page: paragraphs of each element, drawn rules, framed marks, upright heads."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer, Table
from reportlab.platypus import Paragraph as Written

from gbdesk.reports import fonts, nd30
from gbdesk.reports.document import MOTTO, NATIONAL_NAME, Document, Letterhead

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LEADING: Final = 1.15
MM: Final = fonts.MM
_ALIGN: Final[dict[str, Any]] = {
    "left": TA_LEFT,
    "center": TA_CENTER,
    "right": TA_RIGHT,
    "justify": TA_JUSTIFY,
}
_INDENTED: Final = frozenset({"body", "section", "clause-titled"})
_CENTERED: Final = frozenset(
    {"document-type", "authority", "circulation", "parent-body", "national-name"}
)
_KEPT: Final = frozenset({"section", "clause-titled", "annex-heading", "annex-title"})


@cache
def element_style(ident: str, *, slanted: bool = False) -> ParagraphStyle:
    """The style of an element of the decree."""
    fonts.register()
    rules = nd30.layout()
    element, page = rules.element(ident), rules.page
    centred = ident in _CENTERED
    return ParagraphStyle(
        f"{ident}-{slanted}",
        fontName=fonts.face(bold=element.bold, italic=element.italic or slanted),
        fontSize=element.size,
        leading=element.size * LEADING,
        alignment=TA_CENTER if centred else _ALIGN.get(element.align, TA_LEFT),
        firstLineIndent=page.indent * MM if ident in _INDENTED else 0,
        spaceAfter=page.spacing if ident in _INDENTED | {"addressee"} else 0,
        keepWithNext=ident in _KEPT,
    )


@cache
def plain_style(
    size: float, align: str = "left", *, bold: bool = False, italic: bool = False
) -> ParagraphStyle:
    """A style of tables, captions and notes."""
    fonts.register()
    return ParagraphStyle(
        f"plain-{size}-{align}-{bold}-{italic}",
        fontName=fonts.face(bold=bold, italic=italic),
        fontSize=size,
        leading=size * LEADING,
        alignment=_ALIGN[align],
    )


def put(ident: str, text: str, *, slanted: bool = False) -> Written:
    """A paragraph in the style of an element."""
    return Written(escape(text), element_style(ident, slanted=slanted))


def plain(
    text: str, size: float, align: str = "left", *, bold: bool = False, italic: bool = False
) -> Written:
    """A paragraph of a table, caption or note."""
    return Written(escape(text), plain_style(size, align, bold=bold, italic=italic))


class Rule(Flowable):
    """A drawn line of a length in mm, in the middle of whatever room there is."""

    def __init__(self, length: float) -> None:
        super().__init__()
        self._length = length * MM

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's
        """The whole room, and a little height."""
        self.width, self.height = aW, 5.0
        return (self.width, self.height)

    def draw(self) -> None:
        """Draw the line."""
        start = (self.width - self._length) / 2
        self.canv.setLineWidth(0.75)
        self.canv.line(start, 2.5, start + self._length, 2.5)


class Framed(Flowable):
    """A mark in its frame, in the middle of whatever room there is."""

    def __init__(self, mark: str) -> None:
        super().__init__()
        self._mark = mark
        self._size = nd30.layout().element("circulation").size
        self._frame = (fonts.width(mark, self._size, bold=True) + 6) * MM

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's
        """The whole room, and the height of the frame with a gap above."""
        self.width, self.height = aW, self._size + 18.0
        return (self.width, self.height)

    def draw(self) -> None:
        """Draw the frame and the mark in it."""
        self.canv.setLineWidth(1)
        self.canv.rect((self.width - self._frame) / 2, 1, self._frame, self._size + 9)
        self.canv.setFont(fonts.BOLD, self._size)
        self.canv.drawCentredString(self.width / 2, 7, self._mark)


def rule(length: float) -> Rule:
    """A drawn line of a length in mm, in the middle."""
    return Rule(length)


def letterhead(document: Document) -> list[Flowable]:
    """The two columns at the top of page one, the mark below the number."""
    head = document.letterhead
    motto = nd30.layout().element("motto")
    right: list[Flowable] = [
        put("national-name", NATIONAL_NAME),
        put("motto", MOTTO),
        rule(nd30.rule_length(motto, MOTTO)),
    ]
    rows: list[list[Any]] = [
        [_issuer(head), right],
        [_number(document), put("place-date", head.place_date)],
    ]
    if document.mark:
        rows.append([Framed(document.mark), Spacer(1, 1)])
    return [columns(rows, nd30.LEFT_COLUMN, nd30.RIGHT_COLUMN)]


def _number(document: Document) -> list[Flowable]:
    number = put("number-symbol", document.letterhead.number_line)
    if not document.letter_subject:
        return [number]
    return [number, Spacer(1, 6), put("letter-subject", document.letter_subject)]


def _issuer(head: Letterhead) -> list[Flowable]:
    rules, room = nd30.layout(), nd30.LEFT_COLUMN
    element = rules.element("issuing-body")
    lines = fonts.balanced(head.issuer, element.size, room, bold=True)
    longest = max(lines, key=lambda line: fonts.width(line, element.size, bold=True))
    parent = fonts.balanced(head.parent, rules.element("parent-body").size, room)
    return [
        *(put("parent-body", line) for line in parent if line),
        *(put("issuing-body", line) for line in lines),
        rule(nd30.rule_length(element, longest)),
    ]


def signature(document: Document) -> Table:
    """Recipients on the left, who signs on the right."""
    left = [
        put("recipients-heading", "Nơi nhận:"),
        *(put("recipients-list", line) for line in document.recipients),
    ]
    right: list[Flowable] = [put("authority", line) for line in document.signature.authority]
    right += [Spacer(1, nd30.SIGNING_ROOM), put("signer-name", document.signature.name)]
    return columns([[left, right]], nd30.SIGN_LEFT, nd30.SIGN_RIGHT)


def columns(rows: list[list[Any]], left: float, right: float) -> Table:
    """Two columns without lines and margins; widths in mm."""
    found = Table(rows, colWidths=[left * MM, right * MM], hAlign="CENTER")
    found.setStyle(
        [
            ("FONT", (0, 0), (-1, -1), fonts.REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]
    )
    return found


class Upright(Flowable):
    """A title written upwards on at most two lines, in a head of a given height (mm)."""

    def __init__(self, text: str, size: float, high: float, wide: float) -> None:
        super().__init__()
        self._lines = fonts.balanced(text, size, high - 4, bold=True)
        self._size = size
        self.height = high * MM
        self.width = wide * MM

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's
        """What it needs."""
        return (self.width, self.height)

    def draw(self) -> None:
        """Write the lines side by side, each turned by a right angle."""
        canvas: Canvas = self.canv
        step = self._size * LEADING
        canvas.saveState()
        canvas.rotate(90)
        canvas.setFont(fonts.BOLD, self._size)
        top = -self.width / 2 + (len(self._lines) - 2) * step / 2 + self._size * 0.2
        for at, line in enumerate(self._lines):
            canvas.drawCentredString(self.height / 2, top - at * step, line)
        canvas.restoreState()
