"""Whether the words of a document follow Decree 30/2020: dates, numbers, marks, recipients."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gbdesk.reports.document import (
    END_MARK,
    MOTTO,
    NATIONAL_NAME,
    ROMAN,
    Document,
    Heading,
)

NUMBER: Final = re.compile(r"^Số:\s(\d{2,}|\s+|…)/[A-ZĐ]+(-[A-ZĐ&]+)*$")
DATE: Final = re.compile(r"^[^,]+, ngày (\d{2}|\s+) tháng (0[12]|[3-9]|1[0-2]|\s+) năm \d{4}$")
TITLES: Final = re.compile(r"\b(GS|PGS|TS|ThS|CN|KS|BS)\b\.?")
_SECTION: Final = re.compile(r"^([IVX]+)\. ")


@dataclass(frozen=True, slots=True)
class LayoutProblem:
    """An element that does not follow the decree: what of it, and what was found."""

    element: str
    what: str
    found: str = ""


def check_document(document: Document) -> tuple[LayoutProblem, ...]:
    """What the words of a document do not follow, before it is written."""
    head = document.letterhead
    texts = {
        "number-symbol": [head.number_line],
        "place-date": [head.place_date],
        "parent-body": [head.parent] if head.parent else [],
        "issuing-body": [head.issuer],
        "document-type": [document.kind] if document.kind else [],
        "national-name": [NATIONAL_NAME],
        "motto": [MOTTO],
        "addressee": list(document.addressee_lines),
        "authority": list(document.signature.authority),
        "signer-name": [document.signature.name],
        "recipients-list": list(document.recipients),
        "circulation": [document.mark] if document.mark else [],
        "annex-heading": [document.annex_heading(n) for n in range(1, len(document.annexes) + 1)],
        "annex-title": [annex.title for annex in document.annexes],
        "body": [text for block in document.body if (text := getattr(block, "text", ""))],
        "section": [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1],
        "clause-titled": [
            b.text for b in document.blocks if isinstance(b, Heading) and b.level == 2
        ],
    }
    return tuple(check_texts(texts))


def check_texts(texts: dict[str, list[str]]) -> Iterator[LayoutProblem]:
    """What the words of each element, in the order of the pages, do not follow."""
    yield from _head(texts)
    yield from _foot(texts)
    yield from _numbered(texts.get("section", []))
    yield from _annexes(texts)


def _head(texts: dict[str, list[str]]) -> Iterator[LayoutProblem]:
    exact = {"national-name": NATIONAL_NAME, "motto": MOTTO}
    for element, words in exact.items():
        if texts.get(element) != [words]:
            yield LayoutProblem(element, "text", " ".join(texts.get(element, [])))
    for element, pattern in (("number-symbol", NUMBER), ("place-date", DATE)):
        for text in texts.get(element, []) or [""]:
            if not pattern.match(text):
                yield LayoutProblem(element, "text", text)
    upper = ("parent-body", "issuing-body", "document-type", "authority", "circulation")
    for element in (*upper, "section", "annex-title"):
        for text in texts.get(element, []):
            if text.upper() != text:
                yield LayoutProblem(element, "case", text)
    yield from _addressees(texts.get("addressee", []))


def _addressees(lines: Sequence[str]) -> Iterator[LayoutProblem]:
    if not lines:
        return
    if not lines[0].startswith("Kính gửi:"):
        yield LayoutProblem("addressee", "text", lines[0])
    for line in lines[1:-1]:
        if not (line.startswith("- ") and line.endswith(";")):
            yield LayoutProblem("addressee", "text", line)
    if not lines[-1].endswith("."):
        yield LayoutProblem("addressee", "text", lines[-1])


def _foot(texts: dict[str, list[str]]) -> Iterator[LayoutProblem]:
    body = texts.get("body", [])
    if not body or not body[-1].endswith(END_MARK):
        yield LayoutProblem("end-mark", "missing", body[-1] if body else "")
    lines = texts.get("recipients-list", [])
    if not lines or not lines[-1].startswith("- Lưu: VT") or not lines[-1].endswith("."):
        yield LayoutProblem("recipients-list", "last", lines[-1] if lines else "")
    if texts.get("addressee") and (not lines or lines[0] != "- Như trên;"):
        yield LayoutProblem("recipients-list", "first", lines[0] if lines else "")
    for line in lines[:-1]:
        if not (line.startswith("- ") and line.endswith(";")):
            yield LayoutProblem("recipients-list", "text", line)
    for name in texts.get("signer-name", []):
        if TITLES.search(name):
            yield LayoutProblem("signer-name", "title", name)


def _numbered(sections: Sequence[str]) -> Iterator[LayoutProblem]:
    for at, text in enumerate(sections, start=1):
        found = _SECTION.match(text)
        if not found or found[1] != ROMAN[at]:
            yield LayoutProblem("section", "number", text)


def _annexes(texts: dict[str, list[str]]) -> Iterator[LayoutProblem]:
    headings = texts.get("annex-heading", [])
    body = " ".join(texts.get("body", []))
    for at, heading in enumerate(headings, start=1):
        wanted = f"Phụ lục {ROMAN[at]}" if len(headings) > 1 else "Phụ lục"
        if heading != wanted:
            yield LayoutProblem("annex-heading", "number", heading)
        if not re.search(rf"\b{heading}\b", body):
            yield LayoutProblem("annex-heading", "not referred to", heading)
