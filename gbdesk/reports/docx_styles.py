"""The paragraph styles of a Word document, one for each element of the decree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gbdesk.reports.nd30 import Element, Layout

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle

BUILT_IN: Final = {"section": "Heading 1", "clause-titled": "Heading 2", "page-number": "Header"}
BODY: Final = ("body", "section", "clause-titled", "clause", "point")
KEPT: Final = ("section", "clause-titled", "annex-heading", "annex-title")
RULE: Final = "Đường kẻ"
CELL: Final = "Bảng"
CAPTION: Final = "Tên bảng"
NOTE: Final = "Ghi chú bảng"
ELEMENTS: Final = (
    "national-name",
    "motto",
    "parent-body",
    "issuing-body",
    "number-symbol",
    "place-date",
    "letter-subject",
    "circulation",
    "document-type",
    "subject",
    "addressee",
    "section",
    "clause-titled",
    "body",
    "authority",
    "signer-name",
    "recipients-heading",
    "recipients-list",
    "page-number",
    "annex-heading",
    "annex-title",
    "annex-reference",
)
_ALIGNED: Final = {"document-type", "authority", "circulation", "parent-body", "national-name"}


def style_name(element: Element) -> str:
    """The name under which Word shows the style of an element."""
    return BUILT_IN.get(element.id, element.label)


def add_styles(word: WordDocument, rules: Layout) -> None:
    """Give the document its fonts, its language and a style for each element."""
    _normal(word, rules)
    for ident in ELEMENTS:
        _element(word, rules, rules.element(ident))
    for name, size, align in ((RULE, 1, "left"), (CELL, 12, "left"), (NOTE, 12, "left")):
        _plain(word, name, size, align)
    caption = _plain(word, CAPTION, 13, "center")
    caption.font.bold = True
    caption.paragraph_format.keep_with_next = True
    word.styles[NOTE].font.italic = True
    _thin(word)


def _normal(word: WordDocument, rules: Layout) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    font = rules.page.font
    size = round(rules.page.body_size * 2)
    defaults = word.styles.element.find(_q("w:docDefaults"))
    if defaults is not None:
        word.styles.element.remove(defaults)
    word.styles.element.insert(
        0,
        parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
            f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
            '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
            "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        ),
    )
    _bare(word.styles["Normal"])


def _bare(style: ParagraphStyle) -> None:
    """Drop what the default template says of letters: theme fonts, blue headings."""
    for tag in ("w:rPr", "w:pPr"):
        found = style.element.find(_q(tag))
        if found is not None:
            style.element.remove(found)


def _element(word: WordDocument, rules: Layout, element: Element) -> None:
    from docx.shared import Mm, Pt

    name = style_name(element)
    style = _style(word, name)
    _letters(style, element.size, bold=element.bold, italic=element.italic)
    layout = style.paragraph_format
    layout.alignment = _alignment(element)
    layout.space_before = Pt(0)
    layout.space_after = Pt(0)
    layout.line_spacing = rules.page.line
    layout.keep_with_next = element.id in KEPT
    layout.widow_control = True
    if element.id in BODY:
        layout.first_line_indent = Mm(rules.page.indent)
        layout.space_after = Pt(rules.page.spacing)
    if element.id == "addressee":
        layout.space_after = Pt(rules.page.spacing)


def _style(word: WordDocument, name: str) -> ParagraphStyle:
    from docx.enum.style import WD_STYLE_TYPE

    if name in [style.name for style in word.styles]:
        style: ParagraphStyle = word.styles[name]
        _bare(style)
    else:
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Normal"]
        style.quick_style = True
    return style


def _plain(word: WordDocument, name: str, size: float, align: str) -> ParagraphStyle:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    style = _style(word, name)
    _letters(style, size, bold=False, italic=False)
    style.paragraph_format.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0
    return style


def _letters(style: ParagraphStyle, size: float, *, bold: bool, italic: bool) -> None:
    from docx.shared import Pt

    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.italic = italic


def _alignment(element: Element) -> object:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    if element.align == "justify":
        return WD_ALIGN_PARAGRAPH.JUSTIFY
    if element.align == "center" or element.id in _ALIGNED:
        return WD_ALIGN_PARAGRAPH.CENTER
    return WD_ALIGN_PARAGRAPH.LEFT


def _thin(word: WordDocument) -> None:
    """Make the line that carries a rule as low as Word allows."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt

    layout = word.styles[RULE].paragraph_format
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(2)


def _q(name: str) -> str:
    from docx.oxml.ns import qn

    found: str = qn(name)
    return found
