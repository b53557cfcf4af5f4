"""Three real files, emptied before each example."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from laws.scripts import Story
from laws.world import DEVICES, open_replica


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("laws")
    replicas = [open_replica(folder / f"{n}.gbdesk", dev) for n, dev in enumerate(DEVICES)]
    yield Story(replicas)
    for replica in replicas:
        replica.engine.dispose()
