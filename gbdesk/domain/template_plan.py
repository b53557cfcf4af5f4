"""The lists of a template: kinds, measures, topics, occasions, and the plan's tasks with owners."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gbdesk.domain.owner_groups import groups
from gbdesk.domain.tables import many, table


def lists(*, two_level: bool = False) -> dict[str, Any]:
    """Every list that does not depend on the province; levels that are gone are left out."""
    levels = [
        row for row in table("activities", "levels.tsv") if not (two_level and row["valid_to"])
    ]
    return {
        "kinds": [_kind(row) for row in table("activities", "kinds.tsv")],
        "measures": [_measure(row) for row in table("activities", "measures.tsv")],
        "topics": [_choice(row, row["theme"]) for row in table("plan", "topics.tsv")],
        "themes": [_choice(row) for row in table("activities", "themes.tsv")],
        "audiences": [_choice(row, row["group"]) for row in table("activities", "audiences.tsv")],
        "venues": [_choice(row) for row in table("activities", "venues.tsv")],
        "levels": [_choice(row) for row in levels],
        "occasions": [_occasion(row) for row in table("plan", "occasions.tsv")],
        "model_types": [_choice(row) for row in table("activities", "model-types.tsv")],
        "proofs": [_choice(row, row["type"]) for row in table("plan", "proofs.tsv")],
        "sections": [_choice(row) for row in table("plan", "sections.tsv")],
    }


def _kind(row: dict[str, str]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "label": row["label_vi"],
        "label_en": row["label_en"],
        "unit": row["unit_vi"],
        "measures": many(row["measures"], ","),
        "synonyms": many(row["synonyms"]),
        "recorded_as": row["recorded_as"],
        "annex_row": row["annex_row"],
    }


def _measure(row: dict[str, str]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "label": row["label_vi"],
        "label_en": row["label_en"],
        "unit": row["unit_vi"],
        "type": row["type"],
        "optional": row["optional"] == "1",
        "at_most": row["at_most"],
    }


def _choice(row: dict[str, str], group: str = "") -> dict[str, Any]:
    return {
        "id": row["id"],
        "label": row["label_vi"],
        "label_en": row["label_en"],
        "group": group,
    }


def _occasion(row: dict[str, str]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "start": row["start"],
        "end": row["end"],
        "label": row["label_vi"],
        "label_en": row["label_en"],
        "valid_from": row["valid_from"] or None,
        "valid_to": row["valid_to"] or None,
    }


def tasks(offices: list[dict[str, Any]], years: Sequence[int]) -> list[dict[str, Any]]:
    """Every task of the plan for these years; owners are resolved to the offices there are."""
    return [_task(row, offices, years) for row in table("plan", "plan-2024.tsv")]


def _task(
    row: dict[str, str], offices: list[dict[str, Any]], years: Sequence[int]
) -> dict[str, Any]:
    owners: dict[str, list[str]] = {"lead": [], "with": []}
    for part in many(row["responsible"]):
        role, _, key = part.partition(":")
        owners[role] += [ident for ident in _resolve(key, offices) if ident not in owners[role]]
    conditions = []
    for part in many(row["conditions"]):
        key, _, values = part.partition("=")
        conditions.append([key, values.split("|")])
    return {
        "id": row["id"],
        "section": row["section"],
        "text": row["text_vi"],
        "text_en": row["text_en"],
        "lead": owners["lead"],
        "partners": owners["with"],
        "conditions": conditions,
        "proofs": many(row["proof"]),
        "due": row["due"],
        "measurable": row["measurable"],
        "note": row["note"],
        "years": list(years),
    }


def _resolve(key: str, offices: list[dict[str, Any]]) -> list[str]:
    if key in groups():
        return [office["id"] for office in offices if office["kind"] in groups()[key].kinds]
    return [office["id"] for office in offices if office["key"] == key]
