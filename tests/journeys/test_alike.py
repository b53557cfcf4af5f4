"""Two offices whose names look the same: told apart by their id, never mixed up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.domain.names import looks
from gbdesk.domain.template_scaled import scaled_template
from helpers.journey import Province, figure, same_for, send, shown, take

CYRILLIC_A = "а"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    raw = scaled_template(3)
    first, second = [one for one in raw["offices"] if one["kind"] == "district-office"][:2]
    for name in ("name", "short"):
        first[name] = "Phòng VHTT Ba Sông"
        second[name] = first[name].replace("a", CYRILLIC_A)
        assert first[name] != second[name]
    made = Province(tmp_path, template=raw)
    made.begin()
    made.join("one", first["key"])
    made.join("two", second["key"])
    yield made
    made.close()


def test_e15_names_that_look_the_same_are_shown_with_their_id(at: Province) -> None:
    one, two = at.apps["one"], at.apps["two"]
    assert looks(one.catalogue.office(one.session.office).short) == looks("Phòng VHTT Ba Sông")
    figure(one, 3)
    figure(two, 4)
    first, second = send(at, "one"), send(at, "two")
    seen = [at.hub.receiving.look(sent.path).office_name for sent in (first, second)]
    assert [each.rpartition(" (")[2] for each in seen] == [
        f"{app.session.office[:8]})" for app in (one, two)
    ]
    take(at, first.path, second.path)
    assert (shown(at.hub, one), shown(at.hub, two)) == (3, 4)
    for app in (one, two):
        assert same_for(at.hub, app, app.session.office)
    names = {row.office_name for row in at.hub.receiving.history()}
    assert names == set(seen)
    assert {row.office_name for row in at.hub.receiving.tracks()} >= names
    third = next(row for row in at.hub.receiving.tracks() if row.office == one.session.office)
    assert third.office_name == seen[0]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Sông Mây", "Sông Mây", True),
        ("Xã Cao", "Xã Саo", True),
        ("XÃ CAO", "xã cao", True),
        ("Hà", "Hạ", False),
        ("Ba", "Bà", False),
    ],
)
def test_what_looks_the_same(left: str, right: str, *, same: bool) -> None:
    assert (looks(left) == looks(right)) is same
