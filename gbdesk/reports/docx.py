"""A document as a Word file in the layout of Decree 30/2020."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

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
from gbdesk.reports.docx_parts import add_letterhead, add_signature, put, rule
from gbdesk.reports.docx_styles import CAPTION, CELL, NOTE, RULE, add_styles
from gbdesk.reports.docx_table import table_xml

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section

_HEADINGS: Final = {1: "section", 2: "clause-titled"}


def write_docx(document: Document, path: Path) -> None:
    """Write the document; a file of the same name is replaced."""
    import docx as library

    word = library.Document()
    add_styles(word, nd30.layout())
    _properties(word, document)
    _first_section(word)
    _Writer(word, document).write()
    word.save(str(path))


class _Writer:
    """Fills a Word document from top to bottom; `room` is what lies between the margins."""

    def __init__(self, word: WordDocument, document: Document) -> None:
        self._word = word
        self._document = document
        self._page = nd30.layout().page
        self._room = self._page.text_width

    def write(self) -> None:
        """Everything, in the order of the pages."""
        document = self._document
        add_letterhead(self._word, document)
        self._title()
        for line in document.addressee_lines:
            self._addressee(line)
        self._blocks(document.body)
        self._keep_last()
        add_signature(self._word, document)
        for number, annex in enumerate(document.annexes, start=1):
            self._annex(annex, document.annex_heading(number))
        if document.provenance:
            self._provenance(document.provenance)

    def _title(self) -> None:
        from docx.shared import Pt

        if self._document.letter_subject:
            self._word.add_paragraph("", style=RULE).paragraph_format.space_after = Pt(10)
            return
        element = nd30.layout().element("subject")
        kind = put(self._word, "document-type", self._document.kind)
        kind.paragraph_format.space_before = Pt(14)
        lines = self._centred("subject", self._document.subject)
        longest = max(nd30.rule_length(element, line) for line in lines)
        line = rule(self._word, longest, self._room)
        line.paragraph_format.space_after = Pt(10)

    def _centred(self, ident: str, text: str) -> tuple[str, ...]:
        """A centred element on lines of about the same length; the lines."""
        element = nd30.layout().element(ident)
        lines = fonts.balanced(text, element.size, self._room, bold=element.bold)
        paragraph = put(self._word, ident, "")
        for at, part in enumerate(lines):
            run = paragraph.add_run()
            if at:
                run.add_break()
            run.add_text(part)
        return lines

    def _addressee(self, text: str) -> None:
        from docx.shared import Mm

        line = put(self._word, "addressee", text)
        line.paragraph_format.left_indent = Mm(25 if text.startswith("-") else 18)

    def _blocks(self, blocks: tuple[Block, ...]) -> None:
        from docx.enum.text import WD_BREAK

        for block in blocks:
            match block:
                case Heading():
                    put(self._word, _HEADINGS[block.level], block.text)
                case Paragraph():
                    self._paragraph(block)
                case Gap():
                    put(self._word, "body", block.text).runs[0].italic = True
                case Table():
                    self._table(block)
                case Figure():
                    self._figure(block)
                case PageBreak():
                    self._word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _paragraph(self, block: Paragraph) -> None:
        line = put(self._word, "body", f"- {block.text}" if block.bullet else block.text)
        if block.italic:
            for run in line.runs:
                run.italic = True

    def _table(self, table: Table) -> None:
        from docx.oxml import parse_xml

        for at, part in enumerate(table.portions()):
            caption = part.caption if not at else f"{part.caption} (tiếp theo)"
            if part.caption:
                self._word.add_paragraph(caption, style=CAPTION)
            self._line_above(part)
            style = self._word.styles[CELL].style_id
            xml = parse_xml(table_xml(part, self._room, style))
            self._word.element.body.insert_element_before(xml, "w:sectPr")
            for note in part.notes:
                self._word.add_paragraph(note, style=NOTE)
            self._word.add_paragraph("", style=NOTE)

    def _line_above(self, table: Table) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        told = ". ".join(part for part in (table.coverage, table.unit) if part)
        if told:
            line = self._word.add_paragraph(f"({told})", style=NOTE)
            line.paragraph_format.keep_with_next = True
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _figure(self, figure: Figure) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm

        width = min(self._room, charts.WIDTH)
        picture = self._word.add_picture(BytesIO(charts.picture(figure)), width=Mm(width))
        picture._inline.docPr.set("descr", charts.spoken(figure))  # noqa: SLF001 - no other way
        line = self._word.paragraphs[-1]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.keep_with_next = True
        self._word.add_paragraph(figure.caption, style=CAPTION)

    def _keep_last(self) -> None:
        """The last words of the body stay with the signature."""
        self._word.paragraphs[-1].paragraph_format.keep_with_next = True

    def _annex(self, annex: Annex, heading: str) -> None:
        from docx.shared import Pt

        self._section(landscape=annex.landscape)
        put(self._word, "annex-heading", heading)
        self._centred("annex-title", annex.title)
        self._centred("annex-reference", self._document.reference)
        element = nd30.layout().element("annex-reference")
        line = rule(self._word, nd30.rule_length(element, ""), self._room)
        line.paragraph_format.space_after = Pt(8)
        self._blocks(annex.blocks)

    def _provenance(self, told: Provenance) -> None:
        self._section(landscape=False)
        put(self._word, "annex-title", told.title)
        rows = tuple(Row(cells=(words(name), words(value))) for name, value in told.facts)
        columns = (Column(title="Nội dung", width=50), Column(title="Giá trị", width=105))
        self._word.add_paragraph("", style=NOTE)
        self._table(Table(columns=columns, rows=rows))
        self._table(told.packages)
        for note in told.notes:
            self._word.add_paragraph(note, style=NOTE)

    def _section(self, *, landscape: bool) -> None:
        from docx.enum.section import WD_ORIENT, WD_SECTION
        from docx.shared import Mm

        page = self._page
        section = self._word.add_section(WD_SECTION.NEW_PAGE)
        wide, high = (page.height, page.width) if landscape else (page.width, page.height)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(wide), Mm(high)
        self._room = page.landscape_width if landscape else page.text_width
        _restart(section)


def _first_section(word: WordDocument) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    page, section = nd30.layout().page, word.sections[0]
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance, section.footer_distance = Mm(12.5), Mm(10)
    section.different_first_page_header_footer = True
    _restart(section)
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    line: Any = section.header.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _page_field(line)


def _restart(section: Section) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = section._sectPr  # noqa: SLF001 - python-docx has no page numbers
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    numbering: Any = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    after = properties.find(qn("w:pgMar"))
    after.addnext(numbering)


def _page_field(line: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("", "2"), ("end", "")):
        run = line.add_run()
        if kind:
            mark: Any = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001 - python-docx has no fields
        elif text == "PAGE":
            code: Any = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = " PAGE "
            run._r.append(code)  # noqa: SLF001 - see above
        else:
            run.text = text


def _properties(word: WordDocument, document: Document) -> None:
    """Neutral properties: no person, no machine, no figures."""
    told = word.core_properties
    day = document.letterhead.day
    moment = datetime.combine(day, time(), UTC) if day else datetime(2024, 1, 1, tzinfo=UTC)
    told.title, told.author, told.last_modified_by = document.title, "", ""
    told.comments, told.language, told.subject = "", "vi-VN", ""
    told.created = told.modified = moment
    told.revision = 1
