"""Documents that are kept: the same one comes back, also out of bytes of the first shape."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gbdesk.domain.refusals import Refused
from gbdesk.reports.comparing import Difference, differences
from gbdesk.reports.document import (
    Annex,
    Column,
    Document,
    Figure,
    Gap,
    Heading,
    Letterhead,
    PageBreak,
    Paragraph,
    Provenance,
    Row,
    Signature,
    Table,
    figure,
    words,
)
from gbdesk.reports.keeping import kept, read_back

FIRST = Path(__file__).resolve().parents[1] / "golden" / "reports" / "kept-1.json"


def small() -> Document:
    """A document with every kind of part."""
    table = Table(
        columns=(Column(title="Đơn vị", width=40.5), Column(title="Số vụ", width=20)),
        rows=(
            Row(cells=(words("Huyện Sông Mây"), figure(7))),
            Row(cells=(words("Tổng"), figure(7, [(0, 1)])), style="total", coverage="1/2"),
        ),
        caption="Số liệu",
    )
    sources = Provenance(title="NGUỒN", facts=(("Kỳ", "6 tháng"),), packages=table, notes=("x",))
    return Document(
        letterhead=Letterhead(
            parent="UBND TỈNH", issuer="SỞ", symbol="BC-S", seat="A", day=date(2024, 6, 5)
        ),
        subject="Kết quả",
        blocks=(
            Heading(level=1, text="I. KẾT QUẢ"),
            Paragraph(text="Tổ chức 7 cuộc; “đủ”.", bullet=True),
            Gap(missing="Huyện Nậm Pung"),
            Figure(caption="Số vụ", labels=("Sông Mây",), values=(7,), unit="vụ"),
            PageBreak(),
            table,
        ),
        signature=Signature(authority=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        recipients=("- Như trên;", "- Lưu: VT."),
        annexes=(Annex(title="PHỤ LỤC", blocks=(table,), landscape=True),),
        provenance=sources,
    )


@pytest.mark.parametrize("name", ["internal", "shared"])
def test_a_whole_report_comes_back_as_it_was(name: str, request: pytest.FixtureRequest) -> None:
    told: Document = request.getfixturevalue(name)
    again = read_back(kept(told))
    assert again == told
    assert kept(again) == kept(told)


def test_bytes_of_the_first_shape_are_read_for_ever() -> None:
    assert read_back(FIRST.read_bytes()) == small()


@pytest.mark.parametrize(
    "damage",
    [
        lambda said: said | {"shape": 2},
        lambda said: said | {"document": {"is": "Unknown"}},
        lambda said: said | {"document": said["document"] | {"more": 1}},
        lambda said: said | {"document": said["document"]["letterhead"]},
        lambda said: {"shape": said["shape"]},
    ],
)
def test_what_is_no_document_is_refused(damage: object) -> None:
    assert callable(damage)
    raw = json.dumps(damage(json.loads(kept(small())))).encode()
    with pytest.raises(Refused, match=r"official\.unreadable"):
        read_back(raw)


def test_versions_differ_only_where_they_say_something_else() -> None:
    old = small()
    assert differences(old, small()) == ()
    blocks = list(old.blocks)
    blocks[1] = Paragraph(text="Tổ chức 8 cuộc.", bullet=True)
    new = replace(old, blocks=tuple(blocks), mark="LƯU HÀNH NỘI BỘ")
    assert differences(old, new) == (
        Difference(under="", old=(), new=("LƯU HÀNH NỘI BỘ",)),
        Difference(under="I. KẾT QUẢ", old=("Tổ chức 7 cuộc; “đủ”.",), new=("Tổ chức 8 cuộc.",)),
    )
