"""The annual report: the month of action by its own days, before the due date and after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gbdesk.app import App
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.disclosure import SHARED
from gbdesk.domain.templates import template
from gbdesk.services.gathering import gather
from gbdesk.services.monitoring import Monitoring
from gbdesk.services.month import month_of_action
from helpers import printed
from helpers.journey import MORNING, Province, meeting, province, take

YEAR = "2024-N"
NAME = "Tháng hành động vì bình đẳng giới và phòng, chống bạo lực trên cơ sở giới"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a", "b") as made:
        made.now = MORNING.replace(month=12, day=2)
        made.today = made.now.date()
        yield made


def held(app: App, day: str, **more: Any) -> str:
    return meeting(app, f"Hội nghị ngày {day}", start=day, **more)


def send(at: Province, name: str) -> None:
    take(at, at.apps[name].sending.export(YEAR, at.usb).path)


def november(at: Province) -> None:
    """Around the month's first day and the period's last; one only took part."""
    for day in ("2024-11-14", "2024-11-15", "2024-11-30", "2024-12-01"):
        held(at.apps["a"], day)
    held(at.apps["b"], "2024-11-25", role="partner")
    held(at.apps["b"], "2024-11-26", **{"kind": "gift", "measure.quantity": 20})
    send(at, "a")
    send(at, "b")


def report(at: Province, day: date) -> str:
    out = at.folder / f"report-{day}"
    out.mkdir()
    written = at.hub.reporting.report(YEAR, profile="shared", folder=out, today=day)
    word = printed.word_text(written.paths[0]).replace("\u00a0", " ")
    assert "4. " + NAME in printed.pdf_text(written.paths[1])
    return word


def test_before_the_due_date_it_reaches_as_far_as_the_period(at: Province) -> None:
    november(at)
    word = report(at, date(2024, 12, 3))
    assert f"4. {NAME}" in word
    assert (
        f"Trong {NAME} (từ ngày 15/11/2024 đến ngày 15/12/2024), tính đến ngày 30/11/2024, "
        "toàn ngành tổ chức 03 hoạt động (số liệu của 2/18 đơn vị), "
        "thu hút 112 lượt người tham dự, trong đó 60 lượt nữ (53,6%)." in word
    )
    assert "Cụ thể: 02 hội nghị, cuộc họp; 20 suất quà tặng, hỗ trợ." in word
    assert "kéo dài đến ngày 15/12/2024; kết quả sau ngày 30/11/2024 được báo cáo bổ sung" in word


def test_after_the_month_it_is_whole_and_says_who_reaches_its_end(at: Province) -> None:
    november(at)
    at.wait(16)
    held(at.apps["a"], "2024-12-15")
    held(at.apps["a"], "2024-12-16")
    send(at, "a")
    word = report(at, date(2024, 12, 20))
    assert (
        "tính đến ngày 15/12/2024, toàn ngành tổ chức 05 hoạt động "
        "(số liệu đủ của 1/18 đơn vị, chưa đủ của 01 đơn vị)" in word
    )
    assert "04 hội nghị, cuộc họp" in word
    assert "được báo cáo bổ sung" not in word


def test_the_half_year_has_none_and_neither_has_a_report_before_it_begins(at: Province) -> None:
    november(at)
    with at.hub.desk.read() as db:
        catalogue = at.hub.catalogue
        assert month_of_action(db, catalogue, "2024-6T", date(2024, 12, 20)) is None
        assert month_of_action(db, catalogue, YEAR, date(2024, 11, 14)) is None
        later = month_of_action(db, catalogue, "2025-N", date(2025, 12, 3))
    assert later is not None
    assert later.title.endswith("phòng ngừa, ứng phó với bạo lực trên cơ sở giới")
    assert (later.records, later.tally.coverage.n) == (0, 0)


def test_the_report_tells_of_the_plan_of_its_year_only(at: Province) -> None:
    desk, raw = at.hub.desk, template("sample-2024")
    for number, task in enumerate(raw["tasks"]):
        task["years"] = [2025] if number < 3 else [2024]
    desk._read_catalogue = lambda _db: read_catalogue(raw)
    desk.reload()
    many = len(raw["tasks"])
    for year, tasks in ((2024, many - 3), (2025, 3), (2026, 0)):
        period = f"{year}-N"
        day = date(year, 12, 3)
        matrix = Monitoring(desk).matrix([period])
        found = gather(desk, matrix, period, SHARED, "committee", day)
        assert len(found.plan) == tasks
