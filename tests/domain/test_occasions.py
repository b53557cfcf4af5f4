from __future__ import annotations

import pytest

from gbdesk.domain.occasions import occasion_near
from gbdesk.domain.templates import load_template


@pytest.mark.parametrize(
    ("start", "end", "occasion"),
    [
        ("2024-03-01", None, "womens-day"),
        ("2024-02-29", None, None),  # eight days before
        ("2024-03-14", None, "happiness-day"),  # six days before, a week after the other
        ("2024-03-12", "2024-03-14", "womens-day"),  # four days after, six before the other
        ("2024-11-15", None, "action-month"),
        ("2024-11-18", None, "end-violence-day"),
        ("2024-12-15", None, "action-month"),
        ("2024-12-16", None, None),
        ("2025-12-10", None, "action-month-2025"),
        ("2024-12-28", "2025-01-05", None),
        ("2024-99-99", None, None),
    ],
)
def test_the_nearest_day_within_a_week_else_the_month(
    start: str, end: str | None, occasion: str | None
) -> None:
    found = occasion_near({"start": start, "end": end}, load_template("sample-2024"))
    assert (found.id if found else None) == occasion
