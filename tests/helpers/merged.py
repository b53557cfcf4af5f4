"""Two units of a province that became one in July."""

from __future__ import annotations

from datetime import date
from typing import Any

from gbdesk.app import App
from gbdesk.domain.mergers import Merger
from helpers.journey import FIRST, SECOND, Province

JULY = date(2024, 7, 1)
NEW = {
    "name": "Phòng Văn hóa và Thông tin huyện Mây Cọ",
    "short": "Phòng VH&TT Mây Cọ",
    "area": "Huyện Mây Cọ",
}


def merge(at: Province, **more: Any) -> str:
    """The first two units become one; its id."""
    merger = Merger(**{"old": (FIRST, SECOND), "day": JULY, "line": NEW, **more})
    return at.hub.releasing.merge(merger).office


def key_of(app: App, office: str) -> str:
    """The key of a unit."""
    return app.catalogue.office(office).key
