"""One hub with two offices for all package tests; nothing in it is changed."""

from __future__ import annotations

import pytest

from helpers.packages import Craft, World, chain, world


@pytest.fixture(scope="session")
def hub() -> World:
    return world()


@pytest.fixture
def craft(hub: World) -> Craft:
    """A good package of office one with five ops, to be spoilt."""
    return Craft(hub, hub.one, chain(hub.one, 5))
