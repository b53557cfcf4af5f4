"""Moments of ledger and packages by the clock of this PC."""

from __future__ import annotations

from datetime import datetime

from gbdesk.domain.dates import short


def local(moment: str) -> datetime:
    """An ISO moment by the clock of this PC."""
    return datetime.fromisoformat(moment).astimezone()


def moment_words(moment: str) -> str:
    """`24/05/2024, 16:40`; empty for no moment."""
    if not moment:
        return ""
    at = local(moment)
    return f"{short(at.date())}, {at:%H:%M}"
