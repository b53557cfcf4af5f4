"""Whether a Word file follows Decree 30/2020: page, every element, rules, numbers, annexes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gbdesk.reports import fonts
from gbdesk.reports.docx_styles import ELEMENTS, RULE, style_name
from gbdesk.reports.nd30 import Element, Layout, layout
from gbdesk.reports.nd30_text import LayoutProblem, check_document, check_texts

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section
    from docx.text.paragraph import Paragraph

__all__ = ["LayoutProblem", "check", "check_document"]

TITLED: Final = frozenset({"document-type", "subject", "section", "clause-titled"})
REQUIRED: Final = frozenset(ELEMENTS) - {
    "letter-subject",
    "parent-body",
    "circulation",
    "addressee",
    "annex-heading",
    "annex-title",
    "annex-reference",
    "page-number",
}
_SLACK: Final = 0.6
_CENTRED: Final = frozenset(
    {
        "motto",
        "issuing-body",
        "number-symbol",
        "place-date",
        "document-type",
        "subject",
        "letter-subject",
    }
    | {"signer-name", "annex-heading", "annex-title", "annex-reference"}
)


def check(path: Path) -> tuple[LayoutProblem, ...]:
    """Everything in a Word file that does not follow the decree."""
    import docx as library

    word = library.Document(str(path))
    return tuple(_Checked(word, layout()).problems())


class _Checked:
    """One opened Word file and the rules it is held against."""

    def __init__(self, word: WordDocument, rules: Layout) -> None:
        self._word = word
        self._rules = rules
        self._ids = {style_name(rules.element(one)): one for one in ELEMENTS}

    def problems(self) -> Iterator[LayoutProblem]:
        """Page by page, element by element."""
        for section in self._word.sections:
            yield from self._page(section)
        texts: dict[str, list[str]] = {}
        for room, paragraphs in self._places():
            yield from self._lines(room, paragraphs)
            for paragraph in paragraphs:
                ident = self._ids.get(_style(paragraph))
                if ident:
                    yield from self._element(self._rules.element(ident), paragraph)
                    texts.setdefault(ident, []).append(_text(paragraph))
        needed = REQUIRED - TITLED if "letter-subject" in texts else REQUIRED
        for missing in sorted(needed - set(texts)):
            yield LayoutProblem(missing, "missing")
        yield from check_texts(_joined(texts))

    def _places(self) -> Iterator[tuple[float, list[Paragraph]]]:
        """Each cell of the tables without lines and each section, with their widths in mm."""
        for table in self._word.tables:
            if _style_of_table(table):
                continue
            for row in table.rows:
                for cell in row.cells:
                    yield (_mm(cell.width), list(cell.paragraphs))
        sections, at = self._word.sections, 0
        mine: list[Paragraph] = []
        for paragraph in self._word.paragraphs:
            mine.append(paragraph)
            if "w:sectPr" in paragraph._p.xml:  # noqa: SLF001 - where a section ends
                yield (_room(sections[at]), mine)
                at, mine = at + 1, []
        yield (_room(sections[at]), mine)

    def _page(self, section: Section) -> Iterator[LayoutProblem]:
        limits = self._rules.limits
        wide, high = sorted((_mm(section.page_width), _mm(section.page_height)))
        if not limits["paper-width"].allow(wide, _SLACK):
            yield LayoutProblem("page", "paper-width", f"{wide:.1f}")
        if not limits["paper-height"].allow(high, _SLACK):
            yield LayoutProblem("page", "paper-height", f"{high:.1f}")
        for side in ("top", "bottom", "left", "right"):
            margin = _mm(getattr(section, f"{side}_margin"))
            if not limits[f"margin-{side}"].allow(margin, _SLACK):
                yield LayoutProblem("page", f"margin-{side}", f"{margin:.1f}")
        yield from self._numbers(section)

    def _numbers(self, section: Section) -> Iterator[LayoutProblem]:
        """Page numbers: in the top margin, centred, not on the first page, from 1."""
        from docx.oxml.ns import qn

        if not section.different_first_page_header_footer:
            yield LayoutProblem("page-number", "first page", "shown")
        if any(line.text.strip() for line in section.first_page_header.paragraphs):
            yield LayoutProblem("page-number", "first page", "header")
        start = section._sectPr.find(qn("w:pgNumType"))  # noqa: SLF001 - python-docx hides it
        if start is None or start.get(qn("w:start")) != "1":
            yield LayoutProblem("page-number", "start")
        lines = [p for p in section.header.paragraphs if "PAGE" in p._p.xml]  # noqa: SLF001 - fields
        if not lines:
            yield LayoutProblem("page-number", "missing")
        for line in lines:
            if _alignment(line) != "CENTER":
                yield LayoutProblem("page-number", "align", _alignment(line))
            yield from self._letters(self._rules.element("page-number"), line)

    def _element(self, element: Element, paragraph: Paragraph) -> Iterator[LayoutProblem]:
        text = _text(paragraph)
        yield from self._letters(element, paragraph)
        if element.upper and text.upper() != text:
            yield LayoutProblem(element.id, "case", text)
        alignment = _alignment(paragraph)
        if element.id in _CENTRED and alignment != "CENTER":
            yield LayoutProblem(element.id, "align", alignment)
        if element.id == "body":
            if alignment != "JUSTIFY":
                yield LayoutProblem("body", "align", alignment)
            yield from self._spacing(paragraph)

    def _letters(self, element: Element, paragraph: Paragraph) -> Iterator[LayoutProblem]:
        for run in paragraph.runs:
            size = _found(run, paragraph, "size")
            points = size.pt if size is not None else self._rules.page.body_size
            if not element.smallest - 0.01 <= points <= element.largest + 0.01:
                yield LayoutProblem(element.id, "size", f"{points}")
            if bool(_found(run, paragraph, "bold")) != element.bold:
                yield LayoutProblem(element.id, "bold", run.text)
            slanted = bool(_found(run, paragraph, "italic"))
            if slanted != element.italic and element.id != "body":
                yield LayoutProblem(element.id, "italic", run.text)
            name = _found(run, paragraph, "name")
            if name not in {None, self._rules.page.font}:
                yield LayoutProblem(element.id, "font", str(name))
            colour = run.font.color
            if colour is not None and colour.rgb is not None and str(colour.rgb) != "000000":
                yield LayoutProblem(element.id, "colour", str(colour.rgb))

    def _spacing(self, paragraph: Paragraph) -> Iterator[LayoutProblem]:
        limits = self._rules.limits
        indent = _mm(_format(paragraph, "first_line_indent"))
        if not limits["first-line-indent"].allow(indent):
            yield LayoutProblem("body", "first-line-indent", f"{indent:.1f}")
        after = _format(paragraph, "space_after")
        if not limits["paragraph-spacing"].allow(after.pt if after is not None else 0):
            yield LayoutProblem("body", "paragraph-spacing", str(after))
        line = _format(paragraph, "line_spacing")
        if isinstance(line, float) and not limits["line-spacing"].allow(line, 0.01):
            yield LayoutProblem("body", "line-spacing", str(line))

    def _lines(self, room: float, paragraphs: list[Paragraph]) -> Iterator[LayoutProblem]:
        """The drawn lines: each as long as the element above it asks for."""
        above: list[tuple[Element, str]] = []
        for paragraph in paragraphs:
            ident = self._ids.get(_style(paragraph))
            if ident:
                element = self._rules.element(ident)
                if above and above[-1][0].id != ident:
                    above = []
                above += [(element, part) for part in _text(paragraph).split("\n")]
            elif _style(paragraph) == RULE and "w:pBdr" in paragraph._p.xml and above:  # noqa: SLF001 - borders
                length = room - sum(
                    _mm(_format(paragraph, side)) for side in ("left_indent", "right_indent")
                )
                yield from _rule(above, length)
                above = []


def _rule(above: list[tuple[Element, str]], length: float) -> Iterator[LayoutProblem]:
    element = above[0][0]
    widest = max(
        fonts.width(text, element.size, bold=element.bold, italic=element.italic)
        for _, text in above
    )
    least, most = {
        "full": (widest - 2, widest + 2),
        "half": (widest / 3 - _SLACK, widest / 2 + _SLACK),
        "short": (5.0, widest),
    }.get(element.rule, (0.0, 0.0))
    if not least <= length <= most:
        yield LayoutProblem(element.id, "rule", f"{length:.1f}")


def _joined(texts: dict[str, list[str]]) -> dict[str, list[str]]:
    """Elements broken over lines as one text each; sections and clauses belong to the body too."""
    whole = {
        ident: [" ".join(text.split("\n")) for text in found] for ident, found in texts.items()
    }
    for ident in ("parent-body", "issuing-body"):
        if ident in whole:
            whole[ident] = [" ".join(whole[ident])]
    return whole


def _text(paragraph: Paragraph) -> str:
    text: str = paragraph.text
    return text


def _style(paragraph: Paragraph) -> str:
    return str(paragraph.style.name) if paragraph.style is not None else ""


def _style_of_table(table: Any) -> bool:
    """Whether the table has lines: those of the head and the foot have none."""
    return "w:tblBorders" in table._tbl.tblPr.xml  # noqa: SLF001 - python-docx has no borders


def _room(section: Section) -> float:
    return _mm(section.page_width) - _mm(section.left_margin) - _mm(section.right_margin)


def _mm(length: Any) -> float:
    return length.mm if length is not None else 0.0


def _found(run: Any, paragraph: Paragraph, what: str) -> Any:
    """What holds for a run: its own word, else that of the style and those below it."""
    value = getattr(run.font, what)
    style: Any = paragraph.style
    while value is None and style is not None:
        value = getattr(style.font, what)
        style = style.base_style
    return value


def _format(paragraph: Paragraph, what: str) -> Any:
    value = getattr(paragraph.paragraph_format, what)
    style: Any = paragraph.style
    while value is None and style is not None:
        value = getattr(style.paragraph_format, what)
        style = style.base_style
    return value


def _alignment(paragraph: Paragraph) -> str:
    found = _format(paragraph, "alignment")
    return found.name if found is not None else "LEFT"
