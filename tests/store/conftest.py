"""A real workspace file for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.store.ring import DataKey
from gbdesk.store.workspace import Store


@pytest.fixture
def key() -> DataKey:
    return DataKey.new()


@pytest.fixture
def store(tmp_path: Path, key: DataKey) -> Iterator[Store]:
    opened = Store.create(tmp_path / "x.gbdesk", key)
    yield opened
    opened.close()
