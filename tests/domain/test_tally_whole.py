from __future__ import annotations

from gbdesk.domain.forms import FormSpec
from gbdesk.domain.tally import Coverage, DvTally, Expected, Figure, dv_tally
from gbdesk.domain.tally_whole import cadre_tally, product_tally
from gbdesk.domain.templates import load_template

FORMS = load_template("sample-2024").forms
PERIOD = "2024-6T"
OFFICES = [Expected(name, ("",)) for name in ("a", "b", "c")]


def tally(form: FormSpec, said: dict[str, dict[str, int | str]]) -> DvTally:
    rows = [
        Figure(office, form.id, PERIOD, "", line, value, "number")
        if isinstance(value, int)
        else Figure(office, form.id, PERIOD, "", line, None, value)
        for office, lines in said.items()
        for line, value in lines.items()
    ]
    return dv_tally(form, PERIOD, OFFICES, rows)


def products(reviewed: int, identified: int, reduced: int) -> dict[str, int | str]:
    names = ("reviewed", "identified", "reduced")
    values = (reviewed, identified, reduced)
    return {f"products.{name}": value for name, value in zip(names, values, strict=True)}


def test_the_rate_of_a_province_comes_from_summed_counts() -> None:
    found = product_tally(
        tally(FORMS["PRODUCTS"], {"a": products(100, 90, 81), "b": products(20, 10, 1)})
    )
    assert found is not None
    assert found.rate.words == "82,0%"  # the mean of the rates would be 50 %
    assert (found.reviewed, found.figures.coverage) == (120, Coverage(2, 3))


def test_a_unit_that_gave_one_of_two_figures_makes_no_rate() -> None:
    said: dict[str, dict[str, int | str]] = {
        "a": products(100, 50, 45),
        "b": {"products.identified": 50},
        "c": {"products.identified": "na", "products.reduced": "na"},
    }
    found = product_tally(tally(FORMS["PRODUCTS"], said))
    assert found is not None
    assert (found.figures.part, found.figures.whole) == (45, 50)
    assert found.figures.coverage == Coverage(1, 2)
    assert product_tally(tally(FORMS["PRODUCTS"], {})) is None


def test_cadres_are_summed_over_units_that_gave_both() -> None:
    said: dict[str, dict[str, int | str]] = {
        "a": {
            "cadre.staff.total": 40,
            "cadre.staff.women": 20,
            "cadre.staff.ethnic-minority-women": 5,
        },
        "b": {"cadre.staff.total": 60, "cadre.staff.women": 10},
        "c": {"cadre.staff.total": 1_000},
    }
    (row,) = cadre_tally(tally(FORMS["CADRE"], said))
    assert row.label == "Cán bộ, công chức, viên chức, người lao động"
    assert (row.figures.part, row.figures.whole) == (30, 100)
    assert row.figures.coverage == Coverage(2, 3)
    assert row.minority is None
