"""A document as a PDF in the layout of Decree 30/2020: embedded letters, text that is found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import PageBreak as NewPage

from gbdesk.reports import charts, fonts, nd30
from gbdesk.reports.document import (
    Annex,
    Block,
    Column,
    Document,
    Figure,
    Gap,
    Heading,
    PageBreak,
    Paragraph,
    Provenance,
    Row,
    Table,
    words,
)
from gbdesk.reports.pdf_parts import MM, letterhead, plain, put, rule, signature
from gbdesk.reports.pdf_table import table_flowable

if TYPE_CHECKING:
    from reportlab.platypus.doctemplate import BaseDocTemplate as Template

_HEADINGS: Final = {1: "section", 2: "clause-titled"}


def write_pdf(document: Document, path: Path) -> None:
    """Write the document; a file of the same name is replaced."""
    fonts.register()
    page = nd30.layout().page
    sheets = _sheets(document)
    found = _Outlined(
        str(path),
        pagesize=(page.width * MM, page.height * MM),
        pageTemplates=[one for name, landscape in sheets for one in _templates(name, landscape)],
        title=document.title,
        author="",
        subject="",
        creator="",
        producer="",
        lang="vi-VN",
        invariant=1,
        **fonts.FIRST,
    )
    found.build(_story(document, [name for name, _ in sheets]))


class _Outlined(BaseDocTemplate):
    """Puts headings into the outline of the file."""

    # reportlab's names from here on
    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        """A heading was set: note its page."""
        told: tuple[int, str] | None = getattr(flowable, "outline", None)
        if told:
            level, text = told
            key = f"h{id(flowable)}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(text, key, level, closed=False)


def _sheets(document: Document) -> list[tuple[str, bool]]:
    """The parts with page numbers of their own, and whether each lies on its side."""
    found = [("body", False)]
    found += [(f"annex{at}", annex.landscape) for at, annex in enumerate(document.annexes)]
    return [*found, ("provenance", False)] if document.provenance else found


def _templates(name: str, landscape: bool) -> list[PageTemplate]:  # noqa: FBT001 - private
    page = nd30.layout().page
    wide, high = (page.height, page.width) if landscape else (page.width, page.height)
    counter = [0]

    def frame() -> Frame:
        room = (wide - page.left - page.right) * MM
        tall = (high - page.top - page.bottom) * MM
        corner = (page.left * MM, page.bottom * MM)
        return Frame(*corner, room, tall, 0, 0, 0, 0, id=name)

    def first(_canvas: Canvas, _template: Template) -> None:
        counter[0] = 1

    def later(canvas: Canvas, _template: Template) -> None:
        counter[0] += 1
        centre = (page.left + (wide - page.left - page.right) / 2) * MM
        canvas.setFont(fonts.REGULAR, page.number_size)
        canvas.drawCentredString(centre, (high - 17) * MM, str(counter[0]))

    size = (wide * MM, high * MM)
    return [
        PageTemplate(name, [frame()], first, pagesize=size, autoNextPageTemplate=f"{name}+"),
        PageTemplate(f"{name}+", [frame()], later, pagesize=size),
    ]


def _story(document: Document, sheets: list[str]) -> list[Flowable]:
    page = nd30.layout().page
    story = [*letterhead(document), Spacer(1, 12), *_title(document)]
    for line in document.addressee_lines:
        written = put("addressee", line)
        written.style = written.style.clone(
            "addressee", leftIndent=(25 if line[0] == "-" else 18) * MM
        )
        story.append(written)
    body = _blocks(document.body, page.text_width)
    story += body[:-1]
    story.append(KeepTogether([*body[-1:], Spacer(1, 8), signature(document)]))
    for at, annex in enumerate(document.annexes):
        story += [NextPageTemplate(sheets[at + 1]), NewPage()]
        room = page.landscape_width if annex.landscape else page.text_width
        story += _annex(annex, document, document.annex_heading(at + 1), room)
    if document.provenance:
        story += [NextPageTemplate(sheets[-1]), NewPage()]
        story += _provenance(document.provenance, page.text_width)
    return story


def _centred(ident: str, text: str, room: float) -> list[Flowable]:
    """A centred element on lines of about the same length."""
    element = nd30.layout().element(ident)
    lines = fonts.balanced(text, element.size, room, bold=element.bold)
    return [put(ident, line) for line in lines]


def _title(document: Document) -> list[Flowable]:
    if document.letter_subject:
        return []
    element, room = nd30.layout().element("subject"), nd30.layout().page.text_width
    lines = fonts.balanced(document.subject, element.size, room, bold=True)
    length = max(nd30.rule_length(element, line) for line in lines)
    return [
        put("document-type", document.kind),
        *_centred("subject", document.subject, room),
        rule(length),
        Spacer(1, 10),
    ]


def _blocks(blocks: tuple[Block, ...], room: float) -> list[Flowable]:
    found: list[Flowable] = []
    for block in blocks:
        match block:
            case Heading():
                found.append(
                    _outlined(put(_HEADINGS[block.level], block.text), block.level, block.text)
                )
            case Paragraph():
                text = f"- {block.text}" if block.bullet else block.text
                found.append(put("body", text, slanted=block.italic))
            case Gap():
                found.append(put("body", block.text, slanted=True))
            case Table():
                found += _table(block, room)
            case Figure():
                found.append(_figure(block))
            case PageBreak():
                found.append(NewPage())
    return found


def _outlined(flowable: Flowable, level: int, text: str) -> Flowable:
    flowable.outline = (level - 1, text)  # type: ignore[attr-defined]
    return flowable


def _table(table: Table, room: float) -> list[Flowable]:
    found: list[Flowable] = []
    for at, part in enumerate(table.portions()):
        caption = part.caption if not at else f"{part.caption} (tiếp theo)"
        above = [plain(caption, 13, "center", bold=True)] if part.caption else []
        told = ". ".join(one for one in (part.coverage, part.unit) if one)
        if told:
            above.append(plain(f"({told})", 12, "center", italic=True))
        for line in above:
            line.style = line.style.clone("kept", keepWithNext=1)
        found += [*above, Spacer(1, 4), table_flowable(part, room), Spacer(1, 4)]
        found += [plain(note, 12, italic=True) for note in part.notes]
        found.append(Spacer(1, 10))
    return found


def _figure(figure: Figure) -> Flowable:
    drawn = charts.drawing(figure)
    drawn.hAlign = "CENTER"
    return KeepTogether([drawn, plain(figure.caption, 13, "center", bold=True), Spacer(1, 8)])


def _annex(annex: Annex, document: Document, heading: str, room: float) -> list[Flowable]:
    element = nd30.layout().element("annex-reference")
    return [
        _outlined(put("annex-heading", heading), 1, heading),
        *_centred("annex-title", annex.title, room),
        *_centred("annex-reference", document.reference, room),
        rule(nd30.rule_length(element, "")),
        Spacer(1, 8),
        *_blocks(annex.blocks, room),
    ]


def _provenance(told: Provenance, room: float) -> list[Flowable]:
    rows = tuple(Row(cells=(words(name), words(value))) for name, value in told.facts)
    columns = (Column(title="Nội dung", width=50), Column(title="Giá trị", width=105))
    return [
        _outlined(put("annex-title", told.title), 1, told.title),
        Spacer(1, 10),
        *_table(Table(columns=columns, rows=rows), room),
        *_table(told.packages, room),
        *(plain(note, 12, italic=True) for note in told.notes),
    ]
