"""The register of models added up: what is active, what is new, of how many units."""

from __future__ import annotations

from datetime import date

from gbdesk.domain.tally import Coverage
from gbdesk.domain.tally_models import model_tally

TYPES = {"dv-prevention": "Mô hình PCBLGĐ", "family-club": "Câu lạc bộ", "shelter": "Nhà tạm lánh"}
HALF = (date(2023, 12, 1), date(2024, 5, 31))
YEAR = (date(2023, 12, 1), date(2024, 11, 30))


def line(
    kind: str, since: str | None = None, status: str | None = "active"
) -> dict[str, str | None]:
    return {"type": kind, "since": since, "status": status}


LINES = [
    ("a", line("family-club", "2024-03-08")),
    ("a", line("family-club", "2024")),
    ("a", line("dv-prevention", "2016", None)),
    ("b", line("family-club", "2023-11-30")),
    ("b", line("shelter")),
    ("b", line("dv-prevention", "2024-02-01", "paused")),
    ("c", line("dv-prevention", "2020", "dissolved")),
]


def test_active_lines_by_type_in_the_order_of_the_catalogue() -> None:
    found = model_tally(LINES, TYPES, HALF, whole_year=0, units=18)
    assert found is not None
    assert found.by_type == (("Mô hình PCBLGĐ", 1), ("Câu lạc bộ", 3), ("Nhà tạm lánh", 1))
    assert (found.total, found.coverage) == (5, Coverage(3, 18))


def test_a_year_alone_is_new_in_the_whole_year_and_told_apart_in_half() -> None:
    half = model_tally(LINES, TYPES, HALF, whole_year=0, units=3)
    year = model_tally(LINES, TYPES, YEAR, whole_year=2024, units=3)
    assert half is not None
    assert year is not None
    assert (half.founded, half.year_only) == (1, 1)
    assert (year.founded, year.year_only) == (2, 0)


def test_what_stood_on_the_last_day_of_the_period_counts() -> None:
    lines = [
        ("a", line("family-club", "2024-06-20")),
        ("a", line("family-club", "2025")),
        ("a", {**line("dv-prevention", "2019", "paused"), "status_day": "2024-06-20"}),
        ("a", {**line("dv-prevention", "2019", "dissolved"), "status_day": "2024-05-31"}),
        ("a", line("", "2019")),
    ]
    found = model_tally(lines, TYPES, HALF, whole_year=0, units=1)
    assert found is not None
    assert found.by_type == (("Mô hình PCBLGĐ", 1), ("", 1))


def test_without_a_line_nothing_is_told() -> None:
    assert model_tally([], TYPES, HALF, whole_year=0, units=3) is None
    gone = model_tally(LINES[-1:], TYPES, HALF, whole_year=0, units=3)
    assert gone is not None
    assert gone.total == 0
