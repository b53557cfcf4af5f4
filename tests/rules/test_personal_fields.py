"""31: no field, column or line can hold who a person is; exceptions are named with their reason."""

from __future__ import annotations

import re

from gbdesk.domain import registers
from gbdesk.store import tables
from helpers.entering import sample

PERSONAL = re.compile(
    r"(^|[_.-])(name|fullname|surname|address|street|house|phone|mobile|email|identity|cccd|cmnd|"
    r"passport|birth|born|incident)([_.-]|$)"
)
LABELS = re.compile(r"họ và tên|họ tên|điện thoại|số nhà|căn cước|ngày sinh|^tên\b", re.IGNORECASE)
COLUMNS = {"secret.name": "the name of a key of this program"}
LINES = {"prevention.independent.trusted-addresses": "how many trusted addresses there are"}


def test_ux31_no_field_of_a_register_is_of_a_person() -> None:
    suspected = {
        f"{spec.id}.{field.id}": field.public
        for spec in registers.registers().values()
        for field in spec.fields
        if PERSONAL.search(field.id) or LABELS.search(field.label)
    }
    assert set(suspected) == {"model.name", "model.phone", "committee.name", "product.name"}
    assert all("name of a" in why or "number of a" in why for why in suspected.values())


def test_ux31_no_column_of_the_file_is_of_a_person() -> None:
    every = (
        f"{one.name}.{column.name}" for one in tables.metadata.sorted_tables for column in one.c
    )
    assert {one for one in every if PERSONAL.search(one)} == set(COLUMNS)


def test_ux31_no_line_of_a_form_is_of_a_person() -> None:
    found = {
        line.id
        for form in sample().forms.values()
        for line in form.entry_lines
        if PERSONAL.search(line.id.replace("addresses", "address"))
    }
    assert found == set(LINES)


def test_the_scan_sees_what_it_is_for() -> None:
    for name in ("victim_name", "address", "dv.case.phone", "birth-year"):
        assert PERSONAL.search(name), name
    assert LABELS.search("Họ và tên người bị bạo lực")
