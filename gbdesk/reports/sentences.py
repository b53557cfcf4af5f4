"""Standard sentences of a report, read from its template; Vietnamese whatever the window speaks."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from gbdesk import resources
from gbdesk.domain import numbers
from gbdesk.domain.tally import Coverage


@dataclass(frozen=True)
class Template:
    """The texts of one report by table and key."""

    raw: Mapping[str, Any]

    def text(self, table: str, key: str, **facts: object) -> str:
        """A text with its names filled in."""
        found: str = self.raw[table][key]
        return found.format_map(facts) if facts else found

    def sentence(self, key: str, **facts: object) -> str:
        """A standard sentence."""
        return self.text("sentences", key, **facts)

    def coverage(self, found: Coverage) -> str:
        """`9/14 đơn vị`."""
        return self.sentence("coverage", n=found.n, of=found.of)

    def figures_of(self, found: Coverage, partial: int = 0) -> str:
        """`số liệu của 9/14 đơn vị`; `partial` offices gave some of their figures."""
        told = self.coverage(found)
        if partial:
            return self.sentence("figures_partly", coverage=told, n=counted(partial))
        return self.sentence("figures_of", coverage=told)

    def kind(self, ident: str, label: str, unit: str, count: int) -> str:
        """`08 lớp tập huấn, bồi dưỡng`."""
        shown = counted(count)
        if ident in self.raw["kinds"]:
            return self.text("kinds", ident, n=shown)
        name = label[:1].lower() + label[1:]
        return f"{shown} {name}" if name.startswith(unit) else f"{shown} {unit} {name}"


def counted(value: int) -> str:
    """As documents print counts: `0`, `08`, `12`, `1.234`."""
    return numbers.two_digits(value) if value else "0"


@cache
def load(name: str) -> Template:
    """A template as shipped."""
    file = resources.path("reports", f"{name}.toml")
    return Template(tomllib.loads(file.read_text(encoding="utf-8")))


def short_day(day: date) -> str:
    """`31/5/2024`, `05/6/2024`, `01/02/2024`: the zeros of official documents."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def first_upper(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def lines_of(text: str) -> Iterable[str]:
    """The paragraphs somebody typed, without the dashes they put before them."""
    for line in text.splitlines():
        shown = line.strip().lstrip("-–•+* ").strip()
        if shown:
            yield shown if shown.endswith((".", ";", ":", "?")) else f"{shown}."
