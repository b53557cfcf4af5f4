"""The head and the foot of a Word document: national name, issuing body, signature, recipients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gbdesk.reports import fonts, nd30
from gbdesk.reports.document import MOTTO, NATIONAL_NAME, Document, Letterhead
from gbdesk.reports.docx_styles import RULE, style_name

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import _Cell


def put(place: Any, ident: str, text: str) -> Any:
    """A paragraph in the style of an element, at the end of a document, cell or header."""
    return place.add_paragraph(text, style=style_name(nd30.layout().element(ident)))


def rule(place: Any, length: float, room: float, *, indent: float = 0) -> Any:
    """A drawn line of a length (mm) in the middle of the room."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Mm, Pt

    line = place.add_paragraph("", style=RULE)
    side = max(0.0, (room - length) / 2)
    line.paragraph_format.left_indent = Mm(side + indent)
    line.paragraph_format.right_indent = Mm(side)
    line.paragraph_format.space_after = Pt(2)
    line._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - python-docx has no borders
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="0" '
            'w:color="auto"/></w:pBdr>'
        ),
        "w:shd",
        "w:tabs",
        "w:spacing",
        "w:ind",
        "w:jc",
        "w:rPr",
    )
    return line


def add_letterhead(word: WordDocument, document: Document) -> None:
    """The two columns at the top of page one, the mark below the number."""
    from docx.shared import Pt

    head = document.letterhead
    left, right = nd30.LEFT_COLUMN, nd30.RIGHT_COLUMN
    cells = _columns(word, rows=2 + bool(document.mark), widths=(left, right))
    _issuer(cells[0], head, left)
    put(cells[1], "national-name", NATIONAL_NAME)
    put(cells[1], "motto", MOTTO)
    motto = nd30.layout().element("motto")
    rule(cells[1], nd30.rule_length(motto, MOTTO), right)
    put(cells[2], "number-symbol", head.number_line)
    if document.letter_subject:
        below = put(cells[2], "letter-subject", document.letter_subject)
        below.paragraph_format.space_before = Pt(6)
    put(cells[3], "place-date", head.place_date)
    if document.mark:
        _framed(cells[4], document.mark, left)
    for cell in cells:
        _drop_first(cell)
    if document.mark:
        cells[5].add_paragraph("", style=RULE)


def _issuer(cell: _Cell, head: Letterhead, room: float) -> None:
    rules = nd30.layout()
    if head.parent:
        for line in fonts.balanced(head.parent, rules.element("parent-body").size, room):
            put(cell, "parent-body", line)
    element = rules.element("issuing-body")
    lines = fonts.balanced(head.issuer, element.size, room, bold=True)
    for line in lines:
        put(cell, "issuing-body", line)
    longest = max(lines, key=lambda line: fonts.width(line, element.size, bold=True))
    rule(cell, nd30.rule_length(element, longest), room)


def _framed(cell: _Cell, mark: str, room: float) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Mm, Pt

    element = nd30.layout().element("circulation")
    paragraph = put(cell, "circulation", mark)
    side = (room - fonts.width(mark, element.size, bold=True) - 6) / 2
    paragraph.paragraph_format.left_indent = Mm(side)
    paragraph.paragraph_format.right_indent = Mm(side)
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.space_after = Pt(4)
    sides = "".join(
        f'<w:{side_name} w:val="single" w:sz="8" w:space="3" w:color="auto"/>'
        for side_name in ("top", "left", "bottom", "right")
    )
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - see rule
        parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"),
        "w:shd",
        "w:tabs",
        "w:spacing",
        "w:ind",
        "w:jc",
        "w:rPr",
    )


def add_signature(word: WordDocument, document: Document) -> None:
    """Recipients on the left, who signs on the right, on one page."""
    from docx.shared import Pt

    left, right = _columns(word, rows=1, widths=(nd30.SIGN_LEFT, nd30.SIGN_RIGHT))
    put(left, "recipients-heading", "Nơi nhận:")
    for line in document.recipients:
        put(left, "recipients-list", line)
    for line in document.signature.authority:
        put(right, "authority", line)
    name = put(right, "signer-name", document.signature.name)
    name.paragraph_format.space_before = Pt(nd30.SIGNING_ROOM)
    for cell in (left, right):
        _drop_first(cell)
        cell.paragraphs[0].paragraph_format.space_before = Pt(8)


def _columns(word: WordDocument, *, rows: int, widths: tuple[float, float]) -> list[_Cell]:
    """A table without lines and cell margins; its cells row by row."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Mm

    table = word.add_table(rows=rows, cols=2)
    table.autofit = False
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no cell margins
    sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    properties.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>"))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(  # noqa: SLF001 - python-docx has no cantSplit
            parse_xml(f"<w:cantSplit {nsdecls('w')}/>")
        )
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return [cell for row in table.rows for cell in row.cells]


def _drop_first(cell: _Cell) -> None:
    """A new cell holds one empty paragraph: drop it where others stand."""
    if len(cell.paragraphs) > 1:
        first = cell.paragraphs[0]._p  # noqa: SLF001 - python-docx removes nothing
        first.getparent().remove(first)
