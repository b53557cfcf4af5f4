from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from gbdesk.domain.catalogue import DV_FORM, Catalogue
from gbdesk.domain.template_scaled import sample_catalogue
from gbdesk.domain.templates import TEMPLATES, load_template


@pytest.fixture(scope="module", params=TEMPLATES)
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    return load_template(request.param)


def by_key(catalogue: Catalogue) -> dict[str, str]:
    return {office.key: office.id for office in catalogue.offices.values()}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def test_every_task_of_the_plan_has_an_owner(catalogue: Catalogue) -> None:
    assert len(catalogue.tasks) == 54
    for task in catalogue.tasks.values():
        assert task.lead, task.id
        assert all(owner in catalogue.offices for owner in (*task.lead, *task.partners))


def test_every_section_of_the_plan_has_a_name(catalogue: Catalogue) -> None:
    assert {task.section for task in catalogue.tasks.values()} == set(catalogue.sections)


def test_conditions_and_proofs_name_what_lists_hold(catalogue: Catalogue) -> None:
    lists: dict[str, Any] = {
        "topic": catalogue.topics,
        "theme": catalogue.themes,
        "audience": catalogue.audiences,
        "venue": catalogue.venues,
        "level": catalogue.levels,
        "occasion": catalogue.occasions,
        "model-type": catalogue.model_types,
    }
    for task in catalogue.tasks.values():
        for key, values in task.conditions:
            for value in values if key in lists else ():
                assert value in lists[key], f"{task.id}: {key}={value}"
        for proof in task.proofs:
            kind, _, what = proof.partition(":")
            if kind == "activity":
                assert what == "*" or what in catalogue.kinds, proof
            elif kind != "cadre":
                assert proof in catalogue.proofs, proof


def test_an_office_sees_its_tasks_by_section(catalogue: Catalogue) -> None:
    library = by_key(catalogue)["library"]
    sections = catalogue.sections_of(library)
    assert sections[0][0].id == "II.1.1"
    named = {section.id: [task.id for task in tasks] for section, tasks in sections}
    assert named["III.5"] == ["III.5-a", "III.5-b"]
    assert sum(map(len, named.values())) == len(catalogue.tasks_of(library))
    assert "III.6" not in named


def test_office_names_for_files_are_ascii_and_differ(catalogue: Catalogue) -> None:
    names = [office.ascii for office in catalogue.offices.values() if office.device]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and name.isalnum() and len(name) <= 24 for name in names)


def test_samples_say_so_and_keep_their_ids() -> None:
    for name in ("sample-2024", "sample-2025"):
        one, other = load_template(name), load_template(name)
        assert one.sample
        assert one.title.startswith("DỮ LIỆU MẪU")
        assert one.title_en.startswith("SAMPLE DATA")
        assert list(one.offices) == list(other.offices)
        assert all(place.startswith("sample20") for place in one.places)


def test_a_real_catalogue_gets_new_office_ids_unless_chance_is_given() -> None:
    first, second = load_template("tuyen-quang-2024"), load_template("tuyen-quang-2024")
    assert not first.sample
    assert not set(first.offices) & set(second.offices)
    assert all(len(ident) == 28 and ident.startswith("u_") for ident in first.offices)
    given = [load_template("tuyen-quang-2024", chance=b"x" * 32) for _ in range(2)]
    assert list(given[0].offices) == list(given[1].offices)


def test_the_two_worlds_have_their_own_reporters() -> None:
    old, new = load_template("sample-2024"), load_template("sample-2025")
    assert (old.world, new.world) == ("three-level", "two-level")
    assert "district" in old.levels
    assert "district" not in new.levels
    by_place = [office for office, form in new.expected("2025-N") if form == DV_FORM]
    for office in by_place:
        assert office.kind == "commune-office"
        (row,) = new.duty_places(office.id, DV_FORM, "2025-N")
        assert row.id == office.place
    assert len(by_place) == 24
    assert {office.kind for office, _ in new.expected("2025-6T")} == {"subordinate-unit"}


def test_every_unit_of_the_sample_went_into_one_of_the_new_ones() -> None:
    new = load_template("sample-2025")
    communes = {
        place.id
        for place in new.places.values()
        if place.id.startswith("sample2004:") and place.kind in {"commune", "ward", "township"}
    }
    assert len(communes) == 72
    assert {step.old for step in new.succession} == communes


def test_tuyen_quang_reports_from_both_bodies_of_a_district() -> None:
    catalogue = load_template("tuyen-quang-2024")
    kinds = [office.kind for office in catalogue.reporting("2024-6T")]
    assert kinds.count("district-office") == kinds.count("district-centre") == 7
    assert kinds.count("subordinate-unit") == 4
    rows = {
        p: sum(len(catalogue.duty_places(o.id, f, p)) for o, f in catalogue.expected(p))
        for p in ("2024-6T", "2024-N")
    }
    assert rows == {"2024-6T": 138, "2024-N": 137}


def test_forms_are_there_and_all_but_the_old_one_are_bound(catalogue: Catalogue) -> None:
    assert set(catalogue.forms) == {"TT07-2017", "TT23-2011", "CADRE", "PRODUCTS"}
    assert {form for form, _ in catalogue.bindings} == {"TT07-2017", "CADRE", "PRODUCTS"}


def test_the_lists_are_those_of_the_official_tables(catalogue: Catalogue) -> None:
    counts = {
        name: len(getattr(catalogue, name))
        for name in ("kinds", "measures", "topics", "themes", "audiences", "venues", "occasions")
    }
    assert counts == {
        "kinds": 29,
        "measures": 21,
        "topics": 22,
        "themes": 4,
        "audiences": 15,
        "venues": 6,
        "occasions": 8,
    }
    assert len(catalogue.model_types) == 9
    assert catalogue.kinds["meeting"].annex_row == "Hình thức khác"
    assert catalogue.measures["women"].at_most == "attendees"


def test_no_text_of_a_catalogue_blames_or_shouts(catalogue: Catalogue) -> None:
    for said in texts(catalogue.to_dict()):
        assert "!" not in said
        assert said == said.strip(), said


@pytest.mark.parametrize("offices", [1, 7, 40, 168])
def test_the_sample_can_be_scaled_in_districts(offices: int) -> None:
    catalogue = sample_catalogue(offices)
    expected = [office for office, form in catalogue.expected("2024-6T") if form == DV_FORM]
    assert len(expected) == offices
    if offices > 7:
        assert len(catalogue.duty_places(expected[-1].id, DV_FORM, "2024-6T")) == 12
    assert len({office.ascii for office in catalogue.offices.values()}) == len(catalogue.offices)


@pytest.mark.parametrize("offices", [3, 24, 168])
def test_the_sample_can_be_scaled_in_communes(offices: int) -> None:
    catalogue = sample_catalogue(offices, world="two-level")
    assert catalogue.sample
    assert sum(form == DV_FORM for _, form in catalogue.expected("2025-N")) == offices
