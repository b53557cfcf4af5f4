from __future__ import annotations

from pathlib import Path

import pytest

from gbdesk.domain.refusals import Refused
from gbdesk.services.narratives import Narratives
from helpers.entering import desk

PERIOD = "2024-6T"


def test_a_section_is_kept_and_taken_back(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        narratives = Narratives(at)
        assert next(one.id for one in narratives.sections()) == "results"
        assert set(narratives.get(PERIOD).values()) == {""}
        narratives.save(PERIOD, "results", "Đã tổ chức 12 cuộc.\r\n\nDòng  hai")
        assert narratives.get(PERIOD)["results"] == "Đã tổ chức 12 cuộc.\n\nDòng hai"
        second = narratives.save(PERIOD, "results", "Khác")
        narratives.undo(second.undo)
        assert narratives.get(PERIOD)["results"].startswith("Đã tổ chức")


def test_traces_of_persons_are_told(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        saved = Narratives(at).save(PERIOD, "causes", "Anh Hoàng Văn B gọi 0987654321")
        assert [hit.kind for hit in saved.hits] == ["person", "phone"]


def test_what_the_report_has_no_room_for_is_refused(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        for period, section, text, code in (
            (PERIOD, "poem", "x", "narrative.section"),
            (PERIOD, "results", "x" * 20_001, "narrative.long"),
            ("1999-6T", "results", "x", "catalogue.period"),
        ):
            with pytest.raises(Refused) as refusal:
                Narratives(at).save(period, section, text)
            assert refusal.value.code == code
