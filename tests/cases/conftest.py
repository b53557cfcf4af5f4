"""One real hub with two real offices for the cases that share it; each leaves it as it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from helpers.journey import province
from helpers.judged import Court, court
from helpers.packages import Craft, chain


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    with province(tmp_path_factory.mktemp("court") / "p", "a", "b", "c") as at:
        yield court(at)


@pytest.fixture
def craft(hub: Court) -> Craft:
    """A good package of office one with five ops, to be spoilt."""
    return Craft(hub, hub.one, chain(hub.one, 5))
