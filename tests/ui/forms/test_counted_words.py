"""After a number a place is one or several; in Vietnamese its word stays as it is."""

from __future__ import annotations

import pytest

from gbdesk.domain.templates import load_template
from gbdesk.services.activity_rows import places_label
from gbdesk.text import set_language, translate
from gbdesk.ui.forms.parts import place_words


def test_a_place_is_one_or_several() -> None:
    catalogue = load_template("sample-2024")
    words = [(place_words(catalogue, 1), place_words(catalogue, 3))]
    set_language("en")
    words.append((place_words(catalogue, 1), place_words(catalogue, 3)))
    assert words == [("xã", "xã"), ("commune", "communes")]


def test_all_places_of_a_unit_are_several() -> None:
    catalogue = load_template("sample-2024")
    office = next(one for one in catalogue.offices.values() if one.key == "district-office.901")
    places = [one.id for one in catalogue.places.values() if one.parent == office.place]
    set_language("en")
    assert places_label(catalogue, office.id, places) == f"All {len(places)} communes"


@pytest.mark.parametrize(
    ("context", "source", "one"),
    [
        ("Home", "packages wait to be taken in", "package waits to be taken in"),
        ("Home", "{n} wait for a choice", "1 waits for a choice"),
        ("Receive", "new activities", "new activity"),
        ("Status", "packages waiting\n{first}", "package waiting\nĐồi Cọ"),
    ],
)
def test_one_is_not_several(context: str, source: str, one: str) -> None:
    set_language("en")
    assert translate(context, source, n=1, first="Đồi Cọ") == one
    assert translate(context, source, n=2, first="Đồi Cọ") != one
