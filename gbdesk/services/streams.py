"""Which stream the hub writes into for an office."""

from __future__ import annotations

from typing import Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.ops import REPORT

_TO: Final = "to."


def stream_to(catalogue: Catalogue, office: str) -> str:
    """The hub's stream for an office with a device; its own rooms share the hub's own stream."""
    found = catalogue.offices.get(office)
    return _TO + office if found is None or found.device else REPORT
