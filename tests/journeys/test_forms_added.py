"""A department set up before some forms were shipped adds them to its next release."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.forms_added import FormsAdded, addable, periods_ahead, release_after
from gbdesk.domain.refusals import Refused
from gbdesk.domain.templates import template
from helpers.enrolled import PERIOD, TODAY, Places, enrol
from helpers.forms import FORMS, older

ADDED = FormsAdded(forms=FORMS, start=PERIOD)


@pytest.fixture
def apps(tmp_path: Path) -> Iterator[tuple[Places, App, App]]:
    places = Places(tmp_path, template=older())
    places.new_hub("hub")
    hub = places.open("hub")
    office = enrol(places, hub, "office", "district-office.901")
    yield places, hub, office
    office.close()
    hub.close()


def test_only_what_a_release_lacks_is_offered() -> None:
    assert [one["id"] for one in addable(older())] == list(FORMS)
    assert addable(template("sample-2024")) == ()
    assert periods_ahead(older(), TODAY)[:2] == (PERIOD, "2024-N")
    assert PERIOD not in periods_ahead(older(), date(2024, 6, 5))


@pytest.mark.parametrize(
    ("added", "code"),
    [
        (FormsAdded(forms=(), start=PERIOD), "forms.none"),
        (FormsAdded(forms=("TT23-2011",), start=PERIOD), "forms.none"),
        (FormsAdded(forms=FORMS, start="2023-N"), "forms.period"),
    ],
)
def test_what_cannot_be_added_is_refused(added: FormsAdded, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        release_after(older(), added, TODAY)
    assert refusal.value.code == code


def test_every_reporting_unit_owes_them_from_the_period_on_and_nothing_else_changes() -> None:
    before, raw = older(), release_after(older(), FormsAdded(forms=FORMS, start="2024-N"), TODAY)
    now = read_catalogue(raw)
    whole = read_catalogue(template("sample-2024"))
    assert now.expected("2024-N") == whole.expected("2024-N")
    assert now.expected(PERIOD) == read_catalogue(before).expected(PERIOD)
    kept = {"number", "forms", "bindings", "duties"}
    assert {name: raw[name] for name in raw if name not in kept} == {
        name: before[name] for name in before if name not in kept
    }
    assert raw["duties"][: len(before["duties"])] == before["duties"]
    assert raw["number"] == 2


def test_the_release_is_signed_told_and_reaches_the_unit(
    apps: tuple[Places, App, App], tmp_path: Path
) -> None:
    _places, hub, office = apps
    assert [ident for ident, _ in hub.releasing.forms_offered().forms] == list(FORMS)
    outlook = hub.releasing.forms_outlook(ADDED)
    assert outlook.steps[0] == (
        "“Số liệu về cán bộ nữ”: 18 đơn vị báo cáo, từ 6 tháng đầu năm 2024."
    )
    assert hub.catalogue.number == 1
    done = hub.releasing.add_forms(ADDED, 1)
    assert done.number == hub.catalogue.number == 2
    assert "Biểu mới: “Số liệu về cán bộ nữ”, từ 6 tháng đầu năm 2024." in done.differences
    assert hub.releasing.forms_offered().forms == ()
    assert "CADRE" not in office.catalogue.forms
    out = tmp_path / "out"
    out.mkdir()
    (file,) = hub.releasing.write_files(out)
    assert office.enrolment.accept(file).catalogue == 2
    assert office.returns.open("CADRE", PERIOD).rows == ("",)
    gaps = office.sending.preview(PERIOD).gaps_words
    assert "Số liệu về cán bộ nữ: chưa nhập" in gaps
    with pytest.raises(Refused) as refusal:
        hub.releasing.add_forms(ADDED, 1)
    assert refusal.value.code == "catalogue.base"
    with pytest.raises(Refused):
        office.releasing.add_forms(ADDED)
