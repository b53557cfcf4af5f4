"""An office whose changes carry a clock beyond the last year a date can name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.domain.clock import LAST_MS, moment_of
from helpers.enrolled import PERIOD
from helpers.journey import Province, correct, figure, province, send, take

FAR_MS = 2**48 - 2**40  # about the year 10850


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        yield made


def test_every_page_of_the_hub_still_opens(at: Province) -> None:
    office = at.apps["a"]
    figure(office, 2)
    take(at, send(at, "a").path)
    correct(at, office, 3)
    clock = office.desk.clock
    ahead = FAR_MS - clock.now_ms()
    clock.shift(ahead)
    figure(office, 5)
    clock.shift(-ahead)
    (taken,) = take(at, send(at, "a").path)
    assert taken.ok
    (open_,) = at.hub.conflicts.list()
    assert {side.when.year for side in open_.sides} == {2024, 9999}
    assert at.hub.monitoring.matrix([PERIOD]).counts[PERIOD].by_kind["incomplete"] == 1
    assert at.hub.receiving.tracks()


def test_what_a_date_can_name_is_named_as_it_is() -> None:
    assert moment_of(LAST_MS).isoformat() == "9999-12-31T00:00:00+00:00"
    assert moment_of(2**48 - 1) == moment_of(LAST_MS)
    assert moment_of(LAST_MS - 1).day == 30
