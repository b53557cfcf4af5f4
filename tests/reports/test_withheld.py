"""What a shared report withholds stands nowhere in it, and is no zero, blank or small count."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.disclosure import SHARED, totals_of
from gbdesk.domain.published import Published
from gbdesk.domain.suppression import suppress
from gbdesk.domain.tally import DvTally, Figure, dv_tally
from gbdesk.reports.consolidated import build
from gbdesk.reports.document import Document, Table
from gbdesk.reports.preview import page_texts
from gbdesk.reports.provenance import figures_digest
from gbdesk.services.document_files import file_bytes
from reports import make


def body(document: Document) -> str:
    return "\n".join(getattr(block, "text", "") for block in document.body)


def test_a_total_that_would_tell_a_small_change_is_stated_nowhere(known: Catalogue) -> None:
    """A unit comes late with 3 cases: 20 was told, 23 is not, in no table, sentence or chart."""
    expected = make.expected(known)
    first = expected[0]

    def tally(cases: int) -> DvTally:
        rows = [
            Figure(first.office, make.FORM, make.PERIOD, first.places[0], line, value)
            for line, value in (("dv.cases", cases), ("dv.victims.sex.female", 40))
        ]
        return dv_tally(known.forms[make.FORM], make.PERIOD, expected, rows)

    before = suppress(totals_of(tally(20)), 5)
    assert before.text(f"{make.FORM}/dv.cases") == "20"
    late = tally(23)
    shared = replace(make.figures(known, profile=SHARED), dv=late)
    shared = replace(shared, told=suppress(totals_of(late), 5, before.published))
    document = build(shared, known.kinds.values())
    text = body(document)
    assert "◊ vụ bạo lực gia đình (không nêu số liệu" in text
    assert "23" not in text.partition("ghi nhận")[2].partition("\n")[0]
    assert "nữ 40 người" in text
    table = next(b for b in document.annexes[1].blocks if isinstance(b, Table))
    cells = {row.cells[1].text: row.cells[3] for row in table.rows if len(row.cells) > 3}
    cases = cells[known.forms[make.FORM].by_id["dv.cases"].label]
    assert (cases.text, cases.number) == ("◊", None)
    assert any("◊" in note for note in table.notes)
    assert figures_digest(shared) == figures_digest(
        replace(shared, dv=tally(24), told=suppress(totals_of(tally(24)), 5, before.published))
    )


def test_withheld_small_zero_and_blank_stay_four_things_in_every_file(
    known: Catalogue, tmp_path: Path
) -> None:
    expected = make.expected(known)
    first = expected[0]
    values = {
        "dv.cases": 23,
        "dv.households": 12,
        "dv.forms.physical": 3,
        "dv.forms.sexual": 0,
    }
    rows = [
        Figure(first.office, make.FORM, make.PERIOD, first.places[0], line, value)
        for line, value in values.items()
    ]
    tally = dv_tally(known.forms[make.FORM], make.PERIOD, expected, rows)
    key = f"{make.FORM}/dv.cases"
    shared = replace(
        make.figures(known, profile=SHARED),
        dv=tally,
        told=suppress(totals_of(tally), 5, Published(shown={key: 20})),
    )
    document = build(shared, known.kinds.values())
    labels = known.forms[make.FORM].by_id
    wanted = {
        "dv.cases": "◊",
        "dv.households": 12,
        "dv.forms.physical": "<5",
        "dv.forms.sexual": 0,
        "dv.forms.economic": "…",
    }
    for kind in ("docx", "xlsx", "pdf"):
        path = tmp_path / f"report.{kind}"
        path.write_bytes(file_bytes(document, kind))
        found = _totals(path)
        for line, value in wanted.items():
            told_as = found(labels[line].label)
            assert told_as == (value if kind == "xlsx" else str(value)), (kind, line)


def _totals(path: Path) -> Callable[[str], object]:
    """The total of a line, by its label, as it stands in a file."""
    if path.suffix == ".xlsx":
        rows = [
            [cell.value for cell in row]
            for sheet in openpyxl.load_workbook(path).worksheets
            for row in sheet.iter_rows()
        ]
        return lambda label: next(r[r.index(label) + 2] for r in rows if label in r)
    if path.suffix == ".docx":
        lines = [
            [cell.text for cell in row.cells]
            for table in docx.Document(str(path)).tables
            for row in table.rows
        ]
        return lambda label: next(r[r.index(label) + 2] for r in lines if label in r)
    text = " ".join(" ".join(page_texts(path.read_bytes())).split())
    units = "Vụ|Hộ|Người"

    def printed(label: str) -> object:
        found = re.search(rf"{re.escape(label)} (?:{units}) (\S+) \d+/\d+", text)
        return found[1] if found else None

    return printed
