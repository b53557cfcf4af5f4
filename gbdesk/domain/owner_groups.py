"""Groups of units that lead a task of the plan: as data, by kind of unit, in words and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from gbdesk.domain.names import nfc, tone_fold
from gbdesk.domain.tables import many, table
from gbdesk.text import language

BETWEEN: Final = "; "


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerGroup:
    """Every unit of some kinds: `Cấp huyện, cấp xã`."""

    id: str
    label: str
    label_en: str
    kinds: frozenset[str]

    @property
    def name(self) -> str:
        """The label in the language in use."""
        return self.label if language() == "vi" else self.label_en

    def members(self, offices: Iterable[Mapping[str, Any]], year: int) -> list[str]:
        """The ids of the units of these kinds that there are in a year."""
        return [one["id"] for one in offices if one["kind"] in self.kinds and _is_there(one, year)]


def _is_there(office: Mapping[str, Any], year: int) -> bool:
    begins, ends = office.get("valid_from") or "", office.get("valid_to") or "9999"
    return bool(begins <= f"{year}-12-31" and ends >= f"{year}-01-01")


@cache
def groups() -> Mapping[str, OwnerGroup]:
    """The groups there are, the largest first."""
    return {
        row["id"]: OwnerGroup(
            id=row["id"],
            label=row["label_vi"],
            label_en=row["label_en"],
            kinds=frozenset(many(row["kinds"])),
        )
        for row in table("offices", "groups.tsv")
    }


def in_words(ids: Sequence[str], offices: Sequence[Mapping[str, Any]], year: int) -> str:
    """`Cấp huyện, cấp xã; TTVH tỉnh`: groups that are whole, then the short names of the rest.

    Units that a year does not have are not named.
    """
    left, said = list(ids), []
    for group in groups().values():
        members = group.members(offices, year)
        if members and set(members) <= set(left):
            said.append(group.name)
            left = [one for one in left if one not in members]
    by_id = {one["id"]: one for one in offices}
    said += [
        by_id[one]["short"] or by_id[one]["title"]
        for one in left
        if one in by_id and _is_there(by_id[one], year)
    ]
    return BETWEEN.join(said)


def meant(
    words: str, offices: Sequence[Mapping[str, Any]], year: int
) -> tuple[list[str], list[str]]:
    """The ids that are named, in the order of the words, and the names that nobody has then."""
    by_name: dict[str, list[str]] = {}
    for one in offices:
        if _is_there(one, year):
            for name in (one["title"], one["short"], one.get("title_en", "")):
                if name:
                    by_name.setdefault(tone_fold(nfc(name)), [one["id"]])
    for group in groups().values():
        for name in (group.label, group.label_en):
            by_name[tone_fold(name)] = group.members(offices, year)
    found: list[str] = []
    unknown = []
    for name in many(nfc(words)):
        ids = by_name.get(tone_fold(name))
        if ids is None:
            unknown.append(name)
        found += [one for one in ids or () if one not in found]
    return found, unknown
