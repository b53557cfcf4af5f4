"""After each test Qt deletes its windows, before Python's collector comes upon what is left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent


@pytest.fixture(autouse=True)
def deleted() -> Iterator[None]:
    """What was closed is deleted now, children with their parents, not piece by piece later."""
    yield
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
