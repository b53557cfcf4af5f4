"""A release as departments have it that were set up before some forms were shipped."""

from __future__ import annotations

from typing import Any

from gbdesk.domain.templates import template

FORMS = ("CADRE", "PRODUCTS")


def older() -> dict[str, Any]:
    """A release as hubs made it before the two forms were shipped."""
    raw = template("sample-2024")
    raw["forms"] = [one for one in raw["forms"] if one["id"] not in FORMS]
    raw["bindings"] = [one for one in raw["bindings"] if one[0] not in FORMS]
    raw["duties"] = [one for one in raw["duties"] if one["form"] not in FORMS]
    return raw
