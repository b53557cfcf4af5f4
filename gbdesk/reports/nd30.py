"""The layout rules of Decree 30/2020 as data: page, elements, and the lengths of rules."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from gbdesk import resources
from gbdesk.reports import fonts

LEFT_COLUMN: Final = 65.0
RIGHT_COLUMN: Final = 90.0
SIGN_LEFT: Final = 70.0
SIGN_RIGHT: Final = 85.0
SIGNING_ROOM: Final = 68
HALF_RULE: Final = 0.4
SHORT_RULE: Final = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One element of a document: permitted sizes, the size used, weight, slant, alignment."""

    id: str
    label: str
    smallest: float
    largest: float
    size: float
    bold: bool
    italic: bool
    upper: bool
    align: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page as this program prints it; lengths in mm, sizes in points."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    font: str
    number_size: float
    body_size: float
    indent: float
    spacing: float
    line: float

    @property
    def text_width(self) -> float:
        """The room between the margins of an upright page."""
        return self.width - self.left - self.right

    @property
    def landscape_width(self) -> float:
        """The room between the margins of a page on its side."""
        return self.height - self.left - self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the decree permits for one item of the page; None where it sets no bound."""

    least: float | None
    most: float | None

    def allow(self, value: float, slack: float = 0.1) -> bool:
        """Whether a value is within the limits."""
        if self.least is not None and value < self.least - slack:
            return False
        return self.most is None or value <= self.most + slack


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The rules of one decree."""

    page: Page
    elements: Mapping[str, Element]
    limits: Mapping[str, Limits]

    def element(self, ident: str) -> Element:
        """One element by its id."""
        return self.elements[ident]


@cache
def layout() -> Layout:
    """The rules as shipped."""
    raw = tomllib.loads(resources.path("law", "nd30.toml").read_text(encoding="utf-8"))
    return Layout(
        page=_page(raw["use"]),
        elements={entry["id"]: _element(entry) for entry in raw["element"]},
        limits={
            name: Limits(least=entry.get("min"), most=entry.get("max"))
            for name, entry in raw["page"].items()
        },
    )


def rule_length(element: Element, text: str) -> float:
    """How long the rule below an element is, in mm; 0 where it has none."""
    shown = fonts.width(text, element.size, bold=element.bold, italic=element.italic)
    match element.rule:
        case "full":
            return shown
        case "half":
            return shown * HALF_RULE
        case "short":
            return SHORT_RULE
        case _:
            return 0.0


def _page(use: Mapping[str, Any]) -> Page:
    return Page(
        width=use["paper_width"],
        height=use["paper_height"],
        top=use["margin_top"],
        bottom=use["margin_bottom"],
        left=use["margin_left"],
        right=use["margin_right"],
        font=use["font"],
        number_size=use["page_number_size"],
        body_size=use["body_size"],
        indent=use["first_line_indent"],
        spacing=use["paragraph_spacing"],
        line=use["line_spacing"],
    )


def _element(entry: Mapping[str, Any]) -> Element:
    largest = entry.get("max", 14)
    return Element(
        id=entry["id"],
        label=entry["label"],
        smallest=entry.get("min", largest),
        largest=largest,
        size=entry.get("size", largest),
        bold=entry.get("bold", False),
        italic=entry.get("italic", False),
        upper=entry.get("case") == "upper",
        align=entry.get("align", ""),
        rule=entry.get("rule", ""),
    )
