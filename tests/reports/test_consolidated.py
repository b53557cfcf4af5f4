from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.cells import Total
from gbdesk.domain.disclosure import INTERNAL, SHARED
from gbdesk.domain.tally import Coverage, Figure, dv_tally
from gbdesk.domain.tally_communication import Activities, communication_tally
from gbdesk.domain.tally_whole import CadreTally, Pair, ProductTally
from gbdesk.domain.templates import load_template
from gbdesk.reports.consolidated import build
from gbdesk.reports.document import Document, Gap, Heading, Table
from gbdesk.reports.document import Figure as Chart
from gbdesk.reports.facts import ConsolidatedFigures, MonthOfAction, report_facts
from gbdesk.reports.nd30_check import check_document
from gbdesk.reports.provenance import figures_digest
from gbdesk.reports.sentences import lines_of, short_day
from reports import make
from reports.plain import compare, plain


def body(document: Document) -> str:
    return "\n".join(getattr(block, "text", "") for block in document.body)


def told(known: Catalogue, figures: ConsolidatedFigures) -> str:
    return body(build(figures, known.kinds.values()))


@pytest.mark.parametrize("profile", ["internal", "shared"])
def test_the_report_says_what_was_kept(profile: str, internal: Document, shared: Document) -> None:
    compare(profile, plain(internal if profile == "internal" else shared))


def test_the_outline_has_its_five_sections(internal: Document) -> None:
    sections = [b.text for b in internal.blocks if isinstance(b, Heading) and b.level == 1]
    assert [text.split(".")[0] for text in sections] == ["I", "II", "III", "IV", "V"]
    assert check_document(internal) == ()


def test_a_year_has_the_month_of_action_and_says_what_comes_later(known: Catalogue) -> None:
    figures = replace(make.figures(known, period="2024-N"), made=date(2024, 12, 5))
    assert "4. Tháng hành động\n[chưa có số liệu: kết quả Tháng hành động]" in told(known, figures)
    rows = [
        Activities(
            office="a", kind="talk", level="commune", count=8, quantity=9, attendees=120, women=0
        ),
        Activities(office="a", kind="gift", level="commune", quantity=30),
    ]
    month = MonthOfAction(
        title="Tháng hành động vì bình đẳng giới",
        start=date(2024, 11, 15),
        end=date(2024, 12, 15),
        as_of=date(2024, 11, 30),
        tally=communication_tally(known.kinds, rows, coverage=Coverage(4, 7)),
    )
    text = told(known, replace(figures, month=month))
    assert (
        "(từ ngày 15/11/2024 đến ngày 15/12/2024), tính đến ngày 30/11/2024, toàn ngành tổ chức "
        "09 hoạt động (số liệu của 4/7 đơn vị), thu hút 120 lượt người tham dự.\n"
        "Cụ thể: 09 buổi nói chuyện chuyên đề, tọa đàm; 30 suất quà tặng, hỗ trợ.\n"
    ) in text
    assert "kết quả sau ngày 30/11/2024 được báo cáo bổ sung" in text
    assert "NHIỆM VỤ NĂM 2025" in text


def test_a_whole_month_names_who_reaches_its_end_and_owes_no_supplement(known: Catalogue) -> None:
    end = date(2024, 12, 15)
    month = MonthOfAction(
        title="Tháng hành động vì bình đẳng giới",
        start=date(2024, 11, 15),
        end=end,
        as_of=end,
        tally=communication_tally(known.kinds, [], coverage=Coverage(1, 7)),
        partial=3,
    )
    figures = replace(make.figures(known, period="2024-N"), made=date(2024, 12, 20), month=month)
    text = told(known, figures)
    assert "chưa ghi nhận hoạt động nào (số liệu đủ của 1/7 đơn vị, chưa đủ của 03 đơn vị)" in text
    assert "báo cáo bổ sung" not in text


def test_missing_offices_are_named_and_never_dropped(internal: Document) -> None:
    assert "[chưa có số liệu: Phòng VH&TT Thạch Lũng; Phòng VH&TT TP. Hoa Ban]" in body(internal)
    assert "tổng hợp từ 16/18 đơn vị" in body(internal)


def test_a_report_from_nobody_says_so(known: Catalogue) -> None:
    figures = make.figures(known)
    silent = replace(
        figures,
        offices=tuple(replace(one, state="none", received=None) for one in figures.offices),
        dv=None,
        texts=(),
        plan=(),
        packages=(),
    )
    document = build(silent, known.kinds.values())
    assert "chưa có đơn vị nào gửi báo cáo" in body(document)
    gaps = [block for block in document.blocks if isinstance(block, Gap)]
    assert len(gaps) >= 5
    assert document.provenance is not None
    assert document.provenance.packages.notes == ("Chưa nhập gói dữ liệu nào của kỳ này.",)


def test_a_share_of_women_needs_them_counted_everywhere(known: Catalogue) -> None:
    figures = make.figures(known)
    assert "lượt nữ (" in told(known, figures)
    tally = replace(figures.communication, women_of=figures.communication.attendees - 1)
    text = told(known, replace(figures, communication=tally))
    assert "lượt nữ" in text
    assert "lượt nữ (" not in text


def test_no_case_is_one_sentence_without_a_list_of_zeros(known: Catalogue) -> None:
    form = known.forms[make.FORM]
    rows = [
        Figure(one.office, make.FORM, make.PERIOD, place, line.id, 0)
        for one in make.expected(known)
        for place in one.places
        for line in form.nil_lines
    ]
    tally = dv_tally(form, make.PERIOD, make.expected(known), rows)
    text = told(known, replace(make.figures(known), dv=tally))
    assert "không ghi nhận vụ bạo lực gia đình nào (số liệu của 7/7 đơn vị)" in text
    assert "Theo hình thức" not in text
    assert "chưa có số liệu hộ gia đình (số liệu của 0/7 đơn vị)" in text


def test_ux39_ux40_small_counts_are_hidden_in_text_annex_and_chart(known: Catalogue) -> None:
    expected = make.expected(known)
    first = expected[0]
    rows = [
        Figure(first.office, make.FORM, make.PERIOD, first.places[0], line, value)
        for line, value in (("dv.cases", 9), ("dv.forms.physical", 3), ("dv.forms.sexual", 0))
    ]
    tally = dv_tally(known.forms[make.FORM], make.PERIOD, expected, rows)
    shared = replace(make.figures(known, profile=SHARED), dv=tally)
    document = build(shared, known.kinds.values())
    assert "thân thể <5 vụ" in body(document)
    assert "tình dục 0 vụ" in body(document)
    whole = plain(document)
    assert "Thân thể | Vụ | <5" in whole
    assert not [b for annex in document.annexes for b in annex.blocks if isinstance(b, Chart)]
    assert "thân thể 03 vụ" in told(known, replace(shared, profile=INTERNAL))


def test_the_shared_report_has_no_figures_and_no_words_by_office(shared: Document) -> None:
    whole = plain(shared)
    assert "Kinh phí hạn hẹp" not in whole
    assert "Nội dung do từng đơn vị gửi được lưu tại bản nội bộ." in whole
    assert "Các nhiệm vụ được triển khai đúng kế hoạch." in whole
    assert not shared.annexes[1].landscape
    assert not shared.mark


@pytest.mark.parametrize(
    ("before", "profile", "words"),
    [
        (Total(56, 72, 72), INTERNAL, "không thay đổi (56 vụ)"),
        (Total(40, 72, 72), INTERNAL, "tăng 16 vụ (40 vụ)"),
        (Total(60, 72, 72), INTERNAL, "giảm 04 vụ (60 vụ)"),
        (Total(60, 70, 72), INTERNAL, "Chưa đủ số liệu để so sánh"),
        (Total(60, 72, 72), SHARED, ""),
        (Total(None, 0, 72), INTERNAL, ""),
    ],
)
def test_a_year_before_is_compared_only_where_both_are_whole(
    known: Catalogue, before: Total, profile: object, words: str
) -> None:
    figures = make.figures(known)
    assert figures.dv is not None
    line = figures.dv.lines["dv.cases"]
    lines = dict(figures.dv.lines) | {"dv.cases": replace(line, total=Total(56, 72, 72))}
    whole = replace(
        figures,
        dv=replace(figures.dv, lines=lines),
        previous={"dv.cases": before},
        profile=profile,
    )
    text = told(known, whole)
    assert ("cùng kỳ năm trước" in text) == bool(words)
    assert words in text


def test_women_cadres_and_documents_are_told_where_they_are_known(known: Catalogue) -> None:
    figures = Pair(205, 493, Coverage(2, 18))
    line = CadreTally(
        label="Công chức, viên chức", label_en="Civil servants", figures=figures, minority=31
    )
    made = replace(make.figures(known), cadre=(line,), directives=13)
    document = build(made, known.kinds.values())
    assert "đã ban hành 13 văn bản chỉ đạo" in body(document)
    table = next(block for block in document.blocks if isinstance(block, Table))
    said = [cell.text for cell in table.rows[0].cells]
    assert said == ["1", "Công chức, viên chức", "493", "205", "41,6%", "31", "2/18"]
    assert figures_digest(made) != figures_digest(make.figures(known))
    hidden = replace(made, profile=SHARED)
    assert "41,6%" in [
        cell.text
        for block in build(hidden, known.kinds.values()).blocks
        if isinstance(block, Table)
        for cell in block.rows[0].cells
    ]


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (41, 48, "loại bỏ hoặc sửa, đạt tỷ lệ 85,4%, đạt chỉ tiêu"),
        (40, 50, "đạt tỷ lệ 80,0%, chưa đạt chỉ tiêu trên 80% (số liệu của 9/18 đơn vị)."),
        (0, 0, "Đã rà soát 126 sản phẩm văn hóa, ấn phẩm; không có sản phẩm nào được xác định"),
    ],
)
def test_products_are_told_against_the_target(
    known: Catalogue, part: int, whole: int, words: str
) -> None:
    products = ProductTally(reviewed=126, figures=Pair(part, whole, Coverage(9, 18)))
    assert words in told(known, replace(make.figures(known), products=products))


def test_a_report_passes_through_the_body_in_charge_on_its_day(known: Catalogue) -> None:
    for day, via in (
        (date(2024, 6, 5), "Sở Lao động, Thương binh và Xã hội"),
        (date(2025, 12, 5), "Sở Nội vụ"),
    ):
        facts = report_facts(known, "peoples-committee", day)
        assert facts.addressees == (f"Ủy ban nhân dân tỉnh (qua {via})",)
        assert facts.authority == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")


def test_levels_and_rows_follow_the_world() -> None:
    two = load_template("sample-2025")
    facts = report_facts(two, "committee", date(2026, 6, 5))
    assert [level for level, _ in facts.levels] == ["province", "commune"]


def test_the_digest_tells_figures_apart_and_hides_what_is_hidden(known: Catalogue) -> None:
    figures = make.figures(known)
    assert figures_digest(figures) == figures_digest(make.figures(known))
    assert figures_digest(figures) != figures_digest(replace(figures, catalogue_number=2))
    assert figures_digest(figures) != figures_digest(make.figures(known, profile=SHARED))


def test_typed_lines_lose_their_dashes_and_gain_a_full_stop() -> None:
    assert list(lines_of("- Một\n\n + Hai;\n  Ba.")) == ["Một.", "Hai;", "Ba."]
    assert short_day(date(2024, 6, 5)) == "05/6/2024"
    assert short_day(date(2024, 2, 29)) == "29/02/2024"
