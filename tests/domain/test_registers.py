"""Registers as data, and what keeps a line that comes in from counting."""

from __future__ import annotations

import pytest

from gbdesk import resources
from gbdesk.domain import registers
from gbdesk.domain.entries import check_entry, fault, fitted
from gbdesk.domain.erasing import is_free
from gbdesk.domain.ops import Fields
from gbdesk.domain.refusals import Refused
from helpers.entering import sample

MODEL = registers.register("model")
RAW = resources.path("registers", "committee.toml").read_bytes()
CLUB: Fields = {"register": "model", "type": "family-club", "name": "CLB", "members": 30}
SHELTER: Fields = {"register": "model", "type": "shelter", "code": "NTL-01", "status": "active"}
PRIVATE: Fields = {
    **SHELTER,
    "type": "trusted-address",
    "holder": "individual",
    "code": "DC-01",
}


def test_the_registers_in_the_order_they_are_shown() -> None:
    assert list(registers.registers()) == ["model", "committee", "document", "product"]
    assert [one.id for one in MODEL.fields if one.sum] == ["members", "women", "budget"]
    types = MODEL.by_id["type"].options(sample())
    assert {"shelter", "trusted-address", "dv-prevention"} <= set(types)


def test_every_condition_names_what_can_be_chosen() -> None:
    for spec in registers.registers().values():
        for field in spec.fields:
            for condition in (*field.any, *field.unless, *field.here, field.when or {}):
                for name, values in condition.items():
                    known = spec.by_id[name].options(sample())
                    assert set(values) <= set(known), f"{spec.id}.{field.id}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'kind = "day"', b'kind = "moment"'),
        (b'id = "women"', b'id = "members"'),
        (b'title = ["name"]', b'title = ["nick"]'),
        (b'day = "consolidated"', b'day = "date"'),
        (b'type = "type"', b'type = "type"\nquiet = [{ shade = ["x"] }]'),
    ],
)
def test_a_register_that_does_not_agree_with_itself_is_refused(old: bytes, new: bytes) -> None:
    with pytest.raises(Refused):
        registers.read(RAW.replace(old, new, 1))
    assert registers.read(RAW).id == "committee"


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, None),
        ({"type": "dance"}, "type"),
        ({"name": None}, "name"),
        ({"members": -1}, "members"),
        ({"members": True}, "members"),
        ({"women": 31}, "women"),
        ({"place": "vn2004:0"}, "place"),
        ({"since": "2024-02-31"}, "since"),
        ({"status": "asleep"}, "status"),
        ({"status": "paused"}, "status_day"),
        ({"code": "DC-01"}, "code"),
        ({"phone": "0207 3822 111"}, "phone"),
        ({"name": "[đã xóa]", "notes": "[đã xóa]"}, None),
        ({"a_newer_field": 3}, None),
    ],
)
def test_what_keeps_a_line_from_counting(change: Fields, wrong: str | None) -> None:
    assert fault(MODEL, {**CLUB, **change}, sample()) == wrong


@pytest.mark.parametrize("line", [SHELTER, PRIVATE])
@pytest.mark.parametrize("said", ["name", "hamlet", "phone", "agency", "notes", "status_reason"])
def test_nothing_in_words_about_a_shelter_or_a_private_address(line: Fields, said: str) -> None:
    """42: where they are cannot be typed, and does not count where another program sent it."""
    typed = {**line, said: "Thôn 3, gần chợ"}
    assert fault(MODEL, line, sample()) is None
    assert fault(MODEL, typed, sample()) == said
    assert fitted(MODEL, typed)[said] is None


def test_the_place_of_a_shelter_does_not_count_where_it_comes_from_elsewhere() -> None:
    place = next(iter(sample().places))
    assert fault(MODEL, {**SHELTER, "place": place}, sample()) == "place"
    assert fault(MODEL, {**PRIVATE, "place": place}, sample()) is None
    assert check_entry(MODEL, {**SHELTER, "place": place}, sample()) == ()


@pytest.mark.parametrize("code", ["Lan", "CHI-LAN", "0912345678", "DC 01", "ĐC-01", "DC-1234567"])
def test_a_code_is_no_name_and_no_number_of_a_person(code: str) -> None:
    assert fault(MODEL, {**PRIVATE, "code": code}, sample()) == "code"


def test_only_what_is_written_in_own_words_can_be_erased() -> None:
    free = {name for name in MODEL.by_id if is_free("entry", name)}
    assert free == {"name", "hamlet", "agency", "phone", "notes"}
    assert is_free("entry", "status_reason")
    assert is_free("entry", "reason")
    assert not is_free("entry", "reviewed.2024-6T")
    assert not is_free("entry", "status_day")
