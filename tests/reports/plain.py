"""A document as plain text, to be compared with a kept file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from gbdesk.reports.document import Document, Figure, Table

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "reports"


def plain(document: Document) -> str:
    return "\n".join(line.replace("\u00a0", " ").rstrip() for line in _lines(document)) + "\n"


def compare(name: str, text: str) -> None:
    """See that the text is the kept one; GOLDEN_UPDATE=1 keeps this one instead."""
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("GOLDEN_UPDATE"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8")


def _lines(document: Document) -> Iterator[str]:
    head = document.letterhead
    yield from (head.parent, head.issuer, head.number_line, head.place_date, document.mark)
    yield from (document.kind, document.subject, *document.addressee_lines, "")
    for block in document.body:
        yield getattr(block, "text", "")
    yield from ("", "Nơi nhận:", *document.recipients)
    yield from (*document.signature.authority, document.signature.name)
    for number, annex in enumerate(document.annexes, start=1):
        yield from ("", document.annex_heading(number), annex.title, document.reference)
        for block in annex.blocks:
            if isinstance(block, Table):
                yield from _table(block)
            elif isinstance(block, Figure):
                yield f"{block.caption}: {block.labels} {block.values}"
    if document.provenance:
        yield from ("", document.provenance.title)
        yield from (f"{name}: {value}" for name, value in document.provenance.facts)
        yield from _table(document.provenance.packages)


def _table(table: Table) -> Iterator[str]:
    yield from (text for text in (table.caption, table.coverage, table.unit) if text)
    yield " | ".join(column.title for column in table.columns)
    for row in table.rows:
        yield " | ".join(entry.text for entry in row.cells)
    yield from table.notes
