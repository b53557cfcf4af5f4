"""Invented activities, figures and words: nobody's, and the same for the same seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from gbdesk.domain.ops import Value

FORM: Final = "TT07-2017"


@dataclass(frozen=True, slots=True)
class Kind:
    """What an invented activity of one kind looks like."""

    id: str
    titles: tuple[str, ...]
    measure: str
    low: int
    high: int


KINDS: Final = (
    Kind(
        "meeting",
        ("Hội nghị triển khai kế hoạch bình đẳng giới", "Họp lồng ghép phòng, chống bạo lực"),
        "attendees",
        18,
        90,
    ),
    Kind(
        "training",
        ("Tập huấn kỹ năng hòa giải cho trưởng thôn", "Tập huấn công chức văn hóa - xã hội"),
        "attendees",
        20,
        70,
    ),
    Kind(
        "talk",
        ("Nói chuyện chuyên đề Luật Phòng, chống bạo lực gia đình", "Tọa đàm vai trò phụ nữ"),
        "attendees",
        25,
        120,
    ),
    Kind(
        "club-session",
        ("Sinh hoạt câu lạc bộ gia đình phát triển bền vững", "Sinh hoạt nhóm phòng, chống"),
        "attendees",
        15,
        45,
    ),
    Kind(
        "contest",
        ("Hội thi “Gia đình ứng xử đẹp”", "Liên hoan văn nghệ gia đình"),
        "viewers",
        80,
        400,
    ),
    Kind("mobile-team", ("Tuyên truyền lưu động về bình đẳng giới",), "viewers", 60, 300),
    Kind("film", ("Chiếu phim lưu động có tuyên truyền",), "viewers", 50, 260),
    Kind("broadcast", ("Phát thanh: Bình đẳng giới trong gia đình",), "items", 1, 6),
    Kind("banner", ("Treo băng rôn “Không bạo lực gia đình”",), "", 1, 20),
    Kind("leaflet", ("Phát tờ rơi “Nói không với bạo lực”",), "", 50, 600),
    Kind("display", ("Trưng bày sách về phụ nữ và gia đình",), "readers", 40, 300),
)

WEIGHTS: Final = (3, 2, 3, 3, 1, 2, 1, 3, 2, 2, 1)

NARRATIVES: Final = {
    "results": (
        "Công tác tuyên truyền được duy trì đều ở các địa bàn; nội dung bám sát kế hoạch năm.",
        "Các mô hình, câu lạc bộ sinh hoạt đúng lịch; việc lồng ghép bình đẳng giới thuận lợi.",
        "Truyền thanh cơ sở phát đều hai buổi mỗi tuần; người dân quan tâm, hỏi thêm nhiều.",
        "Tổ hòa giải và địa chỉ tin cậy ở cộng đồng phối hợp tốt, giải quyết sớm từ cơ sở.",
        "Số nam giới dự các buổi truyền thông tăng so với cùng kỳ năm trước.",
    ),
    "difficulties": (
        "Kinh phí tuyên truyền còn hạn chế; một số thôn ở xa, đi lại khó khăn trong mùa mưa.",
        "Cán bộ cơ sở kiêm nhiệm nhiều việc nên thu thập số liệu còn chậm.",
        "Tài liệu bằng tiếng dân tộc còn ít; loa truyền thanh ở vài thôn đã cũ.",
        "Một bộ phận người dân còn ngại trao đổi về chuyện trong gia đình.",
    ),
    "causes": (
        "Cán bộ văn hóa cấp xã thay đổi nhiều trong kỳ, chưa quen biểu mẫu.",
        "Địa bàn rộng, dân cư phân tán; nhiều lao động đi làm xa.",
        "Nguồn kinh phí chủ yếu lồng ghép, chưa có mục chi riêng.",
    ),
    "proposals": (
        "Đề nghị hỗ trợ tài liệu tuyên truyền bằng tiếng dân tộc.",
        "Đề nghị mở thêm lớp tập huấn cho cộng tác viên ở thôn, tổ dân phố.",
        "Đề nghị hướng dẫn thống nhất cách thống kê hộ và vụ việc.",
    ),
    "plans": (
        "Tổ chức Tháng hành động vì bình đẳng giới; duy trì các mô hình, câu lạc bộ.",
        "Tập huấn kỹ năng hòa giải cho tổ trưởng tổ hòa giải; rà soát số liệu sáu tháng.",
        "Tiếp tục chiếu phim lưu động kết hợp tuyên truyền ở các thôn xa.",
    ),
}


def activity(
    chance: Random, places: Sequence[str], topics: Sequence[str], window: tuple[date, date]
) -> dict[str, Value]:
    """The fields of one invented activity within the window, in one or two of the places."""
    kind = chance.choices(KINDS, WEIGHTS)[0]
    start = window[0] + timedelta(days=chance.randrange((window[1] - window[0]).days + 1))
    fields: dict[str, Value] = {
        "title": chance.choice(kind.titles),
        "kind": kind.id,
        "start": start.isoformat(),
        "level": "district" if chance.random() < 0.4 else "commune",
        "role": "lead" if chance.random() < 0.9 else "partner",
        "integrated": chance.random() < 0.3,
        "status": "done",
    }
    for place in chance.sample(list(places), k=min(len(places), chance.choice((1, 1, 1, 2)))):
        fields[f"place.{place}"] = True
    for topic in chance.sample(list(topics), k=min(len(topics), 2)):
        fields[f"topic.{topic}"] = True
    theme = "dv-prevention" if chance.random() < 0.5 else "gender-equality"
    fields[f"theme.{theme}"] = True
    fields |= _measures(chance, kind)
    return fields


def _measures(chance: Random, kind: Kind) -> dict[str, Value]:
    number = chance.randint(kind.low, kind.high)
    if not kind.measure:
        return {"measure.quantity": number}
    found: dict[str, Value] = {"measure.quantity": 1}
    if chance.random() < 0.05:
        return found
    found[f"measure.{kind.measure}"] = number
    if kind.measure == "attendees":
        found["measure.women"] = round(number * chance.uniform(0.4, 0.8))
    return found


def figures(chance: Random) -> dict[str, int]:
    """One place's figures on the form of TT 07/2017 that pass every rule of the form."""
    kinds = [chance.randint(20, 400) for _ in range(5)]
    cases = chance.choice((0, 0, 0, 1, 1, 2, 2, 3, 4, 6))
    found = dict(
        zip(
            (
                "family.households.single-parent",
                "family.households.one-generation",
                "family.households.two-generation",
                "family.households.three-generation",
                "family.households.other",
            ),
            kinds,
            strict=True,
        )
    )
    found["family.households"] = sum(kinds)
    found |= {"dv.cases": cases, "dv.households": max(1, cases - 1) if cases else 0}
    found |= _forms(chance, cases) | _people(chance, cases)
    clubs, groups, addresses, lines = (chance.randint(0, 4) for _ in range(4))
    return found | {
        "prevention.standard-models": chance.randint(0, 2),
        "prevention.independent": clubs + groups + addresses + lines,
        "prevention.independent.clubs": clubs,
        "prevention.independent.groups": groups,
        "prevention.independent.trusted-addresses": addresses,
        "prevention.independent.hotlines": lines,
    }


def _forms(chance: Random, cases: int) -> dict[str, int]:
    physical = chance.randint(0, cases)
    return {
        "dv.forms.physical": physical,
        "dv.forms.psychological": cases - physical,
        "dv.forms.sexual": 0,
        "dv.forms.economic": chance.randint(0, 1) if cases else 0,
    }


def _people(chance: Random, cases: int) -> dict[str, int]:
    found: dict[str, int] = {}
    men = max(cases - chance.randint(0, 1), 0) if cases else 0
    found |= {"dv.perpetrators.sex.male": men, "dv.perpetrators.sex.female": cases - men}
    found |= {"dv.perpetrators.age.under-16": 0}
    found |= {"dv.perpetrators.age.60-plus": chance.randint(0, 1) if cases > 1 else 0}
    criticised = chance.randint(0, cases)
    found |= {
        "dv.perpetrators.measures.community-criticism": criticised,
        "dv.perpetrators.measures.no-contact": min(1, cases - criticised),
        "dv.perpetrators.measures.education": chance.randint(0, cases),
        "dv.perpetrators.measures.administrative-penalty": min(1, cases),
        "dv.perpetrators.measures.criminal": 0,
    }
    women = max(cases - chance.randint(0, 1), 0) if cases else 0
    found |= {"dv.victims.sex.male": cases - women, "dv.victims.sex.female": women}
    found |= {"dv.victims.age.under-16": 1 if cases > 3 else 0}
    found |= {"dv.victims.age.60-plus": chance.randint(0, 1) if cases > 2 else 0}
    return found | {
        "dv.victims.support.counselling": chance.randint(0, cases),
        "dv.victims.support.care": chance.randint(0, cases),
        "dv.victims.support.addiction-treatment": 0,
        "dv.victims.support.jobs": 0,
    }
