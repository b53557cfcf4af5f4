"""What the pages of an office and its hub are opened over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.app import App
from helpers.ready import pair


@pytest.fixture
def apps(tmp_path: Path) -> Iterator[tuple[App, App]]:
    """An office with something entered and its hub, both open."""
    office, hub = pair(tmp_path)
    yield office, hub
    office.close()
    hub.close()
