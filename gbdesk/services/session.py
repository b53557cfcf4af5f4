"""Who is working, and for which office."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Final

ENTER: Final = "enter"
APPROVE: Final = "approve"
VIEW: Final = "view"
ADMIN: Final = "admin"
APPROVING: Final = frozenset({APPROVE, ADMIN})
ROLES: Final = (ENTER, APPROVE, VIEW, ADMIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One unlocking: the person, the office and device, hub or not, sample or not."""

    user: str
    display: str
    role_name: str
    office: str
    device: str
    hub: bool
    sample: bool
    id: str = field(default_factory=lambda: secrets.token_hex(8))
